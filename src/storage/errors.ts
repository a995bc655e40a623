// The one error that storage throws: a kind that says what to do, and what the browser said. The words that a
// person reads are the page's; there are none here.
import type { StorageErrorKind } from './types';

/** What every method of the store rejects with. `detail` is the technical reason, for a report. */
export class StorageError extends Error {
  override readonly name = 'StorageError';

  constructor(
    readonly kind: StorageErrorKind,
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`${kind}: ${detail}`, options);
  }
}

// A transaction that ran out of space ends with QuotaExceededError; the others are what browsers
// throw for a broken disk, a closed connection and a database made by something else.
const kindOfException: Record<string, StorageErrorKind> = {
  QuotaExceededError: 'full',
  VersionError: 'newer-version',
  NotFoundError: 'damaged',
  DataError: 'damaged',
  DataCloneError: 'damaged',
  ConstraintError: 'damaged',
};

/** Names what went wrong. A StorageError passes through; what nobody knows is 'unavailable'. */
export function toStorageError(reason: unknown): StorageError {
  if (reason instanceof StorageError) return reason;
  if (!(reason instanceof Error)) return new StorageError('unavailable', String(reason));
  const kind = kindOfException[reason.name] ?? 'unavailable';
  return new StorageError(kind, `${reason.name}: ${reason.message}`, { cause: reason });
}
