// One open connection to the database: opening with migrations, reading, and writing in transactions that happen
// whole or not at all. Turns every failure into a StorageError. Knows no kind of record.
import { deleteDB, openDB, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { StorageError, toStorageError } from './errors';
import { migrations, tableNames, type Migration, type TableName, type Tables } from './schema';

export type WriteTransaction<Names extends TableName[] = TableName[]> = IDBPTransaction<
  Tables,
  Names,
  'readwrite'
>;

export interface Connection {
  /** Runs `work`, which may read in several steps. */
  read<T>(work: (database: IDBPDatabase<Tables>) => Promise<T>): Promise<T>;
  /** Runs `work` in one transaction; when anything fails, nothing of it is kept. */
  write<Names extends TableName[], T>(
    names: Names,
    work: (transaction: WriteTransaction<Names>) => Promise<T>,
  ): Promise<T>;
  close(): void;
}

/**
 * Opens the database, migrating an older one.
 * @throws StorageError 'newer-version' when a newer page made it; 'blocked' when another tab holds an older version
 * open (close that tab, then open again); 'damaged' when it lacks tables; 'unavailable' when the browser refuses.
 */
export async function openConnection(
  name: string,
  chain: readonly Migration[] = migrations,
): Promise<Connection> {
  if (!('indexedDB' in globalThis)) {
    throw new StorageError('unavailable', 'This browser has no IndexedDB.');
  }
  const state: ConnectionState = { closedBy: null };
  const database = await openOrBlocked(name, chain, state);
  const missing = tableNames.filter((table) => !database.objectStoreNames.contains(table));
  if (missing.length > 0) {
    database.close();
    throw new StorageError('damaged', `The database ${name} has no ${missing.join(', ')}.`);
  }
  return connectionOf(database, state);
}

/** Deletes a whole database, readable or not: the way out of 'damaged' and 'newer-version'. */
export async function deleteDatabase(name: string): Promise<void> {
  let blocked = false;
  const deletion = deleteDB(name, { blocked: () => (blocked = true) });
  const patience = new Promise<void>((_, reject) => {
    setTimeout(() => {
      if (blocked) reject(new StorageError('blocked', `Another tab holds ${name} open.`));
    }, blockedPatienceMs);
  });
  try {
    await Promise.race([deletion, patience]);
  } catch (reason) {
    throw toStorageError(reason);
  }
}

/** Another tab may need a moment to let go after it was asked. */
const blockedPatienceMs = 2000;

interface ConnectionState {
  /** Why the connection is gone, once it is. */
  closedBy: StorageError | null;
}

function openOrBlocked(
  name: string,
  chain: readonly Migration[],
  state: ConnectionState,
): Promise<IDBPDatabase<Tables>> {
  return new Promise((resolve, reject) => {
    let gaveUp = false;
    let failedMigration: unknown = null;
    const opening = openDB<Tables>(name, chain.length, {
      async upgrade(database, oldVersion, _newVersion, transaction) {
        try {
          for (const migrate of chain.slice(oldVersion)) {
            await migrate(database, transaction as Parameters<Migration>[1]);
          }
        } catch (reason) {
          // The database would otherwise take what a broken migration left.
          failedMigration = reason;
          transaction.done.catch(() => {});
          transaction.abort();
        }
      },
      blocked() {
        setTimeout(() => {
          gaveUp = true;
          reject(new StorageError('blocked', `Another tab holds an older ${name} open.`));
        }, blockedPatienceMs);
      },
      blocking(_currentVersion, blockedVersion, event) {
        state.closedBy =
          blockedVersion === null
            ? new StorageError('unavailable', 'The database was deleted in another tab.')
            : new StorageError('newer-version', 'Another tab runs a newer version of this page.');
        (event.target as IDBDatabase).close();
      },
      terminated() {
        state.closedBy = new StorageError('unavailable', 'The browser closed the database.');
      },
    });
    opening.then(
      (database) => {
        // Nobody is waiting any more; an open connection would block others.
        if (gaveUp) database.close();
        else resolve(database);
      },
      (reason: unknown) => reject(toStorageError(failedMigration ?? reason)),
    );
  });
}

function connectionOf(database: IDBPDatabase<Tables>, state: ConnectionState): Connection {
  return {
    async read(work) {
      try {
        return await work(database);
      } catch (reason) {
        throw state.closedBy ?? toStorageError(reason);
      }
    },
    async write(names, work) {
      if (state.closedBy) throw state.closedBy;
      try {
        return await inOneTransaction(database, names, work);
      } catch (reason) {
        throw state.closedBy ?? toStorageError(reason);
      }
    },
    close() {
      state.closedBy = new StorageError('unavailable', 'The store was closed.');
      database.close();
    },
  };
}

async function inOneTransaction<Names extends TableName[], T>(
  database: IDBPDatabase<Tables>,
  names: Names,
  work: (transaction: WriteTransaction<Names>) => Promise<T>,
): Promise<T> {
  const transaction = database.transaction(names, 'readwrite');
  // Awaited below; this only keeps an early abort from counting as unhandled.
  transaction.done.catch(() => {});
  try {
    const result = await work(transaction);
    await transaction.done;
    return result;
  } catch (reason) {
    try {
      transaction.abort();
    } catch {
      // It has ended already.
    }
    await transaction.done.catch(() => {});
    // The requests only say that they were aborted; the transaction knows why.
    throw transaction.error ?? reason;
  }
}
