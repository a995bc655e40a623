// The generator of the small world: draws chats, seeded, with labels on every reply. Owns the choice of topic, frame,
// style and fault; what can be said stands in topics/, how it sounds in styles.ts and faults.ts.
import type { Message } from '../contract/records';
import type { Random } from '../core/rng';
import { falsify, rambling, repeating, rudeReply } from './faults';
import { fateOfPair, isHeldOutFrame } from './held-out';
import { slotsOf, writePhrase, type Bindings } from './phrases';
import { dress } from './styles';
import {
  faults,
  styles,
  type Fault,
  type Item,
  type ReplyLabels,
  type Style,
  type Topic,
} from './topic';
import { topics as allTopics } from './topics/index';
import { unknownAnswers } from './topics/unknown';

/** What a draw is for: training, or measuring on frames or entity-attribute pairs that training never saw. */
export type Purpose = 'train' | 'unseen-frames' | 'unseen-pairs';

export interface WorldOptions {
  purpose?: Purpose;
  /** Share of replies with a fault, 0 to 1. */
  faultShare?: number;
  /** Share of chats that go on for another turn where the item allows it, 0 to 1. */
  followUpShare?: number;
  /** Share of chats that begin with worked examples, 0 to 1. */
  fewShotShare?: number;
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

/** A chat of one or more exchanges. */
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

/** Items as drawn: flat, with their topic and the frames that this purpose allows. */
interface Entry {
  topic: Topic;
  item: Item;
  frames: readonly string[];
}

export class WorldGenerator {
  readonly #entries: readonly Entry[];
  readonly #cumulative: number[] = [];
  readonly #options: Required<Omit<WorldOptions, 'styleWeights'>>;
  readonly #styleWeights: Record<Style, number>;

  constructor(options: WorldOptions = {}) {
    this.#options = {
      purpose: 'train',
      faultShare: 0,
      followUpShare: 0.25,
      fewShotShare: 0.05,
      topics: allTopics,
      ...options,
    };
    this.#styleWeights = { ...defaultStyleWeights, ...options.styleWeights };
    this.#entries = this.#options.topics
      .flatMap((topic) => topic.items.map((item) => ({ topic, item, frames: this.framesOf(item) })))
      .filter(
        ({ frames, item }) =>
          frames.length > 0 && (this.#options.purpose !== 'unseen-pairs' || item.pair),
      );
    const itemWeights = new Map<Topic, number>();
    for (const { topic, item } of this.#entries) {
      itemWeights.set(topic, (itemWeights.get(topic) ?? 0) + (item.weight ?? 1));
    }
    let total = 0;
    for (const { topic, item } of this.#entries) {
      total += (topic.weight * (item.weight ?? 1)) / itemWeights.get(topic)!;
      this.#cumulative.push(total);
    }
  }

  /** The frames of an item that this generator may use. */
  framesOf(item: Item): readonly string[] {
    const wanted = this.#options.purpose === 'unseen-frames';
    // An item's first frame is always trained on, so that nothing is wholly unseen.
    return item.ask.filter((frame, i) => (i > 0 && isHeldOutFrame(frame)) === wanted);
  }

  chat(random: Random): WorldChat {
    const entry = this.#pickEntry(random);
    const style = this.#pickStyle(random);
    const exchanges: Exchange[] = [];
    if (random.uniform() < this.#options.fewShotShare && entry.item.draw) {
      const examples = 2 + random.integer(2);
      for (let i = 0; i < examples; i++)
        exchanges.push(this.#exchange(entry.topic, entry.item, {}, style, random));
    }
    let current = this.#exchange(entry.topic, entry.item, {}, style, random);
    exchanges.push(current);
    while (
      current.item.then?.length &&
      current.labels.truth !== 'unsure' &&
      random.uniform() < this.#options.followUpShare
    ) {
      const next = random.pick(current.item.then);
      if (this.framesOf(next).length === 0) break;
      current = this.#exchange(entry.topic, next, current.bindings, style, random);
      exchanges.push(current);
    }
    return {
      exchanges,
      messages: exchanges.flatMap(({ prompt, reply }) => [
        { role: 'user' as const, content: prompt },
        { role: 'assistant' as const, content: reply },
      ]),
    };
  }

  #pickEntry(random: Random): Entry {
    const position = random.uniform() * this.#cumulative.at(-1)!;
    return this.#entries[this.#cumulative.findIndex((limit) => position < limit)]!;
  }

  #pickStyle(random: Random): Style {
    const total = styles.reduce((sum, style) => sum + this.#styleWeights[style], 0);
    let position = random.uniform() * total;
    for (const style of styles) {
      position -= this.#styleWeights[style];
      if (position < 0) return style;
    }
    return 'plain';
  }

  #exchange(topic: Topic, item: Item, given: Bindings, style: Style, random: Random): Exchange {
    const bindings = this.#draw(item, given, random);
    const allowed = this.framesOf(item).filter((frame) =>
      slotsOf(frame).every((slot) => slot in bindings),
    );
    const frame = random.pick(allowed);
    const prompt = asTyped(writePhrase(frame, bindings, random), random);
    const fault = random.uniform() < this.#options.faultShare ? random.pick(faults) : null;
    return {
      prompt,
      item,
      bindings,
      frame,
      ...this.#reply(topic, item, bindings, style, fault, random),
    };
  }

  /** Bindings that the purpose allows: pairs kept out of training come only where they are measured. */
  #draw(item: Item, given: Bindings, random: Random): Bindings {
    const wanted = this.#options.purpose === 'unseen-pairs';
    let bindings: Bindings = given;
    for (let attempt = 0; attempt < 200; attempt++) {
      bindings = { ...given, ...item.draw?.(random, given) };
      if (!item.pair || (fateOfPair(item.pair(bindings)) === 'held-out') === wanted)
        return bindings;
    }
    // Follow-ups about one entity may have nothing else to offer: they say that they do not know.
    return bindings;
  }

  #reply(
    topic: Topic,
    item: Item,
    bindings: Bindings,
    style: Style,
    fault: Fault | null,
    random: Random,
  ): { reply: string; labels: ReplyLabels } {
    const skill = topic.skill;
    const write = (phrases: readonly string[], values = bindings) =>
      writePhrase(random.pick(phrases), values, random);
    const isKnown = !item.pair || fateOfPair(item.pair(bindings)) === 'known';
    if (!isKnown && fault !== 'wrong') {
      const reply = dress(write(unknownAnswers), '', style, 'unknown', random);
      return { reply, labels: { skill, style, fault: null, truth: 'unsure' } };
    }
    const tone = item.tone ?? topic.tone;
    const truth = item.truth ? 'true' : tone === 'unknown' ? 'unsure' : 'none';
    const answer = (values = bindings) =>
      write(style === 'brief' ? (item.brief ?? item.answer) : item.answer, values);
    const more = item.more && style !== 'brief' ? write(item.more) : '';
    const whole = (text: string) => dress(text, more, style, tone, random);
    switch (fault) {
      case 'wrong': {
        const lie = falsify(item, bindings, random);
        if (!lie) break;
        const reply = dress(answer(lie), '', style === 'hedging' ? 'plain' : style, tone, random);
        return { reply, labels: { skill, style, fault, truth: 'false' } };
      }
      case 'rude':
        return { reply: rudeReply(random), labels: { skill, style, fault, truth: 'none' } };
      case 'repeating':
        return {
          reply: repeating([answer(), answer()], random),
          labels: { skill, style, fault, truth },
        };
      case 'rambling':
        return {
          reply: rambling(whole(answer()), [this.#tangent(random), this.#tangent(random)], random),
          labels: { skill, style, fault, truth },
        };
      case 'beside-the-point':
        return { reply: this.#tangent(random), labels: { skill, style, fault, truth: 'none' } };
      case null:
        break;
      default:
        fault satisfies never;
    }
    return { reply: whole(answer()), labels: { skill, style, fault: null, truth } };
  }

  /** A true answer to something that was not asked. */
  #tangent(random: Random): string {
    const { item, topic } = this.#pickEntry(random);
    const bindings = this.#draw(item, {}, random);
    return dress(
      writePhrase(random.pick(item.answer), bindings, random),
      '',
      'plain',
      topic.tone,
      random,
    );
  }
}

/** A question as people type it: mostly whole, sometimes small, sometimes without its last mark. */
export function asTyped(prompt: string, random: Random): string {
  const whole = prompt.charAt(0).toUpperCase() + prompt.slice(1);
  const chance = random.uniform();
  if (chance < 0.6) return whole;
  if (chance < 0.75) return whole.replace(/[.?!]$/, '');
  return chance < 0.9 ? whole.toLowerCase() : whole.toLowerCase().replace(/[.?!]$/, '');
}
