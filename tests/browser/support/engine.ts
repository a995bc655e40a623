// Starts real engines for the tests of this folder, and ends them.
import { createEngineClient, type EngineClientOptions } from '../../../src/client/engine-client';
import type { EngineClient, EngineStatus, ModelProvider } from '../../../src/client/types';
import type { Message, ModelId, Sampling } from '../../../src/contract/records';

export const assetBase = new URL('/tests/fixtures/', location.href).href;
/** Random weights: see tests/fixtures/make-tiny-model.ts. */
export const tiny: ModelId = 'shipped:tiny';
export const hello: Message[] = [{ role: 'user', content: 'Hello, how are you?' }];
export const sampling: Sampling = { temperature: 1, topK: 0, topP: 1, maxNewTokens: 12, seed: 3 };

export const emptyStorage: ModelProvider = {
  checkpoint: (id) => Promise.reject(new Error(`There is no checkpoint ${id}.`)),
  sftModel: (id) => Promise.reject(new Error(`There is no fine-tuned model ${id}.`)),
  rewardModel: (id) => Promise.reject(new Error(`There is no reward model ${id}.`)),
};

const clients: EngineClient[] = [];

export function createWorker(): Worker {
  return new Worker(new URL('../../../src/engine/main.ts', import.meta.url), { type: 'module' });
}

export function startEngine(options: Partial<EngineClientOptions> = {}): EngineClient {
  const client = createEngineClient({
    backend: 'wasm',
    assetBase,
    provider: emptyStorage,
    createWorker,
    ...options,
  });
  clients.push(client);
  return client;
}

export function stopEngines(): void {
  for (const client of clients.splice(0)) client.dispose();
}

/** Resolves with the first status that fits, now or later. */
export function statusWhere(
  client: EngineClient,
  wanted: (status: EngineStatus) => boolean,
): Promise<EngineStatus> {
  return new Promise((resolve) => {
    const look = (status: EngineStatus) => {
      if (!wanted(status)) return;
      stop();
      resolve(status);
    };
    const stop = client.onStatus(look);
    queueMicrotask(() => look(client.status));
  });
}
