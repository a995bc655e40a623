// Settings that were stored with a run by an older version still mean what they meant.
import { expect, it } from 'vitest';
import { defaultSettings } from '../../src/contract/config';
import { restoreSettings } from '../../src/state/stored-settings';

it('keeps what fits, and fills in the rest', () => {
  const restored = restoreSettings({
    iterations: 7,
    klEstimator: 'k9',
    clipRange: 'wide',
    gone: 1,
  });
  expect(restored).toEqual({ ...defaultSettings(), iterations: 7 });
});

it('goes on annealing a run that was stored before there were schedules', () => {
  expect(restoreSettings({ annealLearningRate: true }).learningRateSchedule).toBe('linear');
  expect(restoreSettings({ annealLearningRate: false }).learningRateSchedule).toBe('constant');
});
