// How far to trust a reward model: every figure worked by hand on a few pairs.
import { describe, expect, it } from 'vitest';
import type { Ranking, ScoredRanking } from '../../src/contract/records';
import {
  advantageOverLength,
  calibration,
  isEnough,
  longerWinsAccuracy,
  modelAccuracy,
  mostWrong,
  scoredPairs,
  scoreDistribution,
  type ScoredPair,
} from '../../src/core/reward-evaluation';
import { groupedDifference, groupedShare, wilsonInterval } from '../../src/core/statistics';

function pair(
  rankingId: string,
  [chosenScore, rejectedScore]: [number, number],
  [chosen, rejected] = ['yes', 'no'],
): ScoredPair {
  const sample = (text: string) => ({ text, tokens: 1, ended: true });
  return {
    ...{ rankingId, messages: [], chosenScore, rejectedScore },
    ...{ chosen: sample(chosen), rejected: sample(rejected) },
  };
}

function ranking(id: string, texts: string[], ranks: (number | null)[]): Ranking {
  return {
    ...{ id, createdAtMs: 0, allBad: false, ranks, modelId: 'shipped:tiny' },
    messages: [{ role: 'user', content: 'Hello' }],
    samples: texts.map((text) => ({ text, tokens: text.length, ended: true })),
    source: { kind: 'person' },
    sampling: { temperature: 1, topK: 0, topP: 1, maxNewTokens: 8, seed: 1 },
  };
}

/** The score difference at which the model's chance is this. */
const logit = (chance: number) => Math.log(chance / (1 - chance));

describe('a share over groups', () => {
  it('counts trials by how much the groups differ', () => {
    // Share 1/2; residuals 1, 0, -1, 0; variance (4/3) 2 / 64 = 1/24; (1/4) / (1/24) = 6 of 8 trials.
    const groups = [2, 1, 0, 1].map((successes) => ({ successes, trials: 2 }));
    const { share, interval, trials, groups: count } = groupedShare(groups);
    expect({ share, trials, count }).toEqual({ share: 0.5, trials: 8, count: 4 });
    expect(interval.low).toBeCloseTo(wilsonInterval(3, 6).low, 12);
    expect(interval.high).toBeCloseTo(wilsonInterval(3, 6).high, 12);
  });

  it('never has more than its trials, nor fewer than its groups', () => {
    // Every group has the share of all: no variance between groups, which three of them may well have by chance.
    const alike = [1, 1, 1].map((successes) => ({ successes, trials: 2 }));
    expect(groupedShare(alike).interval).toEqual(wilsonInterval(1.5, 3));
    const sure = [3, 3].map((successes) => ({ successes, trials: 3 }));
    expect(groupedShare(sure).interval).toEqual(wilsonInterval(2, 2));
    const opposed = [6, 0].map((successes) => ({ successes, trials: 6 }));
    expect(groupedShare(opposed).interval).toEqual(wilsonInterval(1, 2));
  });

  it('says nothing of nothing', () => {
    expect(groupedShare([{ successes: 0, trials: 0 }])).toMatchObject({
      ...{ share: NaN, trials: 0, groups: 0 },
      interval: { low: 0, high: 1 },
    });
    const one = groupedDifference([{ successes: 1, trials: 4 }]);
    expect(one).toEqual({ mean: 0.25, low: -Infinity, high: Infinity });
  });

  it('gives a difference its interval', () => {
    // Mean 1/4; residuals 1/2, -1/2; variance 2 (1/4 + 1/4) / 16 = 1/16.
    const { mean, low, high } = groupedDifference([
      { successes: 1, trials: 2 },
      { successes: 0, trials: 2 },
    ]);
    expect(mean).toBe(0.25);
    expect(high - mean).toBeCloseTo(1.959964 / 4, 6);
    expect(mean - low).toBeCloseTo(1.959964 / 4, 6);
  });
});

describe('pairs of held-out rankings', () => {
  const stored = new Map(
    [
      ranking('a', ['x', 'yy', 'z'], [2, 1, null]),
      ranking('b', ['x', 'y'], [1, 1]),
      ranking('short', ['x', 'y'], [1, 2]),
    ].map((one) => [one.id, one]),
  );
  const scored: ScoredRanking[] = [
    { rankingId: 'a', scores: [0.1, 0.2, 0.3] },
    { rankingId: 'b', scores: [1, 2] },
    { rankingId: 'gone', scores: [1, 2] },
    { rankingId: 'short', scores: [1] },
  ];

  it('are ordered as the labeler did, without ties, with what is gone counted', () => {
    const { pairs, missing } = scoredPairs(scored, (id) => stored.get(id) ?? null);
    expect(missing).toBe(2);
    expect(
      pairs.map(({ chosen, rejected, chosenScore, rejectedScore }) => [
        ...[chosen.text, rejected.text, chosenScore, rejectedScore],
      ]),
    ).toEqual([
      ['yy', 'x', 0.2, 0.1],
      ['x', 'z', 0.1, 0.3],
      ['yy', 'z', 0.2, 0.3],
    ]);
  });

  it('are worst where the model is surest of the wrong one', () => {
    const { pairs } = scoredPairs(scored, (id) => stored.get(id) ?? null);
    expect(mostWrong(pairs).map(({ chosen }) => chosen.text)).toEqual(['x', 'yy']);
  });
});

describe('accuracy', () => {
  it('counts equal scores half', () => {
    const pairs = [pair('a', [2, 1]), pair('a', [1, 1]), pair('b', [0, 1]), pair('b', [3, 0])];
    expect(modelAccuracy(pairs)).toMatchObject({ share: 0.625, trials: 4, groups: 2 });
  });

  it('of "the longer one wins" counts characters as a reader sees them', () => {
    const texts: [string, string][] = [
      ['longer', 'short'],
      ['short', 'longer'],
      // Space around is not seen, and one character may be two units of a string.
      ['same ', 'size'],
      ['😀😀', 'abc'],
    ];
    const pairs = texts.map((both, index) => pair(`${index}`, [0, 0], both));
    expect(longerWinsAccuracy(pairs)).toMatchObject({ share: 1.5 / 4, trials: 4, groups: 4 });
  });

  it('beside length is compared pair by pair', () => {
    // Ranking a: right and long, right and short: 0 + 1. Ranking b: wrong and long, right and even: -1 + 1/2.
    const pairs = [
      pair('a', [1, 0], ['long one', 'short']),
      pair('a', [1, 0], ['short', 'long one']),
      pair('b', [0, 1], ['long one', 'short']),
      pair('b', [1, 0], ['even', 'even']),
    ];
    const { mean, low, high } = advantageOverLength(pairs);
    expect(mean).toBe(1 / 8);
    // Residuals 3/4 and -3/4; variance 2 (2 * 9/16) / 16.
    expect(high - mean).toBeCloseTo(1.959964 * Math.sqrt(9 / 64), 5);
    expect(low).toBeLessThan(0);
  });
});

describe('calibration', () => {
  it('holds the predicted chance against the observed share, in bins', () => {
    const gap = logit(0.75);
    const pairs = [
      // At 0.75, right in 3 of 4; both orders of a pair are the same chance.
      ...[gap, gap, gap].map((margin, index) => pair(`${index}`, [margin, 0])),
      pair('3', [0, gap]),
      // At 0.95, right in 1 of 2.
      pair('4', [logit(0.95), 0]),
      pair('5', [0, logit(0.95)]),
    ];
    const { bins, expectedError, overconfidence } = calibration(pairs);
    expect(bins.map(({ from, to, pairs }) => [from.toFixed(1), to.toFixed(1), pairs])).toEqual([
      ['0.7', '0.8', 4],
      ['0.9', '1.0', 2],
    ]);
    expect(bins[0]!.predicted).toBeCloseTo(0.75, 12);
    expect(bins[0]!.observed).toBe(0.75);
    expect(bins[0]!.interval).toEqual(wilsonInterval(3, 4));
    expect(bins[1]!.predicted).toBeCloseTo(0.95, 12);
    expect(bins[1]!.observed).toBe(0.5);
    // (4 * 0 + 2 * 0.45) / 6, all of it too sure.
    expect(expectedError).toBeCloseTo(0.15, 12);
    expect(overconfidence).toBeCloseTo(0.15, 12);
  });

  it('tells too modest from too sure, and takes a toss as half', () => {
    const modest = [1, 2, 3].map((id) => pair(`${id}`, [logit(0.55), 0]));
    expect(calibration(modest).overconfidence).toBeCloseTo(-0.45, 12);
    expect(calibration(modest).expectedError).toBeCloseTo(0.45, 12);
    const toss = calibration([pair('a', [1, 1])]);
    expect(toss.bins).toMatchObject([{ predicted: 0.5, observed: 0.5, pairs: 1 }]);
    expect(toss.expectedError).toBe(0);
    const certain = calibration([pair('a', [1000, 0])]);
    expect(certain.bins).toMatchObject([{ predicted: 1, observed: 1 }]);
  });

  it('wants pairs enough, of rankings enough', () => {
    const many = (rankings: number, each: number) =>
      Array.from({ length: rankings * each }, (_, index) => pair(`${index % rankings}`, [1, 0]));
    expect(isEnough(many(5, 6))).toBe(true);
    expect(isEnough(many(5, 5))).toBe(false);
    expect(isEnough(many(4, 10))).toBe(false);
  });
});

describe('where the scores lie', () => {
  it('is counted in bins of one width, with an empty one at either end', () => {
    const bins = scoreDistribution({ chosen: [0.1, 0.9, 1.2, 1.3], rejected: [-0.4, 0.2, 0.3, 0] });
    // From -0.4 to 1.3: seven bins of 0.25 and one each side.
    expect(bins.map(({ middle }) => middle)).toEqual([
      ...[-0.625, -0.375, -0.125, 0.125, 0.375, 0.625, 0.875, 1.125, 1.375, 1.625],
    ]);
    expect(bins.map(({ chosen }) => chosen)).toEqual([0, 0, 0, 0.25, 0, 0, 0.25, 0.25, 0.25, 0]);
    expect(bins.map(({ rejected }) => rejected)).toEqual([0, 0.25, 0, 0.5, 0.25, 0, 0, 0, 0, 0]);
  });

  it('stays within a few bins, for scores that are all alike, far apart, or none', () => {
    expect(scoreDistribution({ chosen: [3], rejected: [3] })).toHaveLength(3);
    const far = scoreDistribution({ chosen: [1e4], rejected: [-1e4] });
    expect(far.length).toBeLessThan(20);
    expect(far.reduce((total, { chosen }) => total + chosen, 0)).toBe(1);
    expect(scoreDistribution({ chosen: [], rejected: [] })).toEqual([]);
  });
});
