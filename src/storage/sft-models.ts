// Fine-tuned models: the record, the weights, and while one is not finished the state to go on from.
import * as v from 'valibot';
import { sftModelSchema } from '../contract/records';
import type { Changes } from './changes';
import type { Connection } from './connection';
import { decode, decodeAll, encode, finiteOnly } from './decoding';
import { StorageError } from './errors';
import { bufferOf, rowsOf, storedBuffer } from './tables';
import type { Store } from './types';

const stepSchema = v.object({ step: v.pipe(v.number(), v.integer(), v.minValue(0)) });

export function createSftModels(connection: Connection, changes: Changes): Store['sftModels'] {
  return {
    async all() {
      const rows = await connection.read((database) => rowsOf(database, 'sftModels'));
      return decodeAll(sftModelSchema, 'sftModels', rows);
    },
    async put(model) {
      const history = model.history.map(finiteOnly);
      const record = encode(sftModelSchema, { ...model, history });
      await connection.write(['sftModels'], async (transaction) => {
        const store = transaction.objectStore('sftModels');
        const stored = decode(sftModelSchema, 'sftModels', record.id, await store.get(record.id));
        const { savedStep, bytes } = stored ?? record;
        await store.put({ ...record, savedStep, bytes });
      });
      changes.announce('sftModels');
    },
    async addCheckpoint(id, step, weights, resumeState) {
      await connection.write(['sftModels', 'sftWeights', 'sftStates'], async (transaction) => {
        const models = transaction.objectStore('sftModels');
        const stored = decode(sftModelSchema, 'sftModels', id, await models.get(id));
        if (!stored) throw new StorageError('missing', `There is no fine-tuned model ${id}.`);
        const states = transaction.objectStore('sftStates');
        await Promise.all([
          models.put({ ...stored, savedStep: step, bytes: weights.byteLength }),
          transaction.objectStore('sftWeights').put(storedBuffer(weights), id),
          resumeState ? states.put({ ...storedBuffer(resumeState), step }, id) : states.delete(id),
        ]);
      });
      changes.announce('sftModels');
    },
    async weights(id) {
      const value = await connection.read((database) => database.get('sftWeights', id));
      return bufferOf(value, 'weights of this fine-tuned model');
    },
    async resumeState(id) {
      const value = await connection.read((database) => database.get('sftStates', id));
      if (value === undefined) return null;
      if (!v.is(stepSchema, value)) {
        throw new StorageError('damaged', `The state of fine-tuning ${id} has no step.`);
      }
      return { step: value.step, state: await bufferOf(value, 'state of this fine-tuning') };
    },
    async dropResumeState(id) {
      await connection.write(['sftStates'], (transaction) =>
        transaction.objectStore('sftStates').delete(id),
      );
    },
    async delete(id) {
      await connection.write(['sftModels', 'sftWeights', 'sftStates'], (transaction) =>
        Promise.all([
          transaction.objectStore('sftModels').delete(id),
          transaction.objectStore('sftWeights').delete(id),
          transaction.objectStore('sftStates').delete(id),
        ]),
      );
      changes.announce('sftModels');
    },
  };
}
