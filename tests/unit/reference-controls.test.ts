// What PPO charges and reports, by its settings, against PyTorch (tests/reference): the estimator of KL that is charged,
// the coefficient that adapts, and the objective in the metrics table.
import { describe, it } from 'vitest';
import { defaultSettings } from '../../src/contract/config';
import { adaptedKlCoefficient, penalisedRewards } from '../../src/core/kl';
import { newEpisode } from '../../src/train/ppo-episodes';
import { summarise, type UpdateStatistics } from '../../src/train/ppo-update';
import reference from '../fixtures/reference/ppo.json';
import { expectAgreement, expectRowsAgree, float64 } from '../reference/agreement';

const { rewards } = reference;

describe('KL that is charged', () => {
  it.each([
    ['k1', rewards.rewards],
    ['k2', rewards.rewards_by_k2],
    ['k3', rewards.rewards_by_k3],
  ] as const)('by %s', (estimator, expected) => {
    const found = rewards.penalised_scores.map((score, row) =>
      penalisedRewards(
        rewards.log_probs[row]!,
        rewards.reference_log_probs[row]!,
        score,
        rewards.kl_coefficient,
        estimator,
      ),
    );
    expectRowsAgree(found, expected, float64);
  });

  it('by a coefficient that adapts to a target', () => {
    const { target, horizon, replies, kl, start, coefficients } = reference.adaptive_kl;
    let coefficient = start;
    const found = kl.map((measured) => {
      coefficient = adaptedKlCoefficient(coefficient, measured, { target, horizon, replies });
      return coefficient;
    });
    expectAgreement(found, coefficients, float64);
  });
});

describe('the objective in the metrics table', () => {
  it('is a sum per reply, averaged over replies', () => {
    const episodes = rewards.log_probs.map((logProbs, row) => {
      const ending = rewards.ended[row] ? ('end' as const) : ('length' as const);
      return {
        ...newEpisode([1], { tokens: logProbs.map(() => 2), ending }),
        ...{ logProbs, referenceLogProbs: rewards.reference_log_probs[row]! },
        ...{ values: logProbs.map(() => 0), returns: logProbs.map(() => 0) },
        score: rewards.penalised_scores[row]!,
      };
    });
    const update: UpdateStatistics = {
      policy: { loss: 0, approximateKl: 0, clipShare: 0, ratio: 1, entropy: 0 },
      value: { loss: 0, clipShare: 0 },
      ...{ gradientNorm: 0, ptxLoss: null },
    };
    const found = summarise(
      episodes,
      [update],
      { all: episodes, fair: episodes },
      {
        settings: { ...defaultSettings(), klEstimator: 'k1' },
        ...{ learningRate: 0, klCoefficient: rewards.kl_coefficient, iteration: 1 },
      },
    );
    const names = ['kl', 'entropy', 'scores', 'non_score_reward', 'rlhf_reward'] as const;
    expectAgreement(
      names.map((name) => found[`objective/${name}`]),
      names.map((name) => rewards[`objective/${name}`]),
      float64,
    );
  });
});
