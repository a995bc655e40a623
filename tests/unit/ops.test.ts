// Every fused kernel against its composite in stock operations: values and gradients, odd sizes included.
import '../../scripts/lib/relaxed-simd';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/core/rng';
import {
  cachedAttention,
  causalAttention,
  createAttentionCache,
  disposeCache,
  type AttentionShape,
} from '../../src/nn/ops/attention';
import {
  cachedAttentionComposite,
  causalAttentionComposite,
} from '../../src/nn/ops/attention-composite';
import { gatherRows, gatherRowsComposite } from '../../src/nn/ops/gather-rows';
import {
  linear,
  linearComposite,
  linearTransposed,
  linearTransposedComposite,
} from '../../src/nn/ops/linear';
import { rmsNorm, rmsNormComposite } from '../../src/nn/ops/rms-norm';
import { swiglu, swigluComposite } from '../../src/nn/ops/swiglu';
import { tokenLogProbs, tokenLogProbsComposite } from '../../src/nn/ops/token-log-probs';
import { chooseKernels, fusedKernels, fusedKernelsStatus } from '../../src/nn/wasm/module';

const random = new Random(7);

function normal(shape: number[], deviation = 1): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => random.normal() * deviation),
    shape,
  );
}

function indices(count: number, below: number): tf.Tensor1D {
  return tf.tensor1d(
    Int32Array.from({ length: count }, () => random.integer(below)),
    'int32',
  );
}

/** Largest difference, relative to the largest value of the expected tensor. */
function relativeError(found: tf.Tensor, expected: tf.Tensor): number {
  expect(found.shape).toEqual(expected.shape);
  const a = found.dataSync();
  const b = expected.dataSync();
  let difference = 0;
  let largest = 1e-6;
  for (let i = 0; i < a.length; i++) {
    difference = Math.max(difference, Math.abs(a[i]! - b[i]!));
    largest = Math.max(largest, Math.abs(b[i]!));
  }
  expect(a.every(Number.isFinite)).toBe(true);
  return difference / largest;
}

type Op = (...inputs: tf.Tensor[]) => tf.Tensor;

/** Values and all gradients of two versions of an operation, for a random direction of the output. */
function compare(fused: Op, composite: Op, inputs: tf.Tensor[], tolerance = 1e-5): void {
  const expected = composite(...inputs);
  expect(relativeError(fused(...inputs), expected)).toBeLessThan(tolerance);
  const direction = normal(expected.shape);
  const found = tf.grads(fused)(inputs, direction);
  const wanted = tf.grads(composite)(inputs, direction);
  wanted.forEach((gradient, index) => {
    expect(relativeError(found[index]!, gradient)).toBeLessThan(tolerance);
  });
}

beforeAll(async () => {
  await tf.setBackend('wasm');
  expect(fusedKernels(), fusedKernelsStatus()).not.toBeNull();
  if (process.versions.node.startsWith('20.')) expect(fusedKernels()!.relaxed).toBe(true);
});
afterAll(() => chooseKernels('fastest'));

const builds = ['fastest', 'plain'] as const;

describe.each(builds)('fused kernels (%s) agree with stock operations', (build) => {
  beforeAll(() => chooseKernels(build));

  for (const [rows, width] of [
    [1, 4],
    [5, 7],
    [33, 64],
    [9, 130],
  ] as const) {
    it(`rmsNorm [${rows}, ${width}]`, () => {
      compare(
        (x, gain) => rmsNorm(x as tf.Tensor2D, gain as tf.Tensor1D, 1e-5),
        (x, gain) => rmsNormComposite(x as tf.Tensor2D, gain as tf.Tensor1D, 1e-5),
        [normal([rows, width]), normal([width])],
      );
    });

    it(`swiglu [${rows}, ${2 * width}]`, () => {
      compare(
        (x) => swiglu(x as tf.Tensor2D),
        (x) => swigluComposite(x as tf.Tensor2D),
        [normal([rows, 2 * width], 4)],
      );
    });

    it(`tokenLogProbs [${rows}, ${width}]`, () => {
      const targets = indices(rows, width);
      const logits = normal([rows, width], 3);
      for (const key of ['logProbs', 'entropies'] as const) {
        compare(
          (x) => tokenLogProbs(x as tf.Tensor2D, targets)[key],
          (x) => tokenLogProbsComposite(x as tf.Tensor2D, targets)[key],
          [logits],
        );
      }
      compare(
        (x) => joined(tokenLogProbs(x as tf.Tensor2D, targets)),
        (x) => joined(tokenLogProbsComposite(x as tf.Tensor2D, targets)),
        [logits],
      );
    });

    it(`gatherRows of [${rows + 1}, ${width}]`, () => {
      const chosen = indices(17, rows + 1);
      compare(
        (x) => gatherRows(x as tf.Tensor2D, chosen),
        (x) => gatherRowsComposite(x as tf.Tensor2D, chosen),
        [normal([rows + 1, width])],
      );
    });
  }

  for (const [rows, inner, columns] of [
    [1, 5, 3],
    [3, 7, 9],
    [65, 33, 50],
    [130, 385, 24],
    [16, 128, 384],
    [800, 16, 41],
  ] as const) {
    it(`linear [${rows}, ${inner}] x [${inner}, ${columns}]`, () => {
      compare(
        (x, weight) => linear(x as tf.Tensor2D, weight as tf.Tensor2D),
        (x, weight) => linearComposite(x as tf.Tensor2D, weight as tf.Tensor2D),
        [normal([rows, inner]), normal([inner, columns])],
      );
    });

    it(`linearTransposed [${rows}, ${inner}] x [${columns}, ${inner}]`, () => {
      compare(
        (x, table) => linearTransposed(x as tf.Tensor2D, table as tf.Tensor2D),
        (x, table) => linearTransposedComposite(x as tf.Tensor2D, table as tf.Tensor2D),
        [normal([rows, inner]), normal([columns, inner])],
      );
    });
  }
});

function joined(result: { logProbs: tf.Tensor1D; entropies: tf.Tensor1D }): tf.Tensor {
  return tf.add(tf.mul(result.logProbs, 0.7), tf.mul(result.entropies, 1.3));
}

const attentionCases: { shape: AttentionShape; starts: number[] }[] = [
  { shape: shapeOf(1, 1, 1, 16), starts: [0] },
  { shape: shapeOf(2, 5, 2, 16), starts: [0, 3] },
  { shape: shapeOf(3, 13, 4, 32), starts: [0, 12, 7] },
  { shape: shapeOf(2, 40, 3, 6), starts: [9, 0] },
  { shape: shapeOf(4, 64, 2, 16), starts: [0, 1, 8, 63] },
];

function shapeOf(batch: number, time: number, heads: number, headWidth: number): AttentionShape {
  return { batch, time, heads, headWidth, ropeTheta: 10_000 };
}

/** [batch*time, 1] float32: 0 for columns before their row's start, 1 elsewhere. */
function validRows({ batch, time }: AttentionShape, starts: number[]): tf.Tensor2D {
  const valid = Array.from({ length: batch * time }, (_, index) =>
    index % time >= starts[Math.floor(index / time)]! ? 1 : 0,
  );
  return tf.tensor2d(valid, [batch * time, 1]);
}

describe.each(builds)('fused attention (%s) agrees with stock operations', (build) => {
  beforeAll(() => chooseKernels(build));

  for (const { shape, starts } of attentionCases) {
    const { batch, time, heads, headWidth } = shape;
    const name = `${batch} x ${time}, ${heads} heads of ${headWidth}, starts ${starts}`;

    it(`causalAttention ${name}`, () => {
      const firsts = tf.tensor1d(starts, 'int32');
      const valid = validRows(shape, starts);
      compare(
        (qkv) => tf.mul(causalAttention(qkv as tf.Tensor2D, firsts, shape), valid),
        (qkv) => tf.mul(causalAttentionComposite(qkv as tf.Tensor2D, firsts, shape), valid),
        [normal([batch * time, 3 * heads * headWidth])],
      );
    });

    it(`gives padding no gradient: ${name}`, () => {
      const firsts = tf.tensor1d(starts, 'int32');
      const qkv = normal([batch * time, 3 * heads * headWidth]) as tf.Tensor2D;
      const direction = normal([batch * time, heads * headWidth]) as tf.Tensor2D;
      const gradient = tf.grad((x) => causalAttention(x as tf.Tensor2D, firsts, shape))(
        qkv,
        direction,
      );
      const ofPadding = tf.mul(gradient, tf.sub(1, validRows(shape, starts)));
      expect(Math.max(...ofPadding.abs().dataSync())).toBe(0);
    });

    it(`cachedAttention ${name}`, () => {
      const firsts = tf.tensor1d(starts, 'int32');
      const width = heads * headWidth;
      const cache = createAttentionCache(time + 3);
      let past: { keys: tf.Tensor3D; values: tf.Tensor3D } | null = null;
      const prefill = Math.max(1, Math.floor(time / 2));
      const steps = [prefill, ...Array<number>(time - prefill).fill(1)];
      let column = 0;
      for (const count of steps) {
        const part = { ...shape, time: count };
        const qkv = normal([batch * count, 3 * width]) as tf.Tensor2D;
        const found = cachedAttention(qkv, firsts, cache, part);
        const expected = cachedAttentionComposite(qkv, firsts, past, part);
        past = expected;
        const valid = validRows(
          part,
          starts.map((start) => start - column),
        );
        const error = relativeError(tf.mul(found, valid), tf.mul(expected.context, valid));
        expect(error).toBeLessThan(1e-5);
        column += count;
      }
      disposeCache(cache);
    });
  }

  it('refuses to run over the capacity of the cache', () => {
    const shape = shapeOf(1, 2, 1, 4);
    const cache = createAttentionCache(1);
    const qkv = normal([2, 12]) as tf.Tensor2D;
    expect(() => cachedAttention(qkv, tf.tensor1d([0], 'int32'), cache, shape)).toThrow('full');
  });
});
