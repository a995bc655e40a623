// Turns small talk and dialogues into chats: which questions, in whose voice, how spelled, how many
// turns. Pure and deterministic by the generator it is given; knows nothing of tokens or files.
import type { Message } from '../../src/contract/records';
import type { Random } from '../../src/core/rng';
import { voices, type SmallTalk } from './sources';

/** How many chats of each kind the supervised stage holds. */
export interface Mix {
  smallTalkChats: number;
  /** Share of the small-talk chats that hold two or three exchanges. */
  severalExchangesShare: number;
  dialogueWindows: number;
}

export const defaultMix: Mix = {
  smallTalkChats: 40_000,
  severalExchangesShare: 0.2,
  dialogueWindows: 8_000,
};

/** The chat of one question and one reply. */
export function exchange(question: string, reply: string): Message[] {
  return [
    { role: 'user', content: question },
    { role: 'assistant', content: reply },
  ];
}

/**
 * Small-talk chats. All questions with the same five replies are one topic; a topic's share grows
 * with the square root of its number of questions, so that large topics do not drown the small ones.
 * Each voice gets an equal share of every topic, so that one question has several fitting replies
 * and samples differ in style.
 */
export function smallTalkChats(rows: readonly SmallTalk[], mix: Mix, random: Random): Message[][] {
  const singles = smallTalkExchanges(rows, mix.smallTalkChats, random);
  const chats: Message[][] = [];
  const byVoice = voices.map((_, voice) => singles.filter((single) => single.voice === voice));
  for (const single of singles) {
    const chat: Message[] = [];
    if (random.uniform() < mix.severalExchangesShare) {
      const earlier = 1 + random.integer(2);
      for (let i = 0; i < earlier; i++) chat.push(...random.pick(byVoice[single.voice]!).messages);
    }
    chats.push([...chat, ...single.messages]);
  }
  return random.shuffled(chats);
}

function smallTalkExchanges(
  rows: readonly SmallTalk[],
  count: number,
  random: Random,
): { voice: number; messages: Message[] }[] {
  const topics = new Map<string, SmallTalk[]>();
  for (const row of rows) {
    const topic = JSON.stringify(row.replies);
    const members = topics.get(topic);
    if (members) members.push(row);
    else topics.set(topic, [row]);
  }
  const weights = [...topics.values()].map((members) => Math.sqrt(members.length));
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  return [...topics.values()].flatMap((members, t) => {
    const perVoice = Math.max(1, Math.round((count * weights[t]!) / totalWeight / voices.length));
    return voices.flatMap((_, voice) => {
      const order = random.shuffled(members);
      return Array.from({ length: perVoice }, (_, i) => {
        const row = order[i % order.length]!;
        return {
          voice,
          messages: exchange(varySpelling(row.question, random), row.replies[voice]!),
        };
      });
    });
  });
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
 * Windows of two to six turns out of longer dialogues; the last turn is the assistant's. Either
 * speaker may take the assistant's part.
 */
export function dialogueWindows(
  dialogues: readonly (readonly string[])[],
  count: number,
  random: Random,
): Message[][] {
  const windows = dialogues.flatMap((turns) => cutWindows(turns, random));
  return random.shuffled(windows).slice(0, count);
}

function cutWindows(turns: readonly string[], random: Random): Message[][] {
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
