// Settings that were stored with a run by an older version still mean what they meant.
import { expect, it } from 'vitest';
import { defaultSettings, runToTheEnd, settingsBefore } from '../../src/contract/config';
import { restoreSettings } from '../../src/state/stored-settings';

it('keeps what fits, and fills in the rest', () => {
  const restored = restoreSettings({
    iterations: 7,
    klEstimator: 'k9',
    clipRange: 'wide',
    gone: 1,
  });
  expect(restored).toEqual({ ...settingsBefore(), iterations: 7 });
});

it('lets a run from before there was a language-model term do without it', () => {
  expect(restoreSettings({ iterations: 7 }).ptxCoefficient).toBe(0);
  expect(restoreSettings(defaultSettings())).toEqual(defaultSettings());
});

it('goes on annealing a run that was stored before there were schedules', () => {
  expect(restoreSettings({ annealLearningRate: true }).learningRateSchedule).toBe('linear');
  expect(restoreSettings({ annealLearningRate: false }).learningRateSchedule).toBe('constant');
});

it('lets a run from before runs could end by themselves go on to its end, and no other', () => {
  expect(restoreSettings({ iterations: 7 })).toMatchObject(runToTheEnd);
  expect(restoreSettings({ ...defaultSettings(), stopKl: 3 })).toMatchObject({
    ...{ stopKl: 3, stopVariety: defaultSettings().stopVariety },
    stopPatience: defaultSettings().stopPatience,
  });
});
