// Which models one worker has loaded: loads them when they are needed, and lets go of those not used for longest.
// Lives and dies with its connection. Asks storage only through the provider.
import type { ModelId } from '../contract/records';
import type { Connection } from './connection';
import { cancellable } from './requests';
import type { ModelProvider } from './types';

/** Two chat lanes, a run's base, and one to spare (or what a branch starts from); what a run uses is kept by the engine itself. */
const mostModels = 4;
const mostRewardModels = 2;

interface Entry {
  loaded: Promise<void>;
  isLoaded: boolean;
  /** Gives up the loading. */
  abandon: () => void;
  users: number;
}

export class LoadedModels {
  private readonly connection: Connection;
  private readonly provider: ModelProvider;
  /** Least recently used first. */
  private readonly models = new Map<string, Entry>();
  private readonly rewardModels = new Map<string, Entry>();

  constructor(connection: Connection, provider: ModelProvider) {
    this.connection = connection;
    this.provider = provider;
  }

  /**
   * Loads the model if need be, and keeps it loaded until the action is done.
   * @param signal ends the wait for a model that is not loaded yet; the action then comes at once and must do without
   */
  async use<Result>(
    modelId: ModelId,
    action: () => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    const load = (abandoned: AbortSignal) => this.load(modelId, abandoned);
    const result = await useEntry(this.models, modelId, load, action, signal);
    for (const id of surplus(this.models, mostModels)) this.evict(this.unload(id as ModelId));
    return result;
  }

  /** The same for a reward model. */
  async useRewardModel<Result>(id: string, action: () => Promise<Result>): Promise<Result> {
    const result = await useEntry(this.rewardModels, id, () => this.loadRewardModel(id), action);
    for (const old of surplus(this.rewardModels, mostRewardModels)) {
      this.rewardModels.delete(old);
      const command = { type: 'unloadRewardModel', rewardModelId: old } as const;
      this.evict(this.connection.request<'unloadRewardModel'>(command).answer);
    }
    return result;
  }

  /** A reward model that was just trained is in the engine already. */
  addRewardModel(id: string): void {
    this.rewardModels.delete(id);
    const loaded = Promise.resolve();
    this.rewardModels.set(id, { loaded, isLoaded: true, abandon: () => {}, users: 0 });
  }

  async unload(modelId: ModelId): Promise<void> {
    const entry = this.models.get(modelId);
    if (!entry) return;
    this.models.delete(modelId);
    await entry.loaded.catch(() => {});
    await this.connection.request<'unloadModel'>({ type: 'unloadModel', modelId }).answer;
  }

  /** Nobody waits for it; if it fails, the worker is dead and its memory free. */
  private evict(eviction: Promise<unknown>): void {
    eviction.catch(() => {});
  }

  private async load(modelId: ModelId, abandoned: AbortSignal): Promise<void> {
    const name = modelId.slice(modelId.indexOf(':') + 1);
    if (modelId.startsWith('shipped:')) {
      const source = { kind: 'shipped', name } as const;
      const request = this.connection.request<'loadModel'>({ type: 'loadModel', modelId, source });
      const { parameters } = await cancellable(this.connection, request, abandoned);
      // It was there before the engine heard that nobody wants it.
      if (abandoned.aborted && parameters !== null && !this.models.has(modelId)) {
        this.evict(this.connection.request<'unloadModel'>({ type: 'unloadModel', modelId }).answer);
      }
      return;
    }
    const stored = modelId.startsWith('sft:')
      ? await this.provider.sftModel(name)
      : await this.provider.checkpoint(name);
    const source = { kind: 'stored', ...stored } as const;
    await this.connection.request<'loadModel'>(
      { type: 'loadModel', modelId, source },
      { transfer: [source.weights] },
    ).answer;
  }

  private async loadRewardModel(rewardModelId: string): Promise<void> {
    const { baseModelId, ...state } = await this.provider.rewardModel(rewardModelId);
    await this.use(baseModelId, async () => {
      await this.connection.request<'loadRewardModel'>(
        { type: 'loadRewardModel', rewardModelId, baseModelId, state },
        { transfer: [state.weights] },
      ).answer;
    });
  }
}

async function useEntry<Result>(
  entries: Map<string, Entry>,
  id: string,
  load: (abandoned: AbortSignal) => Promise<void>,
  action: () => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  const entry = entries.get(id) ?? newEntry(load);
  // To the end of the order: it is the most recently used.
  entries.delete(id);
  entries.set(id, entry);
  entry.users += 1;
  try {
    await untilAborted(entry.loaded, signal).catch((error: unknown) => {
      if (entries.get(id) === entry) entries.delete(id);
      throw error;
    });
    return await action();
  } finally {
    entry.users -= 1;
    if (!entry.isLoaded && entry.users === 0) {
      if (entries.get(id) === entry) entries.delete(id);
      entry.abandon();
    }
  }
}

function newEntry(load: (abandoned: AbortSignal) => Promise<void>): Entry {
  const controller = new AbortController();
  const entry: Entry = {
    loaded: load(controller.signal).then(() => {
      entry.isLoaded = true;
    }),
    isLoaded: false,
    abandon: () => controller.abort(),
    users: 0,
  };
  return entry;
}

/** Settles as the work does, or resolves when the signal aborts. */
function untilAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = () => resolve();
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function surplus(entries: Map<string, Entry>, most: number): string[] {
  const idle = [...entries].filter(([, { users }]) => users === 0).map(([id]) => id);
  return idle.slice(0, Math.max(0, entries.size - most));
}
