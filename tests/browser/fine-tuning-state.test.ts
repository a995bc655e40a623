// The state of fine-tunings over the real store: events of the engine come in, models go out; one that was going when the
// page was closed or the engine died waits where it was saved, as long as its demonstrations are what they were.
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineClient } from '../../src/client/types';
import { defaultSettings } from '../../src/contract/config';
import type { SftEvent, SftStart } from '../../src/contract/messages';
import type { Demonstration } from '../../src/contract/records';
import { DemonstrationsState } from '../../src/state/demonstrations.svelte';
import { ModelsState } from '../../src/state/models.svelte';
import type { SettingsState } from '../../src/state/settings.svelte';
import { FineTuningState } from '../../src/state/sft.svelte';
import { StorageError } from '../../src/storage/errors';
import { openStore } from '../../src/storage/store';
import type { Store } from '../../src/storage/types';

/** What the state asked of the engine, and a way to let events come. */
class EngineWire {
  starts: SftStart[] = [];
  actions: string[] = [];
  refusal: Error | null = null;
  #onEvent: (event: SftEvent) => void = () => {};
  #onLost: (id: string, reason: string) => void = () => {};

  readonly client = {
    onSftEvent: (listener: (event: SftEvent) => void) => (this.#onEvent = listener),
    onSftLost: (listener: (id: string, reason: string) => void) => (this.#onLost = listener),
    startSft: async (start: SftStart) => {
      if (this.refusal) throw this.refusal;
      this.starts.push(start);
      this.state(start.resume?.step ?? 0, 'running');
      return { totalSteps: 10, heldOut: 1, tooLong: [] };
    },
    controlSft: async (_id: string, action: string) => void this.actions.push(action),
    forget: async () => {},
  } as unknown as EngineClient;

  get id(): string {
    return this.starts.at(-1)!.sftModelId;
  }

  state(step: number, state: 'running' | 'paused' | 'finished' | 'stopped'): void {
    this.#onEvent({ sftModelId: this.id, step, type: 'sftState', state, failure: null });
  }

  step(step: number): void {
    const metrics = {
      ...{ loss: 10 - step, learning_rate: 1e-3, grad_norm: 1 },
      ...{ epoch: step / 5, num_tokens: step * 9 },
    };
    const numbers = { totalSteps: 10, remainingMs: 5, metrics };
    this.#onEvent({ sftModelId: this.id, step, type: 'sftMetrics', ...numbers });
    if (step % 5 === 0) {
      this.#onEvent({ sftModelId: this.id, step, type: 'sftHeldOut', loss: 20 - step });
    }
  }

  checkpoint(step: number, goesOn: boolean): void {
    const weights = new Uint8Array(8).fill(step).buffer;
    const resumeState = goesOn ? new Uint8Array(16).fill(step).buffer : null;
    this.#onEvent({ sftModelId: this.id, step, type: 'sftCheckpoint', weights, resumeState });
  }

  fail(step: number, kind: 'diverged' | 'out-of-memory', message: string): void {
    const failure = { kind, message };
    this.#onEvent({ sftModelId: this.id, step, type: 'sftState', state: 'failed', failure });
  }

  lose(): void {
    this.#onLost(this.id, 'gone');
  }
}

const demonstrations: Demonstration[] = ['Hello', 'Bye'].map((content) => ({
  ...{ id: content, createdAtMs: 0, updatedAtMs: 0, kind: 'plain', origin: null },
  messages: [{ role: 'user', content }],
  reply: 'Ahoy!',
}));

let name: string;
let stores: Store[];

async function openPage() {
  const store = await openStore({ name });
  stores.push(store);
  const wire = new EngineWire();
  const kept = new DemonstrationsState(store);
  await kept.refresh();
  if (kept.all.length === 0) await kept.add(demonstrations);
  const models = new ModelsState(store);
  const settings = {
    values: defaultSettings(),
    set(setting: 'model', value: string) {
      this.values[setting] = value;
    },
  };
  const context = {
    ...{ client: wire.client, store, models, demonstrations: kept },
    settings: settings as Pick<SettingsState, 'values' | 'set'>,
  };
  const fineTuning = new FineTuningState(context);
  await fineTuning.load();
  return { fineTuning, wire, store, models, kept, settings };
}

async function openPageAndBegin() {
  const page = await openPage();
  await page.fineTuning.begin('shipped:nano-chat', demonstrations, defaultSettings());
  return page;
}

/** Lets go of a page's locks and store as closing its tab does, and opens the next. */
async function reload(page: Awaited<ReturnType<typeof openPage>>) {
  const { id } = page.wire;
  await vi.waitFor(async () => {
    expect((await page.store.sftModels.all())[0]!.history.length).toBeGreaterThan(0);
  });
  page.store.close();
  // A test cannot close its tab: it takes the lock away instead.
  await navigator.locks.request(`rlhf-playground run ${id}`, { steal: true }, async () => {});
  const next = await openPage();
  await vi.waitFor(() => {
    const [record] = next.fineTuning.all;
    expect(record && next.fineTuning.activityOf(record)).not.toBe('elsewhere');
  });
  return next;
}

beforeEach(() => {
  name = `test-${crypto.randomUUID()}`;
  stores = [];
});

afterEach(async () => {
  for (const store of stores) store.close();
  await deleteDB(name);
});

test('a whole fine-tuning is stored with its weights and curves, and listed as a model', async () => {
  const { fineTuning, wire, store, models } = await openPageAndBegin();
  expect(fineTuning.live).toMatchObject({ status: 'running', shippedBase: 'nano-chat' });
  for (let step = 1; step <= 10; step++) wire.step(step);
  wire.checkpoint(10, false);
  wire.state(10, 'finished');
  await vi.waitFor(() => expect(models.has(`sft:${wire.id}`)).toBe(true));
  await vi.waitFor(async () => {
    const [record] = await store.sftModels.all();
    expect(record).toMatchObject({ status: 'finished', step: 10, savedStep: 10, bytes: 8 });
    expect(record!.history).toHaveLength(10);
    expect(record!.history[4]).toMatchObject({ step: 5, loss: 5, held_out_loss: 15 });
  });
  expect([...new Uint8Array(await store.sftModels.weights(wire.id))]).toEqual(Array(8).fill(10));
  expect(models.name(`sft:${wire.id}`)).toBe('SFT model 1');
  expect(fineTuning.live).toBeNull();
  expect(fineTuning.losses.training.length).toBe(10);
});

test('pausing and stopping go to the engine; stopped before its first step it is nothing', async () => {
  const { fineTuning, wire, store } = await openPageAndBegin();
  await fineTuning.pause();
  wire.state(0, 'paused');
  expect(fineTuning.activityOf(fineTuning.live!)).toBe('paused');
  await fineTuning.stop();
  expect(fineTuning.activityOf(fineTuning.live!)).toBe('stopping');
  expect(wire.actions).toEqual(['pause', 'stop']);
  wire.state(0, 'stopped');
  await vi.waitFor(async () => expect(await store.sftModels.all()).toEqual([]));
  expect(fineTuning.all).toEqual([]);
});

test('after a reload it waits where it was saved, and goes on from there', async () => {
  const page = await openPageAndBegin();
  for (const step of [1, 2, 3, 4, 5]) page.wire.step(step);
  page.wire.checkpoint(5, true);
  for (const step of [6, 7]) page.wire.step(step);
  const { fineTuning, wire, store } = await reload(page);
  const [record] = fineTuning.all;
  expect(record).toMatchObject({ status: 'interrupted', step: 5, savedStep: 5 });
  expect(fineTuning.notice).toMatchObject({ kind: 'page-closed' });
  expect(fineTuning.canGoOn(record!)).toBe(true);
  await fineTuning.goOn(record!.id);
  const [start] = wire.starts;
  expect(start).toMatchObject({ sftModelId: record!.id, baseModelId: 'shipped:nano-chat' });
  expect(start!.demonstrations.map(({ id }) => id)).toEqual(['Hello', 'Bye']);
  expect(start!.resume!.step).toBe(5);
  expect([...new Uint8Array(start!.resume!.state)]).toEqual(Array(16).fill(5));
  for (const step of [6, 7, 8, 9, 10]) wire.step(step);
  wire.checkpoint(10, false);
  wire.state(10, 'finished');
  await vi.waitFor(async () => {
    const [stored] = await store.sftModels.all();
    expect(stored!.history.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(stored!.status).toBe('finished');
  });
  expect(await store.sftModels.resumeState(record!.id)).toBeNull();
});

test('with other demonstrations it cannot go on, but what it learned can be kept', async () => {
  const { fineTuning, wire, store, kept, settings } = await openPageAndBegin();
  wire.step(1);
  wire.checkpoint(1, true);
  wire.lose();
  await vi.waitFor(() => expect(fineTuning.current!.status).toBe('interrupted'));
  expect(fineTuning.notice).toMatchObject({ kind: 'interrupted', failure: 'engine-died' });
  expect(fineTuning.canGoOn(fineTuning.current!)).toBe(true);
  await kept.add([{ ...demonstrations[0]!, reply: 'Hi!', updatedAtMs: Date.now() + 1 }]);
  expect(fineTuning.canGoOn(fineTuning.current!)).toBe(false);
  await fineTuning.keep(wire.id);
  const [record] = await store.sftModels.all();
  expect(record).toMatchObject({ status: 'stopped', step: 1, savedStep: 1 });
  expect(await store.sftModels.resumeState(wire.id)).toBeNull();
  settings.values.model = `sft:${wire.id}`;
  await fineTuning.delete(wire.id);
  expect(settings.values.model).toBe('nano-chat');
  await expect(store.sftModels.weights(wire.id)).rejects.toMatchObject({ kind: 'missing' });
});

test('one that ran away has failed; one that lacked memory waits', async () => {
  const { fineTuning, wire } = await openPageAndBegin();
  wire.step(1);
  wire.fail(1, 'diverged', 'no number');
  expect(fineTuning.current).toMatchObject({ status: 'failed', failure: 'no number' });
  await fineTuning.begin('shipped:nano-chat', demonstrations, defaultSettings());
  wire.fail(0, 'out-of-memory', 'too much');
  await vi.waitFor(() => expect(fineTuning.current!.status).toBe('interrupted'));
  expect(fineTuning.notice).toMatchObject({ kind: 'interrupted', failure: 'out-of-memory' });
});

test('one that the engine refuses leaves nothing but the reason', async () => {
  const { fineTuning, wire, store } = await openPage();
  wire.refusal = Object.assign(new Error('Every demonstration is too long'), { kind: 'bad-input' });
  await fineTuning.begin('shipped:nano-chat', demonstrations, defaultSettings());
  expect(fineTuning.notice).toMatchObject({ kind: 'not-started', failure: 'bad-input' });
  expect(await store.sftModels.all()).toEqual([]);
  expect(fineTuning.live).toBeNull();
});

test('weights that find no room wait, and are stored when there is some', async () => {
  const { fineTuning, wire, store } = await openPageAndBegin();
  wire.step(1);
  const refuse = vi.spyOn(store.sftModels, 'addCheckpoint');
  refuse.mockRejectedValueOnce(new StorageError('full', 'no room'));
  wire.checkpoint(1, false);
  wire.state(1, 'stopped');
  await vi.waitFor(() => {
    expect(fineTuning.notice).toMatchObject({ kind: 'not-stored', problem: 'full' });
  });
  await fineTuning.retryWrites();
  expect(fineTuning.notice).toBeNull();
  expect((await store.sftModels.all())[0]).toMatchObject({ status: 'stopped', savedStep: 1 });
});
