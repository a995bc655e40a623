// Rankings that are asked a second time: which, in what order, and what the second answer says of the labeler.
import { describe, expect, it } from 'vitest';
import type { Ranking } from '../../src/contract/records';
import { exportPreferences } from '../../src/core/preferences-jsonl';
import { importPreferences } from '../../src/core/preferences-import';
import {
  ceilingAccuracy,
  inOtherOrder,
  rankingsSinceRepeat,
  rankingToRepeat,
  selfAgreements,
  separateRepeats,
} from '../../src/core/repeats';
import { Random } from '../../src/core/rng';

const person: Ranking['source'] = { kind: 'person' };
const simulated = (noise: number, seed = 1): Ranking['source'] => ({
  ...{ kind: 'simulated' as const, labeler: 'cheerful', noise, seed },
});

function ranking(
  id: string,
  order: Record<string, number | null>,
  parts: Partial<Ranking> = {},
): Ranking {
  return {
    ...{ id, createdAtMs: 0, allBad: false, source: person, modelId: 'shipped:tiny' },
    messages: [{ role: 'user', content: 'Hello' }],
    samples: Object.keys(order).map((text) => ({ text, tokens: 1, ended: true })),
    ranks: Object.values(order),
    sampling: { temperature: 1, topK: 0, topP: 1, maxNewTokens: 8, seed: 1 },
    ...parts,
  };
}
const numbered = (count: number, parts: Partial<Ranking> = {}) =>
  Array.from({ length: count }, (_, index) => ranking(`${index}`, { a: 1, b: 2 }, parts));

describe("a labeler's agreement with itself", () => {
  it('is the share of ordered pairs that the second answer orders alike, whatever the places', () => {
    const agreements = selfAgreements([
      ranking('1', { a: 1, b: 2, c: 3 }),
      ranking('2', { a: 1, b: 2 }),
      // The samples in another order: a before b, c before b, a before c; so two of three alike.
      ranking('1 again', { c: 2, a: 1, b: 3 }, { repeatOf: '1' }),
      ranking('2 again', { b: 1, a: 2 }, { repeatOf: '2' }),
    ]);
    expect(agreements).toMatchObject([
      { source: { kind: 'person' }, agreement: { share: 2 / 4, trials: 4, groups: 2 } },
    ]);
  });

  it('counts a tie, and what is left open the second time, half', () => {
    const [tied] = selfAgreements([
      ranking('1', { a: 1, b: 2, c: 3 }),
      ranking('again', { a: 1, b: 1, c: 2 }, { repeatOf: '1' }),
    ]);
    expect(tied!.agreement).toMatchObject({ share: 2.5 / 3, trials: 3 });
    const [open] = selfAgreements([
      ranking('1', { a: 1, b: 2, c: 3 }),
      ranking('again', { a: 1, b: null, c: null }, { repeatOf: '1' }),
    ]);
    expect(open!.agreement).toMatchObject({ share: 2.5 / 3, trials: 3 });
    const [bad] = selfAgreements([
      ranking('1', { a: 1, b: 2 }),
      ranking('again', { a: null, b: null }, { repeatOf: '1', allBad: true }),
    ]);
    expect(bad!.agreement).toMatchObject({ share: 0.5, trials: 1 });
  });

  it('leaves out what was tied at first, equal texts, and repeats whose first ranking is gone', () => {
    const agreements = selfAgreements([
      ranking('1', { a: 1, b: 1, c: 2 }),
      ranking('1 again', { a: 2, b: 1, c: 3 }, { repeatOf: '1' }),
      ranking('orphan', { a: 1, b: 2 }, { repeatOf: 'gone' }),
    ]);
    expect(agreements).toMatchObject([{ agreement: { share: 1, trials: 2, groups: 1 } }]);
    expect(selfAgreements(numbered(3))).toEqual([]);
  });

  it('keeps labelers, and shares of mistakes, apart', () => {
    const rankings = [person, simulated(0.1), simulated(0.1, 2), simulated(0.3)].flatMap(
      (source, index) => [
        ranking(`${index}`, { a: 1, b: 2 }, { source }),
        ranking(`${index} again`, { b: 2, a: 1 }, { source, repeatOf: `${index}` }),
      ],
    );
    const trials = selfAgreements(rankings).map(({ agreement }) => agreement.trials);
    expect(trials).toEqual([1, 2, 1]);
  });

  it('bounds what a perfect model can reach', () => {
    // One pair in ten judged wrong: 0.9 * 0.9 + 0.1 * 0.1 = 0.82.
    expect(ceilingAccuracy(0.82)).toBeCloseTo(0.9, 12);
    expect(ceilingAccuracy(1)).toBe(1);
    expect(ceilingAccuracy(0.5)).toBeNull();
  });
});

describe('which ranking is asked again', () => {
  it('is one with a pair, not among the newest, not asked again before', () => {
    const old = [
      ranking('tie', { a: 1, b: 1 }),
      ranking('asked', { a: 1, b: 2 }),
      ranking('good', { a: 1, b: 2 }),
    ];
    const repeat = ranking('again', { b: 1, a: 2 }, { repeatOf: 'asked' });
    const all = [...old, repeat, ...numbered(5)];
    for (let seed = 0; seed < 20; seed++) {
      expect(rankingToRepeat(all, new Random(seed))?.id).toBe('good');
    }
    expect(rankingToRepeat(numbered(5), new Random(1))).toBeNull();
    // A simulated labeler remembers nothing.
    expect(rankingToRepeat(numbered(1), new Random(1), false)?.id).toBe('0');
  });

  it('shows the samples in another order, always', () => {
    const { samples } = ranking('1', { a: 1, b: 2 });
    for (let seed = 0; seed < 20; seed++) {
      const texts = inOtherOrder(samples, new Random(seed)).map(({ text }) => text);
      expect(texts).toEqual(['b', 'a']);
    }
  });

  it('counts from the last repeat', () => {
    const repeat = ranking('again', { b: 1, a: 2 }, { repeatOf: '0' });
    expect(rankingsSinceRepeat(numbered(4))).toBe(4);
    expect(rankingsSinceRepeat([...numbered(4), repeat, ...numbered(2)])).toBe(2);
    expect(separateRepeats([...numbered(2), repeat]).repeats).toEqual([repeat]);
  });
});

describe('a repeat in a preference file', () => {
  it('teaches nothing twice, and comes back as it was', () => {
    const first = ranking('1', { a: 1, b: 2 });
    const repeat = ranking('again', { b: 2, a: 1 }, { repeatOf: '1' });
    const text = exportPreferences([first, repeat]);
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { chosen: string; rejected: string });
    expect(lines.map(({ chosen, rejected }) => [chosen, rejected])).toEqual([
      ['a', 'b'],
      ['b', 'b'],
    ]);
    const { rankings, problems } = importPreferences(text, {
      ...{ modelId: 'shipped:tiny' as const, createdAtMs: 1 },
    });
    expect(problems).toEqual([]);
    expect(rankings).toEqual([first, repeat]);
  });
});
