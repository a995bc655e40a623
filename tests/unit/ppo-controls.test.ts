// What PPO's settings do to its numbers, worked out by hand: KL control and estimators, schedules, clips that are
// off, layers that learn.
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adaptedKlCoefficient, penalisedRewards } from '../../src/core/kl';
import { policyStatistics, valueStatistics } from '../../src/core/ppo-statistics';
import { cosineDecay, scheduledRate } from '../../src/core/schedules';
import { commonestShare } from '../../src/core/statistics';
import { disposeLanguageModel, type LanguageModel } from '../../src/nn/language-model';
import { policyLoss, valueLoss } from '../../src/nn/losses';
import { attachScalarHead, trainedParameters } from '../../src/nn/parameters';
import { Random } from '../../src/core/rng';
import { tinyModel, useWasm } from './support/tiny-model';

const close = (actual: readonly number[], expected: readonly number[]) => {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 10));
};

describe('the KL coefficient', () => {
  const control = { target: 6, replies: 50, horizon: 100 };

  it('rises above the target and falls below it, in proportion', () => {
    // (6.6 - 6) / 6 = 0.1; 0.1 * 50 / 100 = 0.05.
    expect(adaptedKlCoefficient(0.2, 6.6, control)).toBeCloseTo(0.2 * 1.05, 12);
    expect(adaptedKlCoefficient(0.2, 5.4, control)).toBeCloseTo(0.2 * 0.95, 12);
    expect(adaptedKlCoefficient(0.2, 6, control)).toBe(0.2);
  });

  it('reacts to a large error as to one of a fifth, and never turns into a prize', () => {
    expect(adaptedKlCoefficient(0.2, 60, control)).toBeCloseTo(0.2 * 1.1, 12);
    expect(adaptedKlCoefficient(0.2, -3, control)).toBeCloseTo(0.2 * 0.9, 12);
    expect(adaptedKlCoefficient(0.2, 0, { ...control, horizon: 5 })).toBe(0);
  });
});

describe('the price of drift', () => {
  it('follows the chosen estimator', () => {
    // log pi - log pi_ref: 0.5, -1.
    const [policy, reference] = [
      [-1, -2],
      [-1.5, -1],
    ];
    close(penalisedRewards(policy, reference, 3, 0.2, 'k1'), [-0.1, 3.2]);
    close(penalisedRewards(policy, reference, 3, 0.2, 'k2'), [-0.2 * 0.125, 3 - 0.2 * 0.5]);
    close(penalisedRewards(policy, reference, 3, 0.2, 'k3'), [
      -0.2 * (Math.exp(-0.5) - 1 + 0.5),
      3 - 0.2 * (Math.exp(1) - 1 - 1),
    ]);
  });
});

describe('the learning rate', () => {
  const rates = (schedule: 'constant' | 'linear' | 'cosine', warmupSteps: number) =>
    [0, 1, 2, 3, 4, 5].map((step) => scheduledRate(8, step, 6, { schedule, warmupSteps }));

  it('stays, or falls in a line or along a cosine', () => {
    expect(rates('constant', 0)).toEqual([8, 8, 8, 8, 8, 8]);
    close(rates('linear', 0), [8, 40 / 6, 32 / 6, 4, 16 / 6, 8 / 6]);
    // cos(pi / 3) = 1/2, cos(pi / 2) = 0.
    expect(rates('cosine', 0)[2]).toBeCloseTo(6, 12);
    expect(rates('cosine', 0)[3]).toBeCloseTo(4, 12);
    expect(cosineDecay(8, 9, 6)).toBeCloseTo(0, 12);
  });

  it('warms up first, then spreads the schedule over what is left', () => {
    close(rates('constant', 3), [2, 4, 6, 8, 8, 8]);
    close(rates('linear', 2), [8 / 3, 16 / 3, 8, 6, 4, 2]);
    // A run shorter than its warm-up never gets beyond it.
    expect(scheduledRate(8, 1, 2, { schedule: 'linear', warmupSteps: 5 })).toBeCloseTo(16 / 6, 12);
  });
});

describe('the commonest reply', () => {
  it('is counted among all', () => {
    expect(commonestShare(['a', 'b', 'a', 'c'])).toBe(0.5);
    expect(commonestShare(['a', 'a'])).toBe(1);
  });
});

describe('on tensors', () => {
  let model: LanguageModel;
  beforeAll(async () => {
    await useWasm();
    model = tinyModel();
  });
  afterAll(() => disposeLanguageModel(model));

  it('a clip range of 0 limits neither policy nor value', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const weights = tf.tensor1d([1, 1, 0]);
      // Ratios e and 1/e, advantages 1 and -1: -(e - 1/e) / 2 without clipping.
      const policy = policyLoss(
        tf.tensor1d([0, -2, 0]),
        tf.tensor1d([-1, -1, 0]),
        tf.tensor1d([1, -1, 5]),
        weights,
        2,
        0,
      );
      expect(policy.dataSync()[0]).toBeCloseTo(-(Math.E - 1 / Math.E) / 2, 5);
      // ((3 - 1)^2 + (0 - 1)^2) / 2 / 2.
      const value = valueLoss(
        tf.tensor1d([3, 0, 0]),
        tf.tensor1d([0, 0, 0]),
        tf.tensor1d([1, 1, 9]),
        weights,
        2,
        0,
      );
      expect(value.dataSync()[0]).toBeCloseTo(1.25, 6);
    });
    expect(tf.memory().numTensors).toBe(before);
    const tokens = { logProbs: [0, -2], oldLogProbs: [-1, -1], advantages: [1, -1] };
    const policy = policyStatistics({ ...tokens, entropies: [0, 0] }, 0);
    expect(policy.loss).toBeCloseTo(-(Math.E - 1 / Math.E) / 2, 12);
    expect(policy.clipShare).toBe(0);
    expect(valueStatistics({ values: [3, 0], oldValues: [0, 0], returns: [1, 1] }, 0)).toEqual({
      loss: 1.25,
      clipShare: 0,
    });
  });

  it('all layers learn, the last ones, or the head', () => {
    const names = (which: 'all' | 'last' | 'head', count: number, parameters = model.parameters) =>
      trainedParameters(parameters, which, count).map(({ name }) => name);
    const ofLayer = (index: number) =>
      ['attentionNorm', 'qkv', 'attentionOutput', 'feedForwardNorm', 'gateUp', 'down'].map(
        (part) => `layers.${index}.${part}`,
      );
    expect(names('all', 1)).toEqual(['embedding', ...ofLayer(0), ...ofLayer(1), 'finalNorm']);
    expect(names('last', 1)).toEqual([...ofLayer(1), 'finalNorm']);
    expect(names('last', 9)).toEqual([...ofLayer(0), ...ofLayer(1), 'finalNorm']);
    expect(names('head', 1)).toEqual(['embedding', 'finalNorm']);
    attachScalarHead(model.parameters, new Random(1), 1);
    const head = ['finalNorm', 'scalarHead.weight', 'scalarHead.bias'];
    expect(names('head', 1)).toEqual(head);
    expect(names('last', 1)).toEqual([...ofLayer(1), ...head]);
  });
});
