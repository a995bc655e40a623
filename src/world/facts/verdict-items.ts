// Turns a column of a table into questions that are answered yes or no ("Can a duck swim?", "Is a whale a fish?").
// No phrases of its own.
import type { Random } from '../../core/rng';
import type { Bindings } from '../phrases';
import type { Item } from '../topic';
import { attributeSlot } from './fact-items';
import { entityBindings, entityNamed, valuesOf, type Entity } from './table';

export interface VerdictPhrases {
  /** The column of the table. */
  attribute: string;
  weight?: number;
  /** Values that are asked about, bound as `asked`; by default those of the column. `['yes']` for `flies`. */
  asked?: readonly string[];
  /** Plurals of the values that frames ask for as `askedPlural`. */
  plurals?: Readonly<Record<string, string>>;
  ask: readonly string[];
  /** Each begins with or holds `{verdict}`: `yes` or `no`. */
  answer: readonly string[];
  brief?: readonly string[];
  more?: readonly string[];
  /** What else changes with the verdict, e.g. `not`. `isLie` when the verdict is not the true one. */
  words(isYes: boolean, entity: Entity, isLie: boolean): Bindings;
  /** Whether it is right to say yes; by default when the entity's value is the one asked for. */
  isYes?(entity: Entity, asked: string): boolean;
}

/** Share of questions that are answered with yes, where both answers can be had. */
const yesShare = 0.5;

/** Questions of yes or no about one attribute of the entities that have it. */
export function verdictItem(entities: readonly Entity[], phrases: VerdictPhrases): Item {
  const { attribute, plurals = {}, words, weight, ask, answer, more } = phrases;
  const having = entities.filter((entity) => attribute in entity.attributes);
  const values = phrases.asked ?? valuesOf(having, attribute);
  const isYes = phrases.isYes ?? (({ attributes }, asked) => attributes[attribute] === asked);
  const bind = (entity: Entity, asked: string, isLie = false): Bindings => {
    const verdict = isYes(entity, asked) !== isLie;
    return {
      ...entityBindings(entity),
      [attributeSlot]: attribute,
      asked,
      askedPlural: plurals[asked] ?? asked,
      verdict: verdict ? 'yes' : 'no',
      ...words(verdict, entity, isLie),
    };
  };
  const named = (name: string | undefined): Entity | undefined =>
    having.find((entity) => entity.name === name);
  const drawAsked = (entities: readonly Entity[], random: Random): [Entity, string] => {
    const wantsYes = random.uniform() < yesShare;
    const pairs = random
      .shuffled(entities)
      .slice(0, 20)
      .map((entity): [Entity, string[]] => [
        entity,
        values.filter((asked) => isYes(entity, asked) === wantsYes),
      ]);
    const fitting = pairs.find(([, fit]) => fit.length > 0);
    return fitting ? [fitting[0], random.pick(fitting[1])] : [pairs[0]![0], random.pick(values)];
  };
  return {
    weight,
    ask,
    answer,
    brief: phrases.brief ?? ['{verdict}.'],
    more,
    draw: (random: Random, given: Bindings) => {
      const entity = named(given.name);
      if (given.asked !== undefined && values.includes(given.asked)) {
        return bind(entity ?? random.pick(having), given.asked);
      }
      return bind(...drawAsked(entity ? [entity] : having, random));
    },
    read: (slots) => {
      const entity = entityNamed(having, slots);
      const said = slots.asked ?? slots.askedPlural ?? values[0]!;
      const asked = values.find((value) => [value, plurals[value]].includes(said));
      return entity && asked ? bind(entity, asked) : null;
    },
    pair: ({ name }) => `${name}.${attribute}`,
    truth: {
      slot: 'verdict',
      options: () => ['yes', 'no'],
      lie: (bindings) => bind(named(bindings.name)!, bindings.asked ?? values[0]!, true),
    },
  };
}
