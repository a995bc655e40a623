// The experiments' presets: what choosing an arm does to the reader's settings, and that it can be undone.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '../../src/contract/config';
import { ExperimentChoice } from '../../src/state/experiment-choice.svelte';
import { SettingsState } from '../../src/state/settings.svelte';
import { deleteDatabase, openStore } from '../../src/storage/store';
import type { Store } from '../../src/storage/types';

const name = 'experiment-choice-test';
let store: Store;
let settings: SettingsState;
let choice: ExperimentChoice;
beforeEach(async () => {
  await deleteDatabase(name);
  store = await openStore({ name });
  settings = new SettingsState(store.preferences, { read: () => '', replace: () => undefined });
  choice = new ExperimentChoice(settings);
});
afterEach(() => store.close());

test('an arm sets what it fixes, the rest of a run to the default, and nothing else', () => {
  settings.set('learningRate', 1e-5);
  settings.set('seed', 7);
  settings.set('chatTemperature', 1.5);
  settings.setText('ppoEpochs', 'many');
  choice.chooseExperiment('break-it');
  choice.chooseArm('no-baseline');
  expect(choice.isApplied).toBe(false);
  expect(choice.changes).toEqual([
    ...['rewardModelKind', 'iterations', 'rolloutBatchSize', 'rolloutCandidates', 'klCoefficient'],
    ...[
      'klPenalty',
      'noveltyCoefficient',
      'learningRate',
      'ppoEpochs',
      'minibatches',
      'valueBaseline',
    ],
    ...['ptxCoefficient', 'ptxTerm', 'ptxBatchSize', 'adamEpsilon', 'trainedLayers'],
    ...['stopKl', 'stopVariety', 'stopPatience'],
    'languageLossEvery',
  ]);
  choice.apply();
  expect(settings.values).toMatchObject({ valueBaseline: false, learningRate: 1e-4 });
  // Every arm is to be tried with several seeds; chatting is none of its business.
  expect(settings.values).toMatchObject({ seed: 7, chatTemperature: 1.5 });
  expect(settings.rejected('ppoEpochs')).toBeNull();
  expect(choice.isApplied).toBe(true);
});

test("the reader's own settings come back, however many arms were tried", () => {
  settings.set('klCoefficient', 0.33);
  choice.chooseExperiment('over-optimization');
  for (const arm of ['no-kl', 'strong-kl']) {
    choice.chooseArm(arm);
    choice.apply();
  }
  expect(settings.values.klCoefficient).toBe(0.2);
  choice.undo();
  expect(settings.values).toMatchObject({ ...defaultSettings(), klCoefficient: 0.33 });
  expect(choice.canUndo).toBe(false);
});

test('each labeler of an arm can be set to rank its share', () => {
  choice.chooseExperiment('length-bias');
  choice.chooseArm('biased-weak-kl');
  expect(choice.rankings).toEqual([
    { labeler: 'cheerful', count: 30 },
    { labeler: 'length-lover', count: 20 },
  ]);
  choice.apply();
  expect(settings.values).toMatchObject({ labeler: 'cheerful', labelCount: 30 });
  choice.chooseLabeler(1);
  expect(settings.values).toMatchObject({ labeler: 'length-lover', labelCount: 20 });
  expect(choice.isApplied).toBe(true);
});
