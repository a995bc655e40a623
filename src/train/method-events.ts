// What a run of any method is given and what it tells: the vocabulary that the loops and their parts share. Learns nothing.
import type { Settings } from '../contract/config';
import type { KeptEpisode } from '../contract/episodes';
import type { Ranking, RunStop, RunTrouble } from '../contract/records';
import type { TokenDialogue } from '../nn/dialogue-batch';
import type { LanguageModel } from '../nn/language-model';
import type { Parameters } from '../nn/parameters';
import type { Reward } from './reward';

export interface MethodInput {
  /** The frozen reference, and what a new policy starts from; not changed, must outlive the run. */
  base: LanguageModel;
  /**
   * What a new policy starts from instead, in a run that branches off another; of the base's shape, not changed, must
   * outlive the run. The reference stays the base.
   */
  initialPolicy?: Parameters | null;
  /** What it is made of must outlive the run. */
  reward: Reward;
  settings: Settings;
  trainingPrompts: string[];
  /** Answered again every `sampleEvery` iterations. */
  samplePrompts: string[];
  /** General language that nothing is trained on, for the language loss; without any it is not measured. */
  heldOutLanguage?: readonly TokenDialogue[];
  /** The hidden score of a simulated labeler, higher is better; watched, never learned from. */
  gold?: ((prompt: string, reply: string) => number) | null;
  resume: { iteration: number; state: ArrayBuffer } | null;
  /** Set `stopRequested` to end with a checkpoint: after the current iteration, or before it while it still samples. */
  control: { stopRequested: boolean };
}

/** DPO learns from the rankings themselves. */
export interface RankingsInput extends MethodInput {
  rankings: readonly Ranking[];
}

/** Between decode steps, forward chunks and minibatches; progress runs from 0 to 1 over an iteration. */
export interface PhaseEvent {
  type: 'phase';
  phase: 'rollout' | 'score' | 'optimise' | 'measure' | 'sample' | 'checkpoint';
  progress: number;
}

export type MethodEvent<Metrics = never> =
  | PhaseEvent
  | { type: 'metrics'; iteration: number; metrics: Metrics }
  /** The run has begun to go wrong in this way. */
  | { type: 'trouble'; iteration: number; trouble: RunTrouble }
  /** The run ends by itself after this iteration; its checkpoint follows, unless it was resumed from that. */
  | { type: 'settled'; iteration: number; stop: RunStop }
  | {
      type: 'samples';
      iteration: number;
      replies: { prompt: string; reply: string; score: number }[];
    }
  /** A few of the replies that this iteration learned from, token by token. */
  | {
      type: 'episodes';
      iteration: number;
      klCoefficient: number | null;
      episodes: KeptEpisode[];
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

/** A part of a loop: it says how far it is, then gives its result. */
export type Steps<Result, Metrics = never> = AsyncGenerator<MethodEvent<Metrics>, Result>;

/** What the policy of a new run is a copy of. */
export function initialPolicyOf({ base, initialPolicy }: MethodInput): Parameters {
  return initialPolicy ?? base.parameters;
}

/** Rough shares of an iteration's time by default, for its progress; the updates take the rest. */
export const rolloutShare = 0.3;
export const scoreShare = 0.4;

/** Progress over an iteration when a share of its updates is done. */
export function optimiseProgress(done: number): number {
  return rolloutShare + scoreShare + (1 - rolloutShare - scoreShare) * done;
}
