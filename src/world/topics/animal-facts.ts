// Facts about animals, asked in many ways: what they are, say, eat and look like, where they live, what they can do, and
// which animals fit a description. The animals stand in facts/animals.ts.
import { animals } from '../facts/animals';
import { pronounItems, withFollowUps, type Followed } from '../facts/follow-ups';
import { attributeItem, claimItem, reverseItem } from '../facts/question-kinds';
import { verdictItem } from '../facts/verdict-items';
import type { Item, Topic } from '../topic';

const kind: Followed = {
  about: 'class',
  item: attributeItem(animals, {
    attribute: 'class',
    weight: 0.8,
    ask: [
      'What kind of animal is {one}?',
      'What sort of animal is {one}?',
      'What type of [animal|creature] is {the}?',
      'Which animal group does {one} belong to?',
      'Which group of animals do {plural} belong to?',
      'Is {one} a mammal, a bird or something else?',
      'What kind of animals are {plural}?',
      'How do you classify {plural}?',
      'What class of animals are {plural} in?',
      'Tell me what kind of animal {one} is.',
      'In which [animal family|animal class|group] do I put {the}?',
      'I want to know what kind of animal {one} is.',
    ],
    answer: ['{one} is {a class}.', '{the} is {a class}.', '{one} is a kind of {class}.'],
    brief: ['{a class}.', '{one} is {a class}.'],
  }),
  pronoun: [
    'What kind of animal is it?',
    'And what kind of animal is that?',
    'Which animal group does it belong to?',
    'What sort of animal is it?',
    'And which group is it in?',
    'Is it a mammal, a bird or something else?',
  ],
};

const sound: Followed = {
  about: 'sound',
  item: attributeItem(animals, {
    attribute: 'sound',
    weight: 1.2,
    ask: [
      'What does {one} say?',
      'What sound does {one} make?',
      'What sound do {plural} make?',
      'What noise does {the} make?',
      '[Which|What] noise do {plural} make?',
      'What do {plural} say?',
      'How does {one} sound?',
      'How does {the} go?',
      'Can you make the sound of {one}?',
      'Tell me what {one} says.',
      'Make a noise like {one}[, please|].',
      'What is the sound of {one}?',
      'What do you hear when {one} talks?',
      'I wonder what sound {plural} make.',
      'Do you know the sound of {one}?',
    ],
    answer: ['{one} says {sound}.', '{the} says {sound}.', '{plural} say {sound}.'],
    brief: ['{sound}!', '{sound}.', '{sound}, {sound}!'],
    more: ['{sound}, {sound}, {sound}!', 'It can be quite loud.'],
  }),
  pronoun: [
    'What sound does it make?',
    'And what does it say?',
    'What noise do they make?',
    'And what sound do they make?',
    'What does it sound like?',
    'And its sound?',
    'Which noise does it make?',
    'Can you make its sound?',
  ],
};

const food: Followed = {
  about: 'food',
  item: attributeItem(animals, {
    attribute: 'food',
    weight: 1.6,
    ask: [
      'What do {plural} eat?',
      'What does {one} eat?',
      '[What|Which] food do {plural} like?',
      'What do you feed {one}?',
      'What can I give {one} to eat?',
      'What is the food of {one}?',
      'Tell me what {one} eats.',
      'Tell me what {plural} eat[, please|].',
      'I wonder what {plural} eat.',
      'Do you know what {plural} eat?',
      'What does {the} have for dinner?',
      'What do {plural} live on?',
      'What do hungry {plural} look for?',
      'What is on the menu for {one}?',
      'Can you tell me what {one} likes to eat?',
      'What does {one} need to eat?',
    ],
    answer: ['{plural} eat {food}.', '{one} eats {food}.', '{the} eats {food}.'],
    brief: ['{food}.', 'It eats {food}.', 'Mostly {food}.'],
    more: [
      'A hungry {name} is a busy {name}.',
      'Finding food takes much of the day.',
      '{one} needs water, too.',
    ],
  }),
  pronoun: [
    'And what does it eat?',
    'What does it eat?',
    'What do they eat?',
    'And what do they eat?',
    'What about its food?',
    'What does it have for dinner?',
    'And its food?',
    'What do you feed it?',
    'What do they live on?',
  ],
};

const home: Followed = {
  about: 'home',
  item: attributeItem(animals, {
    attribute: 'home',
    weight: 1.5,
    ask: [
      'Where do {plural} live?',
      'Where does {one} live?',
      'What is the home of {one}?',
      'Where is the home of {the}?',
      'Where can I find {one}?',
      'Where can you see {plural}?',
      'Tell me where {plural} live.',
      'Tell me where {one} lives[, please|].',
      'In what kind of place does {one} live?',
      'Where would I look for {one}?',
      'I wonder where {plural} live.',
      'Do you know where {plural} live?',
      'Where does {the} sleep at night?',
      'Where do {plural} make their home?',
      'Where do {plural} feel at home?',
    ],
    answer: [
      '{plural} live {home}.',
      '{one} lives {home}.',
      'You can find {plural} {home}.',
      '{the} lives {home}.',
    ],
    brief: ['{home}.', 'It lives {home}.'],
    more: ['That is where {plural} feel at home.', 'There it finds its food.'],
  }),
  pronoun: [
    'And where does it live?',
    'Where does it live?',
    'Where do they live?',
    'And where do they live?',
    'Where is its home?',
    'Where can I find it?',
    'What about its home?',
    'And its home?',
    'Where would I look for one?',
  ],
};

const color: Followed = {
  about: 'color',
  item: attributeItem(animals, {
    attribute: 'color',
    weight: 1.3,
    ask: [
      'What color is {one}?',
      'What color are {plural}?',
      '[What|Which] color does {one} have?',
      'Which color are most {plural}?',
      'What is the color of {one}?',
      'Tell me the color of {one}.',
      'Tell me what color {plural} are.',
      'Do you know what color {one} is?',
      'I want to draw {one}. What color do I need?',
      'I want to paint {one}. Which color should I take?',
      'What color should I make {the}?',
      'If I see {one}, what color is it?',
      'What does {one} look like in color?',
      'Which crayon do I need for {one}?',
    ],
    answer: [
      '{plural} are often {color}.',
      'Many {plural} are {color}.',
      '{one} is often {color}.',
    ],
    brief: ['{color}.', 'Often {color}.'],
    more: ['Not all {plural} look the same.', 'You could draw one!'],
  }),
  pronoun: [
    'What color is it?',
    'And what color is it?',
    'What color are they?',
    'And its color?',
    'Which color does it have?',
    'What about its color?',
    'And what color do they have?',
    'I want to draw it. What color do I need?',
  ],
};

const sizes = ['tiny', 'small', 'medium', 'big', 'huge'];

const size: Followed = {
  about: 'size',
  item: onlyClearLies(
    attributeItem(animals, {
      attribute: 'size',
      ask: [
        'How big is {one}?',
        'How big are {plural}?',
        'How large is {one}?',
        'What size is {one}?',
        'What size are {plural}?',
        'Is {one} big or small?',
        'Are {plural} big or small?',
        'What is the size of {one}?',
        'Tell me how big {one} is.',
        'Tell me the size of {one}.',
        'How big does {one} get?',
        'Are {plural} large animals?',
        'Do you know how big {plural} are?',
        'I have never seen {one}. How big is it?',
      ],
      answer: [
        '{one} is {a size} animal.',
        '{plural} are {size} animals.',
        '{the} is {a size} animal.',
      ],
      brief: ['{size}.', 'It is {a size} animal.'],
      more: ['A baby {name} is smaller, of course.'],
    }),
    'size',
    (own, told) => Math.abs(sizes.indexOf(own) - sizes.indexOf(told)) >= 2,
  ),
  pronoun: [
    'How big is it?',
    'And how big is it?',
    'How big are they?',
    'Is it big or small?',
    'And its size?',
    'What size is it?',
    'Are they big or small?',
    'How large is it?',
  ],
};

const digits: Readonly<Record<string, string>> = {
  no: '0',
  two: '2',
  four: '4',
  six: '6',
  eight: '8',
  ten: '10',
};

const legs: Followed = {
  about: 'legs',
  item: attributeItem(animals, {
    attribute: 'legs',
    weight: 1.2,
    ask: [
      'How many legs does {one} have?',
      'How many legs do {plural} have?',
      'How many legs has {one} got?',
      'What number of legs does {one} have?',
      'Count the legs of {one}[, please|].',
      'Can you count the legs of {one}?',
      'Tell me how many legs {one} has.',
      'On how many legs does {one} walk?',
      'Do you know how many legs {plural} have?',
      'I want to draw {one}. How many legs does it need?',
      'How many legs are there on {one}?',
      'If I see {one}, how many legs can I count?',
      'How many shoes would {one} need?',
    ],
    answer: ['{one} has {legs} legs.', '{plural} have {legs} legs.', '{the} has {legs} legs.'],
    brief: ['{legs} legs.', 'It has {legs} legs.'],
    accepts: ({ legs: number }) => [digits[number!]!],
  }),
  pronoun: [
    'How many legs does it have?',
    'And how many legs does it have?',
    'How many legs do they have?',
    'And its legs? How many?',
    'Count its legs.',
    'On how many legs does it walk?',
    'How many legs has it got?',
  ],
};

const baby: Followed = {
  about: 'baby',
  item: attributeItem(animals, {
    attribute: 'baby',
    weight: 1.2,
    ask: [
      'What is a baby {name} called?',
      'What do you call a baby {name}?',
      'What do you call the baby of {one}?',
      'What is the name for a baby {name}?',
      'What are baby {plural} called?',
      'What do people call a young {name}?',
      'How do you call a little {name}?',
      'What is a young {name} called?',
      'Tell me the word for a baby {name}.',
      'Is there a special word for a baby {name}?',
      'What is the child of {one} called?',
      'Do you know the word for a young {name}?',
      'What is the right word for a baby {name}?',
    ],
    answer: [
      'A baby {name} is called {a baby}.',
      'A young {name} is called {a baby}.',
      'You call a baby {name} {a baby}.',
    ],
    brief: ['{a baby}.', 'It is called {a baby}.'],
    more: ['{a baby} needs time to grow.', 'Baby {plural} are cute.'],
  }),
  pronoun: [
    'What is its baby called?',
    'And what about its baby?',
    'What do you call its baby?',
    'And what is the baby called?',
    'What are their babies called?',
    'And its baby?',
    'What about the babies?',
    'What is a young one called?',
  ],
};

const cover: Followed = {
  about: 'cover',
  item: attributeItem(animals, {
    attribute: 'cover',
    weight: 0.8,
    ask: [
      'What covers {one}?',
      'What covers the body of {one}?',
      'What is {one} covered by?',
      'What are {plural} covered by?',
      'What is on the outside of {one}?',
      'What do you feel when you touch {one}?',
      'What kind of coat does {one} have?',
      'Does {one} have fur, feathers or something else?',
      'Do {plural} have fur, scales or something else?',
      'Tell me what covers {one}.',
      'What keeps the body of {one} safe?',
      'Do you know what covers {plural}?',
    ],
    answer: ['{one} has {cover}.', '{plural} have {cover}.', '{the} is covered by {cover}.'],
    brief: ['{cover}.', 'It has {cover}.'],
  }),
  pronoun: [
    'What covers it?',
    'And what is it covered by?',
    'What covers its body?',
    'Does it have fur, feathers or something else?',
    'What is on its outside?',
    'What do you feel when you touch it?',
    'And what covers its body?',
  ],
};

const can = (isYes: boolean) => ({ can: isYes ? 'can' : 'cannot' });

const flies: Followed = {
  about: 'flies',
  item: verdictItem(animals, {
    attribute: 'flies',
    asked: ['yes'],
    ask: [
      'Can {one} fly?',
      'Can {plural} fly?',
      'Do {plural} fly?',
      'Does {one} fly?',
      'Is {one} able to fly?',
      'Are {plural} able to fly?',
      'Tell me, can {one} fly?',
      'Tell me if {plural} can fly.',
      'I wonder if {one} can fly.',
      'Do you think {one} can fly?',
      'Have you ever seen {one} fly?',
      'Could {one} fly over my house?',
      'Do {plural} know how to fly?',
    ],
    answer: [
      '{verdict}, {one} {can} fly.',
      '{verdict}, {plural} {can} fly.',
      '{verdict}, {the} {can} fly.',
    ],
    brief: ['{verdict}.', '{verdict}, it {can}.', '{verdict}, it {can} fly.'],
    words: can,
  }),
  pronoun: [
    'Can it fly?',
    'And can it fly?',
    'Can they fly?',
    'Does it fly?',
    'Is it able to fly?',
    'And do they fly?',
    'Do they know how to fly?',
  ],
};

const swims: Followed = {
  about: 'swims',
  item: verdictItem(animals, {
    attribute: 'swims',
    asked: ['yes'],
    ask: [
      'Can {one} swim?',
      'Can {plural} swim?',
      'Do {plural} swim?',
      'Does {one} swim?',
      'Is {one} able to swim?',
      'Are {plural} good at swimming?',
      'Tell me, can {one} swim?',
      'Tell me if {plural} can swim.',
      'I wonder if {one} can swim.',
      'Do you think {one} can swim?',
      'Could {one} swim in a lake?',
      'Do {plural} know how to swim?',
      'Have you ever seen {one} swim?',
    ],
    answer: [
      '{verdict}, {one} {can} swim.',
      '{verdict}, {plural} {can} swim.',
      '{verdict}, {the} {can} swim.',
    ],
    brief: ['{verdict}.', '{verdict}, it {can}.', '{verdict}, it {can} swim.'],
    words: can,
  }),
  pronoun: [
    'Can it swim?',
    'And can it swim?',
    'Can they swim?',
    'Does it swim?',
    'Is it able to swim?',
    'And are they good at swimming?',
    'Do they know how to swim?',
  ],
};

const classPlurals = {
  mammal: 'mammals',
  bird: 'birds',
  fish: 'fish',
  reptile: 'reptiles',
  insect: 'insects',
  amphibian: 'amphibians',
};

const isKind: Followed = {
  about: 'class',
  item: verdictItem(animals, {
    attribute: 'class',
    asked: Object.keys(classPlurals),
    plurals: classPlurals,
    ask: [
      'Is {one} {a asked}?',
      'Are {plural} {askedPlural}?',
      'Is {the} {a asked}?',
      'Do you think {one} is {a asked}?',
      'Would you say that {one} is {a asked}?',
      'Somebody told me that {plural} are {askedPlural}. Is that true?',
      'Is it true that {one} is {a asked}?',
      'Can I say that {plural} are {askedPlural}?',
      'Tell me if {one} is {a asked}.',
      'I think {one} is {a asked}. Am I right?',
      'Does {one} count as {a asked}?',
      'Do {plural} belong to the {askedPlural}?',
    ],
    answer: [
      '{verdict}, {one} is {not} {a asked}. {correction}',
      '{verdict}, {the} is {not} {a asked}. {correction}',
    ],
    brief: ['{verdict}.', '{verdict}, it is {not} {a asked}.'],
    words: (isYes, { attributes }, isLie) => ({
      not: isYes ? '' : 'not',
      correction:
        isYes || isLie
          ? ''
          : `It is ${/^[aeiou]/.test(attributes.class!) ? 'an' : 'a'} ${attributes.class}.`,
    }),
  }),
  pronoun: [
    'Is it {a asked}?',
    'And is it {a asked}?',
    'So it is {a asked}, right?',
    'And would it be {a asked}?',
    'Does it count as {a asked}?',
    'Would you call it {a asked}?',
  ],
};

const hasCover: Followed = {
  about: 'cover',
  item: claimItem(animals, {
    attribute: 'cover',
    weight: 0.8,
    ask: [
      'Does {one} have {asked}?',
      'Do {plural} have {asked}?',
      'Has {one} got {asked}?',
      'Is it true that {plural} have {asked}?',
      'Do you think {one} has {asked}?',
      'Tell me if {plural} have {asked}.',
      'I wonder if {one} has {asked}.',
      'Is {one} covered by {asked}?',
      'I think {plural} have {asked}. Is that right?',
      'Can you see {asked} on {one}?',
    ],
    answer: ['{verdict}, {one} {has} {asked}. {correction}', '{verdict}, {plural} {own} {asked}.'],
    brief: ['{verdict}.', '{verdict}, it {has} {asked}.'],
    words: { has: ['has', 'does not have'], own: ['have', 'do not have'] },
    correction: 'It has {cover}.',
  }),
  pronoun: [
    'Does it have {asked}?',
    'And does it have {asked}?',
    'Do they have {asked}?',
    'Has it got {asked}?',
    'Is it covered by {asked}?',
  ],
};

const hasLegs: Followed = {
  about: 'legs',
  item: verdictItem(animals, {
    attribute: 'legs',
    weight: 0.8,
    asked: ['two', 'four', 'six', 'eight', 'ten'],
    ask: [
      'Does {one} have {asked} legs?',
      'Do {plural} have {asked} legs?',
      'Has {one} got {asked} legs?',
      'Is it true that {one} has {asked} legs?',
      'Do you think {plural} have {asked} legs?',
      'Tell me if {one} has {asked} legs.',
      'I think {one} has {asked} legs. Am I right?',
      'Does {one} walk on {asked} legs?',
      'Are there {asked} legs on {one}?',
    ],
    answer: ['{verdict}, {one} has {number} legs.', '{verdict}, {plural} have {number} legs.'],
    brief: ['{verdict}.', '{verdict}, it has {number} legs.'],
    words: (isYes, { attributes }, isLie, asked) => {
      const another = asked === 'two' ? 'six' : 'two';
      return { number: isYes ? asked : isLie ? another : attributes.legs! };
    },
  }),
  pronoun: [
    'Does it have {asked} legs?',
    'And does it have {asked} legs?',
    'Do they have {asked} legs?',
    'Does it walk on {asked} legs?',
    'Has it got {asked} legs?',
  ],
};

/** What can be asked of an animal, first or as a follow-up. */
const facts: readonly Followed[] = [
  food,
  home,
  color,
  size,
  legs,
  baby,
  sound,
  cover,
  flies,
  swims,
  kind,
  isKind,
  hasCover,
  hasLegs,
];

/** Lies from those values only that are surely false. */
function onlyClearLies(
  item: Item,
  slot: string,
  isFalse: (own: string, told: string) => boolean,
): Item {
  const truth = item.truth!;
  return {
    ...item,
    truth: {
      ...truth,
      lie: (bindings, random) => {
        const right = new Set(truth.accepts?.(bindings));
        const values = truth
          .options(bindings)
          .filter((value) => !right.has(value) && isFalse(bindings[slot]!, value));
        return { [slot]: random.pick(values) };
      },
    },
  };
}

/** Questions whose answer is an animal; the chat goes on about it. */
const reverse = (phrases: Parameters<typeof reverseItem>[1]): Item => {
  const item = reverseItem(animals, phrases);
  const others = facts.filter(({ about }) => ![phrases.attribute, phrases.sort].includes(about));
  return { ...item, then: [...(item.then ?? []), ...pronounItems(animals, others)] };
};

const named = {
  answer: ['{one}.', '{one} is one.', 'I can think of {one}.', 'For example, {one}.'],
  brief: ['{one}.', '{one}!'],
};

const whichSays = reverse({
  attribute: 'sound',
  ask: [
    'Which animal says {asked}?',
    'What animal says {asked}?',
    'Who says {asked}?',
    'Which animal goes {asked}?',
    'What animal makes the sound {asked}?',
    'I hear {asked}. Which animal is it?',
    'Something says {asked}. What is it?',
    'Name an animal that says {asked}.',
    'Tell me which animal says {asked}.',
    '{asked}! Which animal am I?',
    'Who goes {asked} all day?',
    'It says {asked}. What animal could it be?',
  ],
  answer: ['{one} says {asked}.', 'It is {one}.', 'That is {one}.'],
  brief: ['{one}.', '{one}!'],
});

const whichEats = reverse({
  attribute: 'food',
  ask: [
    'Which animal eats {asked}?',
    'What animal eats {asked}?',
    'Name an animal that eats {asked}.',
    'Who eats {asked}?',
    'Tell me an animal that eats {asked}.',
    'Do you know an animal that eats {asked}?',
    'I have some {asked}. Which animal wants it?',
    'Which animal likes {asked}?',
    'Can you name an animal that likes to eat {asked}?',
    'Give me an animal that lives on {asked}.',
    'I am looking for an animal that eats {asked}.',
  ],
  answer: ['{one} eats {asked}.', '{plural} eat {asked}.', 'I can think of {one}.'],
  brief: ['{one}.', '{plural}.'],
});

const whichLives = reverse({
  attribute: 'home',
  ask: [
    'Which animal lives {asked}?',
    'What animal lives {asked}?',
    'Name an animal that lives {asked}.',
    'Who lives {asked}?',
    'Tell me an animal that lives {asked}.',
    'Do you know an animal that lives {asked}?',
    'Which animal could I meet {asked}?',
    'Which animal can you find {asked}?',
    'Give me an animal that lives {asked}.',
    'Which animal is at home {asked}?',
    'I am {asked}. Which animal do I see?',
  ],
  answer: ['{one} lives {asked}.', '{plural} live {asked}.', 'You can find {plural} {asked}.'],
  brief: ['{one}.', '{plural}.'],
});

const whoseBaby = reverse({
  attribute: 'baby',
  weight: 0.8,
  ask: [
    'Which animal has {a asked} as its baby?',
    'What animal was once {a asked}?',
    'What does {a asked} grow into?',
    'What will {a asked} be when it grows up?',
    'Who is the mother of {a asked}?',
    'What kind of animal is the mother of {a asked}?',
    'What animal does {a asked} turn into?',
    'Which animal starts life as {a asked}?',
    'I saw {a asked}. What will it grow into?',
    'What is the grown-up of {a asked}?',
  ],
  answer: [
    '{a asked} grows into {one}.',
    '{a asked} can grow into {one}.',
    '{one} starts as {a asked}.',
  ],
  brief: ['{one}.', 'It can be {one}.'],
});

const colored = reverse({
  attribute: 'color',
  sort: 'class',
  ask: [
    'Name {a asked} {sort}.',
    'Tell me {a asked} {sort}.',
    'Do you know {a asked} {sort}?',
    'Which {sort} is {asked}?',
    'Can you name {a asked} {sort}?',
    'Give me {a asked} {sort}, please.',
    'I am looking for {a asked} {sort}.',
    'Think of {a asked} {sort}.',
    'Can you think of a {sort} that is {asked}?',
  ],
  ...named,
  askAgain: [
    'Name another {again}.',
    'Another {again}, please.',
    'One more {again}?',
    'And another {again}?',
    'Can you name one more {again}?',
  ],
});

const sized = reverse({
  attribute: 'size',
  sort: 'class',
  weight: 0.8,
  ask: [
    'Name {a asked} {sort}.',
    'Which {sort} is {asked}?',
    'Tell me the name of {a asked} {sort}.',
    'Can you think of {a asked} {sort}?',
    'Give me an example of {a asked} {sort}.',
    'What is a {sort} that is {asked}?',
    'I need {a asked} {sort} for my drawing.',
    'Show me {a asked} {sort}.',
  ],
  ...named,
});

const ofKind = reverse({
  attribute: 'class',
  ask: [
    'Name {a asked}.',
    'Name any {asked}.',
    'Tell me the name of {a asked}.',
    'Which animal is {a asked}?',
    'Give me an example of {a asked}.',
    'Can you name {a asked}?',
    'What is an example of {a asked}?',
    'Which animal belongs to the {asked} group?',
    'Think of {a asked}. Which one is it?',
  ],
  ...named,
  answer: [...named.answer, '{one} is {a asked}.'],
});

const withLegs = reverse({
  attribute: 'legs',
  weight: 0.8,
  ask: [
    'Which animal has {asked} legs?',
    'What animal has {asked} legs?',
    'Name an animal with {asked} legs.',
    'Tell me an animal that has {asked} legs.',
    'Who has {asked} legs?',
    'Do you know an animal with {asked} legs?',
    'Which animal walks on {asked} legs?',
    'Give me an animal with {asked} legs.',
    'I have {asked} legs. Which animal am I?',
  ],
  answer: ['{one} has {asked} legs.', '{plural} have {asked} legs.', 'I can think of {one}.'],
  brief: ['{one}.', '{one}!'],
});

const withCover = reverse({
  attribute: 'cover',
  weight: 0.7,
  ask: [
    'Which animal has {asked}?',
    'Name an animal with {asked}.',
    'Tell me an animal that has {asked}.',
    'Who has {asked}?',
    'Do you know an animal with {asked}?',
    'What animal is covered by {asked}?',
    'Give me an animal with {asked}.',
    'I have {asked}. Which animal am I?',
  ],
  answer: ['{one} has {asked}.', '{plural} have {asked}.', 'I can think of {one}.'],
  brief: ['{one}.', '{plural}.'],
});

/** "Name an animal that can fly": of the two values of the column only `yes` is asked for. */
function whoCan(attribute: string, ask: readonly string[], verb: string): Item {
  const item = reverse({
    attribute,
    weight: 0.6,
    ask,
    answer: [`{one} can ${verb}.`, `{plural} can ${verb}.`, 'I can think of {one}.'],
    brief: ['{one}.', '{plural}.'],
  });
  return {
    ...item,
    draw: (random, given) => {
      let bindings = item.draw!(random, given);
      while (bindings.asked !== 'yes') bindings = item.draw!(random, given);
      return bindings;
    },
    read: () => item.read!({ asked: 'yes' }),
  };
}

const fliers = whoCan(
  'flies',
  [
    'Name an animal that can fly.',
    'Which animal can fly?',
    'What animals can fly?',
    'Tell me an animal that flies.',
    'Who can fly?',
    'Do you know a flying animal?',
    'Give me an animal with wings that flies.',
    'I need the name of an animal that can fly.',
  ],
  'fly',
);

const swimmers = whoCan(
  'swims',
  [
    'Name an animal that can swim.',
    'Which animal can swim?',
    'What animals can swim?',
    'Tell me an animal that swims.',
    'Who can swim?',
    'Do you know an animal that swims well?',
    'Give me an animal that likes to swim.',
    'I need the name of an animal that can swim.',
  ],
  'swim',
);

export const animalFacts: Topic = {
  skill: 'animal facts',
  weight: 12,
  tone: 'fact',
  items: [
    ...withFollowUps(animals, facts),
    whichSays,
    whichEats,
    whichLives,
    whoseBaby,
    colored,
    sized,
    ofKind,
    withLegs,
    withCover,
    fliers,
    swimmers,
  ],
};
