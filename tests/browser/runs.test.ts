// The state of the runs over the real store of the browser: events of the engine come in, records go out; a run that was
// going when the page was closed, or when the engine died, waits at its last checkpoint; nothing is lost when a write fails.
import { deleteDB } from 'idb';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineClient } from '../../src/client/types';
import { defaultSettings } from '../../src/contract/config';
import type { RunEvent, RunStart } from '../../src/contract/messages';
import { ppoMetrics, type PpoMetrics } from '../../src/contract/metrics';
import { rewardModelAlone, type Ranking } from '../../src/contract/records';
import { ModelsState } from '../../src/state/models.svelte';
import type { NavigationState } from '../../src/state/navigation.svelte';
import { RuleMending } from '../../src/state/rule-mending.svelte';
import { RunsState } from '../../src/state/runs.svelte';
import { StorageError } from '../../src/storage/errors';
import { openStore } from '../../src/storage/store';
import type { TimeMachine } from '../../src/state/time-machine.svelte';
import type { Store } from '../../src/storage/types';
import RunStopNotice from '../../src/ui/train/RunStopNotice.svelte';
import { statusText } from '../../src/ui/train/run-words';
import Provided from './support/Provided.svelte';

/** What the state asked of the engine, and a way to let events come. */
class EngineWire {
  starts: RunStart[] = [];
  actions: string[] = [];
  #onEvent: (event: RunEvent) => void = () => {};
  #onLost: (runId: string, reason: string) => void = () => {};

  readonly client = {
    onRunEvent: (listener: (event: RunEvent) => void) => (this.#onEvent = listener),
    onRunLost: (listener: (runId: string, reason: string) => void) => (this.#onLost = listener),
    startRun: async (start: RunStart) => {
      this.starts.push(start);
      this.state(start.resume?.iteration ?? 0, 'running');
    },
    controlRun: async (_runId: string, action: string) => void this.actions.push(action),
    forget: async () => {},
  } as unknown as EngineClient;

  get runId(): string {
    return this.starts.at(-1)!.runId;
  }

  state(step: number, state: 'running' | 'paused' | 'finished'): void {
    this.#onEvent({ runId: this.runId, step, type: 'runState', state, failure: null });
  }

  fail(step: number, kind: 'diverged' | 'out-of-memory' | 'rule-failed', message: string): void {
    const failure = { kind, message };
    this.#onEvent({ runId: this.runId, step, type: 'runState', state: 'failed', failure });
  }

  iteration(step: number): void {
    const names = Object.keys(ppoMetrics);
    const metrics = Object.fromEntries(names.map((name) => [name, step])) as PpoMetrics;
    const { runId } = this;
    this.#onEvent({ runId, step, type: 'runMetrics', metrics });
    const replies = [{ prompt: 'Hi', reply: `Hello ${step}`, score: step }];
    this.#onEvent({ runId, step, type: 'runSamples', replies });
    const numbers = Float32Array.of(-step);
    const episode = {
      ...{ prompt: 'Hi', tokens: ['Hello'], ended: false, score: step, logProbs: numbers },
      ...{ referenceLogProbs: numbers, klPenalties: null, rewards: null, values: null },
      ...{ advantages: null, returns: null, ratios: null, clipped: null },
    };
    this.#onEvent({ runId, step, type: 'runEpisodes', klCoefficient: null, episodes: [episode] });
  }

  checkpoint(step: number): void {
    const [policy, resumeState] = [filled(step, 8), filled(step + 100, 16)];
    this.#onEvent({
      ...{ runId: this.runId, step, type: 'runCheckpoint' as const },
      ...{ policy, resumeState, score: step, kl: 0.5 },
    });
  }

  trouble(step: number): void {
    const trouble = { kind: 'kl-exploding' as const, iteration: step, value: 20, reference: 15 };
    this.#onEvent({ runId: this.runId, step, type: 'runTrouble', trouble });
  }

  settle(step: number): void {
    const stop = { kind: 'kl-limit' as const, iteration: step, value: 6.5, reference: 6 };
    this.#onEvent({ runId: this.runId, step, type: 'runSettled', stop });
  }

  lose(reason: string): void {
    this.#onLost(this.runId, reason);
  }
}

function filled(value: number, bytes: number): ArrayBuffer {
  return new Uint8Array(bytes).fill(value).buffer;
}

function rankingOf(id: string): Ranking {
  const texts = ['Hello!', 'no'];
  return {
    ...{ id, createdAtMs: 0, messages: [{ role: 'user', content: id }], ranks: [1, 2] },
    samples: texts.map((text) => ({ text, tokens: 2, ended: true })),
    ...{ allBad: false, source: { kind: 'person' }, modelId: 'shipped:nano-chat' },
    sampling: { temperature: 1, topK: 0, topP: 1, maxNewTokens: 8, seed: 1 },
  };
}

let name: string;
let stores: Store[];

async function openPage(): Promise<{ runs: RunsState; wire: EngineWire; store: Store }> {
  const store = await openStore({ name });
  stores.push(store);
  const wire = new EngineWire();
  const runs = new RunsState(wire.client, store, new ModelsState(store));
  await runs.load();
  return { runs, wire, store };
}

async function openPageWithRun(): ReturnType<typeof openPage> {
  const page = await openPage();
  await page.runs.begin(
    'shipped:nano-chat',
    rewardModelAlone('reward-1'),
    defaultSettings(),
    'continuous',
  );
  return page;
}

async function storedIterations(store: Store, runId: string): Promise<number[]> {
  return (await store.runs.metrics(runId)).map(({ iteration }) => iteration);
}

beforeEach(() => {
  name = `runs-${crypto.randomUUID()}`;
  stores = [];
});

afterEach(async () => {
  for (const store of stores) store.close();
  await deleteDB(name);
});

test('events become records, and curves within a frame', async () => {
  const { runs, wire, store } = await openPageWithRun();
  wire.iteration(1);
  wire.iteration(2);
  wire.checkpoint(2);
  wire.state(2, 'finished');
  await expect.poll(async () => (await store.runs.get(wire.runId))?.status).toBe('finished');
  expect(await storedIterations(store, wire.runId)).toEqual([1, 2]);
  expect((await store.runs.samples(wire.runId)).map((row) => row.replies[0]!.reply)).toEqual([
    'Hello 1',
    'Hello 2',
  ]);
  const [checkpoint] = await store.runs.checkpoints(wire.runId);
  expect(checkpoint).toMatchObject({ iteration: 2, bytes: 8, score: 2, kl: 0.5 });
  expect(new Uint8Array(await store.runs.policy(checkpoint!.id))).toEqual(
    new Uint8Array(filled(2, 8)),
  );
  await expect
    .poll(() => runs.history.metrics.points('objective/scores'))
    .toEqual([
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ]);
  expect(runs.history.checkpoints).toHaveLength(1);
  expect([runs.activity, runs.live]).toEqual(['finished', null]);
});

test('a run is said to be finished only when its last checkpoint is stored', async () => {
  const { runs, wire, store } = await openPageWithRun();
  const write = store.runs.addCheckpoint;
  let letWrite = () => {};
  const writing = new Promise<void>((resolve) => (letWrite = resolve));
  vi.spyOn(store.runs, 'addCheckpoint').mockImplementation(async (...args) => {
    await writing;
    return write(...args);
  });
  wire.iteration(1);
  wire.checkpoint(1);
  wire.state(1, 'finished');
  await expect.poll(() => storedIterations(store, wire.runId)).toEqual([1]);
  expect(runs.activity).toBe('stopping');
  letWrite();
  await expect.poll(() => runs.activity).toBe('finished');
  expect(await store.runs.checkpoints(wire.runId)).toHaveLength(1);
});

test('pause, step and go on reach the engine; a second run waits for the first', async () => {
  const { runs, wire } = await openPageWithRun();
  expect(runs.activity).toBe('running');
  await runs.pause();
  wire.state(0, 'paused');
  expect(runs.activity).toBe('paused');
  await runs.goOn('single-step');
  await runs.goOn('continuous');
  const other = rewardModelAlone('reward-1');
  await runs.begin('shipped:nano-chat', other, defaultSettings(), 'continuous');
  await runs.stop();
  expect(runs.activity).toBe('stopping');
  expect(wire.actions).toEqual(['pause', 'step', 'resume', 'stop']);
  expect(wire.starts).toHaveLength(1);
});

test('DPO takes along the rankings that it began with, and does not go on without them', async () => {
  const { runs, wire, store } = await openPage();
  const repeat = { ...rankingOf('again'), repeatOf: 'first' };
  await store.rankings.add([rankingOf('first'), rankingOf('second'), repeat]);
  const settings = { ...defaultSettings(), method: 'dpo' as const };
  await runs.begin('shipped:nano-chat', rewardModelAlone('reward-1'), settings, 'continuous');
  expect(runs.open!.method).toBe('dpo');
  expect(wire.starts[0]!.rankings!.map(({ id }) => id)).toEqual(['first', 'second']);
  wire.iteration(1);
  wire.checkpoint(1);
  await expect.poll(() => store.runs.checkpoints(wire.runId)).toHaveLength(1);
  wire.lose('The engine stopped.');
  await expect.poll(() => runs.live).toBeNull();
  // What was ranked later is not learned from.
  await store.rankings.add([rankingOf('third')]);
  await runs.goOn('continuous');
  expect(wire.starts[1]!.rankings!.map(({ id }) => id)).toEqual(['first', 'second']);
  wire.lose('The engine stopped again.');
  await expect.poll(() => runs.live).toBeNull();
  await store.rankings.delete(['first']);
  await runs.goOn('continuous');
  expect(wire.starts).toHaveLength(2);
  expect(runs.notice).toMatchObject({
    kind: 'not-started',
    detail: 'Rankings that this run learns from were deleted: 1 of 2.',
  });
  expect(runs.activity).toBe('paused');
});

test('after a reload a run waits at its last checkpoint and goes on from its state', async () => {
  const before = await openPageWithRun();
  const { runId } = before.wire;
  for (const step of [1, 2]) before.wire.iteration(step);
  before.wire.checkpoint(2);
  before.wire.state(2, 'finished');
  await expect.poll(async () => (await before.store.runs.get(runId))?.status).toBe('finished');
  // As the page would have left it in the middle of iteration 4.
  const run = (await before.store.runs.get(runId))!;
  await before.store.runs.put({ ...run, status: 'running', iteration: 3 });
  await before.store.runs.addMetrics({ runId, iteration: 3, values: {} });

  const { runs, wire, store } = await openPage();
  await expect.poll(() => runs.activity).toBe('paused');
  expect(await storedIterations(store, runId)).toEqual([1, 2]);
  expect(runs.open).toMatchObject({ id: runId, iteration: 2, status: 'paused' });
  expect(runs.notice).toMatchObject({ kind: 'page-closed', iteration: 2 });
  expect(runs.history.metrics.length).toBe(2);

  await runs.goOn('continuous');
  const { resume, settings } = wire.starts[0]!;
  expect(resume?.iteration).toBe(2);
  expect(new Uint8Array(resume!.state)).toEqual(new Uint8Array(filled(102, 16)));
  expect(settings).toEqual(defaultSettings());
  expect(runs.activity).toBe('running');
});

test('a run that goes on in another tab is left alone there', async () => {
  const there = await openPageWithRun();
  there.wire.iteration(1);
  const { runs, wire } = await openPage();
  expect(runs.activity).toBe('elsewhere');
  await runs.goOn('continuous');
  expect(wire.starts).toHaveLength(0);
  expect(runs.notice?.kind).toBe('elsewhere');
  there.wire.state(1, 'finished');
  await expect.poll(() => runs.activity).toBe('finished');
  expect(await storedIterations(there.store, there.wire.runId)).toEqual([1]);
});

test('when the engine dies the run waits at its last checkpoint; without one, at its beginning', async () => {
  const { runs, wire, store } = await openPageWithRun();
  wire.iteration(1);
  wire.lose('The worker stopped.');
  await expect.poll(() => runs.notice).toMatchObject({ kind: 'engine-lost', iteration: 0 });
  expect(runs.activity).toBe('paused');
  expect(await storedIterations(store, wire.runId)).toEqual([]);

  await runs.goOn('continuous');
  expect(wire.starts[1]!.resume).toBeNull();
  wire.iteration(1);
  wire.checkpoint(1);
  wire.iteration(2);
  wire.lose('The worker stopped.');
  await expect.poll(() => runs.notice).toMatchObject({ kind: 'engine-lost', iteration: 1 });
  expect(await storedIterations(store, wire.runId)).toEqual([1]);
  expect(runs.history.metrics.points('objective/kl')).toEqual([{ x: 1, y: 1 }]);
});

test('a run that ran away has failed, in words; one that ran out of memory can go on', async () => {
  const { runs, wire, store } = await openPageWithRun();
  wire.fail(0, 'out-of-memory', 'No memory.');
  await expect.poll(() => runs.notice).toMatchObject({ kind: 'interrupted', iteration: 0 });
  await runs.goOn('continuous');
  wire.fail(0, 'diverged', 'The loss is not a number.');
  await expect
    .poll(async () => await store.runs.get(wire.runId))
    .toMatchObject({
      status: 'failed',
      failure: 'The loss is not a number.',
    });
  expect(runs.activity).toBe('failed');
});

test('a run stopped by numbers that are none keeps its last good checkpoint and can go on from it', async () => {
  const { runs, wire, store } = await openPageWithRun();
  wire.iteration(1);
  wire.checkpoint(1);
  wire.fail(1, 'diverged', 'A loss is no longer a number.');
  await expect.poll(async () => (await store.runs.get(wire.runId))?.status).toBe('failed');
  await expect.poll(() => runs.live).toBeNull();
  expect(runs.open).toMatchObject({ status: 'failed', iteration: 1, resumableIteration: 1 });
  expect(runs.history.checkpoints.map(({ iteration }) => iteration)).toEqual([1]);

  await runs.goOn('continuous');
  expect(wire.starts).toHaveLength(2);
  expect(wire.starts[1]!.resume?.iteration).toBe(1);
  expect(new Uint8Array(wire.starts[1]!.resume!.state)).toEqual(new Uint8Array(filled(101, 16)));
  expect(runs.open).toMatchObject({ status: 'running', failure: null });
});

test('what goes wrong in a run is kept with it, as far as it has come', async () => {
  const { runs, wire, store } = await openPageWithRun();
  wire.iteration(1);
  wire.trouble(1);
  wire.checkpoint(1);
  wire.iteration(2);
  wire.trouble(2);
  await expect
    .poll(async () =>
      (await store.runs.get(wire.runId))?.troubles?.map(({ iteration }) => iteration),
    )
    .toEqual([1, 2]);
  expect(runs.open?.troubles).toHaveLength(2);
  wire.lose('The worker stopped.');
  await expect.poll(() => runs.notice).toMatchObject({ kind: 'engine-lost', iteration: 1 });
  expect(runs.open?.troubles?.map(({ iteration }) => iteration)).toEqual([1]);
  await expect
    .poll(async () =>
      (await store.runs.get(wire.runId))?.troubles?.map(({ iteration }) => iteration),
    )
    .toEqual([1]);
});

test('a run that ends by itself is stored as finished with its reason, which is shown in words', async () => {
  const { runs, wire, store } = await openPageWithRun();
  const target = document.createElement('div');
  document.body.append(target);
  for (const step of [1, 2, 3]) wire.iteration(step);
  wire.settle(3);
  wire.checkpoint(3);
  wire.state(3, 'finished');
  const stop = { kind: 'kl-limit', iteration: 3, value: 6.5, reference: 6 };
  await expect
    .poll(() => store.runs.get(wire.runId))
    .toMatchObject({ status: 'finished', iteration: 3, resumableIteration: 3, stop });
  await expect.poll(() => runs.activity).toBe('finished');
  expect(statusText(runs.open, runs.activity)).toContain(
    `by itself after iteration 3 of ${defaultSettings().iterations}`,
  );

  // After a reload nothing has begun anew.
  const page = await openPage();
  expect(page.runs.open).toMatchObject({ status: 'finished', stop });
  expect([page.runs.activity, page.runs.notice, page.wire.starts]).toEqual(['finished', null, []]);
  const opened: string[] = [];
  const app = {
    runs: page.runs,
    navigation: { openChat: (id: string) => opened.push(id) } as unknown as NavigationState,
    timeMachine: {} as TimeMachine,
  };
  const shown = mount(Provided, {
    target,
    props: { app, shown: RunStopNotice, run: page.runs.open! },
  });
  flushSync();
  const note = target.querySelector('[role="note"]')!;
  expect(note.textContent).toContain('It stopped by itself after iteration 3');
  expect(note.textContent).toContain('6.5 nats a reply on average (KL), against a limit of 6');
  const buttons = [...note.querySelectorAll('button')];
  expect(buttons.map((button) => button.textContent.trim())).toEqual([
    ...['Chat with it', 'Compare models', 'New run from iteration 3'],
  ]);
  buttons[0]!.click();
  expect(opened).toEqual([`checkpoint:${wire.runId}-3`]);
  await unmount(shown);
  target.remove();
});

test('a run whose end by itself was not stored forgets it, and goes on from its last checkpoint', async () => {
  const { runs, wire, store } = await openPageWithRun();
  for (const step of [1, 2]) wire.iteration(step);
  wire.checkpoint(2);
  wire.iteration(3);
  wire.settle(3);
  await expect.poll(async () => (await store.runs.get(wire.runId))?.stop?.iteration).toBe(3);
  wire.lose('The worker stopped.');
  await expect.poll(() => runs.notice).toMatchObject({ kind: 'engine-lost', iteration: 2 });
  expect(runs.open?.stop).toBeUndefined();
  await expect
    .poll(async () => await store.runs.get(wire.runId))
    .toMatchObject({ status: 'paused', iteration: 2, stop: undefined });
  await runs.goOn('continuous');
  expect(wire.starts[1]!.resume?.iteration).toBe(2);
});

test('a run whose rule failed waits at what it has saved, and goes on with the rule mended', async () => {
  const { runs, wire, store } = await openPage();
  const reward = (source: string) => ({ model: null, rule: { source, weight: 1 } });
  await runs.begin('shipped:nano-chat', reward('first'), defaultSettings(), 'continuous');
  const mending = new RuleMending(store.preferences, runs);
  expect(mending.run).toBeNull();
  wire.iteration(1);
  wire.checkpoint(1);
  wire.fail(1, 'rule-failed', 'The rule failed in line 2.');
  await expect.poll(() => mending.run?.ruleFailure).toBe('The rule failed in line 2.');
  expect(runs.activity).toBe('paused');
  expect(await storedIterations(store, wire.runId)).toEqual([1]);
  expect(mending.rule).toBe('first');
  mending.write('second');

  // Another page finds the run and what was typed.
  await expect
    .poll(async () => (await store.runs.get(wire.runId))?.ruleFailure)
    .toBe('The rule failed in line 2.');
  const later = await openPage();
  const again = new RuleMending(later.store.preferences, later.runs);
  await again.load();
  await expect.poll(() => again.run?.ruleFailure).toBe('The rule failed in line 2.');
  expect(again.rule).toBe('second');
  await again.goOn('continuous');
  const [start] = later.wire.starts;
  expect(start).toMatchObject({ reward: reward('second'), resume: { iteration: 1 } });
  expect(again.run).toBeNull();
  // A second mending at the same place: the rule between has scored nothing.
  later.wire.fail(1, 'rule-failed', 'The rule is no function.');
  await expect.poll(() => again.run).not.toBeNull();
  again.write(' ');
  await again.goOn('continuous');
  expect(later.wire.starts).toHaveLength(1);
  again.write('third');
  await again.goOn('single-step');
  expect(later.wire.starts[1]).toMatchObject({ reward: reward('third'), mode: 'single-step' });
  await expect
    .poll(() => later.store.runs.get(start!.runId))
    .toMatchObject({
      ...{ reward: reward('third'), ruleFailure: null, status: 'running' },
      formerRules: [{ source: 'first', untilIteration: 1 }],
    });
});

test('a full store pauses the run and loses nothing', async () => {
  const { runs, wire, store } = await openPageWithRun();
  const full = vi
    .spyOn(store.runs, 'addCheckpoint')
    .mockRejectedValue(new StorageError('full', 'no room'));
  wire.iteration(1);
  wire.checkpoint(1);
  wire.iteration(2);
  await expect.poll(() => runs.notice).toMatchObject({ kind: 'not-stored', problem: 'full' });
  expect(wire.actions).toEqual(['pause']);
  expect(await storedIterations(store, wire.runId)).toEqual([1]);
  wire.state(2, 'paused');

  // Still no room: the run does not go on.
  await runs.goOn('continuous');
  expect(wire.actions).toEqual(['pause']);

  full.mockRestore();
  await runs.goOn('continuous');
  expect(wire.actions).toEqual(['pause', 'resume']);
  expect(runs.notice).toBeNull();
  expect(await storedIterations(store, wire.runId)).toEqual([1, 2]);
  expect(await store.runs.resumeState(wire.runId)).toMatchObject({ iteration: 1 });
});

test('deleting a run deletes what belongs to it', async () => {
  const { runs, wire, store } = await openPageWithRun();
  wire.iteration(1);
  wire.checkpoint(1);
  await runs.delete(wire.runId);
  expect(runs.all).toHaveLength(1);
  wire.state(1, 'finished');
  await expect.poll(async () => (await store.runs.get(wire.runId))?.status).toBe('finished');
  await runs.delete(wire.runId);
  expect([runs.all, runs.open, await store.runs.checkpoints()]).toEqual([[], null, []]);
});
