// Turns a table and the phrases of one attribute into an item: questions about every entity that has the attribute,
// answers from the table, lies from the other values of the column. No phrases of its own.
import type { Random } from '../../core/rng';
import type { Bindings } from '../phrases';
import type { Item } from '../topic';
import { entityBindings, entityNamed, valuesOf, type Entity } from './table';

export interface AttributePhrases {
  /** The column of the table, which is also the slot of its value. */
  attribute: string;
  weight?: number;
  ask: readonly string[];
  answer: readonly string[];
  brief?: readonly string[];
  more?: readonly string[];
  /** Values that also count as right, e.g. `big` for `huge`. */
  accepts?(bindings: Bindings): readonly string[];
}

/** The slot that holds an item's attribute, for the chats that follow up. */
export const attributeSlot = 'attribute';

/** Questions about one attribute of the entities that have it. */
export function factItem(entities: readonly Entity[], phrases: AttributePhrases): Item {
  const { attribute } = phrases;
  const having = entities.filter((entity) => attribute in entity.attributes);
  const values = valuesOf(entities, attribute);
  const bind = (entity: Entity): Bindings => ({
    ...entityBindings(entity),
    [attributeSlot]: attribute,
  });
  return {
    ...phrases,
    draw: (random: Random, given: Bindings) =>
      bind(having.find(({ name }) => name === given.name) ?? random.pick(having)),
    read: (slots) => {
      const entity = entityNamed(having, slots);
      return entity ? bind(entity) : null;
    },
    pair: ({ name }) => `${name}.${attribute}`,
    truth: { slot: attribute, options: () => values, accepts: phrases.accepts },
  };
}
