// What a run leaves behind: checkpoints with their policy weights, and the one state to go on from. Each write is one
// transaction, so that a full disk never leaves a checkpoint without weights or a run that cannot go on.
import * as v from 'valibot';
import { checkpointSchema } from '../contract/records';
import type { Changes } from './changes';
import type { Connection } from './connection';
import { decodeAll, encode } from './decoding';
import { StorageError } from './errors';
import { requireRun } from './runs';
import { bufferOf, iterationsOf, rowsOf, storedBuffer } from './tables';
import type { Store } from './types';

type RunCheckpoints = Pick<
  Store['runs'],
  'addCheckpoint' | 'checkpoints' | 'policy' | 'resumeState' | 'deleteCheckpoint' | 'delete'
>;

const iterationSchema = v.object({ iteration: v.pipe(v.number(), v.integer(), v.minValue(0)) });

export function createCheckpoints(connection: Connection, changes: Changes): RunCheckpoints {
  return {
    async addCheckpoint(checkpoint, policy, resumeState) {
      const record = encode(checkpointSchema, checkpoint);
      const { runId, iteration } = record;
      await connection.write(
        ['runs', 'checkpoints', 'policies', 'resumeStates'],
        async (transaction) => {
          const run = await requireRun(transaction, runId);
          await Promise.all([
            transaction.objectStore('checkpoints').put(record),
            transaction.objectStore('policies').put(storedBuffer(policy), record.id),
            transaction
              .objectStore('resumeStates')
              .put({ ...storedBuffer(resumeState), iteration }, runId),
            transaction.objectStore('runs').put({ ...run, resumableIteration: iteration }),
          ]);
        },
      );
      changes.announce('checkpoints');
      changes.announce('runs');
    },
    async checkpoints(runId) {
      const rows = await connection.read((database) => rowsOf(database, 'checkpoints'));
      return decodeAll(checkpointSchema, 'checkpoints', rows)
        .filter((checkpoint) => runId === undefined || checkpoint.runId === runId)
        .sort((a, b) => a.createdAtMs - b.createdAtMs || a.iteration - b.iteration);
    },
    async policy(checkpointId) {
      const value = await connection.read((database) => database.get('policies', checkpointId));
      return bufferOf(value, 'weights of this checkpoint');
    },
    async resumeState(runId) {
      const value = await connection.read((database) => database.get('resumeStates', runId));
      if (value === undefined) return null;
      if (!v.is(iterationSchema, value)) {
        throw new StorageError('damaged', `The state of run ${runId} has no iteration.`);
      }
      return { iteration: value.iteration, state: await bufferOf(value, 'state of this run') };
    },
    async deleteCheckpoint(id) {
      await connection.write(['checkpoints', 'policies'], (transaction) =>
        Promise.all([
          transaction.objectStore('checkpoints').delete(id),
          transaction.objectStore('policies').delete(id),
        ]),
      );
      changes.announce('checkpoints');
    },
    async delete(id) {
      await connection.write(
        ['runs', 'metrics', 'samples', 'episodes', 'checkpoints', 'policies', 'resumeStates'],
        async (transaction) => {
          const checkpoints = transaction.objectStore('checkpoints');
          const checkpointIds = await checkpoints.index('runId').getAllKeys(id);
          await Promise.all([
            ...checkpointIds.map((checkpointId) => checkpoints.delete(checkpointId)),
            ...checkpointIds.map((checkpointId) =>
              transaction.objectStore('policies').delete(checkpointId),
            ),
            transaction.objectStore('resumeStates').delete(id),
            transaction.objectStore('metrics').delete(iterationsOf(id)),
            transaction.objectStore('samples').delete(iterationsOf(id)),
            transaction.objectStore('episodes').delete(iterationsOf(id)),
            transaction.objectStore('runs').delete(id),
          ]);
        },
      );
      changes.announce('runs');
      changes.announce('checkpoints');
    },
  };
}
