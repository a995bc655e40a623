// The byte-pair trainer on cases worked out by hand.
import { describe, expect, it } from 'vitest';
import { byteSymbols, countWords, splitWords, trainBytePairs } from '../../src/core/bpe-trainer';

const counts = (text: string) => {
  const result = new Map<string, number>();
  countWords(text, result);
  return result;
};

describe('byteSymbols', () => {
  it('is the alphabet of GPT-2', () => {
    expect(byteSymbols[0x41]).toBe('A');
    expect(byteSymbols[0x20]).toBe('Ġ');
    expect(byteSymbols[0x0a]).toBe('Ċ');
    expect(byteSymbols[0xad]).toBe('Ń');
    expect(new Set(byteSymbols).size).toBe(256);
  });
});

describe('splitWords', () => {
  it('parts words, contractions, punctuation and numbers, in twos of digits', () => {
    expect(splitWords('1234 + 7')).toEqual(['12', '34', 'Ġ+', 'Ġ7']);
    expect(splitWords("I don't know 42 cats!")).toEqual([
      'I',
      'Ġdon',
      "'t",
      'Ġknow',
      'Ġ42',
      'Ġcats',
      '!',
    ]);
  });

  it('cuts special tokens out before punctuation can swallow their start', () => {
    expect(splitWords('Hi!<|end|>Bye', ['<|end|>'])).toEqual(['Hi', '!', 'Bye']);
    expect(splitWords('Hi!<|end|>')).toEqual(['Hi', '!<|', 'end', '|>']);
  });

  it('writes other scripts in bytes', () => {
    expect(splitWords('é')).toEqual(['Ã©']);
  });
});

describe('trainBytePairs', () => {
  it('merges the commonest pairs first, in the example of Sennrich et al. 2016', () => {
    // low x5, lower x2, newest x6, widest x3. Pairs: es 9, st 9, we 8, lo 7, ow 7, ne 6, ew 6 ...
    // "es" and "st" tie at 9; "es" has the smaller ids. Then "es"+"t" 9; then "lo" 7 before "ow" 7.
    const words = new Map([
      ['low', 5],
      ['lower', 2],
      ['newest', 6],
      ['widest', 3],
    ]);
    const { merges } = trainBytePairs(words, { vocabularySize: 256 + 4, specialTokens: [] });
    expect(merges).toEqual([
      ['e', 's'],
      ['es', 't'],
      ['l', 'o'],
      ['lo', 'w'],
    ]);
  });

  it('merges a run from left to right and keeps counts right within one word', () => {
    // "aaaa" x1: aa 3 -> [aa aa], then aa+aa.
    const { tokens, merges } = trainBytePairs(counts('aaaa'), {
      vocabularySize: 300,
      specialTokens: ['<|end|>'],
    });
    expect(merges).toEqual([
      ['a', 'a'],
      ['aa', 'aa'],
    ]);
    expect(tokens.length).toBe(1 + 256 + 2);
    expect(tokens[0]).toBe('<|end|>');
    expect(tokens.slice(-2)).toEqual(['aa', 'aaaa']);
  });

  it('does not depend on the order of the words', () => {
    const text = 'the cat sat on the mat and the rat sat on the cat';
    const forward = counts(text);
    const backward = new Map([...forward].reverse());
    const options = { vocabularySize: 275, specialTokens: [] };
    expect(trainBytePairs(backward, options)).toEqual(trainBytePairs(forward, options));
  });

  it('agrees with counting anew after every merge', () => {
    const text = 'she sells sea shells on the sea shore; the shells she sells are sea shells';
    const { merges } = trainBytePairs(counts(text), { vocabularySize: 290, specialTokens: [] });
    expect(merges).toEqual(mergesByRecounting(counts(text), 290 - 256));
  });

  it('refuses a vocabulary that cannot hold the bytes', () => {
    expect(() =>
      trainBytePairs(new Map(), { vocabularySize: 256, specialTokens: ['<|end|>'] }),
    ).toThrow(/between 257 and 65535/);
  });
});

/** The definition of the method, slow and plain. */
function mergesByRecounting(words: Map<string, number>, size: number): [string, string][] {
  const idOf = new Map(byteSymbols.map((symbol, id) => [symbol, id]));
  let split = [...words].map(([word, count]) => ({ parts: Array.from(word), count }));
  const merges: [string, string][] = [];
  while (merges.length < size) {
    const pairs = new Map<string, { left: string; right: string; count: number }>();
    for (const { parts, count } of split) {
      for (let i = 0; i + 1 < parts.length; i++) {
        const [left, right] = [parts[i]!, parts[i + 1]!];
        const known = pairs.get(`${left} ${right}`);
        pairs.set(`${left} ${right}`, { left, right, count: (known?.count ?? 0) + count });
      }
    }
    const best = [...pairs.values()].sort(
      (a, b) =>
        b.count - a.count ||
        idOf.get(a.left)! - idOf.get(b.left)! ||
        idOf.get(a.right)! - idOf.get(b.right)!,
    )[0];
    if (!best) break;
    merges.push([best.left, best.right]);
    if (!idOf.has(best.left + best.right)) idOf.set(best.left + best.right, idOf.size);
    split = split.map(({ parts, count }) => {
      const joined: string[] = [];
      for (let i = 0; i < parts.length; i++) {
        if (parts[i] === best.left && parts[i + 1] === best.right) {
          joined.push(best.left + best.right);
          i++;
        } else joined.push(parts[i]!);
      }
      return { parts: joined, count };
    });
  }
  return merges;
}
