// What the lab's commands share on the command line: the two kinds of failure, numbers with a range, settings by name.
import {
  defaultSettings,
  parseSetting,
  settings as settingTable,
  type Settings,
} from '../../src/contract/config';

/** A wrong option, file or row: one line on stderr, exit status 2. */
export class UsageError extends Error {}

/** Reads a number option, with the range that its text says. */
export function numberOption(
  name: string,
  text: string,
  range: { min: number; max: number; integer?: boolean },
): number {
  const value = Number(text);
  const isWrongKind = text.trim() === '' || !Number.isFinite(value);
  if (isWrongKind || (range.integer && !Number.isInteger(value))) {
    throw new UsageError(
      `--${name} needs ${range.integer ? 'a whole' : 'a'} number, not "${text}".`,
    );
  }
  if (value < range.min || value > range.max) {
    throw new UsageError(`--${name} must lie between ${range.min} and ${range.max}, not ${text}.`);
  }
  return value;
}

/**
 * Sets settings from `name=value` texts, then from options of their own, which win.
 * @param options setting and text of each option; text undefined where it was not given
 */
export function applySettings(
  assignments: readonly string[],
  options: Record<string, [name: keyof Settings, text: string | undefined]>,
): Settings {
  const settings: Record<string, unknown> = defaultSettings();
  const assign = (name: string, text: string, typed: string) => {
    const parsed = parseSetting(name, text);
    if (!parsed.ok) throw new UsageError(`${typed}: ${explain(name, parsed.problem)}`);
    settings[name] = parsed.value;
  };
  for (const assignment of assignments) {
    const at = assignment.indexOf('=');
    if (at < 0) throw new UsageError(`--set needs name=value, not "${assignment}".`);
    assign(assignment.slice(0, at), assignment.slice(at + 1), `--set ${assignment}`);
  }
  for (const [option, [name, text]] of Object.entries(options)) {
    if (text !== undefined) assign(name, text, `--${option} ${text}`);
  }
  return settings as Settings;
}

function explain(name: string, problem: string): string {
  if (problem === 'unknown') {
    return `there is no setting "${name}". Settings: ${Object.keys(settingTable).join(', ')}.`;
  }
  const setting = settingTable[name as keyof Settings];
  if ('min' in setting) {
    const kind = setting.kind === 'integer' ? 'a whole number' : 'a number';
    return `this must be ${kind} from ${setting.min} to ${setting.max}.`;
  }
  if ('options' in setting) return `this must be one of ${setting.options.join(', ')}.`;
  return 'this must be true or false.';
}

/** The value of an option that must be given. */
export function required(name: string, value: string | undefined): string {
  if (value === undefined) throw new UsageError(`--${name} is needed.`);
  return value;
}
