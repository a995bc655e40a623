// The losses of reward model and PPO, each with its gradient: pairs, ties and "all bad"; the clipped policy and value
// losses with what only fills the batch.
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { pairwiseLoss, policyLoss, valueLoss } from '../../src/nn/losses';
import {
  joinComparisons,
  prepareRankings,
  type PreparedRanking,
} from '../../src/train/reward-data';
import preferences from '../fixtures/reference/preferences.json';
import reference from '../fixtures/reference/ppo.json';
import { rankingOf, tinyTokenizer } from '../unit/support/tiny-model';
import { differentiate, expectAgreement } from './agreement';

/** Rankings as the reward model's training reads them; null for ranks says that all samples are bad. */
export function preparedRankings(
  rankings: (readonly (number | null)[] | null)[],
): PreparedRanking[] {
  const samples = (count: number) => Array.from({ length: count }, (_, i) => `Reply ${i}`);
  return prepareRankings(
    rankings.map((ranks) =>
      ranks
        ? rankingOf('Hello', samples(ranks.length), { ranks: [...ranks] })
        : rankingOf('Hello', samples(3), { ranks: [null, null, null], allBad: true }),
    ),
    tinyTokenizer(),
    64,
  );
}

/** Defines the tests; the caller has chosen a backend. */
export function lossTests(): void {
  describe('preference loss', () => {
    const { rankings } = preferences;
    for (const ranking of rankings) {
      it(`of one ranking: ${ranking.name}`, async () => {
        const comparisons = joinComparisons(preparedRankings([ranking.ranks]));
        const found = await differentiate((x) => pairwiseLoss(x, comparisons), ranking.scores);
        expectAgreement([found.loss], [ranking.loss]);
        // In the file it is that of the mean over all rankings.
        const own = ranking.gradient.map((slope) => slope * rankings.length);
        expectAgreement(found.gradient, own);
      });
    }

    it('of all rankings in one batch', async () => {
      const prepared = preparedRankings(rankings.map(({ ranks }) => ranks));
      expect(prepared).toHaveLength(rankings.length);
      const found = await differentiate(
        (x) => tf.mul(pairwiseLoss(x, joinComparisons(prepared)), 1 / prepared.length),
        rankings.flatMap(({ scores }) => scores),
      );
      expectAgreement([found.loss], [preferences.loss]);
      expectAgreement(
        found.gradient,
        rankings.flatMap(({ gradient }) => gradient),
      );
    });
  });

  describe("PPO's losses, masked", () => {
    const sum = (mask: number[]) => mask.reduce((total, x) => total + x, 0);

    it('policy', async () => {
      const { old_log_probs, advantages, mask, clip_range, ...expected } = reference.policy;
      const found = await differentiate((x) => {
        const [old, gains, weights] = [old_log_probs, advantages, mask].map((row) =>
          tf.tensor1d(row),
        );
        return policyLoss(x, old!, gains!, weights!, sum(mask), clip_range);
      }, expected.log_probs);
      expectAgreement([found.loss], [expected.loss]);
      expectAgreement(found.gradient, expected.gradient);
    });

    it('value', async () => {
      const { old_values, returns, mask, clip_range, ...expected } = reference.value;
      const found = await differentiate((x) => {
        const [old, targets, weights] = [old_values, returns, mask].map((row) => tf.tensor1d(row));
        return valueLoss(x, old!, targets!, weights!, sum(mask), clip_range);
      }, expected.values);
      expectAgreement([found.loss], [expected.loss]);
      expectAgreement(found.gradient, expected.gradient);
    });
  });
}
