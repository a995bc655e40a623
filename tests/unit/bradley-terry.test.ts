import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bradleyTerry } from '../../src/core/bradley-terry';

describe('two players', () => {
  test('the difference is the log-odds of their wins, half a win added to both', () => {
    // 3 wins against 1: log(3.5 / 1.5) between them, and so half of it to either side of 0.
    const [first, second] = bradleyTerry([
      [0, 3],
      [1, 0],
    ]);
    expect(first!.strength).toBeCloseTo(Math.log(3.5 / 1.5) / 2, 10);
    expect(second!.strength).toBeCloseTo(-first!.strength, 10);
    // Information on the difference: 5 games x 0.7 x 0.3; a strength is half of the difference.
    const error = 1 / Math.sqrt(5 * 0.7 * 0.3) / 2;
    expect(first!.error).toBeCloseTo(error, 10);
    expect(second!.error).toBeCloseTo(error, 10);
    expect(first!.low).toBeCloseTo(first!.strength - 1.959964 * error, 5);
    expect(first!.high).toBeCloseTo(first!.strength + 1.959964 * error, 5);
  });

  test('stay finite when one won everything, and are equal when nobody won more', () => {
    const [winner, loser] = bradleyTerry([
      [0, 20],
      [0, 0],
    ]);
    expect(winner!.strength).toBeCloseTo(Math.log(20.5 / 0.5) / 2, 10);
    expect(loser!.strength).toBeCloseTo(-Math.log(20.5 / 0.5) / 2, 10);
    const even = bradleyTerry([
      [0, 4.5],
      [4.5, 0],
    ]);
    for (const { strength } of even) expect(strength).toBeCloseTo(0, 12);
  });
});

test('a chain: who beat the one who beat the other is the strongest, by equal steps', () => {
  // First beat second 3 to 1 and second beat third 3 to 1, so the matrix is symmetric about the second.
  const [first, second, third] = bradleyTerry([
    [0, 3, 0],
    [1, 0, 3],
    [0, 1, 0],
  ]);
  expect(second!.strength).toBeCloseTo(0, 9);
  expect(first!.strength).toBeCloseTo(-third!.strength, 9);
  // At the maximum every player has won as often as its strength foresees; here with a quarter of a win added each.
  const chance = (a: number, b: number) => 1 / (1 + Math.exp(b - a));
  const [a, b, c] = [first!.strength, second!.strength, third!.strength];
  expect(4.5 * chance(a, b) + 0.5 * chance(a, c)).toBeCloseTo(3.25 + 0.25, 6);
  expect(4.5 * chance(b, a) + 4.5 * chance(b, c)).toBeCloseTo(1.25 + 3.25, 6);
});

test('three equal players have equal errors, as worked out by hand', () => {
  // Three equal players, each pair 10 games and the imaginary half tie: information w = 10.5 / 4 a pair.
  // Under mean 0 the pseudo-inverse of w (3 I - J) is (I - J / 3) / (3 w), whose diagonal is 2 / (9 w).
  const all = bradleyTerry([
    [0, 5, 5],
    [5, 0, 5],
    [5, 5, 0],
  ]);
  for (const { strength, error } of all) {
    expect(strength).toBeCloseTo(0, 10);
    expect(error).toBeCloseTo(Math.sqrt(2 / (9 * (10.5 / 4))), 10);
  }
});

test('strengths that made the games are found again', () => {
  const true_ = [0.9, 0.1, -0.3, -0.7];
  const games = 100_000;
  const wins = true_.map((a) => true_.map((b) => games / (1 + Math.exp(b - a))));
  bradleyTerry(wins).forEach(({ strength }, i) => expect(strength).toBeCloseTo(true_[i]!, 3));
});

test('players who never met are compared by whom both met, one player is 0, none is nothing', () => {
  const [first, , third] = bradleyTerry([
    [0, 9, 0],
    [1, 0, 1],
    [0, 9, 0],
  ]);
  expect(first!.strength).toBeCloseTo(third!.strength, 9);
  expect(bradleyTerry([[0]])).toEqual([{ strength: 0, error: 0, low: 0, high: 0 }]);
  expect(bradleyTerry([])).toEqual([]);
  expect(() => bradleyTerry([[0, 1]])).toThrow('square');
});

test('whatever the votes are, strengths are finite and centred, and another win never weakens the winner', () => {
  const count = fc.integer({ min: 0, max: 50 });
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 5 }).chain((players) => {
        const row = fc.array(count, { minLength: players, maxLength: players });
        return fc.array(row, { minLength: players, maxLength: players });
      }),
      (wins) => {
        const before = bradleyTerry(wins);
        const total = before.reduce((sum, { strength }) => sum + strength, 0);
        expect(total).toBeCloseTo(0, 6);
        expect(before.every(({ error }) => Number.isFinite(error) && error > 0)).toBe(true);
        const more = wins.map((row) => [...row]);
        more[0]![1]! += 1;
        expect(bradleyTerry(more)[0]!.strength).toBeGreaterThan(before[0]!.strength - 1e-6);
      },
    ),
  );
});
