// The store over the real IndexedDB of the browser: what was put comes back after closing, upgrades keep it, a full
// disk leaves nothing half-written, damage is passed over.
import { deleteDB, openDB } from 'idb';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import type {
  Chat,
  Checkpoint,
  Demonstration,
  Ranking,
  RewardModelRecord,
  Run,
  SftModelRecord,
  Vote,
} from '../../src/contract/records';
import { openConnection } from '../../src/storage/connection';
import { migrations, type Migration } from '../../src/storage/schema';
import { deleteDatabase, openStore, type OpenStoreOptions } from '../../src/storage/store';
import type { Store } from '../../src/storage/types';

let names: string[] = [];
let stores: Store[] = [];

function freshName(): string {
  const name = `test-${crypto.randomUUID()}`;
  names.push(name);
  return name;
}

async function open(options: OpenStoreOptions): Promise<Store> {
  const store = await openStore(options);
  stores.push(store);
  return store;
}

afterEach(async () => {
  for (const store of stores) store.close();
  for (const name of names) await deleteDB(name);
  [stores, names] = [[], []];
});

const sampling = { temperature: 1, topK: 0, topP: 1, maxNewTokens: 32, seed: 1 };

const chat: Chat = {
  id: 'chat-1',
  createdAtMs: 1,
  updatedAtMs: 2,
  lanes: [
    {
      modelId: 'shipped:nano-chat',
      turns: [
        { id: 't1', role: 'user', content: 'hi', modelId: null, sampling: null, ending: null },
        {
          id: 't2',
          role: 'assistant',
          content: 'Hello!',
          modelId: 'shipped:nano-chat',
          sampling,
          ending: 'end',
        },
      ],
    },
  ],
};

function ranking(id: string, createdAtMs = 5): Ranking {
  return {
    id,
    createdAtMs,
    messages: [{ role: 'user', content: 'How are you?' }],
    samples: [
      { text: 'Fine!', tokens: 3, ended: true },
      { text: 'Bad', tokens: 32, ended: false },
    ],
    ranks: [1, 2],
    allBad: false,
    source: { kind: 'simulated', labeler: 'cheerful', noise: 0.1, seed: 7 },
    modelId: 'shipped:nano-chat',
    sampling,
  };
}

const rewardModel: RewardModelRecord = {
  id: 'reward-1',
  createdAtMs: 3,
  baseModelId: 'shipped:nano-chat',
  rankings: { person: 2, simulated: 50, heldOut: 8 },
  heldOutAccuracy: 0.75,
  heldOutPairs: 40,
  trainAccuracy: 0.9,
  normalisation: { mean: 0.1, deviation: 1.5 },
  members: [],
  disagreement: null,
  zeroDemonstrations: 0,
  settings: { rewardEpochs: 4, whitenRewards: false, labeler: 'cheerful' },
  history: [{ loss: 0.69 }, { loss: 0.5 }],
};

const run: Run = {
  id: 'run-1',
  method: 'ppo',
  createdAtMs: 4,
  updatedAtMs: 4,
  baseModelId: 'shipped:nano-chat',
  reward: { model: { id: 'reward-1', reduce: 'mean', weight: 1 }, rule: null },
  settings: { klCoefficient: 0.1 },
  status: 'running',
  failure: null,
  iteration: 3,
  resumableIteration: 0,
  samplePrompts: ['hi'],
  trainingPrompts: ['hi', 'bye'],
};

const sftModel: SftModelRecord = {
  id: 'sft-1',
  createdAtMs: 6,
  updatedAtMs: 6,
  baseModelId: 'shipped:nano-chat',
  shippedBase: 'nano-chat',
  demonstrationIds: ['d1'],
  heldOut: 0,
  tooLong: 0,
  settings: { sftEpochs: 2 },
  status: 'running',
  failure: null,
  step: 3,
  totalSteps: 8,
  savedStep: 0,
  bytes: 0,
  history: [{ step: 1, loss: 2.5 }],
};

function demonstration(id: string): Demonstration {
  return {
    id,
    createdAtMs: 1,
    updatedAtMs: 1,
    kind: 'from-use',
    messages: [{ role: 'user', content: 'hi' }],
    reply: 'Ahoy!',
    origin: { modelId: 'shipped:nano-chat', reply: 'Hello!' },
  };
}

function vote(id: string): Vote {
  return {
    id,
    createdAtMs: 8,
    messages: [{ role: 'user', content: 'How are you?' }],
    left: { modelId: 'shipped:nano-chat', reply: 'Fine!', ended: true, seed: 3 },
    right: { modelId: 'checkpoint:run-1-2', reply: 'Bad', ended: false, seed: 4 },
    sampling: { temperature: 1, topK: 0, topP: 1, maxNewTokens: 32 },
    choice: 'both-bad',
    source: { kind: 'person' },
  };
}

function checkpoint(iteration: number): Checkpoint {
  const id = `checkpoint-${iteration}`;
  return { id, runId: 'run-1', iteration, createdAtMs: 9, bytes: 4, score: 0.5, kl: null };
}

function bytes(length: number, value = 1): ArrayBuffer {
  return new Uint8Array(length).fill(value).buffer;
}

function metricsAt(iteration: number) {
  return { runId: 'run-1', iteration, values: { 'objective/kl': iteration / 10 } };
}

async function fill(store: Store): Promise<void> {
  await store.chats.put(chat);
  await store.rankings.add([ranking('b'), ranking('a')]);
  await store.rewardModels.put(rewardModel, bytes(8, 3));
  await store.runs.put(run);
  for (const iteration of [1, 2, 10]) await store.runs.addMetrics(metricsAt(iteration));
  await store.runs.addSamples({
    runId: 'run-1',
    iteration: 2,
    replies: [{ prompt: 'hi', reply: 'Hello!', score: 1 }],
  });
  await store.runs.addCheckpoint(checkpoint(2), bytes(4, 2), bytes(6, 5));
  await store.preferences.set('room', { open: 'rank' });
}

async function everythingIn(store: Store) {
  return {
    chats: await store.chats.all(),
    rankings: await store.rankings.all(),
    rewardModels: await store.rewardModels.all(),
    rewardWeights: [...new Uint8Array(await store.rewardModels.weights('reward-1'))],
    runs: await store.runs.all(),
    metrics: await store.runs.metrics('run-1'),
    samples: await store.runs.samples('run-1'),
    checkpoints: await store.runs.checkpoints(),
    policy: [...new Uint8Array(await store.runs.policy('checkpoint-2'))],
    resumeState: (await store.runs.resumeState('run-1'))?.iteration,
    preference: await store.preferences.get('room'),
  };
}

test('gives everything back after a reload, in the order it was made', async () => {
  const name = freshName();
  const first = await open({ name });
  await fill(first);
  const before = await everythingIn(first);
  first.close();
  const second = await open({ name });
  expect(await everythingIn(second)).toEqual(before);
  expect(before.chats).toEqual([chat]);
  expect(before.rankings.map(({ id }) => id)).toEqual(['b', 'a']);
  expect(before.rewardModels).toEqual([rewardModel]);
  expect(before.rewardWeights).toEqual(Array(8).fill(3));
  expect(before.runs).toEqual([{ ...run, resumableIteration: 2 }]);
  expect(before.metrics.map(({ iteration }) => iteration)).toEqual([1, 2, 10]);
  expect(before.policy).toEqual([2, 2, 2, 2]);
  expect(before.resumeState).toBe(2);
  expect(before.preference).toEqual({ open: 'rank' });
});

test('a ranking added again replaces the first in its place', async () => {
  const store = await open({ name: freshName() });
  await store.rankings.add([ranking('a'), ranking('b')]);
  await store.rankings.add([{ ...ranking('a'), ranks: [2, 1] }]);
  const all = await store.rankings.all();
  expect(all.map(({ id, ranks }) => [id, ranks])).toEqual([
    ['a', [2, 1]],
    ['b', [1, 2]],
  ]);
  await store.rankings.delete(['a', 'nobody']);
  expect((await store.rankings.all()).map(({ id }) => id)).toEqual(['b']);
});

test('keeps what a repeat repeats, and the scores of held-out rankings', async () => {
  const name = freshName();
  const first = await open({ name });
  const repeat: Ranking = { ...ranking('again'), repeatOf: 'a' };
  const heldOutScores = [{ rankingId: 'a', scores: [0.5, -0.25] }];
  await first.rankings.add([ranking('a'), repeat]);
  await first.rewardModels.put({ ...rewardModel, heldOutScores }, bytes(8));
  first.close();
  const second = await open({ name });
  expect(await second.rankings.all()).toEqual([ranking('a'), repeat]);
  expect((await second.rewardModels.all())[0]!.heldOutScores).toEqual(heldOutScores);
});

test('stores what a reactive proxy shows, and leaves out what is not finite', async () => {
  const store = await open({ name: freshName() });
  await store.rankings.add([new Proxy(ranking('a'), {})]);
  await store.preferences.set('draft', new Proxy({ ranks: [1] }, {}));
  await store.runs.put(run);
  await store.runs.addMetrics({ runId: 'run-1', iteration: 1, values: { a: NaN, b: 1 } });
  expect(await store.rankings.all()).toEqual([ranking('a')]);
  expect(await store.preferences.get('draft')).toEqual({ ranks: [1] });
  expect((await store.runs.metrics('run-1'))[0]?.values).toEqual({ b: 1 });
  await store.preferences.set('draft', undefined);
  expect(await store.preferences.get('draft')).toBeUndefined();
});

test('an older database is migrated and keeps its records', async () => {
  const name = freshName();
  const older = await open({ name });
  await fill(older);
  const before = await everythingIn(older);
  older.close();
  let sawOldRecords = 0;
  const chain = [
    ...migrations,
    async (_database: unknown, transaction: Parameters<(typeof migrations)[0]>[1]) => {
      sawOldRecords = await transaction.objectStore('rankings').count();
    },
  ];
  const newer = await open({ name, migrations: chain });
  expect(sawOldRecords).toBe(2);
  expect(await everythingIn(newer)).toEqual(before);
});

/** A database as a page of that version made it. */
function openVersion(name: string, version: number) {
  return openDB(name, version, {
    async upgrade(database, _old, _new, transaction) {
      const given = [database, transaction] as unknown as Parameters<Migration>;
      for (const migrate of migrations.slice(0, version)) await migrate(...given);
    },
  });
}

test('a database of version 1 gets room for demonstrations and votes and keeps all it had', async () => {
  const name = freshName();
  const old = await openVersion(name, 1);
  expect([...old.objectStoreNames]).not.toContain('demonstrations');
  const weights = (value: number) => ({ bytes: 4, buffer: new Blob([bytes(4, value)]) });
  await old.put('chats', chat);
  for (const id of ['b', 'a']) await old.put('rankings', ranking(id));
  await old.put('rewardModels', rewardModel);
  await old.put('rewardWeights', weights(3), 'reward-1');
  await old.put('runs', { ...run, resumableIteration: 2 });
  await old.put('metrics', metricsAt(1));
  await old.put('checkpoints', checkpoint(2));
  await old.put('policies', weights(2), 'checkpoint-2');
  await old.put('resumeStates', { ...weights(5), iteration: 2 }, 'run-1');
  await old.put('preferences', { open: 'rank' }, 'room');
  old.close();

  const store = await open({ name });
  expect(await everythingIn(store)).toEqual({
    chats: [chat],
    rankings: [ranking('b'), ranking('a')],
    rewardModels: [rewardModel],
    rewardWeights: [3, 3, 3, 3],
    runs: [{ ...run, resumableIteration: 2 }],
    metrics: [metricsAt(1)],
    samples: [],
    checkpoints: [checkpoint(2)],
    policy: [2, 2, 2, 2],
    resumeState: 2,
    preference: { open: 'rank' },
  });
  expect(await store.demonstrations.all()).toEqual([]);
  await store.demonstrations.add([demonstration('d1')]);
  await store.sftModels.put(sftModel);
  await store.sftModels.addCheckpoint('sft-1', 3, bytes(4, 7), null);
  await store.votes.add([vote('v1')]);
  store.close();
  const again = await open({ name });
  expect(await again.demonstrations.all()).toEqual([demonstration('d1')]);
  expect(await again.votes.all()).toEqual([vote('v1')]);
  expect([...new Uint8Array(await again.sftModels.weights('sft-1'))]).toEqual([7, 7, 7, 7]);
});

test('a database of version 2 gets room for votes and keeps all it had', async () => {
  const name = freshName();
  const old = await openVersion(name, 2);
  expect([...old.objectStoreNames]).not.toContain('votes');
  await old.put('chats', chat);
  for (const id of ['b', 'a']) await old.put('rankings', ranking(id));
  await old.put('demonstrations', demonstration('d1'));
  await old.put('sftModels', { ...sftModel, savedStep: 3, bytes: 4 });
  await old.put('sftWeights', { bytes: 4, buffer: new Blob([bytes(4, 7)]) }, 'sft-1');
  await old.put('runs', run);
  old.close();

  const store = await open({ name });
  expect(await store.chats.all()).toEqual([chat]);
  expect(await store.rankings.all()).toEqual([ranking('b'), ranking('a')]);
  expect(await store.demonstrations.all()).toEqual([demonstration('d1')]);
  expect(await store.sftModels.all()).toEqual([{ ...sftModel, savedStep: 3, bytes: 4 }]);
  expect([...new Uint8Array(await store.sftModels.weights('sft-1'))]).toEqual([7, 7, 7, 7]);
  expect(await store.runs.all()).toEqual([run]);
  expect(await store.votes.all()).toEqual([]);
  await store.votes.add([vote('v1')]);
  store.close();
  expect(await (await open({ name })).votes.all()).toEqual([vote('v1')]);
});

test('votes come back in the order they were cast, are counted, and none is stored by half', async () => {
  const store = await open({ name: freshName() });
  await store.votes.add([vote('b'), vote('a')]);
  await store.votes.add([{ ...vote('b'), choice: 'left' }]);
  expect((await store.votes.all()).map(({ id, choice }) => [id, choice])).toEqual([
    ['b', 'left'],
    ['a', 'both-bad'],
  ]);
  const wrong = { ...vote('c'), choice: 'middle' } as unknown as Vote;
  await expect(store.votes.add([vote('d'), wrong])).rejects.toMatchObject({ kind: 'damaged' });
  expect((await store.report()).kinds.votes.count).toBe(2);
  await store.votes.delete(['b', 'nobody']);
  expect((await store.votes.all()).map(({ id }) => id)).toEqual(['a']);
});

test('demonstrations keep their order and their place when they are edited', async () => {
  const store = await open({ name: freshName() });
  await store.demonstrations.add([demonstration('b'), demonstration('a')]);
  await store.demonstrations.add([{ ...demonstration('b'), reply: 'Hi!' }]);
  const all = await store.demonstrations.all();
  expect(all.map(({ id, reply }) => [id, reply])).toEqual([
    ['b', 'Hi!'],
    ['a', 'Ahoy!'],
  ]);
  const wrong = { ...demonstration('c'), reply: ' ' };
  await expect(store.demonstrations.add([demonstration('d'), wrong])).rejects.toMatchObject({
    kind: 'damaged',
  });
  await store.demonstrations.delete(['b', 'nobody']);
  expect((await store.demonstrations.all()).map(({ id }) => id)).toEqual(['a']);
});

test('a fine-tuned model keeps its newest weights and, until it is done, the state to go on from', async () => {
  const store = await open({ name: freshName() });
  const early = store.sftModels.addCheckpoint('sft-1', 1, bytes(4), null);
  await expect(early).rejects.toMatchObject({ kind: 'missing' });
  await store.sftModels.put(sftModel);
  await store.sftModels.addCheckpoint('sft-1', 3, bytes(4, 1), bytes(6, 2));
  // An older copy of the record does not undo what was saved.
  await store.sftModels.put({ ...sftModel, status: 'paused', history: [{ step: 1, loss: NaN }] });
  expect(await store.sftModels.all()).toEqual([
    { ...sftModel, status: 'paused', savedStep: 3, bytes: 4, history: [{ step: 1 }] },
  ]);
  const state = await store.sftModels.resumeState('sft-1');
  expect(state!.step).toBe(3);
  expect([...new Uint8Array(state!.state)]).toEqual(Array(6).fill(2));
  const { sftModels } = (await store.report()).kinds;
  expect(sftModels.count).toBe(1);
  await store.sftModels.addCheckpoint('sft-1', 8, bytes(4, 9), null);
  expect(await store.sftModels.resumeState('sft-1')).toBeNull();
  expect((await store.report()).kinds.sftModels.bytes).toBe(sftModels.bytes - 6);
  expect([...new Uint8Array(await store.sftModels.weights('sft-1'))]).toEqual([9, 9, 9, 9]);
  await store.sftModels.delete('sft-1');
  expect(await store.sftModels.all()).toEqual([]);
  await expect(store.sftModels.weights('sft-1')).rejects.toMatchObject({ kind: 'missing' });
});

test('a migration that fails leaves the older database as it was', async () => {
  const name = freshName();
  const older = await open({ name });
  await older.rankings.add([ranking('a')]);
  older.close();
  const broken = async (_database: unknown, transaction: Parameters<(typeof migrations)[0]>[1]) => {
    await transaction.objectStore('rankings').clear();
    throw new Error('broken');
  };
  await expect(openStore({ name, migrations: [...migrations, broken] })).rejects.toMatchObject({
    name: 'StorageError',
  });
  const again = await open({ name });
  expect(await again.rankings.all()).toEqual([ranking('a')]);
});

test('a newer database is left alone, and deleting it is a way out', async () => {
  const name = freshName();
  const newer = await openDB(name, 99, {
    upgrade: (database) => void database.createObjectStore('x'),
  });
  newer.close();
  await expect(openStore({ name })).rejects.toMatchObject({ kind: 'newer-version' });
  await deleteDatabase(name);
  expect(await (await open({ name })).rankings.all()).toEqual([]);
});

test('a database that something else made is refused as damaged', async () => {
  const name = freshName();
  const foreign = await openDB(name, 1, {
    upgrade: (database) => void database.createObjectStore('x'),
  });
  foreign.close();
  await expect(openStore({ name })).rejects.toMatchObject({ kind: 'damaged' });
});

test('another tab that does not let go blocks the upgrade, which works once it is closed', async () => {
  const name = freshName();
  (await open({ name })).close();
  const stubborn = await openDB(name, migrations.length);
  const chain = [...migrations, () => {}];
  await expect(openStore({ name, migrations: chain })).rejects.toMatchObject({ kind: 'blocked' });
  stubborn.close();
  expect(await (await open({ name, migrations: chain })).chats.all()).toEqual([]);
});

test('an open store lets a newer page upgrade, and says so from then on', async () => {
  const name = freshName();
  const older = await open({ name });
  const newer = await open({ name, migrations: [...migrations, () => {}] });
  await newer.chats.put(chat);
  await expect(older.chats.put(chat)).rejects.toMatchObject({ kind: 'newer-version' });
  await expect(older.chats.all()).rejects.toMatchObject({ kind: 'newer-version' });
});

test('damaged records are passed over, reported and kept', async () => {
  const name = freshName();
  (await open({ name })).close();
  const raw = await openDB(name, migrations.length);
  await raw.put('rankings', { ...ranking('broken'), ranks: 'first' });
  await raw.put('chats', { id: 'broken' });
  await raw.put('runs', { id: 'broken' });
  await raw.put('rewardWeights', { bytes: 5, buffer: new Blob(['four']) }, 'broken');
  raw.close();
  const store = await open({ name });
  await store.rankings.add([ranking('whole')]);
  expect((await store.rankings.all()).map(({ id }) => id)).toEqual(['whole']);
  expect(await store.chats.all()).toEqual([]);
  expect(await store.runs.all()).toEqual([]);
  await expect(store.runs.get('broken')).rejects.toMatchObject({ kind: 'damaged' });
  await expect(store.rewardModels.weights('broken')).rejects.toMatchObject({ kind: 'damaged' });
  const report = await store.report();
  expect(report.damaged.map(({ kind }) => kind).sort()).toEqual(['chats', 'rankings', 'runs']);
  expect(report.damaged.find(({ kind }) => kind === 'rankings')?.problem).toContain('ranks');
  expect(report.kinds.rankings.count).toBe(1);
  store.close();
  const rawAgain = await openDB(name, migrations.length);
  expect(await rawAgain.count('rankings')).toBe(2);
  rawAgain.close();
});

test('nothing unreadable is written', async () => {
  const store = await open({ name: freshName() });
  const wrong = { ...ranking('wrong'), samples: [] };
  await expect(store.rankings.add([ranking('right'), wrong])).rejects.toMatchObject({
    kind: 'damaged',
  });
  expect(await store.rankings.all()).toEqual([]);
});

test('a transaction that fails half-way keeps nothing', async () => {
  const name = freshName();
  const connection = await openConnection(name);
  const failing = connection.write(['chats', 'policies'], async (transaction) => {
    await transaction.objectStore('chats').put(chat);
    await transaction.objectStore('policies').put({ bytes: 4, buffer: new Blob([bytes(4)]) }, 'p');
    throw new Error('half-way');
  });
  await expect(failing).rejects.toMatchObject({ kind: 'unavailable', detail: 'Error: half-way' });
  connection.close();
  const store = await open({ name });
  expect(await store.chats.all()).toEqual([]);
  await expect(store.runs.policy('p')).rejects.toMatchObject({ kind: 'missing' });
});

test('a checkpoint of a run that was deleted is refused whole', async () => {
  const store = await open({ name: freshName() });
  const adding = store.runs.addCheckpoint(checkpoint(2), bytes(4), bytes(4));
  await expect(adding).rejects.toMatchObject({ kind: 'missing' });
  expect(await store.runs.checkpoints()).toEqual([]);
  await expect(store.runs.policy('checkpoint-2')).rejects.toMatchObject({ kind: 'missing' });
  await expect(store.runs.addMetrics(metricsAt(1))).rejects.toMatchObject({ kind: 'missing' });
});

/** Random bytes, which no compression makes fit. */
function incompressible(length: number): ArrayBuffer {
  const noise = new Uint8Array(length);
  for (let i = 0; i < length; i += 65_536) crypto.getRandomValues(noise.subarray(i, i + 65_536));
  return noise.buffer;
}

/** A small quota for all tests here, so that a large write is truly refused by the browser. */
const quotaBytes = 40_000_000;

beforeAll(async () => {
  const { usage = 0 } = await navigator.storage.estimate();
  const quotaSize = usage + quotaBytes;
  await cdp().send('Storage.overrideQuotaForOrigin', { origin: location.origin, quotaSize });
});

afterAll(() => cdp().send('Storage.overrideQuotaForOrigin', { origin: location.origin }));

/**
 * Chromium remembers for up to half a minute how much space was left before the quota became small, if other tests
 * used the database just before: this waits until a plain write is refused.
 */
async function untilRefused(buffer: ArrayBuffer): Promise<void> {
  const probe = await openDB(freshName(), 1, {
    upgrade: (database) => void database.createObjectStore('noise'),
  });
  try {
    const refusal = async () => {
      await expect(probe.put('noise', buffer, 1)).rejects.toMatchObject({
        name: 'QuotaExceededError',
      });
    };
    await vi.waitFor(refusal, { timeout: 40_000, interval: 1000 });
  } finally {
    probe.close();
  }
}

test('a full disk refuses a checkpoint whole, and what was there stays', async () => {
  const store = await open({ name: freshName() });
  await fill(store);
  const before = await everythingIn(store);
  const big = incompressible(1.5 * quotaBytes);
  await untilRefused(big);
  const adding = store.runs.addCheckpoint(checkpoint(3), big, bytes(6, 9));
  await expect(adding).rejects.toMatchObject({ name: 'StorageError', kind: 'full' });
  const writing = store.rewardModels.put({ ...rewardModel, id: 'reward-2' }, big);
  await expect(writing).rejects.toMatchObject({ kind: 'full' });
  expect(await everythingIn(store)).toEqual(before);
  await expect(store.runs.policy('checkpoint-3')).rejects.toMatchObject({ kind: 'missing' });
  // What fits still works.
  await store.runs.addCheckpoint(checkpoint(3), bytes(4, 8), bytes(6, 9));
  expect((await store.runs.get('run-1'))?.resumableIteration).toBe(3);
});

test('the newest state replaces the older, and an older copy of the run does not undo it', async () => {
  const store = await open({ name: freshName() });
  await fill(store);
  await store.runs.addCheckpoint(checkpoint(4), bytes(4, 7), bytes(6, 8));
  await store.runs.put({ ...run, status: 'paused' });
  expect(await store.runs.get('run-1')).toMatchObject({ status: 'paused', resumableIteration: 4 });
  const resumeState = await store.runs.resumeState('run-1');
  expect(resumeState?.iteration).toBe(4);
  expect([...new Uint8Array(resumeState!.state)]).toEqual(Array(6).fill(8));
  expect(await store.runs.resumeState('nobody')).toBeNull();
  expect((await store.runs.checkpoints('run-1')).map(({ iteration }) => iteration)).toEqual([2, 4]);
  await store.runs.deleteCheckpoint('checkpoint-2');
  expect((await store.runs.checkpoints('run-1')).map(({ iteration }) => iteration)).toEqual([4]);
});

test('truncating drops what came after, deleting drops all of the run only', async () => {
  const store = await open({ name: freshName() });
  await fill(store);
  await store.runs.put({ ...run, id: 'run-2' });
  await store.runs.addMetrics({ ...metricsAt(1), runId: 'run-2' });
  await store.runs.truncate('run-1', 1);
  expect((await store.runs.metrics('run-1')).map(({ iteration }) => iteration)).toEqual([1]);
  expect(await store.runs.samples('run-1')).toEqual([]);
  expect((await store.runs.get('run-1'))?.iteration).toBe(1);
  await store.runs.delete('run-1');
  expect(await store.runs.metrics('run-1')).toEqual([]);
  expect(await store.runs.checkpoints()).toEqual([]);
  await expect(store.runs.policy('checkpoint-2')).rejects.toMatchObject({ kind: 'missing' });
  expect((await store.runs.all()).map(({ id }) => id)).toEqual(['run-2']);
  expect(await store.runs.metrics('run-2')).toHaveLength(1);
});

test('reports counts, sizes and the quota; deleting everything leaves nothing', async () => {
  const store = await open({ name: freshName() });
  await fill(store);
  const report = await store.report();
  expect(report.kinds.rankings.count).toBe(2);
  expect(report.kinds.runs.count).toBe(1);
  expect(report.kinds.checkpoints.count).toBe(1);
  expect(report.kinds.rankings.bytes).toBeGreaterThan(JSON.stringify(ranking('a')).length);
  expect(report.quotaBytes).toBeGreaterThan(0);
  const moreBytes = report.kinds.rewardModels.bytes;
  await store.rewardModels.put(rewardModel, bytes(1008));
  expect((await store.report()).kinds.rewardModels.bytes).toBe(moreBytes + 1000);
  await store.deleteEverything();
  const empty = await store.report();
  for (const kind of Object.values(empty.kinds)) expect(kind).toEqual({ count: 0, bytes: 0 });
  expect(await store.preferences.get('room')).toBeUndefined();
});

test('another tab learns what changed, this one does not', async () => {
  const name = freshName();
  const [here, there] = [await open({ name }), await open({ name })];
  const [heardHere, heardThere] = [vi.fn(), vi.fn()];
  here.onChange(heardHere);
  const stopListening = there.onChange(heardThere);
  await here.rankings.add([ranking('a')]);
  await vi.waitFor(() => expect(heardThere).toHaveBeenCalledWith('rankings'));
  stopListening();
  await here.chats.put(chat);
  await there.chats.put(chat);
  await vi.waitFor(() => expect(heardHere).toHaveBeenCalledWith('chats'));
  expect(heardThere).toHaveBeenCalledTimes(1);
  expect(heardHere).toHaveBeenCalledTimes(1);
});

test('a closed store refuses', async () => {
  const store = await open({ name: freshName() });
  store.close();
  await expect(store.rankings.all()).rejects.toMatchObject({ kind: 'unavailable' });
  await expect(store.rankings.add([])).rejects.toMatchObject({ kind: 'unavailable' });
});
