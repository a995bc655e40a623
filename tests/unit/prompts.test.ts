// The shipped prompts keep to the splits that pretraining makes, and ask for all that the models know.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeWorldPrompts } from '../../scripts/lib/world-prompts-file';
import { allItems, isUnseen } from '../../src/world/frames';
import { isHeldOutQuestion, normalizeQuestion } from '../../src/world/held-out';
import { plainWords, readPhrase, requiredWords } from '../../src/world/phrases';
import {
  heldOutPrompts,
  sampledPrompts,
  skillOfShipped,
  starterPrompts,
  trainingPrompts,
} from '../../src/world/prompts';
import { drawWorldPrompts } from '../../src/world/world-prompts';
import { topics } from '../../src/world/topics/index';

const countBySkill = (prompts: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const prompt of prompts) {
    const skill = skillOfShipped(prompt)!;
    counts.set(skill, (counts.get(skill) ?? 0) + 1);
  }
  return counts;
};

describe('the prompt pool', () => {
  it('is large, short and without repetition', () => {
    const all = [...trainingPrompts, ...heldOutPrompts].map(normalizeQuestion);
    expect(new Set(all).size).toBe(all.length);
    expect(trainingPrompts.length).toBeGreaterThanOrEqual(500);
    expect(heldOutPrompts.length).toBeGreaterThanOrEqual(200);
    expect(Math.max(...all.map((prompt) => prompt.length))).toBeLessThan(60);
  });

  it('asks for every skill of the world, and for small talk most', () => {
    for (const [prompts, least] of [
      [trainingPrompts, 8],
      [heldOutPrompts, 3],
    ] as const) {
      const counts = countBySkill(prompts);
      for (const { skill } of topics) {
        expect(counts.get(skill) ?? 0, skill).toBeGreaterThanOrEqual(least);
        expect(counts.get(skill)!, skill).toBeLessThanOrEqual(counts.get('small talk')!);
      }
      const share = counts.get('small talk')! / prompts.length;
      expect(share).toBeGreaterThan(0.3);
      expect(share).toBeLessThan(0.5);
    }
    expect(skillOfShipped('Nobody ships this')).toBeNull();
  });

  it('holds no held-out question for training, and only such of small talk for measuring', () => {
    expect(trainingPrompts.filter((prompt) => isHeldOutQuestion(prompt))).toEqual([]);
    const talk = heldOutPrompts.filter((prompt) => skillOfShipped(prompt) === 'small talk');
    expect(talk.filter((prompt) => !isHeldOutQuestion(prompt))).toEqual([]);
  });

  it('asks about the world in ways that training and measuring do not share', () => {
    const training = drawWorldPrompts('train', 300).filter(({ frame }) => isUnseen(frame));
    const measured = drawWorldPrompts('unseen-frames', 136).filter(({ frame }) => !isUnseen(frame));
    expect([...training, ...measured]).toEqual([]);
    const seen = [...allItems().keys()].flatMap((item) =>
      item.ask
        .filter((frame) => !isUnseen(frame))
        .map((frame) => ({ item, frame, required: requiredWords(frame) })),
    );
    /** A frame whose slots would have to hold what its item does not know is not meant. */
    const isForm = (words: string, { item, frame, required }: (typeof seen)[number]): boolean => {
      if (!required.every((word) => ` ${words} `.includes(` ${word} `))) return false;
      const slots = readPhrase(frame, words);
      if (!slots) return false;
      return item.read ? item.read(slots) !== null : Object.keys(slots).length === 0;
    };
    const known = heldOutPrompts
      .filter((prompt) => skillOfShipped(prompt) !== 'small talk')
      .filter((prompt) => seen.some((other) => isForm(plainWords(prompt), other)));
    expect(known).toEqual([]);
  });

  it('is what `npm run prompts` writes from the topics as they are', () => {
    const file = new URL('../../src/world/world-prompts.generated.ts', import.meta.url);
    expect(readFileSync(file, 'utf8') === writeWorldPrompts(), 'run `npm run prompts`').toBe(true);
  });

  it('draws its short lists from the long ones', () => {
    expect(sampledPrompts.filter((prompt) => !heldOutPrompts.includes(prompt))).toEqual([]);
    expect(starterPrompts.filter((prompt) => !trainingPrompts.includes(prompt))).toEqual([]);
  });
});

describe('isHeldOutQuestion', () => {
  it('keeps all spellings of a question together', () => {
    expect(normalizeQuestion("  Who's THERE?! ")).toBe('who s there');
    for (const prompt of heldOutPrompts.filter((prompt) => isHeldOutQuestion(prompt))) {
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
