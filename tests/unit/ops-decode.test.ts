// Decoding by the fused kernels against the whole-sequence forward pass in stock operations.
import '../../scripts/lib/relaxed-simd';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/core/rng';
import type { ModelConfig } from '../../src/nn/model-config';
import { createParameters, disposeParameters } from '../../src/nn/parameters';
import {
  createDecoder,
  decode,
  disposeDecoder,
  forward,
  languageLogits,
} from '../../src/nn/transformer';
import { chooseKernels } from '../../src/nn/wasm/module';

const config: ModelConfig = {
  vocabularySize: 37,
  width: 48,
  layers: 2,
  heads: 3,
  feedForwardWidth: 52,
  contextLength: 32,
  ropeTheta: 10_000,
  normEpsilon: 1e-5,
};
const starts = [0, 5, 2];
const prompt = 7;
const time = 18;

/** Weights large enough that every position's logits differ clearly. */
function lively() {
  const parameters = createParameters(config, new Random(3));
  for (const { qkv, attentionOutput, gateUp, down } of parameters.layers) {
    for (const matrix of [qkv, attentionOutput, gateUp, down]) {
      tf.tidy(() => matrix.assign(tf.mul(matrix, 10)));
    }
  }
  tf.tidy(() => parameters.embedding.assign(tf.mul(parameters.embedding, 30)));
  return parameters;
}

function randomTokens(): number[][] {
  const random = new Random(4);
  return starts.map(() => Array.from({ length: time }, () => random.integer(37)));
}

/** Logits of columns [prompt - 1, time) by decoding: one [B, V] array per column. */
function decodeAll(parameters: ReturnType<typeof lively>, rows: number[][]): Float32Array[] {
  const decoder = createDecoder(parameters, starts, time);
  const results: Float32Array[] = [];
  const feed = (first: number, count: number) => {
    const part = rows.flatMap((row) => row.slice(first, first + count));
    const logits = decode(decoder, Int32Array.from(part), count);
    results.push(logits.dataSync() as Float32Array);
    logits.dispose();
  };
  feed(0, prompt);
  for (let column = prompt; column < time; column++) feed(column, 1);
  disposeDecoder(decoder);
  return results;
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

beforeAll(async () => {
  await tf.setBackend('wasm');
});
afterEach(() => chooseKernels('fastest'));

describe('decoding', () => {
  it('gives the logits of the forward pass, fused or not', () => {
    const parameters = lively();
    const rows = randomTokens();
    chooseKernels('off');
    const tokens = tf.tensor1d(rows.flat(), 'int32');
    const input = { tokens, starts: tf.tensor1d(starts, 'int32'), batch: starts.length, time };
    const all = tf.tidy(() => languageLogits(parameters, forward(parameters, input))).dataSync();
    for (const choice of ['off', 'plain', 'fastest'] as const) {
      chooseKernels(choice);
      const found = decodeAll(parameters, rows);
      expect(found).toHaveLength(time - prompt + 1);
      found.forEach((logits, index) => {
        const column = prompt - 1 + index;
        const expected = starts.flatMap((_, row) => {
          const from = (row * time + column) * config.vocabularySize;
          return Array.from(all.subarray(from, from + config.vocabularySize));
        });
        expect(Math.max(...expected)).toBeGreaterThan(1);
        expect(largestDifference(logits, expected)).toBeLessThan(1e-4);
      });
    }
    disposeParameters(parameters);
  });

  it('notices new weights, leaks no tensor, and repeats its bits', () => {
    const parameters = lively();
    const rows = randomTokens();
    const first = decodeAll(parameters, rows);
    const before = tf.memory();
    expect(decodeAll(parameters, rows)).toEqual(first);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numBytes).toBe(before.numBytes);
    const decoder = createDecoder(parameters, [0], 4);
    const step = () => {
      const logits = decode(decoder, Int32Array.from([1]), 1);
      const values = logits.dataSync();
      logits.dispose();
      return values;
    };
    const old = step();
    tf.tidy(() => parameters.embedding.assign(tf.mul(parameters.embedding, 2)));
    expect(largestDifference(step(), old)).toBeGreaterThan(0.1);
    disposeDecoder(decoder);
    disposeParameters(parameters);
  });

  it('refuses a full cache and an unknown token', () => {
    const parameters = lively();
    const decoder = createDecoder(parameters, [0], 2);
    expect(() => decode(decoder, Int32Array.from([1, 2, 3]), 3)).toThrow('full');
    expect(() => decode(decoder, Int32Array.from([37]), 1)).toThrow('vocabulary');
    disposeDecoder(decoder);
    disposeParameters(parameters);
  });
});
