// How rare a reply's word pairs are, on batches worked by hand.
import { describe, expect, it } from 'vitest';
import { novelty } from '../../src/core/novelty';

describe('novelty', () => {
  it('is the surprise of the pairs over prompts, brought to mean 0 and deviation 1', () => {
    // "a b" comes to two of three prompts, "c d" and "e f" to one: log(3/2), log(3/2), log 3, log 3.
    const [first, second, third, fourth] = novelty(
      ['a b', 'a b', 'c d', 'e f'],
      ['p', 'q', 'r', 'r'],
    );
    expect([first, second, third, fourth].map((x) => Math.round(x! * 1e9) / 1e9)).toEqual([
      -1, -1, 1, 1,
    ]);
  });

  it('takes the mean over a reply’s pairs, as often as they come', () => {
    // "a b a": pairs "a b" (both prompts) and "b a" (one): half of log 2. Alone "a b" 0, "c d" log 2.
    const values = novelty(['a b a', 'a b', 'c d'], ['p', 'q', 'q']);
    const deviation = Math.log(2) * Math.sqrt(1 / 6);
    [0, -Math.log(2) / 2, Math.log(2) / 2].forEach((distance, index) =>
      expect(values[index]).toBeCloseTo(distance / deviation, 12),
    );
  });

  it('does not mind that replies to one prompt are alike', () => {
    const alike = novelty(['a b', 'a b', 'a b', 'c d'], ['p', 'p', 'p', 'q']);
    expect(alike).toEqual([0, 0, 0, 0]);
  });

  it('does not take rounding for a difference', () => {
    // Every pair has one prompt; a mean of seven equal numbers may round otherwise than one of two.
    const texts = ['a b', 'c d e f g h i j', 'k l m'];
    expect(novelty(texts, ['p', 'q', 'r'])).toEqual([0, 0, 0]);
  });

  it('is 0 without pairs of words', () => {
    const [none, word, common, rare] = novelty(['', 'word', 'a b', 'c d'], ['p', 'q', 'p', 'q']);
    expect([none, word]).toEqual([0, 0]);
    expect(common).toBe(rare);
    expect(novelty([], [])).toEqual([]);
    expect(novelty(['A b!', 'a, B', 'x y'], ['p', 'q', 'r'])[0]).toBeLessThan(0);
  });
});
