// The words in which state/sft tells how a fine-tuning stands; data for messages, no sentences.
import type { SftModelRecord } from '../contract/records';
import type { FailureWord } from './engine.svelte';
import type { StorageProblemKind } from './storage-problem';

/** What a fine-tuning is doing; `elsewhere` when another tab has it. */
export type SftActivity = SftModelRecord['status'] | 'starting' | 'stopping' | 'elsewhere';

/** Something about a fine-tuning that its reader should know. */
export type SftNotice = { id: string } & (
  | { kind: 'page-closed' }
  | { kind: 'interrupted'; failure: FailureWord; detail: string }
  | { kind: 'not-started'; failure: FailureWord; detail: string }
  | { kind: 'not-stored'; problem: StorageProblemKind }
  | { kind: 'elsewhere' }
);

export interface SftProgress {
  step: number;
  totalSteps: number;
  remainingMs: number | null;
}
