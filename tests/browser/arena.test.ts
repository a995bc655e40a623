// The blind arena over the real store of the browser: which models meet, what can be voted when, what is stored, taken
// back and kept over a reload; and simulated votes.
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { arenaResults } from '../../src/core/arena-results';
import type { Arena } from '../../src/state/arena.svelte';
import { DataState, type DataContext } from '../../src/state/data.svelte';
import { StorageError } from '../../src/storage/errors';
import { openStore } from '../../src/storage/store';
import type { Store } from '../../src/storage/types';
import { EngineDesk, loadedArena, prompts, storeRun } from './support/arena';

const trained = 'checkpoint:run-1-20';
let name: string;
let store: Store;
let desk: EngineDesk;

beforeEach(async () => {
  name = `arena-${crypto.randomUUID()}`;
  store = await openStore({ name });
  desk = new EngineDesk();
});
afterEach(async () => {
  store.close();
  await deleteDB(name);
});

async function judging(arena: Arena) {
  await expect.poll(() => arena.phase.kind).toBe('judging');
  if (arena.phase.kind !== 'judging') throw new Error('not judging');
  return arena.phase.pair;
}

describe('Arena', () => {
  beforeEach(() => storeRun(store, [10, 20]));

  it('puts the newest checkpoint beside the model that its run began with', async () => {
    await storeRun(store, [], { id: 'run-2', createdAtMs: 9 });
    const { arena } = await loadedArena(store, desk);
    expect(arena.models).toEqual({ first: 'shipped:tiny', second: trained });
    await arena.enter();
    const pair = await judging(arena);
    expect([pair.left.modelId, pair.right.modelId].sort()).toEqual([trained, 'shipped:tiny']);
    expect(desk.requests[0]!.sampling).toMatchObject({ temperature: 1, maxNewTokens: 8 });
    expect(prompts).toContain(pair.prompt.messages[0]!.content);
  });

  it('shows a pair only when both replies are whole, and takes no vote before', async () => {
    desk.hold();
    const { arena, votes } = await loadedArena(store, desk);
    await arena.enter();
    await expect.poll(() => desk.requests.length).toBe(2);
    desk.letGo(1);
    await arena.vote('left');
    await arena.skip();
    expect(arena.phase.kind).toBe('writing');
    expect([arena.canVote, arena.canPrefer, arena.canSkip]).toEqual([false, false, false]);
    desk.letGo();
    await judging(arena);
    expect(arena.canPrefer).toBe(true);
    expect(votes.all).toHaveLength(0);
  });

  it('stores each vote with everything that was judged, and asks another prompt', async () => {
    const { arena, votes } = await loadedArena(store, desk);
    await arena.enter();
    const asked = new Set<string>();
    for (const choice of ['left', 'right', 'tie', 'both-bad', 'left'] as const) {
      const pair = await judging(arena);
      asked.add(pair.prompt.messages[0]!.content);
      await arena.vote(choice);
      expect(votes.all.at(-1)).toMatchObject({
        ...{ choice, left: pair.left, right: pair.right, messages: pair.prompt.messages },
        ...{ source: { kind: 'person' }, sampling: { temperature: 1, maxNewTokens: 8 } },
      });
    }
    expect(asked).toEqual(new Set(prompts));
    expect(await store.votes.all()).toEqual(votes.all);
    expect(votes.counts).toEqual({ all: 5, person: 5, simulated: 0 });
  });

  it('hides sides: over many prompts either model stands left about as often', async () => {
    const { arena, votes } = await loadedArena(store, desk);
    await arena.enter();
    for (let i = 0; i < 40; i++) {
      await judging(arena);
      await arena.vote('left');
    }
    const first = votes.all.filter(({ left }) => left.modelId === trained).length;
    expect(first).toBeGreaterThan(6);
    expect(first).toBeLessThan(34);
    // Who always takes the left one prefers neither.
    expect(arenaResults(votes.all).pairs[0]).toMatchObject({ votes: 40, wins: first });
  });

  it('writes the next pair ahead while the person reads', async () => {
    const { arena } = await loadedArena(store, desk);
    await arena.enter();
    await judging(arena);
    await expect.poll(() => desk.requests.length).toBe(4);
    await expect
      .poll(
        async () => ((await store.preferences.get('arena-draft')) as { ready: unknown[] }).ready,
      )
      .toHaveLength(1);
    desk.hold();
    await arena.vote('tie');
    expect(arena.phase.kind).toBe('judging');
  });

  it('undoes the last vote and the last skip, and shows their pairs again', async () => {
    const { arena, votes } = await loadedArena(store, desk);
    await arena.enter();
    const first = await judging(arena);
    await arena.vote('left');
    const second = await judging(arena);
    await arena.skip();
    await judging(arena);
    expect(arena.lastVote).toBeNull();
    await arena.undo();
    expect(await judging(arena)).toEqual(second);
    expect(arena.lastVote?.vote.left).toEqual(first.left);
    await arena.undo();
    expect(await judging(arena)).toEqual(first);
    expect(votes.all).toHaveLength(0);
    expect(await store.votes.all()).toEqual([]);
    expect(arena.canUndo).toBe(false);
    // What was set aside comes back.
    await arena.vote('right');
    expect(await judging(arena)).toEqual(second);
  });

  it('passes over a vote that was deleted meanwhile', async () => {
    const { arena, votes } = await loadedArena(store, desk);
    await arena.enter();
    const first = await judging(arena);
    for (const choice of ['left', 'right'] as const) {
      await judging(arena);
      await arena.vote(choice);
    }
    await judging(arena);
    await votes.remove([votes.all[1]!.id]);
    await arena.undo();
    expect(await judging(arena)).toEqual(first);
    expect(votes.all).toHaveLength(0);
  });

  it('names the models of the last vote only when asked, and such a pair never comes back', async () => {
    const { arena, votes } = await loadedArena(store, desk);
    await arena.enter();
    const first = await judging(arena);
    await arena.vote('left');
    const second = await judging(arena);
    expect(arena.lastVote?.isRevealed).toBe(false);
    arena.reveal();
    expect(arena.lastVote?.isRevealed).toBe(true);
    await arena.undo();
    expect(votes.all).toHaveLength(0);
    expect(await judging(arena)).toEqual(second);
    await arena.vote('tie');
    expect(await judging(arena)).not.toEqual(first);
  });

  it('keeps models, pair, the next one and what can be undone over a reload', async () => {
    const { arena } = await loadedArena(store, desk);
    await arena.enter();
    await judging(arena);
    await arena.choose('first', 'checkpoint:run-1-10');
    await judging(arena);
    await arena.vote('left');
    const pair = await judging(arena);
    await expect.poll(() => desk.requests.length).toBeGreaterThanOrEqual(6);
    const again = await loadedArena(store, desk, '', 8);
    expect(again.arena.models).toEqual({ first: 'checkpoint:run-1-10', second: trained });
    await again.arena.enter();
    expect(await judging(again.arena)).toEqual(pair);
    expect(again.votes.all).toHaveLength(1);
    await again.arena.undo();
    expect(again.votes.all).toHaveLength(0);
  });

  it('drops what was not judged when another model is chosen, and waits for a second one', async () => {
    const { arena, votes } = await loadedArena(store, desk);
    await arena.enter();
    await judging(arena);
    await arena.choose('second', 'shipped:tiny');
    expect([arena.canStart, arena.phase.kind]).toEqual([false, 'idle']);
    await arena.vote('left');
    await arena.choose('second', 'shipped:other');
    const pair = await judging(arena);
    expect([pair.left.modelId, pair.right.modelId].sort()).toEqual([
      'shipped:other',
      'shipped:tiny',
    ]);
    expect(votes.all).toHaveLength(0);
    await arena.choose('second', null);
    expect(arena.phase.kind).toBe('idle');
  });

  it('drops a pair that is on its way when another model is chosen', async () => {
    desk.hold();
    const { arena } = await loadedArena(store, desk);
    await arena.enter();
    await expect.poll(() => desk.requests.length).toBe(2);
    const choosing = arena.choose('first', 'shipped:other');
    desk.letGo();
    await choosing;
    const pair = await judging(arena);
    expect([pair.left.modelId, pair.right.modelId]).toContain('shipped:other');
  });

  it('lets equal replies be called a tie, both bad or skipped, nothing else', async () => {
    desk.say = () => 'Nah, I am good.';
    const { arena, votes } = await loadedArena(store, desk);
    await arena.enter();
    await judging(arena);
    // Twice a model, and again three times.
    expect(desk.requests.length).toBeGreaterThanOrEqual(8);
    await arena.vote('left');
    await arena.vote('right');
    expect([arena.canVote, arena.canPrefer, votes.all.length]).toEqual([true, false, 0]);
    await arena.vote('tie');
    expect(votes.all.map(({ choice }) => choice)).toEqual(['tie']);
  });

  it('says what failed, keeps the prompt, and tries it again', async () => {
    desk.failure = Object.assign(new Error('no memory'), { kind: 'out-of-memory' });
    const { arena } = await loadedArena(store, desk);
    await arena.enter();
    await expect.poll(() => arena.phase.kind).toBe('failed');
    if (arena.phase.kind !== 'failed') throw new Error('did not fail');
    expect(arena.phase).toMatchObject({ failure: 'out-of-memory', detail: 'no memory' });
    const { prompt } = arena.phase;
    desk.failure = null;
    arena.retry();
    expect((await judging(arena)).prompt).toEqual(prompt);
  });

  it('keeps a pair on the screen whose vote could not be stored', async () => {
    const { arena, votes } = await loadedArena(store, desk);
    await arena.enter();
    const pair = await judging(arena);
    const add = vi.spyOn(store.votes, 'add').mockRejectedValueOnce(new StorageError('full', ''));
    await arena.vote('left');
    expect([arena.storageProblem, votes.all.length]).toEqual(['full', 0]);
    expect(await judging(arena)).toEqual(pair);
    await arena.vote('left');
    expect([arena.storageProblem, votes.all.length]).toEqual([null, 1]);
    add.mockRestore();
  });
});

describe('Arena without a trained model', () => {
  it('waits until a second model is chosen', async () => {
    const { arena } = await loadedArena(store, desk);
    await arena.enter();
    expect(arena.models).toEqual({ first: 'shipped:tiny', second: null });
    expect([arena.canStart, arena.phase.kind]).toEqual([false, 'idle']);
    await arena.choose('second', 'shipped:other');
    await judging(arena);
  });

  it('falls back to what there is when a chosen model was deleted', async () => {
    await storeRun(store, [20]);
    const { arena } = await loadedArena(store, desk);
    await arena.choose('first', 'shipped:other');
    await store.runs.delete('run-1');
    const again = await loadedArena(store, desk);
    expect(again.arena.models).toEqual({ first: 'shipped:tiny', second: null });
  });
});

describe('AutoVoter', () => {
  it('casts as many simulated votes as asked, by its taste, on every prompt in turn', async () => {
    desk.say = (modelId) =>
      modelId === 'shipped:tiny' ? 'No.' : 'What a lovely day! Happy to help you, my friend!';
    const { autoVoter, votes } = await loadedArena(store, desk, '&voteCount=20&labelNoise=0');
    await autoVoter.start('shipped:tiny', trained);
    expect(autoVoter.phase).toEqual({ kind: 'finished', done: 20, total: 20, end: 'all' });
    expect(votes.counts).toEqual({ all: 20, person: 0, simulated: 20 });
    expect(await store.votes.all()).toHaveLength(20);
    const [best] = arenaResults(votes.all).models;
    expect(best).toMatchObject({ modelId: trained, votes: 20, wins: 20 });
    expect(votes.all[0]!.source).toMatchObject({
      kind: 'simulated',
      labeler: 'cheerful',
      noise: 0,
    });
    const lefts = new Set(votes.all.map(({ left }) => left.modelId));
    expect(lefts.size).toBe(2);
    const times = prompts.map(
      (prompt) => votes.all.filter(({ messages }) => messages[0]!.content === prompt).length,
    );
    expect(times).toEqual([4, 4, 4, 4, 4]);
  });

  it('calls equal replies a tie', async () => {
    desk.say = () => 'Hello!';
    const { autoVoter, votes } = await loadedArena(store, desk, '&voteCount=3&labelNoise=0.5');
    await autoVoter.start('shipped:tiny', trained);
    expect(votes.all.map(({ choice }) => choice)).toEqual(['tie', 'tie', 'tie']);
  });

  it('stops when it is told to and keeps what it had stored', async () => {
    const { autoVoter, votes } = await loadedArena(store, desk, '&voteCount=500');
    const voting = autoVoter.start('shipped:tiny', trained);
    await expect.poll(() => votes.all.length).toBeGreaterThan(0);
    desk.hold();
    autoVoter.cancel();
    desk.letGo();
    await voting;
    expect(autoVoter.phase).toMatchObject({ kind: 'finished', end: 'cancelled' });
    expect(votes.all.length).toBeLessThan(500);
    expect(await store.votes.all()).toHaveLength(votes.all.length);
  });

  it('says why it stopped', async () => {
    const { autoVoter, votes } = await loadedArena(store, desk);
    const add = vi.spyOn(store.votes, 'add').mockRejectedValue(new StorageError('full', ''));
    await autoVoter.start('shipped:tiny', trained);
    expect(autoVoter.phase).toEqual({ kind: 'not-stored', problem: 'full', done: 0 });
    add.mockRestore();
    desk.failure = new Error('gone');
    await autoVoter.start('shipped:tiny', trained);
    expect(autoVoter.phase).toMatchObject({ kind: 'failed', detail: 'gone', done: 0 });
    expect(votes.all).toHaveLength(0);
  });
});

it('Data exports votes by who cast them and deletes them as a kind', async () => {
  const { autoVoter, votes } = await loadedArena(store, desk, '&voteCount=3');
  await autoVoter.start('shipped:tiny', trained);
  const data = new DataState({ store, votes } as unknown as DataContext);
  await data.refresh();
  expect(data.report?.kinds.votes.count).toBe(3);
  expect(data.exportVotes('person')).toBe('');
  const lines = data.exportVotes('simulated').trim().split('\n');
  expect(lines).toHaveLength(3);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    prompt: votes.all[0]!.messages[0]!.content,
    vote: votes.all[0],
  });
  await data.deleteKind('votes');
  expect(votes.all).toEqual([]);
  expect(data.report?.kinds.votes.count).toBe(0);
});
