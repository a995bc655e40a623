// Plain texts about the small world, for pretraining a base model: sentences, paragraphs about one thing, lists, pages of
// a copybook, tiny stories, poems, jokes. Everything comes from the topics that the chats use, and what the chats do not know (pairs
// kept out, or answered with "I don't know") is told nowhere. Owns how answers become text.
import type { Random } from '../core/rng';
import { fateOfPair } from './held-out';
import { slotsOf, writePhrase, type Bindings } from './phrases';
import { joinSentences } from './styles';
import { pickWeighted } from './weights';
import type { Item, Topic } from './topic';
import { topics as allTopics } from './topics/index';

/** Items that stand for themselves without the question before them: true sentences about one named thing. */
interface AboutOne {
  topic: Topic;
  items: readonly Item[];
}

/** Sentences: long enough to tell most of what is known of one thing. */
const longestParagraph = 8;

export class TextWriter {
  readonly #facts: readonly AboutOne[];
  readonly #told: readonly Item[];
  readonly #lessons: readonly Lesson[];
  readonly #lessonWeights: readonly number[];

  /** @param topics by default all; jokes, stories and poems are told as they are */
  constructor(topics: readonly Topic[] = allTopics) {
    this.#facts = topics
      .map((topic) => ({ topic, items: topic.items.filter(isStatement) }))
      .filter(({ items }) => items.length > 0);
    this.#told = topics
      .flatMap((topic) => topic.items.map((item) => ({ item, tone: item.tone ?? topic.tone })))
      .filter(({ item, tone }) => item.draw && (tone === 'text' || isJoke(item)))
      .map(({ item }) => item);
    this.#lessons = topics.flatMap((topic) => lessonsOf(topic));
    this.#lessonWeights = this.#lessons.map(({ weight }) => weight);
  }

  /** One text of a few sentences. */
  text(random: Random): string {
    return this.#attempt(random) || this.#tell(random);
  }

  /** Empty where nothing is known of what was drawn. */
  #attempt(random: Random): string {
    const chance = random.uniform();
    if (chance < 0.35) return this.#copybook(random);
    if (chance < 0.7) return this.#paragraph(random);
    if (chance < 0.8) return this.#sentences(random);
    return chance < 0.85 ? this.#list(random) : this.#tell(random);
  }

  /** Several sentences of one kind: "7 plus 5 is 12. 4 and 9 make 13." */
  #copybook(random: Random): string {
    const { item, sentences } = this.#lessons[pickWeighted(this.#lessonWeights, random)]!;
    const count = 4 + random.integer(5);
    const page: string[] = [];
    for (let line = 0; line < count; line++) {
      const bindings = item.pair ? knownBindings(item, {}, random) : item.draw!(random, {});
      if (bindings) page.push(writePhrase(random.pick(sentences), bindings, random));
    }
    return joinSentences(page);
  }

  /** Three to eight sentences about one entity: "Dogs eat meat. A dog has four legs." */
  #paragraph(random: Random): string {
    const { items } = random.pick(this.#facts);
    const first = knownBindings(random.pick(items), {}, random);
    if (!first) return this.#tell(random);
    const sentences: string[] = [];
    const told = new Set<string>();
    for (const item of random.shuffled(items)) {
      const bindings = knownBindings(item, first, random);
      // An item of another table draws an entity of its own; two items may tell the same.
      const pair = bindings && item.pair!(bindings);
      if (!bindings || !pair || told.has(pair)) continue;
      if (bindings.name === first.name && bindings.plural === first.plural) {
        told.add(pair);
        sentences.push(statement(item, bindings, random));
      }
      if (sentences.length === longestParagraph) break;
    }
    return joinSentences(sentences.slice(0, 3 + random.integer(longestParagraph - 2)));
  }

  /** A few sentences about different things: "Cows eat grass. The sun is yellow." */
  #sentences(random: Random): string {
    const sentences: string[] = [];
    for (let attempt = 0; attempt < 20 && sentences.length < 3; attempt++) {
      const item = random.pick(random.pick(this.#facts).items);
      const bindings = knownBindings(item, {}, random);
      if (bindings) sentences.push(statement(item, bindings, random));
    }
    return joinSentences(sentences);
  }

  /** What several entities have in common: "Cows, goats and horses eat grass." */
  #list(random: Random): string {
    const told = random.pick(this.#facts).items.filter((item) => !isVerdict(item));
    if (told.length === 0) return '';
    const item = random.pick(told);
    const phrases = item.answer.filter((phrase) => {
      const slots = slotsOf(phrase);
      return (
        slots.includes('plural') &&
        slots.every((slot) => pluralSlots.has(slot) || slot === item.truth!.slot)
      );
    });
    const byName = new Map<string, Bindings>();
    for (let attempt = 0; attempt < 60 && phrases.length > 0; attempt++) {
      const bindings = knownBindings(item, {}, random);
      if (bindings && bindings.name !== bindings.plural) byName.set(bindings.name!, bindings);
    }
    const all = [...byName.values()];
    if (all.length === 0) return '';
    const value = random.pick(all)[item.truth!.slot];
    const alike = all.filter((bindings) => bindings[item.truth!.slot] === value);
    const names = alike.slice(0, 2 + random.integer(4)).map(({ plural }) => plural!);
    const plural =
      names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
    return joinSentences([writePhrase(random.pick(phrases), { ...alike[0]!, plural }, random)]);
  }

  /** A story, a poem or a joke. */
  #tell(random: Random): string {
    const item = random.pick(this.#told);
    return joinSentences([statement(item, item.draw!(random, {}), random)]);
  }
}

/** What a page of a copybook is written from. */
interface Lesson {
  item: Item;
  /** Answers that can stand alone. */
  sentences: readonly string[];
  weight: number;
}

/** One for each item whose answers tell the truth without the question before them. */
function lessonsOf({ items, weight }: Topic): Lesson[] {
  const lessons = items
    .map((item) => ({
      item,
      sentences: sentencesOf(item).filter((answer) => standsAlone(item, answer)),
    }))
    .filter(({ item, sentences }) => item.draw && sentences.length > 0);
  const total = lessons.reduce((sum, { item }) => sum + (item.weight ?? 1), 0);
  return lessons.map((lesson) => ({
    ...lesson,
    weight: (weight * (lesson.item.weight ?? 1)) / total,
  }));
}

/** Names what it speaks of and what is true of it; does not point back to a question. */
function standsAlone({ pair, truth }: Item, answer: string): boolean {
  const slots = slotsOf(answer);
  if (!truth) return false;
  if (isVerdict({ truth })) return pair !== undefined && slots.some((slot) => naming.has(slot));
  if (!slots.includes(truth.slot)) return false;
  if (pair) return truth.slot !== 'name' && slots.some((slot) => naming.has(slot));
  return slots.length > 1 && !/^(That|Then|The answer)\b/.test(answer);
}

/** Slots that fit several entities at once. */
const pluralSlots = new Set(['plural', 'are', 'do', 'have']);

/** Sentences about one entity of a table that need no question before them, as "it is a cook" does. */
function isStatement(item: Item): boolean {
  const { pair, draw, truth } = item;
  return !!pair && !!draw && !!truth && truth.slot !== 'name' && sentencesOf(item).length > 0;
}

/** True of questions that are answered yes or no. */
function isVerdict({ truth }: Pick<Item, 'truth'>): boolean {
  return truth?.slot === 'verdict';
}

/**
 * The answers as sentences. Of a yes or no it is what follows: "Yes, a duck can fly." tells that a duck can fly. Where a
 * no is corrected, another item tells what is right, so nothing is told here.
 */
function sentencesOf(item: Item): readonly string[] {
  if (!isVerdict(item)) return item.answer;
  if (item.answer.some((answer) => answer.includes('{correction}'))) return [];
  return item.answer.map((answer) => answer.replace(/^\{verdict\}, /, ''));
}

function isJoke(item: Item): boolean {
  return item.answer.some((answer) => answer.includes('{punch}') && answer.includes('{setup}'));
}

/** Bindings whose pair the world knows; null when none come up, or when they name no entity. */
function knownBindings(item: Item, given: Bindings, random: Random): Bindings | null {
  for (let attempt = 0; attempt < 20; attempt++) {
    const bindings = item.draw!(random, given);
    if (bindings.name === undefined) return null;
    if (fateOfPair(item.pair!(bindings)) === 'known') return bindings;
    if (given.name !== undefined) return null;
  }
  return null;
}

/** Slots that say what is spoken of. */
const naming = new Set(['name', 'plural', 'one', 'the', 'at', 'place']);

/** An answer that can stand alone, where the item has one. */
function statement(item: Item, bindings: Bindings, random: Random): string {
  const sentences = sentencesOf(item);
  const whole = sentences.filter((phrase) => slotsOf(phrase).some((slot) => naming.has(slot)));
  return writePhrase(random.pick(whole.length > 0 ? whole : sentences), bindings, random);
}
