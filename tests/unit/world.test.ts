// The world's chats as a whole: the same from the same seed, varied, well written, kind, and without what is kept out
// of training. Truth is tested in world-truth, reading prompts back in world-recognize.
import { describe, expect, test } from 'vitest';
import { Random } from '../../src/core/rng';
import { allItems, isUnseen } from '../../src/world/frames';
import { WorldGenerator, type Exchange, type WorldOptions } from '../../src/world/generate';
import { fateOfPair, isHeldOutFrame } from '../../src/world/held-out';
import {
  plainWords,
  readPhrase,
  slotsOf,
  writePhrase,
  type Bindings,
} from '../../src/world/phrases';
import { styles, type Item } from '../../src/world/topic';
import { topics } from '../../src/world/topics/index';
import { TextWriter } from '../../src/world/texts';
import { isForbidden } from './support/forbidden-words';

function drawExchanges(count: number, seed: number, options: WorldOptions = {}): Exchange[] {
  const generator = new WorldGenerator(options);
  const random = new Random(seed);
  const exchanges: Exchange[] = [];
  while (exchanges.length < count) exchanges.push(...generator.chat(random).exchanges);
  return exchanges;
}

const training = drawExchanges(40_000, 1, { faultShare: 0.2, followUpShare: 0.4 });
const good = training.filter(({ labels }) => labels.fault === null);

const say = ({ prompt, reply }: Exchange): string => `${prompt} -> ${reply}`;

describe('chance', () => {
  test('the same seed writes the same chats, another seed others', () => {
    const write = (seed: number): string =>
      JSON.stringify(drawExchanges(300, seed, { faultShare: 0.3 }).map(say));
    expect(write(7)).toBe(write(7));
    expect(write(7)).not.toBe(write(8));
  });

  test('the same seed writes the same texts', () => {
    const write = (seed: number): string[] => {
      const writer = new TextWriter();
      const random = new Random(seed);
      return Array.from({ length: 100 }, () => writer.text(random));
    };
    expect(write(7)).toEqual(write(7));
    expect(write(7)).not.toEqual(write(8));
  });

  test('every topic, style and fault comes up', () => {
    const seen = new Set(
      training.flatMap(({ labels }) => [labels.skill, labels.style, labels.fault]),
    );
    for (const { skill } of topics) expect(seen).toContain(skill);
    for (const style of styles) expect(seen).toContain(style);
    expect(training.length - good.length).toBeGreaterThan(0.12 * training.length);
  });

  // Over a million chats this gives 320,000 distinct prompts and 580,000 distinct replies.
  test('chats seldom repeat themselves', () => {
    const one = drawExchanges(40_000, 2);
    const distinct = (texts: string[]): number => new Set(texts).size / texts.length;
    expect(distinct(one.map(({ reply }) => reply))).toBeGreaterThan(0.65);
    expect(distinct(one.map(({ prompt }) => prompt))).toBeGreaterThan(0.6);
  });
});

describe('what training leaves out', () => {
  test('a tenth of the frames is unseen, and no item is without a seen one', () => {
    const frames = [...new Set([...allItems().keys()].flatMap(({ ask }) => ask))];
    const unseen = frames.filter(isUnseen);
    expect(unseen.length / frames.length).toBeGreaterThan(0.06);
    expect(unseen.length / frames.length).toBeLessThan(0.13);
    for (const item of allItems().keys())
      expect(item.ask.some((frame) => !isUnseen(frame))).toBe(true);
  });

  test('no unseen frame writes a training prompt, nor could have written it', () => {
    const firsts = new Set([...allItems().keys()].map(({ ask }) => ask[0]));
    for (const { frame } of training)
      expect(isHeldOutFrame(frame) && !firsts.has(frame)).toBe(false);
    const couldHave = (frame: string, { item, prompt }: Exchange): boolean => {
      const slots = readPhrase(frame, plainWords(prompt));
      return slots !== null && (!item.read || item.read(slots) !== null);
    };
    const alike = training.filter((exchange) =>
      exchange.item.ask.some((frame) => isUnseen(frame) && couldHave(frame, exchange)),
    );
    expect([...new Set(alike.map(({ frame }) => frame))]).toEqual([]);
  });

  test('no pair that is kept out is asked for or told', () => {
    const pairs = training.flatMap(({ item, bindings }) => item.pair?.(bindings) ?? []);
    expect(pairs.filter((pair) => fateOfPair(pair) === 'held-out')).toEqual([]);
  });

  test('one question about a pair in eight is about what is not known', () => {
    const asked = drawExchanges(20_000, 3, { followUpShare: 0, fewShotShare: 0 }).filter(
      ({ item }) => item.pair,
    );
    const unsure = asked.filter(({ labels }) => labels.truth === 'unsure').length / asked.length;
    expect(unsure).toBeGreaterThan(0.1);
    expect(unsure).toBeLessThan(0.14);
  });

  test('measuring draws what it measures', () => {
    for (const { frame, item, bindings } of drawExchanges(2000, 4, {
      purpose: 'unseen-frames',
      fewShotShare: 0,
    })) {
      expect(isUnseen(frame)).toBe(true);
      expect(item.pair ? fateOfPair(item.pair(bindings)) : 'known').toBe('known');
    }
    for (const { frame, item, bindings, labels } of drawExchanges(2000, 5, {
      purpose: 'unseen-pairs',
      fewShotShare: 0,
    })) {
      expect(isUnseen(frame)).toBe(false);
      expect(fateOfPair(item.pair!(bindings))).toBe('held-out');
      expect(labels.truth).toBe('unsure');
    }
  });

  test('the examples of a few-shot chat differ from each other and from its question', () => {
    const generator = new WorldGenerator({ fewShotShare: 1, followUpShare: 0 });
    const random = new Random(6);
    let withExamples = 0;
    for (let i = 0; i < 2000; i++) {
      const { exchanges } = generator.chat(random);
      if (exchanges.length === 3) withExamples += 1;
      const asked = exchanges.map(({ bindings }) => JSON.stringify(bindings));
      expect(new Set(asked).size).toBe(asked.length);
    }
    expect(withExamples).toBeGreaterThan(800);
  });
});

describe('phrases', () => {
  /** Bindings as a chat would have them: those of a follow-up rest on what came before it. */
  function drawsOf(item: Item, given: readonly Bindings[]): Bindings[] {
    const random = new Random(9);
    return Array.from({ length: 40 }, (_, i) => {
      const before = given[i % given.length]!;
      return item.draw?.(random, before) ?? before;
    });
  }

  /** Draws of the items and of all that may follow them, from every item that they may follow. */
  function allDraws(items: readonly Item[]): Map<Item, Bindings[]> {
    const draws = new Map<Item, Bindings[]>();
    const visit = (item: Item, given: readonly Bindings[]): void => {
      const isNew = !draws.has(item);
      const drawn = drawsOf(item, given);
      draws.set(item, [...(draws.get(item) ?? []), ...drawn]);
      if (isNew) for (const next of item.then ?? []) visit(next, drawn);
    };
    for (const item of items) visit(item, [{}]);
    return draws;
  }

  function missing(item: Item, draws: readonly Bindings[]): string[] {
    const covers = (phrase: string) => (bindings: Bindings) =>
      slotsOf(phrase).every((slot) => slot in bindings);
    // What is not known is answered without the item's phrases, what cannot be asked not at all.
    const answered = draws.filter(
      (drawn) =>
        (!item.pair || fateOfPair(item.pair(drawn)) === 'known') &&
        item.ask.some((frame) => covers(frame)(drawn)),
    );
    return [
      // A frame may need what only some draws hold; an answer may not.
      ...item.ask.filter((frame) => !draws.some(covers(frame))),
      ...[...item.answer, ...(item.brief ?? []), ...(item.more ?? [])].filter(
        (phrase) => !answered.every(covers(phrase)),
      ),
    ];
  }

  test.each(topics.map((topic) => [topic.skill, topic] as const))(
    'of %s write without a missing slot',
    (_skill, topic) => {
      const poor = [...allDraws(topic.items)].flatMap(([item, draws]) => missing(item, draws));
      expect([...new Set(poor)]).toEqual([]);
    },
  );

  test('of one item ask in at least five ways', () => {
    const few = [...allItems().keys()].filter(({ ask }) => ask.length < 5).map(({ ask }) => ask[0]);
    expect(few).toEqual([]);
  });

  test('choices and articles', () => {
    const random = new Random(1);
    expect(
      writePhrase('{an animal} [ ]eats , {food}.', { animal: 'owl', food: 'mice' }, random),
    ).toBe('an owl eats, mice.');
    expect(() => writePhrase('{nobody}', {}, random)).toThrow('Nothing for {nobody}');
    expect(
      readPhrase('[what|which] {a name} is [it|this {name}]?', 'which owl is this owl'),
    ).toEqual({
      name: 'owl',
    });
    expect(
      readPhrase('[what|which] {a name} is [it|this {name}]?', 'which owl is this cat'),
    ).toBeNull();
  });
});

describe('how it reads', () => {
  const texts = (() => {
    const writer = new TextWriter();
    const random = new Random(3);
    return Array.from({ length: 5000 }, () => writer.text(random));
  })();
  const written = [...new Set([...training.map(({ reply }) => reply), ...texts])];
  const where = (pattern: RegExp, from = written): string[] =>
    from.filter((text) => pattern.test(text)).slice(0, 8);

  test('replies and texts begin with a capital and end with a mark', () => {
    expect(where(/^["'(]?[^\p{Lu}\d"'(]/u)).toEqual([]);
    expect(where(/[^.!?"')]$/)).toEqual([]);
  });

  test('no double spaces, marks or words, no slots and brackets left over', () => {
    expect(where(/ {2}|\s[.,!?;:]|[{}[\]|]|[,;:][.,;:!?]|\.\.(?!\.)/)).toEqual([]);
    expect(where(/\b(the|a|an|is|are|of|to) \1\b/i)).toEqual([]);
  });

  test('the article fits the noun', () => {
    expect(
      where(
        /\b[Aa] (apple|orange|egg|onion|elephant|owl|ant|eagle|octopus|insect|animal|ice|oven|umbrella|island|airplane|engineer|artist|actor|orca|otter|ostrich|eight|old|easy)\b/,
      ),
    ).toEqual([]);
    expect(
      where(/\b[Aa]n (?!hour|honest|honor|heir|herb|X|F|L|M|N|S|R|H)[b-df-hj-np-tv-z]/),
    ).toEqual([]);
  });

  test('verbs fit their nouns', () => {
    expect(
      where(/\b(rice|milk|bread|cheese|water|honey|butter|sugar|soup) (are|do|have)\b/i),
    ).toEqual([]);
    const prompts = [...new Set(training.map(({ prompt }) => prompt.toLowerCase()))];
    expect(
      where(/\bdo (rice|milk|bread|cheese|water|honey|butter|sugar) (?!and)/, prompts),
    ).toEqual([]);
    expect(where(/ {2}|[{}[\]|]|\s[.,!?]/, prompts)).toEqual([]);
  });

  test('plain ASCII, and short', () => {
    expect(where(/[^\x20-\x7e\n]/)).toEqual([]);
    const words = good.map(({ reply }) => reply.split(/\s+/).length).sort((a, b) => a - b);
    expect(words[Math.floor(words.length / 2)]).toBeLessThan(20);
    expect(words.at(-1)).toBeLessThan(80);
  });

  test('no word that nobody wants to read', () => {
    const vocabulary = (from: readonly string[]): string[] => [
      ...new Set(from.flatMap((text) => text.toLowerCase().match(/\p{L}+/gu) ?? [])),
    ];
    expect(vocabulary(written).filter((word) => isForbidden(word, 'reply'))).toEqual([]);
    const prompts = training.map(({ prompt }) => prompt);
    expect(vocabulary(prompts).filter((word) => isForbidden(word, 'prompt'))).toEqual([]);
    expect(isForbidden('hello', 'reply') || isForbidden('class', 'reply')).toBe(false);
    // The check itself works: a word of the strict list, spelled backwards here.
    expect(isForbidden([...'knurd'].reverse().join(''), 'reply')).toBe(true);
  });
});
