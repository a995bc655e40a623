// Runs laid over each other, from the real store of the browser.
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Run } from '../../src/contract/records';
import { RunOverlay } from '../../src/state/run-overlay.svelte';
import { openStore } from '../../src/storage/store';
import type { Store } from '../../src/storage/types';
import { run } from './support/arena';

let name: string;
let store: Store;

beforeEach(async () => {
  name = `overlay-${crypto.randomUUID()}`;
  store = await openStore({ name });
});
afterEach(async () => {
  store.close();
  await deleteDB(name);
});

async function storedRun(id: string, iterations: number): Promise<Run> {
  const stored: Run = { ...run, id, status: 'running', iteration: iterations };
  await store.runs.put(stored);
  for (let iteration = 1; iteration <= iterations; iteration++) await addRow(id, iteration);
  return stored;
}

function addRow(runId: string, iteration: number) {
  const values = { 'objective/scores': iteration / 2, 'objective/kl': iteration ** 2 };
  return store.runs.addMetrics({ runId, iteration, values });
}

test('reads the metrics of the chosen runs, whatever their method calls them', async () => {
  const overlay = new RunOverlay(store);
  const runs = [await storedRun('b', 2), await storedRun('a', 1)];
  await store.runs.addMetrics({ runId: 'a', iteration: 2, values: { reward_std: 0.5 } });
  await overlay.follow(runs);
  expect(overlay.points('b').map(({ x, y }) => [x, y])).toEqual([
    [1, 0.5],
    [2, 1],
  ]);
  expect(overlay.rewardAgainstKl('b').map(({ x }) => x)).toEqual([1, 2]);
  overlay.chooseKlScale('linear');
  expect(overlay.rewardAgainstKl('b').map(({ x }) => x)).toEqual([1, 4]);
  expect(overlay.metricNames(runs)).toEqual(['objective/scores', 'objective/kl', 'reward_std']);
  overlay.chooseMetric('reward_std');
  expect(overlay.points('a').map(({ x, y }) => [x, y])).toEqual([[2, 0.5]]);
  expect(overlay.points('nobody')).toEqual([]);
});

test('reads a run again when it has gone on, also when its row is stored a little later', async () => {
  const overlay = new RunOverlay(store);
  const going = await storedRun('a', 1);
  await overlay.follow([going]);
  expect(overlay.points('a')).toHaveLength(1);
  const following = overlay.follow([{ ...going, iteration: 2 }]);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await addRow('a', 2);
  await following;
  expect(overlay.points('a')).toHaveLength(2);
  // Nothing has changed: what is there is kept.
  await addRow('a', 3);
  await overlay.follow([{ ...going, iteration: 2 }]);
  expect(overlay.points('a')).toHaveLength(2);
});

test('shows the newest six until somebody chooses, and remembers the choice', async () => {
  const runs = Array.from({ length: 8 }, (_, index) => ({ ...run, id: `run-${index}` }));
  const overlay = new RunOverlay(store);
  const chosenIds = (from: RunOverlay) => from.chosen(runs).map(({ id }) => id.slice(4));
  expect(chosenIds(overlay)).toEqual(['0', '1', '2', '3', '4', '5']);
  overlay.choose('run-1', false);
  overlay.choose('run-7', true);
  overlay.chooseMetric('objective/kl');
  overlay.chooseKlScale('linear');
  expect(chosenIds(overlay)).toEqual(['0', '2', '3', '4', '5', '7']);
  await expect
    .poll(async () => ((await store.preferences.get('run-overlay')) as { klScale: string }).klScale)
    .toBe('linear');
  const again = new RunOverlay(store);
  await again.load();
  expect(chosenIds(again)).toEqual(['0', '2', '3', '4', '5', '7']);
  expect([again.metric, again.klScale]).toEqual(['objective/kl', 'linear']);
});
