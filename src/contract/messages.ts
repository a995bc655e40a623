// The wire between page and engine: every command, every event, and which event answers which command. Flat unions
// discriminated by `type`. Same-build messages are not decoded; large buffers are transferred, never copied.
import type { Settings } from './config';
import type { KeptEpisode } from './episodes';
import type { RewardMetrics, RunMetrics, SftMetrics } from './metrics';
import type {
  Demonstration,
  FactEffect,
  Message,
  ModelId,
  Ranking,
  RewardDescription,
  RunStop,
  RunTrouble,
  Sampling,
  ScoredRanking,
} from './records';

export type BackendName = 'webgpu' | 'wasm';

/** Which backend runs, on what, and why. */
export interface EngineInfo {
  backend: BackendName;
  /** Name of the GPU or of the processor path, e.g. "SIMD, 4 threads". */
  device: string;
  /** True for a software WebGPU adapter. */
  software: boolean;
  threads: number;
  /** Why this backend: data for a message. */
  reason:
    | 'hardware-gpu'
    | 'asked-for'
    | 'no-webgpu'
    | 'no-adapter'
    | 'software-adapter'
    | 'self-test-failed'
    | 'webgpu-failed';
  /** What the browser or the self-test said, when something failed. */
  detail: string | null;
}

/** What the engine is doing; the page shows it beside the backend. */
export type EngineActivity =
  'starting' | 'loading' | 'ready' | 'generating' | 'training' | 'failed';

/** The files of a model in Hugging Face's layout, already read. */
export interface ModelFiles {
  weights: ArrayBuffer;
  config: unknown;
  tokenizer: unknown;
  tokenizerConfig: unknown;
}

/** Where the engine finds a model: under the page's own address, or in what the page sends. */
export type ModelSource =
  | { kind: 'shipped'; name: string }
  /** A stored checkpoint or fine-tuned model: weights sent along, tokenizer and shape those of a shipped model. */
  | { kind: 'stored'; weights: ArrayBuffer; shippedBase: string };

export interface GeneratedReply {
  text: string;
  tokens: number;
  ending: 'end' | 'length' | 'stopped';
}

/** Where 0 lies on the scale of raw scores, and how long 1 is. */
export interface Normalisation {
  mean: number;
  deviation: number;
}

/** A reward model's weights and what is needed to read its scores. */
export interface RewardModelState {
  /** One safetensors file; of an ensemble, the tensors of member n under `n/`. */
  weights: ArrayBuffer;
  normalisation: Normalisation;
  /** Of an ensemble, each member's own; empty or absent for a single reward model. */
  members?: Normalisation[];
}

export interface RewardModelResult {
  heldOutAccuracy: number | null;
  heldOutPairs: number;
  heldOutRankings: number;
  /** Of every held-out ranking that compares anything. */
  heldOutScores: ScoredRanking[];
  trainAccuracy: number;
  /** Of an ensemble, the members' average. */
  normalisation: Normalisation;
  /** Of an ensemble, each member's own; else empty. */
  members: Normalisation[];
  /** Standard deviation between the members' scores of a held-out sample, on average; null where not measured. */
  disagreement: number | null;
  /** Demonstrations that score 0 on average; with 0 of them the base model's own samples do. */
  zeroDemonstrations: number;
  /** What a linear reward model makes of plain facts of a reply; absent for a fine-tuned transformer. */
  factEffects?: FactEffect[];
  weights: ArrayBuffer;
}

/** A prompt and a reply in words, as a rule reads them. */
export interface RuleCase {
  prompt: string;
  reply: string;
}

/** Why a rule gave no scores: data for a message. */
export type RuleProblem =
  /** The text is no JavaScript; `line` counts the lines of the rule from 1, null where the browser does not say. */
  | { kind: 'syntax'; message: string; line: number | null }
  | { kind: 'not-a-function' }
  /** It threw, for case `index`. */
  | { kind: 'threw'; message: string; line: number | null; index: number }
  /** It gave something else than a finite number, for case `index`; `value` says what, in JavaScript's words. */
  | { kind: 'not-a-number'; value: string; line: number | null; index: number }
  | { kind: 'too-slow'; limitMs: number }
  | { kind: 'no-sandbox'; message: string };

export type RuleOutcome = { scores: number[] } | { problem: RuleProblem };

export interface SftStart {
  sftModelId: string;
  baseModelId: ModelId;
  demonstrations: Demonstration[];
  settings: Settings;
  /** Steps done and the state to go on from; absent for a new one. */
  resume: { step: number; state: ArrayBuffer } | null;
}

/** What a fine-tuning will do. */
export interface SftPlan {
  totalSteps: number;
  heldOut: number;
  /** Ids of demonstrations that do not fit the model's context and are left out. */
  tooLong: string[];
}

export interface RunStart {
  runId: string;
  baseModelId: ModelId;
  reward: RewardDescription;
  settings: Settings;
  trainingPrompts: string[];
  samplePrompts: string[];
  /** The simulated labeler whose hidden score is watched; null or absent for none. */
  goldLabeler?: string | null;
  /** What DPO learns from; the other methods need none. */
  rankings?: Ranking[];
  /** What a branch starts from in place of the base, which stays its reference; null or absent for the base itself. */
  initialModelId?: ModelId | null;
  /** Iteration and state to go on from; absent for a new run. */
  resume: { iteration: number; state: ArrayBuffer } | null;
  /** Whether to run on, or to do one iteration and pause. */
  mode: 'continuous' | 'single-step';
}

/** Page to engine. Every command carries a `requestId` and is answered by one event with the same id. */
export type Command = { requestId: number } & (
  | {
      type: 'initialise';
      backend: 'auto' | BackendName;
      assetBase: string;
      /** Why WebGPU was given up before, so that it is not tried again. */
      webgpuFailure?: string | null;
    }
  | { type: 'loadModel'; modelId: ModelId; source: ModelSource }
  | { type: 'unloadModel'; modelId: ModelId }
  /** One row per conversation; K samples of one prompt are K equal conversations. Streams `tokens`. */
  | { type: 'generate'; modelId: ModelId; conversations: Message[][]; sampling: Sampling }
  /** Ends a running `loadModel`, `generate` or `trainRewardModel`; that request still gets its own answer. */
  | { type: 'cancel'; targetRequestId: number }
  | {
      type: 'trainRewardModel';
      rewardModelId: string;
      baseModelId: ModelId;
      rankings: Ranking[];
      prompts: string[];
      /** What shall score 0 on average, if there is any. */
      demonstrations?: Demonstration[];
      settings: Settings;
    }
  | {
      type: 'loadRewardModel';
      rewardModelId: string;
      baseModelId: ModelId;
      state: RewardModelState;
    }
  | { type: 'unloadRewardModel'; rewardModelId: string }
  | { type: 'score'; rewardModelId: string; dialogues: { messages: Message[]; reply: string }[] }
  | ({ type: 'startSft' } & SftStart)
  | { type: 'controlSft'; sftModelId: string; action: 'pause' | 'resume' | 'stop' }
  | ({ type: 'startRun' } & RunStart)
  | { type: 'controlRun'; runId: string; action: 'pause' | 'resume' | 'step' | 'stop' }
  /** What the sandbox said to an `askRule`. */
  | { type: 'answerRule'; askId: number; outcome: RuleOutcome }
);
export type CommandType = Command['type'];
export type CommandOf<Type extends CommandType> = Extract<Command, { type: Type }>;

/** What answers each command; a `failed` event with the same id may come instead. */
export interface Replies {
  initialise: { info: EngineInfo };
  /** `null` when it was cancelled: nothing is loaded then. */
  loadModel: { parameters: number | null };
  unloadModel: Record<never, never>;
  generate: { replies: GeneratedReply[] };
  cancel: Record<never, never>;
  /** `null` when it was cancelled. */
  trainRewardModel: { result: RewardModelResult | null };
  loadRewardModel: Record<never, never>;
  unloadRewardModel: Record<never, never>;
  score: { scores: number[] };
  startSft: { plan: SftPlan };
  controlSft: Record<never, never>;
  startRun: Record<never, never>;
  controlRun: Record<never, never>;
  answerRule: Record<never, never>;
}

export type Reply = {
  [Type in CommandType]: { type: 'reply'; to: Type; requestId: number } & Replies[Type];
}[CommandType];

/** What went wrong, for a message that says what to do. */
export type FailureKind =
  | 'bad-input'
  | 'too-long'
  | 'out-of-memory'
  | 'device-lost'
  | 'gpu-error'
  | 'diverged'
  | 'rule-failed'
  | 'network'
  | 'internal';

/** How much of a model's weights has come. */
export interface LoadProgress {
  loadedBytes: number;
  /** Null where the server does not say. */
  totalBytes: number | null;
}

/** Engine to page. */
export type EngineEvent =
  | Reply
  | { type: 'failed'; requestId: number; kind: FailureKind; message: string }
  | { type: 'activity'; activity: EngineActivity }
  /** Proof of life, every few seconds. `lock`: the Web Lock that the worker holds while it lives, if it can. */
  | { type: 'alive'; lock: string | null }
  /** Of a model that is being loaded; null when it no longer is, however that ended. */
  | { type: 'loadProgress'; modelId: ModelId; progress: LoadProgress | null }
  /** New text of a generation, per row ('' where nothing came). */
  | { type: 'tokens'; requestId: number; deltas: string[] }
  | {
      type: 'rewardProgress';
      requestId: number;
      rewardModelId: string;
      step: number;
      totalSteps: number;
      metrics: RewardMetrics;
      /** Held-out accuracy, where it was measured at this step. */
      heldOutAccuracy: number | null;
      remainingMs: number;
    }
  | SftEvent
  | RunEvent
  /** The engine has no sandbox: the page lets the rule judge, and sends `answerRule`. */
  | { type: 'askRule'; askId: number; source: string; cases: RuleCase[] }
  /** A GPU error that no request saw, or a lost device: the engine must be restarted. */
  | { type: 'deviceFailure'; kind: 'gpu-error' | 'device-lost'; message: string };

export type RunState = 'running' | 'paused' | 'finished' | 'stopped' | 'failed';

/** Events of a fine-tuning carry the id of the model it makes and `step`, the number of finished optimizer steps. */
export type SftEvent = { sftModelId: string; step: number } & (
  | { type: 'sftState'; state: RunState; failure: { kind: FailureKind; message: string } | null }
  | {
      type: 'sftMetrics';
      totalSteps: number;
      metrics: SftMetrics;
      remainingMs: number;
    }
  /** Mean loss on the held-out demonstrations, nats per token; at step 0 before anything is learned. */
  | { type: 'sftHeldOut'; loss: number }
  /** `weights` is a safetensors file; `resumeState` holds what is needed to go on, null after the last step. */
  | { type: 'sftCheckpoint'; weights: ArrayBuffer; resumeState: ArrayBuffer | null }
);

/** Events of a run carry its id and `step`, the number of finished iterations. */
export type RunEvent = { runId: string; step: number } & (
  | { type: 'runState'; state: RunState; failure: { kind: FailureKind; message: string } | null }
  /** Inside an iteration, so that the page can show where it is. */
  | {
      type: 'runPhase';
      phase: 'rollout' | 'score' | 'optimise' | 'measure' | 'sample' | 'checkpoint';
      /** 0 to 1 within the iteration. */
      progress: number;
      remainingMs: number | null;
    }
  | { type: 'runMetrics'; metrics: RunMetrics }
  /** The run has begun to go wrong in this way. */
  | { type: 'runTrouble'; trouble: RunTrouble }
  /** The run ends by itself after this iteration; its checkpoint follows. */
  | { type: 'runSettled'; stop: RunStop }
  | { type: 'runSamples'; replies: { prompt: string; reply: string; score: number }[] }
  /** A few of the replies that this iteration learned from, token by token. */
  | { type: 'runEpisodes'; klCoefficient: number | null; episodes: KeptEpisode[] }
  /** `policy` is a safetensors file; `resumeState` holds everything needed to go on from here. */
  | {
      type: 'runCheckpoint';
      policy: ArrayBuffer;
      resumeState: ArrayBuffer;
      score: number | null;
      kl: number | null;
    }
);
