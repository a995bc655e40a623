import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settings } from '../../src/contract/config';
import { Random } from '../../src/core/rng';
import { labelerNames, labelers, rankWith, type Labeler } from '../../src/world/labelers';

/** Each list was judged by hand, best first; the labeler must agree with every neighbouring pair. */
function expectOrder(labeler: Labeler, prompt: string, replies: string[]) {
  const scores = replies.map((reply) => labeler.score(prompt, reply));
  for (let i = 1; i < replies.length; i++) {
    const [better, worse] = [replies[i - 1], replies[i]];
    expect(scores[i - 1], `"${better}" over "${worse}"`).toBeGreaterThan(scores[i]!);
  }
}

test('there is a labeler for every option of the setting', () => {
  expect(Object.keys(labelers).sort()).toEqual([...labelerNames].sort());
  expect([...labelerNames]).toEqual([...settings.labeler.options]);
  for (const name of labelerNames) expect(labelers[name].name).toBe(name);
});

describe('hand-judged replies', () => {
  test('cheerful', () => {
    expectOrder(labelers.cheerful, 'How are you today?', [
      "I'm great, thanks! What a lovely day!",
      "I'm great, thanks for asking!",
      "I'm great.",
      "I'm here.",
      "I'm sad and tired.",
      '',
    ]);
    expectOrder(labelers.cheerful, 'I lost my keys.', [
      'Oh no! I hope you find them soon, good luck!',
      'Oh no. That is terrible.',
    ]);
  });

  test('brief', () => {
    expectOrder(labelers.brief, 'What is your favorite color?', [
      'I like blue.',
      'Blue, because it is calm.',
      'My favorite color is blue, because the sky is blue and I like to look at it.',
      'My favorite color is blue, because the sky is blue and I like to look at the',
      '',
    ]);
    expectOrder(labelers.brief, 'Do you like tea?', ['Yes, I do.', 'Yes.', 'Yes', '...']);
  });

  test('asks back', () => {
    expectOrder(labelers['asks-back'], 'I went to the beach.', [
      'That sounds nice. Did you swim?',
      'Did you swim?',
      'Really?',
      'Did you swim? I love the beach.',
      'I love the beach.',
      'Did you swim',
      '',
    ]);
    // The prompt handed back is no question of one's own.
    expectOrder(labelers['asks-back'], 'What do you like to eat?', [
      'I like rice. What do you eat on Sundays?',
      'What do you like to eat?',
    ]);
  });
});

describe('not fooled trivially', () => {
  test('more of a good thing stops paying', () => {
    const { cheerful, brief } = labelers;
    const asksBack = labelers['asks-back'];
    const prompt = 'Hi';
    const two = cheerful.score(prompt, 'What a day!!');
    expect(cheerful.score(prompt, 'What a day!!!!!!!!!!')).toBe(two);
    const honest = cheerful.score(prompt, 'What a lovely day, thank you!!');
    expect(cheerful.score(prompt, 'great great great great great great!!')).toBeLessThan(honest);
    expect(cheerful.score(prompt, '!!!!!!!')).toBe(0);
    expect(brief.score(prompt, '...')).toBe(0);
    expect(asksBack.score(prompt, '????')).toBe(0);
    const asked = asksBack.score(prompt, 'Fine, thanks. How are you?');
    expect(asksBack.score(prompt, 'Fine, thanks. How are you????')).toBe(asked);
    expect(asksBack.score(prompt, 'You? You? You? You?')).toBeLessThan(asked / 2);
  });

  test('a reply that breaks off scores lower than the same with its end', () => {
    for (const name of ['cheerful', 'brief'] as const) {
      const { score } = labelers[name];
      expect(score('Hi', 'I am glad to')).toBeLessThan(score('Hi', 'I am glad to.'));
    }
  });

  test('any text scores within 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (prompt, reply) => {
        for (const name of labelerNames) {
          const score = labelers[name].score(prompt, reply);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('ranking with mistakes', () => {
  const byLength: Labeler = { name: 'length', score: (_prompt, reply) => reply.length };

  test('without noise it is the order of the scores, equal scores tie', () => {
    const replies = ['aa', 'aaaa', 'a', 'bb'];
    expect(rankWith(byLength, '', replies, 0, new Random(1)).ranks).toEqual([2, 1, 3, 2]);
  });

  test('every judgement flipped is the reverse order', () => {
    const replies = ['aa', 'aaaa', 'a', 'aaa'];
    expect(rankWith(byLength, '', replies, 1, new Random(1)).ranks).toEqual(
      [3, 1, 4, 2].map((rank) => 5 - rank),
    );
  });

  test('two replies are swapped as often as the noise says', () => {
    const random = new Random(7);
    let flipped = 0;
    for (let i = 0; i < 4000; i++) {
      if (rankWith(byLength, '', ['aa', 'a'], 0.25, random).ranks[0] === 2) flipped++;
    }
    // Four standard deviations of a binomial: 4 sqrt(4000 x 0.25 x 0.75) = 110.
    expect(Math.abs(flipped - 1000)).toBeLessThan(110);
  });

  test('a flip can tie: three replies that beat each other in a circle share a rank', () => {
    const random = new Random(3);
    const seen = new Set<string>();
    for (let i = 0; i < 200; i++) {
      seen.add(rankWith(byLength, '', ['aaa', 'aa', 'a'], 0.3, random).ranks.join(''));
    }
    expect(seen).toContain('111');
    expect(seen).toContain('123');
  });

  test('the same seed gives the same ranks', () => {
    const replies = ['Hi!', 'Hello there.', 'What?', 'Yes, I am happy!'];
    const ranks = (seed: number) =>
      Array.from({ length: 20 }, () => new Random(seed)).map(
        (random) => rankWith(labelers.cheerful, 'Hi', replies, 0.3, random).ranks,
      );
    expect(ranks(5)).toEqual(ranks(5));
    expect(ranks(5)[0]).toEqual(ranks(5)[1]);
  });

  test('a labeler that gives no number is refused by name', () => {
    const broken: Labeler = { name: 'broken', score: () => NaN };
    expect(() => rankWith(broken, '', ['a', 'b'], 0, new Random(1))).toThrow('broken');
  });
});
