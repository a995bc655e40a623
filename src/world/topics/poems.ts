// Two-line poems about a named thing. The first line ends in the thing, the second in a rhyme for it. To add a thing,
// give it a sound; to add a sound, write endings that rhyme, as lines that begin after a comma.
import type { Random } from '../../core/rng';
import type { Bindings } from '../phrases';
import type { Item, Topic } from '../topic';

/** Sound -> the things that rhyme on it, and second lines that end on it and fit any of them. */
const sounds: readonly { things: readonly string[]; endings: readonly string[] }[] = [
  {
    things: ['cat', 'bat', 'rat', 'hat', 'mat'],
    endings: [
      'We like to sit and have a chat.',
      'I saw it there, and that was that.',
      'It makes me smile, just fancy that!',
      'I gave its back a gentle pat.',
    ],
  },
  {
    things: ['dog', 'frog', 'log', 'hog'],
    endings: [
      'We went together through the fog.',
      'On Sunday we went for a jog.',
      'I draw it daily in my log.',
      'I found it sitting by the bog.',
    ],
  },
  {
    things: ['bee', 'tree', 'key', 'flea'],
    endings: [
      'It is as nice as it can be.',
      'I like it, and I think it likes me.',
      'I saw it when the clock struck three.',
      'Come here, my friend, come here and see!',
    ],
  },
  {
    things: ['bear', 'chair', 'pear', 'hare', 'mare'],
    endings: [
      'I look at it, but do not stare.',
      'I found it sitting over there.',
      'I think of it with love and care.',
      'It is the best one anywhere.',
    ],
  },
  {
    things: ['mouse', 'house'],
    endings: ['I painted it on my new blouse.', 'I told my friend, the old gray grouse.'],
  },
  {
    things: ['goose', 'moose', 'caboose'],
    endings: ['It drank a cup of apple juice.', 'We sang a song by Doctor Bruce.'],
  },
  {
    things: ['sheep', 'jeep'],
    endings: [
      'I think of it and fall asleep.',
      'It is a friend I want to keep.',
      'I found it on a hill so steep.',
      'It makes me want to dance and leap.',
    ],
  },
  {
    things: ['snake', 'cake', 'lake', 'rake'],
    endings: [
      'I saw it there when I was awake.',
      'I like it, make no mistake.',
      'I think of it when I take a break.',
    ],
  },
  {
    things: ['snail', 'whale', 'pail', 'sail'],
    endings: [
      'Sit down, and I will tell its tale.',
      'I got its picture in the mail.',
      'I saw it on a winding trail.',
      'It was a day of wind and hail.',
    ],
  },
  {
    things: ['pig', 'wig', 'twig', 'fig'],
    endings: [
      'It is not small, it is not big.',
      'It made me dance a happy jig.',
      'I found it when I went to dig.',
    ],
  },
  {
    things: ['hen', 'pen', 'wren'],
    endings: [
      'I want to see it once again.',
      'I counted it from one to ten.',
      'I lost it, but I know not when.',
    ],
  },
  {
    things: ['fox', 'box', 'ox'],
    endings: [
      'It hid behind a pile of rocks.',
      'I drew it on my pair of socks.',
      'I saw it standing by the docks.',
    ],
  },
  {
    things: ['goat', 'boat', 'coat'],
    endings: [
      'It is the best, it gets my vote.',
      'About it I once wrote a note.',
      'I watched it cross the castle moat.',
    ],
  },
  {
    things: ['star', 'car', 'guitar', 'jar'],
    endings: [
      'I saw it shining from afar.',
      'I like you, dear, the way you are.',
      'To see it I would travel far.',
    ],
  },
  {
    things: ['moon', 'spoon', 'balloon', 'raccoon'],
    endings: [
      'It made me hum a happy tune.',
      'I hope to see it very soon.',
      'I saw it in the month of June.',
      'We said hello this afternoon.',
    ],
  },
  {
    things: ['sun', 'bun'],
    endings: [
      'To look for it is so much fun.',
      'I like it more than anyone.',
      'I saw it, and I had to run.',
      'And with these words my song is done.',
    ],
  },
  {
    things: ['kite', 'light'],
    endings: [
      'It makes my day so warm and bright.',
      'I think of it and sleep all night.',
      'To see it is a great delight.',
    ],
  },
  {
    things: ['rose', 'nose', 'hose'],
    endings: [
      'It makes me wiggle all my toes.',
      'How nice it is, and how it grows!',
      'I like it, as my best friend knows.',
    ],
  },
  {
    things: ['book', 'brook', 'hook'],
    endings: [
      'Come here, my friend, and take a look!',
      'I found it in a quiet nook.',
      'I will not tell how long it took.',
    ],
  },
  {
    things: ['ball', 'wall', 'hall', 'shawl'],
    endings: [
      'I like it best, I like it all.',
      'I saw it standing, proud and tall.',
      'I saw it first in early fall.',
      'It is not big, it is not small.',
    ],
  },
  {
    things: ['train', 'plane', 'crane'],
    endings: [
      'I like it in the sun and rain.',
      'It took us on a trip to Spain.',
      'I drew it on my window pane.',
      'I saw it coming down the lane.',
    ],
  },
  {
    things: ['clock', 'rock', 'sock', 'block'],
    endings: [
      'I heard it go tick-tock, tick-tock.',
      'I sat with it upon the dock.',
      'It came to me without a knock.',
    ],
  },
  {
    things: ['bird'],
    endings: ['It sings the best song ever heard.', 'It listened and said not a word.'],
  },
  {
    things: ['lamp', 'stamp'],
    endings: ['I took it to the summer camp.', 'I like it dry, I like it damp.'],
  },
  {
    things: ['bed', 'sled', 'shed'],
    endings: [
      'I painted it all blue and red.',
      'A song about it fills my head.',
      'It is so nice, my mother said.',
    ],
  },
  {
    things: ['ring', 'swing', 'string'],
    endings: [
      'I saw it first in early spring.',
      'It makes me want to dance and sing.',
      'It is a very pretty thing.',
    ],
  },
  {
    things: ['jelly', 'belly'],
    endings: ['I like it, be it sweet or smelly.', 'I saw it dancing with my friend Nelly.'],
  },
];

const firstLines: readonly string[] = [
  'I [know|see|like|have] a [little|happy|lovely|funny|pretty|special] {thing}.',
  'There [is|was] a [little|happy|lovely|funny|merry] {thing}.',
  '[Look|See], here is my [little|happy|lovely|special] {thing}!',
  'I [dreamed of|dream about|sing of|think about] {a thing}.',
  '[Oh, my|My own|My very own] [little|happy|lovely|funny] {thing}!',
  'Once I [drew|saw|found] {a thing}.',
  '[Today|One day|Last night] I [drew|saw|found] {a thing}.',
  '[Nothing is nicer than|I am so fond of|Let me tell you about] {a thing}.',
  'My [mother|father|brother|sister|teacher] [has|likes|drew] {a thing}.',
];

/** Things that stand in their own rhymes would rhyme a word with itself. */
function endingsFor(thing: string): readonly string[] {
  const { endings } = sounds.find(({ things }) => things.includes(thing))!;
  return endings.filter((ending) => !ending.endsWith(` ${thing}.`));
}

const things = sounds.flatMap((sound) => sound.things).filter((thing) => endingsFor(thing).length);

function drawPoem(random: Random): Bindings {
  const thing = random.pick(things);
  return { thing, ending: random.pick(endingsFor(thing)) };
}

const named: Item = {
  draw: drawPoem,
  read: ({ thing }) =>
    thing !== undefined && things.includes(thing) ? { thing, ending: endingsFor(thing)[0]! } : null,
  ask: [
    'Write [me |]a [short |little |]poem about {a thing}.',
    '[Can|Could] you [write|make] a poem about {a thing}?',
    '[Please, |]make a rhyme about {a thing}.',
    'I [want|would like|need] a [short |little |]poem about {a thing}.',
    'Tell me a [short |little |]poem about {a thing}[, please|].',
    'Do you know a poem about {a thing}?',
    'A poem about {a thing}, please!',
    'Give me two lines that rhyme about {a thing}.',
    '[Say|Tell me] something that rhymes about {a thing}.',
    'Be a poet and write about {a thing}.',
    'Can you rhyme about {a thing}?',
    'My {thing} would like a poem.',
    "Let's hear a poem with {a thing} in it.",
  ],
  answer: firstLines.map((line) => `${line}\n{ending}`),
};

const open: Item = {
  weight: 0.4,
  draw: drawPoem,
  ask: [
    'Write [me |]a [short |little |]poem.',
    '[Can|Could] you write [poems|a poem]?',
    'Do you know [a|any] poem[s|]?',
    'Tell me a [short |little |]poem[, please|].',
    'I would like to hear a poem.',
    'Say something in rhyme.',
    'Be a poet for me!',
    'Please write two lines that rhyme.',
  ],
  answer: firstLines.map((line) => `${line}\n{ending}`),
};

export const poems: Topic = { skill: 'poems', weight: 2.5, tone: 'text', items: [named, open] };
