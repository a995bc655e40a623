// The generator of the small world: draws chats, seeded, with labels on every reply. Owns the choice of topic, frame,
// style and fault; what can be said stands in topics/, how it sounds in replies.ts, styles.ts and faults.ts.
import type { Message } from '../contract/records';
import type { Random } from '../core/rng';
import { framesFor, type Purpose } from './frames';
import { fateOfPair, type PairFate } from './held-out';
import { writePhrase, type Bindings } from './phrases';
import { writeReply } from './replies';
import { dress } from './styles';
import { faults, styles, type Item, type ReplyLabels, type Style, type Topic } from './topic';
import { topics as allTopics } from './topics/index';
import { asTyped } from './typing';
import { pickWeighted } from './weights';

export interface WorldOptions {
  purpose?: Purpose;
  /** Share of replies with a fault, 0 to 1. */
  faultShare?: number;
  /** Share of chats that go on for another turn where the item allows it, 0 to 1. */
  followUpShare?: number;
  /** Share of chats that begin with worked examples, 0 to 1. */
  fewShotShare?: number;
  /** Share of the questions about entity-attribute pairs whose answer the world does not know, 0 to 1. */
  unknownShare?: number;
  /** Relative frequency of each style. */
  styleWeights?: Partial<Record<Style, number>>;
  /** By default all. */
  topics?: readonly Topic[];
}

/** One exchange: what was asked and how it was answered. */
export interface Exchange {
  prompt: string;
  reply: string;
  labels: ReplyLabels;
  item: Item;
  bindings: Bindings;
  frame: string;
}

/** A chat of one or more exchanges; what a purpose measures is its last. */
export interface WorldChat {
  messages: Message[];
  exchanges: Exchange[];
}

const defaultStyleWeights: Record<Style, number> = {
  plain: 4,
  warm: 2,
  brief: 2,
  wordy: 1,
  formal: 1,
  playful: 1.5,
  hedging: 1,
  grumpy: 0.7,
};

const examplesPerChat = 2;

/** How often a draw is repeated until its pair has the wanted fate. */
const drawAttempts = 100;

/** An item that may open a chat, with its topic. */
interface Entry {
  topic: Topic;
  item: Item;
}

/** What an exchange is asked for, and under which rules. */
interface Request extends Entry {
  given: Bindings;
  style: Style;
  purpose: Purpose;
  /** Worked examples are known and faultless. */
  isExample?: boolean;
}

export class WorldGenerator {
  readonly #options: Required<Omit<WorldOptions, 'styleWeights'>>;
  readonly #styleWeights: readonly number[];
  readonly #entries: readonly Entry[];
  readonly #entryWeights: readonly number[];

  /** @throws Error when no item serves the purpose */
  constructor(options: WorldOptions = {}) {
    this.#options = {
      purpose: 'train',
      faultShare: 0,
      followUpShare: 0.25,
      fewShotShare: 0.05,
      unknownShare: 0.12,
      topics: allTopics,
      ...options,
    };
    const weights = { ...defaultStyleWeights, ...options.styleWeights };
    this.#styleWeights = styles.map((style) => weights[style]);
    const { purpose, topics } = this.#options;
    this.#entries = topics.flatMap((topic) =>
      topic.items.filter((item) => serves(item, purpose)).map((item) => ({ topic, item })),
    );
    if (this.#entries.length === 0) throw new Error(`No item of these topics serves ${purpose}.`);
    const totals = new Map<Topic, number>();
    for (const { topic, item } of this.#entries) {
      totals.set(topic, (totals.get(topic) ?? 0) + (item.weight ?? 1));
    }
    this.#entryWeights = this.#entries.map(
      ({ topic, item }) => (topic.weight * (item.weight ?? 1)) / totals.get(topic)!,
    );
  }

  /** @throws Error when the topics hold no pair that the purpose allows */
  chat(random: Random): WorldChat {
    const style = styles[pickWeighted(this.#styleWeights, random)]!;
    for (let attempt = 0; attempt < drawAttempts; attempt++) {
      const entry = this.#pickEntry(random);
      const examples =
        entry.item.draw && random.uniform() < this.#options.fewShotShare
          ? this.#examples(entry, style, random)
          : [];
      const { purpose } = this.#options;
      const first = this.#exchange({ ...entry, given: {}, style, purpose }, random);
      if (!first || examples.some((example) => isSame(example, first))) continue;
      const exchanges = [...examples, first, ...this.#followUps(first, entry.topic, style, random)];
      return { exchanges, messages: exchanges.flatMap(messagesOf) };
    }
    throw new Error(`Nothing to ask for ${this.#options.purpose} in these topics.`);
  }

  /** Different questions of one kind, well answered. */
  #examples(entry: Entry, style: Style, random: Random): Exchange[] {
    const examples: Exchange[] = [];
    for (let attempt = 0; attempt < 10 && examples.length < examplesPerChat; attempt++) {
      const example = this.#exchange(
        { ...entry, given: {}, style, purpose: 'train', isExample: true },
        random,
      );
      if (example && !examples.some((other) => isSame(other, example))) examples.push(example);
    }
    return examples.length === examplesPerChat ? examples : [];
  }

  #followUps(first: Exchange, topic: Topic, style: Style, random: Random): Exchange[] {
    const chain = [first];
    while (random.uniform() < this.#options.followUpShare) {
      const next = this.#followUp(chain, topic, style, random);
      if (!next) break;
      chain.push(next);
    }
    return chain.slice(1);
  }

  /** What the person asks next about the same things; null when there is nothing new to ask. */
  #followUp(
    chain: readonly Exchange[],
    topic: Topic,
    style: Style,
    random: Random,
  ): Exchange | null {
    const { purpose } = this.#options;
    const { item: current, bindings: given, labels } = chain.at(-1)!;
    if (labels.truth === 'unsure') return null;
    const candidates = (current.then ?? []).filter(
      (item) => serves(item, purpose) && !chain.some((earlier) => earlier.item === item),
    );
    for (const item of random.shuffled(candidates)) {
      const exchange = this.#exchange({ topic, item, given, style, purpose }, random);
      if (exchange) return exchange;
    }
    return null;
  }

  #pickEntry(random: Random): Entry {
    return this.#entries[pickWeighted(this.#entryWeights, random)]!;
  }

  /** Null when the item has nothing that the purpose allows, as a follow-up about one entity may. */
  #exchange(request: Request, random: Random): Exchange | null {
    const { topic, item, given, style, purpose } = request;
    const bindings = this.#draw(request, given, random);
    if (!bindings) return null;
    const frames = framesFor(item, purpose).filter(({ slots }) =>
      slots.every((slot) => slot in bindings),
    );
    if (frames.length === 0) return null;
    const frame = random.pick(frames).text;
    const prompt = asTyped(writePhrase(frame, bindings, random), random);
    const isFaulty = random.uniform() < this.#options.faultShare && !request.isExample;
    const fault = isFaulty ? random.pick(faults) : null;
    const tangent = (): string => this.#tangent(item, random);
    const reply = writeReply({ topic, item, bindings, style, fault, tangent }, random);
    return { prompt, item, bindings, frame, ...reply };
  }

  /** Bindings that the purpose allows: pairs kept out of training come only where they are measured. */
  #draw(
    { item, purpose, isExample }: Pick<Request, 'item' | 'purpose' | 'isExample'>,
    given: Bindings,
    random: Random,
  ): Bindings | null {
    const allowed: readonly PairFate[] =
      purpose === 'unseen-pairs'
        ? ['held-out']
        : purpose === 'unseen-frames' || isExample
          ? ['known']
          : ['known', 'unknown'];
    const wanted =
      allowed.length === 1 || random.uniform() >= this.#options.unknownShare
        ? allowed[0]
        : 'unknown';
    let secondBest: Bindings | null = null;
    for (let attempt = 0; attempt < drawAttempts; attempt++) {
      const bindings = item.draw?.(random, given) ?? given;
      if (!item.pair) return bindings;
      const fate = fateOfPair(item.pair(bindings));
      if (fate === wanted) return bindings;
      if (allowed.includes(fate)) secondBest = bindings;
    }
    return secondBest;
  }

  /** A true answer to something that was not asked, in whole words. */
  #tangent(asked: Item, random: Random): string {
    for (let attempt = 0; attempt < drawAttempts; attempt++) {
      const { item, topic } = this.#pickEntry(random);
      const tone = item.tone ?? topic.tone;
      if (item === asked || tone !== 'fact') continue;
      const bindings = this.#draw({ item, purpose: 'train', isExample: true }, {}, random);
      if (!bindings) continue;
      const answer = writePhrase(random.pick(item.answer), bindings, random);
      const isWhole = answer.split(' ').length > 2 && !/^(yes|no)\b/i.test(answer);
      if (isWhole) return dress(answer, '', 'plain', tone, random);
    }
    return 'I like the weather today.';
  }
}

/** Whether an item can be asked for this purpose at all. */
function serves(item: Item, purpose: Purpose): boolean {
  return (
    framesFor(item, purpose).length > 0 && (purpose !== 'unseen-pairs' || item.pair !== undefined)
  );
}

/** Whether two exchanges ask for the same thing. */
function isSame(one: Exchange, other: Exchange): boolean {
  return one.item === other.item && JSON.stringify(one.bindings) === JSON.stringify(other.bindings);
}

function messagesOf({ prompt, reply }: Exchange): Message[] {
  return [
    { role: 'user', content: prompt },
    { role: 'assistant', content: reply },
  ];
}
