// Turns a column of a table into questions that are answered yes or no ("Can a duck swim?", "Is a whale a fish?").
// No phrases of its own.
import type { Random } from '../../core/rng';
import { plainWords, type Bindings } from '../phrases';
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
  words(isYes: boolean, entity: Entity, isLie: boolean, asked: string): Bindings;
  /** Whether it is right to say yes; by default when the entity's value is the one asked for. */
  isYes?(entity: Entity, asked: string): boolean;
}

const withoutArticles = (words: string): string =>
  plainWords(words)
    .replace(/\b(an?|the)\b/g, '')
    .replaceAll(' ', '');

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
      ...words(verdict, entity, isLie, asked),
    };
  };
  const named = (name: string | undefined): Entity | undefined =>
    having.find((entity) => entity.name === name);
  /** Which of them, and what is asked of it, with as much yes as no. */
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
  // Where a value follows a name ("is a whale a fish"), the border between them is found by what they can be.
  let questions: Map<string, [Entity, string]> | undefined;
  const find = (words: string): [Entity, string] | undefined => {
    questions ??= new Map(
      having.flatMap((entity) =>
        values.flatMap((asked) =>
          [entity.name, entity.plural].flatMap((name) =>
            [asked, plurals[asked] ?? asked].map((value): [string, [Entity, string]] => [
              withoutArticles(`${name} ${value}`),
              [entity, asked],
            ]),
          ),
        ),
      ),
    );
    return questions.get(withoutArticles(words));
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
      if (phrases.asked?.length === 1) {
        const entity = entityNamed(having, slots);
        return entity ? bind(entity, values[0]!) : null;
      }
      const naming = slots.name ?? slots.one ?? slots.the ?? slots.plural ?? '';
      const found = find(`${naming} ${slots.asked ?? slots.askedPlural ?? ''}`);
      return found ? bind(...found) : null;
    },
    pair: ({ name }) => `${name}.${attribute}`,
    truth: {
      slot: 'verdict',
      options: () => ['yes', 'no'],
      lie: (bindings) =>
        bind(named(bindings.name) ?? having[0]!, bindings.asked ?? values[0]!, true),
    },
  };
}
