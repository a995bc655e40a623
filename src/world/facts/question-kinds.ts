// More kinds of questions about a table: yes or no, which of two, and "name one that ...". Owns how they are drawn,
// read back and turned into lies. No phrases of its own, and no entities.
import type { Random } from '../../core/rng';
import { fateOfPair } from '../held-out';
import { plainWords, withArticle, type Bindings } from '../phrases';
import type { Item } from '../topic';
import { attributeSlot, factItem, type AttributePhrases } from './fact-items';
import { entityBindings, readTable, valuesOf, type Entity, type EntityKind } from './table';
import { verdictItem } from './verdict-items';

/** The slot of the further right values of an attribute, split by `/`. */
const alsoSlot = (attribute: string): string => `${attribute}Also`;

/** As `readTable`; a cell may hold several right values, `red/green`: the first is told, the others are right, too. */
export function readTableOfMany(kind: EntityKind, text: string): Entity[] {
  return readTable(kind, text).map((entity) => {
    const attributes: Record<string, string> = {};
    for (const [attribute, cell] of Object.entries(entity.attributes)) {
      const [first, ...others] = cell.split('/');
      attributes[attribute] = first!;
      if (others.length > 0) attributes[alsoSlot(attribute)] = others.join('/');
    }
    return { ...entity, attributes };
  });
}

/** All right values of an attribute, from an entity's attributes or bindings. */
export function rightValues(attributes: Bindings, attribute: string): string[] {
  const first = attributes[attribute];
  if (first === undefined) return [];
  return [first, ...(attributes[alsoSlot(attribute)]?.split('/') ?? [])];
}

/** Slots that name an entity in a question. */
const namingSlots = ['name', 'plural', 'one', 'the', 'at', 'place'] as const;

const withoutArticle = (words: string): string => plainWords(words).replace(/^(an?|the) /, '');

/**
 * The entity that the slots of a question name; of a follow-up ("and bananas?") the new one. Null when a slot names
 * none of these entities.
 */
function entityIn(entities: readonly Entity[], slots: Bindings): Entity | null {
  const named: Entity[] = [];
  for (const slot of namingSlots) {
    const held = slots[slot];
    if (held === undefined) continue;
    const entity = entities.find(
      (one) => withoutArticle(entityBindings(one)[slot] ?? '') === withoutArticle(held),
    );
    if (!entity) return null;
    named.push(entity);
  }
  return named.find(({ name }) => name !== slots.name) ?? named[0] ?? null;
}

/** As `factItem`, for tables whose cells may hold several right values and whose places have `at` and `place`. */
export function attributeItem(entities: readonly Entity[], phrases: AttributePhrases): Item {
  const { attribute } = phrases;
  const having = entities.filter((entity) => attribute in entity.attributes);
  return {
    ...factItem(entities, {
      ...phrases,
      accepts: (bindings) => [
        ...rightValues(bindings, attribute),
        ...(phrases.accepts?.(bindings) ?? []),
      ],
    }),
    read: (slots) => {
      const entity = entityIn(having, slots);
      return entity ? { ...entityBindings(entity), [attributeSlot]: attribute } : null;
    },
  };
}

/** Words without the gaps between them: how slots side by side, cut at a wrong place, are known again. */
const joined = (...words: string[]): string => plainWords(words.join('')).replaceAll(' ', '');

/** Everything that `entries` can be called, joined, on the entry; built when first asked for. */
function lookup<Entry>(entries: () => Iterable<readonly [string, Entry]>) {
  let known: Map<string, Entry> | undefined;
  return (key: string): Entry | undefined => (known ??= new Map(entries())).get(key);
}

export interface ClaimPhrases {
  attribute: string;
  weight?: number;
  /** With the slot `asked`, the value that is asked about. */
  ask: readonly string[];
  /** With the slot `verdict`, the `words` and, where the answer is no, the `correction`. */
  answer: readonly string[];
  brief?: readonly string[];
  more?: readonly string[];
  /** For each slot its words after yes and after no, e.g. `{ is: ['is', 'is not'] }`. */
  words: Readonly<Record<string, readonly [yes: string, no: string]>>;
  /** A sentence without choices that tells what is right. */
  correction: string;
}

/** Questions whether an entity has a value of an attribute, answered yes or no, and corrected after a no. */
export function claimItem(entities: readonly Entity[], phrases: ClaimPhrases): Item {
  const { attribute, words, correction, ...rest } = phrases;
  const having = entities.filter((entity) => attribute in entity.attributes);
  const item = verdictItem(entities, {
    ...rest,
    attribute,
    isYes: ({ attributes }, asked) => rightValues(attributes, attribute).includes(asked),
    words: (isYes, entity, isLie) => ({
      ...Object.fromEntries(
        Object.entries(words).map(([slot, [yes, no]]) => [slot, isYes ? yes : no]),
      ),
      correction: isYes || isLie ? '' : fill(correction, entityBindings(entity)),
    }),
  });
  const find = lookup(function* () {
    for (const entity of having) {
      const bindings = entityBindings(entity);
      for (const asked of valuesOf(having, attribute)) {
        for (const slot of namingSlots) {
          const name = bindings[slot];
          if (name === undefined) continue;
          const found = { name: entity.name, asked };
          yield [joined(name, asked), found] as const;
          yield [joined(asked, name), found] as const;
          yield [joined(withoutArticle(name), asked), found] as const;
          yield [joined(name, withArticle(asked)), found] as const;
          yield [joined(withArticle(asked), name), found] as const;
        }
      }
    }
  });
  return {
    ...item,
    read: (slots) => {
      const asked = slots.asked ?? '';
      const name = namingSlots.map((slot) => slots[slot]).find((held) => held !== undefined) ?? '';
      const found = find(joined(name, asked)) ?? find(joined(asked, name));
      return found ? item.read!(found) : null;
    },
  };
}

function fill(sentence: string, bindings: Bindings): string {
  return sentence.replace(/\{(a )?(\w+)\}/g, (_, article: string | undefined, slot: string) =>
    article ? withArticle(bindings[slot] ?? '') : (bindings[slot] ?? ''),
  );
}

export interface ReversePhrases {
  attribute: string;
  /** A second attribute that the question names, too, in the slot `sort`: "a red fruit". */
  sort?: string;
  weight?: number;
  /** With the slot `asked`, the value that is asked for. */
  ask: readonly string[];
  /** With the entity in `one`, `plural` or `the`. */
  answer: readonly string[];
  brief?: readonly string[];
  more?: readonly string[];
  /** Asks for one more, by the slot `again`, which is the value of `sort`. */
  askAgain?: readonly string[];
}

/** Questions for any entity with a value: "name a red fruit". Told are known pairs only, all that fit are right. */
export function reverseItem(entities: readonly Entity[], phrases: ReversePhrases): Item {
  const { attribute, sort, askAgain, ...rest } = phrases;
  const having = entities.filter(
    ({ attributes }) => attribute in attributes && (!sort || sort in attributes),
  );
  const told = having.filter(({ name }) =>
    [attribute, ...(sort ? [sort] : [])].every(
      (column) => fateOfPair(`${name}.${column}`) === 'known',
    ),
  );
  const fits = ({ attributes }: Entity, { asked, sort: ofSort }: Bindings): boolean =>
    rightValues(attributes, attribute).includes(asked!) &&
    (!sort || rightValues(attributes, sort).includes(ofSort!));
  const namesOf = (some: readonly Entity[]): string[] =>
    some.flatMap(({ name, plural }) => [name, plural]);
  const bind = (entity: Entity, question: Bindings): Bindings => ({
    ...entityBindings(entity),
    ...question,
    [attributeSlot]: attribute,
  });
  const questionOf = ({ attributes }: Entity): Bindings => ({
    asked: attributes[attribute]!,
    ...(sort ? { sort: attributes[sort]! } : {}),
  });
  const find = lookup(function* () {
    for (const entity of told.toReversed()) {
      const question = questionOf(entity);
      yield [joined(question.asked!, question.sort ?? ''), bind(entity, question)] as const;
    }
  });
  const item: Item = {
    ...rest,
    draw: (random) => {
      const entity = random.pick(told);
      return bind(entity, questionOf(entity));
    },
    read: ({ asked, sort: ofSort }) => find(joined(asked ?? '', ofSort ?? '')) ?? null,
    truth: {
      slot: 'name',
      options: () => namesOf(having),
      accepts: (bindings) => namesOf(having.filter((entity) => fits(entity, bindings))),
      lie: (bindings, random) => {
        const wrong = having.filter((entity) => !fits(entity, bindings));
        const alike = wrong.filter(
          ({ attributes }) => sort && rightValues(attributes, sort).includes(bindings.sort!),
        );
        const { asked, sort: ofSort } = bindings;
        const question = { asked: asked!, ...(ofSort ? { sort: ofSort } : {}) };
        return bind(random.pick(alike.length > 0 ? alike : wrong), question);
      },
    },
  };
  if (!askAgain || !sort) return item;
  const another = (given: Bindings, random?: Random): Bindings | null => {
    const others = told.filter((entity) => entity.name !== given.name && fits(entity, given));
    if (others.length === 0) return null;
    const question = { asked: given.asked!, sort: given.sort! };
    return bind(random ? random.pick(others) : others[0]!, question);
  };
  return { ...item, then: [againItem(item, askAgain, another)] };
}

/** Asks for one more that fits, bound by `another`; null when there is none. */
function againItem(
  item: Item,
  ask: readonly string[],
  another: (given: Bindings, random?: Random) => Bindings | null,
): Item {
  // Without `again` no frame can be filled: there is no other, so nobody asks for one.
  const named = (found: Bindings | null): Bindings | null =>
    found && { ...found, again: found.sort! };
  return {
    ...item,
    ask,
    draw: (random, given) => named(another(given, random)) ?? {},
    read: (slots) => named(another(slots)),
  };
}

export interface ChoicePhrases {
  attribute: string;
  weight?: number;
  /** With the slots `asked`, `left` and `right`: plurals, or names with `article`. */
  ask: readonly string[];
  answer: readonly string[];
  brief?: readonly string[];
  more?: readonly string[];
  /** The naming slot whose words stand in `left` and `right`. */
  naming: 'plural' | 'one' | 'the' | 'place';
}

/** Questions which of two entities has a value; the other surely has not. */
export function choiceItem(entities: readonly Entity[], phrases: ChoicePhrases): Item {
  const { attribute, naming, ...rest } = phrases;
  const having = entities.filter((entity) => attribute in entity.attributes);
  const values = valuesOf(entities, attribute);
  const called = (entity: Entity): string => entityBindings(entity)[naming]!;
  const bind = (entity: Entity, asked: string, left: string, right: string): Bindings => ({
    ...entityBindings(entity),
    asked,
    left,
    right,
    [attributeSlot]: attribute,
  });
  const hasValue = ({ attributes }: Entity, value: string): boolean =>
    rightValues(attributes, attribute).includes(value);
  const byName = (held: string): Entity | undefined =>
    having.find((entity) => withoutArticle(called(entity)) === withoutArticle(held));
  /** The value may have taken part of the first name, or the name part of the value. */
  const cut = (asked: string, left: string): [Entity, string] | null => {
    const together = joined(asked, left);
    for (const value of values) {
      for (const entity of having) {
        const names = [called(entity), withoutArticle(called(entity))];
        if (names.some((name) => joined(value, name) === together)) return [entity, value];
      }
    }
    return null;
  };
  return {
    ...rest,
    draw: (random) => {
      const entity = random.pick(having);
      const asked = entity.attributes[attribute]!;
      const other = random.pick(having.filter((one) => !hasValue(one, asked)));
      const [left, right] = random.shuffled([called(entity), called(other)]);
      return bind(entity, asked, left!, right!);
    },
    read: (slots) => {
      const first = cut(slots.asked ?? '', slots.left ?? '');
      const second = byName(slots.right ?? '');
      if (!first || !second) return null;
      const [entity, asked] = first;
      const fitting = [entity, second].filter((one) => hasValue(one, asked));
      return fitting.length === 1 ? bind(fitting[0]!, asked, called(entity), called(second)) : null;
    },
    pair: ({ name }) => `${name}.${attribute}`,
    truth: {
      slot: 'name',
      options: ({ left, right }) =>
        [left!, right!].flatMap((held) => {
          const entity = byName(held);
          return entity ? [entity.name, entity.plural] : [];
        }),
      accepts: ({ name, plural }) => [name!, plural!],
      lie: ({ name, asked, left, right }) => {
        const other = [left!, right!].map(byName).find((one) => one && one.name !== name);
        return other ? bind(other, asked!, left!, right!) : {};
      },
    },
  };
}
