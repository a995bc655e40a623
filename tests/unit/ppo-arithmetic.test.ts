// PPO's arithmetic against numbers worked out by hand: advantages, whitening, KL, rewards, schedules, statistics.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generalisedAdvantages, returnsAsAdvantages } from '../../src/core/gae';
import { klEstimators, penalisedRewards } from '../../src/core/kl';
import {
  explainedVariance,
  policyStatistics,
  valueStatistics,
} from '../../src/core/ppo-statistics';
import { linearDecay } from '../../src/core/schedules';
import { whiten } from '../../src/core/whitening';

const close = (actual: readonly number[], expected: readonly number[]) => {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 10));
};

describe('generalised advantages', () => {
  it('of three tokens, discount 0.9, lambda 0.5', () => {
    // delta_2 = 4 - 2 = 2; delta_1 = 0 + 0.9*2 - 1 = 0.8; delta_0 = 1 + 0.9*1 - 0.5 = 1.4
    // A_2 = 2; A_1 = 0.8 + 0.45*2 = 1.7; A_0 = 1.4 + 0.45*1.7 = 2.165
    const { advantages, returns } = generalisedAdvantages([1, 0, 4], [0.5, 1, 2], 0.9, 0.5);
    close(advantages, [2.165, 1.7, 2]);
    close(returns, [2.665, 2.7, 4]);
  });

  it('with lambda 0 are one-step errors, with lambda 1 what is still to come minus the value', () => {
    close(generalisedAdvantages([0, 0, 3], [1, 2, 2.5], 1, 0).advantages, [1, 0.5, 0.5]);
    close(generalisedAdvantages([0, 0, 3], [1, 2, 2.5], 1, 1).advantages, [2, 1, 0.5]);
  });

  it('of one token is reward minus value', () => {
    close(generalisedAdvantages([2], [0.5], 1, 0.95).advantages, [1.5]);
  });

  it('refuses lists that do not belong together', () => {
    expect(() => generalisedAdvantages([1, 2], [1], 1, 1)).toThrow('2 rewards');
  });

  it('are what is still to come where there is no baseline', () => {
    // 4; 0 + 0.5 * 4; 1 + 0.5 * 2.
    const { advantages, returns } = returnsAsAdvantages([1, 0, 4], 0.5);
    close(advantages, [2, 2, 4]);
    close(returns, [2, 2, 4]);
    // GAE with lambda 1 and values of 0 is the same.
    close(generalisedAdvantages([1, 0, 4], [0, 0, 0], 0.5, 1).advantages, advantages);
  });
});

describe('whitening', () => {
  it('counts all rows together, with the unbiased variance', () => {
    // Mean 2.5, variance (2.25 + 0.25 + 0.25 + 2.25) / 3 = 5/3.
    const scale = 1 / Math.sqrt(5 / 3);
    const rows = whiten([[1, 2], [3], [4]]);
    expect(rows.map(({ length }) => length)).toEqual([2, 1, 1]);
    rows.flat().forEach((x, i) => expect(x).toBeCloseTo((i - 1.5) * scale, 6));
  });

  it('can keep the mean', () => {
    const rows = whiten(
      [
        [1, 2],
        [3, 4],
      ],
      true,
    ).flat();
    expect(rows.reduce((sum, x) => sum + x, 0) / 4).toBeCloseTo(2.5, 10);
    expect(rows[3]! - rows[0]!).toBeCloseTo(3 / Math.sqrt(5 / 3), 6);
  });

  it('survives equal numbers, a single one and none', () => {
    expect(whiten([[3, 3], [3]])).toEqual([[0, 0], [0]]);
    expect(whiten([[7]])).toEqual([[0]]);
    expect(whiten([[]])).toEqual([[]]);
  });
});

describe('KL', () => {
  it('has three estimators', () => {
    // log pi - log pi_ref = 0.5
    const { k1, k2, k3 } = klEstimators(-1, -1.5);
    expect(k1).toBeCloseTo(0.5, 12);
    expect(k2).toBeCloseTo(0.125, 12);
    expect(k3).toBeCloseTo(Math.exp(-0.5) - 1 + 0.5, 12);
  });

  it('k1 and k3 average to the exact divergence, k2 and k3 are never negative', () => {
    const distribution = fc
      .array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 })
      .map((weights) => weights.map((w) => w / weights.reduce((sum, x) => sum + x, 0)));
    fc.assert(
      fc.property(distribution, distribution, (policy, reference) => {
        const each = policy.map((p, i) => klEstimators(Math.log(p), Math.log(reference[i]!)));
        const exact = policy.reduce((sum, p, i) => sum + p * Math.log(p / reference[i]!), 0);
        const expected = (name: 'k1' | 'k3') =>
          policy.reduce((sum, p, i) => sum + p * each[i]![name], 0);
        expect(expected('k1')).toBeCloseTo(exact, 10);
        expect(expected('k3')).toBeCloseTo(exact, 10);
        for (const { k2, k3 } of each) {
          expect(k2).toBeGreaterThanOrEqual(0);
          expect(k3).toBeGreaterThanOrEqual(-1e-15);
        }
      }),
    );
  });

  it('is charged at every token, the score is paid at the last', () => {
    close(penalisedRewards([-1, -2, -0.5], [-1.5, -1, -0.5], 3, 0.2), [-0.1, 0.2, 3]);
    close(penalisedRewards([-1], [-1], -2, 0.1), [-2]);
  });
});

describe('learning rate', () => {
  it('falls straight from the full rate, and would be 0 after the last step', () => {
    expect([0, 1, 2, 3, 4, 5].map((step) => linearDecay(8, step, 4))).toEqual([8, 6, 4, 2, 0, 0]);
  });
});

describe('statistics of an update', () => {
  it('of a policy: clipped loss, half squared log-ratio, clip share, ratio', () => {
    const half = Math.log(1.5);
    const { loss, approximateKl, clipShare, ratio, entropy } = policyStatistics(
      {
        logProbs: [-1 + half, -1 + half, -2, -1 - half],
        oldLogProbs: [-1, -1, -2, -1],
        // Ratios 1.5, 1.5, 1, 2/3. Clipped where it would gain: first (1.2), and the last (0.8, advantage < 0).
        advantages: [1, -1, 2, -3],
        entropies: [1, 2, 3, 4],
      },
      0.2,
    );
    expect(loss).toBeCloseTo((-1.2 + 1.5 - 2 + 2.4) / 4, 12);
    expect(approximateKl).toBeCloseTo((3 * half ** 2) / 2 / 4, 12);
    expect(clipShare).toBe(0.5);
    expect(ratio).toBeCloseTo((1.5 + 1.5 + 1 + 2 / 3) / 4, 12);
    expect(entropy).toBe(2.5);
  });

  it('of a value model', () => {
    // 0 -> 1 clipped to 0.2 with target 2: max(1, 3.24); 0 -> -1 with target 0: max(1, 0.04), not clipped.
    const { loss, clipShare } = valueStatistics(
      { values: [1, -1], oldValues: [0, 0], returns: [2, 0] },
      0.2,
    );
    expect(loss).toBeCloseTo((3.24 + 1) / 4, 12);
    expect(clipShare).toBe(0.5);
  });

  it('explained variance is 1 when perfect, 0 for a constant, negative when worse', () => {
    expect(explainedVariance([1, 2, 3], [1, 2, 3])).toBe(1);
    expect(explainedVariance([5, 5, 5], [1, 2, 3])).toBeCloseTo(0, 12);
    expect(explainedVariance([3, 2, 1], [1, 2, 3])).toBeCloseTo(-3, 12);
    expect(explainedVariance([1, 2], [4, 4])).toBe(0);
  });
});
