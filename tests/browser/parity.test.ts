// The two backends agree: loss, every gradient, and the loss after one optimizer step, on the nano model.
import * as tf from '@tensorflow/tfjs';
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BackendName, EngineInfo } from '../../src/contract/messages';
import { Random } from '../../src/core/rng';
import { createAdamW, disposeAdamW } from '../../src/nn/adamw';
import { startBackend } from '../../src/nn/backend';
import { modelSizes } from '../../src/nn/model-config';
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

async function oneStep(backend: BackendName): Promise<Step> {
  const info = await startBackend({
    backend,
    wasmFiles: {
      'tfjs-backend-wasm.wasm': plainWasm,
      'tfjs-backend-wasm-simd.wasm': simdWasm,
      'tfjs-backend-wasm-threaded-simd.wasm': threadedWasm,
    },
    onDeviceFailure: (kind, message) => failures.push(`${kind}: ${message}`),
  });
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

describe('one training step of nano', () => {
  let wasm: Step;
  let webgpu: Step;

  beforeAll(async () => {
    wasm = await oneStep('wasm');
    webgpu = await oneStep('webgpu');
  }, 180_000);

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
