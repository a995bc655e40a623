// What went wrong, as a kind and words: turns anything thrown into what a `failed` event carries. Sends nothing.
import type { FailureKind } from '../contract/messages';

/** An error whose kind is known where it is thrown. */
export class EngineError extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EngineError';
    this.kind = kind;
  }
}

const memoryWords = /out of memory|allocation failed|Array buffer allocation|OOM/i;

/** The kind and the words of anything that was thrown. */
export function describeFailure(error: unknown): { kind: FailureKind; message: string } {
  if (error instanceof EngineError) return { kind: error.kind, message: error.message };
  if (!(error instanceof Error)) return { kind: 'internal', message: String(error) };
  if (error.name === 'DivergedError') return { kind: 'diverged', message: error.message };
  if (error.name === 'RuleError') return { kind: 'rule-failed', message: error.message };
  if (error.name === 'TooLongError') return { kind: 'too-long', message: error.message };
  if (memoryWords.test(error.message)) return { kind: 'out-of-memory', message: error.message };
  return { kind: 'internal', message: error.message || error.name };
}
