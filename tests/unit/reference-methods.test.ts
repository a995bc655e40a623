// GRPO's arithmetic against PyTorch (tests/reference): the advantage of each reply in its group, and what is reported.
import { describe, it } from 'vitest';
import { groupAdvantages } from '../../src/core/group-advantages';
import { klEstimators } from '../../src/core/kl';
import { policyStatistics } from '../../src/core/ppo-statistics';
import reference from '../fixtures/reference/grpo.json';
import { expectAgreement, float64 } from '../reference/agreement';

const expectSame = (found: ArrayLike<number>, expected: readonly number[]) =>
  expectAgreement(found, expected, float64);
const size = reference.rewards[0]!.length;

describe('GRPO', () => {
  it.each(['group', 'batch', 'none'] as const)('advantages, scaled by %s', (scaling) => {
    const { advantages } = groupAdvantages(reference.rewards.flat(), size, scaling);
    expectSame(advantages, reference.advantages[scaling].flat());
  });

  it('what it reports', () => {
    const rewards = reference.rewards.flat();
    const { advantages, meanDeviation, shareWithoutDifference } = groupAdvantages(
      rewards,
      size,
      'group',
    );
    expectSame(
      [meanDeviation, shareWithoutDifference],
      [reference.reward_std, reference.frac_reward_zero_std],
    );
    const logProbs = reference.log_probs.flat();
    const { clipShare } = policyStatistics(
      {
        logProbs,
        oldLogProbs: reference.old_log_probs.flat(),
        advantages: reference.log_probs.flatMap((row, i) => row.map(() => advantages[i]!)),
        entropies: logProbs.map(() => 0),
      },
      reference.clip_range,
    );
    const others = reference.reference_log_probs.flat();
    const k3 = logProbs.map((logProb, i) => klEstimators(logProb, others[i]!).k3);
    const kl = k3.reduce((sum, x) => sum + x, 0) / k3.length;
    expectSame([clipShare, kl], [reference['clip_ratio/region_mean'], reference.kl]);
  });
});
