// Turns small talk and dialogues into chats: which questions, in whose voice, how spelled, how many
// turns. Pure and deterministic by the generator it is given; knows nothing of tokens or files.
import type { Message } from '../../src/contract/records';
import type { Random } from '../../src/core/rng';
import { isHeldOutQuestion } from '../../src/world/held-out';
import { voices, type SmallTalk } from './sources';

/** The chat of one question and one reply. */
export function exchange(question: string, reply: string): Message[] {
  return [
    { role: 'user', content: question },
    { role: 'assistant', content: reply },
  ];
}

/**
 * An endless supply of small-talk chats. All questions with the same five replies are one topic; a topic's share grows
 * with the square root of its number of questions, so that large topics do not drown the small ones.
 * Each voice gets an equal share of every topic, so that one question has several fitting replies
 * and samples differ in style.
 */
export class SmallTalkWriter {
  readonly #topics: readonly SmallTalk[][];
  readonly #totalWeight: number;
  readonly #severalExchangesShare: number;
  readonly #isHeldOut: (question: string) => boolean;

  /**
   * @param seed decides which questions are kept out
   * @throws Error without rows
   */
  constructor(rows: readonly SmallTalk[], severalExchangesShare: number, seed: number) {
    if (rows.length === 0) throw new Error('There is no small talk to write from.');
    this.#isHeldOut = (question) => isHeldOutQuestion(question, seed);
    const topics = new Map<string, SmallTalk[]>();
    for (const row of rows) {
      const topic = JSON.stringify(row.replies);
      const members = topics.get(topic);
      if (members) members.push(row);
      else topics.set(topic, [row]);
    }
    this.#topics = [...topics.values()];
    this.#totalWeight = this.#topics.reduce((sum, { length }) => sum + Math.sqrt(length), 0);
    this.#severalExchangesShare = severalExchangesShare;
  }

  /** A chat of one to three exchanges in one voice. */
  chat(random: Random): Message[] {
    const voice = random.integer(voices.length);
    const several = random.uniform() < this.#severalExchangesShare;
    const exchanges = several ? 2 + random.integer(2) : 1;
    return Array.from({ length: exchanges }, () => {
      const { question, replies } = random.pick(this.#pickTopic(random));
      return exchange(varySpelling(question, random, this.#isHeldOut), replies[voice]!);
    }).flat();
  }

  #pickTopic(random: Random): readonly SmallTalk[] {
    let position = random.uniform() * this.#totalWeight;
    const found = this.#topics.find(({ length }) => (position -= Math.sqrt(length)) < 0);
    return found ?? this.#topics.at(-1)!;
  }
}

/**
 * A question as somebody else might type it: other short forms, lower case, without its last mark, or as it was.
 * @param isHeldOut what must not come out
 */
export function varySpelling(
  question: string,
  random: Random,
  isHeldOut: (question: string) => boolean = isHeldOutQuestion,
): string {
  const reworded = varyShortForms(question, random);
  // A kept-out question may be the same in other short forms.
  let varied = isHeldOut(reworded) ? question : reworded;
  if (random.uniform() < 0.35) varied = varied.toLowerCase();
  else if (random.uniform() < 0.3) varied = varied.charAt(0).toUpperCase() + varied.slice(1);
  const last = varied.at(-1) ?? '';
  const chance = random.uniform();
  if (/[.?!]/.test(last)) {
    if (chance < 0.35) varied = varied.slice(0, -1);
  } else if (/[\p{L}\p{N}]/u.test(last) && chance < 0.35) {
    varied += looksLikeQuestion(varied) ? '?' : chance < 0.08 ? '!' : '.';
  }
  return varied;
}

/** Short forms and what they stand for; either may be typed. */
const shortForms = [
  ['what', "'s", ' is'],
  ['who', "'s", ' is'],
  ['how', "'s", ' is'],
  ['that', "'s", ' is'],
  ['it', "'s", ' is'],
  ['i', "'m", ' am'],
  ['you', "'re", ' are'],
  ['they', "'re", ' are'],
  ['we', "'re", ' are'],
  ['i', "'ve", ' have'],
  ['you', "'ve", ' have'],
  ['i', "'ll", ' will'],
  ['do', "n't", ' not'],
  ['does', "n't", ' not'],
  ['did', "n't", ' not'],
  ['is', "n't", ' not'],
].map(([word, short, long]) => {
  // "Don't you" is not "Do not you".
  const before = short === "n't" ? '(?<=\\w )' : '\\b';
  return [new RegExp(`${before}(${word!})(${short!}|${long!})\\b`, 'i'), short!, long!] as const;
});
const shortFormShare = 0.3;
/** People leave the mark out of every fourth short form. */
const bareShare = 0.25;

function varyShortForms(question: string, random: Random): string {
  let varied = question;
  for (const [pattern, short, long] of shortForms) {
    if (!pattern.test(varied) || random.uniform() >= shortFormShare) continue;
    const typed = random.uniform() < bareShare ? short.replace("'", '') : short;
    varied = varied.replace(pattern, (_, word: string, tail: string) =>
      tail.toLowerCase() === long ? `${word}${typed}` : `${word}${long}`,
    );
  }
  return varied;
}

const questionStart =
  /^(who|what|when|where|why|how|which|do|does|did|are|is|am|was|were|can|could|would|will|should|have|has)\b/i;
const looksLikeQuestion = (text: string) => questionStart.test(text);

/**
 * Cuts a dialogue into windows of two to six turns; the last turn is the assistant's. Either
 * speaker may take the assistant's part.
 */
export function cutWindows(turns: readonly string[], random: Random): Message[][] {
  const windows: Message[][] = [];
  let start = random.integer(2);
  while (start + 2 <= turns.length) {
    const length = Math.min(
      2 * (1 + random.integer(3)),
      2 * Math.floor((turns.length - start) / 2),
    );
    windows.push(asChat(turns.slice(start, start + length)));
    start += length + (random.uniform() < 0.5 ? 0 : 1);
  }
  return windows;
}

/** Turns that alternate, the first of them the person's. */
export function asChat(turns: readonly string[]): Message[] {
  return turns.map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content }));
}
