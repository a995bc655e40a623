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
    'Add {added} to that.',
    'And {added} on top?',
    'What is that plus {added}?',
    'Okay, plus {added}?',
    'And what if I get {added} more?',
    'Put {added} more to it.',
    'How much with {added} more?',
    'Next, add {added}.',
    'If {added} more come, how many?',
    'Then {added} more. How much now?',
    'And how much is it with {added} added?',
    'Now {added} more.',
    'I get another {added}. And now?',
    'Plus another {added}, please.',
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
    'Take {taken} from that.',
    'And {taken} taken away?',
    'What is that minus {taken}?',
    'Okay, minus {taken}?',
    'And what if I lose {taken}?',
    'Take {taken} off again.',
    'How much with {taken} less?',
    'Next, take away {taken}.',
    'If {taken} go away, how many?',
    'Then {taken} less. How much now?',
    'And how much is left without {taken}?',
    'Now {taken} less.',
    'I lose another {taken}. And now?',
    'Minus another {taken}, please.',
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
    '{a} and {b}?',
    '{a} and {b} make what?',
    '{a} and {b} makes ...?',
    '{a} plus {b} is ...?',
    '{a} plus {b} is what?',
    '{a} plus {b} gives?',
    '{a} plus {b} please',
    '{x} + {y} is?',
    '{x} + {y} equals what?',
    '{x} plus {y} equals?',
    "what's {x} + {y}?",
    'what is {x}+{y}?',
    'How much is {x}+{y}?',
    '{x}+{y} is how much?',
    'Solve {x}+{y}.',
    'Solve {x} + {y}[, please|].',
    'Sum of {a} and {b}?',
    'Total of {a} and {b}?',
    'Result of {x} + {y}?',
    'What is the total of {a} and {b}?',
    'What is {a} and {b} together?',
    'What is {b} added to {a}?',
    'What is {b} more than {a}?',
    'What number is {b} more than {a}?',
    'What does {a} plus {b} equal?',
    'What does {a} plus {b} come to?',
    'What comes out of {a} plus {b}?',
    'Which number do I get for {a} plus {b}?',
    'Calculate {a} plus {b}.',
    'Calculate the sum of {a} and {b}[ for me|].',
    'Compute {x} + {y}.',
    'Sum up {a} and {b}.',
    'Do the sum {a} plus {b}.',
    'Let us add {a} and {b}. What is it?',
    'Start at {a} and go {b} up. Where are you?',
    'Start with {a} and add {b}. How much is that?',
    'I have {a} and add {b}. How much is it?',
    'When I add {b} to {a}, how much is it?',
    'When you put {b} to {a}, what do you get?',
    'Add {b} to {a}.',
    'To {a} I add {b}. What now?',
    '[Could|Would] you please add {a} and {b} for me?',
    'Would you tell me how much {a} and {b} are?',
    "I can't work out {a} plus {b}.",
    "I can't do {x} + {y}. Help!",
    'I am learning to add. What is {a} plus {b}?',
    'The teacher asks what {a} plus {b} is.',
    'My [son|daughter|little sister] wants to know what {a} and {b} make.',
    'My first sum today is {x} + {y}. What is the answer?',
    'The first number is {a}, the second is {b}. What is the sum?',
    'With {a} and {b}, what is the sum?',
    'How many are {a} and {b}?',
    'How many do {a} and {b} make?',
    'Any idea how much {a} plus {b} is?',
    'If I have {a} and get {b} more, what is that?',
    'Quick sum: {a} plus {b}!',
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
    '{a} take away {b}?',
    '{a} without {b}?',
    '{a} minus {b} is ...?',
    '{a} minus {b} is what?',
    '{a} minus {b} gives?',
    '{a} minus {b} please',
    '{a} less {b}?',
    '{x} - {y} is?',
    '{x} - {y} equals what?',
    '{x} minus {y} equals?',
    "what's {x} - {y}?",
    'what is {x}-{y}?',
    'How much is {x}-{y}?',
    '{x}-{y} is how much?',
    'Solve {x}-{y}.',
    'Solve {x} - {y}[, please|].',
    '{b} from {a}?',
    '{b} taken from {a} leaves what?',
    'Result of {x} - {y}?',
    'What is {a} less {b}?',
    'What is {a} without {b}?',
    'What is {b} taken from {a}?',
    'What is {b} less than {a}?',
    'What number is {b} less than {a}?',
    'What does {a} minus {b} equal?',
    'What does {a} minus {b} come to?',
    'What comes out of {a} minus {b}?',
    'Which number do I get for {a} minus {b}?',
    'Calculate {a} minus {b}.',
    'Calculate {a} take away {b}[ for me|].',
    'Compute {x} - {y}.',
    'Do the sum {a} minus {b}.',
    'Let us take {b} from {a}. What is it?',
    'Start at {a} and go {b} down. Where are you?',
    'From {a} take {b}. What remains?',
    'I have {a} and lose {b}. How much is it?',
    'I had {a}, but {b} are gone. What is left?',
    'When I take {b} from {a}, how much is it?',
    'When you take {b} off {a}, what do you get?',
    'Subtract {b} from {a}.',
    'What is {a} if I subtract {b}?',
    'How much remains when {b} is taken from {a}?',
    '[Could|Would] you please take {b} away from {a} for me?',
    'Would you tell me how much {a} less {b} is?',
    "I can't work out {a} minus {b}.",
    "I can't do {x} - {y}. Help!",
    'I am learning to subtract. What is {a} minus {b}?',
    'The teacher asks what {a} minus {b} is.',
    'My [son|daughter|little sister] wants to know what {a} minus {b} makes.',
    'My first sum today is {x} - {y}. What is the answer?',
    'If I have {a} and lose {b}, what is left?',
    'How many are {a} less {b}?',
    'How many are left when {b} of {a} go?',
    'Any idea how much {a} minus {b} is?',
    'Take {a}, then take away {b}. What do you have?',
    'Quick sum: {a} minus {b}!',
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
    '{a} {things} plus {b} {things}?',
    '{a} {things} and {b} more, how many?',
    '{a} {things} here, {b} there. How many in all?',
    '{a} {things} and then {b} more {things} make how many?',
    'Got {a} {things}, then {b} more. Total?',
    'I had {a} {things}. Then I got {b} more. How many now?',
    'I have {a} {things}, my friend has {b}. Together?',
    'I have {a} {things}, and my sister has {b}. How many do we have together?',
    'Dad bought {a} {things} and Mom bought {b}. How many did they buy?',
    'Grandma gives me {a} {things}, Grandpa {b}. How many do I get?',
    'Add {a} {things} and {b} {things}.',
    'If you put {a} {things} and {b} {things} together, how many are there?',
    'On one plate are {a} {things}, on the other {b}. How many are on both?',
    'In my left hand I hold {a} {things}, in my right hand {b}. How many is that?',
    'First came {a} {things}, then {b} more. Count them all.',
    'How many {things} do I have if I had {a} and found {b} more?',
    'How many {things} are there when {b} come to {a}?',
    'Sam counts {a} {things} and Lily counts {b}. How many {things} are there?',
    'Anna has {a} {things} and gets {b} for her birthday. How many has she now?',
    'What do {a} {things} and {b} {things} make?',
    'You give me {b} {things}, and I have {a} already. How many are mine?',
    'There were {a} {things} in the basket before I put in {b}. How many does it hold now?',
    'Today I sold {a} {things}, and {b} more in the evening. How many did I sell?',
    'My homework: Tim has {a} {things}, Eva has {b}. How many have they?',
    'Please count for me: {a} {things} and {b} {things}.',
    'I want to know how many {things} I have: {a} at home and {b} at school.',
    'We need {a} {things} for us and {b} for the guests. How many {things} do we need?',
    'In the morning I see {a} {things}, later {b} more. How many did I see?',
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
    '{a} {things} minus {b} {things}?',
    '{a} {things}, {b} gone, how many left?',
    '{a} {things} and {b} fall down. How many stay up?',
    '{a} {things} less {b}, how many is that?',
    'Got {a} {things}, lost {b}. What is left?',
    'I had {a} {things}. Then I lost {b}. How many now?',
    'I have {a} {things} and give my friend {b}. How many stay with me?',
    'I had {a} {things} and gave {b} to my sister. How many are mine?',
    'Dad bought {a} {things}, and we used {b}. How many are left over?',
    'Grandma had {a} {things}. She gave me {b}. How many has she now?',
    'Take {b} {things} from {a} {things}.',
    'If you take {b} of {a} {things}, how many stay?',
    'On the plate are {a} {things}. The dog takes {b}. How many are still there?',
    'I hold {a} {things} and drop {b}. How many do I still hold?',
    'First there were {a} {things}, then {b} went away. Count the rest.',
    'How many {things} do I have if I had {a} and lost {b}?',
    'How many {things} are left when {b} of {a} are gone?',
    'How many of {a} {things} are left if I give away {b}?',
    'Sam had {a} {things} but lost {b} of them. How many {things} are left?',
    'Anna has {a} {things} and gives {b} to the baby. How many has she now?',
    'You take {b} of my {a} {things}. How many do I have then?',
    'There were {a} {things} in the basket before I took out {b}. How many does it hold now?',
    'I wanted {a} {things} but got {b} less. How many did I get?',
    'My homework: Tim has {a} {things} and loses {b}. How many has he?',
    'Please count for me: {a} {things} without {b} of them.',
    'I want to know how many {things} are left: I had {a}, and {b} are broken.',
    'Out of {a} {things}, {b} are mine. How many are not?',
    'From {a} {things} the wind takes {b}. How many does it leave?',
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
    'Double {a}?',
    'Twice {a}?',
    'Two times {a}?',
    '{a} doubled?',
    '{a} times two?',
    '{a} two times, how much is it?',
    'Double of {a}?',
    'The double of {a} is what?',
    'What is {a} times two?',
    'What is {a} doubled?',
    "What's double {a}?",
    "What's two times {a}?",
    'How much is double {a}?',
    'How much is {a} times two?',
    'How many is two times {a}?',
    'When I double {a}, how much is it?',
    'What do you get when you double {a}?',
    'What comes out if I double {a}?',
    'Take {a} two times. How much is that?',
    'Take {a} twice. What do you get?',
    'Please double {a} for me.',
    'Could you tell me what twice {a} is?',
    'I want to double {a}. What is it?',
    'I have {a}, and you have {a}, too. How much is that?',
    'I need double of {a}.',
    'I have {a} nuts and want twice as many. How many is that?',
    'I am {a}, and my sister is twice as old. How old is she?',
    'Which number is twice {a}?',
    'Which number is twice as big as {a}?',
    'Calculate double {a}.',
    'Do you know the double of {a}?',
    'Our teacher wants the double of {a}.',
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
    'Half of {a} please!',
    '{a} halved?',
    '{a} divided by two?',
    '{a} shared by two?',
    '{a} split in two?',
    'Half {a} is what?',
    'The half of {a} is ...?',
    "What's half of {a}?",
    'What is {a} divided by two?',
    'What is {a} shared by two?',
    'What do you get when you halve {a}?',
    'What comes out if I halve {a}?',
    'When I halve {a}, how much is it?',
    'How much is {a} halved?',
    'How much is {a} divided by two?',
    'Halve {a}.',
    'Halve the number {a}, please.',
    'Please halve {a} for me.',
    'Divide {a} by two.',
    'Could you tell me what half of {a} is?',
    'I want half of {a}. How much is it?',
    'I need half of {a}.',
    'I had {a} plums and ate half of them. How many are left?',
    'I have {a} coins and give you half. How many do you get?',
    'Mia and Tom share {a} apples. How many does each have?',
    'Which number is half of {a}?',
    'Which number is half as big as {a}?',
    'Cut {a} in half. What do you get?',
    'Calculate half of {a}.',
    'Do you know the half of {a}?',
    'Our teacher wants half of {a}.',
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
      `{a} or {b}, which is ${other}?`,
      `{a} or {b}, ${word}?`,
      `${other}: {a} or {b}?`,
      `${word}: {a} or {b}?`,
      `What's ${word}, {a} or {b}?`,
      `Which number is ${word}: {a} or {b}?`,
      `Which of {a} and {b} is ${other}?`,
      `Which of the numbers {a} and {b} is ${word}?`,
      `Of the two numbers {a} and {b}, which one is ${other}?`,
      `{a} and {b}: which one is ${other}?`,
      `Take {a} and {b}. Which is ${word}?`,
      `Here are two numbers, {a} and {b}. Which one is ${other}?`,
      `I have two numbers: {a} and {b}. Which is ${word}?`,
      `Do you know which is ${word}, {a} or {b}?`,
      `Can you tell me which is ${other}, {a} or {b}?`,
      `Please say which is ${word}, {a} or {b}.`,
      `I wonder which is ${word}, {a} or {b}.`,
      `I need the ${other} number of {a} and {b}.`,
      `Name the ${other} one: {a} or {b}.`,
      `Choose the ${other} number: {a} or {b}.`,
      `Would you say {a} or {b} is ${other}?`,
      `If I have {a} and you have {b}, whose number is ${other}?`,
      `Sam has {a} coins, Lily has {b}. What is ${word}?`,
      `Is the ${other} number {a} or {b}?`,
      `My teacher asks which is ${other}, {a} or {b}.`,
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
    '{a}: even or odd?',
    '{a}, odd or even?',
    '{a} is even or odd?',
    'Odd or even: {a}?',
    'Even or odd number: {a}?',
    'Is the number {a} even or odd?',
    'Is {a} odd, or is it even?',
    'Would you say {a} is even or odd?',
    'What is {a}: odd or even?',
    'What is {a}, an odd number or an even one?',
    'Which is it, {a}: odd or even?',
    'I wonder if {a} is even or odd.',
    'I am not sure whether {a} is even or odd.',
    'Can you tell me whether {a} is odd or even?',
    'Please tell me if {a} is odd or even.',
    'Say if {a} is odd or even.',
    'Take the number {a}. Is it even or odd?',
    'My number is {a}. Is that odd or even?',
    'My house has the number {a}. Is that even or odd?',
    'For homework: is {a} odd or even?',
    'Look at {a}: even or odd?',
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
