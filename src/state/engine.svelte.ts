// The engine as the page sees it: backend, activity, loading models. Owns no tensors and no runs;
// whoever needs the engine to do something calls its client.
import type { EngineClient, EngineFailure, EngineStatus } from '../client/types';
import type { EngineInfo, LoadProgress } from '../contract/messages';
import type { ModelId } from '../contract/records';

export type FailureWord = EngineFailure['kind'];

export class EngineState {
  #client: EngineClient;
  #status = $state.raw<EngineStatus>({ state: 'starting' });
  #loading = $state.raw<ReadonlyMap<ModelId, LoadProgress>>(new Map());

  #loadFailures = $state.raw<ReadonlyMap<ModelId, { kind: FailureWord; detail: string }>>(
    new Map(),
  );
  /** What is being loaded ahead of its use, and how to give that up. */
  #warmUps = new Map<ModelId, AbortController>();

  constructor(client: EngineClient) {
    this.#client = client;
    this.#status = client.status;
    client.onStatus((status) => {
      this.#status = status;
      if (status.state !== 'running') this.#loading = new Map();
    });
    client.onLoadProgress((modelId, progress) => {
      this.#loading = progress
        ? new Map(this.#loading).set(modelId, progress)
        : without(this.#loading, modelId);
      // Whoever asked for it: it is being tried again.
      if (progress) this.#loadFailures = without(this.#loadFailures, modelId);
    });
  }

  get status(): EngineStatus {
    return this.#status;
  }

  get info(): EngineInfo | null {
    return this.#status.state === 'running' ? this.#status.info : null;
  }

  /** Bytes of a model that is being loaded, or null. */
  loadProgress(modelId: ModelId): LoadProgress | null {
    return this.#loading.get(modelId) ?? null;
  }

  /** Why a model could not be loaded ahead of its use, or null. */
  loadFailure(modelId: ModelId): { kind: FailureWord; detail: string } | null {
    return this.#loadFailures.get(modelId) ?? null;
  }

  /**
   * Starts loading the models that will be needed soon, and gives up those of an earlier call that are not among them.
   * What goes wrong is kept for `loadFailure`.
   */
  warmUp(modelIds: readonly ModelId[]): void {
    for (const [id, controller] of this.#warmUps) if (!modelIds.includes(id)) controller.abort();
    for (const id of modelIds) void this.#load(id);
  }

  async #load(modelId: ModelId): Promise<void> {
    if (this.#warmUps.get(modelId)?.signal.aborted === false) return;
    const controller = new AbortController();
    this.#warmUps.set(modelId, controller);
    try {
      await this.#client.loadModel(modelId, controller.signal);
      this.#loadFailures = without(this.#loadFailures, modelId);
    } catch (error) {
      const failure = { kind: failureKind(error), detail: failureDetail(error) };
      this.#loadFailures = new Map(this.#loadFailures).set(modelId, failure);
    } finally {
      if (this.#warmUps.get(modelId) === controller) this.#warmUps.delete(modelId);
    }
  }

  restart(): Promise<void> {
    return this.#client.restart();
  }
}

function without<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): ReadonlyMap<Key, Value> {
  return new Map([...map].filter(([other]) => other !== key));
}

/** What kind of failure an error of the client is; 'internal' for any other error. */
export function failureKind(error: unknown): FailureWord {
  return error instanceof Error && 'kind' in error
    ? (error as EngineFailure).kind
    : ('internal' satisfies FailureWord);
}

/** The words that came with an error. */
export function failureDetail(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
