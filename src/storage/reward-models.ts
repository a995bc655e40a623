// Reward models: a record and its weights, always written and deleted together.
import { rewardModelSchema } from '../contract/records';
import type { Changes } from './changes';
import type { Connection } from './connection';
import { decodeAll, encode, finiteOnly } from './decoding';
import { bufferOf, rowsOf, storedBuffer } from './tables';
import type { Store } from './types';

export function createRewardModels(
  connection: Connection,
  changes: Changes,
): Store['rewardModels'] {
  return {
    async all() {
      const rows = await connection.read((database) => rowsOf(database, 'rewardModels'));
      return decodeAll(rewardModelSchema, 'rewardModels', rows);
    },
    async put(rewardModel, weights) {
      const history = rewardModel.history.map(finiteOnly);
      const record = encode(rewardModelSchema, { ...rewardModel, history });
      await connection.write(['rewardModels', 'rewardWeights'], (transaction) =>
        Promise.all([
          transaction.objectStore('rewardModels').put(record),
          transaction.objectStore('rewardWeights').put(storedBuffer(weights), record.id),
        ]),
      );
      changes.announce('rewardModels');
    },
    async weights(id) {
      const value = await connection.read((database) => database.get('rewardWeights', id));
      return bufferOf(value, 'weights of this reward model');
    },
    async delete(id) {
      await connection.write(['rewardModels', 'rewardWeights'], (transaction) =>
        Promise.all([
          transaction.objectStore('rewardModels').delete(id),
          transaction.objectStore('rewardWeights').delete(id),
        ]),
      );
      changes.announce('rewardModels');
    },
  };
}
