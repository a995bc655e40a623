// Runs: the record, a row of metrics per iteration and the samples. What a run leaves behind to talk to or to go on
// from is checkpoints.ts; both together are the store's `runs`.
import { episodeRowSchema } from '../contract/episodes';
import { metricRowSchema, runSchema, sampleRowSchema, type Run } from '../contract/records';
import type { Changes } from './changes';
import type { Connection, WriteTransaction } from './connection';
import { decode, decodeAll, encode, finiteOnly } from './decoding';
import { StorageError } from './errors';
import type { TableName } from './schema';
import { iterationsOf, rowsOf } from './tables';
import type { Store } from './types';

/** The stored run inside a transaction, or null when there is none that can be read. */
export async function storedRun<Names extends TableName[]>(
  transaction: WriteTransaction<Names>,
  id: string,
): Promise<Run | null> {
  const runs = (transaction as unknown as WriteTransaction<['runs']>).objectStore('runs');
  return decode(runSchema, 'runs', id, await runs.get(id));
}

/** @throws StorageError 'missing': a run that was deleted must not leave rows behind. */
export async function requireRun<Names extends TableName[]>(
  transaction: WriteTransaction<Names>,
  id: string,
): Promise<Run> {
  const run = await storedRun(transaction, id);
  if (run) return run;
  throw new StorageError('missing', `There is no run ${id}.`);
}

type RunRecords = Pick<
  Store['runs'],
  | ('all' | 'get' | 'put' | 'truncate')
  | ('metrics' | 'addMetrics' | 'samples' | 'addSamples' | 'episodes' | 'addEpisodes')
>;

export function createRuns(connection: Connection, changes: Changes): RunRecords {
  return {
    async all() {
      const rows = await connection.read((database) => rowsOf(database, 'runs'));
      return decodeAll(runSchema, 'runs', rows);
    },
    async get(id) {
      const value = await connection.read((database) => database.get('runs', id));
      if (value === undefined) return null;
      return decode(runSchema, 'runs', id, value, ({ problem }) => {
        throw new StorageError('damaged', `Run ${id}: ${problem}`);
      });
    },
    async put(run) {
      const record = encode(runSchema, run);
      await connection.write(['runs'], async (transaction) => {
        const stored = await storedRun(transaction, run.id);
        const resumableIteration = stored?.resumableIteration ?? record.resumableIteration;
        await transaction.objectStore('runs').put({ ...record, resumableIteration });
      });
      changes.announce('runs');
    },
    async metrics(runId) {
      const rows = await connection.read((database) =>
        rowsOf(database, 'metrics', iterationsOf(runId)),
      );
      return decodeAll(metricRowSchema, 'runs', rows);
    },
    async addMetrics(row) {
      const record = encode(metricRowSchema, { ...row, values: finiteOnly(row.values) });
      await connection.write(['runs', 'metrics'], async (transaction) => {
        await requireRun(transaction, row.runId);
        await transaction.objectStore('metrics').put(record);
      });
      changes.announce('runs');
    },
    async samples(runId) {
      const rows = await connection.read((database) =>
        rowsOf(database, 'samples', iterationsOf(runId)),
      );
      return decodeAll(sampleRowSchema, 'runs', rows);
    },
    async addSamples(row) {
      const record = encode(sampleRowSchema, row);
      await connection.write(['runs', 'samples'], async (transaction) => {
        await requireRun(transaction, row.runId);
        await transaction.objectStore('samples').put(record);
      });
      changes.announce('runs');
    },
    async episodes(runId) {
      const rows = await connection.read((database) =>
        rowsOf(database, 'episodes', iterationsOf(runId)),
      );
      return decodeAll(episodeRowSchema, 'runs', rows);
    },
    async addEpisodes(row) {
      const record = encode(episodeRowSchema, row);
      await connection.write(['runs', 'episodes'], async (transaction) => {
        await requireRun(transaction, row.runId);
        await transaction.objectStore('episodes').put(record);
      });
      changes.announce('runs');
    },
    async truncate(runId, iteration) {
      const later = iterationsOf(runId, iteration + 1);
      await connection.write(['runs', 'metrics', 'samples', 'episodes'], async (transaction) => {
        const run = await requireRun(transaction, runId);
        await Promise.all([
          transaction.objectStore('metrics').delete(later),
          transaction.objectStore('samples').delete(later),
          transaction.objectStore('episodes').delete(later),
          transaction.objectStore('runs').put({
            ...run,
            iteration: Math.min(run.iteration, iteration),
            ...(run.troubles && {
              troubles: run.troubles.filter((trouble) => trouble.iteration <= iteration),
            }),
          }),
        ]);
      });
      changes.announce('runs');
    },
  };
}
