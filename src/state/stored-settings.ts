// Settings as they were stored with a run or a reward model, made whole again.
import { parseSetting, settingsBefore } from '../contract/config';
import type { Settings } from '../contract/config';

/** Every setting: the stored value where it still fits, else what was before it could be set. */
export function restoreSettings(stored: Record<string, number | boolean | string>): Settings {
  const settings = settingsBefore();
  // Before there were schedules, a run could only be annealed in a line or not at all.
  if (stored.annealLearningRate === true) settings.learningRateSchedule = 'linear';
  for (const [name, value] of Object.entries(stored)) {
    const parsed = parseSetting(name, String(value));
    if (parsed.ok) Object.assign(settings, { [name]: parsed.value });
  }
  return settings;
}
