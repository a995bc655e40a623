// Fine-tuning on demonstrations, on WASM: the loss falls on what is learned, the held-out loss is the textbook's, the same
// seed gives the same bits, resumed or not, stopping keeps what was learned, and nothing is left behind.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/contract/config';
import type { Demonstration } from '../../src/contract/records';
import { disposeLanguageModel, type LanguageModel } from '../../src/nn/language-model';
import { fineTune, sftSteps, type FineTuningEvent } from '../../src/train/fine-tuning';
import { languageLoss } from '../../src/train/sft';
import {
  chunkDialogues,
  epochOrder,
  prepareDemonstrations,
  toLanguageBatch,
} from '../../src/train/sft-data';
import { tinyModel, tinyPrompts, tinySettings, useWasm } from './support/tiny-model';

beforeAll(useWasm);

const demonstrations: Demonstration[] = [...tinyPrompts, 'Hello', 'Good day'].map(
  (content, id) => ({
    id: String(id),
    createdAtMs: 0,
    updatedAtMs: 0,
    kind: 'plain',
    messages: [{ role: 'user', content }],
    reply: `I'm fine ${'x'.repeat(id)}`,
    origin: null,
  }),
);
const settings = tinySettings({
  sftEpochs: 6,
  sftBatchSize: 2,
  sftLearningRate: 2e-2,
  sftHeldOutShare: 0.2,
});

interface Options {
  base: LanguageModel;
  changes?: Partial<Settings>;
  resume?: ArrayBuffer | null;
  saveAt?: number;
  stopAt?: number;
}

async function run({ base, changes, resume = null, saveAt, stopAt }: Options) {
  const own = { ...settings, ...changes };
  const data = prepareDemonstrations(base, demonstrations, own);
  let finished = 0;
  const control = { stopRequested: stopAt === 0, wantsCheckpoint: () => finished === saveAt };
  const events: FineTuningEvent[] = [];
  for await (const event of fineTune({ base, data, settings: own, resume, control })) {
    if (event.type === 'metrics') finished = event.step;
    if (finished === stopAt) control.stopRequested = true;
    events.push(event);
  }
  return { data, events };
}

const of = <Type extends FineTuningEvent['type']>(events: FineTuningEvent[], type: Type) =>
  events.filter((event): event is Extract<FineTuningEvent, { type: Type }> => event.type === type);
const bytesOf = (buffer: ArrayBuffer) => Buffer.from(buffer).toString('base64');

describe('fine-tuning', () => {
  it('lowers the loss on what it learns from, measures what is held out, leaves the base alone', async () => {
    const base = tinyModel();
    const before = base.parameters.embedding.dataSync().slice();
    const { data, events } = await run({ base });
    const steps = sftSteps(data, settings);
    const metrics = of(events, 'metrics');
    expect(steps).toBe(Math.ceil(data.training.length / 2) * 6);
    expect(metrics.map(({ step }) => step)).toEqual(Array.from({ length: steps }, (_, i) => i + 1));
    const losses = metrics.map(({ metrics: { loss } }) => loss);
    const mean = (list: number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;
    expect(mean(losses.slice(-3))).toBeLessThan(0.7 * mean(losses.slice(0, 3)));
    expect(metrics.at(-1)!.metrics.epoch).toBe(6);
    const heldOut = of(events, 'held-out');
    expect(heldOut[0]!.step).toBe(0);
    expect(heldOut.at(-1)!.step).toBe(steps);
    expect(heldOut).toHaveLength(7);
    const checkpoints = of(events, 'checkpoint');
    expect(checkpoints.map(({ step, resumeState }) => [step, resumeState])).toEqual([
      [steps, null],
    ]);
    expect(base.parameters.embedding.dataSync()).toEqual(before);
    disposeLanguageModel(base);
  });

  it('measures the mean over all held-out reply tokens, however they are chunked', async () => {
    const base = tinyModel();
    const { data, events } = await run({ base, changes: { sftHeldOutShare: 0.5 }, stopAt: 1 });
    const whole = languageLoss(base.parameters, toLanguageBatch(data.heldOut, base));
    expect(data.heldOut.length).toBeGreaterThan(1);
    expect(of(events, 'held-out')[0]!.loss).toBeCloseTo(whole.dataSync()[0]!, 4);
    whole.dispose();
    disposeLanguageModel(base);
  });

  it('gives the same bits for the same seed, other bits for another, and leaves no tensor', async () => {
    const base = tinyModel();
    const tensors = tf.memory().numTensors;
    const [first, second, other] = [
      await run({ base }),
      await run({ base }),
      await run({ base, changes: { seed: 2 } }),
    ];
    expect(tf.memory().numTensors).toBe(tensors);
    const weights = ({ events }: typeof first) => bytesOf(of(events, 'checkpoint').at(-1)!.weights);
    expect(weights(second)).toBe(weights(first));
    expect(weights(other)).not.toBe(weights(first));
    disposeLanguageModel(base);
  });

  it('goes on from a checkpoint to the same bits', async () => {
    const base = tinyModel();
    // In the middle of a pass.
    const whole = await run({ base, saveAt: 4 });
    const [saved, last] = of(whole.events, 'checkpoint');
    expect(saved!.step).toBe(4);
    const rest = await run({ base, resume: saved!.resumeState });
    expect(of(rest.events, 'metrics').map(({ metrics }) => metrics)).toEqual(
      of(whole.events, 'metrics')
        .slice(4)
        .map(({ metrics }) => metrics),
    );
    expect(bytesOf(of(rest.events, 'checkpoint').at(-1)!.weights)).toBe(bytesOf(last!.weights));
    expect(of(rest.events, 'held-out')[0]!.step).toBeGreaterThan(4);
    disposeLanguageModel(base);
  });

  it('stops after its step with what it learned, or with nothing before the first', async () => {
    const base = tinyModel();
    const tensors = tf.memory().numTensors;
    const { events } = await run({ base, stopAt: 3 });
    expect(of(events, 'metrics')).toHaveLength(3);
    expect(of(events, 'checkpoint').map(({ step }) => step)).toEqual([3]);
    expect(of(events, 'held-out').at(-1)!.step).toBe(3);
    expect(of((await run({ base, stopAt: 0 })).events, 'checkpoint')).toEqual([]);
    expect(tf.memory().numTensors).toBe(tensors);
    disposeLanguageModel(base);
  });

  it('says so when it diverges, and frees everything', async () => {
    const base = tinyModel();
    tf.tidy(() => base.parameters.embedding.assign(tf.fill(base.parameters.embedding.shape, NaN)));
    const tensors = tf.memory().numTensors;
    await expect(run({ base })).rejects.toMatchObject({ name: 'DivergedError' });
    expect(tf.memory().numTensors).toBe(tensors);
    disposeLanguageModel(base);
  });
});

describe('demonstrations in tokens', () => {
  it('only the reply and its end are learned', () => {
    const base = tinyModel();
    const { training } = prepareDemonstrations(base, demonstrations.slice(0, 1), settings);
    const { targets, positions } = toLanguageBatch(training, base);
    expect([...targets]).toEqual([...base.tokenizer.encode("I'm fine"), base.tokenizer.endTokenId]);
    expect(positions![0]).toBe(training[0]!.prompt.length - 1);
    disposeLanguageModel(base);
  });

  it('leaves out what does not fit, and refuses when nothing is left', () => {
    const base = tinyModel();
    const long = { ...demonstrations[0]!, id: 'long', reply: 'fine '.repeat(80) };
    const { tooLong, training } = prepareDemonstrations(
      base,
      [...demonstrations, long],
      tinySettings({ sftHeldOutShare: 0 }),
    );
    expect(tooLong).toEqual(['long']);
    expect(training).toHaveLength(demonstrations.length);
    expect(() => prepareDemonstrations(base, [long], settings)).toThrow(/too long/);
    expect(() => prepareDemonstrations(base, [], settings)).toThrow(/add some/);
    disposeLanguageModel(base);
  });

  it('shuffles each pass anew, the same for the same seed; chunks keep every dialogue', () => {
    expect(epochOrder(20, 1, 0)).toEqual(epochOrder(20, 1, 0));
    expect(epochOrder(20, 1, 0)).not.toEqual(epochOrder(20, 1, 1));
    expect(epochOrder(20, 1, 0)).not.toEqual(epochOrder(20, 2, 0));
    expect(epochOrder(20, 1, 3).toSorted((a, b) => a - b)).toEqual([...Array(20).keys()]);
    const dialogue = { prompt: Array(300).fill(1), reply: Array(300).fill(2) };
    const chunks = chunkDialogues([dialogue, dialogue, dialogue]);
    expect(chunks.map((chunk) => chunk.length)).toEqual([1, 1, 1]);
    const small = { prompt: [1], reply: [2] };
    expect(chunkDialogues([small, small, small])).toEqual([[small, small, small]]);
  });
});
