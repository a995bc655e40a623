// What words mean: simple sentences about animals, foods, things, places and jobs, made from their tables. Told is
// only what the chats know: an attribute that they do not know is left out. Adds no facts of its own.
import type { Random } from '../../core/rng';
import { animals } from '../facts/animals';
import { foods } from '../facts/foods';
import { jobs } from '../facts/jobs';
import { places } from '../facts/places';
import { rightValues } from '../facts/question-kinds';
import { entityBindings, entityNamed, valuesOf, type Entity } from '../facts/table';
import { things } from '../facts/things';
import { fateOfPair } from '../held-out';
import { writePhrase, type Bindings } from '../phrases';
import type { Item, Topic } from '../topic';

/** How the entities of a table are defined. */
interface Definition {
  entities: readonly Entity[];
  /** The column that a definition cannot do without; what it says may be right or wrong. */
  lead: string;
  /** What else may be told, a sentence for each column. */
  details: Readonly<Record<string, string>>;
  /** The column that holds a word for what it is, in the slot `sort`; without it, or when not known, `otherwise`. */
  sort?: string;
  otherwise: string;
  /** With the slots of the entity, `sort` and, at the end, `detail`, which may be empty. */
  answer: readonly string[];
  brief: readonly string[];
  ask: readonly string[];
  weight: number;
}

const isKnown = ({ name, attributes }: Entity, column: string): boolean =>
  column in attributes && fateOfPair(`${name}.${column}`) === 'known';

function definitionItem(definition: Definition): Item {
  const { lead, details, sort, otherwise, weight, ask, answer, brief } = definition;
  const entities = definition.entities.filter((entity) => isKnown(entity, lead));
  const values = valuesOf(entities, lead);
  const bind = (entity: Entity, random?: Random): Bindings => {
    const own = entityBindings(entity);
    const known = Object.keys(details).filter((column) => isKnown(entity, column));
    const column = random && known.length > 0 ? random.pick(known) : known[0];
    return {
      ...own,
      sort: sort && isKnown(entity, sort) ? own[sort]! : otherwise,
      detail: random && column ? writePhrase(details[column]!, own, random) : '',
    };
  };
  const item: Item = {
    weight,
    ask,
    answer,
    brief,
    draw: (random) => bind(random.pick(entities), random),
    read: (slots) => {
      const entity = entityNamed(entities, slots);
      return entity ? bind(entity) : null;
    },
    truth: {
      slot: lead,
      options: () => values,
      accepts: (bindings) => rightValues(bindings, lead),
    },
  };
  const next: Item = {
    ...item,
    ask: nextFrames,
    // What the turn before named still stands in the other slots.
    read: ({ one }) => (one === undefined ? null : item.read!({ one })),
  };
  return { ...item, then: [next] };
}

/** Ways of asking for one more; the slot is `one`, as its `read` knows. */
const nextFrames: readonly string[] = [
  'And what is {one}?',
  'And {one}? What is that?',
  'Thanks. And what is {one}?',
  'Okay, and {one}?',
  'Now explain what {one} is.',
  'What about {one}? What is it?',
];

/** Ways of asking what a word means, which do for every table. */
const wordFrames: readonly string[] = [
  'What is {one}?',
  'What does the word {name} mean?',
  'What {are} {plural}?',
  'What do people mean when they say {name}?',
  'What is the meaning of the word {name}?',
  'How would you explain the word {name}?',
  'Tell me what the word {name} means[, please|].',
  'I do not know the word {name}. What is it?',
  'Can you define the word {name}?',
  'I heard the word {name} today. What does it mean?',
  'Describe {one} in one or two sentences.',
  '[My little brother|My little sister|A friend] asks what {one} is. What should I say?',
  'Define {one}[, please|].',
];

const thingWords = definitionItem({
  entities: things,
  lead: 'use',
  sort: 'kind',
  otherwise: 'thing',
  details: {
    material: 'It can be made of {material}.',
    part: 'It has {part}.',
    room: 'People keep it {room}.',
    touch: 'It is {touch}.',
  },
  answer: [
    '{one} is {a sort}. You use it to {use}. {detail}',
    '{one} is {a sort} that people use to {use}. {detail}',
    'The word {name} means {a sort} that is used to {use}. {detail}',
  ],
  brief: ['{a sort} to {use}.', 'Something that you use to {use}.'],
  ask: wordFrames,
  weight: 3,
});

const animalWords = definitionItem({
  entities: animals,
  lead: 'class',
  otherwise: 'animal',
  details: {
    home: 'It lives {home}.',
    food: 'It eats {food}.',
    legs: 'It has {legs} legs.',
    size: 'Its size is {size}.',
  },
  answer: [
    '{one} is {a class}. {detail}',
    '{one} is an animal, {a class}. {detail}',
    '{one} is a kind of {class}. {detail}',
    'The word {name} is the name of {a class}. {detail}',
  ],
  brief: ['{a class}.', 'An animal, {a class}.'],
  ask: wordFrames,
  weight: 3,
});

const foodWords = definitionItem({
  entities: foods,
  lead: 'kind',
  otherwise: 'food',
  details: {
    grows: 'It grows {grows}.',
    taste: 'It tastes {taste}.',
    color: 'It can be {color}.',
    madeOf: 'It is made from {madeOf}.',
    comesFrom: 'It comes from {comesFrom}.',
    meal: 'People have it {meal}.',
  },
  answer: [
    '{one} is {a kind}. {detail}',
    '{one} is a kind of {kind}. {detail}',
    'The word {name} is the name of {a kind}. {detail}',
  ],
  brief: ['{a kind}.', '{a kind}. {detail}'],
  ask: wordFrames,
  weight: 2,
});

const placeWords = definitionItem({
  entities: places,
  lead: 'activity',
  otherwise: 'place',
  details: {
    find: 'You find {find} there.',
    noise: 'It is often {noise}.',
    side: 'It is {side}.',
    bring: 'You can bring {bring}.',
  },
  answer: [
    '{one} is a place where people {activity}. {detail}',
    '{one} is a place. You can {activity} there. {detail}',
    'The word {name} means a place where you can {activity}. {detail}',
  ],
  brief: ['A place where you can {activity}.', 'A place to {activity}.'],
  ask: wordFrames,
  weight: 2,
});

const jobWords = definitionItem({
  entities: jobs,
  lead: 'does',
  otherwise: 'person',
  details: {
    works: 'This person works {works}.',
    tool: 'This person needs {tool}.',
    wears: 'At work this person wears {wears}.',
    helps: 'This person helps {helps}.',
  },
  answer: [
    '{one} is a person who {does}. {detail}',
    '{one} is somebody who {does}. {detail}',
    'The word {name} means a person who {does}. {detail}',
  ],
  brief: ['A person who {does}.', 'Somebody who {does}.'],
  ask: wordFrames,
  weight: 2,
});

export const definitions: Topic = {
  skill: 'definitions',
  weight: 4,
  tone: 'fact',
  items: [thingWords, animalWords, foodWords, placeWords, jobWords],
};
