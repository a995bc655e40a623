// Fine-tuning in a real worker: the loss falls, a reply is generated meanwhile, pause and stop, the same bits for the same
// seed, what came out answers and is ranked on, and the worker's death in the middle.
import { afterEach, describe, expect, it } from 'vitest';
import type { EngineClient, ModelProvider } from '../../src/client/types';
import { defaultSettings, type Settings } from '../../src/contract/config';
import type { SftEvent, SftStart } from '../../src/contract/messages';
import type { Demonstration, Ranking } from '../../src/contract/records';
import {
  createWorker,
  emptyStorage,
  hello,
  sampling,
  startEngine,
  stopEngines,
  tiny,
} from './support/engine';

afterEach(stopEngines);

const prompts = ['Hello', 'How are you?', 'Good night', 'Tell me a joke', 'Thanks', 'Bye'];
const settings: Settings = {
  ...defaultSettings(),
  ...{ sftEpochs: 6, sftBatchSize: 2, sftLearningRate: 1e-2, sftHeldOutShare: 0.2 },
};
const demonstrations: Demonstration[] = prompts.map((content, id) => ({
  ...{ id: `${id}`, createdAtMs: 0, updatedAtMs: 0, kind: 'plain', origin: null },
  messages: [{ role: 'user', content }],
  reply: 'Ahoy, matey!',
}));

function sftStart(more: Partial<SftStart> = {}): SftStart {
  return {
    ...{ sftModelId: 'one', baseModelId: tiny, demonstrations, settings, resume: null },
    ...more,
  };
}

type Of<Type extends SftEvent['type']> = Extract<SftEvent, { type: Type }>;

/** All events so far, and a way to wait for one. */
function record(client: EngineClient) {
  const events: SftEvent[] = [];
  const waiting: { fits: (event: SftEvent) => boolean; resolve: (event: SftEvent) => void }[] = [];
  client.onSftEvent((event) => {
    events.push(event);
    for (const { fits, resolve } of waiting) if (fits(event)) resolve(event);
  });
  const next = (fits: (event: SftEvent) => boolean) =>
    new Promise<SftEvent>((resolve) => waiting.push({ fits, resolve }));
  return {
    events,
    next,
    state: (wanted: string) => next((event) => event.type === 'sftState' && event.state === wanted),
    of: <Type extends SftEvent['type']>(type: Type) =>
      events.filter((event): event is Of<Type> => event.type === type),
  };
}

/** Fine-tunes to the end. */
async function fineTune(client: EngineClient, more: Partial<SftStart> = {}) {
  const run = record(client);
  const finished = run.state('finished');
  const plan = await client.startSft(sftStart(more));
  await finished;
  return { plan, run };
}

describe('fine-tuning in the worker', () => {
  it('lowers the loss, also on what is held out, and the new model says what it was shown', async () => {
    let weights: ArrayBuffer | null = null;
    const provider: ModelProvider = {
      ...emptyStorage,
      sftModel: async () => ({ weights: weights!.slice(0), shippedBase: 'tiny' }),
    };
    const client = startEngine({ provider });
    const { plan, run } = await fineTune(client);
    expect(plan).toEqual({ totalSteps: 18, heldOut: 1, tooLong: [] });
    const losses = run.of('sftMetrics').map(({ metrics }) => metrics.loss);
    expect(losses).toHaveLength(18);
    expect(losses.at(-1)).toBeLessThan(losses[0]! / 2);
    const heldOut = run.of('sftHeldOut');
    expect(heldOut[0]!.step).toBe(0);
    // Every demonstration has the same reply, so that there is something to learn for the one held out.
    expect(heldOut.at(-1)!.loss).toBeLessThan(heldOut[0]!.loss / 2);
    const [checkpoint, ...more] = run.of('sftCheckpoint');
    expect(more).toEqual([]);
    expect(checkpoint).toMatchObject({ step: 18, resumeState: null });
    weights = checkpoint!.weights;

    const greedy = { ...sampling, temperature: 0, maxNewTokens: 16 };
    const [before] = await client.generate(tiny, [hello], greedy);
    const [after] = await client.generate('sft:one', [hello], greedy);
    expect(before!.text).not.toContain('Ahoy');
    expect(after!.text).toContain('Ahoy');

    // The next stage starts from it like from any other.
    const ranking: Ranking = {
      ...{ id: 'r', createdAtMs: 0, messages: hello, ranks: [1, 2], allBad: false },
      samples: ['Ahoy!', 'no'].map((text) => ({ text, tokens: 3, ended: true })),
      ...{ source: { kind: 'person' }, modelId: 'sft:one', sampling },
    };
    const trained = await client.trainRewardModel({
      ...{ rewardModelId: 'reward', baseModelId: 'sft:one', prompts: ['Hello'] },
      rankings: [ranking, { ...ranking, id: 'r2' }],
      settings: { ...settings, rewardScaleReplies: 8, maxNewTokens: 4 },
    });
    expect(trained!.weights.byteLength).toBeGreaterThan(50_000);
  });

  it('gives the same bits for the same seed, with a reply in between', async () => {
    const client = startEngine();
    const first = await fineTune(client);
    const run = record(client);
    const finished = run.state('finished');
    await client.startSft(sftStart({ sftModelId: 'two' }));
    expect(client.status).toMatchObject({ activity: 'training' });
    const [reply] = await client.generate(tiny, [hello], sampling);
    expect(reply!.tokens).toBeGreaterThan(0);
    await finished;
    const losses = ({ of }: typeof run) => of('sftMetrics').map(({ metrics }) => metrics.loss);
    expect(losses(run)).toEqual(losses(first.run).slice(0, 18));
    const [a, b] = [first.run, run].map(
      (all) => new Uint8Array(all.of('sftCheckpoint')[0]!.weights),
    );
    expect(b).toEqual(a);
  });

  it('pauses, goes on, and stops with what was learned so far', async () => {
    const client = startEngine();
    const run = record(client);
    const long = { ...settings, sftEpochs: 50 };
    const third = run.next((event) => event.type === 'sftMetrics' && event.step === 3);
    await client.startSft(sftStart({ settings: long }));
    await third;
    const paused = run.state('paused');
    await client.controlSft('one', 'pause');
    const { step } = await paused;
    const steps = run.of('sftMetrics').length;
    expect(step).toBe(steps);
    // The engine is free meanwhile, and does nothing more of it.
    await client.generate(tiny, [hello], sampling);
    expect(run.of('sftMetrics')).toHaveLength(steps);
    await expect(client.startSft(sftStart({ sftModelId: 'two' }))).rejects.toMatchObject({
      kind: 'bad-input',
    });
    const more = run.next((event) => event.type === 'sftMetrics' && event.step > steps);
    await client.controlSft('one', 'resume');
    await more;
    const stopped = run.state('stopped');
    await client.controlSft('one', 'stop');
    const end = await stopped;
    expect(end.step).toBeLessThan(150);
    expect(run.of('sftCheckpoint').map((event) => event.step)).toEqual([end.step]);
    await expect(client.controlSft('one', 'resume')).rejects.toMatchObject({ kind: 'bad-input' });
  });

  it('refuses what nothing can be learned from, and is free for the next', async () => {
    const client = startEngine();
    const none = client.startSft(sftStart({ demonstrations: [] }));
    await expect(none).rejects.toMatchObject({ kind: 'bad-input' });
    const long = { ...demonstrations[0]!, reply: 'very '.repeat(400) };
    await expect(client.startSft(sftStart({ demonstrations: [long] }))).rejects.toThrow(/too long/);
    const { plan } = await fineTune(client, { demonstrations: [...demonstrations, long] });
    expect(plan.tooLong).toHaveLength(1);
  });

  it('says when the worker dies in the middle', async () => {
    const workers: Worker[] = [];
    const client = startEngine({
      createWorker: () => {
        workers.push(createWorker());
        return workers.at(-1)!;
      },
    });
    const run = record(client);
    const lost = new Promise<string>((resolve) => client.onSftLost(resolve));
    const second = run.next((event) => event.type === 'sftMetrics' && event.step === 2);
    await client.startSft(sftStart({ settings: { ...settings, sftEpochs: 50 } }));
    await second;
    workers.at(-1)!.terminate();
    expect(await lost).toBe('one');
    const { run: again } = await fineTune(client, { sftModelId: 'two' });
    expect(again.of('sftCheckpoint').at(-1)!.step).toBe(18);
  });

  it('does its steps on WebGPU', async () => {
    const client = startEngine({ backend: 'webgpu' });
    const { run } = await fineTune(client, { settings: { ...settings, sftEpochs: 1 } });
    expect(client.status).toMatchObject({ info: { backend: 'webgpu' } });
    const wasm = await fineTune(startEngine(), { settings: { ...settings, sftEpochs: 1 } });
    const losses = ({ of }: typeof run) => of('sftMetrics').map(({ metrics }) => metrics.loss);
    expect(losses(run)).toHaveLength(3);
    losses(run).forEach((loss, step) => expect(loss).toBeCloseTo(losses(wasm.run)[step]!, 3));
  }, 300_000);
});
