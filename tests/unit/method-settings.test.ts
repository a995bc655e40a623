// Which settings a method's form offers: all of its own, none of another's.
import { describe, expect, it } from 'vitest';
import { settingNames, settings, type SettingName } from '../../src/contract/config';
import { runMetricNames, settingsOfMethod } from '../../src/contract/methods';

const methods = settings.method.options;

describe.each(methods)('the settings of %s', (method) => {
  const names = settingsOfMethod(method);

  it('begin with the method and hold each once', () => {
    expect(names[0]).toBe('method');
    expect(new Set(names).size).toBe(names.length);
  });

  it('say how long it goes on and what it samples', () => {
    expect(names).toEqual(expect.arrayContaining(['iterations', 'rolloutBatchSize', 'seed']));
  });

  it('have a learning rate where something is learned', () => {
    expect(names.includes('learningRate')).toBe(method !== 'best-of-n');
  });
});

describe('the settings of the third stage', () => {
  it('each belong to some method', () => {
    const offered = new Set(methods.flatMap((method) => settingsOfMethod(method)));
    const orphans = settingNames.filter(
      (name) => ['method', 'ppo'].includes(settings[name].stage) && !offered.has(name),
    );
    expect(orphans).toEqual([]);
  });

  it('of other methods are not PPO’s', () => {
    const own: SettingName[] = ['repliesPerPrompt', 'rejectionEpochs', 'dpoBeta', 'groupScaling'];
    for (const name of own) expect(settingsOfMethod('ppo')).not.toContain(name);
  });
});

it('the names of all metrics are unique', () => {
  expect(new Set(runMetricNames).size).toBe(runMetricNames.length);
});
