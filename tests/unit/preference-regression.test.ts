// Newton's method on preferences: one-dimensional cases by hand, and the conditions of a minimum where there are more.
import { describe, expect, it } from 'vitest';
import { newtonSteps, type FeatureComparison } from '../../src/core/preference-regression';
import { Random } from '../../src/core/rng';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const of = (difference: number[], target = 1, weight = 1): FeatureComparison => ({
  ...{ difference: Float64Array.from(difference), target, weight },
});

function after(comparisons: FeatureComparison[], ridge: number, steps = 12) {
  const running = newtonSteps(comparisons, comparisons[0]!.difference.length, ridge);
  const all = Array.from({ length: steps }, () => running.next().value);
  return { all, weights: [...all.at(-1)!.weights] };
}

describe('regression on preferences', () => {
  it('takes the step that is worked out by hand', () => {
    // At w = 0: gradient 1/2 - 1 = -1/2, curvature 1/4 + 2 * 1/8 = 1/2, so w = 1.
    const { all } = after([of([1])], 1 / 8, 1);
    expect(all[0]!.weights[0]).toBeCloseTo(1, 12);
    expect(all[0]!.gradientNorm).toBeCloseTo(0.5, 12);
    expect(all[0]!.loss).toBeCloseTo(-Math.log(sigmoid(1)), 12);
    expect(all[0]!.stepLength).toBe(1);
  });

  it('weighs three for and one against as their odds where the ridge is next to nothing', () => {
    const { weights } = after([of([1], 1, 3), of([1], 0, 1)], 1e-9);
    expect(weights[0]).toBeCloseTo(Math.log(3), 6);
  });

  it('stays at 0 for ties, and finite where all can be told apart', () => {
    expect(after([of([1, 2], 0.5)], 0.1).weights).toEqual([0, 0]);
    const { weights } = after([of([1]), of([2])], 1e-3);
    expect(weights[0]).toBeGreaterThan(1);
    expect(Number.isFinite(weights[0])).toBe(true);
  });

  it('ends where the gradient is 0, lower at every step', () => {
    const random = new Random(4);
    const comparisons = Array.from({ length: 40 }, () =>
      of(
        Array.from({ length: 60 }, () => random.normal()),
        random.uniform() < 0.6 ? 1 : 0,
        random.uniform(),
      ),
    );
    const ridge = 0.05;
    const { all, weights } = after(comparisons, ridge);
    weights.forEach((weight, j) => {
      const pull = comparisons.reduce(
        (sum, { difference, target, weight: counts }) => {
          const output = difference.reduce((total, x, k) => total + x * weights[k]!, 0);
          return sum + counts * (sigmoid(output) - target) * difference[j]!;
        },
        2 * ridge * weight,
      );
      expect(pull).toBeCloseTo(0, 8);
    });
    const whole = all.map(
      ({ loss, weights: own }) => loss + ridge * own.reduce((s, w) => s + w * w, 0),
    );
    whole.slice(1).forEach((loss, index) => expect(loss).toBeLessThanOrEqual(whole[index]!));
    expect(all.at(-1)!.gradientNorm).toBeLessThan(1e-8);
  });

  it('halves a step that would overshoot', () => {
    // Far apart: from w = 0 Newton's step is 2 / 100, which is right; from two that contradict each other it is not.
    const { all } = after([of([100], 1, 1), of([1], 0, 60)], 1e-6, 20);
    expect(all.some(({ stepLength }) => stepLength > 0 && stepLength < 1)).toBe(true);
    expect(all.at(-1)!.gradientNorm).toBeLessThan(1e-6);
  });
});
