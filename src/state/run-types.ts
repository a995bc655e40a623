// The words in which state/runs tells how a run stands; data for messages, no sentences.
import type { FailureKind, RunEvent } from '../contract/messages';
import type { StorageProblemKind } from './storage-problem';

export type { Checkpoint, Run, RunStop, RunTrouble } from '../contract/records';
export type RunPhase = Extract<RunEvent, { type: 'runPhase' }>['phase'];
/** Whether to run on, or to do one iteration and pause. */
export type RunMode = 'continuous' | 'single-step';

/** What a run is doing; `none` when no run is open, `elsewhere` when another tab has it. */
export type RunActivity =
  | 'none'
  | 'starting'
  | 'running'
  | 'paused'
  | 'stopping'
  | 'elsewhere'
  | 'finished'
  | 'stopped'
  | 'failed';

/** Something about a run that its reader should know. */
export type RunNotice = { runId: string } & (
  | { kind: 'page-closed'; iteration: number }
  | { kind: 'engine-lost'; iteration: number; detail: string }
  | { kind: 'interrupted'; iteration: number; failure: FailureKind; detail: string }
  | { kind: 'not-started'; failure: FailureKind | 'engine-died'; detail: string }
  | { kind: 'not-stored'; problem: StorageProblemKind }
  | { kind: 'elsewhere' }
);

export interface RunProgress {
  phase: RunPhase;
  /** 0 to 1 over the whole run. */
  share: number;
  remainingMs: number | null;
}
