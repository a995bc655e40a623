import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clickOrderToRanks,
  clickSample,
  moveSample,
  orderToRanks,
  pairCount,
  ranksToOrder,
  rankingToComparisons,
  splitHeldOut,
  tieWithPrevious,
  untie,
  type Order,
} from '../../src/core/rankings';

function judged(ranks: (number | null)[], allBad = false) {
  return { ranks, allBad, samples: ranks.map(() => ({ text: 'x', tokens: 1, ended: true })) };
}

describe('rankings to comparisons, by hand', () => {
  test('a full ranking of 3 makes its 3 pairs', () => {
    expect(rankingToComparisons(judged([2, 1, 3]))).toEqual([
      { kind: 'pair', better: 1, worse: 0 },
      { kind: 'pair', better: 0, worse: 2 },
      { kind: 'pair', better: 1, worse: 2 },
    ]);
  });

  test('equal ranks are a tie, and both beat what is below', () => {
    expect(rankingToComparisons(judged([1, 2, 1]))).toEqual([
      { kind: 'pair', better: 0, worse: 1 },
      { kind: 'tie', first: 0, second: 2 },
      { kind: 'pair', better: 2, worse: 1 },
    ]);
  });

  test('a partial ranking: the ranked beat the unranked, which are not compared', () => {
    expect(rankingToComparisons(judged([null, 1, null, 2]))).toEqual([
      { kind: 'pair', better: 1, worse: 0 },
      { kind: 'pair', better: 3, worse: 0 },
      { kind: 'pair', better: 1, worse: 2 },
      { kind: 'pair', better: 1, worse: 3 },
      { kind: 'pair', better: 3, worse: 2 },
    ]);
  });

  test('one click on the best of 4 makes 3 pairs', () => {
    expect(pairCount(judged([null, null, 1, null]))).toBe(3);
  });

  test('all bad: each loses to the reference, none to another', () => {
    expect(rankingToComparisons(judged([null, null, null], true))).toEqual([
      { kind: 'below-reference', sample: 0 },
      { kind: 'below-reference', sample: 1 },
      { kind: 'below-reference', sample: 2 },
    ]);
    expect(pairCount(judged([null, null], true))).toBe(0);
  });

  test('all equal is all ties; nothing ranked is nothing', () => {
    expect(rankingToComparisons(judged([1, 1]))).toEqual([{ kind: 'tie', first: 0, second: 1 }]);
    expect(rankingToComparisons(judged([null, null]))).toEqual([]);
  });

  test('ranks that do not fit the samples are refused', () => {
    expect(() => rankingToComparisons({ ...judged([1, 2]), ranks: [1] })).toThrow('2 samples');
  });

  test('any ranking: every couple at most once, and only the unranked are left out', () => {
    const ranks = fc.array(fc.option(fc.integer({ min: 1, max: 4 })), {
      minLength: 2,
      maxLength: 9,
    });
    fc.assert(
      fc.property(ranks, (value) => {
        const unranked = value.filter((rank) => rank === null).length;
        const couples = (value.length * (value.length - 1)) / 2 - (unranked * (unranked - 1)) / 2;
        const comparisons = rankingToComparisons(judged(value));
        expect(comparisons).toHaveLength(couples);
        for (const comparison of comparisons) {
          if (comparison.kind !== 'pair') continue;
          const better = value[comparison.better];
          expect(better).not.toBeNull();
          expect(better).toBeLessThan(value[comparison.worse] ?? Infinity);
        }
      }),
    );
  });
});

describe('clicks, ties and drags', () => {
  test('clicks rank in order, a second click takes back', () => {
    let order: Order = [];
    for (const sample of [2, 0, 3]) order = clickSample(order, sample);
    expect(orderToRanks(order, 4)).toEqual([2, null, 1, 3]);
    order = clickSample(order, 0);
    expect(orderToRanks(order, 4)).toEqual([null, null, 1, 2]);
    expect(clickOrderToRanks([2, 0, 3], 4)).toEqual([2, null, 1, 3]);
  });

  test('a tie joins the group before; the first has none; an unranked one joins the last', () => {
    const order: Order = [[2], [0], [3]];
    expect(tieWithPrevious(order, 0)).toEqual([[2, 0], [3]]);
    expect(tieWithPrevious(order, 2)).toEqual(order);
    expect(tieWithPrevious(order, 1)).toEqual([[2], [0], [3, 1]]);
    expect(tieWithPrevious([], 1)).toEqual([[1]]);
    expect(untie([[2, 0], [3]], 2)).toEqual([[0], [2], [3]]);
    expect(untie(order, 2)).toEqual(order);
  });

  test('a drag places a sample among the others', () => {
    const order: Order = [[2], [0], [3]];
    expect(moveSample(order, 3, 0)).toEqual([[3], [2], [0]]);
    expect(moveSample(order, 2, 2)).toEqual([[0], [3], [2]]);
    expect(moveSample(order, 2, 99)).toEqual([[0], [3], [2]]);
    expect(moveSample(order, 1, -1)).toEqual([[1], [2], [0], [3]]);
    expect(moveSample([[2, 0], [3]], 0, 2)).toEqual([[2], [3], [0]]);
  });

  test('ranks with gaps read as the same groups', () => {
    expect(ranksToOrder([1, 3, null, 1])).toEqual([[0, 3], [1]]);
    expect(orderToRanks(ranksToOrder([1, 3, null, 1]), 4)).toEqual([1, 2, null, 1]);
  });

  test('whatever is done, a sample is in one group at most and no group is empty', () => {
    const step = fc.record({
      verb: fc.constantFrom('click', 'tie', 'untie', 'move'),
      sample: fc.nat(8),
      position: fc.integer({ min: -2, max: 12 }),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let order: Order = [];
        for (const { verb, sample, position } of steps) {
          if (verb === 'click') order = clickSample(order, sample);
          else if (verb === 'tie') order = tieWithPrevious(order, sample);
          else if (verb === 'untie') order = untie(order, sample);
          else order = moveSample(order, sample, position);
        }
        const placed = order.flat();
        expect(new Set(placed).size).toBe(placed.length);
        expect(order.every((group) => group.length > 0)).toBe(true);
        const ranks = orderToRanks(order, 9);
        expect(orderToRanks(ranksToOrder(ranks), 9)).toEqual(ranks);
      }),
    );
  });
});

describe('held-out split', () => {
  function rankings(prompts: string[]) {
    return prompts.map((content, i) => ({
      id: `r${i}`,
      messages: [{ role: 'user' as const, content }],
    }));
  }
  const hundred = rankings(Array.from({ length: 100 }, (_, i) => `prompt ${i % 60}`));

  test('holds out about the share, and keeps a prompt on one side', () => {
    const { training, heldOut } = splitHeldOut(hundred, 0.15, 1);
    expect(heldOut.length).toBeGreaterThanOrEqual(14);
    expect(heldOut.length).toBeLessThanOrEqual(15);
    expect(training.length + heldOut.length).toBe(100);
    const trained = new Set(training.map(({ messages }) => messages[0]!.content));
    expect(heldOut.some(({ messages }) => trained.has(messages[0]!.content))).toBe(false);
  });

  test('depends on the seed, not on the order', () => {
    const ids = (list: { id: string }[]) => list.map(({ id }) => id).sort();
    const first = ids(splitHeldOut(hundred, 0.15, 1).heldOut);
    expect(ids(splitHeldOut([...hundred].reverse(), 0.15, 1).heldOut)).toEqual(first);
    expect(ids(splitHeldOut(hundred, 0.15, 2).heldOut)).not.toEqual(first);
  });

  test('edges: no share, one prompt, few rankings, one large prompt', () => {
    expect(splitHeldOut(hundred, 0, 1).heldOut).toEqual([]);
    expect(splitHeldOut(rankings(['a', 'a', 'a']), 0.5, 1).heldOut).toEqual([]);
    expect(splitHeldOut(rankings(['a', 'b', 'c']), 0.1, 1).heldOut).toHaveLength(1);
    const few = splitHeldOut(rankings(['a', 'a', 'b', 'b']), 0.1, 1);
    expect(few.heldOut).toHaveLength(2);
    expect(few.training).toHaveLength(2);
    expect(splitHeldOut([], 0.5, 1)).toEqual({ training: [], heldOut: [] });
  });
});
