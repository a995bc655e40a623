// Truth of the world: labels against the tables, read a second time by the test's own code; sums by the test's own
// arithmetic; and what styles and faults do to a truth.
import { describe, expect, test } from 'vitest';
import { Random } from '../../src/core/rng';
import { WorldGenerator, type Exchange } from '../../src/world/generate';
import { fateOfPair } from '../../src/world/held-out';
import { dresses } from '../../src/world/dresses/index';
import { isTrue } from '../../src/world/recognize';
import { TextWriter } from '../../src/world/texts';
import { readRows } from './support/world-tables';

const rows = readRows();

/** `dog.food` -> what the tables say; several where two tables know the name. */
const table = new Map<string, string[]>();
for (const { name, cells } of rows) {
  for (const [column, value] of cells) {
    table.set(`${name}.${column}`, [
      ...(table.get(`${name}.${column}`) ?? []),
      // A cell may hold several right values: red/green.
      ...value.split('/'),
    ]);
  }
}

function draw(count: number, faultShare: number): Exchange[] {
  const generator = new WorldGenerator({ faultShare, followUpShare: 0.4 });
  const random = new Random(11);
  return Array.from({ length: count }, () => generator.chat(random).exchanges).flat();
}

const exchanges = draw(20_000, 0.4);

const holds = (text: string, value: string): boolean =>
  ` ${text.toLowerCase().replace(/[^a-z0-9'-]+/g, ' ')} `.includes(` ${value.toLowerCase()} `);

const say = ({ prompt, reply, labels }: Exchange): string =>
  `${labels.skill}: ${prompt} -> ${reply} (${labels.style}, ${labels.fault}, ${labels.truth})`;

/** Questions for the value of one cell, as `dog.food`. */
const aboutCells = exchanges.filter(({ item, bindings }) => {
  const pair = item.pair?.(bindings);
  return pair !== undefined && table.has(pair) && pair.endsWith(`.${item.truth?.slot}`);
});

describe('facts', () => {
  test('the tables are read, and asked about', () => {
    expect(rows.length).toBeGreaterThan(50);
    expect(aboutCells.length).toBeGreaterThan(1000);
  });

  test('a reply labelled true holds what the table says', () => {
    const wrong = aboutCells.filter(
      ({ labels, item, bindings, reply }) =>
        labels.truth === 'true' &&
        !table.get(item.pair!(bindings))!.some((value) => holds(reply, value)),
    );
    expect(wrong.map(say).slice(0, 10)).toEqual([]);
  });

  test('a reply labelled false does not', () => {
    const right = aboutCells.filter(
      ({ labels, item, bindings, reply }) =>
        labels.truth === 'false' &&
        table
          .get(item.pair!(bindings))!
          // The question's own noun may be the value: an orange is orange.
          .some((value) => !holds(bindings.name ?? '', value) && holds(reply, value)),
    );
    expect(right.map(say).slice(0, 10)).toEqual([]);
  });

  test('a reply labelled unsure says so, and only where the world does not know', () => {
    for (const exchange of aboutCells) {
      const { labels, item, bindings, reply } = exchange;
      if (labels.truth !== 'unsure') continue;
      expect(fateOfPair(item.pair!(bindings)), say(exchange)).not.toBe('known');
      expect(reply, say(exchange)).toMatch(/(don't|do not) know|not learned/);
    }
  });

  test('plain texts tell no cell that the chats keep out', () => {
    const writer = new TextWriter();
    const random = new Random(4);
    const texts = Array.from({ length: 3000 }, () => writer.text(random));
    // Sentences such as "Dogs eat meat.": a row's noun with the values of its hidden cells, in the words of the answers.
    const hidden = new Set<string>();
    for (const { item, bindings } of aboutCells) {
      if (fateOfPair(item.pair!(bindings)) === 'known') continue;
      for (const phrase of item.answer) {
        const sentence = phrase.replace(
          /\{(?:\w+ )?(\w+)\}/g,
          (_, slot: string) => bindings[slot] ?? '',
        );
        const names = [bindings.name!, bindings.plural!];
        const isWhole = !/[[\]]/.test(sentence) && names.some((name) => sentence.includes(name));
        if (isWhole) hidden.add(sentence.toLowerCase());
      }
    }
    expect(hidden.size).toBeGreaterThan(50);
    const told = texts.flatMap((text) =>
      text
        .toLowerCase()
        .split(/(?<=\.) /)
        .filter((sentence) => hidden.has(sentence)),
    );
    expect(told.slice(0, 10)).toEqual([]);
  });
});

describe('sums', () => {
  test('digits in a question add up in its answer', () => {
    const sums = exchanges.flatMap((exchange) => {
      const match = /(\d+) (?:\+|plus) (\d+)\??$/.exec(exchange.prompt);
      return match ? [{ exchange, sum: Number(match[1]) + Number(match[2]) }] : [];
    });
    for (const { exchange, sum } of sums) {
      if (exchange.labels.truth !== 'true') continue;
      expect(exchange.reply.match(/\d+/g)?.map(Number) ?? [], say(exchange)).toContain(sum);
    }
  });
});

describe('labels and reading agree', () => {
  const claims = exchanges.filter(({ labels }) => ['true', 'false'].includes(labels.truth));
  // Rambling speaks of other things, too, and their values are not the answer's.
  const clear = claims.filter(({ labels }) => labels.fault !== 'rambling');

  test('a true reply reads as true, a lie as untrue', () => {
    const misread = clear.filter(
      ({ labels, reply, item, bindings }) =>
        (isTrue(reply, item, bindings) === true) !== (labels.truth === 'true'),
    );
    const bySkill = new Map<string, string>();
    for (const exchange of misread) bySkill.set(exchange.labels.skill, say(exchange));
    expect({
      share: misread.length / clear.length < 0.01,
      examples: [...bySkill.values()],
    }).toEqual({
      share: true,
      examples: misread.length / clear.length < 0.01 ? [...bySkill.values()] : [],
    });
  });

  test('not knowing reads as such', () => {
    for (const exchange of exchanges) {
      const { labels, item, reply, bindings } = exchange;
      if (labels.truth === 'unsure' && item.pair) {
        expect(isTrue(reply, item, bindings), say(exchange)).toBe('unsure');
      }
    }
  });
});

describe('styles', () => {
  /** Where something is claimed. */
  const phrases = Object.values(dresses).flatMap((style) =>
    style ? [...style.fact.openers, ...style.fact.closers] : [],
  );

  test('have at least twelve openers and eight closers for every tone', () => {
    for (const [style, tones] of Object.entries(dresses)) {
      for (const [tone, { openers, closers }] of Object.entries(tones ?? {})) {
        expect(new Set(openers).size, `${style}, ${tone}`).toBeGreaterThanOrEqual(12);
        expect(new Set(closers).size, `${style}, ${tone}`).toBeGreaterThanOrEqual(8);
      }
    }
  });

  test('hold no word that could be the answer', () => {
    const options = new Set([
      ...'yes no one two three four five six seven eight nine ten'.split(' '),
      ...aboutCells.flatMap(({ item, bindings }) => item.truth!.options(bindings)),
    ]);
    const clashes = phrases.flatMap((phrase) =>
      (phrase.toLowerCase().match(/[a-z]+/g) ?? [])
        .filter((word) => options.has(word))
        .map((word) => `${word}: ${phrase}`),
    );
    expect(clashes).toEqual([]);
  });

  test('differ where labelers look: exclamation marks, questions back, length', () => {
    const good = exchanges.filter(({ labels }) => labels.fault === null && labels.truth === 'true');
    const share = (style: string, pattern: RegExp): number => {
      const replies = good.filter(({ labels }) => labels.style === style);
      return replies.filter(({ reply }) => pattern.test(reply)).length / replies.length;
    };
    for (const style of ['warm', 'playful']) expect(share(style, /!/)).toBeGreaterThan(0.5);
    for (const style of ['wordy', 'formal', 'hedging', 'grumpy', 'brief']) {
      expect(share(style, /!/)).toBeLessThan(0.3);
    }
    expect(share('warm', /\?$/)).toBeGreaterThan(0.08);
    expect(share('plain', /\?$/)).toBeLessThan(0.1);
    const length = (style: string): number => {
      const replies = good.filter(({ labels }) => labels.style === style);
      return replies.reduce((sum, { reply }) => sum + reply.length, 0) / replies.length;
    };
    expect(length('brief')).toBeLessThan(length('plain'));
    expect(length('plain') * 1.5).toBeLessThan(length('wordy'));
  });
});
