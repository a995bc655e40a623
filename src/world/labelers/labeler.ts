// What a simulated labeler is, and what all tastes share when they look at a text: whether it is a whole reply at all,
// its sentences, how often something is in it. Knows no taste.
import { wordsOf } from '../../core/statistics';

export interface Labeler {
  name: string;
  /** How much this labeler likes a reply to a prompt; higher is better. The built-in ones stay in [0, 1]. */
  score(prompt: string, reply: string): number;
}

/** 0 for no words; 1 for a reply that ends and does not repeat itself. */
export function soundness(reply: string): number {
  const words = wordsOf(reply);
  if (words.length === 0) return 0;
  const ending = hasEnd(reply) ? 1 : 0.3;
  // Natural replies of a few sentences repeat less than 4 words in 10.
  const variety = words.length < 3 ? 1 : new Set(words).size / words.length;
  return ending * Math.min(1, Math.max(0, (variety - 0.2) / 0.4));
}

/** Whether the last sentence is closed: by its mark, perhaps in quotes, or by an emoji or a smiley. */
function hasEnd(text: string): boolean {
  return /([.!?…]["'”’)\]]*|\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?|[:;]-?[)D])\s*$/u.test(
    text,
  );
}

export function sentencesOf(text: string): string[] {
  return (text.match(/[^.!?…]+[.!?…]*["'”’)\]]*/g) ?? []).filter(
    (sentence) => wordsOf(sentence).length > 0,
  );
}

export function isQuestion(sentence: string): boolean {
  return /\?[!?"'”’)\]]*\s*$/.test(sentence);
}

/** How often a pattern, which must be global, is found. */
export function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** A text's words in lower case, each once, with the straight apostrophe that word lists are written with. */
export function wordSetOf(text: string): Set<string> {
  return new Set(wordsOf(text).map((word) => word.replaceAll('’', "'")));
}

export function countIn(words: ReadonlySet<string>, list: ReadonlySet<string>): number {
  let count = 0;
  for (const word of words) if (list.has(word)) count++;
  return count;
}

/** A list of words as it is written in a source file. */
export function wordList(text: string): Set<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Rises from 0 towards 1: the first few count most, so that more of a good thing soon stops paying. */
export function saturating(amount: number, half = 1): number {
  return 1 - 2 ** (-amount / half);
}
