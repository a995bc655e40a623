// The numbers of a token in words: signs that do not rest on colour, and how strong a colour is.
import { describe, expect, it } from 'vitest';
import type { KeptEpisode } from '../../src/contract/episodes';
import {
  chanceOf,
  extremeOf,
  numbersOf,
  quantitiesOf,
  signedNumber,
  strengths,
  tokenText,
} from '../../src/ui/train/token-quantities';

const numbers = (...values: number[]) => Float32Array.from(values);
const episode: KeptEpisode = {
  ...{ prompt: 'hi', tokens: [' Hello', '', '\n', ''], ended: true, score: 1 },
  logProbs: numbers(-1, -2, -3, -4),
  referenceLogProbs: numbers(-2, -2, -2, -2),
  ...{ klPenalties: null, rewards: null, values: null, advantages: null, returns: null },
  ...{ ratios: null, clipped: null },
};

describe('the numbers of a token', () => {
  it('are those that the method has, and the drift made of two of them', () => {
    expect(quantitiesOf(episode)).toEqual(['log_prob', 'reference', 'drift']);
    expect(Array.from(numbersOf(episode, 'drift')!)).toEqual([1, 0, -1, -2]);
    const ppo = { ...episode, ratios: numbers(1, 1, 1, 1) };
    expect(quantitiesOf(ppo)).toContain('ratio');
  });

  it('carry their sign, but for ratios, and never too many zeros', () => {
    expect(signedNumber('drift', 0.314)).toBe('+0.314');
    expect(signedNumber('drift', -0.314)).toBe('−0.314');
    expect(signedNumber('drift', 0)).toBe('0');
    expect(signedNumber('ratio', 1.04)).toBe('1.04');
    expect(signedNumber('ratio', 2.42e-8)).toBe('2.4e-8');
    expect(signedNumber('ratio', NaN)).toBe('–');
    expect(chanceOf(Math.log(0.1))).toBe('10%');
    expect(chanceOf(-20)).toContain('0.1%');
  });

  it('are as strong as they are far from neutral', () => {
    expect(strengths('drift', [1, -2, 0, NaN])).toEqual([0.5, -1, 0, 0]);
    expect(strengths('ratio', [2, 0.5, 1])).toEqual([1, -1, 0]);
    // Rounding is no drift.
    expect(strengths('drift', [1e-9, -1e-8])).toEqual([0, 0]);
    expect(extremeOf('ratio', [1.5, 0.9])).toBe(1.5);
    expect(extremeOf('drift', [NaN])).toBe(0);
  });

  it('stand under a word where a token has no text', () => {
    expect(episode.tokens.map((_, index) => tokenText(episode, index))).toEqual([
      ' Hello',
      'part of a letter',
      'line break',
      'end',
    ]);
  });
});
