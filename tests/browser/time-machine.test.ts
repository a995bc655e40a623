// Going back in a run over the real store of the browser: what was kept nearest to an iteration, and branches.
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EngineClient } from '../../src/client/types';
import { defaultSettings } from '../../src/contract/config';
import type { RunStart } from '../../src/contract/messages';
import type { Run } from '../../src/contract/records';
import { ModelsState } from '../../src/state/models.svelte';
import { RewardChoice } from '../../src/state/reward-choice.svelte';
import { RewardModelsState } from '../../src/state/reward-models.svelte';
import { RunsState } from '../../src/state/runs.svelte';
import { SettingsState } from '../../src/state/settings.svelte';
import { TimeMachine } from '../../src/state/time-machine.svelte';
import { openStore } from '../../src/storage/store';
import type { Store } from '../../src/storage/types';

let store: Store;
let name: string;
let starts: RunStart[];

const client = {
  onRunEvent: () => () => {},
  onRunLost: () => () => {},
  startRun: async (start: RunStart) => void starts.push(start),
  forget: async () => {},
} as unknown as EngineClient;

const run: Run = {
  ...{ id: 'run-1', method: 'grpo', createdAtMs: 1, updatedAtMs: 1, failure: null },
  ...{ baseModelId: 'shipped:nano-chat', status: 'finished' },
  reward: { model: null, rule: { source: '() => 1', weight: 1 } },
  settings: {
    ...defaultSettings(),
    ...{ method: 'grpo', klCoefficient: 0.25, rewardSource: 'rule' },
  },
  ...{ iteration: 7, resumableIteration: 7, samplePrompts: ['hi'], trainingPrompts: ['hi'] },
};

beforeEach(async () => {
  name = `time-machine-${crypto.randomUUID()}`;
  starts = [];
  store = await openStore({ name });
  await store.runs.put(run);
  for (let iteration = 1; iteration <= 7; iteration++) {
    await store.runs.addMetrics({ runId: run.id, iteration, values: { 'objective/kl': 0 } });
  }
  for (const iteration of [0, 2, 6]) {
    const replies = [{ prompt: 'hi', reply: `Hello ${iteration}`, score: 1 }];
    await store.runs.addSamples({ runId: run.id, iteration, replies });
  }
  for (const iteration of [4, 7]) {
    const checkpoint = { id: `run-1-${iteration}`, runId: run.id, iteration };
    const facts = { createdAtMs: iteration, bytes: 4, score: 1, kl: 0 };
    const [policy, state] = [new ArrayBuffer(4), new ArrayBuffer(4)];
    await store.runs.addCheckpoint({ ...checkpoint, ...facts }, policy, state);
  }
});

afterEach(async () => {
  store.close();
  await deleteDB(name);
});

async function openPage() {
  const models = new ModelsState(store);
  const runs = new RunsState(client, store, models);
  const rewardModels = new RewardModelsState(client, store);
  const settings = new SettingsState(store.preferences, { read: () => '', replace: () => {} });
  await Promise.all([models.refresh(), runs.load(), rewardModels.load(), settings.load()]);
  const rewardChoice = new RewardChoice(store.preferences);
  const machine = new TimeMachine({ runs, rewardChoice, rewardModels, settings });
  await expect.poll(() => machine.newest).toBe(7);
  return { machine, rewardChoice, runs, settings };
}

test('follows the newest iteration until another is chosen, and says what was kept nearest', async () => {
  const { machine } = await openPage();
  expect([machine.chosen, machine.iteration]).toEqual([null, 7]);
  machine.choose(4);
  // Of two as near, the earlier.
  expect(machine.samples?.iteration).toBe(2);
  expect(machine.checkpoint?.iteration).toBe(4);
  expect(machine.model).toEqual({ id: 'checkpoint:run-1-4', iteration: 4 });
  expect(machine.episodes).toBeNull();
  machine.choose(1);
  expect(machine.model).toEqual({ id: 'shipped:nano-chat', iteration: 0 });
  machine.release();
  expect(machine.iteration).toBe(7);
});

test('forgets the choice with the run that it was made in', async () => {
  const { machine, runs } = await openPage();
  machine.choose(3);
  await runs.openRun(null);
  expect(machine.chosen).toBeNull();
});

test('a branch has its parent’s settings, reward, base and checkpoint, and remembers where it comes from', async () => {
  const { machine, rewardChoice, runs, settings } = await openPage();
  machine.choose(4);
  await machine.branchFrom(machine.checkpoint!);
  expect(runs.open).toBeNull();
  expect(settings.values).toMatchObject({
    ...{ method: 'grpo', klCoefficient: 0.25, rewardSource: 'rule' },
  });
  const reward = rewardChoice.describe(settings.values, null)!;
  expect(reward).toEqual(run.reward);
  const { parent, baseModelId } = machine.branch!;
  expect(parent).toEqual({ runId: 'run-1', iteration: 4, checkpointId: 'run-1-4' });
  await runs.begin(baseModelId, reward, settings.snapshot(), 'continuous', null, parent);
  expect(starts).toHaveLength(1);
  expect(starts[0]).toMatchObject({
    ...{ baseModelId: 'shipped:nano-chat', initialModelId: 'checkpoint:run-1-4', resume: null },
  });
  expect(await store.runs.get(starts[0]!.runId)).toMatchObject({ parent, iteration: 0 });
  machine.dropBranch();
  expect(machine.branch).toBeNull();
});

test('what a branch began with is its iteration 0', async () => {
  const parent = { runId: 'run-1', iteration: 4, checkpointId: 'run-1-4' };
  const branch: Run = { ...run, id: 'run-2', createdAtMs: 0, parent, status: 'stopped' };
  await store.runs.put({ ...branch, iteration: 0 });
  const { machine, runs } = await openPage();
  await runs.openRun('run-2');
  expect(machine.model).toEqual({ id: 'checkpoint:run-1-4', iteration: 0 });
});
