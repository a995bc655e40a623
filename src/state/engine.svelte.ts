// The engine as the page sees it: backend, activity, loading models. Owns no tensors and no runs;
// whoever needs the engine to do something calls its client.
import type { EngineClient, EngineFailure, EngineStatus } from '../client/types';
import type { EngineInfo } from '../contract/messages';
import type { ModelId } from '../contract/records';

export interface LoadProgress {
  loadedBytes: number;
  totalBytes: number | null;
}
export type FailureWord = EngineFailure['kind'];

export class EngineState {
  #client: EngineClient;
  #status = $state.raw<EngineStatus>({ state: 'starting' });
  #loading = $state.raw<ReadonlyMap<ModelId, LoadProgress>>(new Map());

  #loadFailures = $state.raw<ReadonlyMap<ModelId, { kind: FailureWord; detail: string }>>(
    new Map(),
  );

  constructor(client: EngineClient) {
    this.#client = client;
    this.#status = client.status;
    client.onStatus((status) => {
      this.#status = status;
      if (status.state !== 'running' || status.activity !== 'loading') this.#loading = new Map();
    });
    client.onLoadProgress(({ modelId, loadedBytes, totalBytes }) => {
      this.#loading = new Map(this.#loading).set(modelId, { loadedBytes, totalBytes });
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

  /** Starts loading a model that will be needed soon; what goes wrong is kept for `loadFailure`. */
  async warmUp(modelId: ModelId): Promise<void> {
    try {
      await this.#client.loadModel(modelId);
      this.#loadFailures = new Map([...this.#loadFailures].filter(([id]) => id !== modelId));
    } catch (error) {
      const failure = { kind: failureKind(error), detail: failureDetail(error) };
      this.#loadFailures = new Map(this.#loadFailures).set(modelId, failure);
    }
  }

  restart(): Promise<void> {
    return this.#client.restart();
  }
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
