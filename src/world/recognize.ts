// Reads prompts and replies back: which item of the world a typed prompt asks for, with what in its slots, and whether
// a reply to it is true. Used by truthful labelers and by measurements; knows nothing of what models are.
import { allItems } from './frames';
import {
  findInPhrase,
  plainWords,
  readPhrase,
  requiredWords,
  slotsOf,
  type Bindings,
} from './phrases';
import type { Item, Topic } from './topic';
import { withoutLeadIn } from './typing';

/** A prompt as understood. */
export interface Recognized {
  topic: Topic;
  item: Item;
  bindings: Bindings;
}

interface IndexedFrame {
  topic: Topic;
  item: Item;
  text: string;
  /** Whole words that every form of it holds. */
  words: readonly string[];
}

/** Frames by their rarest required word; those without one under the empty word. */
let index: Map<string, IndexedFrame[]> | undefined;

function buildIndex(): Map<string, IndexedFrame[]> {
  const frames: IndexedFrame[] = [];
  const opening = new Set<Item>();
  for (const [item, topic] of allItems()) {
    if (topic.items.includes(item)) opening.add(item);
    for (const text of item.ask) {
      // A follow-up without a slot of its own is understood by what came before it only.
      if (!opening.has(item) && !text.includes('{')) continue;
      frames.push({ topic, item, text, words: requiredWords(text) });
    }
  }
  const frequency = new Map<string, number>();
  for (const { words } of frames) {
    for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  const built = new Map<string, IndexedFrame[]>();
  for (const frame of frames) {
    const byRarity = frame.words.toSorted((a, b) => frequency.get(a)! - frequency.get(b)!);
    const key = byRarity[0] ?? '';
    const bucket = built.get(key) ?? [];
    bucket.push(frame);
    built.set(key, bucket);
  }
  return built;
}

/**
 * What a prompt asks for; null when no frame of the world fits. Of several that fit, the one that says most by itself
 * (the fewest letters in slots) is taken.
 * @param previous what the turn before it asked for, so that follow-ups ("and what does it eat?") are understood
 */
export function recognize(prompt: string, previous?: Recognized): Recognized | null {
  const words = plainWords(prompt);
  const understood = recognizeWords(words, previous);
  if (understood) return understood;
  const bare = withoutLeadIn(words);
  return bare === null ? null : recognizeWords(bare, previous);
}

function recognizeWords(words: string, previous?: Recognized): Recognized | null {
  index ??= buildIndex();
  if (previous) {
    const { topic, item, bindings } = previous;
    const followUps = (item.then ?? []).flatMap((next) =>
      next.ask.map((text) => ({ topic, item: next, text, words: [] })),
    );
    const understood = bestFit(followUps, words, bindings);
    if (understood) return understood;
  }
  const keys = new Set([...words.split(' '), '']);
  const candidates = [...keys].flatMap((key) => index!.get(key) ?? []);
  return bestFit(
    candidates.filter((frame) => frame.words.every((word) => keys.has(word))),
    words,
    {},
  );
}

function bestFit(
  frames: readonly IndexedFrame[],
  words: string,
  given: Bindings,
): Recognized | null {
  let best: Recognized | null = null;
  let bestLength = Infinity;
  for (const { topic, item, text } of frames) {
    const slots = readPhrase(text, words);
    if (!slots) continue;
    const length = Object.values(slots).reduce((sum, held) => sum + held.length, 0);
    if (length >= bestLength) continue;
    const bindings = bindingsOf(item, slots, given);
    if (!bindings) continue;
    best = { topic, item, bindings };
    bestLength = length;
  }
  return best;
}

/** An item that cannot be read, but draws what its truth needs, is not understood. */
function bindingsOf(item: Item, slots: Bindings, given: Bindings): Bindings | null {
  const all = { ...given, ...slots };
  const bindings = item.read ? item.read(all) : all;
  if (!bindings || (item.truth && !(item.truth.slot in bindings))) return null;
  return { ...given, ...bindings };
}

/** Ways of saying that one does not know. */
const admissions =
  /\b(do not|don't|did not|didn't|never) (really |quite |yet )?(know|learn|learned|hear|heard)\b|\b(not|n't|never) (yet )?(learned|been told)\b|\bnobody has told me\b|\bno idea\b/;

/**
 * Whether a reply is true of what the item asks with these bindings: it holds a right value as a word, and no other
 * that it could have held, unless the question names it too. `'unsure'` (compare with `===`) when the reply admits
 * not knowing; false where the item has no truth.
 */
export function isTrue(reply: string, item: Item, bindings: Bindings): boolean | 'unsure' {
  const words = plainWords(reply);
  if (admissions.test(words)) return 'unsure';
  const { truth } = item;
  if (!truth) return false;
  const right = [bindings[truth.slot]!, ...(truth.accepts?.(bindings) ?? [])].map(plainWords);
  const options = [...new Set([...right, ...truth.options(bindings).map(plainWords)])];
  const said = options.filter((option) => placeOf(option, words) >= 0);
  const isRight = (option: string): boolean => right.includes(option);
  if (said.every(isRight)) return said.length > 0;
  for (const phrase of [...item.answer, ...(item.brief ?? [])]) {
    if (slotsOf(phrase).length < 2) continue;
    const held = findInPhrase(phrase, truth.slot, options, bindings, words);
    if (held !== null) return isRight(held);
  }
  const inQuestion = new Set(
    Object.entries(bindings).flatMap(([slot, value]) =>
      slot === truth.slot ? [] : plainWords(value).split(' '),
    ),
  );
  const isVerdict = options.includes('yes') && options.includes('no');
  if (!isVerdict && said.some((option) => !isRight(option) && !inQuestion.has(option)))
    return false;
  const first = said.reduce((a, b) => (placeOf(b, words) < placeOf(a, words) ? b : a));
  return isRight(first);
}

/** Where a value stands as whole words; -1 when it does not. */
function placeOf(value: string, words: string): number {
  return ` ${words} `.indexOf(` ${value} `);
}
