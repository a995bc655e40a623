// The plain arithmetic of core/ against PyTorch (tests/reference): KL, rewards, advantages, whitening, statistics.
import { describe, expect, it } from 'vitest';
import { generalisedAdvantages } from '../../src/core/gae';
import { klEstimators, penalisedRewards } from '../../src/core/kl';
import {
  explainedVariance,
  policyStatistics,
  valueStatistics,
} from '../../src/core/ppo-statistics';
import { whiten } from '../../src/core/whitening';
import reference from '../fixtures/reference/ppo.json';
import { expectAgreement, expectRowsAgree, float64 } from '../reference/agreement';

const expectSame = (found: ArrayLike<number>, expected: readonly number[]) =>
  expectAgreement(found, expected, float64);
const expectSameRows = (found: number[][], expected: number[][]) =>
  expectRowsAgree(found, expected, float64);

describe('KL', () => {
  const { log_probs, reference_log_probs, ...expected } = reference.kl;
  const found = log_probs.map((logProb, i) => klEstimators(logProb, reference_log_probs[i]!));

  it.each(['k1', 'k2', 'k3'] as const)('estimator %s', (name) => {
    expectSame(
      found.map((each) => each[name]),
      expected[name],
    );
  });
});

describe('rewards of each token', () => {
  const given = reference.rewards;
  const rewards = given.penalised_scores.map((score, row) =>
    penalisedRewards(
      given.log_probs[row]!,
      given.reference_log_probs[row]!,
      score,
      given.kl_coefficient,
    ),
  );

  it('are the KL penalty, and the score at the last', () => {
    expectSameRows(rewards, given.rewards);
  });

  it('whitened keep their mean', () => {
    expectSameRows(whiten(rewards, true), given.whitened_rewards);
  });

  it('add up to score plus non-score reward, the sign of which is minus', () => {
    const perReply = rewards.map((row) => row.reduce((sum, x) => sum + x, 0));
    const mean = perReply.reduce((sum, x) => sum + x, 0) / perReply.length;
    expectSame([mean], [given['objective/rlhf_reward']]);
    expectSame([mean], [given['objective/scores'] - given.kl_coefficient * given['objective/kl']]);
  });
});

describe('advantages and returns', () => {
  for (const given of reference.advantages) {
    it(`discount ${given.discount}, lambda ${given.lambda}`, () => {
      const found = given.rewards.map((row, i) =>
        generalisedAdvantages(row, given.values[i]!, given.discount, given.lambda),
      );
      expectSameRows(
        found.map(({ advantages }) => advantages),
        given.advantages,
      );
      expectSameRows(
        found.map(({ returns }) => returns),
        given.returns,
      );
    });
  }

  it('whitened, with and without their mean', () => {
    const { rows, whitened, keeping_the_mean } = reference.whitening;
    expectSameRows(whiten(rows), whitened);
    expectSameRows(whiten(rows, true), keeping_the_mean);
  });
});

describe('statistics of an update', () => {
  it('of the policy', () => {
    const { mask, clip_range, ...given } = reference.policy;
    const real = (row: number[]) => row.filter((_, i) => mask[i]);
    const found = policyStatistics(
      {
        logProbs: real(given.log_probs),
        oldLogProbs: real(given.old_log_probs),
        advantages: real(given.advantages),
        entropies: real(given.entropies),
      },
      clip_range,
    );
    expect(given.clip_share).toBeGreaterThan(0.1);
    expectSame(
      [found.loss, found.approximateKl, found.clipShare, found.ratio, found.entropy],
      [given.loss, given.approximate_kl, given.clip_share, given.ratio, given.entropy],
    );
  });

  it('of the value model', () => {
    const { mask, clip_range, ...given } = reference.value;
    const real = (row: number[]) => row.filter((_, i) => mask[i]);
    const [values, oldValues, returns] = [given.values, given.old_values, given.returns].map(real);
    const found = valueStatistics(
      { values: values!, oldValues: oldValues!, returns: returns! },
      clip_range,
    );
    expectSame(
      [found.loss, found.clipShare, explainedVariance(oldValues!, returns!)],
      [given.loss, given.clip_share, given.explained_variance],
    );
  });
});
