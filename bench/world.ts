// `npm run bench -- world`: how well a model knows its small world, on what its training never held: small talk, facts,
// pairs, sums, follow-ups, and how its sampled replies are made. Truth is judged by world/recognize, not by the model.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { languageLossOf } from '../scripts/lab/language-loss';
import { modelFolder } from '../scripts/lab/model-files';
import { replyToAll, type Reply } from '../scripts/lab/replies';
import { readRows, type Row } from '../scripts/lab/rows';
import { readSources } from '../scripts/pretrain/sources';
import type { Message } from '../src/contract/records';
import { Random } from '../src/core/rng';
import { mean, median } from '../src/core/statistics';
import type { LanguageModel } from '../src/nn/language-model';
import type { Purpose } from '../src/world/frames';
import { WorldGenerator, type Exchange, type WorldOptions } from '../src/world/generate';
import { isTrue, recognize } from '../src/world/recognize';
import type { Topic } from '../src/world/topic';
import { topics } from '../src/world/topics/index';
import type { WorldFigures } from './world-card';
import { englishWords, trainingVocabulary, wordsOf } from './vocabulary';

const heldOutRows = fileURLToPath(new URL('../public/models/heldout-chat.jsonl', import.meta.url));

export interface WorldBenchOptions {
  /** Name or folder of the model, for the size of its files. */
  name: string;
  /** Prompts of each measurement. */
  limit: number;
  /** Folder of the training text; without it neither small talk nor its vocabulary can be measured. */
  corporaDir: string | null;
  seed: number;
}

/** One line of figures after the other; shares from 0 to 1, `n` how many prompts they stand on. */
export async function* measureWorld(
  model: LanguageModel,
  options: WorldBenchOptions,
): AsyncGenerator<WorldFigures> {
  const { limit, seed, corporaDir } = options;
  const sources = readSources(corporaDir, 1);
  const smallTalk = new Random(seed).shuffled(sources.smallTalk.heldOut).slice(0, limit);
  yield { figure: 'small talk', ...(await measureSmallTalk(model, smallTalk)) };
  const facts = topics.filter(({ items }) => items.some(({ pair }) => pair !== undefined));
  const ask = (topics: readonly Topic[], purpose: Purpose, world: WorldOptions = {}) =>
    askWorld(model, { topics, purpose, ...world }, limit, new Random(seed));
  yield { figure: 'facts, unseen frames', ...(await ask(facts, 'unseen-frames')) };
  yield { figure: 'facts, unseen pairs', ...(await ask(facts, 'unseen-pairs')) };
  for (const topic of topics) {
    const answers = await ask([topic], 'unseen-frames');
    if (answers.n > 0) yield { figure: `${topic.skill}, unseen frames`, ...answers };
  }
  const followUps = await ask(topics, 'unseen-frames', { followUpShare: 0.6 });
  yield { figure: 'follow-ups, unseen frames', ...followUps };
  yield { figure: 'recognising a prompt', ...timeRecognition(limit, new Random(seed)) };
  const prompts = [
    ...smallTalk.slice(0, limit / 2).map(({ question }) => question),
    ...openPrompts(limit - Math.min(smallTalk.length, Math.floor(limit / 2)), new Random(seed)),
  ];
  const vocabulary = trainingVocabulary(sources);
  yield {
    figure: 'replies at temperature 1',
    vocabulary: corporaDir ? 'corpora and world' : 'world alone',
    ...(await measureSamples(model, prompts, vocabulary, new Random(seed))),
  };
  const smallTalkRows = readRows(heldOutRows);
  const worldRows = heldOutWorldRows(limit, new Random(seed));
  for (const [figure, rows] of Object.entries({
    'loss on heldout-chat.jsonl': smallTalkRows,
    'loss on replies about the world, unseen frames': worldRows,
    'loss on both': [...smallTalkRows, ...worldRows],
  })) {
    const { nats_per_character } = await languageLossOf(model, rows);
    yield { figure, nats_per_character, n: rows.length };
  }
  yield { figure: 'download', ...folderSize(modelFolder(options.name)) };
}

const greedy = { temperature: 0, topK: 0, topP: 1, maxNewTokens: 64 };
const sampled = { ...greedy, temperature: 1 };
const samplesPerPrompt = 4;

const asked = (content: string): Message[] => [{ role: 'user', content }];

/** Milliseconds for one training prompt, after a first round that compiles the patterns. */
function timeRecognition(count: number, random: Random) {
  const generator = new WorldGenerator({ fewShotShare: 0 });
  const prompts = Array.from({ length: count }, () => generator.chat(random).exchanges[0]!.prompt);
  const timeAll = () =>
    prompts.map((prompt) => {
      const start = performance.now();
      recognize(prompt);
      return performance.now() - start;
    });
  timeAll();
  return { milliseconds_median: median(timeAll()), n: count };
}

/** Share of greedy replies that are one of the question's five. */
async function measureSmallTalk(
  model: LanguageModel,
  rows: readonly { question: string; replies: string[] }[],
) {
  if (rows.length === 0) return { right: null, n: 0, why: 'needs --corpora' };
  const conversations = rows.map(({ question }) => asked(question));
  const replies = await replyToAll(model, conversations, greedy, new Random(1));
  const isRight = replies.map(({ text }, i) =>
    rows[i]!.replies.some((right) => right.trim() === text.trim()),
  );
  return { right: share(isRight), n: rows.length, examples: examples(replies, conversations) };
}

interface Answers {
  n: number;
  true: number;
  unsure: number;
  false: number;
  examples: string[];
}

/**
 * Greedy replies to questions that have a truth. With follow-ups, to the last question of chats that have several;
 * else to the first of all. At most `limit`; fewer where the world has no more of the kind.
 */
async function askWorld(
  model: LanguageModel,
  options: WorldOptions,
  limit: number,
  random: Random,
): Promise<Answers> {
  const wantsFollowUps = (options.followUpShare ?? 0) > 0;
  const exchanges: Exchange[] = [];
  const conversations: Message[][] = [];
  const seen = new Set<string>();
  const world = openGenerator({ fewShotShare: 0, followUpShare: 0, ...options });
  for (let attempt = 0; world && attempt < 20 * limit && exchanges.length < limit; attempt++) {
    const chat = world.chat(random);
    const last = chat.exchanges.at(-1)!;
    const messages = chat.messages.slice(0, -1);
    const key = JSON.stringify(messages);
    const isMeasured =
      last.item.truth !== undefined &&
      (!wantsFollowUps || chat.exchanges.length > 1) &&
      (options.purpose !== 'unseen-pairs' || last.item.pair !== undefined);
    if (!isMeasured || seen.has(key)) continue;
    seen.add(key);
    exchanges.push(last);
    conversations.push(messages);
  }
  const replies = await replyToAll(model, conversations, greedy, random);
  const verdicts = replies.map(({ text }, i) =>
    isTrue(text, exchanges[i]!.item, exchanges[i]!.bindings),
  );
  return {
    n: exchanges.length,
    true: share(verdicts.map((verdict) => verdict === true)),
    unsure: share(verdicts.map((verdict) => verdict === 'unsure')),
    false: share(verdicts.map((verdict) => verdict === false)),
    examples: examples(
      replies,
      conversations,
      verdicts.map((verdict) => verdict !== true),
    ),
  };
}

/** Null where the topics have nothing for the purpose. */
function openGenerator(options: WorldOptions): WorldGenerator | null {
  try {
    return new WorldGenerator(options);
  } catch {
    return null;
  }
}

/** Questions of all topics, asked in unseen ways. */
function openPrompts(count: number, random: Random): string[] {
  const world = new WorldGenerator({ purpose: 'unseen-frames', fewShotShare: 0, followUpShare: 0 });
  return Array.from({ length: count }, () => world.chat(random).messages[0]!.content);
}

/** Single exchanges about the world, asked in unseen ways. */
function heldOutWorldRows(count: number, random: Random): Row[] {
  const world = new WorldGenerator({ purpose: 'unseen-frames', fewShotShare: 0, followUpShare: 0 });
  return Array.from({ length: count }, () => {
    const [prompt, completion] = world.chat(random).messages.map(({ content }) => content);
    return { value: { prompt: prompt!, completion: completion! }, where: 'the world' };
  });
}

/** Four replies to each prompt at temperature 1. */
async function measureSamples(
  model: LanguageModel,
  prompts: readonly string[],
  vocabulary: ReadonlySet<string>,
  random: Random,
) {
  const conversations = prompts.flatMap((prompt) =>
    Array.from({ length: samplesPerPrompt }, () => asked(prompt)),
  );
  const replies = await replyToAll(model, conversations, sampled, random);
  const unread = replies.map(({ text }) => wordsOf(text).filter((word) => !vocabulary.has(word)));
  const english = englishWords();
  const unknown = unread.map((words) => words.filter((word) => !isEnglish(word, english)));
  const distinct = prompts.map((_, i) => {
    const own = replies.slice(i * samplesPerPrompt, (i + 1) * samplesPerPrompt);
    return new Set(own.map(({ text }) => text)).size;
  });
  return {
    ended: share(replies.map(({ ended }) => ended)),
    only_known_words: share(unknown.map(({ length }) => length === 0)),
    only_words_of_training: share(unread.map(({ length }) => length === 0)),
    unknown_words: [...new Set(unknown.flat())].slice(0, 20),
    distinct_of_four: mean(distinct),
    words: mean(replies.map(({ text }) => wordsOf(text).length)),
    n: prompts.length,
  };
}

/** A word of the list, or its possessive: "the toad's". */
const isEnglish = (word: string, english: ReadonlySet<string>): boolean =>
  english.has(word.replace(/'s$/, ''));

/** Bytes of all files, as they are and each by gzip. */
function folderSize(folder: string) {
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    bytes: sum(files.map(({ length }) => length)),
    gzip_bytes: sum(files.map((content) => gzipSync(content, { level: 9 }).length)),
  };
}

/** A few as they are, the wrong ones first where that is known. */
function examples(
  replies: readonly Reply[],
  conversations: readonly Message[][],
  isWrong: readonly boolean[] = [],
): string[] {
  const order = replies.map((_, i) => i).sort((a, b) => Number(isWrong[b]) - Number(isWrong[a]));
  return order
    .slice(0, 6)
    .map((i) => `${conversations[i]!.at(-1)!.content} -> ${replies[i]!.text.trim()}`);
}

const share = (values: readonly boolean[]): number => mean(values.map(Number));
