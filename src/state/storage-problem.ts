// What kind of trouble an error of the store is, for the words that go with it.
import type { StorageErrorKind } from '../storage/types';

export type StorageProblemKind = StorageErrorKind;

const kinds: readonly string[] = [
  'full',
  'blocked',
  'unavailable',
  'damaged',
  'newer-version',
  'missing',
] satisfies StorageErrorKind[];

/** The kind of a StorageError; null for any other error. */
export function knownStorageProblem(error: unknown): StorageProblemKind | null {
  const kind = error instanceof Error && 'kind' in error ? String(error.kind) : '';
  return kinds.includes(kind) ? (kind as StorageErrorKind) : null;
}

/** The kind of a StorageError; 'damaged' for any other error of the store. */
export function storageProblemKind(error: unknown): StorageProblemKind {
  return knownStorageProblem(error) ?? 'damaged';
}
