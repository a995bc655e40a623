// Ranking with a real engine and a real database: what is asked, judged, taken back, and kept over a reload.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/client/types';
import type { Ranking } from '../../src/contract/records';
import { pairCount } from '../../src/core/rankings';
import { selfAgreements } from '../../src/core/repeats';
import { Random } from '../../src/core/rng';
import { AutoLabeler } from '../../src/state/auto-labeler.svelte';
import { PromptPool } from '../../src/state/prompt-pool';
import { RankingSession } from '../../src/state/ranking-session.svelte';
import { RankingsState } from '../../src/state/rankings.svelte';
import { SettingsState } from '../../src/state/settings.svelte';
import { deleteDatabase, openStore } from '../../src/storage/store';
import type { Store } from '../../src/storage/types';
import { startEngine, stopEngines, tiny } from './support/engine';

const name = 'ranking-session-test';
const prompts = ['Hello', 'How are you?', 'Tell me a joke', 'Good night', 'I am tired'];
let store: Store;
let client: EngineClient;
let clock = 0;
beforeEach(async () => {
  await deleteDatabase(name);
  store = await openStore({ name });
  client = startEngine();
});
afterEach(() => {
  stopEngines();
  store.close();
});

/** The states as after (re)loading the page. */
async function loaded(search = '?samplesPerPrompt=3') {
  const settings = new SettingsState(store.preferences, {
    read: () => `${search}&model=tiny&maxNewTokens=8`,
    replace: () => undefined,
  });
  await settings.load();
  const rankings = new RankingsState(store);
  await rankings.refresh();
  const random = new Random(7);
  const pool = new PromptPool(store.chats, prompts, random.fork());
  const newId = () => crypto.randomUUID();
  const now = () => ++clock;
  const context = { store, client, rankings, settings, pool, random, newId, now };
  const session = new RankingSession(context);
  await session.load();
  return { session, rankings, settings, autoLabeler: new AutoLabeler(context) };
}

async function judging(session: RankingSession) {
  await expect.poll(() => session.phase.kind, { timeout: 30_000 }).toBe('judging');
  if (session.phase.kind !== 'judging') throw new Error('not judging');
  return session.phase.task;
}

describe('RankingSession', () => {
  it('asks, takes an order, stores it as one ranking and goes on by itself', async () => {
    const { session, rankings } = await loaded();
    await session.enter();
    const task = await judging(session);
    expect(task).toMatchObject({ modelId: tiny, sampling: { maxNewTokens: 8 } });
    expect(new Set(task.samples.map(({ text }) => text)).size).toBe(3);
    session.click(2);
    expect(session.pairCount).toBe(2);
    session.click(0);
    session.click(1);
    expect(session.pairCount).toBe(3);
    await session.submit();
    expect((await judging(session)).prompt).not.toEqual(task.prompt);
    const stored = await store.rankings.all();
    expect(stored).toEqual(rankings.all);
    expect(stored).toMatchObject([
      {
        messages: task.prompt.messages,
        samples: task.samples,
        ranks: [2, 3, 1],
        allBad: false,
        source: { kind: 'person' },
      },
    ]);
  });

  it('judges nothing before every sample is finished', async () => {
    const { session, rankings } = await loaded();
    void session.enter();
    await expect.poll(() => session.phase.kind).toBe('writing');
    session.click(0);
    await session.submit();
    await session.allBad();
    await session.skip();
    expect(session.order.isEmpty).toBe(true);
    expect(rankings.all).toHaveLength(0);
    await judging(session);
  });

  it('undoes clicks first, then the last ranking with its pairs, which is shown again', async () => {
    const { session, rankings } = await loaded();
    await session.enter();
    const first = await judging(session);
    session.click(1);
    session.toggleTie(0);
    expect(session.ranks).toEqual([1, 1, null]);
    await session.undo();
    expect(session.ranks).toEqual([null, 1, null]);
    session.click(0);
    await session.submit();
    const second = await judging(session);
    await session.allBad();
    await judging(session);
    expect(rankings.counts.person).toEqual({ rankings: 2, pairs: 3 });
    await session.undo();
    expect(await judging(session)).toMatchObject({ samples: second.samples });
    await session.undo();
    expect(await judging(session)).toMatchObject({ samples: first.samples, prompt: first.prompt });
    expect(session.ranks).toEqual([2, 1, null]);
    expect(await store.rankings.all()).toEqual([]);
    await session.undo();
    expect(session.ranks).toEqual([null, 1, null]);
    // What was set aside by Undo comes back.
    await session.submit();
    expect((await judging(session)).samples).toEqual(second.samples);
  });

  it('passes over a ranking that was deleted from the list meanwhile', async () => {
    const { session, rankings } = await loaded();
    await session.enter();
    const first = await judging(session);
    session.click(0);
    await session.submit();
    await judging(session);
    session.click(0);
    await session.submit();
    await judging(session);
    await rankings.remove([rankings.all[1]!.id]);
    await session.undo();
    expect(await judging(session)).toMatchObject({ samples: first.samples });
    expect(rankings.all).toHaveLength(0);
  });

  it('skips without storing, and undoes a skip', async () => {
    const { session, rankings } = await loaded();
    await session.enter();
    const first = await judging(session);
    await session.skip();
    const second = await judging(session);
    expect(second.prompt).not.toEqual(first.prompt);
    await session.undo();
    expect(await judging(session)).toEqual(first);
    expect(rankings.all).toHaveLength(0);
  });

  it('keeps prompt, samples, order and what can be undone over a reload', async () => {
    const { session } = await loaded();
    await session.enter();
    await judging(session);
    session.click(0);
    await session.submit();
    const task = await judging(session);
    session.click(2);
    session.click(0);
    const again = await loaded();
    await again.session.enter();
    expect(await judging(again.session)).toEqual(task);
    expect(again.session.ranks).toEqual([2, null, 1]);
    await again.session.undo();
    await again.session.undo();
    await again.session.undo();
    expect(again.rankings.all).toHaveLength(0);
    expect(again.session.ranks).toEqual([1, null, null]);
  });

  it('shows a conversation from Chat next, and what was being judged after it', async () => {
    const { session } = await loaded();
    await session.enter();
    const before = await judging(session);
    const messages = [{ role: 'user' as const, content: 'From the chat' }];
    session.handOver(messages);
    expect((await judging(session)).prompt).toEqual({ messages, origin: 'handed-over' });
    session.click(0);
    await session.submit();
    expect(await judging(session)).toEqual(before);
  });

  it('writes the next samples ahead while the person thinks', async () => {
    const { session } = await loaded();
    await session.enter();
    await judging(session);
    await expect
      .poll(
        async () => ((await store.preferences.get('ranking-draft')) as { ready: unknown[] }).ready,
      )
      .toHaveLength(1);
    session.click(0);
    await session.submit();
    expect(session.phase.kind).toBe('judging');
  });

  it('says what failed, keeps the prompt, and tries it again', async () => {
    const { session, settings } = await loaded();
    settings.set('model', 'absent');
    await session.enter();
    await expect.poll(() => session.phase.kind, { timeout: 30_000 }).toBe('failed');
    if (session.phase.kind !== 'failed') throw new Error('did not fail');
    const { prompt } = session.phase;
    settings.set('model', 'tiny');
    session.retry();
    expect((await judging(session)).prompt).toEqual(prompt);
  });
});

/** Rankings of a person, as if made long ago: the first sample of each is the best. */
function madeBefore(count: number): Ranking[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ id: `old-${index}`, createdAtMs: ++clock, allBad: false, ranks: [1, 2, 3] },
    messages: [{ role: 'user' as const, content: `Old prompt ${index}` }],
    samples: ['good', 'fair', 'poor'].map((text) => ({ text, tokens: 2, ended: true })),
    source: { kind: 'person' as const },
    modelId: tiny,
    sampling: { temperature: 1, topK: 0, topP: 1, maxNewTokens: 8, seed: 1 },
  }));
}

describe('RankingSession, asking again', () => {
  it('asks a ranking of long ago again, in another order, and counts it apart', async () => {
    await store.rankings.add(madeBefore(10));
    const { session, rankings } = await loaded();
    await session.enter();
    const task = await judging(session);
    expect(task.repeatOf).toMatch(/^old-[0-4]$/);
    const texts = task.samples.map(({ text }) => text);
    expect(texts.toSorted()).toEqual(['fair', 'good', 'poor']);
    expect(texts).not.toEqual(['good', 'fair', 'poor']);
    // It is still a repeat after a reload.
    const again = await loaded();
    expect(await judging(again.session)).toEqual(task);
    for (const text of ['good', 'poor', 'fair']) session.click(texts.indexOf(text));
    await session.submit();
    expect((await judging(session)).repeatOf).toBeUndefined();
    expect(rankings.counts.person).toEqual({ rankings: 10, pairs: 30 });
    expect(rankings.stored).toHaveLength(11);
    const [result] = selfAgreements(await store.rankings.all());
    expect(result).toMatchObject({ agreement: { share: 2 / 3, trials: 3, groups: 1 } });
    // Undo brings the repeat back as one.
    await session.undo();
    expect(await judging(session)).toEqual(task);
    expect(rankings.stored).toHaveLength(10);
  });

  it('goes on when it is passed over, and asks no more of that kind for a while', async () => {
    await store.rankings.add(madeBefore(10));
    const { session, rankings } = await loaded();
    await session.enter();
    expect((await judging(session)).repeatOf).toBeDefined();
    await session.skip();
    expect((await judging(session)).repeatOf).toBeUndefined();
    session.click(0);
    await session.submit();
    expect((await judging(session)).repeatOf).toBeUndefined();
    expect(rankings.all).toHaveLength(11);
  });

  it('never asks for what a plain file brought', async () => {
    await store.rankings.add(
      madeBefore(12).map((ranking) => ({ ...ranking, id: `imported-${ranking.id}` })),
    );
    const { session } = await loaded();
    await session.enter();
    expect((await judging(session)).repeatOf).toBeUndefined();
  });

  it('deletes a repeat with its first ranking', async () => {
    const rankingsBefore = madeBefore(2);
    const repeat = { ...rankingsBefore[0]!, id: 'again', repeatOf: 'old-0' };
    await store.rankings.add([...rankingsBefore, repeat]);
    const { rankings } = await loaded();
    expect(rankings.all).toHaveLength(2);
    await rankings.remove(['old-0']);
    expect((await store.rankings.all()).map(({ id }) => id)).toEqual(['old-1']);
    expect(rankings.stored.map(({ id }) => id)).toEqual(['old-1']);
  });
});

describe('AutoLabeler', () => {
  it('adds as many simulated rankings as asked, apart from those of a person', async () => {
    const { autoLabeler, rankings } = await loaded(
      '?samplesPerPrompt=3&labelCount=11&labelNoise=0',
    );
    await autoLabeler.start();
    expect(autoLabeler.phase).toEqual({ kind: 'finished', done: 11, total: 11, end: 'all' });
    expect(rankings.counts).toMatchObject({
      all: { rankings: 11 },
      person: { rankings: 0, pairs: 0 },
      simulated: { rankings: 11 },
    });
    const all = await store.rankings.all();
    // One in ten it is asked again; without mistakes it agrees with itself.
    expect(all.length - rankings.all.length).toBe(1);
    expect(selfAgreements(all)).toMatchObject([{ agreement: { share: 1, groups: 1 } }]);
    const stored = all.filter(({ repeatOf }) => repeatOf === undefined);
    expect(stored.every(({ ranks }) => ranks.every((rank) => rank !== null))).toBe(true);
    expect(stored.reduce((total, ranking) => total + pairCount(ranking), 0)).toBeGreaterThan(0);
    expect(stored[0]!.source).toMatchObject({ kind: 'simulated', labeler: 'cheerful', noise: 0 });
    // Every prompt once before any a second time.
    const asked = stored.slice(0, 5).map(({ messages }) => messages[0]!.content);
    expect(new Set(asked)).toEqual(new Set(prompts));
  });

  it('stops when it is told to and keeps what it had stored', async () => {
    const { autoLabeler, rankings } = await loaded('?samplesPerPrompt=2&labelCount=400');
    const working = autoLabeler.start();
    await expect.poll(() => rankings.all.length, { timeout: 30_000 }).toBeGreaterThan(0);
    autoLabeler.cancel();
    await working;
    expect(autoLabeler.phase).toMatchObject({ kind: 'finished', end: 'cancelled' });
    expect(rankings.all.length).toBeLessThan(400);
    expect(await store.rankings.all()).toHaveLength(rankings.stored.length);
  });
});
