// The engine as the page has it: a real worker, a real model of random weights, WASM and WebGPU.
import { afterEach, describe, expect, it } from 'vitest';
import type { ModelProvider } from '../../src/client/types';
import {
  assetBase,
  createWorker,
  emptyStorage,
  hello,
  sampling,
  startEngine,
  statusWhere,
  stopEngines,
  tiny,
} from './support/engine';

afterEach(stopEngines);

describe.each(['wasm', 'webgpu'] as const)('on %s', (backend) => {
  it('starts, loads and streams the same text for the same seed', async () => {
    const client = startEngine({ backend });
    const progress: number[] = [];
    client.onLoadProgress((_, loaded) => progress.push(loaded?.loadedBytes ?? -1));
    let streamed = '';
    const [first] = await client.generate(tiny, [hello], sampling, {
      onText: ([delta]) => (streamed += delta),
    });
    expect(first!.tokens).toBeGreaterThan(0);
    expect(streamed).toBe(first!.text);
    expect(progress.at(-1)).toBe(-1);
    expect(progress.at(-2)).toBeGreaterThan(50_000);
    const [second] = await client.generate(tiny, [hello], sampling);
    expect(second).toEqual(first);
    const [other] = await client.generate(tiny, [hello], { ...sampling, seed: 4 });
    expect(other!.text).not.toBe(first!.text);
    expect(client.status).toMatchObject({
      state: 'running',
      info: { backend, reason: 'asked-for', software: backend === 'webgpu' },
    });
    // A software adapter compiles its shaders slowly.
  }, 180_000);
});

describe('choosing a backend', () => {
  it('prefers WASM to a software adapter, and says why', async () => {
    const client = startEngine({ backend: 'auto' });
    const status = await statusWhere(client, ({ state }) => state === 'running');
    expect(status).toMatchObject({ info: { backend: 'wasm', reason: 'software-adapter' } });
    expect(status.state === 'running' && status.info.detail).toMatch(/swiftshader/i);
  });
});

describe('a request', () => {
  it('ends early when it is cancelled, with the text so far', async () => {
    const client = startEngine();
    await client.loadModel(tiny);
    const controller = new AbortController();
    const long = { ...sampling, maxNewTokens: 200 };
    const replies = client.generate(tiny, [hello, hello], long, {
      onText: () => controller.abort(),
      signal: controller.signal,
    });
    const endings = (await replies).map(({ ending }) => ending);
    expect(endings).toContain('stopped');
    expect((await replies)[0]!.tokens).toBeLessThan(200);
    // The worker goes on.
    expect(await client.generate(tiny, [hello], sampling)).toHaveLength(1);
  });

  it('fails with words when the model is not there, and harms nothing else', async () => {
    const client = startEngine();
    const missing = client.loadModel('shipped:no-such-model');
    await expect(missing).rejects.toMatchObject({
      kind: 'network',
      message: expect.stringContaining('no-such-model/'),
    });
    const bad = client.loadModel('shipped:../secret');
    await expect(bad).rejects.toMatchObject({ kind: 'bad-input' });
    const stored = client.loadModel('checkpoint:gone');
    await expect(stored).rejects.toThrow('There is no checkpoint gone.');
    expect(await client.generate(tiny, [hello], sampling)).toHaveLength(1);
  });

  it('fails with words when the message does not fit', async () => {
    const client = startEngine();
    const content = 'word '.repeat(400);
    const reply = client.generate(tiny, [[{ role: 'user', content }]], sampling);
    await expect(reply).rejects.toMatchObject({
      kind: 'too-long',
      message: expect.stringContaining('too long'),
    });
  });

  it('keeps to many models by letting the oldest go', async () => {
    const weights = await fetch(`${assetBase}models/tiny/model.safetensors`);
    const bytes = await weights.arrayBuffer();
    const provider: ModelProvider = {
      ...emptyStorage,
      checkpoint: async () => ({ weights: bytes.slice(0), shippedBase: 'tiny' }),
    };
    const client = startEngine({ provider });
    const [expected] = await client.generate(tiny, [hello], sampling);
    for (let i = 0; i < 6; i++) {
      const [reply] = await client.generate(`checkpoint:${i}`, [hello], sampling);
      expect(reply).toEqual(expected);
    }
    expect(await client.generate('checkpoint:0', [hello], sampling)).toEqual([expected]);
    await client.forget('checkpoint:0');
    expect(await client.generate(tiny, [hello], sampling)).toEqual([expected]);
  });
});

describe('a dead worker', () => {
  it('rejects what was pending, and another takes its place', async () => {
    const workers: Worker[] = [];
    const client = startEngine({
      createWorker: () => {
        const worker = createWorker();
        workers.push(worker);
        return worker;
      },
    });
    await client.loadModel(tiny);
    const states: string[] = [];
    client.onStatus(({ state }) => states.push(state));
    const long = { ...sampling, maxNewTokens: 200 };
    const pending = client.generate(tiny, [hello], long, {
      // Gives the page no event, as when a worker crashes.
      onText: () => workers[0]!.terminate(),
    });
    await expect(pending).rejects.toMatchObject({ kind: 'engine-died' });
    const [reply] = await client.generate(tiny, [hello], sampling);
    expect(reply!.tokens).toBeGreaterThan(0);
    expect(workers).toHaveLength(2);
    expect(states).toContain('restarting');
    expect(client.status.state).toBe('running');
  });

  it('is noticed when it closes itself while idle', async () => {
    let closed = false;
    const client = startEngine({
      createWorker: () => {
        if (closed) return createWorker();
        return new Worker(new URL('./support/closing-worker.ts', import.meta.url), {
          type: 'module',
        });
      },
    });
    await client.generate(tiny, [hello], sampling);
    closed = true;
    new BroadcastChannel('close the engine').postMessage(null);
    const status = await statusWhere(client, ({ state }) => state === 'restarting');
    expect(status).toMatchObject({ reason: expect.stringContaining('ended unexpectedly') });
    expect(await client.generate(tiny, [hello], sampling)).toHaveLength(1);
  });

  it('is noticed by its silence where there are no locks', async () => {
    const url = URL.createObjectURL(new Blob([silentWorker], { type: 'text/javascript' }));
    const client = startEngine({
      createWorker: () => new Worker(url),
      silenceTimeoutMs: 400,
      startTimeoutMs: 400,
      restartDelaysMs: [],
    });
    const reply = client.generate(tiny, [hello], sampling);
    await expect(reply).rejects.toMatchObject({
      kind: 'engine-died',
      message: expect.stringContaining('stopped answering'),
    });
    expect(client.status.state).toBe('failed');
  });

  it('is given up after several restarts, and can be started by hand', async () => {
    const broken = URL.createObjectURL(
      new Blob(['throw new Error("broken on purpose")'], { type: 'text/javascript' }),
    );
    let works = false;
    const client = startEngine({
      createWorker: () => (works ? createWorker() : new Worker(broken)),
      restartDelaysMs: [0, 10],
    });
    const failed = await statusWhere(client, ({ state }) => state === 'failed');
    expect(failed).toMatchObject({ reason: expect.stringContaining('broken on purpose') });
    works = true;
    await client.restart();
    expect(client.status.state).toBe('running');
  });
});

/** Says one word and then nothing: a worker that hangs. */
const silentWorker = `postMessage({ type: 'alive', lock: null });`;
