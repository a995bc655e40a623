// Chats with a real engine and a real database: what is said, stored, stopped, retried and compared.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/client/types';
import { ChatsState } from '../../src/state/chats.svelte';
import { ModelsState } from '../../src/state/models.svelte';
import { SettingsState } from '../../src/state/settings.svelte';
import { deleteDatabase, openStore } from '../../src/storage/store';
import type { Store } from '../../src/storage/types';
import { startEngine, stopEngines, tiny } from './support/engine';

const name = 'chats-state-test';
let store: Store;
let client: EngineClient;
beforeEach(async () => {
  await deleteDatabase(name);
  store = await openStore({ name });
  client = startEngine();
});
afterEach(() => {
  stopEngines();
  store.close();
});

// With another seed the tiny model, whose weights are random, may end before its first word.
async function loaded(search = '?model=tiny&chatMaxNewTokens=12&chatSeed=5') {
  const settings = new SettingsState(store.preferences, {
    read: () => search,
    replace: () => undefined,
  });
  await settings.load();
  const models = new ModelsState(store);
  const chats = new ChatsState({ store, client, settings, models, warmUp: () => undefined });
  await chats.load();
  return { chats, settings };
}

const turnsOf = (chats: ChatsState, lane = 0) => chats.open?.lanes[lane]?.turns ?? [];

describe('ChatsState', () => {
  it('stores what was said and answered, and shows it again after a reload', async () => {
    const { chats } = await loaded();
    chats.write('half a thought');
    await chats.send('  Hello  ');
    expect(turnsOf(chats)).toMatchObject([
      { role: 'user', content: 'Hello' },
      { role: 'assistant', modelId: tiny, sampling: { maxNewTokens: 12 } },
    ]);
    expect(turnsOf(chats)[1]!.content).not.toBe('');
    expect(['end', 'length']).toContain(turnsOf(chats)[1]!.ending);
    expect(chats.draft).toBe('');
    await expect.poll(async () => (await store.chats.all())[0]).toEqual(chats.open);
    const again = (await loaded()).chats;
    expect(again.open).toEqual(chats.open);
    expect(again.modelIds).toEqual([tiny]);
  });

  it('stops a reply and keeps what had come', async () => {
    const { chats } = await loaded('?model=tiny&chatMaxNewTokens=192&chatTemperature=2');
    await client.loadModel(tiny);
    const sent = chats.send('Tell me a long story');
    await expect
      .poll(() => chats.busy && chats.liveReply(turnsOf(chats)[1]!.id) !== null)
      .toBe(true);
    await chats.send('Not while you speak');
    chats.stop();
    await sent;
    expect(chats.busy).toBe(false);
    expect(turnsOf(chats)).toHaveLength(2);
    expect(turnsOf(chats)[1]!.ending).toBe('stopped');
  });

  it('writes the last reply anew with another seed', async () => {
    const { chats } = await loaded('?model=tiny&chatMaxNewTokens=12');
    await chats.send('Hello');
    const first = turnsOf(chats)[1]!;
    await chats.retry(0);
    expect(turnsOf(chats)).toHaveLength(2);
    expect(turnsOf(chats)[1]!.id).not.toBe(first.id);
    expect(turnsOf(chats)[1]!.sampling!.seed).not.toBe(first.sampling!.seed);
  });

  it('keeps a failed reply with its reason, and a retry mends it', async () => {
    const { chats } = await loaded('?model=nowhere&chatSeed=5');
    await chats.send('Hello');
    const failed = turnsOf(chats)[1]!;
    expect(failed).toMatchObject({ ending: 'failed', modelId: 'shipped:nowhere' });
    expect(chats.failure(failed.id)?.detail).toMatch(/nowhere/);
    chats.chooseModel(tiny);
    await chats.retry(0);
    expect(turnsOf(chats)[1]).toMatchObject({ modelId: tiny });
    expect(turnsOf(chats)[1]!.content).not.toBe('');
  });

  it('answers in two lanes; a lane that joins later has heard the same', async () => {
    const { chats } = await loaded('?model=tiny&chatMaxNewTokens=8&chatSeed=5');
    await chats.send('Hello');
    chats.compareWith(tiny);
    await chats.send('And you?');
    expect(turnsOf(chats, 0)).toHaveLength(4);
    expect(turnsOf(chats, 1).slice(0, 2)).toEqual(turnsOf(chats, 0).slice(0, 2));
    // The same model, words and seed say the same.
    expect(turnsOf(chats, 1)[3]!.content).toBe(turnsOf(chats, 0)[3]!.content);
    const both = chats.open!;
    chats.compareWith(null);
    expect(chats.open).toBeNull();
    chats.show(both.id);
    expect(chats.open).toEqual(both);
    await chats.delete(both.id);
    expect(chats.all).toEqual([]);
    expect(await store.chats.all()).toEqual([]);
  });

  it('lets a link choose another model than last time', async () => {
    const { chats } = await loaded();
    await chats.send('Hello');
    const other = (await loaded('?model=other')).chats;
    expect(other.modelIds).toEqual(['shipped:other']);
    expect(other.open?.id).toBe(chats.open?.id);
  });
});
