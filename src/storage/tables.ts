// Small reading and writing steps that every kind of record shares: rows with their keys, and weights with their size.
import type { IDBPDatabase } from 'idb';
import { StorageError } from './errors';
import type { StoredBuffer, TableName, Tables } from './schema';

export type Range = IDBKeyRange | null;
export type BufferTableName =
  'sftWeights' | 'sftStates' | 'rewardWeights' | 'policies' | 'resumeStates';

/** Rows of a table in the order of their keys, undecoded. */
export async function rowsOf(
  database: IDBPDatabase<Tables>,
  table: TableName,
  range: Range = null,
): Promise<{ key: IDBValidKey; value: unknown }[]> {
  const store = database.transaction(table).objectStore(table);
  const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
  return keys.map((key, i) => ({ key, value: values[i] as unknown }));
}

/** All rows of one run: keys [runId, iteration], from an iteration on. */
export function iterationsOf(runId: string, first = 0): IDBKeyRange {
  // An array sorts after every number.
  return IDBKeyRange.bound([runId, first], [runId, []]);
}

/** As a Blob: its bytes go to disk beside the page's thread, which would stand still while it copied an array. */
export function storedBuffer(buffer: ArrayBuffer): StoredBuffer {
  return { bytes: buffer.byteLength, buffer: new Blob([buffer]) };
}

/**
 * The stored weights.
 * @throws StorageError 'missing' when there are none, 'damaged' when they are no buffer of their own size
 */
export async function bufferOf(value: unknown, what: string): Promise<ArrayBuffer> {
  if (value === undefined) throw new StorageError('missing', `No ${what} is stored.`);
  const { bytes, buffer } = (value ?? {}) as Partial<StoredBuffer>;
  if (!(buffer instanceof Blob) || buffer.size !== bytes) {
    throw new StorageError('damaged', `The stored ${what} cannot be read.`);
  }
  try {
    return await buffer.arrayBuffer();
  } catch {
    // Its file is gone from under the database.
    throw new StorageError('damaged', `The stored ${what} cannot be read.`);
  }
}

/** Bytes of all weights of a table, by the index alone: no weights are read. */
export async function bufferBytes(
  database: IDBPDatabase<Tables>,
  table: BufferTableName,
): Promise<number> {
  let bytes = 0;
  const index = database.transaction(table).objectStore(table).index('bytes');
  for (let cursor = await index.openKeyCursor(); cursor; cursor = await cursor.continue()) {
    bytes += cursor.key;
  }
  return bytes;
}
