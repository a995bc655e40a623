// The little language that the world's content is written in: `[hi|hello|]` is a choice (an empty one may be left out),
// `{animal}` is filled in. `{a animal}` puts the right article before it. Owns writing a phrase out and recognising it
// again in what somebody typed. Knows no topics.
import type { Random } from '../core/rng';

/** What the slots of a phrase stand for. */
export type Bindings = Readonly<Record<string, string>>;

type Part =
  | { type: 'text'; text: string }
  | { type: 'slot'; name: string; article: boolean }
  | { type: 'choice'; options: Part[][] };

const parsed = new Map<string, Part[]>();

/** @throws Error naming the phrase when a bracket is not closed */
function partsOf(phrase: string): Part[] {
  let parts = parsed.get(phrase);
  if (!parts) {
    const reader = { phrase, position: 0 };
    parts = readParts(reader, false);
    if (reader.position < phrase.length) throw new Error(`A bracket too many in: ${phrase}`);
    parsed.set(phrase, parts);
  }
  return parts;
}

function readParts(reader: { phrase: string; position: number }, inChoice: boolean): Part[] {
  const { phrase } = reader;
  const parts: Part[] = [];
  while (reader.position < phrase.length) {
    const character = phrase[reader.position]!;
    if (inChoice && (character === '|' || character === ']')) break;
    if (character === ']') break;
    if (character === '[') {
      const options: Part[][] = [];
      do {
        reader.position += 1;
        options.push(readParts(reader, true));
      } while (phrase[reader.position] === '|');
      if (phrase[reader.position] !== ']') throw new Error(`A bracket is not closed in: ${phrase}`);
      reader.position += 1;
      parts.push({ type: 'choice', options });
    } else if (character === '{') {
      const close = phrase.indexOf('}', reader.position);
      if (close < 0) throw new Error(`A brace is not closed in: ${phrase}`);
      const words = phrase.slice(reader.position + 1, close).split(' ');
      parts.push({ type: 'slot', name: words.at(-1)!, article: words.length > 1 });
      reader.position = close + 1;
    } else {
      let end = reader.position;
      while (end < phrase.length && !'[]{'.includes(phrase[end]!)) {
        if (inChoice && phrase[end] === '|') break;
        end += 1;
      }
      parts.push({ type: 'text', text: phrase.slice(reader.position, end) });
      reader.position = end;
    }
  }
  return parts;
}

/** `an` before a vowel's sound, else `a`; numbers as they are spoken. */
export function withArticle(noun: string): string {
  const isVowelSound = /^(?!one\b|once\b)([aeio]|u(?!ni|se|kulele)|hour|honest|8|11\b|18\b)/i.test(
    noun,
  );
  return `${isVowelSound ? 'an' : 'a'} ${noun}`;
}

/**
 * One form of a phrase, its choices drawn and its slots filled; spaces tidied, line breaks kept.
 * @throws Error when a slot has no binding
 */
export function writePhrase(phrase: string, bindings: Bindings, random: Random): string {
  const write = (parts: readonly Part[]): string =>
    parts
      .map((part) => {
        if (part.type === 'text') return part.text;
        if (part.type === 'choice') return write(random.pick(part.options));
        const value = bindings[part.name];
        if (value === undefined) throw new Error(`Nothing for {${part.name}} in: ${phrase}`);
        return part.article ? withArticle(value) : value;
      })
      .join('');
  return tidy(write(partsOf(phrase)));
}

function tidy(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/ ([.,!?;:])/g, '$1')
    .trim();
}

/** The names of a phrase's slots. */
export function slotsOf(phrase: string): string[] {
  const names = (parts: readonly Part[]): string[] =>
    parts.flatMap((part) => {
      if (part.type === 'slot') return [part.name];
      return part.type === 'choice' ? part.options.flatMap(names) : [];
    });
  return [...new Set(names(partsOf(phrase)))];
}

/** Lower-case words only: what is compared when a typed text is recognised. */
export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’]/g, "'")
    .replace(/[^\p{L}\p{N}'+\- ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * What a phrase's slots hold in `words`, a text as `plainWords` leaves it; null when the text is none of its forms.
 * Articles stand outside of `{a slot}`s.
 */
export function readPhrase(phrase: string, words: string): Bindings | null {
  const match = patternOf(phrase).exec(words);
  if (!match) return null;
  const bindings: Record<string, string> = {};
  for (const [group, value] of Object.entries(match.groups ?? {})) {
    if (value === undefined) continue;
    const slot = group.replace(/_\d+$/, '');
    const held = value.trim();
    if (bindings[slot] !== undefined && bindings[slot] !== held) return null;
    bindings[slot] = held;
  }
  return bindings;
}

const patterns = new Map<string, RegExp>();

/** A pattern for every form of the phrase; a slot's nth place is the group `slot_n`, of whole words. */
function patternOf(phrase: string): RegExp {
  let pattern = patterns.get(phrase);
  if (!pattern) {
    let groups = 0;
    const slotSource = (name: string, before?: Part, after?: Part): string => {
      const isGluedBefore = before?.type === 'text' && /[\p{L}\p{N}'+-]$/u.test(before.text);
      const isGluedAfter = after?.type === 'text' && /^[\p{L}\p{N}'+-]/u.test(after.text);
      const held = `(?<${name}_${groups++}>[^ ].*?)`;
      return `${isGluedBefore ? '' : '(?<![^ ])'}${held}${isGluedAfter ? '' : '(?![^ ])'}`;
    };
    const source = (parts: readonly Part[]): string =>
      parts
        .map((part, i) => {
          if (part.type === 'text') return escapeWords(part.text);
          if (part.type === 'choice') return `(?:${part.options.map(source).join('|')})`;
          const slot = slotSource(part.name, parts[i - 1], parts[i + 1]);
          return part.article ? `(?:an? )?${slot}` : slot;
        })
        .join('');
    pattern = new RegExp(`^ *${source(partsOf(phrase))} *$`, 'u');
    patterns.set(phrase, pattern);
  }
  return pattern;
}

/**
 * Which of `values` stands in a slot of the phrase somewhere in `words`, the other slots holding their bindings; null
 * when the phrase is not said there.
 */
export function findInPhrase(
  phrase: string,
  slot: string,
  values: readonly string[],
  bindings: Bindings,
  words: string,
): string | null {
  const written = (value: string): string => plainWords(value).replace(/\+/g, '\\+');
  const source = (parts: readonly Part[]): string =>
    parts
      .map((part) => {
        if (part.type === 'text') return escapeWords(part.text);
        if (part.type === 'choice') return `(?:${part.options.map(source).join('|')})`;
        const held =
          part.name === slot
            ? `(${values.map(written).join('|')})`
            : written(bindings[part.name] ?? '');
        return `${part.article ? 'an? ' : ''}${held}`;
      })
      .join('');
  const match = new RegExp(`(?:^| )${source(partsOf(phrase))}(?: |$)`, 'u').exec(words);
  return match?.slice(1).find((held) => held !== undefined) ?? null;
}

/**
 * Whole words that every form of the phrase holds, as `plainWords` leaves them: by them a text's candidates are found.
 */
export function requiredWords(phrase: string): string[] {
  const parts = partsOf(phrase);
  return parts.flatMap((part, i) => {
    if (part.type !== 'text') return [];
    // A word that touches a slot or a choice may be half a word.
    const start = i === 0 ? part.text : part.text.replace(/^[^\s]+/, '');
    const whole = i === parts.length - 1 ? start : start.replace(/[\p{L}\p{N}'+-]+$/u, '');
    return plainWords(whole)
      .split(' ')
      .filter((word) => word !== '');
  });
}

/** Text of a phrase as `plainWords` would leave it, each gap between words one or more spaces or none at the rims. */
function escapeWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}'+\- ]+/gu, ' ')
    .replace(/\+/g, '\\+')
    .replace(/ +/g, ' *');
}
