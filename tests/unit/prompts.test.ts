// The shipped prompts keep to the split that pretraining makes.
import { describe, expect, it } from 'vitest';
import { isHeldOutQuestion, normalizeQuestion } from '../../src/world/held-out';
import {
  heldOutPrompts,
  sampledPrompts,
  starterPrompts,
  trainingPrompts,
} from '../../src/world/prompts';

describe('the prompt pool', () => {
  it('is large, short and without repetition', () => {
    const all = [...trainingPrompts, ...heldOutPrompts].map(normalizeQuestion);
    expect(new Set(all).size).toBe(all.length);
    expect(trainingPrompts.length).toBeGreaterThanOrEqual(240);
    expect(heldOutPrompts.length).toBeGreaterThanOrEqual(60);
    expect(Math.max(...all.map((prompt) => prompt.length))).toBeLessThan(60);
  });

  it('holds no held-out question for training, and only such for measuring', () => {
    expect(trainingPrompts.filter((prompt) => isHeldOutQuestion(prompt))).toEqual([]);
    expect(heldOutPrompts.filter((prompt) => !isHeldOutQuestion(prompt))).toEqual([]);
  });

  it('draws its short lists from the long ones', () => {
    expect(sampledPrompts.filter((prompt) => !heldOutPrompts.includes(prompt))).toEqual([]);
    expect(starterPrompts.filter((prompt) => !trainingPrompts.includes(prompt))).toEqual([]);
  });
});

describe('isHeldOutQuestion', () => {
  it('keeps all spellings of a question together', () => {
    expect(normalizeQuestion("  Who's THERE?! ")).toBe('who s there');
    for (const prompt of heldOutPrompts) {
      expect(isHeldOutQuestion(prompt.toUpperCase() + '!!')).toBe(true);
    }
  });

  it('keeps out about a twentieth, and others with another seed', () => {
    const questions = Array.from({ length: 4000 }, (_, i) => `question number ${i}`);
    const share = (seed: number) =>
      questions.filter((q) => isHeldOutQuestion(q, seed)).length / 4000;
    expect(share(1)).toBeGreaterThan(0.04);
    expect(share(1)).toBeLessThan(0.06);
    const both = questions.filter((q) => isHeldOutQuestion(q, 1) && isHeldOutQuestion(q, 2)).length;
    expect(both / 4000).toBeLessThan(0.008);
  });
});
