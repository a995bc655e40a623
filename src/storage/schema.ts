// The shape of the database, and the chain of migrations that leads to it from any older shape. A released
// migration is never edited: a change is one more entry. Reads and writes no record of today's types.
import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import type { EpisodeRow } from '../contract/episodes';
import type {
  Chat,
  Checkpoint,
  Demonstration,
  MetricRow,
  Ranking,
  RewardModelRecord,
  Run,
  SampleRow,
  SftModelRecord,
  Vote,
} from '../contract/records';

/** Weights. The index on `bytes` tells their size without reading them. */
export interface StoredBuffer {
  bytes: number;
  buffer: Blob;
}

interface BufferTable {
  key: string;
  value: StoredBuffer;
  indexes: { bytes: number };
}

/** What today's migrations end in. Values are what is written; what is read may be anything. */
export interface Tables extends DBSchema {
  chats: { key: string; value: Chat };
  /** Ordered as rankings are. */
  demonstrations: {
    key: number;
    value: Demonstration & { order?: number };
    indexes: { id: string };
  };
  sftModels: { key: string; value: SftModelRecord };
  sftWeights: BufferTable;
  /** By fine-tuned model: only the newest state of one that is not finished. */
  sftStates: { key: string; value: StoredBuffer & { step: number }; indexes: { bytes: number } };
  /** `order` counts up by itself, so that rankings come back in the order they were made. */
  rankings: { key: number; value: Ranking & { order?: number }; indexes: { id: string } };
  /** Ordered as rankings are. */
  votes: { key: number; value: Vote & { order?: number }; indexes: { id: string } };
  rewardModels: { key: string; value: RewardModelRecord };
  rewardWeights: BufferTable;
  runs: { key: string; value: Run };
  metrics: { key: [string, number]; value: MetricRow };
  samples: { key: [string, number]; value: SampleRow };
  episodes: { key: [string, number]; value: EpisodeRow };
  checkpoints: { key: string; value: Checkpoint; indexes: { runId: string } };
  policies: BufferTable;
  /** By run: only the newest state is kept. */
  resumeStates: {
    key: string;
    value: StoredBuffer & { iteration: number };
    indexes: { bytes: number };
  };
  preferences: { key: string; value: unknown };
}
export type TableName =
  | 'chats'
  | 'demonstrations'
  | 'sftModels'
  | 'sftWeights'
  | 'sftStates'
  | 'rankings'
  | 'votes'
  | 'rewardModels'
  | 'rewardWeights'
  | 'runs'
  | 'metrics'
  | 'samples'
  | 'episodes'
  | 'checkpoints'
  | 'policies'
  | 'resumeStates'
  | 'preferences';

/** One step of the chain; runs inside the upgrade's transaction, so it happens whole or not at all. */
export type Migration = (
  database: IDBPDatabase<Tables>,
  transaction: IDBPTransaction<Tables, TableName[], 'versionchange'>,
) => void | Promise<void>;

/** Version 1: chats, rankings, reward models, runs, preferences. */
const createTables: Migration = (database) => {
  database.createObjectStore('chats', { keyPath: 'id' });
  const rankings = database.createObjectStore('rankings', {
    keyPath: 'order',
    autoIncrement: true,
  });
  rankings.createIndex('id', 'id', { unique: true });
  database.createObjectStore('rewardModels', { keyPath: 'id' });
  database.createObjectStore('rewardWeights').createIndex('bytes', 'bytes');
  database.createObjectStore('runs', { keyPath: 'id' });
  database.createObjectStore('metrics', { keyPath: ['runId', 'iteration'] });
  database.createObjectStore('samples', { keyPath: ['runId', 'iteration'] });
  const checkpoints = database.createObjectStore('checkpoints', { keyPath: 'id' });
  checkpoints.createIndex('runId', 'runId');
  database.createObjectStore('policies').createIndex('bytes', 'bytes');
  database.createObjectStore('resumeStates').createIndex('bytes', 'bytes');
  database.createObjectStore('preferences');
};

/** Version 2: demonstrations, and models fine-tuned on them. */
const addDemonstrations: Migration = (database) => {
  const demonstrations = database.createObjectStore('demonstrations', {
    keyPath: 'order',
    autoIncrement: true,
  });
  demonstrations.createIndex('id', 'id', { unique: true });
  database.createObjectStore('sftModels', { keyPath: 'id' });
  database.createObjectStore('sftWeights').createIndex('bytes', 'bytes');
  database.createObjectStore('sftStates').createIndex('bytes', 'bytes');
};

/** Version 3: votes of the arena. */
const addVotes: Migration = (database) => {
  const votes = database.createObjectStore('votes', { keyPath: 'order', autoIncrement: true });
  votes.createIndex('id', 'id', { unique: true });
};

/** Version 4: replies kept token by token. */
const addEpisodes: Migration = (database) => {
  database.createObjectStore('episodes', { keyPath: ['runId', 'iteration'] });
};

/** Entry n leads from version n to version n + 1; the length is today's version. */
export const migrations: readonly Migration[] = [
  createTables,
  addDemonstrations,
  addVotes,
  addEpisodes,
];

/** Every table that today's version has. */
export const tableNames: readonly TableName[] = [
  'chats',
  'demonstrations',
  'sftModels',
  'sftWeights',
  'sftStates',
  'rankings',
  'votes',
  'rewardModels',
  'rewardWeights',
  'runs',
  'metrics',
  'samples',
  'episodes',
  'checkpoints',
  'policies',
  'resumeStates',
  'preferences',
];
