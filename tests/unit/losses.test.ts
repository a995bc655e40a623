// Every loss: its value against plain arithmetic, its gradient against finite differences.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/core/rng';
import { packDialogues, replyLogProbs, sumByRow } from '../../src/nn/dialogue-batch';
import {
  dpoLoss,
  grpoLoss,
  pairwiseLoss,
  policyLoss,
  valueLoss,
  type ScoreComparison,
} from '../../src/nn/losses';
import { parameterList } from '../../src/nn/parameters';
import { languageLoss } from '../../src/train/sft';
import { tinyModel, useWasm } from './support/tiny-model';

beforeAll(useWasm);

/** Compares the gradient of a loss at a point with central differences. */
function checkGradient(loss: (x: tf.Tensor1D) => tf.Scalar, at: number[], tolerance = 2e-3): void {
  const gradient = tf.tidy(() => [
    ...tf
      .grad((x) => loss(x as tf.Tensor1D))(tf.tensor1d(at))
      .dataSync(),
  ]);
  const value = (x: number[]) => tf.tidy(() => loss(tf.tensor1d(x)).dataSync()[0]!);
  const step = 1e-2;
  at.forEach((_, index) => {
    const moved = (by: number) => value(at.map((x, i) => (i === index ? x + by : x)));
    const difference = (moved(step) - moved(-step)) / (2 * step);
    expect(Math.abs(gradient[index]! - difference)).toBeLessThan(tolerance);
  });
}

const valueOf = (loss: () => tf.Scalar) => tf.tidy(() => loss().dataSync()[0]!);

describe('pairwise loss', () => {
  const comparisons: ScoreComparison[] = [
    { first: 0, second: 1, target: 1, weight: 0.5 },
    { first: 2, second: 1, target: 1, weight: 0.25 },
    { first: 0, second: 2, target: 0.5, weight: 0.25 },
    { first: 3, second: null, target: 0, weight: 1 },
  ];
  const scores = [0.3, -0.7, 1.1, 0.4];
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

  it('is minus the log-likelihood of the judgements; null is a reply with score 0', () => {
    const tie = -(Math.log(sigmoid(-0.8)) + Math.log(sigmoid(0.8))) / 2;
    const expected =
      -0.5 * Math.log(sigmoid(1)) -
      0.25 * Math.log(sigmoid(1.8)) +
      0.25 * tie -
      Math.log(sigmoid(-0.4));
    expect(valueOf(() => pairwiseLoss(tf.tensor1d(scores), comparisons))).toBeCloseTo(expected, 5);
  });

  it('has the right gradient, also between equal scores', () => {
    checkGradient((x) => pairwiseLoss(x, comparisons), scores);
    checkGradient((x) => pairwiseLoss(x, comparisons), [0, 0, 0, 0]);
  });

  it('stays finite for scores far apart', () => {
    const far = tf.tensor1d([-60, 60]);
    const one: ScoreComparison[] = [{ first: 0, second: 1, target: 1, weight: 1 }];
    expect(valueOf(() => pairwiseLoss(far, one))).toBeCloseTo(120, 3);
    far.dispose();
  });
});

describe("PPO's losses", () => {
  const old = [-1, -2, -0.5, -1.2, -3];
  // Ratios on both sides of the clip, none of them at its corner; the last element only fills up.
  const logProbs = [-1.05, -1.6, -0.9, -1.15, -9];
  const advantages = [1, 2, -1.5, -0.5, 7];
  const weights = [1, 1, 1, 1, 0];

  const policy = (x: tf.Tensor1D) =>
    policyLoss(x, tf.tensor1d(old), tf.tensor1d(advantages), tf.tensor1d(weights), 4, 0.2);

  it('policy: value and gradient', () => {
    const expected = [0, 1, 2, 3].reduce((sum, i) => {
      const ratio = Math.exp(logProbs[i]! - old[i]!);
      const clipped = Math.min(1.2, Math.max(0.8, ratio));
      return sum + Math.max(-advantages[i]! * ratio, -advantages[i]! * clipped) / 4;
    }, 0);
    expect(valueOf(() => policy(tf.tensor1d(logProbs)))).toBeCloseTo(expected, 5);
    checkGradient(policy, logProbs);
  });

  it('policy: at ratio 1 the gradient is that of the plain policy gradient', () => {
    const gradient = tf.tidy(() => [
      ...tf
        .grad((x) => policy(x as tf.Tensor1D))(tf.tensor1d(old))
        .dataSync(),
    ]);
    [0, 1, 2, 3].forEach((i) => expect(gradient[i]).toBeCloseTo(-advantages[i]! / 4, 6));
    expect(gradient[4]).toBeCloseTo(0, 12);
  });

  it('value: value and gradient', () => {
    const oldValues = [0.1, 0.5, -0.4, 1, 0];
    const values = [0.2, 1.4, -0.5, 0.3, 5];
    const returns = [1, 1, -2, -1, 0];
    const loss = (x: tf.Tensor1D) =>
      valueLoss(x, tf.tensor1d(oldValues), tf.tensor1d(returns), tf.tensor1d(weights), 4, 0.2);
    const expected = [0, 1, 2, 3].reduce((sum, i) => {
      const step = Math.min(0.2, Math.max(-0.2, values[i]! - oldValues[i]!));
      const clipped = (oldValues[i]! + step - returns[i]!) ** 2;
      return sum + Math.max((values[i]! - returns[i]!) ** 2, clipped) / 8;
    }, 0);
    expect(valueOf(() => loss(tf.tensor1d(values)))).toBeCloseTo(expected, 5);
    checkGradient(loss, values);
  });
});

describe("DPO's loss", () => {
  const sums = [-3, -5, -4, -2];
  const reference = [-3.5, -4, -4, -2.2];
  const comparisons: ScoreComparison[] = [
    { first: 0, second: 1, target: 1, weight: 1 },
    { first: 2, second: 3, target: 0.5, weight: 0.5 },
    { first: 3, second: null, target: 0, weight: 0.5 },
  ];
  const loss = (x: tf.Tensor1D) => dpoLoss(x, tf.tensor1d(reference), comparisons, 0.4);

  it('is minus the log-likelihood of the judgements under the implicit rewards', () => {
    // Implicit rewards 0.4 * (0.5, -1, 0, 0.2) = 0.2, -0.4, 0, 0.08.
    const expected =
      Math.log1p(Math.exp(-0.6)) +
      (0.5 * (Math.log1p(Math.exp(0.08)) + Math.log1p(Math.exp(-0.08)))) / 2 +
      0.5 * Math.log1p(Math.exp(0.08));
    expect(valueOf(() => loss(tf.tensor1d(sums)))).toBeCloseTo(expected, 6);
  });

  it('is log 2 a judgement where policy and reference are one, and pulls the pair apart', () => {
    const one: ScoreComparison[] = [{ first: 0, second: 1, target: 1, weight: 1 }];
    const same = (x: tf.Tensor1D) => dpoLoss(x, tf.tensor1d([-3, -5]), one, 0.4);
    expect(valueOf(() => same(tf.tensor1d([-3, -5])))).toBeCloseTo(Math.LN2, 6);
    const gradient = tf.tidy(() => [
      ...tf
        .grad((x) => same(x as tf.Tensor1D))(tf.tensor1d([-3, -5]))
        .dataSync(),
    ]);
    // beta * sigmoid(0) = 0.2 each way (Rafailov et al. 2023, section 4).
    expect(gradient[0]).toBeCloseTo(-0.2, 6);
    expect(gradient[1]).toBeCloseTo(0.2, 6);
  });

  it('has the right gradient', () => checkGradient(loss, sums));
});

describe("GRPO's loss", () => {
  const old = [-1, -2, -0.5, -3];
  const logProbs = [-0.6, -2.1, -0.9, -9];
  const reference = [-1.2, -2.1, -0.3, -4];
  const advantages = [1, 1, -2, 5];
  // The last element only fills up.
  const weights = [0.25, 0.25, 0.5, 0];
  const loss = (x: tf.Tensor1D) =>
    grpoLoss(
      x,
      tf.tensor1d(old),
      tf.tensor1d(reference),
      tf.tensor1d(advantages),
      tf.tensor1d(weights),
      { clipRange: 0.2, klCoefficient: 0.3 },
    );

  it('is the clipped objective plus the price of k3 at each token', () => {
    // Ratios e^0.4 (clipped to 1.2, advantage 1), e^-0.1, e^-0.4 (clipped to 0.8, advantage -2).
    const objective = -0.25 * 1.2 - 0.25 * Math.exp(-0.1) + 0.5 * 2 * 0.8;
    // ref - new = -0.6, 0, 0.6.
    const k3 = 0.25 * (Math.exp(-0.6) + 0.6 - 1) + 0.5 * (Math.exp(0.6) - 0.6 - 1);
    expect(valueOf(() => loss(tf.tensor1d(logProbs)))).toBeCloseTo(objective + 0.3 * k3, 6);
  });

  it('has the right gradient', () => checkGradient(loss, logProbs));
});

describe('losses through the whole model', () => {
  /** Checks the directional derivative along a random direction in all weights at once. */
  function checkDirection(loss: (model: ReturnType<typeof tinyModel>) => tf.Scalar): void {
    const model = tinyModel(3);
    const list = parameterList(model.parameters);
    // Larger weights than a fresh model's, so that every part of it matters.
    const random = new Random(5);
    for (const { variable } of list) {
      if (variable.rank === 2) tf.tidy(() => variable.assign(tf.mul(variable, 8)));
    }
    const direction = list.map(({ variable }) =>
      tf.tensor(
        Float32Array.from({ length: variable.size }, () => random.normal()),
        variable.shape,
      ),
    );
    const { value, grads } = tf.variableGrads(
      () => loss(model),
      list.map(({ variable }) => variable),
    );
    const slope = tf.tidy(() =>
      list
        .map(
          ({ variable }, i) => tf.sum(tf.mul(grads[variable.name]!, direction[i]!)).dataSync()[0]!,
        )
        .reduce((sum, x) => sum + x, 0),
    );
    const moved = (by: number) => {
      list.forEach(({ variable }, i) =>
        tf.tidy(() => variable.assign(tf.add(variable, tf.mul(direction[i]!, by)))),
      );
      return valueOf(() => loss(model));
    };
    const step = 1e-3;
    const above = moved(step);
    const below = moved(-2 * step);
    const difference = (above - below) / (2 * step);
    expect(Math.abs(slope)).toBeGreaterThan(0.05);
    expect(Math.abs(slope - difference) / Math.abs(slope)).toBeLessThan(0.02);
    tf.dispose([
      value,
      ...Object.values(grads),
      ...direction,
      ...list.map(({ variable }) => variable),
    ]);
  }

  it('language loss', () => {
    const tokens = Int32Array.from([5, 9, 14, 200, 3, 8, 77, 31]);
    checkDirection(({ parameters }) =>
      languageLoss(parameters, {
        ...{ batch: 2, time: 4, tokens },
        positions: Int32Array.from([0, 1, 2, 4, 6]),
        targets: Int32Array.from([9, 14, 200, 8, 31]),
      }),
    );
  });

  it('log-probabilities and entropies of replies, at a temperature, and their sums', () => {
    const packed = packDialogues(
      [
        { prompt: [5, 9], reply: [14, 200, 1] },
        { prompt: [3, 8, 77], reply: [31] },
      ],
      0,
      64,
    );
    checkDirection(({ parameters }) => {
      const { logProbs } = replyLogProbs(parameters, packed, 1);
      return tf.sum(tf.square(sumByRow(packed, logProbs))) as tf.Scalar;
    });
    checkDirection(({ parameters }) => {
      const { logProbs, entropies } = replyLogProbs(parameters, packed, 0.7);
      const weights = tf.tensor1d(packed.weights);
      return tf.sum(tf.mul(tf.add(logProbs, tf.mul(entropies, 0.5)), weights)) as tf.Scalar;
    });
  });
});
