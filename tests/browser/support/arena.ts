// An arena over the real store of the browser, with an engine that answers at once or when it is told to.
import type { EngineClient } from '../../../src/client/types';
import {
  rewardModelAlone,
  type Checkpoint,
  type Message,
  type Run,
  type Sampling,
} from '../../../src/contract/records';
import { Random } from '../../../src/core/rng';
import { Arena } from '../../../src/state/arena.svelte';
import { AutoVoter } from '../../../src/state/auto-voter.svelte';
import { ModelsState } from '../../../src/state/models.svelte';
import { PromptPool } from '../../../src/state/prompt-pool';
import { SettingsState } from '../../../src/state/settings.svelte';
import { VotesState } from '../../../src/state/votes.svelte';
import type { Store } from '../../../src/storage/types';

/** What was asked of the engine, and what it says. */
export class EngineDesk {
  requests: { modelId: string; prompts: string[]; sampling: Sampling }[] = [];
  /** The reply of a model; by default its own words, so that sides can be told by them. */
  say = (modelId: string, prompt: string, seed: number) => `${modelId} on ${prompt} (${seed})`;
  failure: Error | null = null;
  #held: (() => void)[] | null = null;

  readonly client = {
    status: { state: 'running', activity: 'ready' },
    onStatus: () => () => undefined,
    generate: async (
      modelId: string,
      conversations: Message[][],
      sampling: Sampling,
      { signal }: { signal?: AbortSignal } = {},
    ) => {
      const prompts = conversations.map((messages) => messages.at(-1)!.content);
      this.requests.push({ modelId, prompts, sampling });
      if (this.#held) await new Promise<void>((resolve) => this.#held!.push(resolve));
      if (this.failure) throw this.failure;
      return prompts.map((prompt) => ({
        text: signal?.aborted ? '' : this.say(modelId, prompt, sampling.seed),
        tokens: 4,
        ending: signal?.aborted ? 'stopped' : 'end',
      }));
    },
  } as unknown as EngineClient;

  /** From now on replies wait for `letGo`. */
  hold(): void {
    this.#held = [];
  }

  /** Lets the oldest waiting replies come: so many, or all from now on. */
  letGo(count = Infinity): void {
    const waiting = this.#held ?? [];
    if (count === Infinity) this.#held = null;
    waiting.splice(0, count).forEach((resolve) => resolve());
  }
}

export const run: Run = {
  id: 'run-1',
  method: 'ppo',
  createdAtMs: 4,
  updatedAtMs: 4,
  baseModelId: 'shipped:tiny',
  reward: rewardModelAlone('reward-1'),
  settings: { iterations: 20 },
  status: 'finished',
  failure: null,
  iteration: 20,
  resumableIteration: 20,
  samplePrompts: [],
  trainingPrompts: [],
};

/** A run with its checkpoints, as training leaves it. */
export async function storeRun(store: Store, iterations: number[], changes: Partial<Run> = {}) {
  const stored = { ...run, ...changes };
  await store.runs.put(stored);
  for (const iteration of iterations) {
    const id = `${stored.id}-${iteration}`;
    const checkpoint: Checkpoint = {
      ...{ id, runId: stored.id, iteration, createdAtMs: iteration },
      ...{ bytes: 4, score: 0, kl: 0 },
    };
    await store.runs.addCheckpoint(checkpoint, new ArrayBuffer(4), new ArrayBuffer(4));
  }
}

const manifest = ['tiny', 'other'].map((name) => ({ name, parameters: 1, bytes: 1 }));
export const prompts = ['Hello', 'How are you?', 'Tell me a joke', 'Good night', 'I am tired'];

/** The states as after (re)loading the page. */
export async function loadedArena(store: Store, desk: EngineDesk, search = '', seed = 7) {
  const settings = new SettingsState(store.preferences, {
    read: () => `?model=tiny&maxNewTokens=8${search}`,
    replace: () => undefined,
  });
  await settings.load();
  const models = new ModelsState(store);
  await models.load(`data:application/json,${encodeURIComponent(JSON.stringify(manifest))}`);
  const votes = new VotesState(store);
  await votes.refresh();
  const random = new Random(seed);
  const pool = new PromptPool(store.chats, prompts, random.fork());
  let clock = 0;
  const context = {
    ...{ store, client: desk.client, models, votes, settings, pool, random },
    now: () => ++clock,
    newId: () => crypto.randomUUID(),
  };
  const arena = new Arena(context);
  await arena.load();
  return { arena, autoVoter: new AutoVoter(context), models, settings, votes };
}
