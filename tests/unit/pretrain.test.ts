// Pretraining: batches that depend on the step alone, and a run that was interrupted going on with the same bits.
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { baseBatch, chatBatch, planChatBatches } from '../../scripts/pretrain/batches';
import { loadCheckpoint, saveCheckpoint } from '../../scripts/pretrain/checkpoint';
import { Random } from '../../src/core/rng';
import { createAdamW, disposeAdamW, type AdamW } from '../../src/nn/adamw';
import type { ModelConfig } from '../../src/nn/model-config';
import {
  createParameters,
  disposeParameters,
  exportParameters,
  parameterList,
  type Parameters,
} from '../../src/nn/parameters';
import { languageStep } from '../../src/train/sft';

const config: ModelConfig = {
  vocabularySize: 24,
  width: 16,
  layers: 2,
  heads: 2,
  feedForwardWidth: 24,
  contextLength: 32,
  ropeTheta: 10_000,
  normEpsilon: 1e-5,
};
// A text with a rule to learn: each token is followed by the next one of a cycle of 12.
const stream = Uint16Array.from({ length: 4000 }, (_, i) => i % 12);
const settings = {
  learningRate: 1e-2,
  beta1: 0.9,
  beta2: 0.95,
  epsilon: 1e-8,
  weightDecay: 0.05,
  maxGradientNorm: 1,
};

beforeAll(async () => {
  await tf.setBackend('wasm');
});

async function train(parameters: Parameters, optimizer: AdamW, from: number, to: number) {
  const losses: number[] = [];
  for (let step = from; step < to; step++) {
    const batch = baseBatch(stream, step, 4, 16, 1);
    losses.push((await languageStep(parameters, optimizer, batch, settings)).loss);
  }
  return losses;
}

describe('batches', () => {
  it('hold the token that follows each token', () => {
    const { tokens, targets } = baseBatch(stream, 3, 4, 16, 1);
    expect(tokens).toHaveLength(64);
    tokens.forEach((token, i) => expect(targets[i]).toBe((token + 1) % 12));
  });

  it('are the same for the same step, and another for another', () => {
    expect(baseBatch(stream, 5, 4, 16, 1)).toEqual(baseBatch(stream, 5, 4, 16, 1));
    expect(baseBatch(stream, 5, 4, 16, 1)).not.toEqual(baseBatch(stream, 6, 4, 16, 1));
  });

  it('predict reply tokens only, from the token before each', () => {
    const demonstration = {
      ids: Uint16Array.from([7, 8, 9, 10, 1]),
      replyMask: Uint8Array.from([0, 0, 0, 1, 1]),
    };
    const batch = chatBatch([demonstration], 0);
    expect(batch.time).toBe(8);
    expect([...batch.tokens]).toEqual([7, 8, 9, 10, 1, 0, 0, 0]);
    expect([...batch.positions!]).toEqual([2, 3]);
    expect([...batch.targets]).toEqual([10, 1]);
  });

  it('use every demonstration once an epoch', () => {
    const random = new Random(3);
    const demonstrations = Array.from({ length: 50 }, () => {
      const length = 2 + random.integer(20);
      return { ids: new Uint16Array(length), replyMask: new Uint8Array(length) };
    });
    const plan = planChatBatches(demonstrations, 128, 1);
    expect(plan.flat().sort((a, b) => a - b)).toEqual(demonstrations.map((_, i) => i));
  });
});

describe('a run', () => {
  it('learns, and goes on after an interruption with the same bits', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pretrain-'));
    const path = join(folder, 'checkpoint.safetensors');
    const make = (parameters: Parameters) => createAdamW(parameterList(parameters));
    try {
      expect(loadCheckpoint(path, config, make)).toBeNull();
      const whole = createParameters(config, new Random(1));
      const wholeOptimizer = make(whole);
      const losses = await train(whole, wholeOptimizer, 0, 40);
      expect(losses.at(-1)!).toBeLessThan(losses[0]! / 3);

      const first = createParameters(config, new Random(1));
      const firstOptimizer = make(first);
      await train(first, firstOptimizer, 0, 17);
      const position = { step: 17, tokensSeen: 17 * 64, trainedSeconds: 1, smoothedLoss: 2 };
      await saveCheckpoint(path, first, firstOptimizer, position);
      const resumed = loadCheckpoint(path, config, make)!;
      expect(resumed.position).toEqual(position);
      const rest = await train(resumed.parameters, resumed.optimizer, 17, 40);
      expect(rest).toEqual(losses.slice(17));
      expect(await exportParameters(resumed.parameters)).toEqual(await exportParameters(whole));
      for (const parameters of [whole, first, resumed.parameters]) disposeParameters(parameters);
      for (const optimizer of [wholeOptimizer, firstOptimizer, resumed.optimizer]) {
        disposeAdamW(optimizer);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
