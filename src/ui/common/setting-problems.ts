// Says in words why a setting's text did not fit. Decides nothing.
import type { NumberSetting, SettingName } from '../../contract/config';
import { settings } from '../../contract/config';
import { m } from '../../paraglide/messages.js';
import type { QueryProblem } from '../../state/settings.svelte';
import { choices, formatNumber, optionLabel, settingLabel } from './words';

export function problemText({ name, text, problem }: QueryProblem): string {
  if (problem === 'unknown') return m.settings_problem_unknown({ name });
  const known = name as SettingName;
  const label = settingLabel(known);
  switch (problem) {
    case 'not-a-number':
      return m.settings_problem_not_a_number({ label, text });
    case 'not-an-integer':
      return m.settings_problem_not_an_integer({ label, text });
    case 'out-of-range': {
      const { min, max } = settings[known] as NumberSetting;
      const [minimum, maximum] = [formatNumber(min), formatNumber(max)];
      return m.settings_problem_out_of_range({ label, text, min: minimum, max: maximum });
    }
    case 'not-an-option':
      return m.settings_problem_not_an_option({ label, text, options: optionsText(known) });
    default:
      return problem satisfies never;
  }
}

function optionsText(name: SettingName): string {
  if (settings[name].kind !== 'choice') return 'true, false';
  return choices(name)
    .map((option) => `${option} (${optionLabel(name, option)})`)
    .join(', ');
}
