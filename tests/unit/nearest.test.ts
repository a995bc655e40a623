// What was kept nearest to an iteration.
import { expect, it } from 'vitest';
import { nearest } from '../../src/core/nearest';

const rows = [2, 4, 10].map((iteration) => ({ iteration }));

it('is the row of the iteration itself, else the nearest, the earlier of two', () => {
  const found = [0, 2, 3, 4, 6, 7, 8, 99].map((iteration) => nearest(rows, iteration)?.iteration);
  expect(found).toEqual([2, 2, 2, 4, 4, 4, 10, 10]);
});

it('does not depend on the order, and is nothing where nothing was kept', () => {
  expect(nearest(rows.toReversed(), 3)?.iteration).toBe(2);
  expect(nearest([], 3)).toBeNull();
});
