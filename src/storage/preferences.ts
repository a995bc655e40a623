// Small values under a name. Passes through JSON on the way in, so that a reactive proxy is stored as what it shows.
import type { Changes } from './changes';
import type { Connection } from './connection';
import type { Store } from './types';

export function createPreferences(connection: Connection, changes: Changes): Store['preferences'] {
  return {
    get: (key) => connection.read((database) => database.get('preferences', key)),
    async set(key, value) {
      const json = JSON.stringify(value) as string | undefined;
      await connection.write(['preferences'], async (transaction) => {
        const store = transaction.objectStore('preferences');
        if (json === undefined) await store.delete(key);
        else await store.put(JSON.parse(json), key);
      });
      changes.announce('preferences');
    },
  };
}
