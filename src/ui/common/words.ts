// Names and help of settings and metrics from the message files, and numbers, sizes and durations in
// the reader's language. Holds no interface text itself.
import type { ChoiceSetting, Method, NumberSetting, SettingName } from '../../contract/config';
import { settings } from '../../contract/config';
import { metricOfMethod, type RunMetricName } from '../../contract/methods';
import { m } from '../../paraglide/messages.js';
import { getLocale } from '../../paraglide/runtime.js';

/** The label of a setting in plain words: the accessible name of its field. */
export function settingLabel(name: SettingName): string {
  return m[`settings_${name}_label`]();
}

export function settingHelp(name: SettingName): string {
  return m[`settings_${name}_help`]();
}

/** One option of a choice, in words. */
export function optionLabel(name: SettingName, option: string): string {
  const key = `settings_${name}_option_${option.replaceAll('-', '_')}`;
  const message = (m as unknown as Record<string, (() => string) | undefined>)[key];
  return message?.() ?? option;
}

export function unitLabel(unit: NumberSetting['unit']): string {
  return unit === '' || unit === 'share' ? '' : m[`settings_unit_${unit}`]();
}

/** How a value of a setting reads. */
export function settingValue(name: SettingName, value: number | boolean | string): string {
  const setting: { kind: string } = settings[name];
  if (typeof value === 'boolean') return value ? m.settings_on() : m.settings_off();
  if (typeof value === 'number') return formatNumber(value);
  return setting.kind === 'choice' ? optionLabel(name, value) : value;
}

export function choices(name: SettingName): readonly string[] {
  return (settings[name] as ChoiceSetting).options;
}

/** Label and explanation of one of a method's metrics, by TRL's name. */
export function metricWords(method: Method, name: RunMetricName): { label: string; help: string } {
  const messages = m as unknown as Record<string, (() => string) | undefined>;
  const messageId = metricOfMethod(method, name)?.messageId;
  const words = (part: 'label' | 'help') => messages[`metrics_${messageId}_${part}`]?.() ?? name;
  return { label: words('label'), help: words('help') };
}

/** The unit of a method's metric in words, or '' where it has none. Durations are shown in seconds. */
export function metricUnit(method: Method, name: RunMetricName): string {
  const unit = metricOfMethod(method, name)?.unit ?? '';
  if (unit === '' || unit === 'tokens/s') return '';
  return unit === 'ms' ? m.metrics_unit_seconds() : m[`metrics_unit_${unit}`]();
}

const numberFormats = new Map<string, Intl.NumberFormat>();

/** A number with a few significant digits: 0.0003, 1.25, 12,400. */
export function formatNumber(value: number, maximumSignificantDigits = 4): string {
  const key = `${getLocale()} ${maximumSignificantDigits}`;
  let format = numberFormats.get(key);
  if (!format) {
    // Making one takes far longer than using it, and tables use thousands. No "-0".
    const signDisplay = 'negative';
    format = new Intl.NumberFormat(getLocale(), { maximumSignificantDigits, signDisplay });
    numberFormats.set(key, format);
  }
  return format.format(value);
}

/** A share of 0 to 1 as percent. */
export function formatShare(share: number): string {
  return share.toLocaleString(getLocale(), { style: 'percent', maximumFractionDigits: 0 });
}

export function formatBytes(bytes: number): string {
  const units = ['kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.min(2, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3) - 1));
  return (bytes / 1000 ** (power + 1)).toLocaleString(getLocale(), {
    style: 'unit',
    unit: units[power],
    maximumFractionDigits: 1,
  });
}

/** A duration in the largest fitting units: "40 s", "3 min", "1 h 20 min". */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(1, Math.round(durationMs / 1000));
  if (seconds < 90) return m.common_duration_seconds({ seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return m.common_duration_minutes({ minutes });
  return m.common_duration_hours({ hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

export function formatDate(timeMs: number): string {
  return new Date(timeMs).toLocaleString(getLocale(), { dateStyle: 'medium', timeStyle: 'short' });
}
