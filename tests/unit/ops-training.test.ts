// The operations together: one training step of a small transformer, fused against stock, its memory and its bits;
// the stock operations against finite differences; the generated kernels against their sources.
import '../../scripts/lib/relaxed-simd';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hashOfKernelSources } from '../../scripts/kernels';
import { Random } from '../../src/core/rng';
import { adamWStep, createAdamW, disposeAdamW } from '../../src/nn/adamw';
import type { ModelConfig } from '../../src/nn/model-config';
import { causalAttentionComposite } from '../../src/nn/ops/attention-composite';
import { rmsNormComposite } from '../../src/nn/ops/rms-norm';
import { swigluComposite } from '../../src/nn/ops/swiglu';
import { tokenLogProbs, tokenLogProbsComposite } from '../../src/nn/ops/token-log-probs';
import { createParameters, disposeParameters, parameterList } from '../../src/nn/parameters';
import { forward, languageLogits } from '../../src/nn/transformer';
import type { KernelFunctions } from '../../src/nn/wasm/kernel-functions';
import { kernelBinaries, kernelSourcesHash } from '../../src/nn/wasm/kernels.generated';
import { chooseKernels, type KernelChoice } from '../../src/nn/wasm/module';

const config: ModelConfig = {
  vocabularySize: 29,
  width: 24,
  layers: 2,
  heads: 2,
  feedForwardWidth: 20,
  contextLength: 16,
  ropeTheta: 10_000,
  normEpsilon: 1e-5,
};
const batch = 3;
const time = 11;
const settings = {
  learningRate: 1e-2,
  beta1: 0.9,
  beta2: 0.95,
  epsilon: 1e-8,
  weightDecay: 0.05,
  maxGradientNorm: 1,
};

/** Losses and gradient norms of some steps, the tensors and bytes held after each, and the last weights. */
function train(choice: KernelChoice, steps: number) {
  chooseKernels(choice);
  const parameters = createParameters(config, new Random(1));
  const list = parameterList(parameters);
  const optimizer = createAdamW(list);
  const random = new Random(2);
  const draw = () => Array.from({ length: batch * time }, () => random.integer(29));
  const tokens = tf.tensor1d(draw(), 'int32');
  const targets = tf.tensor1d(draw(), 'int32');
  const starts = tf.tensor1d([0, 4, 1], 'int32');
  // Padding takes no part in the loss.
  const mask = tf.tensor1d(
    Array.from({ length: batch * time }, (_, i) =>
      i % time >= [0, 4, 1][Math.floor(i / time)]! ? 1 : 0,
    ),
  );
  const loss = () => {
    const hidden = forward(parameters, { tokens, starts, batch, time });
    const { logProbs, entropies } = tokenLogProbs(languageLogits(parameters, hidden), targets);
    const rows = tf.sub(tf.neg(logProbs), tf.mul(entropies, 0.1));
    return tf.div(tf.sum(tf.mul(rows, mask)), tf.sum(mask)) as tf.Scalar;
  };
  const trace: number[] = [];
  const memory: number[][] = [];
  for (let step = 0; step < steps; step++) {
    const { value, grads } = tf.variableGrads(
      loss,
      list.map(({ variable }) => variable),
    );
    const gradients = list.map(({ variable }) => grads[variable.name]!);
    const norm = adamWStep(optimizer, gradients, settings);
    trace.push(value.dataSync()[0]!, norm.dataSync()[0]!);
    tf.dispose([value, norm, grads]);
    memory.push([tf.memory().numTensors, tf.memory().numBytes]);
  }
  const weights = Array.from(parameters.embedding.dataSync());
  disposeAdamW(optimizer);
  disposeParameters(parameters);
  tf.dispose([tokens, targets, starts, mask]);
  return { trace, memory, weights };
}

beforeAll(async () => {
  await tf.setBackend('wasm');
});
afterEach(() => chooseKernels('fastest'));

describe('a training step', () => {
  it('is the same with fused kernels as with stock operations', () => {
    const expected = train('off', 6).trace;
    expect(expected[10]).toBeLessThan(expected[0]! - 0.1);
    train('plain', 6).trace.forEach((value, i) => {
      expect(Math.abs(value / expected[i]! - 1)).toBeLessThan(1e-4);
    });
  });

  it('holds as many tensors and bytes after every step, and gives them all back', () => {
    train('fastest', 1);
    const before = tf.memory();
    const { memory } = train('fastest', 8);
    memory.forEach((counts) => expect(counts).toEqual(memory[0]));
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numBytes).toBe(before.numBytes);
  });

  it('repeats its bits with the same seed', () => {
    const first = train('fastest', 5);
    const second = train('fastest', 5);
    expect(second.trace).toEqual(first.trace);
    expect(second.weights).toEqual(first.weights);
  });
});

/** Largest gap between the gradient by tfjs and central differences, relative to the largest gradient. */
function differenceGap(f: (x: tf.Tensor2D) => tf.Tensor, shape: [number, number]): number {
  const random = new Random(9);
  const values = Array.from({ length: shape[0] * shape[1] }, () => random.normal());
  const x = tf.tensor2d(values, shape);
  const direction = tf.tensor(
    Array.from({ length: f(x).size }, () => random.normal()),
    f(x).shape,
  );
  const objective = (input: tf.Tensor) => tf.sum(tf.mul(f(input as tf.Tensor2D), direction));
  const gradient = tf.grad(objective)(x).dataSync();
  const step = 1e-2;
  const moved = (index: number, by: number) =>
    tf.tidy(() => {
      const changed = values.map((value, i) => (i === index ? value + by : value));
      return objective(tf.tensor2d(changed, shape)).dataSync()[0]!;
    });
  const gaps = values.map((_, index) => {
    const slope = (moved(index, step) - moved(index, -step)) / (2 * step);
    return Math.abs(slope - gradient[index]!);
  });
  return Math.max(...gaps) / Math.max(...gradient.map(Math.abs));
}

describe('stock operations agree with finite differences', () => {
  it('rmsNorm', () => {
    const gain = tf.tensor1d([0.5, 1, 2, -1]);
    expect(differenceGap((x) => rmsNormComposite(x, gain, 1e-5), [3, 4])).toBeLessThan(3e-3);
  });
  it('swiglu', () => {
    expect(differenceGap((x) => swigluComposite(x), [3, 6])).toBeLessThan(3e-3);
  });
  it('tokenLogProbs', () => {
    const targets = tf.tensor1d([1, 0, 4], 'int32');
    const both = (x: tf.Tensor2D) => {
      const { logProbs, entropies } = tokenLogProbsComposite(x, targets);
      return tf.stack([logProbs, entropies]);
    };
    expect(differenceGap(both, [3, 5])).toBeLessThan(3e-3);
  });
  it('causalAttention', () => {
    const shape = { batch: 2, time: 4, heads: 1, headWidth: 4, ropeTheta: 10_000 };
    const starts = tf.tensor1d([0, 1], 'int32');
    const f = (x: tf.Tensor2D) => causalAttentionComposite(x, starts, shape);
    expect(differenceGap(f, [8, 12])).toBeLessThan(3e-3);
  });
});

describe('stock operations agree with plain arrays', () => {
  it('attention of one head, rotated, causal, after its start', () => {
    const shape = { batch: 1, time: 3, heads: 1, headWidth: 2, ropeTheta: 10_000 };
    const random = new Random(11);
    const rows = shape.time;
    const qkv = Array.from({ length: rows * 6 }, () => random.normal());
    const turn = (t: number, at: number) => {
      const [a, b] = [qkv[t * 6 + at]!, qkv[t * 6 + at + 1]!];
      return [a * Math.cos(t) - b * Math.sin(t), b * Math.cos(t) + a * Math.sin(t)] as const;
    };
    const found = causalAttentionComposite(
      tf.tensor2d(qkv, [rows, 6]),
      tf.tensor1d([1], 'int32'),
      shape,
    ).arraySync();
    for (let t = 1; t < rows; t++) {
      const q = turn(t, 0);
      const keys = Array.from({ length: t }, (_, i) => i + 1);
      const weights = keys.map((j) => {
        const k = turn(j, 2);
        return Math.exp((q[0] * k[0] + q[1] * k[1]) / Math.SQRT2);
      });
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      for (const d of [0, 1]) {
        const expected = keys.reduce(
          (sum, j, i) => sum + (weights[i]! / total) * qkv[j * 6 + 4 + d]!,
          0,
        );
        expect(found[t]![d]).toBeCloseTo(expected, 5);
      }
    }
  });
  it('log-probabilities and entropies', () => {
    const logits = [0.3, -1.2, 2, 0.1];
    const total = logits.reduce((sum, x) => sum + Math.exp(x), 0);
    const entropy = logits.reduce(
      (sum, x) => sum - (Math.exp(x) / total) * Math.log(Math.exp(x) / total),
      0,
    );
    for (const f of [tokenLogProbs, tokenLogProbsComposite]) {
      const found = f(tf.tensor2d([logits]), tf.tensor1d([2], 'int32'));
      expect(found.logProbs.dataSync()[0]).toBeCloseTo(2 - Math.log(total), 5);
      expect(found.entropies.dataSync()[0]).toBeCloseTo(entropy, 5);
    }
  });
});

describe('the generated kernels', () => {
  it('were compiled from the sources as they are (npm run kernels)', () => {
    expect(kernelSourcesHash).toBe(hashOfKernelSources());
  });
  it('multiply in plain memory and in memory shared by threads', () => {
    for (const [name, base64] of Object.entries(kernelBinaries)) {
      const shared = name.endsWith('Shared');
      const memory = shared
        ? new WebAssembly.Memory({ initial: 4, maximum: 65_536, shared })
        : new WebAssembly.Memory({ initial: 4 });
      const module = new WebAssembly.Module(Buffer.from(base64, 'base64'));
      const { exports } = new WebAssembly.Instance(module, { env: { memory } });
      const values = new Float32Array(memory.buffer);
      values.set([1, 2, 3, 4, 5, 6]);
      (exports as unknown as KernelFunctions).matmul(0, 0, 8, 0, 64, 0, 1, 2, 2, 1024);
      // [1, 2] x [[3, 4], [5, 6]]
      expect([values[16], values[17]]).toEqual([13, 16]);
    }
  });
});
