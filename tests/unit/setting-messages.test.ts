// Every setting, every choice and every metric has its words, in every language there is.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settingNames, settings, type Setting } from '../../src/contract/config';
import { replyFactNames } from '../../src/contract/reply-facts';
import {
  methodMetrics,
  rewardMetrics,
  sftMetrics,
  type MetricDefinition,
} from '../../src/contract/metrics';

const folder = join(import.meta.dirname, '../../messages');

function messagesOf(locale: string): Record<string, string> {
  const files = readdirSync(join(folder, locale)).filter((name) => name.endsWith('.json'));
  return Object.assign(
    {},
    ...files.map((name) => JSON.parse(readFileSync(join(folder, locale, name), 'utf8'))),
  );
}

function expectedKeys(): string[] {
  const tables: Record<string, MetricDefinition>[] = [
    ...Object.values(methodMetrics),
    rewardMetrics,
    sftMetrics,
  ];
  const metricIds = tables.flatMap((table) => Object.values(table));
  return [
    ...settingNames.flatMap((name) => [`settings_${name}_label`, `settings_${name}_help`]),
    ...settingNames.flatMap((name) => {
      const setting: Setting = settings[name];
      const options = setting.kind === 'choice' ? setting.options : [];
      return options.map((option) => `settings_${name}_option_${option.replaceAll('-', '_')}`);
    }),
    ...metricIds.flatMap(({ messageId }) => [
      `metrics_${messageId}_label`,
      `metrics_${messageId}_help`,
    ]),
  ];
}

describe.each(readdirSync(folder))('messages in %s', (locale) => {
  const messages = messagesOf(locale);

  it('name and explain every setting, every choice and every metric', () => {
    const missing = expectedKeys().filter((key) => !messages[key]?.trim());
    expect(missing).toEqual([]);
  });

  it('name every fact of a reply that a reward model is told', () => {
    const names = Object.keys(messages).filter((key) => key.startsWith('reward_fact_'));
    const expected = ['likelihood', ...replyFactNames].map((name) => `reward_fact_${name}`);
    expect(names.toSorted()).toEqual(expected.toSorted());
  });

  it('explain no setting or metric that does not exist', () => {
    const known = new Set(expectedKeys());
    const extra = Object.keys(messages).filter(
      (key) => /^(settings|metrics)_.+_(label|help|option_.+)$/.test(key) && !known.has(key),
    );
    expect(extra).toEqual([]);
  });

  it('keep help to one line, and give fields of one stage different names', () => {
    for (const name of settingNames) {
      expect(messages[`settings_${name}_help`]!.length, name).toBeLessThanOrEqual(130);
    }
    for (const stage of new Set(settingNames.map((name) => settings[name].stage))) {
      const labels = settingNames
        .filter((name) => settings[name].stage === stage)
        .map((name) => messages[`settings_${name}_label`]);
      expect(new Set(labels).size, stage).toBe(labels.length);
    }
  });
});
