// How far a reply answers its prompt, as a person would see who knows the small world: the right fact, the words that
// such an answer is made of, the turn that small talk calls for. Shared by all labelers, since whatever a person's taste
// is, they want to be answered. Reads words only: it can be fooled, but not by one line for every prompt.
import { Random } from '../../core/rng';
import { allItems } from '../frames';
import { plainWords, readPhrase, requiredWords } from '../phrases';
import { isTrue, recognize, type Recognized } from '../recognize';
import type { Item } from '../topic';
import { sentencesOf, wordSetOf } from './labeler';
import { takesUp } from './talk';

/** A factor for tastes: an answer beside the point is worth about a third of one to the point. */
export function wellAnswered(prompt: string, reply: string): number {
  return 0.3 + 0.7 * answering(prompt, reply);
}

/** 0: beside the point. 1: a full answer. */
export function answering(prompt: string, reply: string): number {
  const asked = understand(prompt);
  const words = wordSetOf(reply);
  if (words.size === 0) return 0;
  if (asked?.item.truth) {
    const verdict = isTrue(reply, asked.item, asked.bindings);
    if (verdict === true) return 1;
    if (verdict === 'unsure') return 0.35;
    // Wrong, but about what was asked.
    return 0.4 * fit(asked, prompt, words, reply);
  }
  if (isEcho(words, prompt)) return 0;
  const taken = takesUp(prompt, reply);
  const fits = fit(asked, prompt, words, reply);
  // Of a prompt that nobody here understands no more can be said than that the reply speaks of it.
  const least = taken === true ? 0.6 : asked || taken === false ? 0.1 : 0.35;
  return least + (1 - least) * fits;
}

/** The same few hundred prompts are judged again and again, and reading one takes a millisecond. */
const understood = new Map<string, Recognized | null>();
const understoodAtMost = 5000;

/** What of the world a prompt asks for; null where it asks for nothing that the world knows. */
export function understand(prompt: string): Recognized | null {
  let asked = understood.get(prompt);
  if (asked === undefined) {
    if (understood.size >= understoodAtMost) understood.clear();
    asked = recognize(prompt);
    understood.set(prompt, asked);
  }
  return asked;
}

/** 0 to 1: whether the reply is said in the words of an answer, or in the prompt's own. */
function fit(
  asked: Recognized | null,
  prompt: string,
  words: ReadonlySet<string>,
  reply: string,
): number {
  if (asked && isAnswerOf(asked.item, reply)) return 1;
  const vocabulary = asked ? vocabularyOf(asked.item) : new Set<string>();
  const expected = new Set([...wordSetOf(prompt), ...vocabulary]);
  let weight = 0;
  for (const word of words) if (expected.has(word)) weight += specificity(word);
  // Of many expected words, as for a story, one is soon said by chance.
  return 1 - Math.exp((-1.2 * weight) / Math.max(1, Math.sqrt(vocabulary.size / 80)));
}

/** The prompt handed back. */
function isEcho(words: ReadonlySet<string>, prompt: string): boolean {
  const promptWords = wordSetOf(prompt);
  return words.size > 2 && [...words].every((word) => promptWords.has(word));
}

/** Whether a sentence of the reply is one of the item's answers; those that are all slot could be any sentence. */
function isAnswerOf(item: Item, reply: string): boolean {
  const phrases = [...item.answer, ...(item.brief ?? [])].filter(
    (phrase) =>
      !phrase.includes('{') || requiredWords(phrase).some((word) => specificity(word) > 0.5),
  );
  const said = [reply, ...sentencesOf(reply)].map(plainWords);
  return phrases.some((phrase) => said.some((words) => readPhrase(phrase, words) !== null));
}

const vocabularies = new Map<Item, ReadonlySet<string>>();
const drawsPerItem = 20;

/** The words of an item's answers in all their forms; where nothing is true or false, also what stands in their slots. */
function vocabularyOf(item: Item): ReadonlySet<string> {
  let vocabulary = vocabularies.get(item);
  if (!vocabulary) {
    const phrases = [...item.answer, ...(item.brief ?? []), ...(item.more ?? [])];
    const texts = phrases.map((phrase) => phrase.replace(/\{[^}]*\}|[[\]|]/g, ' '));
    if (item.draw && !item.truth) {
      const random = new Random(1);
      for (let i = 0; i < drawsPerItem; i++) texts.push(...Object.values(item.draw(random, {})));
    }
    vocabulary = wordSetOf(texts.join(' . '));
    vocabularies.set(item, vocabulary);
  }
  return vocabulary;
}

/** In how many items' answers each word stands, and how many items there are. */
let frequencies: { ofWord: Map<string, number>; items: number } | undefined;

function countWords(): { ofWord: Map<string, number>; items: number } {
  const ofWord = new Map<string, number>();
  const items = [...allItems().keys()];
  for (const item of items) {
    for (const word of vocabularyOf(item)) ofWord.set(word, (ofWord.get(word) ?? 0) + 1);
  }
  return { ofWord, items: items.length };
}

/** 0 for words that are in answers of all kinds, 1 for those of few. */
function specificity(word: string): number {
  frequencies ??= countWords();
  const { ofWord, items } = frequencies;
  const rarity = 1 - Math.log(1 + (ofWord.get(word) ?? 0)) / Math.log(1 + items);
  return Math.min(1, Math.max(0, (rarity - 0.3) / 0.5));
}
