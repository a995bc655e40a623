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
    'Now backwards.',
    'And in reverse?',
    'And down again?',
    'Now the same backwards.',
    'Now go back, please.',
    'Please count back again.',
    'Could you also count it backwards?',
    'What is it backwards?',
    'How does it go backwards?',
    'And from the end to the start?',
    'Turn it around, please.',
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
    'And as far as {further}?',
    'Now to {further}.',
    'To {further} now!',
    'And count to {further}, please.',
    'Can you go to {further} as well?',
    'How about to {further}?',
    'Next, count to {further}.',
    'What about {further}?',
    'I want to hear it up to {further}.',
    'And how do you get to {further}?',
    'Then to {further}, please.',
    'Good, and to {further}?',
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
    'One to {b}, please.',
    '1 to {b}?',
    'Numbers to {b}?',
    'Numbers up to {b}, please.',
    'Count: one to {b}.',
    'Count up to {b}.',
    'Count as far as {b}.',
    'Count all the way to {b}.',
    'Count for me until {b}.',
    'Start at one and count to {b}.',
    'Start counting and stop at {b}.',
    'Begin with one and stop at {b}.',
    'Go from one up to {b}.',
    'From one to {b}, count!',
    'Can you say the numbers to {b}?',
    'Can you count up to {b} for me?',
    'Would you please count to {b}?',
    'Are you able to count to {b}?',
    'I bet you can count to {b}.',
    'I would like to hear you count to {b}.',
    'I am learning to count. How do I get to {b}?',
    "I can't count to {b} yet. How does it go?",
    'My [son|daughter|little brother] wants to count to {b}. How does it go?',
    'Tell me the numbers from one to {b}.',
    'Tell me all the numbers up to {b}.',
    'Write the numbers up to {b}.',
    'List the numbers from 1 to {b}.',
    'Give me the numbers up to {b}.',
    'Which numbers do I say when I count to {b}?',
    'What do you say when you count to {b}?',
    'What comes when you count up to {b}?',
    'How does counting to {b} go?',
    'Teach me to count to {b}.',
    'Let us count to {b}!',
    "Let's count together, up to {b}.",
    'Close your eyes and count to {b}!',
    'Before we start, count to {b}.',
    'When I am angry, I count to {b}. Do it with me.',
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
    '{a} to {b}, please.',
    '{a} up to {b}?',
    'From {a} to {b}, please.',
    'From {a} up to {b}!',
    'From {a} to {b}: which numbers?',
    'Numbers from {a} to {b}?',
    'Numbers {a} to {b}, please.',
    'Count {a} to {b}.',
    'Count on from {a} to {b}.',
    'Count up from {a} to {b}.',
    'Count from {a} and stop at {b}.',
    'Start at {a}, stop at {b}, and count.',
    'Start counting at {a} and end at {b}.',
    'Go from {a} to {b} in steps of one.',
    'List the numbers from {a} to {b}.',
    'Write the numbers from {a} to {b}.',
    'Give me all the numbers from {a} to {b}.',
    'Which numbers go from {a} to {b}?',
    'Which numbers do I say from {a} to {b}?',
    'How do you get from {a} to {b} by counting?',
    'How does it go from {a} to {b}?',
    'How does counting from {a} to {b} go?',
    'Can you go on from {a} until {b}?',
    'Would you please count from {a} up to {b}?',
    'I would like to hear the numbers from {a} to {b}.',
    'I want to count from {a} to {b}. How does it go?',
    'I stopped at {a} and have to get to {b}. Count for me.',
    'My little brother counts from {a} to {b}. What does he say?',
    'If I begin at {a} and end at {b}, what do I count?',
    'We start with {a} today and go up to {b}. Count, please.',
    'Let us count from {a} to {b}!',
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
    '{a} and backwards, please.',
    '{a} down to one, please.',
    '{a} down to 1?',
    'Backwards from {a}!',
    'Backwards from {a}, please.',
    'From {a} back to one.',
    'From {a} down to one!',
    'Countdown from {a}, please.',
    'Countdown! Start at {a}.',
    'Down from {a}, please.',
    'Count in reverse from {a}.',
    'Count down, starting at {a}.',
    'Count from {a} down to one[, please|].',
    'Go back from {a} to one.',
    'Go down from {a}, one by one.',
    'Start at {a} and count down.',
    'Start with {a} and go back to one.',
    'Can you count down from {a}?',
    'Can you do it backwards, starting from {a}?',
    'Would you please count backwards from {a}?',
    'Could you do a countdown from {a} for me?',
    'I want to count backwards from {a}. How does it go?',
    'I want you to count down from {a}.',
    "I can't count backwards from {a}. Can you?",
    'Let me hear you count down from {a}.',
    'Let us count down from {a}!',
    'Tell me the numbers from {a} down to one.',
    'Say the numbers from {a} back to one.',
    'What are the numbers backwards from {a}?',
    'What do I say when I count back from {a}?',
    'How does a countdown from {a} go?',
    'My teacher says: count back from {a}.',
    'The race begins! A countdown from {a}, please.',
    'We fly to the moon in {a} seconds. Count down!',
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
    'By twos to {b}, please.',
    'By twos up to {b}?',
    'In twos to {b}?',
    'Even numbers to {b}?',
    'Even numbers up to {b}, please.',
    'Two, four and so on to {b}.',
    'Start with two and count in twos up to {b}.',
    'Count to {b} by twos.',
    'Count up to {b} in steps of two.',
    'Count to {b}, but only the even numbers.',
    'Go up to {b} in twos.',
    'In steps of two, count to {b}.',
    'Can you count to {b} in steps of two?',
    'Could you say the even numbers up to {b}?',
    'Which even numbers are there up to {b}?',
    'Which numbers do I say when I count by twos to {b}?',
    'Tell me the even numbers up to {b}.',
    'List the even numbers up to {b}.',
    'I want to count in twos to {b}. How does it go?',
    'I am learning to count by twos. How do I get to {b}?',
    'How does it go by twos up to {b}?',
    'Let us count in twos to {b}!',
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
  'And next?',
  'Then?',
  'And one more step?',
  'And the number after that?',
  'What follows that?',
  'Go on, what is after that?',
  'And right after it?',
  'Which number is after that one?',
  'What do I say next?',
  'And the one after?',
  'Next one, please.',
]);

const beforeThat = nextOne(-1, [
  'And before that?',
  'And the one before?',
  'What comes before that?',
  'And one step back?',
  'Which one stands before it?',
  'And what was just before?',
  'And the number before that?',
  'What is one less than that?',
  'And right before it?',
  'Which number is before that one?',
  'Go back one. What is it?',
  'And one less?',
  'What was before it?',
  'And just before that one?',
  'The one before that, please.',
  'Which one comes before it?',
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
    'After {a}?',
    'After {a} comes?',
    'After {a} comes what?',
    'After {a}, what is next?',
    '{a}, then what?',
    '{a}: next?',
    '{a}: what is the next number?',
    '{a} and one more?',
    '{a} is followed by what?',
    '{a} is followed by which number?',
    'Next after {a}?',
    'Next number after {a}, please.',
    'The number after {a} is ...?',
    'The next number after {a}, please.',
    'What is after {a}?',
    "What's after {a}?",
    "What's the next number after {a}?",
    'What number follows {a}?',
    'What number do you say after {a}?',
    'What would come next after {a}?',
    'Which number is next when I am at {a}?',
    'Which number stands right after {a}?',
    'Which one comes right after {a}?',
    'When you count, which number follows {a}?',
    'When counting, what comes after {a}?',
    'In counting, what follows {a}?',
    'If I am at {a} and count on, what do I say?',
    'If you count one up from {a}, where are you?',
    'Count one up from {a}.',
    'Go one up from {a}.',
    'I am counting and I just said {a}. What now?',
    'I got as far as {a}. Which number is next?',
    'I forgot what comes after {a}.',
    'I said {a}. Now what do I say?',
    'My [son|daughter] counts to {a} and stops. What comes then?',
    'We are at {a}. What comes now?',
    'Can you tell me which number comes after {a}?',
    'Do you know what comes after {a}?',
    'Please give me the number after {a}.',
    'Name the number that follows {a}.',
    'Say the number after {a}.',
    'What do I get if I count on by one from {a}?',
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
    'Before {a}?',
    'Before {a} comes?',
    'Before {a} comes what?',
    'Before {a}, what do I say?',
    '{a}: what is the number before?',
    '{a} comes after what?',
    '{a} comes after which number?',
    '{a} and one less?',
    'Just before {a}?',
    'Number before {a}, please.',
    'The number before {a} is ...?',
    'The number just before {a}, please.',
    'What is before {a}?',
    'What is right before {a}?',
    "What's before {a}?",
    "What's the number before {a}?",
    'What number comes before {a}?',
    'What number do you say before {a}?',
    'Which number is one less than {a}?',
    'Which number stands right before {a}?',
    'Which one comes right before {a}?',
    'When you count, which number is right before {a}?',
    'When counting, what comes before {a}?',
    'In counting, what is before {a}?',
    'If I am at {a} and go one back, where am I?',
    'If you count one down from {a}, where are you?',
    'Count one down from {a}.',
    'Go one back from {a}.',
    'I am counting backwards and I just said {a}. What now?',
    'I know {a}, but what comes before it?',
    'I forgot what comes before {a}.',
    'We count backwards and are at {a}. What comes now?',
    'Can you tell me which number comes before {a}?',
    'Do you know what comes before {a}?',
    'Please give me the number before {a}.',
    'Name the number that comes before {a}.',
    'Say the number before {a}.',
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
    'Between {a} and {b}?',
    'Between {a} and {b} comes what?',
    'Between {a} and {b} is ...?',
    '{a}, what, {b}?',
    '{a}, then what, then {b}?',
    '{a} and {b}: what is in the middle?',
    '{a} and {b}, and between them?',
    '{a} is before it and {b} is after it. Which number is it?',
    'Number between {a} and {b}, please.',
    'Number between {a} and {b}?',
    'In the middle of {a} and {b}?',
    "What's between {a} and {b}?",
    'What is between {a} and {b}?',
    'What is in the middle between {a} and {b}?',
    'What number comes between {a} and {b}?',
    'Which number do I say after {a} and before {b}?',
    'Which number comes after {a} but before {b}?',
    'Which one is missing between {a} and {b}?',
    'After {a} and before {b}, what comes?',
    'If I count from {a} to {b}, what is in the middle?',
    'I count {a}, then something, then {b}. What did I leave out?',
    'I forgot the number between {a} and {b}.',
    'I know {a} and {b}. What is between the two?',
    'Can you tell me the number between {a} and {b}?',
    'Do you know what comes between {a} and {b}?',
    'Please give me the number between {a} and {b}.',
    'Name the number between {a} and {b}.',
    'Say the number that is between {a} and {b}.',
    'Fill the gap: {a}, something, {b}.',
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
