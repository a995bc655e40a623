// The world's tables: how an entity is written down and looked up. A table is text with a row an entity and a column
// an attribute, split by `|`; `-` is an attribute that this entity does not have. Holds no entities itself.
import { withArticle, type Bindings } from '../phrases';

export type EntityKind = 'animal' | 'food' | 'thing' | 'place' | 'job';

export interface Entity {
  kind: EntityKind;
  /** Singular, as in "a dog"; for what has no article (rice), `isMass` is set. */
  name: string;
  plural: string;
  isMass: boolean;
  attributes: Readonly<Record<string, string>>;
}

/** Slots that every entity has, and that no column may take. */
const reserved = new Set(['one', 'the', 'are', 'do', 'have', 'them', 'they']);

/**
 * Reads a table. The first row names the columns, the first two of which are `name` and `plural`; a plural of `=`
 * marks a name without article and plural (rice, milk).
 * @throws Error naming the row when the number of columns is wrong, a name comes twice, or
 * a column is named like a slot of `entityBindings`
 */
export function readTable(kind: EntityKind, text: string): Entity[] {
  const rows = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const [columns, ...entries] = rows;
  if (columns?.[0] !== 'name' || columns[1] !== 'plural') {
    throw new Error(`The table of ${kind}s must begin with the columns name and plural.`);
  }
  const taken = columns.filter((column) => reserved.has(column));
  if (taken.length > 0)
    throw new Error(`The column ${taken[0]!} of the ${kind}s is a slot's name.`);
  const names = new Set<string>();
  return entries.map((cells) => {
    const name = cells[0]!;
    if (cells.length !== columns.length) {
      throw new Error(`${kind} ${name}: ${cells.length} columns instead of ${columns.length}.`);
    }
    if (names.has(name)) throw new Error(`${kind} ${name} comes twice.`);
    names.add(name);
    const attributes: Record<string, string> = {};
    columns.forEach((column, i) => {
      if (i > 1 && cells[i] !== '-') attributes[column] = cells[i]!;
    });
    const isMass = cells[1] === '=';
    return { kind, name, plural: isMass ? name : cells[1]!, isMass, attributes };
  });
}

/** Every value of an attribute among these entities, each once, in the table's order. */
export function valuesOf(entities: readonly Entity[], attribute: string): string[] {
  return [...new Set(entities.flatMap(({ attributes }) => attributes[attribute] ?? []))];
}

/**
 * The entity that the slots of a recognised question name: by `name`, `plural`, `one` or `the`, in any case of letters.
 */
export function entityNamed(entities: readonly Entity[], slots: Bindings): Entity | undefined {
  const singular = (slots.name ?? slots.one ?? slots.the)?.toLowerCase().replace(/^(an?|the) /, '');
  const plural = slots.plural?.toLowerCase();
  return entities.find(
    (entity) =>
      (singular === undefined || entity.name.toLowerCase() === singular) &&
      (plural === undefined || entity.plural.toLowerCase() === plural) &&
      (singular ?? plural) !== undefined,
  );
}

/**
 * Slots of an entity: `name`, `plural`, `one` ("a dog", or "rice" for what has no article), `the` ("the dog"); `are`,
 * `do` and `have` as they go with `plural` ("dogs are", "rice is"), `them`, `they`; and its attributes by their names.
 */
export function entityBindings(entity: Entity): Bindings {
  const { name, plural, isMass, attributes } = entity;
  return {
    ...attributes,
    name,
    plural,
    one: isMass ? name : withArticle(name),
    the: `the ${name}`,
    are: isMass ? 'is' : 'are',
    do: isMass ? 'does' : 'do',
    have: isMass ? 'has' : 'have',
    them: isMass ? 'it' : 'them',
    they: isMass ? 'it' : 'they',
  };
}
