// The training text of both stages in tokens, written a shard at a time: each shard depends on the seed and its number
// alone, so that nothing has to be kept, and a resumed run reads what an uninterrupted one would have read.
import type { Message } from '../../src/contract/records';
import { specialTokens } from '../../src/core/chat-template';
import { Random } from '../../src/core/rng';
import { createTokenizer, type Tokenizer } from '../../src/nn/tokenizer';
import { WorldGenerator } from '../../src/world/generate';
import { TextWriter } from '../../src/world/texts';
import { asChat, cutWindows, exchange, SmallTalkWriter } from './demonstrations';
import { Endless } from './endless';
import {
  baseRowTokens,
  baseWorld,
  chatWorld,
  type Mix,
  severalExchangesShare,
  stepsPerShard,
  tokensPerStep,
} from './mix';
import { voices, type Sources, type SmallTalk } from './sources';
import type { TokenizerFiles } from './tokenizer-training';

/** One chat in tokens; the mask is 1 on the tokens of its replies. Both of equal length. */
export interface Demonstration {
  ids: Uint16Array;
  replyMask: Uint8Array;
}

/** What is kept out of training, to measure on. */
export interface HeldOutText {
  /** Kept-out questions, each with its five replies; none without a corpus. */
  smallTalk: Demonstration[];
  /** Chats of the world asked in ways that training never uses. */
  world: Demonstration[];
  /** Kept-out stories, sentences, dialogues and small talk, one after the other; empty without a corpus. */
  text: Uint16Array;
}

export interface TextOptions {
  seed: number;
  mix: Mix;
  /** Longest demonstration in tokens. */
  contextLength: number;
  /** Steps for which a shard is enough; by default those of the mix. */
  shardSteps?: number;
}

const heldOutWorldChats = 320;

export class TrainingText {
  readonly tokenizer: Tokenizer;
  readonly shardSteps: number;
  readonly #sources: Sources;
  readonly #seed: number;
  readonly #contextLength: number;
  readonly #mix: Mix;
  /** The rows of a base shard's steps, the room for a random phase, and one token to predict at the end. */
  readonly #baseShardTokens: number;
  readonly #baseWorld = new WorldGenerator(baseWorld);
  readonly #chatWorld = new WorldGenerator(chatWorld);
  readonly #texts = new TextWriter();
  readonly #smallTalk: SmallTalkWriter | null;
  readonly #documents: readonly { rows: Endless<() => number[]>; perShard: number }[];
  readonly #dialogues: Endless<readonly string[]>;

  constructor(sources: Sources, files: TokenizerFiles, options: TextOptions) {
    const { seed, mix, contextLength, shardSteps = stepsPerShard } = options;
    this.#mix = mix;
    this.tokenizer = createTokenizer(files.tokenizerJson, files.tokenizerConfigJson);
    this.#sources = sources;
    this.#seed = seed;
    this.#contextLength = contextLength;
    this.shardSteps = shardSteps;
    this.#baseShardTokens = shardSteps * tokensPerStep + baseRowTokens + 1;
    const { smallTalk, dialogues } = sources;
    this.#smallTalk =
      smallTalk.train.length > 0
        ? new SmallTalkWriter(smallTalk.train, severalExchangesShare, seed)
        : null;
    this.#dialogues = new Endless(dialogues.train, seed);
    const kinds = this.#documentsOf('train');
    this.#documents = Object.entries(kinds).map(([kind, documents], index) => {
      const rows = new Endless(documents, seed + 1000 * index);
      const sample = rows.take(0, 200).map((encode) => encode().length);
      const meanTokens = sample.reduce((sum, length) => sum + length, 0) / (sample.length || 1);
      const wanted =
        (mix.base[kind as keyof typeof kinds] * this.#baseShardTokens) / (meanTokens || 1);
      return { rows, perShard: Math.round(wanted) };
    });
  }

  /** Documents of the first stage in random order, each closed by the end token; enough for every phase. */
  baseShard(shard: number): Uint16Array {
    const random = this.#random(shard, 0);
    const documents = this.#documents.flatMap(({ rows, perShard }) =>
      rows.take(shard * perShard, perShard).map((encode) => encode()),
    );
    let missing = this.#baseShardTokens - documents.reduce((sum, { length }) => sum + length, 0);
    const { worldChats, worldTexts } = this.#mix.base;
    const chatShare = worldChats / (worldChats + worldTexts);
    const budget = { chats: missing * chatShare, texts: missing * (1 - chatShare) };
    while (missing > 0) {
      const isChat = budget.chats >= budget.texts;
      const ids = isChat
        ? this.tokenizer.encodeChat(this.#baseWorld.chat(random).messages)
        : this.#encodeText(this.#texts.text(random));
      budget[isChat ? 'chats' : 'texts'] -= ids.length;
      missing -= ids.length;
      documents.push(ids);
    }
    return Uint16Array.from(random.shuffled(documents).flat()).subarray(0, this.#baseShardTokens);
  }

  /** Demonstrations enough for a shard of the second stage. */
  chatShard(shard: number): Demonstration[] {
    const random = this.#random(shard, 1);
    const total = this.shardSteps * tokensPerStep;
    const shares = this.#mix.chat;
    const demonstrations: Demonstration[] = [];
    const fill = (tokens: number, next: () => Message[] | null) => {
      for (let left = tokens; left > 0;) {
        const messages = next();
        if (!messages) return left;
        const demonstration = this.#encodeChat(messages);
        if (!demonstration) continue;
        demonstrations.push(demonstration);
        left -= demonstration.ids.length;
      }
      return 0;
    };
    let rest = total * shares.world;
    rest += fill(total * shares.smallTalk, () => this.#smallTalk?.chat(random) ?? null);
    rest += fill(total * shares.dialogues, this.#dialogueWindows(shard, random));
    fill(rest, () => this.#chatWorld.chat(random).messages);
    return demonstrations;
  }

  /** The same at every call. */
  heldOut(): HeldOutText {
    const random = new Random(this.#seed);
    const world = new WorldGenerator({ purpose: 'unseen-frames' });
    const demonstrations = (chats: Message[][]) =>
      chats.map((chat) => this.#encodeChat(chat)).filter((found) => found !== null);
    const documents = Object.values(this.#documentsOf('heldOut')).flat();
    return {
      smallTalk: demonstrations(exchangesOf(this.#sources.smallTalk.heldOut)),
      world: demonstrations(
        Array.from({ length: heldOutWorldChats }, () => world.chat(random).messages),
      ),
      text: Uint16Array.from(random.shuffled(documents).flatMap((encode) => encode())),
    };
  }

  /** The corpus's documents, encoded when wanted: a story or sentence is `<|text|>...<|end|>`, a chat a chat. */
  #documentsOf(part: 'train' | 'heldOut') {
    const { stories, sentences, dialogues, smallTalk } = this.#sources;
    const text = (content: string) => () => this.#encodeText(content);
    const chat = (messages: Message[]) => () => this.tokenizer.encodeChat(messages);
    return {
      stories: stories[part].map(text),
      sentences: sentences[part].map(text),
      dialogues: dialogues[part].map((turns) => chat(asChat(turns))),
      smallTalk: exchangesOf(smallTalk[part]).map(chat),
    };
  }

  /** Windows of the dialogues whose turn it is in this shard; a shard never needs as many as half of them. */
  #dialogueWindows(shard: number, random: Random): () => Message[] | null {
    const perShard = Math.ceil((this.shardSteps * tokensPerStep * this.#mix.chat.dialogues) / 200);
    const dialogues = this.#dialogues.take(shard * perShard, perShard);
    const windows = dialogues.flatMap((turns) => cutWindows(turns, random));
    return () => windows.pop() ?? null;
  }

  #encodeText(text: string): number[] {
    const { tokenizer } = this;
    return [
      tokenizer.specialTokenId(specialTokens.text),
      ...tokenizer.encode(text),
      tokenizer.endTokenId,
    ];
  }

  /** A chat longer than the context loses its oldest exchanges; null for a single exchange that is too long. */
  #encodeChat(chat: readonly Message[]): Demonstration | null {
    for (let start = 0; start < chat.length; start += 2) {
      const { ids, replyMask } = this.tokenizer.encodeDialogueWithMask(chat.slice(start));
      if (ids.length <= this.#contextLength) {
        return { ids: Uint16Array.from(ids), replyMask: Uint8Array.from(replyMask) };
      }
    }
    return null;
  }

  #random(shard: number, stage: 0 | 1): Random {
    return new Random(1_000_003 * this.#seed + 2 * shard + stage);
  }
}

/** Each question with each of its five replies. */
export function exchangesOf(rows: readonly SmallTalk[]): Message[][] {
  return rows.flatMap(({ question, replies }) =>
    voices.map((_, voice) => exchange(question, replies[voice]!)),
  );
}
