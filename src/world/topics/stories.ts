// Tiny stories about somebody named: an animal, a child or a toy. A plot is one phrase; what happens in it fits every
// hero. To add a plot, write one with the slots below; to add a name or a place, add it to its list.
import type { Random } from '../../core/rng';
import { withArticle, type Bindings } from '../phrases';
import type { Item, Topic } from '../topic';

// Slots of a plot: {intro} "a little fox" or "a girl named Mia", {hero} "the fox" or "Mia", {they} {them} {their},
// {friend} "a bear" and {theFriend}, {place} "in the park", {thing} and {aThing}, {food} and {aFood}.

const animals =
  `cat dog mouse fox bear rabbit frog duck hen pig goat sheep cow horse pony lion tiger elephant monkey owl bird crow
  penguin turtle snail hedgehog squirrel bee ant spider butterfly deer wolf donkey goose swan seal whale kitten puppy
  dragon robot dinosaur unicorn snowman`.split(/\s+/);
const girls = 'Mia Anna Lily Emma Zoe Ella Ruby Nora Lucy Ivy Maya Rosa'.split(' ');
const boys = 'Tom Ben Max Leo Sam Tim Jack Finn Noah Omar Luis Hugo'.split(' ');

const places =
  `in the park|in the woods|by the river|on the farm|at the beach|in the garden|on a hill|by the lake|in a big city|
  in a small village|near the sea|in the mountains|under an old bridge|at the edge of a field|in the snow|on an island`
    .split('|')
    .map((place) => place.trim());

const objects =
  `ball kite hat book key bell drum basket lamp coat boat button box blanket spoon shell umbrella ring scarf clock
  pencil feather map toy`.split(/\s+/);

const foods =
  `apple cookie pear banana carrot pancake sandwich cake pie pizza plum muffin bun melon`.split(
    /\s+/,
  );

const moods = [
  'little',
  'small',
  'young',
  'brave',
  'shy',
  'happy',
  'clever',
  'funny',
  'kind',
  'sleepy',
];

/** How a story begins; every plot starts with one of these. */
const beginnings =
  '[Once there was|There once was|Once upon a time there was|Long ago there lived|One day there was] {intro}';

const plots: readonly string[] = [
  `${beginnings} who lost {their} {thing}. {hero} looked for it [all day|everywhere]. {friend} had found it {place}. "Thank you!" said {hero}. [Now they are friends.|They played until dark.]`,
  `${beginnings} who was afraid of the dark. One night {hero} saw many stars {place}. "The night is [pretty|beautiful]!" {they} said. [From then on {they} slept well.|Now {hero} likes the night.]`,
  `${beginnings} {place}. {hero} had one {food}, and {friend} had none. So they cut it in two. [It tasted better that way.|Both had a good day.]`,
  `${beginnings} who wanted to fly. {hero} jumped and fell {place}. Then {friend} made a [big |]kite and they ran with it. [It felt like flying.|"Look, we fly!" said {hero}.]`,
  `${beginnings} {place}. It rained and rained. {hero} found a leaf as big as {aThing}. {friend} came under it, too. [They sang until the sun came out.|So both stayed dry.]`,
  `${beginnings} who could not sleep. {hero} counted stars {place}. {friend} sang a soft song. [Soon {hero} was asleep.|Then the moon smiled, and all was quiet.]`,
  `${beginnings} who found {aThing} {place}. {hero} asked everybody, "Is this yours?" At last {friend} said, "[Yes, thank you|It is mine]!" [They shared {aFood}.|Both were happy.]`,
  `${beginnings} who was always [late|slow]. {friend} gave {them} {aThing}. But {hero} still stopped {place} to smell the flowers. ["I am late, but happy," {they} said.|And that was fine.]`,
  `${beginnings} with a birthday. {hero} thought that all had forgotten it. But {place} {friend} was waiting with {aFood}. ["Surprise!"|They danced all night.]`,
  `${beginnings} who wanted to paint. {hero} painted {aThing} {place}. {friend} laughed, "It is blue!" ["Blue is my happy color," said {hero}.|Then they painted together.]`,
  `${beginnings} who was lost {place}. {hero} was scared. Then {friend} came along and showed {them} the way. [At home there was {aFood} for both.|"You are kind," said {hero}.]`,
  `${beginnings} who told jokes. Nobody laughed {place}. Then {hero} fell over {aThing}. {friend} laughed, and {hero} laughed, too. [It was the best joke of all.|So they laughed all day.]`,
  `${beginnings} who planted a seed {place}. {hero} waited and waited. In spring a flower came up. [{friend} said, "You were patient."|{hero} gave it to {theFriend}.]`,
  `${beginnings} who baked {aFood}. It smelled so good that {friend} came from far away. [They ate it {place}.|"Let us eat it together," said {hero}.] [Not a crumb was left.|It was a good day.]`,
  `${beginnings} who was too small to reach {aThing}. {friend} was small, too. So {hero} climbed on {theFriend}. [Together they were tall.|"Got it!" they cried.]`,
  `${beginnings} who wanted to win a race {place}. But {friend} fell. {hero} stopped to help. [They came last, hand in hand, and were happy.|Everybody cheered for them.]`,
  `${beginnings} who had a secret. Under {their} bed lived a [tiny|friendly] ghost. Every night it asked for {aFood}. [{hero} always shared.|They were best friends.]`,
  `${beginnings} who sang very loudly. "Too loud!" said {friend}. So {hero} sang {place}. [The wind sang along.|There even the trees danced.]`,
  `${beginnings} who built a house {place}. The wind blew it down. {friend} brought {aThing} and helped. [The new house was strong.|Now they live there together.]`,
  `${beginnings} who was angry. {hero} stamped {their} feet {place}. Then {friend} made a funny face. [{hero} had to laugh.|And the anger was gone.]`,
  `${beginnings} who wanted to see the sea. {hero} walked for three days with {aThing} and {aFood}. At last {they} saw the waves. ["It is so big!" {they} said.|There {hero} met {friend}.]`,
  `${beginnings} who shared nothing. One day {hero} dropped {their} {food} {place}. {friend} gave {them} half of another. [Since then {hero} shares, too.|"Thank you," said {hero}, and meant it.]`,
  `${beginnings} who was new {place}. {hero} knew nobody. So {they} smiled at {friend}. [The smile came back.|"Do you want to play?" said {theFriend}. And they did.]`,
  `${beginnings} who caught a cold. {friend} brought soup and {aThing}. [Soon {hero} felt better.|"Achoo! Thank you!" said {hero}.] [The next day they played {place}.|]`,
];

const pick = (random: Random, list: readonly string[], except = ''): string => {
  for (;;) {
    const word = random.pick(list);
    if (word !== except) return word;
  }
};

/** Bindings for everything but the hero. */
function surroundings(random: Random, hero: string): Bindings {
  const friend = pick(random, animals, hero);
  const thing = random.pick(objects);
  const food = random.pick(foods);
  return {
    friend: withArticle(friend),
    theFriend: `the ${friend}`,
    place: random.pick(places),
    thing,
    aThing: withArticle(thing),
    food,
    aFood: withArticle(food),
  };
}

function animalStory(random: Random, name = random.pick(animals)): Bindings {
  const intro = random.uniform() < 0.5 ? withArticle(name) : `a ${random.pick(moods)} ${name}`;
  return {
    ...surroundings(random, name),
    one: withArticle(name),
    intro,
    hero: `the ${name}`,
    they: 'it',
    them: 'it',
    their: 'its',
  };
}

function childStory(random: Random, child = random.pick([...girls, ...boys])): Bindings {
  const isGirl = girls.includes(child);
  return {
    ...surroundings(random, ''),
    child,
    kind: isGirl ? 'girl' : 'boy',
    intro: `a ${random.uniform() < 0.5 ? `${random.pick(moods)} ` : ''}${isGirl ? 'girl' : 'boy'} named ${child}`,
    hero: child,
    they: isGirl ? 'she' : 'he',
    them: isGirl ? 'her' : 'him',
    their: isGirl ? 'her' : 'his',
  };
}

const onAnimal: Item = {
  weight: 3,
  draw: (random) => animalStory(random),
  ask: [
    'Tell me a [short |little |nice |]story about {one}[, please|].',
    '[Can|Could] you tell [me |us |]a story about {one}?',
    'I want [to hear |]a story about {one}.',
    'Do you know a [story|tale] about {one}?',
    'Write a [short |tiny |]story about {one}.',
    'A story about {one}, please!',
    'Make up a story with {one} in it.',
    'Tell us what happened to {one}.',
    'Once upon a time there was {one}. Go on!',
    'What is a good bedtime story about {one}?',
    'Please tell a tale of {one}.',
    'I need a bedtime story about {one}.',
    'Is there a story with {one}?',
  ],
  answer: plots,
};

const onChild: Item = {
  weight: 1.5,
  draw: (random) => childStory(random),
  ask: [
    'Tell me a [short |little |nice |]story about {a kind} named {child}.',
    '[Can|Could] you tell a story about {a kind} called {child}?',
    'Write a [short |tiny |]story about {child}, {a kind}.',
    'Do you know the story of {child}, the {kind}?',
    'I want a story with {a kind} named {child}.',
    'My {kind} is named {child}. Tell a story about {child}!',
    'Once there was {a kind} named {child}. What happened next?',
    'A bedtime story about {a kind} named {child}, please!',
    'Make up a story where {child} is {a kind}.',
  ],
  answer: plots,
};

const open: Item = {
  draw: (random) => (random.uniform() < 0.6 ? animalStory(random) : childStory(random)),
  ask: [
    'Tell me a [short |little |nice |]story[, please|].',
    '[Can|Could] you tell me a story?',
    'I want [to hear |]a [bedtime |]story.',
    'Do you know [any|some] stories?',
    'Write a [short |tiny |]story.',
    'Story time!',
    'Make up a [little |]story for me.',
    'I cannot sleep. Tell me a story.',
    'Please tell a tale.',
    'Once upon a time... go on!',
    'Do you have a story for me?',
    "Let's hear a story.",
  ],
  answer: plots,
};

export const stories: Topic = {
  skill: 'stories',
  weight: 4,
  tone: 'text',
  items: [onAnimal, onChild, open],
};
