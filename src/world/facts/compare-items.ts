// Turns a column whose values have an order (sizes, numbers of legs) into questions that compare two entities of a
// table, where the table settles it. No phrases of its own.
import type { Random } from '../../core/rng';
import { fateOfPair } from '../held-out';
import { plainWords, type Bindings } from '../phrases';
import type { Item } from '../topic';
import { rightValues } from './question-kinds';
import { entityBindings, type Entity } from './table';

/**
 * Slots: `left` and `right`, the two with their articles ("a dog"), and `lefts` and `rights`, their plurals, as they
 * come in the question; the entity that the answer names as in `entityBindings`; `other` and `others`, the one that it
 * is compared with.
 */
export interface ComparePhrases {
  attribute: string;
  /** The values of the column from least to most. */
  order: readonly string[];
  /** Asked is which has less: "Which is smaller?" */
  asksForLess?: boolean;
  weight?: number;
  ask: readonly string[];
  answer: readonly string[];
  brief?: readonly string[];
  more?: readonly string[];
}

/** What the kinds of questions share: who may be compared, and with what outcome. */
class Comparison {
  readonly entities: readonly Entity[];
  readonly #phrases: ComparePhrases;

  constructor(entities: readonly Entity[], phrases: ComparePhrases) {
    const { attribute } = phrases;
    this.#phrases = phrases;
    this.entities = entities.filter(
      ({ name, attributes }) =>
        attribute in attributes && fateOfPair(`${name}.${attribute}`) === 'known',
    );
  }

  /** Whether the answer is surely this one and not the other. */
  wins(one: Entity, other: Entity): boolean {
    const [ours, theirs] = [this.#ranks(one), this.#ranks(other)];
    return this.#phrases.asksForLess
      ? Math.max(...ours) < Math.min(...theirs)
      : Math.min(...ours) > Math.max(...theirs);
  }

  /** All places in the order that are right; the first and the last stand alone: huge is big, but more than big. */
  #ranks({ attributes }: Entity): number[] {
    const { attribute, order } = this.#phrases;
    const own = attributes[attribute]!;
    const values =
      own === order[0] || own === order.at(-1) ? [own] : rightValues(attributes, attribute);
    return values.map((value) => order.indexOf(value)).filter((rank) => rank >= 0);
  }

  /** A winner and a loser. */
  drawPair(random: Random): [Entity, Entity] {
    for (;;) {
      const [one, other] = [random.pick(this.entities), random.pick(this.entities)];
      if (this.wins(one, other)) return [one, other];
    }
  }

  named(held: string | undefined): Entity | undefined {
    const words = withoutArticle(held ?? '');
    return this.entities.find(({ name, plural }) => words === name || words === plural);
  }
}

const withoutArticle = (words: string): string => plainWords(words).replace(/^(an?|the) /, '');

const called = (prefix: string, entity: Entity): Bindings => ({
  [prefix]: entityBindings(entity).one!,
  [`${prefix}s`]: entity.plural,
});

/** Questions which of two it is: "Which is bigger, a dog or a cow?" Keeps the two that an earlier turn compared. */
export function whichItem(entities: readonly Entity[], phrases: ComparePhrases): Item {
  const comparison = new Comparison(entities, phrases);
  const bind = (winner: Entity, loser: Entity, left: Entity, right: Entity): Bindings => ({
    ...entityBindings(winner),
    ...called('left', left),
    ...called('right', right),
    ...called('other', loser),
  });
  const ofQuestion = (slots: Bindings): Bindings | null => {
    const left = comparison.named(slots.left ?? slots.lefts);
    const right = comparison.named(slots.right ?? slots.rights);
    if (!left || !right) return null;
    if (comparison.wins(left, right)) return bind(left, right, left, right);
    return comparison.wins(right, left) ? bind(right, left, left, right) : null;
  };
  return {
    ...saying(phrases),
    draw: (random, given) => {
      const again = ofQuestion(given);
      if (again) return again;
      const [winner, loser] = comparison.drawPair(random);
      const [left, right] = random.shuffled([winner, loser]);
      return bind(winner, loser, left!, right!);
    },
    read: ofQuestion,
    truth: {
      slot: 'name',
      options: ({ left, right }) => namesOf([comparison.named(left), comparison.named(right)]),
      accepts: ({ name, plural }) => [name!, plural!],
      lie: ({ name, other, left, right }) =>
        bind(
          comparison.named(other)!,
          comparison.named(name)!,
          comparison.named(left)!,
          comparison.named(right)!,
        ),
    },
  };
}

/**
 * The same, answered with yes or no: "Is a dog bigger than a cow?" Besides the slots of `ComparePhrases`, where the
 * answer names the left one: `verdict`, and `not`, which is empty after a yes.
 */
export function isItem(entities: readonly Entity[], phrases: ComparePhrases): Item {
  const comparison = new Comparison(entities, phrases);
  const bind = (left: Entity, right: Entity, isYes: boolean): Bindings => ({
    ...entityBindings(left),
    ...called('left', left),
    ...called('right', right),
    ...called('other', right),
    verdict: isYes ? 'yes' : 'no',
    not: isYes ? '' : 'not',
  });
  return {
    ...saying(phrases),
    draw: (random) => {
      const [left, right] = comparison.drawPair(random);
      return random.uniform() < 0.5 ? bind(left, right, true) : bind(right, left, false);
    },
    read: (slots) => {
      const left = comparison.named(slots.left ?? slots.lefts);
      const right = comparison.named(slots.right ?? slots.rights);
      if (!left || !right) return null;
      if (comparison.wins(left, right)) return bind(left, right, true);
      return comparison.wins(right, left) ? bind(left, right, false) : null;
    },
    truth: {
      slot: 'verdict',
      options: () => ['yes', 'no'],
      lie: ({ left, right, verdict }) =>
        bind(comparison.named(left)!, comparison.named(right)!, verdict === 'no'),
    },
  };
}

/** Questions for any that is more: "Name an animal that is bigger than {other}." All that surely are count as right. */
export function beyondItem(entities: readonly Entity[], phrases: ComparePhrases): Item {
  const comparison = new Comparison(entities, phrases);
  const bind = (winner: Entity, loser: Entity): Bindings => ({
    ...entityBindings(winner),
    ...called('other', loser),
  });
  const below = (loser: Entity): Entity[] =>
    comparison.entities.filter((one) => comparison.wins(loser, one));
  const loserOf = ({ other, others }: Bindings): Entity | undefined =>
    comparison.named(other ?? others);
  return {
    ...saying(phrases),
    draw: (random) => {
      for (;;) {
        const [winner, loser] = comparison.drawPair(random);
        // Where nothing is less, nothing false could be said.
        if (below(loser).length > 0) return bind(winner, loser);
      }
    },
    read: (slots) => {
      const loser = loserOf(slots);
      const winner = loser && comparison.entities.find((one) => comparison.wins(one, loser));
      return winner ? bind(winner, loser) : null;
    },
    truth: {
      slot: 'name',
      options: () => namesOf(comparison.entities),
      accepts: (bindings) =>
        namesOf(comparison.entities.filter((one) => comparison.wins(one, loserOf(bindings)!))),
      lie: (bindings, random) => {
        const loser = loserOf(bindings)!;
        const wrong = below(loser);
        return bind(wrong.length > 0 ? random.pick(wrong) : loser, loser);
      },
    },
  };
}

function saying({ weight, ask, answer, brief, more }: ComparePhrases): Omit<Item, 'draw'> {
  return { weight, ask, answer, brief, more };
}

function namesOf(entities: readonly (Entity | undefined)[]): string[] {
  return entities.flatMap((entity) => (entity ? [entity.name, entity.plural] : []));
}
