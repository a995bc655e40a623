// Lets a chat about an entity go on: the other questions about it by pronoun ("And what does it eat?"), and the same
// question about another one ("What about cows?"). Works for every table; holds no attributes of its own.
import type { Random } from '../../core/rng';
import { fateOfPair, type PairFate } from '../held-out';
import type { Bindings } from '../phrases';
import type { Item } from '../topic';
import { attributeSlot } from './fact-items';
import { entityBindings, entityNamed, type Entity } from './table';

/** A question about the entities of a table, and how it is asked of one that was named before. */
export interface Followed {
  /** As `factItem` and `verdictItem` make it: its `draw` keeps the given `name` and binds the `attribute`. */
  item: Item;
  /** Ways of asking by pronoun. Slots that go with the name (`{they}`, `{do}`) may be used; most frames need none. */
  pronoun: readonly string[];
  /** Questions about the same do not follow each other: "What kind of animal is it?" and "Is it a fish?". */
  about?: string;
}

/** Ways of asking the same of another entity. */
const anotherFrames: readonly string[] = [
  'And {plural}?',
  'What about {plural}?',
  'How about {plural}?',
  'And what about {one}?',
  'And {one}?',
  'What about {one}?',
  'And the same for {plural}?',
  'Okay, and {plural}?',
  '[Good|Great|Nice|Thanks]. And what about {plural}?',
  'Now tell me about {plural}.',
  'And how about {one}?',
  'Thanks! And {one}?',
  'And now {plural}?',
  'And with {plural}?',
  'Is it the same for {plural}?',
  'And if I ask about {one}?',
  'How is it for {plural}?',
  '{plural}, too?',
  'And {the}?',
  'Now {one}.',
  'The same question for {plural}.',
  'I also want to know it about {plural}.',
  'Next one: {plural}.',
  'And for {one}?',
];

/** How often another entity than the given one is looked for. */
const attempts = 20;

/**
 * The items, each followed by the others by pronoun and by itself about another entity. What was asked first is not
 * asked again by pronoun. What an entity lacks is not asked of it.
 */
export function withFollowUps(
  entities: readonly Entity[],
  followed: readonly Followed[],
  another: readonly string[] = anotherFrames,
): Item[] {
  const others = followed.map((first) =>
    followed.filter((other) => other !== first && (!other.about || other.about !== first.about)),
  );
  const byPronoun = others.map((some) => unlinkedItems(entities, some));
  const anotherOf = new Map(
    followed.map((one, i) => [
      one,
      another.length === 0
        ? []
        : [{ ...anotherItem(entities, one.item, another), then: byPronoun[i]! }],
    ]),
  );
  byPronoun.forEach((items, i) => {
    items.forEach(({ then }, j) => then.push(...items, ...anotherOf.get(others[i]![j]!)!));
  });
  return followed.map((first, i) => ({
    ...first.item,
    then: [...(first.item.then ?? []), ...byPronoun[i]!, ...anotherOf.get(first)!],
  }));
}

/** Items by pronoun that follow each other, for the `then` of a question whose answer names an entity. */
export function pronounItems(entities: readonly Entity[], followed: readonly Followed[]): Item[] {
  const items = unlinkedItems(entities, followed);
  for (const { then } of items) then.push(...items);
  return items;
}

/** Their `then` is empty, to be filled when all are there: they refer to each other. */
function unlinkedItems(
  entities: readonly Entity[],
  followed: readonly Followed[],
): (Item & { then: Item[] })[] {
  return followed.map((one) => ({ ...followUpItem(entities, one), then: [] }));
}

/** Set where the entity of an earlier turn lacks what is asked. */
const lackingSlot = 'lacking';

/** A pair that every draw may use, resp. one that no chat for training does: nobody asks for what is not there. */
const knownPair = pairOf('known');
const lackingPair = pairOf('held-out');

function pairOf(fate: PairFate): string {
  let number = 0;
  while (fateOfPair(`${fate} ${number}`) !== fate) number += 1;
  return `${fate} ${number}`;
}

/** The item, asked by pronoun of the entity that an earlier turn named. */
function followUpItem(entities: readonly Entity[], { item, pronoun }: Followed): Item {
  const entityOf = (given: Bindings): Entity | undefined =>
    entities.find(({ name }) => name === given.name);
  return {
    ...item,
    weight: 1,
    ask: pronoun,
    draw: (random: Random, given: Bindings) => {
      const drawn = item.draw?.(random, { name: given.name! }) ?? {};
      if (drawn.name === given.name) return { ...drawn, [lackingSlot]: 'no' };
      // Nothing of an earlier answer may stay, since it answered something else.
      const entity = entityOf(given);
      return { ...(entity ? entityBindings(entity) : given), [lackingSlot]: 'yes' };
    },
    read: (slots) => {
      const entity = entityOf(slots);
      if (!entity) return null;
      const own = entityBindings(entity);
      // "What do {they} eat?" also fits "What do cows eat?", which is no question by pronoun.
      if (pronounSlots.some((slot) => slots[slot] !== undefined && slots[slot] !== own[slot])) {
        return null;
      }
      return item.read ? item.read({ ...fixedSlotsOf(slots), name: entity.name }) : own;
    },
    pair: (bindings) =>
      bindings[lackingSlot] === 'yes' ? lackingPair : (item.pair?.(bindings) ?? knownPair),
  };
}

const pronounSlots = ['they', 'them', 'are', 'do', 'have'];

/** The item's question about another entity, asked in few words: it is understood by what came before it. */
function anotherItem(entities: readonly Entity[], item: Item, ask: readonly string[]): Item {
  return {
    ...item,
    weight: 1,
    ask,
    draw: (random: Random, given: Bindings) => {
      for (let attempt = 0; attempt < attempts; attempt++) {
        const drawn = item.draw?.(random, fixedSlotsOf(given)) ?? {};
        if (drawn.name !== given.name) return drawn;
      }
      return item.draw?.(random, given) ?? {};
    },
    read: (slots) => {
      if (slots[attributeSlot] === undefined) return null;
      const entity = newlyNamed(entities, slots);
      return entity && item.read ? item.read({ ...fixedSlotsOf(slots), name: entity.name }) : null;
    },
  };
}

/** What of a question stays when another entity is asked for. */
function fixedSlotsOf(given: Bindings): Bindings {
  return Object.fromEntries(Object.entries(given).filter(([slot]) => keptSlots.has(slot)));
}

/** `asked` is the value in a yes-or-no question: "Is it red?", then "And cherries?". */
const keptSlots = new Set([attributeSlot, 'asked']);

/** Of the given entity's slots one was overwritten by the question: the entity that it names. */
function newlyNamed(entities: readonly Entity[], slots: Bindings): Entity | undefined {
  const named = ['name', 'plural', 'one', 'the'].map((slot) => {
    const value = slots[slot];
    return value === undefined ? undefined : entityNamed(entities, { [slot]: value });
  });
  if (named.includes(undefined)) return undefined;
  return named.find((entity) => named.filter((other) => other === entity).length === 1) ?? named[0];
}
