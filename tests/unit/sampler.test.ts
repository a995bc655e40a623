// The sampler against the exact distribution.
import { describe, expect, it } from 'vitest';
import { Random } from '../../src/core/rng';
import { sampleToken, tokenDistribution } from '../../src/nn/sampler';

const logits = [1.2, -0.3, 0.5, 2, 0.5, -1.7];
const plain = { temperature: 1, topK: 0, topP: 1 };

/** softmax by its formula */
function softmax(scores: number[], temperature = 1): number[] {
  const powers = scores.map((score) => Math.exp(score / temperature));
  const total = powers.reduce((sum, x) => sum + x, 0);
  return powers.map((x) => x / total);
}

describe('token distribution', () => {
  it('is softmax of the scores over the temperature', () => {
    for (const temperature of [0.3, 1, 2.5]) {
      const expected = softmax(logits, temperature);
      tokenDistribution(logits, { ...plain, temperature }).forEach((p, i) =>
        expect(p).toBeCloseTo(expected[i]!, 12),
      );
    }
  });

  it('keeps the k likeliest tokens, ties by their ids', () => {
    const kept = [...tokenDistribution(logits, { ...plain, topK: 3 })];
    expect(kept.map((p) => p > 0)).toEqual([true, false, true, true, false, false]);
    expect(kept.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(kept[3]! / kept[0]!).toBeCloseTo(Math.exp(0.8), 10);
  });

  it('keeps the smallest set that reaches top-p, one token at least', () => {
    const sorted = softmax(logits).sort((a, b) => b - a);
    const two = sorted[0]! + sorted[1]!;
    const count = (topP: number) =>
      [...tokenDistribution(logits, { ...plain, topP })].filter((p) => p > 0).length;
    expect(count(two - 1e-6)).toBe(2);
    expect(count(two + 1e-6)).toBe(3);
    expect(count(0)).toBe(1);
    expect(count(1)).toBe(6);
  });

  it('applies top-p to what top-k left', () => {
    // Of the two likeliest, the first alone has e^2 / (e^2 + e^1.2) = 0.69.
    const kept = [...tokenDistribution(logits, { ...plain, topK: 2, topP: 0.6 })];
    expect(kept[3]).toBe(1);
  });

  it('does not overflow on large scores', () => {
    expect([...tokenDistribution([1000, 999, -1000], plain)][0]).toBeCloseTo(
      softmax([1, 0])[0]!,
      12,
    );
  });
});

describe('sampling', () => {
  it('takes the likeliest token at temperature 0, without a random number', () => {
    const random = new Random(1);
    const before = random.state();
    expect(sampleToken(logits, { ...plain, temperature: 0 }, random)).toBe(3);
    expect(random.state()).toEqual(before);
  });

  it.each([
    ['plain', plain],
    ['warm', { ...plain, temperature: 1.7 }],
    ['top-k', { ...plain, topK: 4 }],
    ['top-p', { ...plain, topP: 0.8 }],
  ])('draws each token as often as its probability says (%s)', (_, settings) => {
    const random = new Random(42);
    const draws = 50_000;
    const counts = logits.map(() => 0);
    for (let i = 0; i < draws; i++) counts[sampleToken(logits, settings, random)]! += 1;
    const expected = [...tokenDistribution(logits, settings)];
    const possible = expected.filter((p) => p > 0).length;
    let chiSquare = 0;
    expected.forEach((p, id) => {
      if (p === 0) expect(counts[id]).toBe(0);
      else chiSquare += (counts[id]! - p * draws) ** 2 / (p * draws);
    });
    // 99.9% quantiles of chi-square with 1 to 5 degrees of freedom.
    expect(chiSquare).toBeLessThan([10.83, 13.82, 16.27, 18.47, 20.52][possible - 2]!);
  });

  it('refuses scores that are no numbers', () => {
    expect(() => sampleToken([0, NaN], plain, new Random(1))).toThrow('not a number');
  });
});
