// Opens the page's database and puts the kinds of records together into the one Store that the page knows.
export { deleteDatabase } from './connection';
import { changeKinds, openChanges, type ChangeKind } from './changes';
import { createChats } from './chats';
import { createDemonstrations } from './demonstrations';
import { createCheckpoints } from './checkpoints';
import { openConnection } from './connection';
import { askToPersist, reportStorage } from './estimate';
import { createPreferences } from './preferences';
import { createRankings } from './rankings';
import { createRewardModels } from './reward-models';
import { createRuns } from './runs';
import { createSftModels } from './sft-models';
import { tableNames, type Migration } from './schema';
import type { Store } from './types';
import { createVotes } from './votes';

export const defaultDatabaseName = 'rlhf-playground';

export interface OpenStoreOptions {
  /** Another database, for tests. */
  name?: string;
  /** Another chain of migrations, for tests of upgrades. */
  migrations?: readonly Migration[];
}

/**
 * Opens the store, creating or migrating its database. Close it with `close()`.
 * @throws StorageError as `openConnection` says; `deleteDatabase` is the way out of an unreadable one
 */
export async function openStore(options: OpenStoreOptions = {}): Promise<Store> {
  const name = options.name ?? defaultDatabaseName;
  const connection = await openConnection(name, options.migrations);
  const channel = openChanges(name);
  let askedToPersist = false;
  const changes = {
    ...channel,
    announce(kind: ChangeKind) {
      channel.announce(kind);
      // Asked at the first work that is worth keeping: some browsers ask the person.
      if (askedToPersist || kind === 'preferences') return;
      askedToPersist = true;
      void askToPersist();
    },
  };
  return {
    chats: createChats(connection, changes),
    demonstrations: createDemonstrations(connection, changes),
    sftModels: createSftModels(connection, changes),
    rankings: createRankings(connection, changes),
    votes: createVotes(connection, changes),
    rewardModels: createRewardModels(connection, changes),
    runs: { ...createRuns(connection, changes), ...createCheckpoints(connection, changes) },
    preferences: createPreferences(connection, changes),
    report: () => reportStorage(connection),
    async deleteEverything() {
      await connection.write([...tableNames], (transaction) =>
        Promise.all(tableNames.map((table) => transaction.objectStore(table).clear())),
      );
      for (const kind of changeKinds) channel.announce(kind);
    },
    onChange: changes.onChange,
    close() {
      changes.close();
      connection.close();
    },
  };
}
