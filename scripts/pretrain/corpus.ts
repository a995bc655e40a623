// The training data of a model, ready for use: trains the tokenizer, encodes both stages and keeps
// the result in a cache folder. The training itself is main.ts.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Message } from '../../src/contract/records';
import { countWords, trainBytePairs } from '../../src/core/bpe-trainer';
import { specialTokenList, specialTokens } from '../../src/core/chat-template';
import { Random } from '../../src/core/rng';
import { toTokenizerConfigJson, toTokenizerJson } from '../../src/core/tokenizer-files';
import { createTokenizer, type Tokenizer } from '../../src/nn/tokenizer';
import { readCachedCorpus, writeCachedCorpus, type EncodedCorpus } from './corpus-cache';
import {
  asChat,
  defaultMix,
  dialogueWindows,
  exchange,
  smallTalkChats,
  type Mix,
} from './demonstrations';
import { readSources, voices, type SourceLicence, type Sources, type Split } from './sources';

/** One chat in tokens; the mask is 1 on the tokens of its replies. Both of equal length. */
export interface Demonstration {
  ids: Uint16Array;
  replyMask: Uint8Array;
}

export interface Corpus {
  tokenizerJson: unknown;
  tokenizerConfigJson: unknown;
  tokenizer: Tokenizer;
  /** First stage: documents one after the other, each closed by the end token. */
  base: { train: Uint16Array; heldOut: Uint16Array };
  /** Second stage: chats. Held out: the kept-out questions, each with its five replies in turn. */
  chat: { train: Demonstration[]; heldOut: Demonstration[] };
  licences: SourceLicence[];
}

export interface CorpusOptions {
  corporaDir: string;
  cacheDir: string;
  /** Tokens of the vocabulary, special and byte tokens included. */
  vocabularySize: number;
  seed: number;
  /** Longest demonstration in tokens; 256 by default. */
  contextLength?: number;
  /** How many chats of each kind the second stage holds. */
  mix?: Mix;
}

/**
 * Reads, splits and encodes the training text; a second call with the same text, options and code
 * reads the cache.
 * @throws Error with one clear line when the folder or a file is missing or damaged
 */
export async function prepareCorpus(options: CorpusOptions): Promise<Corpus> {
  const { vocabularySize, seed, contextLength = 256, mix = defaultMix } = options;
  const sources = readSources(options.corporaDir, seed);
  const key = createHash('sha256')
    .update(JSON.stringify([sources.hash, vocabularySize, seed, contextLength, mix, codeHash()]))
    .digest('hex')
    .slice(0, 16);
  let encoded = readCachedCorpus(options.cacheDir, key);
  if (!encoded) {
    encoded = encodeCorpus(sources, { vocabularySize, seed, contextLength, mix });
    writeCachedCorpus(options.cacheDir, key, encoded);
  }
  const { tokenizerJson, tokenizerConfigJson } = encoded;
  const tokenizer = createTokenizer(tokenizerJson, tokenizerConfigJson);
  return { ...encoded, tokenizer, licences: sources.licences };
}

/** Changes with the code that decides what the streams hold, so that an old cache is not used. */
function codeHash(): string {
  const hash = createHash('sha256');
  const files = [
    './corpus.ts',
    './demonstrations.ts',
    './sources.ts',
    '../../src/core/bpe-trainer.ts',
    '../../src/core/chat-template.ts',
    '../../src/core/tokenizer-files.ts',
    '../../src/nn/tokenizer.ts',
    '../../src/world/held-out.ts',
  ];
  for (const file of files) hash.update(readFileSync(new URL(file, import.meta.url)));
  return hash.digest('hex');
}

function encodeCorpus(
  sources: Sources,
  options: { vocabularySize: number; seed: number; contextLength: number; mix: Mix },
): EncodedCorpus {
  const random = new Random(options.seed);
  const tokenizerJson = toTokenizerJson(
    trainBytePairs(countSourceWords(sources), {
      vocabularySize: options.vocabularySize,
      specialTokens: specialTokenList,
    }),
  );
  const tokenizerConfigJson = toTokenizerConfigJson(options.contextLength);
  const tokenizer = createTokenizer(tokenizerJson, tokenizerConfigJson);
  const encode = documentEncoder(tokenizer);
  return {
    tokenizerJson,
    tokenizerConfigJson,
    base: {
      train: encodeBase(sources, 'train', encode, random),
      heldOut: encodeBase(sources, 'heldOut', encode, random),
    },
    chat: {
      train: encodeChats(
        random.shuffled([
          ...smallTalkChats(sources.smallTalk.train, options.mix, random),
          ...dialogueWindows(sources.dialogues.train, options.mix.dialogueWindows, random),
        ]),
        tokenizer,
        options.contextLength,
      ),
      heldOut: encodeChats(
        sources.smallTalk.heldOut.flatMap(({ question, replies }) =>
          replies.map((reply) => exchange(question, reply)),
        ),
        tokenizer,
        options.contextLength,
      ),
    },
  };
}

/** Word counts of the training parts; chats count double, for they are what the model is made for. */
function countSourceWords(sources: Sources): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { question, replies } of sources.smallTalk.train) {
    countWords(question, counts, 2 * voices.length, specialTokenList);
    for (const reply of replies) countWords(reply, counts, 2, specialTokenList);
  }
  for (const turns of sources.dialogues.train) {
    for (const turn of turns) countWords(turn, counts, 2, specialTokenList);
  }
  for (const text of [...sources.stories.train, ...sources.sentences.train]) {
    countWords(text, counts, 1, specialTokenList);
  }
  return counts;
}

interface Encoder {
  text(text: string): number[];
  chat(messages: readonly Message[]): number[];
}

/** A story or sentence is `<|text|>...<|end|>`, a chat is what the chat template makes of it. */
function documentEncoder(tokenizer: Tokenizer): Encoder {
  const textId = tokenizer.specialTokenId(specialTokens.text);
  return {
    text: (text) => [textId, ...tokenizer.encode(text), tokenizer.endTokenId],
    chat: (messages) => tokenizer.encodeChat(messages),
  };
}

/** All documents of one part in random order, one after the other. */
function encodeBase(
  sources: Sources,
  part: keyof Split<unknown>,
  encode: Encoder,
  random: Random,
): Uint16Array {
  const documents: number[][] = [
    ...sources.stories[part].map(encode.text),
    ...sources.sentences[part].map(encode.text),
    ...sources.dialogues[part].map((turns) => encode.chat(asChat(turns))),
    ...sources.smallTalk[part].flatMap(({ question, replies }) =>
      replies.map((reply) => encode.chat(exchange(question, reply))),
    ),
  ];
  return Uint16Array.from(random.shuffled(documents).flat());
}

/** Chats longer than the context lose their oldest exchanges; a single exchange too long is left out. */
function encodeChats(
  chats: readonly Message[][],
  tokenizer: Tokenizer,
  contextLength: number,
): Demonstration[] {
  return chats.flatMap((chat) => {
    for (let start = 0; start < chat.length; start += 2) {
      const { ids, replyMask } = tokenizer.encodeDialogueWithMask(chat.slice(start));
      if (ids.length <= contextLength) {
        return [{ ids: Uint16Array.from(ids), replyMask: Uint8Array.from(replyMask) }];
      }
    }
    return [];
  });
}
