// The arithmetic of best-of-n and GRPO against numbers worked out by hand.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestOfEach, bestOfNKl, expectedBestOf } from '../../src/core/best-of-n';
import { groupAdvantages, tokenWeights } from '../../src/core/group-advantages';
import { mean } from '../../src/core/statistics';

describe('best of n', () => {
  it('costs log n - (n-1)/n', () => {
    expect(bestOfNKl(1)).toBe(0);
    expect(bestOfNKl(2)).toBeCloseTo(0.1931471806, 9);
    expect(bestOfNKl(4)).toBeCloseTo(0.6362943611, 9);
    expect(bestOfNKl(1000)).toBeCloseTo(5.908755279, 9);
  });

  it('costs exactly the KL between the best of n uniform draws and one', () => {
    // The best of n has density n x^(n-1) on [0, 1]: KL = integral of n x^(n-1) log(n x^(n-1)), by the midpoint rule.
    const n = 5;
    const steps = 20_000;
    const points = Array.from({ length: steps }, (_, i) => (i + 0.5) / steps);
    const kl = mean(points.map((x) => n * x ** (n - 1) * Math.log(n * x ** (n - 1))));
    expect(bestOfNKl(n)).toBeCloseTo(kl, 6);
  });

  it('keeps the best of each group, the first of equals', () => {
    expect(bestOfEach([1, 3, 2, 5, 5, 4], 3)).toEqual([1, 3]);
    expect(bestOfEach([-1, -2], 1)).toEqual([0, 1]);
    expect(() => bestOfEach([1, 2, 3], 2)).toThrow('groups of 2');
  });

  it('for a smaller n is the mean over all subsets', () => {
    // Pairs of 1, 2, 4, 8: bests 2, 4, 8, 4, 8, 8. Threes: 4, 8, 8, 8.
    expect(expectedBestOf([4, 1, 8, 2], 1)).toBeCloseTo(3.75, 12);
    expect(expectedBestOf([4, 1, 8, 2], 2)).toBeCloseTo(34 / 6, 12);
    expect(expectedBestOf([4, 1, 8, 2], 3)).toBeCloseTo(7, 12);
    expect(expectedBestOf([4, 1, 8, 2], 4)).toBeCloseTo(8, 12);
    expect(() => expectedBestOf([1, 2], 3)).toThrow('best of 3');
  });
});

describe('group advantages', () => {
  it('are distances from the mean of the own group, over its deviation', () => {
    // Means 2 and 6; deviations (n - 1) of 1, 3 and of 4, 8: sqrt 2 and sqrt 8.
    const { advantages, meanDeviation, shareWithoutDifference } = groupAdvantages(
      [1, 3, 4, 8],
      2,
      'group',
    );
    const expected = [-1, 1, -2, 2].map((lead, i) => lead / (Math.sqrt(i < 2 ? 2 : 8) + 1e-4));
    advantages.forEach((advantage, i) => expect(advantage).toBeCloseTo(expected[i]!, 12));
    expect(meanDeviation).toBeCloseTo((Math.sqrt(2) + Math.sqrt(8)) / 2, 12);
    expect(shareWithoutDifference).toBe(0);
  });

  it('can be scaled by the batch or not at all', () => {
    expect(groupAdvantages([1, 3, 4, 8], 2, 'none').advantages).toEqual([-1, 1, -2, 2]);
    // Deviation of all four about their mean 4: sqrt((9 + 1 + 0 + 16) / 3).
    const { advantages } = groupAdvantages([1, 3, 4, 8], 2, 'batch');
    expect(advantages[3]).toBeCloseTo(2 / (Math.sqrt(26 / 3) + 1e-4), 12);
  });

  it('are 0 in a group whose scores are alike', () => {
    const { advantages, shareWithoutDifference } = groupAdvantages([5, 5, 1, 2], 2, 'group');
    expect(advantages.slice(0, 2)).toEqual([0, 0]);
    expect(shareWithoutDifference).toBe(0.5);
  });

  it('sum to 0 in every group, whatever the scale', () => {
    const scores = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), {
      minLength: 6,
      maxLength: 6,
    });
    fc.assert(
      fc.property(scores, fc.constantFrom('group', 'batch', 'none'), (list, scaling) => {
        const { advantages } = groupAdvantages(list, 3, scaling);
        for (const group of [advantages.slice(0, 3), advantages.slice(3)]) {
          expect(mean(group)).toBeCloseTo(0, 9);
        }
      }),
    );
  });

  it('need groups of two at least, and whole ones', () => {
    expect(() => groupAdvantages([1, 2], 1, 'group')).toThrow('groups of 1');
    expect(() => groupAdvantages([1, 2, 3], 2, 'group')).toThrow('groups of 2');
  });
});

describe('weights of tokens', () => {
  const lengths = [1, 3];
  const perReply = (averaging: Parameters<typeof tokenWeights>[1]) =>
    tokenWeights(lengths, averaging, 8).map((weight, i) => weight * lengths[i]!);

  it('grpo: every reply counts the same', () => expect(perReply('grpo')).toEqual([0.5, 0.5]));
  it('dapo: every token counts the same', () => expect(perReply('dapo')).toEqual([0.25, 0.75]));
  it('dr_grpo: every token counts 1 over the longest reply', () =>
    expect(perReply('dr_grpo')).toEqual([1 / 16, 3 / 16]));
});
