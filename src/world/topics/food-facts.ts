// Facts about foods, asked in many ways: what they are, how they look and taste, where they grow, what they are made of.
import { foods } from '../facts/foods';
import { withFollowUps, type Followed } from '../facts/follow-ups';
import { attributeItem, choiceItem, claimItem, reverseItem } from '../facts/question-kinds';
import type { Item, Topic } from '../topic';

const kind = attributeItem(foods, {
  attribute: 'kind',
  ask: [
    'What kind of food {are} {plural}?',
    'What sort of food is {one}?',
    'What is {one}?',
    'What {are} {plural}?',
    'Tell me what {one} is[, please|].',
    'Do you know what {one} is?',
    'I have never seen {one}. What is it?',
    'Can you [tell me|explain] what {one} is?',
    'What do we call a food like {one}?',
    '[Please |]explain the word {name}.',
    'I wonder what kind of food {one} is.',
    'To which group of foods does {one} belong?',
  ],
  answer: ['{one} is {a kind}.', '{one} is a kind of {kind}.'],
  brief: ['{a kind}.', '{a kind}!'],
  more: ['Look for {plural} in a grocery store.', 'Many people like {plural}.'],
});

const color = attributeItem(foods, {
  attribute: 'color',
  weight: 1.5,
  ask: [
    'What color {are} {plural}?',
    'What color is {one}?',
    'What color does {one} have?',
    'What is the color of {one}?',
    'Which color {are} {plural}?',
    'Tell me the color of {one}[, please|].',
    'I want to paint {one}. Which color do I need?',
    'If I draw {one}, what color should it be?',
    'Do you know what color {one} is?',
    '{plural}: what color?',
    'What does {one} look like? I mean the color.',
    'Can you tell me which color {one} has?',
    'I wonder what color {one} is.',
    'How would you color {one} in a coloring book?',
  ],
  answer: ['{plural} {are} {color}.', '{one} is {color}.', 'The color of {one} is {color}.'],
  brief: ['{color}.', '{color}!'],
  more: ['That looks pretty on a plate.', 'You can see it at the market.'],
});

const taste = attributeItem(foods, {
  attribute: 'taste',
  weight: 1.5,
  ask: [
    'What {do} {plural} taste like?',
    'How does {one} taste?',
    'What is the taste of {plural}?',
    'Please tell me the taste of {one}.',
    'I have never had {one}. What does it taste like?',
    'What taste {do} {plural} have?',
    'Do you know how {one} tastes?',
    'Describe the taste of {one}[, please|].',
    'If I try {one}, what do I taste?',
    'What will I taste when I try {one}?',
    'Can you describe how {one} tastes?',
    'I wonder what {one} tastes like.',
  ],
  answer: ['{one} tastes {taste}.', 'The taste of {plural} is {taste}.'],
  brief: ['{taste}.', '{taste}!'],
  more: ['Your tongue will notice it at once.', 'Tastes differ, so try some.'],
});

const texture = attributeItem(foods, {
  attribute: 'texture',
  ask: [
    'How does {one} feel when you bite it?',
    'What is it like to bite into {one}?',
    'How {do} {plural} feel in the mouth?',
    'What does {one} feel like in your mouth?',
    'Tell me how it feels to bite into {one}.',
    'What {are} {plural} like to chew?',
    'Describe how {one} feels on the tongue.',
    'I have no idea how {one} feels in the mouth. Tell me!',
    'When I chew {one}, what does it feel like?',
    'How would you describe a bite of {one}?',
  ],
  answer: ['{one} is {texture}.', '{plural} {are} {texture} to bite.'],
  brief: ['{texture}.', '{texture}!'],
  more: ['Take a bite and feel it.', 'Your teeth will notice.'],
});

const grows = attributeItem(foods, {
  attribute: 'grows',
  weight: 1.5,
  ask: [
    'Where {do} {plural} grow?',
    'Where does {one} grow?',
    'Tell me where {one} grows[, please|].',
    'How {do} {plural} grow?',
    'Where would I look for {plural} before the harvest?',
    'Do you know where to find {plural} growing?',
    'If I want to pick {plural}, where do I look?',
    'Where can you find {plural} growing?',
    'I wonder where {one} grows.',
    'In what place {do} {plural} grow?',
    'Can you tell me where {one} is grown?',
    'Where do farmers find {plural} when they are ripe?',
  ],
  answer: ['{one} grows {grows}.', 'You find {plural} growing {grows}.'],
  brief: ['{grows}.', '{grows}!'],
  more: ['Sun and rain do the rest.', 'People wait until {plural} {are} ready to pick.'],
});

const shape = attributeItem(foods, {
  attribute: 'shape',
  ask: [
    'What shape {are} {plural}?',
    'What shape does {one} have?',
    'What is the shape of {one}?',
    'Which shape {do} {plural} have?',
    'Tell me the shape of {one}.',
    'What form does {one} have?',
    'How would you draw the outline of {one}?',
    'Do you know what shape {one} is?',
    'I feel {one} with my eyes closed. What shape is it?',
    'Describe the shape of {plural}[, please|].',
  ],
  answer: ['{one} is {shape}.', 'The shape of {one} is {shape}.'],
  brief: ['{shape}.', '{shape}!'],
  more: ['It is easy to draw.', 'Hold it in your hands and you feel it.'],
});

const served = attributeItem(foods, {
  attribute: 'served',
  ask: [
    '{are} {plural} served hot or cold?',
    'Is {one} better hot or cold?',
    'Do people have {plural} hot or cold?',
    'Should I serve {plural} hot or cold?',
    'How should {plural} be served, hot or cold?',
    'Hot or cold: how do you serve {one}?',
    'Tell me if {plural} should be hot or cold.',
    'Do I have to heat {plural}, or {are} {they} served cold?',
    'I want to serve {one}. Hot or cold?',
    'Would you have {plural} hot or cold?',
  ],
  answer: ['{plural} {are} served {served}.', 'Most people like {plural} {served}.'],
  brief: ['{served}.', '{served}, please!'],
  more: ['That way the taste is best.', 'Many people like it best that way.'],
});

const madeOf = attributeItem(foods, {
  attribute: 'madeOf',
  ask: [
    'What {are} {plural} made from?',
    'What is {one} made of?',
    'What do you need to make {plural}?',
    'How do people make {plural}? What is inside?',
    'Tell me what {one} is made from.',
    'From what do we make {plural}?',
    'What goes into {plural}?',
    'Do you know what {one} is made of?',
    'I wonder what {one} is made from.',
    'I want to make {plural}. What do I need?',
    'Name something that you need for {plural}.',
  ],
  answer: ['{plural} {are} made from {madeOf}.', 'You need {madeOf} to make {plural}.'],
  brief: ['{madeOf}.', 'From {madeOf}.'],
  more: ['A good recipe helps, too.', 'A cook can show you how.'],
});

const comesFrom = attributeItem(foods, {
  attribute: 'comesFrom',
  ask: [
    'Where {do} {plural} come from?',
    'Where does {one} come from?',
    'Where do we get {plural} from?',
    'Who or what gives us {plural}?',
    'Tell me where {one} comes from.',
    'What gives us {plural}?',
    'Where do people get {plural}?',
    'Do you know where {one} comes from?',
    'I wonder how people get {plural}.',
    'How do we get {plural}?',
    'Where {do} {plural} come from before {they} get to the store?',
  ],
  answer: ['{one} comes from {comesFrom}.', 'We get {plural} from {comesFrom}.'],
  brief: ['{comesFrom}.', 'From {comesFrom}.'],
  more: ['Then it is sold in a store.', 'That is how nature helps us.'],
});

const meal = attributeItem(foods, {
  attribute: 'meal',
  weight: 0.8,
  ask: [
    'When do people have {plural}?',
    'When do we eat {plural}?',
    'What is a good time for {plural}?',
    'At which meal do people have {plural}?',
    'For which meal {are} {plural} good?',
    'Tell me when people have {plural}.',
    'When should I have {plural}?',
    'What time of day is right for {plural}?',
    'Which meal goes with {plural}?',
    'When {do} {plural} fit best?',
  ],
  answer: ['People often have {plural} {meal}.', '{plural} {are} good {meal}.'],
  brief: ['{meal}.', 'Often {meal}.'],
  more: ['But some people have {plural} at any time.', 'I hope you enjoy {them}.'],
});

const isKind = claimItem(foods, {
  attribute: 'kind',
  ask: [
    'Is {one} {a asked}?',
    'Is it true that {one} is {a asked}?',
    'Would you call {one} {a asked}?',
    'Can you say that {one} is {a asked}?',
    'I think that {one} is {a asked}. Is that right?',
    'Somebody told me that {one} is {a asked}. True?',
    '{one} is {a asked}, right?',
    'Yes or no: {one} is {a asked}.',
    'Does {one} count as {a asked}?',
    'Tell me if {one} is {a asked}.',
  ],
  answer: ['{verdict}, {one} {is} {a asked}. {correction}', '{verdict}. {one} {is} {a asked}.'],
  brief: ['{verdict}.', '{verdict}, it {is}.'],
  words: { is: ['is', 'is not'] },
  correction: 'It is {a kind}.',
});

const isColor = claimItem(foods, {
  attribute: 'color',
  ask: [
    '{are} {plural} {asked}?',
    'Is {one} {asked}?',
    'Is the color of {one} {asked}?',
    'Is {asked} the right color for {one}?',
    'Can I paint {one} {asked}, or is that wrong?',
    'Is it true that {one} is {asked}?',
    'I think that {one} is {asked}. Am I right?',
    'Somebody said that {one} is {asked}. Is that so?',
    '{one} is {asked}, right?',
    'Yes or no: {one} is {asked}.',
    'Do you think that {one} is {asked}?',
  ],
  answer: ['{verdict}, {one} {is} {asked}. {correction}', '{verdict}. {one} {is} {asked}.'],
  brief: ['{verdict}.', '{verdict}, {asked} {is} right.'],
  words: { is: ['is', 'is not'] },
  correction: 'It is {color}.',
});

const isTaste = claimItem(foods, {
  attribute: 'taste',
  weight: 1.5,
  ask: [
    'Is {one} {asked}?',
    '{are} {plural} {asked}?',
    '{do} {plural} taste {asked}?',
    'Does {one} taste {asked}?',
    'Is the taste of {one} {asked}?',
    'Is it true that {one} tastes {asked}?',
    'I think that {one} tastes {asked}. Is that right?',
    'Would you say that {one} is {asked}?',
    'Somebody told me that {one} tastes {asked}. True?',
    'Yes or no: {one} tastes {asked}.',
    'Will it taste {asked} when I try {one}?',
  ],
  answer: [
    '{verdict}, {one} {tastes} {asked}. {correction}',
    '{verdict}. {one} {is} {asked}.',
    '{verdict}, {one} {is} {asked}. {correction}',
  ],
  brief: ['{verdict}.', '{verdict}, {one} {is} {asked}.'],
  words: { is: ['is', 'is not'], tastes: ['tastes', 'does not taste'] },
  correction: 'It tastes {taste}.',
});

const doesGrow = claimItem(foods, {
  attribute: 'grows',
  weight: 1.5,
  ask: [
    '{do} {plural} grow {asked}?',
    'Does {one} grow {asked}?',
    'Is it true that {one} grows {asked}?',
    'Can I find {plural} growing {asked}?',
    'I think that {one} grows {asked}. Am I right?',
    'Would I find {plural} {asked}?',
    'Somebody said that {one} grows {asked}. Is that so?',
    'Yes or no: {one} grows {asked}.',
    '{one} grows {asked}, right?',
    'Should I look {asked} when I want to pick {plural}?',
  ],
  answer: ['{verdict}, {one} {grows_} {asked}. {correction}', '{verdict}. {one} {grows_} {asked}.'],
  brief: ['{verdict}.', '{verdict}, {one} {grows_} {asked}.'],
  words: { grows_: ['grows', 'does not grow'] },
  correction: 'It grows {grows}.',
});

const isMadeOf = claimItem(
  // What else may be in a food is not in the table: only what is certain is asked about.
  foods.filter(({ name }) => !['cake', 'cookie', 'muffin', 'soup', 'salad'].includes(name)),
  {
    attribute: 'madeOf',
    ask: [
      'Do you need {asked} to make {plural}?',
      '{are} {plural} made from {asked}?',
      'Is {one} made of {asked}?',
      'Is it true that {one} is made from {asked}?',
      'I think that {one} is made from {asked}. Is that right?',
      'For {plural}, do we need {asked}?',
      'Yes or no: you need {asked} for {plural}.',
      'Do I need {asked} when I make {plural}?',
    ],
    answer: [
      '{verdict}, you {need} {asked} for {plural}. {correction}',
      '{verdict}. You {need} {asked} to make {plural}.',
    ],
    brief: ['{verdict}.', '{verdict}!'],
    words: {
      need: ['can use', 'do not need'],
    },
    correction: 'You need {madeOf}.',
  },
);

const again: readonly string[] = [
  'Another {again}[, please|]?',
  'And one more {again}[, please|].',
  'Do you know one more {again} like that?',
  'Name another {again} like that.',
  'Is there another {again} like that?',
];

const withColor = reverseItem(foods, {
  attribute: 'color',
  sort: 'kind',
  weight: 1.5,
  ask: [
    'Name {a asked} {sort}.',
    'Which {sort} is {asked}?',
    'Do you know {a asked} {sort}?',
    'Tell me {a sort} that is {asked}.',
    'Give me an example of {a asked} {sort}.',
    'What is {a asked} {sort}?',
    'I am looking for {a asked} {sort}.',
    'Can you think of {a asked} {sort}?',
    'Is there {a sort} that is {asked}?',
    'I am thinking of {a asked} {sort}. What could it be?',
    'What {sort} has the color {asked}?',
    'Help me to find {a sort} that has the color {asked}.',
  ],
  answer: ['{one} is {a asked} {sort}.', '{plural} {are} {asked}.'],
  brief: ['{one}.', '{one}!'],
  more: ['There are others, too.', 'Can you think of another?'],
  askAgain: again,
});

const withTaste = reverseItem(foods, {
  attribute: 'taste',
  sort: 'kind',
  ask: [
    'Name {a sort} that tastes {asked}.',
    'Which {sort} tastes {asked}?',
    'I want {a sort} that tastes {asked}. What can I have?',
    'Give me an example of {a sort} that tastes {asked}.',
    'Is there {a sort} with a taste that is {asked}?',
    'Can you think of {a sort} that tastes {asked}?',
    'What {sort} should I try if I like it {asked}?',
    'Tell me {a sort} that tastes {asked}.',
    'Do you know any {sort} that tastes {asked}?',
  ],
  answer: ['{one} tastes {asked}.', 'Try {one}. It tastes {asked}.'],
  brief: ['{one}.', '{one}!'],
  more: ['There are others, too.', 'I hope you like it.'],
  askAgain: again,
});

const withGrowth = reverseItem(foods, {
  attribute: 'grows',
  sort: 'kind',
  ask: [
    'Name {a sort} that grows {asked}.',
    'Which {sort} grows {asked}?',
    'Do you know {a sort} that grows {asked}?',
    'Tell me {a sort} that grows {asked}.',
    'Give me an example of {a sort} that grows {asked}.',
    'What {sort} can I find growing {asked}?',
    'Is there any {sort} that grows {asked}?',
    'Can you think of {a sort} that grows {asked}?',
    'I am looking for {a sort} that grows {asked}.',
  ],
  answer: ['{one} grows {asked}.', '{one} is {a sort} that grows {asked}.'],
  brief: ['{one}.', '{one}!'],
  more: ['There are others, too.', 'Go and look for it!'],
  askAgain: again,
});

const ofKind = reverseItem(foods, {
  attribute: 'kind',
  ask: [
    'Name {a asked}.',
    'Tell me {a asked} that you know.',
    'Do you know {a asked}?',
    'Give me an example of {a asked}.',
    'Can you name {a asked}?',
    'I need the name of {a asked}.',
    'Think of {a asked}!',
    'Say the name of any {asked}.',
    'Which {asked} comes to your mind first?',
  ],
  answer: ['{one} is {a asked}.', 'I know one: {one}.'],
  brief: ['{one}.', '{one}!'],
  more: ['There are many others.', 'It was the first that I could think of.'],
});

const fromSource = reverseItem(foods, {
  attribute: 'comesFrom',
  weight: 0.7,
  ask: [
    'What food comes from {asked}?',
    'What do we get from {asked}?',
    'Name a food that comes from {asked}.',
    'Is there a food that we get from {asked}?',
    'Which food do we get from {asked}?',
    'Tell me a food that comes from {asked}.',
    'Do you know a food that comes from {asked}?',
    'What can we eat that comes from {asked}?',
  ],
  answer: ['{one} comes from {asked}.', 'We get {plural} from {asked}.'],
  brief: ['{plural}.', '{plural}!'],
});

const madeFrom = reverseItem(foods, {
  attribute: 'madeOf',
  weight: 0.8,
  ask: [
    'What can I make from {asked}?',
    'Name something that is made from {asked}.',
    'What food is made from {asked}?',
    'I have some {asked}. What can I make?',
    'Which food do we make from {asked}?',
    'What do people make from {asked}?',
    'Tell me something to make with {asked}.',
    'What could a cook make from {asked}?',
  ],
  answer: ['{plural} {are} made from {asked}.', 'You can make {plural} from {asked}.'],
  brief: ['{plural}.', '{plural}!'],
});

const choices: readonly Item[] = [
  choiceItem(foods, {
    attribute: 'grows',
    naming: 'plural',
    ask: [
      'Which grows {asked}, {left} or {right}?',
      'What grows {asked}: {left} or {right}?',
      'Which of the two grows {asked}, {left} or {right}?',
      'Tell me what grows {asked}: {left} or {right}.',
      'I look for food that grows {asked}. Is it {left} or {right}?',
      'One of these grows {asked}. Is it {left} or {right}?',
    ],
    answer: ['{one} grows {asked}.', 'You find {plural} {asked}.', 'It is {plural}.'],
    brief: ['{plural}.', '{plural}!'],
  }),
  choiceItem(foods, {
    attribute: 'taste',
    naming: 'plural',
    ask: [
      'Which tastes {asked}, {left} or {right}?',
      'What tastes {asked}: {left} or {right}?',
      'I want something that tastes {asked}. Should I take {left} or {right}?',
      'Which of the two tastes {asked}, {left} or {right}?',
      'Tell me what tastes {asked}: {left} or {right}.',
      'One of these tastes {asked}. Is it {left} or {right}?',
    ],
    answer: ['{plural} {are} {asked}.', 'It is {plural}.'],
    brief: ['{plural}.', '{plural}!'],
  }),
  choiceItem(foods, {
    attribute: 'kind',
    naming: 'one',
    ask: [
      'Which is {a asked}, {left} or {right}?',
      'What is {a asked}: {left} or {right}?',
      'Which of the two is {a asked}, {left} or {right}?',
      'One of these is {a asked}. Is it {left} or {right}?',
      'Tell me which one is {a asked}: {left} or {right}.',
      'I need {a asked}. Should I take {left} or {right}?',
    ],
    answer: ['{one} is {a asked}.', 'It is {one}.'],
    brief: ['{one}.', '{one}!'],
  }),
];

/** How each attribute is asked of a food that was named before. */
const pronouns = {
  kind: {
    item: kind,
    pronoun: [
      'And what kind of food is it?',
      'What kind of food is that?',
      'What group of foods does it belong to?',
      'And what is it?',
      'What sort of food is it?',
      'Okay, and what kind of food is that?',
    ],
  },
  color: {
    item: color,
    pronoun: [
      'And what color is it?',
      'What color is it?',
      'And the color?',
      'Which color does it have?',
      'And what is its color?',
      'Good to know. What color is it?',
      'If I draw it, what color do I need?',
    ],
  },
  taste: {
    item: taste,
    pronoun: [
      'And what does it taste like?',
      'How does it taste?',
      'And the taste?',
      'What does it taste like?',
      'Okay. And how does it taste?',
      'What will I taste when I try it?',
      'Thanks! And its taste?',
    ],
  },
  texture: {
    item: texture,
    pronoun: [
      'And how does it feel in the mouth?',
      'What is it like to bite into it?',
      'How does it feel when I bite it?',
      'And what is it like to chew?',
      'And when I bite it?',
    ],
  },
  grows: {
    item: grows,
    pronoun: [
      'And where does it grow?',
      'Where does it grow?',
      'Where can I pick it?',
      'In what place does it grow?',
      'Okay, and where does it grow?',
      'Where would I find it growing?',
    ],
  },
  shape: {
    item: shape,
    pronoun: [
      'And what shape does it have?',
      'What shape is it?',
      'And the shape?',
      'Which shape does it have?',
      'How would I draw its shape?',
    ],
  },
  served: {
    item: served,
    pronoun: [
      'Is it served hot or cold?',
      'And is it better hot or cold?',
      'Hot or cold?',
      'Should I serve it hot or cold?',
      'Do people like it hot or cold?',
    ],
  },
  madeOf: {
    item: madeOf,
    pronoun: [
      'And what is it made from?',
      'What is it made of?',
      'What goes into it?',
      'What do I need to make it?',
      'How do people make it?',
      'And what is inside it?',
    ],
  },
  comesFrom: {
    item: comesFrom,
    pronoun: [
      'And where does it come from?',
      'Where do we get it from?',
      'Where does it come from?',
      'What gives us that?',
      'And how do we get it?',
    ],
  },
  meal: {
    item: meal,
    pronoun: [
      'And when do people have it?',
      'When do we have it?',
      'At which meal do people have it?',
      'When is a good time for it?',
      'And when should I have it?',
    ],
  },
  isKind: {
    item: isKind,
    pronoun: [
      'Is it {a asked}?',
      'And is it {a asked}?',
      'So is it {a asked}?',
      'Would you call it {a asked}?',
      'It is {a asked}, right?',
    ],
  },
  isColor: {
    item: isColor,
    pronoun: [
      'Is it {asked}?',
      'And is it {asked}?',
      'Can it be {asked}?',
      'Is its color {asked}?',
      'It is {asked}, right?',
    ],
  },
  isTaste: {
    item: isTaste,
    pronoun: [
      'And does it taste {asked}?',
      'Does it taste {asked}?',
      'Is the taste {asked}?',
      'It tastes {asked}, right?',
      'Will it taste {asked}?',
    ],
  },
  doesGrow: {
    item: doesGrow,
    pronoun: [
      'Does it grow {asked}?',
      'And does it grow {asked}?',
      'It grows {asked}, right?',
      'Can I find it {asked}?',
      'Is it something that grows {asked}?',
    ],
  },
  isMadeOf: {
    item: isMadeOf,
    pronoun: [
      'Is it made from {asked}?',
      'Do I need {asked} to make it?',
      'And do you need {asked} for it?',
      'To make it, do you need {asked}?',
      'Is {asked} one of the things in it?',
    ],
  },
} satisfies Record<string, Followed>;

/**
 * The first `openers` of these questions, each followed by all others: what is asked next has to make sense (nobody
 * asks where pancakes grow), so each group goes with its own foods.
 */
function group(attribute: string, openers: number, followed: readonly Followed[]): Item[] {
  const having = foods.filter(({ attributes }) => attribute in attributes);
  return withFollowUps(having, followed).slice(0, openers);
}

export const foodFacts: Topic = {
  skill: 'food facts',
  weight: 10,
  tone: 'fact',
  items: [
    ...group('kind', 8, [
      pronouns.kind,
      pronouns.color,
      pronouns.taste,
      pronouns.texture,
      pronouns.meal,
      pronouns.isKind,
      pronouns.isColor,
      pronouns.isTaste,
      pronouns.grows,
    ]),
    ...group('grows', 3, [
      pronouns.grows,
      pronouns.doesGrow,
      pronouns.shape,
      pronouns.color,
      pronouns.taste,
      pronouns.isTaste,
    ]),
    ...group('madeOf', 2, [
      pronouns.madeOf,
      pronouns.isMadeOf,
      pronouns.taste,
      pronouns.meal,
      pronouns.served,
    ]),
    ...group('served', 1, [pronouns.served, pronouns.taste, pronouns.meal, pronouns.kind]),
    ...group('comesFrom', 1, [pronouns.comesFrom, pronouns.taste, pronouns.kind, pronouns.color]),
    withColor,
    withTaste,
    withGrowth,
    ofKind,
    fromSource,
    madeFrom,
    ...choices,
  ],
};
