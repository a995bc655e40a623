// Conversations.
import { chatSchema } from '../contract/records';
import type { Changes } from './changes';
import type { Connection } from './connection';
import { decodeAll, encode } from './decoding';
import { rowsOf } from './tables';
import type { Store } from './types';

export function createChats(connection: Connection, changes: Changes): Store['chats'] {
  return {
    async all() {
      const rows = await connection.read((database) => rowsOf(database, 'chats'));
      return decodeAll(chatSchema, 'chats', rows);
    },
    async put(chat) {
      const record = encode(chatSchema, chat);
      await connection.write(['chats'], (transaction) =>
        transaction.objectStore('chats').put(record),
      );
      changes.announce('chats');
    },
    async delete(id) {
      await connection.write(['chats'], (transaction) =>
        transaction.objectStore('chats').delete(id),
      );
      changes.announce('chats');
    },
  };
}
