// Riddles: the world asks them, takes guesses and gives the answer away; or answers when somebody asks one. To add a
// riddle, add a line: the riddle and its solution with its article.
import type { Random } from '../../core/rng';
import { plainWords, type Bindings } from '../phrases';
import type { Item, Topic } from '../topic';

const riddleLines = `
I have hands, but I cannot clap.                         | a clock
I have a face and two hands, and I hang on the wall.     | a clock
I have teeth, but I cannot bite.                         | a comb
I have a neck, but no head.                              | a bottle
I have one eye, but I cannot see.                        | a needle
I have legs, but I cannot walk.                          | a chair
I have four legs and you eat your dinner on me.          | a table
I have many pages, and you read me from left to right.    | a book
I have a cover, but I am not a bed. You read me.         | a book
I get wet while I make you dry.                          | a towel
I have keys, but I open no door. I make music.           | a piano
I open your door when you turn me.                       | a key
I am full of holes, but I hold water.                    | a sponge
The more you take away, the bigger I get.                | a hole
I go up when the rain comes down.                        | an umbrella
I follow you all day, but I am gone in the dark.         | your shadow
I look just like you when you look at me.                | a mirror
You can catch me, but you cannot throw me.               | a cold
I belong to you, but others use me more than you do.     | your name
You must break me before you can eat me.                 | an egg
I have a white shell and a yellow heart.                 | an egg
I have ears, but I cannot hear. I grow in a field.       | corn
I make you cry when you cut me, but you are not sad.     | an onion
I am yellow, and monkeys love to peel me.                | a banana
I am cold and sweet, and I melt in the sun.              | ice cream
I have wheels and wings, and I fly very high.            | a plane
I have two wheels and you push my pedals.                | a bike
I run on rails and I say choo choo.                      | a train
I go up and down, but I never move.                      | the stairs
I run all day, but I have no legs. Fish live in me.      | a river
I fall all winter, but I never get hurt.                 | snow
I have a carrot for a nose and I melt in spring.         | a snowman
I shine at night and I am sometimes a thin slice.        | the moon
I shine all day and I keep you warm.                     | the sun
I have many colors and I come after the rain.            | a rainbow
I am light as a feather, but nobody can hold me long.    | your breath
I fly without wings and cry without eyes.                | a cloud
You cannot see me, but I blow your hat away.             | the wind
I have bark, but I do not bite.                          | a tree
I have leaves in summer and none in winter.              | a tree
I have a bed, but I never sleep. I flow to the sea.      | a river
I carry my house on my back and I am very slow.          | a snail
I build a web and I have eight legs.                     | a spider
I make honey and I live in a hive.                       | a bee
I have a trunk, but I pack no clothes.                   | an elephant
I have a very long neck and I eat leaves from trees.     | a giraffe
I am black and white and I look like a striped horse.    | a zebra
I hop and I carry my baby in a pocket.                   | a kangaroo
I am round and you kick me in games.                     | a ball
I have strings and you play songs on me.                 | a guitar
You put me on your head to keep warm.                    | a hat
I come in twos and I keep your feet warm.                | socks
I have fingers, but I am not a hand.                     | a glove
I get shorter when I get older. I burn.                  | a candle
I have a tail and I fly on a string.                     | a kite
I am soft and you put your head on me at night.          | a pillow
You write with me, and I get shorter every day. | a pencil
`;

const riddles: readonly Bindings[] = riddleLines
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([riddle, solution]) => ({ riddle: riddle!, solution: solution! }));

const solutions = [...new Set(riddles.map(({ solution }) => solution!))];

const anyRiddle = (random: Random): Bindings => random.pick(riddles);

const asked = ['{riddle} What am I?', '[Here is one|Guess this]: {riddle} What am I?'];

const truth = { slot: 'solution', options: () => solutions };

const giveUp: Item = {
  weight: 3,
  tone: 'fact',
  read: (slots) => ('solution' in slots ? slots : null),
  ask: [
    'I give up.',
    "I don't know. [What is it|Tell me]?",
    'What is it?',
    'Tell me[ the answer|][, please|].',
    '[What is|Give me] the [answer|solution]?',
    'No idea[, what is it|].',
    '[That is|This is] too hard for me.',
    "I can't guess it.",
    'Please solve it for me.',
  ],
  answer: ['It is {solution}.', 'The answer is {solution}.', 'I am {solution}.'],
  brief: ['{solution}.'],
  truth,
};

/** A right or a wrong guess, and what is said to it. */
const guess: Item = {
  tone: 'fact',
  draw: (random, given) => {
    const solution = given.solution ?? random.pick(solutions);
    const isRight = random.uniform() < 0.5;
    const others = solutions.filter((other) => other !== solution);
    return verdictOn(solution, isRight ? solution : random.pick(others));
  },
  read: ({ solution, guess: guessed }) =>
    solution && guessed ? verdictOn(solution, guessed) : null,
  ask: [
    'Is it {guess}?',
    'Are you {guess}?',
    '[I think|I guess|Maybe] it is {guess}.',
    'It must be {guess}.',
    'My guess is {guess}.',
    'I say {guess}.',
    'Could it be {guess}?',
    "You're {guess}!",
  ],
  answer: ['{verdict}, {comment} {solution}.'],
  truth: {
    slot: 'verdict',
    options: () => ['yes', 'no'],
    lie: ({ solution, verdict, guess: guessed }): Bindings =>
      verdict === 'yes'
        ? { verdict: 'no', comment: 'I am not' }
        : { verdict: 'yes', comment: 'I am', solution: guessed!, guess: solution! },
  },
};

function verdictOn(solution: string, guessed: string): Bindings {
  const isRight = guessed === solution;
  return {
    solution,
    guess: guessed,
    verdict: isRight ? 'yes' : 'no',
    comment: 'I am',
  };
}

const request: Item = {
  weight: 3,
  draw: anyRiddle,
  ask: [
    'Ask me a [hard |good |easy |]riddle[, please|].',
    'Do you know [a|any] [good |]riddle[s|]?',
    'Tell me a riddle[, please|].',
    '[Can|Could] you give me a riddle?',
    'I [want|would like] to [solve|guess] a riddle.',
    'Riddle me something!',
    'Let us play a guessing game.',
    'Give me something to guess.',
    'Riddle time!',
    '[Got|Have you got] a riddle for me?',
    'I [like|love] riddles. Do you have one?',
    'Can I guess something?',
    'Test me with a riddle.',
  ],
  answer: asked,
  then: [giveUp, guess],
};

const solve: Item = {
  weight: 3,
  tone: 'fact',
  draw: anyRiddle,
  read: ({ riddle }) => riddles.find((known) => plainWords(known.riddle!) === riddle) ?? null,
  ask: [
    '{riddle} What am I?',
    'Solve this riddle: {riddle} What am I?',
    'Here is a riddle for you. {riddle} What am I?',
    'Can you guess? {riddle}',
    'Riddle: {riddle} Who am I?',
    '{riddle} Guess what I am!',
    'Guess what I am. {riddle}',
    'What am I? {riddle}',
    'I bet you cannot solve this. {riddle} What am I?',
    '{riddle} Do you know what I am?',
    'My teacher asked this: {riddle} What am I?',
  ],
  answer: ['You are {solution}.', 'That is {solution}.', 'The answer is {solution}.'],
  brief: ['{solution}.'],
  truth,
};

export const riddlesTopic: Topic = {
  skill: 'riddles',
  weight: 2.5,
  tone: 'fun',
  items: [request, solve],
};
