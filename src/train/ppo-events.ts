// What a PPO run is given and what it tells: the vocabulary that the loop (ppo.ts) and its parts share. No behaviour.
import type { Settings } from '../contract/config';
import type { PpoMetrics } from '../contract/metrics';
import type { LanguageModel } from '../nn/language-model';
import type { Reward } from './reward';

export interface PpoInput {
  /** The frozen reference, and what a new policy starts from; not changed, must outlive the run. */
  base: LanguageModel;
  /** What it is made of must outlive the run. */
  reward: Reward;
  settings: Settings;
  trainingPrompts: string[];
  /** Answered again every `sampleEvery` iterations. */
  samplePrompts: string[];
  resume: { iteration: number; state: ArrayBuffer } | null;
  /** Set `stopRequested` to end with a checkpoint: after the current iteration, or before it while it still samples. */
  control: { stopRequested: boolean };
}

export type PpoEvent =
  /** Between decode steps, forward chunks and minibatches; progress runs from 0 to 1 over an iteration. */
  | {
      type: 'phase';
      phase: 'rollout' | 'score' | 'optimise' | 'sample' | 'checkpoint';
      progress: number;
    }
  | { type: 'metrics'; iteration: number; metrics: PpoMetrics }
  | {
      type: 'samples';
      iteration: number;
      replies: { prompt: string; reply: string; score: number }[];
    }
  | {
      type: 'checkpoint';
      iteration: number;
      /** Weights as a safetensors file under Hugging Face's names. */
      policy: ArrayBuffer;
      resumeState: ArrayBuffer;
      /** Of the batch sampled in this iteration; null where this run has finished none. */
      score: number | null;
      kl: number | null;
    };

/** A part of the loop: it says how far it is, then gives its result. */
export type Steps<Result> = AsyncGenerator<PpoEvent, Result>;

/** Rough shares of an iteration's time, for its progress; the updates take the rest. */
export const rolloutShare = 0.15;
export const scoreShare = 0.15;
