// Trains the tokenizer on what the models will read: the corpus and a sample of the world's chats and texts. Kept in a
// folder under a key that names what it was made from.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countWords, trainBytePairs } from '../../src/core/bpe-trainer';
import { specialTokenList } from '../../src/core/chat-template';
import { Random } from '../../src/core/rng';
import { toTokenizerConfigJson, toTokenizerJson } from '../../src/core/tokenizer-files';
import { WorldGenerator } from '../../src/world/generate';
import { TextWriter } from '../../src/world/texts';
import { voices, type Sources } from './sources';

/** Parsed `tokenizer.json` and `tokenizer_config.json`. */
export interface TokenizerFiles {
  tokenizerJson: unknown;
  tokenizerConfigJson: unknown;
}

export interface TokenizerOptions {
  /** Tokens of the vocabulary, special and byte tokens included. */
  vocabularySize: number;
  contextLength: number;
  seed: number;
  /** How many of the world's chats are read, and a quarter as many texts; the default has half the corpus's words. */
  worldChats?: number;
}

const defaultWorldChats = 30_000;

/** How much a word of the world counts: its names come seldom each, and a name in one piece is easier to learn about. */
const worldWeight = 8;

export function trainTokenizer(sources: Sources, options: TokenizerOptions): TokenizerFiles {
  const vocabulary = trainBytePairs(countTrainingWords(sources, options), {
    vocabularySize: options.vocabularySize,
    specialTokens: specialTokenList,
  });
  return {
    tokenizerJson: toTokenizerJson(vocabulary),
    tokenizerConfigJson: toTokenizerConfigJson(options.contextLength),
  };
}

/** As `trainTokenizer`, read from `folder` where it was made before from the same text by the same code. */
export function cachedTokenizer(
  folder: string,
  sources: Sources,
  options: TokenizerOptions,
): TokenizerFiles {
  const key = createHash('sha256')
    .update(JSON.stringify([sources.hash, worldHash(), options]))
    .digest('hex')
    .slice(0, 12);
  const path = join(folder, `tokenizer-${key}.json`);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as TokenizerFiles;
  const files = trainTokenizer(sources, options);
  writeWhole(path, JSON.stringify(files));
  return files;
}

/** Writes beside and renames, so that an interruption leaves no half file. */
/** Of a model's folder. */
export function readTokenizerFiles(folder: string): TokenizerFiles {
  const json = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return {
    tokenizerJson: json('tokenizer.json'),
    tokenizerConfigJson: json('tokenizer_config.json'),
  };
}

export function writeWhole(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}

/** Words of all training text; small talk and dialogues count double, for chats are what the model is made for. */
export function countTrainingWords(
  sources: Sources,
  { seed, worldChats = defaultWorldChats }: Pick<TokenizerOptions, 'seed' | 'worldChats'>,
): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (text: string, times: number) => countWords(text, counts, times, specialTokenList);
  for (const { question, replies } of sources.smallTalk.train) {
    count(question, 2 * voices.length);
    for (const reply of replies) count(reply, 2);
  }
  for (const turns of sources.dialogues.train) for (const turn of turns) count(turn, 2);
  for (const text of [...sources.stories.train, ...sources.sentences.train]) count(text, 1);
  const random = new Random(seed);
  const world = new WorldGenerator();
  const writer = new TextWriter();
  for (let i = 0; i < worldChats; i++) {
    for (const { content } of world.chat(random).messages) count(content, worldWeight);
  }
  for (let i = 0; i < worldChats / 4; i++) count(writer.text(random), worldWeight);
  return counts;
}

/** Changes with the content of the world and with the code that decides what the training text holds. */
export function worldHash(): string {
  const hash = createHash('sha256');
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const folders = ['src/world', 'scripts/pretrain'];
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(root, folder, name)),
  );
  for (const file of [...files.sort(), join(root, 'src/core/bpe-trainer.ts')]) {
    hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}
