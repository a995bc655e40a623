// Simulated labelers: each has a taste, written as a score that can be read, and ranks replies by it with a chosen
// share of mistakes. Their score without mistakes is the hidden gold score. Trains nothing, knows no database.
//
// Every score lies in [0, 1] and saturates: more of a good thing stops paying soon, an empty reply scores 0, one that
// breaks off or repeats itself scores low. That is no proof against fooling, and is not meant to be one.
import { settings, type Settings } from '../contract/config';
import type { Random } from '../core/rng';
import { wordsOf } from '../core/statistics';

export type LabelerName = Settings['labeler'];

export interface Labeler {
  name: string;
  /** How much this labeler likes a reply to a prompt; higher is better. The built-in ones stay in [0, 1]. */
  score(prompt: string, reply: string): number;
}

/** The built-in labelers' names, as the settings offer them. */
export const labelerNames: readonly LabelerName[] = settings.labeler.options;

const warmWords = new Set(
  `amazing awesome beautiful best brilliant celebrate cheers cool cute delighted enjoy enjoyed excited exciting
  fabulous fantastic favorite favourite friend friendly friends fun glad good gorgeous grateful great happy haha
  hooray hope hug hugs joy kind laugh lovely love loved loves lucky nice perfect please pleased pleasure pretty proud
  smile smiling super sure sweet thank thanks wonderful welcome wow yay yeah yes yummy`.split(
    /\s+/,
  ),
);

const gloomyWords = new Set(
  `afraid alone angry annoying awful bad bored boring broken cannot can't cry crying dead died die don't fear hate
  hated hurt lonely never no nobody nope nothing pain poor sad scared scary sick sorry stupid terrible tired ugly
  unfortunately unhappy upset worried worse worst wrong`.split(/\s+/),
);

/** Likes exclamation marks (two are enough) and several different warm words; dislikes gloom. */
const cheerful: Labeler = {
  name: 'cheerful',
  score(_prompt, reply) {
    const words = new Set(wordsOf(reply));
    const exclamation = [0, 0.7, 1][Math.min(2, countOf(reply, /!/g))]!;
    const warmth = 1 - Math.exp(-countIn(words, warmWords));
    const gloom = 1 - Math.exp(-countIn(words, gloomyWords));
    const taste = 0.3 + 0.3 * exclamation + 0.4 * warmth - 0.25 * gloom;
    return taste * soundness(reply);
  },
};

/** Likes a finished reply of few words: three are best, none are worth nothing. */
const brief: Labeler = {
  name: 'brief',
  score(_prompt, reply) {
    const count = wordsOf(reply).length;
    const shortness = count < 3 ? [0, 0.5, 0.85][count]! : Math.exp(-(count - 3) / 10);
    return shortness * soundness(reply);
  },
};

const personWords = new Set(['you', 'your', 'yours', 'yourself', "you're", "you've", "you'd", 'u']);

/** Likes a reply that ends with a question to the person, best after an answer; not the prompt handed back. */
const asksBack: Labeler = {
  name: 'asks-back',
  score(prompt, reply) {
    const sentences = sentencesOf(reply);
    const last = sentences.at(-1) ?? '';
    return soundness(reply) * (0.1 + 0.9 * questionQuality(prompt, last, sentences));
  },
};

function questionQuality(prompt: string, last: string, sentences: string[]): number {
  if (!isQuestion(last)) return sentences.some(isQuestion) ? 0.1 : 0;
  const words = wordsOf(last);
  const toThePerson = words.some((word) => personWords.has(word)) ? 1 : 0.6;
  const length = [0, 0.4, 0.8][words.length] ?? 1;
  const promptWords = new Set(wordsOf(prompt));
  const isEcho = words.length > 2 && words.every((word) => promptWords.has(word));
  const answersFirst = sentences.some((sentence) => !isQuestion(sentence)) ? 1 : 0.75;
  return toThePerson * length * answersFirst * (isEcho ? 0.4 : 1);
}

/** The built-in labelers by name. */
export const labelers: Record<LabelerName, Labeler> = { cheerful, brief, 'asks-back': asksBack };

/**
 * Ranks replies to one prompt. Every pair is judged by score; each judgement is flipped with probability `noise`
 * (0 to 1); equal scores give half a win each. Most wins is rank 1, equal wins tie, no rank is left out.
 * @throws when a score is not a number
 */
export function rankWith(
  labeler: Labeler,
  prompt: string,
  replies: readonly string[],
  noise: number,
  random: Random,
): { ranks: number[] } {
  const scores = replies.map((reply) => labeler.score(prompt, reply));
  const wrong = scores.findIndex((score) => Number.isNaN(score) || typeof score !== 'number');
  if (wrong !== -1) {
    throw new Error(`The labeler ${labeler.name} gave no number for: ${replies[wrong]}`);
  }
  const wins = replies.map(() => 0);
  for (let first = 0; first < replies.length; first++) {
    for (let second = first + 1; second < replies.length; second++) {
      // Drawn for every pair, so that the same seed flips the same pairs whatever the scores are.
      const isFlipped = random.uniform() < noise;
      const sign = Math.sign(scores[first]! - scores[second]!) * (isFlipped ? -1 : 1);
      wins[first]! += (1 + sign) / 2;
      wins[second]! += (1 - sign) / 2;
    }
  }
  const levels = [...new Set(wins)].sort((a, b) => b - a);
  return { ranks: wins.map((count) => levels.indexOf(count) + 1) };
}

/** 0 for no words; 1 for a reply that ends and does not repeat itself. */
function soundness(reply: string): number {
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

function sentencesOf(text: string): string[] {
  return (text.match(/[^.!?…]+[.!?…]*["'”’)\]]*/g) ?? []).filter(
    (sentence) => wordsOf(sentence).length > 0,
  );
}

function isQuestion(sentence: string): boolean {
  return /\?[!?"'”’)\]]*\s*$/.test(sentence);
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function countIn(words: ReadonlySet<string>, list: ReadonlySet<string>): number {
  let count = 0;
  for (const word of words) if (list.has(word.replaceAll('’', "'"))) count++;
  return count;
}
