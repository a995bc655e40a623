// The two backends agree: loss, every gradient, and the loss after one optimizer step, on the nano model; and what
// neither fixtures nor that step go through, the KL of whole distributions and what a linear reward model reads.
import * as tf from '@tensorflow/tfjs';
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BackendName, EngineInfo } from '../../src/contract/messages';
import { Random } from '../../src/core/rng';
import { createAdamW, disposeAdamW } from '../../src/nn/adamw';
import { startBackend } from '../../src/nn/backend';
import { packDialogues, replyLogits, replySummaries } from '../../src/nn/dialogue-batch';
import { modelSizes } from '../../src/nn/model-config';
import { distributionKl } from '../../src/nn/ops/distribution-kl';
import { createParameters, disposeParameters, parameterList } from '../../src/nn/parameters';
import { languageLoss, languageStep, type LanguageBatch } from '../../src/train/sft';

const batch = 2;
const time = 24;
const failures: string[] = [];

function makeBatch(): LanguageBatch {
  const random = new Random(5);
  const { vocabularySize } = modelSizes.nano;
  const draw = (length: number) =>
    Int32Array.from({ length }, () => random.integer(vocabularySize));
  // Only the second half of each row counts, as with the replies of chats.
  const positions = Int32Array.from(
    { length: batch * 12 },
    (_, i) => Math.floor(i / 12) * time + 12 + (i % 12),
  );
  return { batch, time, tokens: draw(batch * time), positions, targets: draw(positions.length) };
}

interface Step {
  info: EngineInfo;
  loss: number;
  gradients: Map<string, Float32Array>;
  gradientNorm: number;
  lossAfter: number;
  leakedTensors: number;
}

function start(backend: BackendName): Promise<EngineInfo> {
  return startBackend({
    backend,
    wasmFiles: {
      'tfjs-backend-wasm.wasm': plainWasm,
      'tfjs-backend-wasm-simd.wasm': simdWasm,
      'tfjs-backend-wasm-threaded-simd.wasm': threadedWasm,
    },
    onDeviceFailure: (kind, message) => failures.push(`${kind}: ${message}`),
  });
}

/** The KL of the replies' distributions from those of another model, its gradient, and the replies' summaries. */
async function readings(): Promise<Record<'kl' | 'gradient' | 'summaries', Float32Array>> {
  const random = new Random(9);
  const ids = (length: number) =>
    Array.from({ length }, () => random.integer(modelSizes.nano.vocabularySize));
  const dialogues = [5, 2, 9].map((length) => ({ prompt: ids(6), reply: ids(length) }));
  const packed = packDialogues(dialogues, 0, modelSizes.nano.contextLength);
  const models = [7, 8].map((seed) => createParameters(modelSizes.nano, new Random(seed)));
  const [logits, reference] = models.map((model) => replyLogits(model, packed, 0.1));
  const kl = distributionKl(logits!, reference!);
  const gradient = tf.grad((x) => tf.sum(distributionKl(x as tf.Tensor2D, reference!)))(logits!);
  const summaries = replySummaries(models[0]!, packed);
  const [klData, gradientData, summaryData] = await Promise.all(
    [kl, gradient, summaries].map((tensor) => tensor.data<'float32'>()),
  );
  tf.dispose([logits!, reference!, kl, gradient, summaries]);
  models.forEach(disposeParameters);
  return { kl: klData!, gradient: gradientData!, summaries: summaryData! };
}

async function oneStep(backend: BackendName): Promise<Step> {
  const info = await start(backend);
  const input = makeBatch();
  const parameters = createParameters(modelSizes.nano, new Random(7));
  const list = parameterList(parameters);
  const optimizer = createAdamW(list);
  const gradients = new Map<string, Float32Array>();
  const tensorsBefore = tf.memory().numTensors;
  const { value, grads } = tf.variableGrads(
    () => languageLoss(parameters, input),
    list.map(({ variable }) => variable),
  );
  const loss = (await value.data())[0]!;
  for (const { name, variable } of list) {
    gradients.set(name, (await grads[variable.name]!.data()) as Float32Array);
  }
  tf.dispose([value]);
  tf.dispose(grads);
  const settings = {
    ...{ learningRate: 1e-3, beta1: 0.9, beta2: 0.95, epsilon: 1e-5 },
    ...{ weightDecay: 0.1, maxGradientNorm: 1 },
  };
  const { gradientNorm } = await languageStep(parameters, optimizer, input, settings);
  const after = languageLoss(parameters, input);
  const lossAfter = (await after.data())[0]!;
  after.dispose();
  const leakedTensors = tf.memory().numTensors - tensorsBefore;
  disposeAdamW(optimizer);
  disposeParameters(parameters);
  return { info, loss, gradients, gradientNorm, lossAfter, leakedTensors };
}

const relative = (a: number, b: number) => Math.abs(a - b) / Math.abs(b);

type Readings = Awaited<ReturnType<typeof readings>>;

describe('one training step of nano', () => {
  let wasm: Step;
  let webgpu: Step;
  let read: Record<BackendName, Readings>;

  beforeAll(async () => {
    wasm = await oneStep('wasm');
    const onWasm = await readings();
    webgpu = await oneStep('webgpu');
    read = { wasm: onWasm, webgpu: await readings() };
  }, 180_000);

  it.each(['kl', 'gradient', 'summaries'] as const)('reads the same: %s', (name) => {
    const [expected, found] = [read.wasm[name], read.webgpu[name]];
    const length = Math.hypot(...expected);
    expect(length).toBeGreaterThan(0.1);
    expect(found).toHaveLength(expected.length);
    expect(Math.hypot(...expected.map((x, i) => x - found[i]!)) / length).toBeLessThan(1e-4);
  });

  it('ran on two backends, without a GPU error', () => {
    expect(wasm.info.backend).toBe('wasm');
    expect(webgpu.info.backend).toBe('webgpu');
    expect(failures).toEqual([]);
  });

  it('has the same loss', () => {
    expect(wasm.loss).toBeGreaterThan(5);
    expect(relative(webgpu.loss, wasm.loss)).toBeLessThan(1e-4);
    expect(relative(webgpu.gradientNorm, wasm.gradientNorm)).toBeLessThan(1e-4);
  });

  it('has the same gradients', () => {
    const distances = [...wasm.gradients].map(([name, expected]) => {
      const found = webgpu.gradients.get(name)!;
      const length = Math.hypot(...expected);
      expect(length, name).toBeGreaterThan(0);
      return { name, distance: Math.hypot(...expected.map((g, i) => g - found[i]!)) / length };
    });
    expect(distances.length).toBeGreaterThan(10);
    expect(distances.filter(({ distance }) => !(distance < 1e-4))).toEqual([]);
  });

  it('leads to the same model', () => {
    expect(wasm.lossAfter).toBeLessThan(wasm.loss);
    expect(relative(webgpu.lossAfter, wasm.lossAfter)).toBeLessThan(1e-4);
  });

  it('leaves no tensors behind', () => {
    expect(wasm.leakedTensors).toBe(0);
    expect(webgpu.leakedTensors).toBe(0);
  });
});
