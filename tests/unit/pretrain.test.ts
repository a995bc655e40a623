// Pretraining: batches that depend on the step alone, and a run that was interrupted going on with the same bits.
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { baseBatch, chatBatch, planChatBatches, splitBatch } from '../../scripts/pretrain/batches';
import { loadCheckpoint, saveCheckpoint } from '../../scripts/pretrain/checkpoint';
import { createSharedMemory, GradientExchange } from '../../scripts/pretrain/gradient-exchange';
import { Team } from '../../scripts/pretrain/team';
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
import { languageStep, type LanguageBatch } from '../../src/train/sft';

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
    const longer = {
      ids: Uint16Array.from([11, 12, 13, 14, 15, 1]),
      replyMask: Uint8Array.from([0, 0, 0, 0, 0, 1]),
    };
    const batch = chatBatch([demonstration, longer], 0);
    expect(batch.time).toBe(6);
    expect([...batch.tokens]).toEqual([7, 8, 9, 10, 1, 0, 11, 12, 13, 14, 15, 1]);
    expect([...batch.positions!]).toEqual([2, 3, 10]);
    expect([...batch.targets]).toEqual([10, 1, 1]);
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

/** Chats of such lengths; the last two thirds of each are its reply. */
function chats(lengths: number[]): LanguageBatch {
  return chatBatch(
    lengths.map((length, row) => ({
      ids: Uint16Array.from({ length }, (_, t) => (row + t) % 12),
      replyMask: Uint8Array.from({ length }, (_, t) => (t > length / 3 ? 1 : 0)),
    })),
    0,
  );
}

describe('parts of a batch', () => {
  it('hold all of its rows and targets, in order', () => {
    const whole = chats([9, 16, 5, 12, 3, 16, 16]);
    const parts = splitBatch(whole, 4);
    expect(parts.map(({ batch }) => batch)).toEqual([1, 2, 2, 2]);
    expect(parts.flatMap(({ tokens }) => [...tokens])).toEqual([...whole.tokens]);
    expect(parts.flatMap(({ targets }) => [...targets])).toEqual([...whole.targets]);
    const predicting = ({ tokens, positions }: LanguageBatch) =>
      [...positions!].map((place) => tokens[place]);
    expect(parts.flatMap(predicting)).toEqual(predicting(whole));
  });

  it('are fewer where rows are', () => {
    expect(splitBatch(chats([8, 8, 8]), 4)).toHaveLength(3);
    expect(splitBatch(baseBatch(stream, 0, 1, 16, 1), 4)).toHaveLength(1);
  });
});

describe('a team of workers', () => {
  const checkpointPath = join(tmpdir(), 'no-such-checkpoint');
  const start = { checkpointPath, config, seed: 1, growFrom: null };
  const fresh = () => {
    const parameters = createParameters(config, new Random(start.seed));
    return { parameters, optimizer: createAdamW(parameterList(parameters)) };
  };

  it('takes the steps that one would take alone, up to rounding', async () => {
    const alone = fresh();
    const shared = fresh();
    const team = await Team.start(shared, 2, start, null);
    try {
      for (const lengths of [
        [9, 16, 5, 12, 3, 16, 16],
        [16, 4],
        [7, 7, 7, 15, 16],
      ]) {
        const batch = chats(lengths);
        const expected = await languageStep(alone.parameters, alone.optimizer, batch, settings);
        const { loss, gradientNorm } = await team.step({ batch, settings });
        expect(loss).toBeCloseTo(expected.loss, 4);
        expect(gradientNorm).toBeCloseTo(expected.gradientNorm, 4);
      }
    } finally {
      await team.close();
    }
    for (const { parameters, optimizer } of [alone, shared]) {
      disposeParameters(parameters);
      disposeAdamW(optimizer);
    }
  });

  it('says so when a worker cannot start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pretrain-'));
    const copy = fresh();
    try {
      const checkpointPath = join(folder, 'checkpoint.safetensors');
      writeFileSync(checkpointPath, 'no checkpoint');
      await expect(Team.start(copy, 2, { ...start, checkpointPath }, null)).rejects.toThrow();
    } finally {
      rmSync(folder, { recursive: true });
      disposeParameters(copy.parameters);
      disposeAdamW(copy.optimizer);
    }
  });

  it('does not wait for a worker that is gone', async () => {
    const memory = createSharedMemory(8);
    const waiting = new GradientExchange(memory, 2, 0).meet();
    new GradientExchange(memory, 2, 1).abandon();
    await expect(waiting).rejects.toThrow('gone');
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
