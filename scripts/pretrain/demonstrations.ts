// Turns small talk and dialogues into chats: which questions, in whose voice, how spelled, how many
// turns. Pure and deterministic by the generator it is given; knows nothing of tokens or files.
import type { Message } from '../../src/contract/records';
import type { Random } from '../../src/core/rng';
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

  /** @throws Error without rows */
  constructor(rows: readonly SmallTalk[], severalExchangesShare: number) {
    if (rows.length === 0) throw new Error('There is no small talk to write from.');
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
      return exchange(varySpelling(question, random), replies[voice]!);
    }).flat();
  }

  #pickTopic(random: Random): readonly SmallTalk[] {
    let position = random.uniform() * this.#totalWeight;
    const found = this.#topics.find(({ length }) => (position -= Math.sqrt(length)) < 0);
    return found ?? this.#topics.at(-1)!;
  }
}

/** A question as somebody else might type it: lower case, without its last mark, or as it was. */
export function varySpelling(question: string, random: Random): string {
  let varied = question;
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
