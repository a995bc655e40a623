// Rankings, in the order they were made.
import { rankingSchema } from '../contract/records';
import type { Changes } from './changes';
import type { Connection } from './connection';
import { decodeAll, encode } from './decoding';
import { rowsOf } from './tables';
import type { Store } from './types';

export function createRankings(connection: Connection, changes: Changes): Store['rankings'] {
  return {
    async all() {
      const rows = await connection.read((database) => rowsOf(database, 'rankings'));
      return decodeAll(rankingSchema, 'rankings', rows);
    },
    async add(rankings) {
      const records = rankings.map((ranking) => encode(rankingSchema, ranking));
      await connection.write(['rankings'], async (transaction) => {
        const store = transaction.objectStore('rankings');
        for (const record of records) {
          const order = await store.index('id').getKey(record.id);
          await store.put(order === undefined ? record : { ...record, order });
        }
      });
      changes.announce('rankings');
    },
    async delete(ids) {
      await connection.write(['rankings'], async (transaction) => {
        const store = transaction.objectStore('rankings');
        for (const id of ids) {
          const order = await store.index('id').getKey(id);
          if (order !== undefined) await store.delete(order);
        }
      });
      changes.announce('rankings');
    },
  };
}
