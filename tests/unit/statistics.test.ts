import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  distinct2,
  mean,
  median,
  quantile,
  standardDeviation,
  wilsonInterval,
  winRate,
} from '../../src/core/statistics';

test('mean and deviation of a worked example', () => {
  const values = [2, 4, 4, 4, 5, 5, 7, 9];
  expect(mean(values)).toBe(5);
  expect(standardDeviation(values, 0)).toBe(2);
  expect(standardDeviation(values)).toBeCloseTo(Math.sqrt(32 / 7), 12);
  expect(mean([])).toBeNaN();
  expect(standardDeviation([3])).toBeNaN();
});

test('quantiles are linear between neighbours', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
  expect(quantile([10, 9], 1)).toBe(10);
  // Sorted as numbers, not as text.
  expect(quantile([10, 9, 100], 0)).toBe(9);
  expect(median([])).toBeNaN();
});

test("Wilson's interval agrees with published figures", () => {
  // Newcombe 1998, table I, method 3: 81/263 and 0/20.
  const many = wilsonInterval(81, 263);
  expect(many.low).toBeCloseTo(0.2553, 4);
  expect(many.high).toBeCloseTo(0.3662, 4);
  const none = wilsonInterval(0, 20);
  expect(none.low).toBe(0);
  expect(none.high).toBeCloseTo(0.1611, 4);
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
});

test("Wilson's interval holds the share and stays within 0 and 1", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (trials, share) => {
        const { low, high } = wilsonInterval(share * trials, trials);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(share + 1e-12);
        expect(high).toBeGreaterThanOrEqual(share - 1e-12);
      },
    ),
  );
});

test('win rate counts ties half', () => {
  const { rate, comparisons, interval } = winRate([3, 1, 2, 5], [1, 3, 2, 0]);
  expect(rate).toBe(0.625);
  expect(comparisons).toBe(4);
  expect(interval).toEqual(wilsonInterval(2.5, 4));
  expect(() => winRate([1], [1, 2])).toThrow();
});

test('distinct-2 counts word pairs within a text, over all texts', () => {
  // "i am", "am fine" twice, then "you are": 3 distinct of 5.
  expect(distinct2(['I am fine!', 'i am fine', 'You are'])).toBe(3 / 5);
  // No pair across texts.
  expect(distinct2(['a b', 'b c'])).toBe(1);
  expect(distinct2(["don't stop", 'do stop'])).toBe(1);
  expect(distinct2(['hello', ''])).toBeNaN();
});
