// AdamW by the fused kernel and in stock operations, against plain-array arithmetic, with clipping.
import '../../scripts/lib/relaxed-simd';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/core/rng';
import {
  adamWStep,
  createAdamW,
  disposeAdamW,
  exportAdamW,
  type AdamWSettings,
} from '../../src/nn/adamw';
import { chooseKernels, type KernelChoice } from '../../src/nn/wasm/module';

const settings: AdamWSettings = {
  learningRate: 0.01,
  beta1: 0.9,
  beta2: 0.95,
  epsilon: 1e-8,
  weightDecay: 0.1,
  maxGradientNorm: 1,
};
const shapes = [[5, 7], [3], [2, 16]];
const steps = 5;

function randomArrays(random: Random, scale: number): number[][] {
  return shapes.map((shape) =>
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal() * scale),
  );
}

/** Loshchilov & Hutter's algorithm 2 with the norm clipped first, in float64. */
function reference(): { weights: number[][]; norms: number[] } {
  const random = new Random(5);
  const weights = randomArrays(random, 1);
  const first = weights.map((row) => row.map(() => 0));
  const second = weights.map((row) => row.map(() => 0));
  const norms: number[] = [];
  for (let step = 1; step <= steps; step++) {
    // Small gradients at first, so that both sides of the clip are taken.
    const gradients = randomArrays(random, step < 3 ? 0.01 : 2);
    const norm = Math.sqrt(gradients.flat().reduce((sum, g) => sum + g * g, 0));
    norms.push(norm);
    const scale = Math.min(1, settings.maxGradientNorm / norm);
    weights.forEach((row, index) =>
      row.forEach((weight, i) => {
        const g = gradients[index]![i]! * scale;
        first[index]![i] = settings.beta1 * first[index]![i]! + (1 - settings.beta1) * g;
        second[index]![i] = settings.beta2 * second[index]![i]! + (1 - settings.beta2) * g * g;
        const m = first[index]![i]! / (1 - settings.beta1 ** step);
        const v = second[index]![i]! / (1 - settings.beta2 ** step);
        const decay = shapes[index]!.length === 2 ? settings.weightDecay : 0;
        row[i] =
          weight * (1 - settings.learningRate * decay) -
          (settings.learningRate * m) / (Math.sqrt(v) + settings.epsilon);
      }),
    );
  }
  return { weights, norms };
}

async function run(choice: KernelChoice) {
  chooseKernels(choice);
  const random = new Random(5);
  const initial = randomArrays(random, 1);
  const parameters = shapes.map((shape, index) => {
    const tensor = tf.tensor(initial[index]!, shape);
    const variable = tf.variable(tensor);
    tensor.dispose();
    return { name: `weight${index}`, variable, decay: shape.length === 2 };
  });
  const optimizer = createAdamW(parameters);
  const norms: number[] = [];
  const memory: number[] = [];
  for (let step = 1; step <= steps; step++) {
    const gradients = randomArrays(random, step < 3 ? 0.01 : 2).map((values, index) =>
      tf.tensor(values, shapes[index]),
    );
    const norm = adamWStep(optimizer, gradients, settings);
    norms.push(norm.dataSync()[0]!);
    tf.dispose([norm, gradients]);
    memory.push(tf.memory().numTensors, tf.memory().numBytes);
  }
  const weights = parameters.map(({ variable }) => Array.from(variable.dataSync()));
  const moments = await exportAdamW(optimizer);
  disposeAdamW(optimizer);
  tf.dispose(parameters.map(({ variable }) => variable));
  return { weights, norms, memory, moments };
}

beforeAll(async () => {
  await tf.setBackend('wasm');
});
afterEach(() => chooseKernels('fastest'));

describe('AdamW', () => {
  for (const choice of ['fastest', 'plain', 'off'] as const) {
    it(`follows the plain-array reference for ${steps} steps, kernels ${choice}`, async () => {
      const expected = reference();
      const { weights, norms, memory } = await run(choice);
      norms.forEach((norm, step) => expect(norm / expected.norms[step]!).toBeCloseTo(1, 5));
      weights.flat().forEach((weight, i) => {
        expect(Math.abs(weight - expected.weights.flat()[i]!)).toBeLessThan(1e-5);
      });
      expect(memory.slice(2)).toEqual(memory.slice(0, -2));
    });
  }

  it('repeats its bits', async () => {
    expect(await run('fastest')).toEqual(await run('fastest'));
  });

  it('leaves a copy of a moment alone', () => {
    const weight = tf.variable(tf.ones([4, 4]));
    const optimizer = createAdamW([{ name: 'weight', variable: weight, decay: true }]);
    const copy = tf.clone(optimizer.firstMoments[0]!);
    tf.dispose(adamWStep(optimizer, [tf.ones([4, 4])], settings));
    expect(copy.dataSync().every((value) => value === 0)).toBe(true);
    expect(optimizer.firstMoments[0]!.dataSync()[0]).toBeGreaterThan(0);
  });
});
