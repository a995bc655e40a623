// What the page may ask of the engine. `createEngineClient` (engine-client.ts) implements it over a Worker; the
// rest of the page knows this interface only.
import type { Settings } from '../contract/config';
import type {
  EngineActivity,
  EngineInfo,
  GeneratedReply,
  LoadProgress,
  Normalisation,
  RewardModelResult,
  RuleCase,
  RuleOutcome,
  RunEvent,
  RunStart,
  SftEvent,
  SftPlan,
  SftStart,
} from '../contract/messages';
import type { RewardMetrics } from '../contract/metrics';
import type { Demonstration, Message, ModelId, Ranking, Sampling } from '../contract/records';

/** Thrown by every call that fails; `kind` says what to do, `message` is in words. */
export interface EngineFailure extends Error {
  kind: import('../contract/messages').FailureKind | 'engine-died';
}

export type EngineStatus =
  | { state: 'starting' }
  | { state: 'running'; info: EngineInfo; activity: EngineActivity }
  /** The worker died or lost its device; a new one is being started. */
  | { state: 'restarting'; reason: string }
  | { state: 'failed'; reason: string };

/** Weights and shape of what only the page's storage has; passed in by main.ts. */
export interface ModelProvider {
  /** Weights of a stored checkpoint, with the shipped model whose tokenizer and shape it has. */
  checkpoint(id: string): Promise<{ weights: ArrayBuffer; shippedBase: string }>;
  /** The same of a fine-tuned model. */
  sftModel(id: string): Promise<{ weights: ArrayBuffer; shippedBase: string }>;
  rewardModel(id: string): Promise<{
    weights: ArrayBuffer;
    normalisation: Normalisation;
    /** Of an ensemble. */
    members?: Normalisation[];
    baseModelId: ModelId;
  }>;
}

/** Where rules run that a person wrote; `createRuleSandbox` (rule-sandbox.ts) implements it. */
export interface RuleSandbox {
  /** A score for each case, or the first thing that went wrong; never rejects. */
  judge(source: string, cases: readonly RuleCase[]): Promise<RuleOutcome>;
  dispose(): void;
}

export interface GenerateOptions {
  /** Called with the new text of each row. */
  onText?: (deltas: string[]) => void;
  /** Ends the generation early; the replies so far are returned. */
  signal?: AbortSignal;
}

export interface RewardProgress {
  step: number;
  totalSteps: number;
  metrics: RewardMetrics;
  heldOutAccuracy: number | null;
  remainingMs: number;
}

export interface EngineClient {
  /** The current status; `subscribe` to learn of changes. */
  readonly status: EngineStatus;
  onStatus(listener: (status: EngineStatus) => void): () => void;
  /** Null when a model is no longer being loaded, however that ended. */
  onLoadProgress(listener: (modelId: ModelId, progress: LoadProgress | null) => void): () => void;
  /** Events of every run; those of a run that is no longer current are dropped. */
  onRunEvent(listener: (event: RunEvent) => void): () => void;
  /** The engine died while this run was going; it must be offered as paused at its last checkpoint. */
  onRunLost(listener: (runId: string, reason: string) => void): () => void;
  /** Events of the fine-tuning that goes on. */
  onSftEvent(listener: (event: SftEvent) => void): () => void;
  /** The engine died during this fine-tuning; what was saved of it can be gone on with. */
  onSftLost(listener: (sftModelId: string, reason: string) => void): () => void;

  /**
   * Models are loaded on demand, also after a restart; this only warms up. Resolves when the signal aborts, too: what
   * nobody waits for any more is then fetched no further.
   */
  loadModel(modelId: ModelId, signal?: AbortSignal): Promise<void>;
  generate(
    modelId: ModelId,
    conversations: Message[][],
    sampling: Sampling,
    options?: GenerateOptions,
  ): Promise<GeneratedReply[]>;
  /** Resolves to null when aborted. */
  trainRewardModel(
    request: {
      rewardModelId: string;
      baseModelId: ModelId;
      rankings: Ranking[];
      /** Prompts whose sampled replies set the scale of the scores. */
      prompts: string[];
      /** What shall score 0 on average, if there is any. */
      demonstrations?: Demonstration[];
      settings: Settings;
    },
    options?: { onProgress?: (progress: RewardProgress) => void; signal?: AbortSignal },
  ): Promise<RewardModelResult | null>;
  /** Normalised scores, one per dialogue. */
  score(
    rewardModelId: string,
    dialogues: { messages: Message[]; reply: string }[],
  ): Promise<number[]>;
  /** Fine-tunes a model; one at a time. The first events come before the plan. */
  startSft(start: SftStart): Promise<SftPlan>;
  controlSft(sftModelId: string, action: 'pause' | 'resume' | 'stop'): Promise<void>;
  startRun(start: RunStart): Promise<void>;
  controlRun(runId: string, action: 'pause' | 'resume' | 'step' | 'stop'): Promise<void>;
  /** Drops a model that was deleted from storage. */
  forget(modelId: ModelId): Promise<void>;
  /** Kills the worker and starts another; also what happens by itself when it dies. */
  restart(): Promise<void>;
  dispose(): void;
}
