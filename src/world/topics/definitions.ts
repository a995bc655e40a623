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
  'And {one}?',
  'And {one}, what is it?',
  'And define {one}, please.',
  'And what does {one} mean?',
  'And the meaning of {one}?',
  'What about {one}?',
  'How about {one}?',
  'Next: {one}.',
  'Next, tell me what {one} is.',
  'Now {one}.',
  'Now the same for {one}.',
  'Then what is {one}?',
  'And explain {one}, please.',
  'I see. What is {one}, then?',
  'Good. Now what is {one}?',
  'One more: what is {one}?',
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
  'Define the word {name}.',
  'Definition of {name}?',
  'Definition of {one}, please.',
  'Meaning of {name}?',
  'Meaning of the word {name}, please.',
  '{name}: meaning?',
  '{name}: what does it mean?',
  '{name}: what is that?',
  '{name} means what?',
  '{name}, what does that word mean?',
  '{one} is what?',
  '{one} is a what?',
  '{one}: what is it?',
  '{plural}: what {are} they?',
  '{plural}, what {are} those?',
  'Explain {one}.',
  'Explain {name} to me.',
  'Explain the word {name}[, please|].',
  'Explain what {one} is.',
  'Explain to a child what {one} is.',
  'Please explain what {one} is.',
  'Please explain {one} to me.',
  'Please define {one}.',
  'Please tell me what {one} is.',
  'Tell me what {one} is.',
  'Tell me the meaning of {name}.',
  'Give me the meaning of the word {name}.',
  'Give me a definition of {one}.',
  'Give a short definition of {name}.',
  'Say in a few words what {one} is.',
  'Say what {one} is.',
  'Describe {one}.',
  'Describe what {one} is.',
  'Describe {one} to someone who has never seen it.',
  "What's {one}?",
  "What's {name} mean?",
  "What's the meaning of {name}?",
  'What does {name} mean?',
  'What does it mean when someone says {name}?',
  'What exactly is {one}?',
  'What on earth is {one}?',
  'What is meant by {one}?',
  'What is meant by the word {name}?',
  'What is the definition of {name}?',
  'What is {one} in simple words?',
  'What is {one}, in short?',
  'What is that, {one}?',
  'What do you mean by {one}?',
  'What would you say {one} is?',
  'What should I write if I have to define {name}?',
  'How do you define {one}?',
  'How do you explain {one} to a child?',
  'How would you define the word {name}?',
  'How would you describe {one}?',
  'How would you tell a child what {one} is?',
  'Do you know what {one} is?',
  'Do you know what {name} means?',
  'Do you know the word {name}? What does it mean?',
  '[Can|Could] you explain what {one} is?',
  '[Can|Could] you tell me what {one} is?',
  'Can you tell me what the word {name} means?',
  'Could you please explain the word {name}?',
  'Would you explain {one} to me?',
  "I don't know what {one} is.",
  'I do not know what {name} means.',
  'I have never heard of {one}. What is it?',
  'I never heard the word {name}. What is that?',
  'I read the word {name}. What does it mean?',
  'I read about {one} today. What is that?',
  'I saw the word {name} in a book. What does it mean?',
  'I forgot what {one} is.',
  'I forgot what the word {name} means.',
  'I am learning English. What is {one}?',
  'I am new to this language. What does {name} mean?',
  'I want to know what {one} is.',
  'I want to know the meaning of {name}.',
  'I would like to know what the word {name} means.',
  'I need a definition of {one}.',
  'I need to explain the word {name}. What do I say?',
  'I wonder what {one} is.',
  'I wonder what {name} means.',
  'My teacher asks what {one} is.',
  'My teacher wants me to define {name}.',
  'My homework is to explain what {one} is.',
  'My [son|daughter|little brother] wants to know what {one} is.',
  'My [son|daughter] asked me what the word {name} means.',
  'My book says something about {one}. What is that?',
  'Somebody talked about {one}. What is it?',
  'Somebody said {name} to me. What does that mean?',
  'If someone asks you what {one} is, what do you say?',
  'If a child asks what {one} is, what do you answer?',
  'When people say {name}, what do they mean?',
  'When you hear the word {name}, what is it?',
  'The word {name}, what does it mean?',
  'The word is {name}. What does it mean?',
  'The word {name}: please explain it.',
  'Here is a word: {name}. What is the meaning?',
  'Look up {name} for me.',
  'Look up the word {name}. What does it say?',
  'In simple words, what is {one}?',
  'In a few words: what is {one}?',
  'For a word list: what is {one}?',
  'Who knows what {one} is?',
  'Any idea what {one} is?',
  'Need a definition: {name}.',
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
