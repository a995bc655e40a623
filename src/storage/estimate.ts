// How much is stored, of what the browser allows, and what cannot be read. Weights are counted by an index, not read.
import type * as v from 'valibot';
import { episodeRowSchema } from '../contract/episodes';
import {
  chatSchema,
  checkpointSchema,
  demonstrationSchema,
  metricRowSchema,
  rankingSchema,
  rewardModelSchema,
  runSchema,
  sampleRowSchema,
  sftModelSchema,
  voteSchema,
} from '../contract/records';
import type { Connection } from './connection';
import { decode } from './decoding';
import type { TableName } from './schema';
import { bufferBytes, rowsOf, type BufferTableName } from './tables';
import type { DamagedRecord, StorageReport } from './types';

type Kind = keyof StorageReport['kinds'];

interface KindTables {
  /** The table whose rows are counted; further ones only add bytes. */
  records: readonly (readonly [TableName, v.GenericSchema])[];
  buffers: readonly BufferTableName[];
}

const tablesOfKind: Record<Kind, KindTables> = {
  chats: { records: [['chats', chatSchema]], buffers: [] },
  demonstrations: { records: [['demonstrations', demonstrationSchema]], buffers: [] },
  sftModels: { records: [['sftModels', sftModelSchema]], buffers: ['sftWeights', 'sftStates'] },
  rankings: { records: [['rankings', rankingSchema]], buffers: [] },
  votes: { records: [['votes', voteSchema]], buffers: [] },
  rewardModels: { records: [['rewardModels', rewardModelSchema]], buffers: ['rewardWeights'] },
  runs: {
    records: [
      ['runs', runSchema],
      ['metrics', metricRowSchema],
      ['samples', sampleRowSchema],
      ['episodes', episodeRowSchema],
    ],
    buffers: ['resumeStates'],
  },
  checkpoints: { records: [['checkpoints', checkpointSchema]], buffers: ['policies'] },
};

export async function reportStorage(connection: Connection): Promise<StorageReport> {
  const damaged: DamagedRecord[] = [];
  const kinds = {} as StorageReport['kinds'];
  for (const kind of Object.keys(tablesOfKind) as Kind[]) {
    kinds[kind] = await measureKind(connection, kind, (damage) => damaged.push(damage));
  }
  const estimate = await browserEstimate();
  return { kinds, ...estimate, damaged };
}

async function measureKind(
  connection: Connection,
  kind: Kind,
  report: (damage: DamagedRecord) => void,
): Promise<{ count: number; bytes: number }> {
  const { records, buffers } = tablesOfKind[kind];
  let count = 0;
  let bytes = 0;
  for (const [i, [table, schema]] of records.entries()) {
    const rows = await connection.read((database) => rowsOf(database, table));
    for (const { key, value } of rows) {
      bytes += estimateBytes(value);
      const readable = decode(schema, kind, key, value, report) !== null;
      if (i === 0 && readable) count++;
    }
  }
  for (const table of buffers) {
    bytes += await connection.read((database) => bufferBytes(database, table));
  }
  return { count, bytes };
}

/** About how many bytes a record takes: 8 a number, 1 a character and its key, buffers in full. */
export function estimateBytes(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value === 'number') return 8;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
  if (Array.isArray(value)) {
    return value.reduce<number>((total, item) => total + estimateBytes(item), 2);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).reduce(
      (total, [key, item]) => total + key.length + 2 + estimateBytes(item),
      2,
    );
  }
  return 1;
}

/** What the browser says of the whole site; null where it does not say. */
async function browserEstimate(): Promise<
  Pick<StorageReport, 'usageBytes' | 'quotaBytes' | 'persisted'>
> {
  // Absent on pages that are not secure.
  const manager = (navigator as Partial<Navigator>).storage;
  if (!manager) return { usageBytes: null, quotaBytes: null, persisted: false };
  try {
    const { usage = null, quota = null } = await manager.estimate();
    return { usageBytes: usage, quotaBytes: quota, persisted: await manager.persisted() };
  } catch {
    return { usageBytes: null, quotaBytes: null, persisted: false };
  }
}

/** Asks the browser not to clear this site by itself. Resolves to whether it agreed; never throws. */
export async function askToPersist(): Promise<boolean> {
  const manager = (navigator as Partial<Navigator>).storage;
  try {
    return manager ? (await manager.persisted()) || (await manager.persist()) : false;
  } catch {
    return false;
  }
}
