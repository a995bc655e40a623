// Gao's forms, fitted: worked out by hand, and found again from points that lie on them.
import { describe, expect, it } from 'vitest';
import { fitOverOptimization, peakOf, rewardAt } from '../../src/core/over-optimization';

const at = (distance: number, reward: number) => ({ distance, reward });

describe('the fit for best-of-n', () => {
  it('goes through two points', () => {
    // d = 1: a - b = 2; d = 2: 2 (a - 2 b) = 2; so b = 1, a = 3.
    const fit = fitOverOptimization('best-of-n', [at(1, 2), at(2, 2)])!;
    expect(fit.a).toBeCloseTo(3, 12);
    expect(fit.b).toBeCloseTo(1, 12);
    expect(fit.points).toBe(2);
    // Falls beyond 3 / 2, where it is 3 / 2 * (3 - 3 / 2) = 2.25.
    expect(peakOf(fit)).toBeCloseTo(1.5, 12);
    expect(rewardAt(fit, 1.5)).toBeCloseTo(2.25, 12);
    expect(rewardAt(fit, 0)).toBe(0);
  });

  it('lies between points that no curve meets', () => {
    // u = (1, 1, 2), w = (1, 1, 4), R = (1, 3, 2): the same as (1, 2) twice and (2, 2), with 2 left over.
    const fit = fitOverOptimization('best-of-n', [at(1, 1), at(1, 3), at(2, 2)])!;
    expect(fit.a).toBeCloseTo(3, 12);
    expect(fit.b).toBeCloseTo(1, 12);
    // Their mean, 2, explains as much.
    expect(fit.explained).toBeCloseTo(0, 12);
  });
});

describe('the fit for reinforcement learning', () => {
  it('goes through two points', () => {
    // d = 1: a = 2; d = e: e (2 - b) = e; so b = 1.
    const fit = fitOverOptimization('rl', [at(1, 2), at(Math.E, Math.E)])!;
    expect(fit.a).toBeCloseTo(2, 12);
    expect(fit.b).toBeCloseTo(1, 12);
    // Slope 2 - log d - 1 = 0 at e.
    expect(peakOf(fit)).toBeCloseTo(Math.E, 12);
    expect(fit.explained).toBeCloseTo(1, 12);
  });

  it('finds a curve again', () => {
    const curve = { kind: 'rl' as const, a: 0.7, b: 0.31 };
    const points = [0.2, 0.5, 1, 1.7, 2.6, 3.9].map((d) => at(d, rewardAt(curve, d)));
    const fit = fitOverOptimization('rl', points)!;
    expect(fit.a).toBeCloseTo(0.7, 10);
    expect(fit.b).toBeCloseTo(0.31, 10);
  });
});

describe('where nothing can be said', () => {
  it('there is no fit from one distance, nor from the start itself', () => {
    expect(fitOverOptimization('rl', [at(1, 2), at(1, 3)])).toBeNull();
    expect(
      fitOverOptimization('best-of-n', [at(0, 0), at(1, 2), at(NaN, 1), at(-1, 3)]),
    ).toBeNull();
  });

  it('there is no peak on a curve that does not fall, or that falls at once', () => {
    expect(peakOf({ kind: 'best-of-n', a: 1, b: 0 })).toBeNull();
    expect(peakOf({ kind: 'rl', a: 1, b: -0.1 })).toBeNull();
    expect(peakOf({ kind: 'best-of-n', a: -1, b: 1 })).toBeNull();
  });

  it('equal rewards leave nothing to explain', () => {
    expect(fitOverOptimization('rl', [at(1, 0), at(2, 0)])!.explained).toBeNaN();
  });
});
