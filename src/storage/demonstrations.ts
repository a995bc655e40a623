// Demonstrations, in the order they were made.
import { demonstrationSchema } from '../contract/records';
import type { Changes } from './changes';
import type { Connection } from './connection';
import { decodeAll, encode } from './decoding';
import { rowsOf } from './tables';
import type { Store } from './types';

export function createDemonstrations(
  connection: Connection,
  changes: Changes,
): Store['demonstrations'] {
  return {
    async all() {
      const rows = await connection.read((database) => rowsOf(database, 'demonstrations'));
      return decodeAll(demonstrationSchema, 'demonstrations', rows);
    },
    async add(demonstrations) {
      const records = demonstrations.map((record) => encode(demonstrationSchema, record));
      await connection.write(['demonstrations'], async (transaction) => {
        const store = transaction.objectStore('demonstrations');
        for (const record of records) {
          const order = await store.index('id').getKey(record.id);
          await store.put(order === undefined ? record : { ...record, order });
        }
      });
      changes.announce('demonstrations');
    },
    async delete(ids) {
      await connection.write(['demonstrations'], async (transaction) => {
        const store = transaction.objectStore('demonstrations');
        for (const id of ids) {
          const order = await store.index('id').getKey(id);
          if (order !== undefined) await store.delete(order);
        }
      });
      changes.announce('demonstrations');
    },
  };
}
