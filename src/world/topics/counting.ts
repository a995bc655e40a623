// Counting: up, down, from here to there, by twos, and which number comes next, before or between. Numbers are read and
// drawn as in sums.ts; to add a way of asking, add a line.
import type { Random } from '../../core/rng';
import type { Bindings } from '../phrases';
import type { Item, Topic, Truth } from '../topic';
import { asAsked, readNumber, resultTruth } from './sums';

const between = (low: number, high: number, random: Random): number =>
  low + random.integer(high - low + 1);

const written = (numbers: readonly number[]): string => numbers.join(', ');

/** From one number to another in steps, up or down. */
function numbersFrom(from: number, to: number, step = 1): number[] {
  const length = Math.floor(Math.abs(to - from) / step) + 1;
  return Array.from({ length }, (_, i) => from + (to > from ? i : -i) * step);
}

/** What goes wrong in counting: one left out, two in the wrong order, one too many. */
function miscounts(row: string): string[] {
  const numbers = row.split(', ').map(Number);
  const step = numbers[1]! - numbers[0]!;
  const inner = numbers.slice(1, -1).map((_, i) => i + 1);
  return [
    [...numbers, numbers.at(-1)! + step],
    ...inner.map((place) => numbers.filter((_, i) => i !== place)),
    ...inner.map((place) => [
      ...numbers.slice(0, place),
      numbers[place + 1]!,
      numbers[place]!,
      ...numbers.slice(place + 2),
    ]),
  ].map(written);
}

const rowTruth: Truth = {
  slot: 'row',
  options: ({ row }) => [row!, ...miscounts(row!)],
};

/** Three numbers or more, all within 0 to 20; null for what cannot be counted so. */
function rowOf(from: number | null, to: number | null, step = 1): Bindings | null {
  if (from === null || to === null || Math.abs(to - from) < 2 * step) return null;
  return { from: String(from), to: String(to), row: written(numbersFrom(from, to, step)) };
}

const rowAnswers = {
  answer: ['{row}.', 'It goes like this: {row}.', 'You count {row}.'],
  brief: ['{row}.'],
  truth: rowTruth,
};

const backAgain: Item = {
  draw: (_random, { from, to }) => rowOf(readNumber(to), readNumber(from))!,
  read: ({ from, to }) => rowOf(readNumber(to), readNumber(from)),
  ask: [
    'And backwards?',
    'And now backwards, please.',
    'And back again?',
    'Now count back.',
    'Can you do it backwards, too?',
    'And the other way round?',
  ],
  ...rowAnswers,
};

const goOnTo: Item = {
  draw: (random) => {
    const to = between(3, 12, random);
    return { ...rowOf(1, to)!, further: asAsked([to], random)[0]! };
  },
  read: ({ further }) => rowOf(1, readNumber(further)),
  ask: [
    'And to {further}?',
    'And now to {further}, please.',
    'Can you count to {further}, too?',
    'Now count up to {further} for me.',
    'And up to {further}?',
    'What about up to {further}?',
  ],
  ...rowAnswers,
  then: [backAgain],
};

const countTo: Item = {
  weight: 4,
  draw: (random) => {
    const to = between(3, 12, random);
    return { ...rowOf(1, to)!, b: asAsked([to], random)[0]! };
  },
  read: ({ b }) => rowOf(1, readNumber(b)),
  ask: [
    'Count to {b}[, please|].',
    '[Can|Could] you count to {b}?',
    'Please count up to {b}.',
    'How do you count to {b}?',
    'I want you to count to {b}.',
    'Let me hear you count to {b}.',
    'Say the numbers up to {b}.',
    'Count with me to {b}!',
    'What are the numbers up to {b}?',
    'Do you know how to count to {b}?',
    'Show me how to count to {b}.',
    'We play hide and seek. Count to {b}!',
    'Help me count to {b}.',
  ],
  ...rowAnswers,
  then: [backAgain, goOnTo],
};

const countFromTo: Item = {
  weight: 3,
  draw: (random) => {
    const from = between(1, 12, random);
    const to = Math.min(20, from + between(2, 8, random));
    const [a, b] = asAsked([from, to], random);
    return { ...rowOf(from, to)!, a: a!, b: b! };
  },
  read: ({ a, b }) => rowOf(readNumber(a), readNumber(b)),
  ask: [
    'Count from {a} to {b}[, please|].',
    '[Can|Could] you count from {a} to {b}?',
    'Say the numbers from {a} to {b}.',
    'Begin at {a} and count to {b}.',
    'Start with {a} and go on to {b}.',
    'What are the numbers from {a} to {b}?',
    'Please count on from {a} until {b}.',
    'How do I count from {a} to {b}?',
    'Let me hear the numbers from {a} to {b}.',
    'Tell me all numbers from {a} to {b}.',
    'I am at {a}. Count on to {b} for me.',
  ],
  ...rowAnswers,
  then: [backAgain],
};

const countBack: Item = {
  weight: 3,
  draw: (random) => {
    const from = between(3, 12, random);
    return { ...rowOf(from, 1)!, a: asAsked([from], random)[0]! };
  },
  read: ({ a }) => rowOf(readNumber(a), 1),
  ask: [
    'Count backwards from {a}[, please|].',
    '[Can|Could] you count backwards from {a}?',
    'Count down from {a}.',
    'Count back from {a} to one.',
    'The rocket starts! Count down from {a}.',
    'Say the numbers backwards from {a}.',
    'Do a countdown from {a}.',
    'How do you count down from {a}?',
    'I would like a countdown from {a}.',
    'Begin at {a} and count backwards.',
  ],
  ...rowAnswers,
};

const byTwos: Item = {
  weight: 1,
  draw: (random) => {
    const to = 2 * between(3, 8, random);
    return { ...rowOf(2, to, 2)!, b: asAsked([to], random)[0]! };
  },
  read: ({ b }) => {
    const to = readNumber(b);
    return to === null || to % 2 === 1 ? null : rowOf(2, to, 2);
  },
  ask: [
    'Count by twos to {b}.',
    'Can you count by twos up to {b}?',
    'Count in twos to {b}, please.',
    'Say every second number up to {b}.',
    'What are the even numbers up to {b}?',
    'Name the even numbers to {b}.',
    'How do I count by twos to {b}?',
  ],
  ...rowAnswers,
};

/** The number a step away from `x`. */
function neighbor(x: number | null, step: 1 | -1): Bindings | null {
  const result = x === null ? -1 : x + step;
  return result < 0 || result > 20 ? null : { x: String(x), result: String(result) };
}

/** Which number is next to another; `word` is after or before. */
function neighborItem(step: 1 | -1): Partial<Item> {
  const word = step === 1 ? 'after' : 'before';
  return {
    draw: (random) => {
      const x = step === 1 ? between(0, 18, random) : between(2, 20, random);
      return { ...neighbor(x, step)!, a: asAsked([x], random)[0]! };
    },
    read: ({ a }) => neighbor(readNumber(a), step),
    answer: [
      `{result} comes ${word} {x}.`,
      `The number ${word} {x} is {result}.`,
      `It is {result}.`,
    ],
    brief: ['{result}.'],
    truth: resultTruth,
  };
}

/** From the number just named to the one next to it; at the ends of the numbers it stays within. */
function nextOne(step: 1 | -1, ask: readonly string[]): Item {
  const { answer, brief, truth } = neighborItem(step);
  const from = (result: string | undefined): Bindings | null => neighbor(readNumber(result), step);
  return {
    draw: (_random, { result }) => from(result) ?? neighbor(10, step)!,
    read: ({ result }) => from(result),
    ask,
    answer: answer!.filter((phrase) => !phrase.startsWith('It')),
    brief: brief!,
    truth: truth!,
  };
}

const afterThat = nextOne(1, [
  'And after that?',
  'And then?',
  'And the next one?',
  'What comes after that?',
  'And what is next?',
  'Which one follows then?',
]);

const beforeThat = nextOne(-1, [
  'And before that?',
  'And the one before?',
  'What comes before that?',
  'And one step back?',
  'Which one stands before it?',
  'And what was just before?',
]);

const after: Item = {
  weight: 4,
  ...(neighborItem(1) as Item),
  ask: [
    'What comes after {a}?',
    'Which number comes after {a}?',
    'What number is next after {a}?',
    'What is the next number after {a}?',
    'I counted to {a}. What is next?',
    'What follows {a}?',
    'Tell me the number after {a}.',
    'When I count, what do I say after {a}?',
    'What is one more than {a}?',
    '{a}, and then?',
    'Which number do you say right after {a}?',
  ],
  then: [afterThat],
};

const before: Item = {
  weight: 3,
  ...(neighborItem(-1) as Item),
  ask: [
    'What comes before {a}?',
    'Which number comes before {a}?',
    'What number is right before {a}?',
    'Tell me the number before {a}.',
    'When I count, what do I say before {a}?',
    'What is one less than {a}?',
    'What stands just before {a}?',
    'Which number do you say just before {a}?',
    'I count down from {a}. What is next?',
  ],
  then: [beforeThat],
};

/** The one number in the middle of two. */
function middle(x: number | null, y: number | null): Bindings | null {
  if (x === null || y === null || Math.abs(x - y) !== 2) return null;
  return { x: String(x), y: String(y), result: String((x + y) / 2) };
}

const inBetween: Item = {
  weight: 2,
  draw: (random) => {
    const x = between(0, 18, random);
    const [a, b] = asAsked([x, x + 2], random);
    return { ...middle(x, x + 2)!, a: a!, b: b! };
  },
  read: ({ a, b }) => middle(readNumber(a), readNumber(b)),
  ask: [
    'What comes between {a} and {b}?',
    'Which number is between {a} and {b}?',
    'What number stands between {a} and {b}?',
    'Tell me the number between {a} and {b}.',
    'Between {a} and {b}, which number is there?',
    'Which number is in the middle of {a} and {b}?',
    'What do I say between {a} and {b} when I count?',
  ],
  answer: ['{result} is between {x} and {y}.', 'Between {x} and {y} comes {result}.'],
  brief: ['{result}.'],
  truth: resultTruth,
  then: [afterThat, beforeThat],
};

export const counting: Topic = {
  skill: 'counting',
  weight: 1.5,
  tone: 'fact',
  items: [countTo, countFromTo, countBack, byTwos, after, before, inBetween],
};
