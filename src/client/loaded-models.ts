// Which models one worker has loaded: loads them when they are needed, and lets go of those not used for longest.
// Lives and dies with its connection. Asks storage only through the provider.
import type { ModelId } from '../contract/records';
import type { Connection } from './connection';
import type { ModelProvider } from './types';

/** Two chat lanes, a run's base, and one to spare; what a run uses is kept by the engine itself. */
const mostModels = 4;
const mostRewardModels = 2;

interface Entry {
  loaded: Promise<void>;
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

  /** Loads the model if need be, and keeps it loaded until the action is done. */
  async use<Result>(modelId: ModelId, action: () => Promise<Result>): Promise<Result> {
    const load = () => this.load(modelId);
    const result = await useEntry(this.models, modelId, load, action);
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
    this.rewardModels.set(id, { loaded: Promise.resolve(), users: 0 });
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

  private async load(modelId: ModelId): Promise<void> {
    const name = modelId.slice(modelId.indexOf(':') + 1);
    if (modelId.startsWith('shipped:')) {
      const source = { kind: 'shipped', name } as const;
      await this.connection.request<'loadModel'>({ type: 'loadModel', modelId, source }).answer;
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
  load: () => Promise<void>,
  action: () => Promise<Result>,
): Promise<Result> {
  const entry = entries.get(id) ?? { loaded: load(), users: 0 };
  // To the end of the order: it is the most recently used.
  entries.delete(id);
  entries.set(id, entry);
  entry.users += 1;
  try {
    await entry.loaded.catch((error: unknown) => {
      if (entries.get(id) === entry) entries.delete(id);
      throw error;
    });
    return await action();
  } finally {
    entry.users -= 1;
  }
}

function surplus(entries: Map<string, Entry>, most: number): string[] {
  const idle = [...entries].filter(([, { users }]) => users === 0).map(([id]) => id);
  return idle.slice(0, Math.max(0, entries.size - most));
}
