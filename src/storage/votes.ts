// Votes of the arena, in the order they were made.
import { voteSchema } from '../contract/records';
import type { Changes } from './changes';
import type { Connection } from './connection';
import { decodeAll, encode } from './decoding';
import { rowsOf } from './tables';
import type { Store } from './types';

export function createVotes(connection: Connection, changes: Changes): Store['votes'] {
  return {
    async all() {
      const rows = await connection.read((database) => rowsOf(database, 'votes'));
      return decodeAll(voteSchema, 'votes', rows);
    },
    async add(votes) {
      const records = votes.map((vote) => encode(voteSchema, vote));
      await connection.write(['votes'], async (transaction) => {
        const store = transaction.objectStore('votes');
        for (const record of records) {
          const order = await store.index('id').getKey(record.id);
          await store.put(order === undefined ? record : { ...record, order });
        }
      });
      changes.announce('votes');
    },
    async delete(ids) {
      await connection.write(['votes'], async (transaction) => {
        const store = transaction.objectStore('votes');
        for (const id of ids) {
          const order = await store.index('id').getKey(id);
          if (order !== undefined) await store.delete(order);
        }
      });
      changes.announce('votes');
    },
  };
}
