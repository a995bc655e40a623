// Sums within 0 to 20: plus and minus, in figures and in words, as little stories, doubles and halves, and which of two
// numbers is more. To add a way of asking, add a line; to add things to count, add them to `things`.
import type { Random } from '../../core/rng';
import type { Bindings } from '../phrases';
import type { Item, Topic, Truth } from '../topic';

const highest = 20;

const numberWords =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

/** People write small numbers out, large ones seldom. */
const highestInWords = 12;

/** Things that come one by one; a plural each. */
const things =
  'apples pears plums cookies cakes eggs balls books pens hats shells stones cards coins stars stickers toys flowers leaves boats buttons nuts lemons carrots'.split(
    ' ',
  );

/** A number in figures or words; null for what is none of 0 to 20. */
export function readNumber(text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = /^\d+$/.test(text) ? Number(text) : numberWords.indexOf(text.toLowerCase());
  return value >= 0 && value <= highest ? value : null;
}

/** Numbers as they are asked for: all in figures, or all in words where none is large. */
export function asAsked(numbers: readonly number[], random: Random): string[] {
  const inWords = Math.max(...numbers) <= highestInWords && random.uniform() < 0.4;
  return numbers.map((number) => (inWords ? numberWords[number]! : String(number)));
}

/** Results in figures; "one" is left out of the words, since it also means a thing. */
const results = Array.from({ length: highest + 1 }, (_, number) => [
  String(number),
  ...(number === 1 ? [] : [numberWords[number]!]),
]);

/** The slots `x` and `y` hold the numbers of the question in figures, `result` what comes out. */
export const resultTruth: Truth = {
  slot: 'result',
  options: ({ x, y, result }) =>
    results.flatMap((forms, number) =>
      String(number) !== result && [x, y].includes(String(number)) ? [] : forms,
    ),
  accepts: ({ result }) => results[Number(result)] ?? [],
  lie: ({ x, y, result }, random) => {
    const near = [-3, -2, -1, 1, 2, 3, 4].map((step) => Number(result) + step);
    const wrong = near
      .filter((value) => value >= 0 && value <= highest)
      .map(String)
      .filter((value) => value !== x && value !== y);
    return { result: random.pick(wrong) };
  },
};

type Sign = 'plus' | 'minus';

/** All that a sum's phrases may hold; null when it leaves the numbers from 0 to 20. */
function sumOf(x: number | null, sign: Sign, y: number | null): Bindings | null {
  if (x === null || y === null) return null;
  const result = sign === 'plus' ? x + y : x - y;
  if (result < 0 || result > highest) return null;
  return { x: String(x), y: String(y), result: String(result) };
}

/** `a` and `b` are the numbers as asked, in figures or words; `x` and `y` always figures. */
function sumItem(sign: Sign, draw: (random: Random) => [number, number]): Partial<Item> {
  return {
    draw: (random) => {
      const [x, y] = draw(random);
      const [a, b] = asAsked([x, y], random);
      return { ...sumOf(x, sign, y)!, a: a!, b: b!, things: random.pick(things) };
    },
    read: ({ a, b, x, y, ...others }) => {
      const isFigure = (text = ''): boolean => /^\d+$/.test(text);
      if (a === undefined && !(isFigure(x) && isFigure(y))) return null;
      if (others.things !== undefined && !/^[a-z]+( [a-z]+)?$/.test(others.things)) return null;
      const sum = sumOf(readNumber(a ?? x), sign, readNumber(b ?? y));
      return sum && { ...others, ...sum };
    },
    truth: resultTruth,
  };
}

const between = (low: number, high: number, random: Random): number =>
  low + random.integer(high - low + 1);

/** Mostly small numbers. */
function drawPlus(random: Random): [number, number] {
  if (random.uniform() < 0.7) return [between(0, 10, random), between(0, 10, random)];
  const total = between(10, highest, random);
  const x = between(0, total, random);
  return [x, total - x];
}

function drawMinus(random: Random): [number, number] {
  const x = between(1, random.uniform() < 0.7 ? 10 : highest, random);
  return [x, between(0, x, random)];
}

/** At least two of everything, so that plurals fit. */
const drawMoreThings = (random: Random): [number, number] => [
  between(2, 10, random),
  between(2, 10, random),
];

function drawFewerThings(random: Random): [number, number] {
  const x = between(4, 15, random);
  return [x, between(2, x - 2, random)];
}

const plusAnswers = {
  answer: ['{x} plus {y} is {result}.', '{x} + {y} = {result}.', '{x} and {y} make {result}.'],
  brief: ['{result}.', '{x} + {y} = {result}.'],
};

const minusAnswers = {
  answer: ['{x} minus {y} is {result}.', '{x} - {y} = {result}.', '{y} from {x} leaves {result}.'],
  brief: ['{result}.', '{x} - {y} = {result}.'],
};

/** The sum goes on from its result. */
const plusMore: Item = {
  draw: (random, given) => {
    const x = Number(given.result);
    const y = x === highest ? 0 : between(1, Math.min(9, highest - x), random);
    return { ...sumOf(x, 'plus', y)!, added: asAsked([y], random)[0]! };
  },
  read: ({ result, added }) => sumOf(readNumber(result), 'plus', readNumber(added)),
  ask: [
    'And plus {added} more?',
    'And if I add {added}?',
    'Now add {added}.',
    'Plus {added}?',
    'And with {added} more?',
    'What if {added} more come?',
    'And {added} more?',
    'Then plus {added}?',
  ],
  ...plusAnswers,
  truth: resultTruth,
};

const minusMore: Item = {
  draw: (random, given) => {
    const x = Number(given.result);
    const y = x === 0 ? 0 : between(1, Math.min(9, x), random);
    return { ...sumOf(x, 'minus', y)!, taken: asAsked([y], random)[0]! };
  },
  read: ({ result, taken }) => sumOf(readNumber(result), 'minus', readNumber(taken)),
  ask: [
    'And minus {taken}?',
    'And if I take {taken} away?',
    'Now take away {taken}.',
    'Minus {taken}?',
    'And without {taken} of them?',
    'What if {taken} go away?',
    'And {taken} less?',
    'Then minus {taken}?',
  ],
  ...minusAnswers,
  truth: resultTruth,
};

const goingOn = [plusMore, minusMore];

const plus: Item = {
  weight: 5,
  ...sumItem('plus', drawPlus),
  ask: [
    'What is {a} plus {b}?',
    'What is {x} + {y}?',
    '{x} + {y}[?| =]',
    '{x}+{y}',
    '{a} plus {b}?',
    "What's {x}+{y}?",
    'How much is {a} plus {b}?',
    'How much is {x} + {y}?',
    'Can you add {a} and {b}?',
    'Add {a} and {b}.',
    'What do {a} and {b} make?',
    'Tell me what {a} plus {b} is.',
    'What do I get if I add {b} to {a}?',
    '{a} and {b} is how much?',
    'I need to know {x} + {y}.',
    'Please work out {a} plus {b}.',
    'What is the sum of {a} and {b}?',
    'Do you know what {a} plus {b} makes?',
    'My homework says {x} + {y}. What is it?',
    'Put {a} and {b} together. What do you get?',
    'If you add {a} and {b}, what comes out?',
  ],
  ...plusAnswers,
  more: ['You can check it with your fingers.', '{result} minus {y} is {x}.', 'Adding is fun.'],
  then: goingOn,
};

const minus: Item = {
  weight: 5,
  ...sumItem('minus', drawMinus),
  ask: [
    'What is {a} minus {b}?',
    'What is {x} - {y}?',
    '{x} - {y}[?| =]',
    '{x}-{y}',
    '{a} minus {b}?',
    "What's {x}-{y}?",
    'How much is {a} minus {b}?',
    'How much is {x} - {y}?',
    'Can you take {b} from {a}?',
    'Take {b} away from {a}.',
    'What is {a} take away {b}?',
    'Tell me what {a} minus {b} is.',
    'What do I get if I take {b} from {a}?',
    '{a} less {b} is how much?',
    'I need to know {x} - {y}.',
    'Please work out {a} minus {b}.',
    'What is left of {a} if you take {b} away?',
    'Do you know what {a} minus {b} makes?',
    'My homework says {x} - {y}. What is it?',
    'Start with {a} and take away {b}. What is left?',
    'What is the difference between {a} and {b}?',
  ],
  ...minusAnswers,
  more: ['You can check it with your fingers.', '{result} plus {y} is {x}.'],
  then: goingOn,
};

const moreThings: Item = {
  weight: 4,
  ...sumItem('plus', drawMoreThings),
  ask: [
    'I have {a} {things} and get {b} more. How many do I have?',
    'I have {a} {things}. I get {b} more. How many {things} do I have now?',
    'There are {a} {things} on the table. I add {b}. How many are there?',
    'Tom has {a} {things}. Mia gives him {b} more. How many does he have?',
    'Mia finds {a} {things} and then {b} more. How many did she find?',
    'If I have {a} {things} and you give me {b}, how many do I have?',
    'You have {a} {things} and I have {b}. How many do we have?',
    'A box holds {a} {things}. I put in {b} more. How many are in it?',
    'We had {a} {things} and bought {b} more. How many do we have?',
    'How many are {a} {things} and {b} {things}?',
    'How many {things} are {a} {things} and {b} more {things}?',
    'Yesterday I counted {a} {things}, today {b}. How many is that?',
    'Ben draws {a} {things} and Ann draws {b}. How many did they draw?',
    'My bag has {a} {things} in it. {b} more go in. How many now?',
    'One shop has {a} {things}, the other has {b}. How many in all?',
    'I picked {a} {things}, and my brother picked {b}. How many is that in all?',
  ],
  answer: [
    'That makes {result} {things}.',
    '{x} plus {y} is {result}, so {result} {things}.',
    '{x} {things} and {y} more make {result}.',
  ],
  brief: ['{result}.', '{result} {things}.'],
  more: ['That is a nice heap.', 'Just add the two numbers.', '{x} + {y} = {result}.'],
  then: goingOn,
};

const fewerThings: Item = {
  weight: 4,
  ...sumItem('minus', drawFewerThings),
  ask: [
    'I have {a} {things} and give away {b}. How many do I have left?',
    'I have {a} {things}. I lose {b} of them. How many {things} are left?',
    'There are {a} {things} on the table. I take {b}. How many are left?',
    'Tom has {a} {things}. He gives Mia {b}. How many does he keep?',
    'Mia had {a} {things}, but {b} are gone. How many does she still have?',
    'If I have {a} {things} and give you {b}, how many do I keep?',
    'A box holds {a} {things}. I take out {b}. How many stay in it?',
    'We had {a} {things} and sold {b}. How many do we have?',
    'What is left of {a} {things} if {b} are lost?',
    'How many {things} stay if {b} of {a} {things} go away?',
    'Yesterday there were {a} {things}, and {b} are gone today. How many are there now?',
    'My bag has {a} {things} in it. {b} fall out. How many now?',
    'The shop has {a} {things}. We buy {b}. How many does the shop still have?',
    'I need {a} {things} and have {b}. How many are missing?',
    'Ben has {a} {things}, Ann has {b}. How many more has Ben?',
  ],
  answer: [
    'The answer is {result} {things}.',
    '{x} minus {y} is {result}, so {result} {things}.',
    'Take {y} from {x} {things}, and it is {result}.',
  ],
  brief: ['{result}.', '{result} {things}.'],
  more: ['Just take the small number from the big number.', '{x} - {y} = {result}.'],
  then: goingOn,
};

/** A double or a half, by its one number `a`. */
function oneNumber(kind: 'double' | 'half'): Partial<Item> {
  const bind = (x: number): Bindings | null => {
    if (kind === 'double') return 2 * x > highest ? null : { x: String(x), result: String(2 * x) };
    return x % 2 === 1 ? null : { x: String(x), result: String(x / 2) };
  };
  return {
    draw: (random) => {
      const half = between(1, highest / 2, random);
      const x = kind === 'double' ? half : 2 * half;
      return { ...bind(x)!, a: asAsked([x], random)[0]! };
    },
    read: ({ a }) => {
      const x = readNumber(a);
      return x === null ? null : bind(x);
    },
    truth: resultTruth,
  };
}

const doubles: Item = {
  weight: 2,
  ...oneNumber('double'),
  ask: [
    'What is double {a}?',
    'What is twice {a}?',
    'What is two times {a}?',
    'What is the double of {a}?',
    'Double the number {a}, please.',
    'How much is twice {a}?',
    'If I double {a}, what do I get?',
    'Can you double {a}?',
    'Tell me the double of {a}.',
    'How much do I get when {a} is doubled?',
  ],
  answer: ['Double {x} is {result}.', 'Twice {x} is {result}.', '{x} plus {x} is {result}.'],
  brief: ['{result}.', '{x} + {x} = {result}.'],
  then: goingOn,
};

const halves: Item = {
  weight: 1.5,
  ...oneNumber('half'),
  ask: [
    'What is half of {a}?',
    'How much is half of {a}?',
    'What is the half of {a}?',
    'Can you halve {a}?',
    'If I halve {a}, what do I get?',
    'Tell me half of {a}.',
    'Two friends share {a} cookies. How many does each get?',
    'Split {a} in two. How much is each part?',
    'We are two and have {a} nuts. How many for each of us?',
  ],
  answer: ['Half of {x} is {result}.', '{x} is {result} plus {result}.'],
  brief: ['{result}.', '{x} = {result} + {result}.'],
  then: goingOn,
};

/** The larger or the smaller of two numbers, which stands in `one`. */
function chosen(words: readonly string[], asksForMore: boolean): Item {
  const [word, other] = words as [string, string];
  return {
    weight: 1.5,
    draw: (random) => {
      const x = random.integer(highest + 1);
      const y = (x + 1 + random.integer(highest)) % (highest + 1);
      const [a, b] = asAsked([x, y], random);
      const [low, high] = [Math.min(x, y), Math.max(x, y)].map(String);
      return { a: a!, b: b!, one: (asksForMore ? high : low)!, rest: (asksForMore ? low : high)! };
    },
    read: ({ a, b }) => {
      const [x, y] = [readNumber(a), readNumber(b)];
      if (x === null || y === null || x === y) return null;
      const [low, high] = [Math.min(x, y), Math.max(x, y)].map(String);
      return { one: (asksForMore ? high : low)!, rest: (asksForMore ? low : high)! };
    },
    ask: [
      `Which is ${word}, {a} or {b}?`,
      `What is ${word}, {a} or {b}?`,
      `Is {a} or {b} ${word}?`,
      `{a} or {b}: which is ${word}?`,
      `Which number is ${other}, {a} or {b}?`,
      `Which is ${other}: {a} or {b}?`,
      `Tell me the ${other} number: {a} or {b}.`,
      `Of {a} and {b}, which is ${word}?`,
      `I have {a} nuts and you have {b}. Who has ${word === 'more' ? 'more' : 'fewer'}?`,
      `Compare {a} and {b}. Which number is ${other}?`,
    ],
    answer: [`{one} is ${word} than {rest}.`, `{one} is ${other} than {rest}.`],
    brief: ['{one}.', `{one} is ${word}.`],
    truth: {
      slot: 'one',
      options: ({ one, rest }) => [one!, rest!],
      accepts: ({ one }) => results[Number(one)] ?? [],
      lie: ({ one, rest }) => ({ one: rest!, rest: one! }),
    },
  };
}

const evenOrOdd: Item = {
  weight: 1,
  draw: (random) => {
    const x = between(1, highest, random);
    return { x: String(x), a: asAsked([x], random)[0]!, kind: x % 2 === 0 ? 'even' : 'odd' };
  },
  read: ({ a }) => {
    const x = readNumber(a);
    return x === null ? null : { x: String(x), kind: x % 2 === 0 ? 'even' : 'odd' };
  },
  ask: [
    'Is {a} even or odd?',
    'Is {a} odd or even?',
    'Is {a} an even or an odd number?',
    'Tell me if {a} is even or odd.',
    'Even or odd: {a}?',
    'What kind of number is {a}, even or odd?',
    'Do you know if {a} is odd or even?',
  ],
  answer: ['{x} is {kind}.', '{x} is {an kind} number.', 'The number {x} is {kind}.'],
  brief: ['{kind}.', 'It is {kind}.'],
  truth: { slot: 'kind', options: () => ['even', 'odd'] },
};

export const sums: Topic = {
  skill: 'sums',
  weight: 9,
  tone: 'fact',
  items: [
    plus,
    minus,
    moreThings,
    fewerThings,
    doubles,
    halves,
    chosen(['more', 'bigger'], true),
    chosen(['less', 'smaller'], false),
    evenOrOdd,
  ],
};
