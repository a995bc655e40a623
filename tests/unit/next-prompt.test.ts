// What to rank next: samples that differ, skills that were judged too seldom, prompts whose ranking teaches most.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  keepDiffering,
  samplesToDraw,
  textDistance,
  variety,
} from '../../src/core/differing-samples';
import { coveringOrder, mostInstructive } from '../../src/core/next-prompt';
import { Random } from '../../src/core/rng';
import { expectedInformation, TasteGuess } from '../../src/core/taste-guess';

const ranking = (texts: readonly string[], ranks: (number | null)[], allBad = false) => ({
  samples: texts.map((text) => ({ text, tokens: 1, ended: true })),
  ranks,
  allBad,
});

describe('samples that differ', () => {
  it('are measured by words and pairs of words, not by marks and capitals', () => {
    expect(textDistance('I like tea.', 'i like TEA!')).toBe(0);
    expect(textDistance('I like tea.', 'Cows eat grass.')).toBe(1);
    // In common are 3 of 4 words and 1 of 4 pairs: 4 of 8.
    expect(textDistance('I like tea', 'I like green tea')).toBeCloseTo(1 - 4 / 8, 12);
    expect(textDistance('', '')).toBe(0);
    expect(variety(['Yes.'])).toBe(0);
    expect(variety(['Yes.', 'yes', 'Yes!'])).toBe(0);
    expect(variety(['Yes.', 'No.', 'Maybe so.'])).toBe(1);
    expect(variety(['I like tea', 'I like tea a lot'])).toBeLessThan(1);
  });

  it('are kept, near-duplicates go, and what stays keeps its place', () => {
    const texts = [
      'I am fine.',
      'I am fine!',
      'Cows eat grass.',
      'I am fine, yes.',
      'Good night.',
      'No.',
    ];
    expect(keepDiffering(texts, 4)).toEqual([0, 4, 2, 5]);
    // All different: the first ones, as they were drawn.
    expect(keepDiffering(['a b', 'c d', 'e f', 'g h'], 3)).toEqual([0, 1, 2]);
    expect(keepDiffering(['a', 'a'], 4)).toEqual([0, 1]);
    expect(keepDiffering([], 4)).toEqual([]);
    expect(samplesToDraw(4)).toBe(6);
  });

  it('are as many as asked for, each once, and never more alike than the first ones', () => {
    const word = fc.constantFrom('cow', 'grass', 'tea', 'yes', 'no');
    const text = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '));
    const nearest = (texts: readonly string[]) =>
      Math.min(
        ...texts.flatMap((one, i) => texts.slice(0, i).map((other) => textDistance(one, other))),
      );
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 2, maxLength: 9 }),
        fc.integer({ min: 2, max: 9 }),
        (texts, count) => {
          const kept = keepDiffering(texts, count);
          expect(new Set(kept).size).toBe(Math.min(count, texts.length));
          const distance = nearest(kept.map((index) => texts[index]!));
          // Farthest-first keeps at least half of the best possible distance, so of that of the first ones.
          expect(distance).toBeGreaterThanOrEqual(
            Math.min(0.7, nearest(texts.slice(0, count))) / 2,
          );
        },
      ),
    );
  });
});

describe('coveringOrder', () => {
  const skills = [
    ...Array<string>(10).fill('talk'),
    ...Array<string>(5).fill('sums'),
    ...Array<string>(5).fill('poems'),
  ];

  it('holds every prompt once, and any beginning keeps the shares of the skills', () => {
    const order = coveringOrder(skills, new Map(), new Random(1));
    expect([...order].sort((a, b) => a - b)).toEqual(skills.map((_, index) => index));
    for (let length = 1; length <= order.length; length++) {
      const begun = order.slice(0, length).map((index) => skills[index]!);
      const talk = begun.filter((skill) => skill === 'talk').length;
      const sums = begun.filter((skill) => skill === 'sums').length;
      expect(Math.abs(talk - length / 2)).toBeLessThanOrEqual(1);
      expect(Math.abs(sums - length / 4)).toBeLessThanOrEqual(1);
    }
  });

  it('makes up for what was judged too seldom', () => {
    const judged = new Map([
      ['talk', 8],
      ['sums', 4],
    ]);
    const order = coveringOrder(skills, judged, new Random(2));
    expect(order.slice(0, 4).map((index) => skills[index])).toEqual(Array(4).fill('poems'));
  });

  it('draws by chance within a skill', () => {
    const firsts = Array.from(
      { length: 40 },
      (_, seed) => coveringOrder(skills, new Map(), new Random(seed))[0],
    );
    expect(new Set(firsts).size).toBeGreaterThan(4);
  });
});

/** Replies with and without an exclamation mark, to prompts of all kinds. */
const replies = [
  'Cows eat grass',
  'I am fine',
  'It is five',
  'Good night',
  'I like tea',
  'We can sing',
  'Snow is cold',
  'Hats are fun',
];
const likesShouting = replies.map((text) => ranking([`${text}.`, `${text}!`], [2, 1]));

describe('TasteGuess', () => {
  it('finds a plain taste in a few rankings, and carries it to other replies', () => {
    const guess = TasteGuess.learn(likesShouting, new Random(1));
    const scores = guess.scores(['The moon is round.', 'The moon is round!']);
    expect(scores.filter(([calm, loud]) => loud! > calm!).length).toBeGreaterThanOrEqual(5);
    const reverse = TasteGuess.learn(
      replies.map((text) => ranking([`${text}.`, `${text}!`], [1, 2])),
      new Random(1),
    );
    const reversed = reverse.scores(['The moon is round.', 'The moon is round!']);
    expect(reversed.filter(([calm, loud]) => calm! > loud!).length).toBeGreaterThanOrEqual(5);
  });

  it('learns from ties and partial rankings, takes nothing from "all bad", and repeats itself for a seed', () => {
    const mixed = [
      ranking(['Yes.', 'No!', 'Oh.'], [1, 1, null]),
      ranking(['One.', 'Two.'], [null, null], true),
    ];
    const texts = ['Yes.', 'Oh.'];
    const first = TasteGuess.learn(mixed, new Random(3)).scores(texts);
    expect(TasteGuess.learn(mixed, new Random(3)).scores(texts)).toEqual(first);
    expect(first.flat().every(Number.isFinite)).toBe(true);
    const afterAllBad = (...all: string[]) =>
      TasteGuess.learn([ranking(all, [null, null], true)], new Random(3)).scores(texts);
    expect(afterAllBad('Yes.', 'Oh.')).toEqual(afterAllBad('Cows!', 'Tea.'));
  });
});

describe('expectedInformation', () => {
  it('is nothing where all members agree or all are equally unsure, and ln 2 where they are sure of opposites', () => {
    expect(
      expectedInformation([
        [3, 0],
        [3, 0],
      ]),
    ).toBeCloseTo(0, 12);
    expect(
      expectedInformation([
        [1, 1],
        [5, 5],
      ]),
    ).toBeCloseTo(0, 12);
    expect(
      expectedInformation([
        [50, 0],
        [0, 50],
      ]),
    ).toBeCloseTo(Math.LN2, 12);
    expect(
      expectedInformation([
        [1, 0],
        [0, 1],
      ]),
    ).toBeGreaterThan(0);
    expect(expectedInformation([])).toBe(0);
  });
});

describe('mostInstructive', () => {
  const candidate = (skill: string, ...texts: string[]) => ({ skill, texts });

  it('takes samples that differ while little is known', () => {
    const candidates = [
      candidate('sums', 'Five.', 'Five!'),
      candidate('talk', 'Hello there.', 'Go away.'),
      candidate('poems', 'A cat.', 'A cat, yes.'),
    ];
    expect(mostInstructive(candidates, 2, null)).toEqual([1, 2]);
    expect(mostInstructive(candidates, 9, null)).toEqual([1, 2, 0]);
  });

  it('then asks what the guess cannot tell: not again what every ranking so far has shown', () => {
    const guess = TasteGuess.learn(
      [...likesShouting, ...likesShouting, ...likesShouting],
      new Random(4),
    );
    const candidates = [
      candidate('talk', 'Cows eat grass.', 'Cows eat grass!'),
      candidate(
        'talk',
        'Trees grow.',
        'Once upon a time there was a fox who sang a song for us all.',
      ),
    ];
    expect(mostInstructive(candidates, 1, guess)).toEqual([1]);
  });

  it('does not take one skill over and over', () => {
    const candidates = [
      candidate('talk', 'Hello there.', 'Go away.'),
      candidate('talk', 'Good night.', 'Not yet.'),
      candidate('sums', 'It is five.', 'It is nine of them.'),
    ];
    expect(mostInstructive(candidates, 2, null)).toEqual([0, 2]);
  });
});
