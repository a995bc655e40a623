// The calendar: days of the week, months and seasons (of the northern half of the world), and how many of them there
// are. To add a question, add a line to a table or a frame to a list.
import type { Random } from '../../core/rng';
import { plainWords, type Bindings } from '../phrases';
import { fromRows, fromVerdicts, readRows } from '../rows';
import type { Item, Topic } from '../topic';

const days = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
const seasons = ['spring', 'summer', 'autumn', 'winter'];

const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');

const seasonOfMonth = (place: number): string => seasons[Math.floor(((place + 10) % 12) / 3)]!;

const monthRows: Bindings[] = months.map((month, place) => ({
  month,
  season: seasonOfMonth(place),
  count: place === 1 ? '28' : [3, 5, 8, 10].includes(place) ? '30' : '31',
}));

const ordinalRows: Bindings[] = [
  ...months.map((month, place) => ({ ordinal: ordinals[place]!, month })),
  { ordinal: 'last', month: 'December' },
];

const sizes = readRows(`
  parts   | whole   | number
  days    | week    | 7
  days    | weekend | 2
  days    | year    | 365
  weeks   | year    | 52
  months  | year    | 12
  seasons | year    | 4
  hours   | day     | 24
  minutes | hour    | 60
  seconds | minute  | 60
`);

/** `sight` fits after "when" and after "in which season"; a question in its word order. */
const sights = readRows(`
  sight                     | season
  is it cold                | winter
  is it very cold           | winter
  does it snow              | winter
  do people build snowmen   | winter
  do lakes freeze           | winter
  are the nights long       | winter
  do people ride sleds      | winter
  is it hot                 | summer
  is it very warm           | summer
  do people swim in the sea | summer
  are the days long         | summer
  do people eat much ice cream | summer
  do strawberries get ripe  | summer
  do the first flowers bloom | spring
  do the trees get new leaves | spring
  do birds build nests      | spring
  does the snow melt        | spring
  are lambs born            | spring
  do leaves fall            | autumn
  do leaves turn red        | autumn
  are apples picked         | autumn
  do pumpkins get ripe      | autumn
  do many birds fly south   | autumn
`);

const seasonTruth = {
  slot: 'season',
  options: () => [...seasons, 'fall'],
  accepts: ({ season }: Bindings) => (season === 'autumn' ? ['autumn', 'fall'] : [season!]),
  lie: ({ season }: Bindings, random: Random) => ({
    season: random.pick(seasons.filter((other) => other !== season)),
  }),
};

/** A few steps on in a ring of names: `name` is what was asked with, `result` where the steps lead. */
function ringItem(names: readonly string[], steps: number): Pick<Item, 'draw' | 'read' | 'truth'> {
  const bind = (place: number): Bindings => ({
    name: names[place]!,
    result: names[(place + steps + names.length) % names.length]!,
  });
  return {
    draw: (random) => bind(random.integer(names.length)),
    read: ({ name = '' }) => {
      const asked = plainWords(name) === 'fall' ? 'autumn' : plainWords(name);
      const place = names.findIndex((other) => plainWords(other) === asked);
      return place < 0 ? null : bind(place);
    },
    truth: {
      slot: 'result',
      options: ({ name, result }) => names.filter((other) => other !== name || other === result),
      accepts: ({ result }) => (result === 'autumn' ? ['autumn', 'fall'] : [result!]),
    },
  };
}

/** Asks on from the name that was the answer. */
function onward(names: readonly string[], steps: 1 | -1): Item {
  const word = steps === 1 ? 'after' : 'before';
  const { read, truth } = ringItem(names, steps);
  const go = ({ result = '' }: Bindings): Bindings | null => read!({ name: result });
  return {
    draw: (_random, given) => go(given)!,
    read: go,
    ask: [
      `And ${word} that?`,
      `And what comes ${word} that?`,
      `What is ${word} that one?`,
      `Then what comes ${word} it?`,
      `And right ${word} that one?`,
      `So which one is ${word} that?`,
    ],
    answer: [`{result} comes ${word} {name}.`, `${sentence(word)} {name} comes {result}.`],
    brief: ['{result}.', '{result}, of course.'],
    truth: truth!,
  };
}

const sentence = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** What comes right after or before a day, a month or a season (`kind`). */
function neighborItem(names: readonly string[], kind: string, steps: 1 | -1): Item {
  const word = steps === 1 ? 'after' : 'before';
  const isDay = kind === 'day';
  return {
    weight: isDay ? 3 : 2,
    ...ringItem(names, steps),
    ask: [
      `Which ${kind} comes ${word} {name}?`,
      `What ${kind} is ${word} {name}?`,
      `What comes ${word} {name}?`,
      `Which ${kind} is right ${word} {name}?`,
      `Tell me the ${kind} ${word} {name}.`,
      `What is the ${kind} ${word} {name}?`,
      `Do you know which ${kind} comes ${word} {name}?`,
      steps === 1
        ? `{name} ends. Which ${kind} is next?`
        : `Which ${kind} ends when {name} begins?`,
      steps === 1 ? `What follows {name}?` : `What do we have just before {name}?`,
      `I forgot which ${kind} comes ${word} {name}.`,
      `Name the ${kind} that comes ${word} {name}.`,
      `${sentence(word)} {name}, ${steps === 1 ? 'what comes next' : 'what came first'}?`,
    ],
    answer: [
      `{result} comes ${word} {name}.`,
      `The ${kind} ${word} {name} is {result}.`,
      `${sentence(word)} {name} comes {result}.`,
    ],
    brief: ['{result}.', `{result} comes ${word} {name}.`],
    then: [onward(names, steps)],
  };
}

/** A puzzle about today, yesterday and tomorrow; `when` is the day asked for. */
function puzzle(steps: number, given: string, when: string, weight = 1): Item {
  const [is, was] = [/yesterday|before/, /yesterday|before/].map((past, i) =>
    past.test(i === 0 ? given : when) ? 'was' : 'is',
  ) as [string, string];
  return {
    weight,
    ...ringItem(days, steps),
    ask: [
      `If ${given} ${is} {name}, what day ${was} ${when}?`,
      `${sentence(given)} ${is} {name}. What day ${was} ${when}?`,
      `If ${given} ${is} {name}, which day ${was} ${when}?`,
      `Which day ${was} ${when} if ${given} ${is} {name}?`,
      `What day ${was} ${when} when ${given} ${is} {name}?`,
      `Say ${given} ${is} {name}. Then what ${was} ${when}?`,
      `I know that ${given} ${is} {name}. So what day ${was} ${when}?`,
      `Here is a puzzle: ${given} ${is} {name}, so what ${was} ${when}?`,
    ],
    answer: [
      `If ${given} ${is} {name}, ${when} ${was} {result}.`,
      `Then ${when} ${was} {result}.`,
      `${sentence(when)} ${was} {result}.`,
    ],
    brief: ['{result}.', `${sentence(when)} ${was} {result}.`],
  };
}

const puzzles: Item[] = [
  puzzle(1, 'today', 'tomorrow', 3),
  puzzle(-1, 'today', 'yesterday', 2.5),
  puzzle(-1, 'tomorrow', 'today'),
  puzzle(1, 'yesterday', 'today'),
  puzzle(2, 'today', 'the day after tomorrow'),
  puzzle(-2, 'today', 'the day before yesterday'),
  puzzle(2, 'yesterday', 'tomorrow', 0.5),
];

const howMany: Item = {
  weight: 5,
  draw: (random) => random.pick(sizes),
  read: ({ parts, whole }) =>
    sizes.find((row) => row.parts === parts && row.whole === whole) ?? null,
  ask: [
    'How many {parts} are in {a whole}?',
    'How many {parts} are there in {a whole}?',
    'How many {parts} does {a whole} have?',
    '{a whole} has how many {parts}?',
    'Tell me how many {parts} {a whole} has.',
    'How many {parts} make {a whole}?',
    'What is the number of {parts} in {a whole}?',
    'I want to know how many {parts} are in {a whole}.',
    'Do you know how many {parts} {a whole} has?',
    'How many {parts} long is {a whole}?',
    'How many {parts} until {a whole} is over?',
    'Count the {parts} in {a whole}. How many are there?',
    'In {a whole}, how many {parts} are there?',
  ],
  answer: [
    '{a whole} has {number} {parts}.',
    'There are {number} {parts} in {a whole}.',
    '{number} {parts} make {a whole}.',
  ],
  brief: ['{number}.', '{number} {parts}.'],
  truth: { slot: 'number', options: () => [...new Set(sizes.map(({ number }) => number!))] },
};

const daysOfMonth: Item = {
  weight: 2,
  ...fromRows(monthRows, 'month'),
  ask: [
    'How many days does {month} have?',
    'How many days are in {month}?',
    'How many days are there in {month}?',
    'How long is {month}?',
    'Tell me how many days {month} has.',
    'Do you know how many days {month} has?',
    '{month} has how many days?',
    'What is the number of days in {month}?',
  ],
  answer: ['{month} has {count} days.', 'There are {count} days in {month}.'],
  brief: ['{count}.', '{count} days.'],
  truth: {
    slot: 'count',
    options: () => ['28', '29', '30', '31'],
    accepts: ({ count }) => (count === '28' ? ['28', '29'] : [count!]),
  },
};

const monthsSeason: Item = {
  weight: 3,
  ...fromRows(monthRows, 'month'),
  ask: [
    'In which season is {month}?',
    'What season is {month} in?',
    'Which season is it in {month}?',
    'What season do we have in {month}?',
    'Tell me the season of {month}.',
    'What season does {month} belong to?',
    'It is {month}. Which season is it?',
    'Is {month} in spring, summer, autumn or winter?',
    'Which part of the year is {month}, summer or winter or what?',
    'My birthday is in {month}. Which season is that?',
  ],
  answer: ['{month} is in {season}.', 'In {month} it is {season}.', '{month} belongs to {season}.'],
  brief: ['{season}.', 'In {season}.'],
  truth: seasonTruth,
};

const sightsSeason: Item = {
  weight: 4,
  ...fromRows(sights, 'sight'),
  ask: [
    'In which season {sight}?',
    'In what season {sight}?',
    'When in the year {sight}?',
    'At what time of the year {sight}?',
    'During which season {sight}?',
    'Can you tell me: when {sight}?',
    'Let me ask you: in which season {sight}?',
    'Spring, summer, autumn or winter: when {sight}?',
    'When {sight}?',
  ],
  answer: ['In {season}.', 'That is in {season}.', 'The season for that is {season}.'],
  brief: ['{season}.', 'In {season}.'],
  truth: seasonTruth,
};

const placeInYear: Item = {
  weight: 3,
  ...fromRows(ordinalRows, 'ordinal'),
  ask: [
    'What is the {ordinal} month of the year?',
    'Which month is the {ordinal} of the year?',
    'What is the {ordinal} month?',
    'Which month is {ordinal} in the year?',
    'Tell me the {ordinal} month of the year.',
    'Name the {ordinal} month.',
    'Do you know the {ordinal} month of the year?',
    'What is the {ordinal} month called?',
    'Which month comes {ordinal} in a year?',
  ],
  answer: [
    'The {ordinal} month of the year is {month}.',
    '{month} is the {ordinal} month.',
    'The {ordinal} month is {month}.',
  ],
  brief: ['{month}.', 'It is {month}.'],
  truth: { slot: 'month', options: () => months },
};

const inWeekend: Item = {
  weight: 2,
  ...fromVerdicts(
    days.map((day) => ({ day, verdict: day.startsWith('S') ? 'yes' : 'no' })),
    'day',
    { kind: ['on the weekend', 'a weekday'] },
  ),
  ask: [
    'Is {day} on the weekend?',
    'Is {day} part of the weekend?',
    'Does {day} belong to the weekend?',
    'Is it weekend on {day}?',
    'Do we have weekend on {day}?',
    'Tell me if {day} is on the weekend.',
    'I think {day} is on the weekend. Am I right?',
    'Would you call {day} a weekend day?',
  ],
  answer: ['{verdict}, {day} is {kind}.'],
  brief: ['{verdict}.', '{verdict}, it is {kind}.'],
};

const lists = readRows(`
  names               | row
  days of the week | ${days.join(', ')}
  months of the year | ${months.join(', ')}
  seasons of the year | ${seasons.join(', ')}
  days of the weekend | Saturday, Sunday
  months of spring | March, April, May
  months of summer | June, July, August
  months of autumn | September, October, November
  months of winter | December, January, February
`);

const naming: Item = {
  weight: 2,
  ...fromRows(lists, 'names'),
  ask: [
    'Name the {names}.',
    'What are the {names}?',
    'Which are the {names}?',
    'Tell me all the {names}.',
    'Can you list the {names}?',
    'Say the {names}, please.',
    'What are the {names} called?',
    'I have to learn the {names}. What are they?',
    'Do you know the {names}?',
  ],
  answer: ['{row}.', 'The {names} are {row}.', 'They are {row}.'],
  brief: ['{row}.'],
  truth: {
    slot: 'row', // Not those that stand within the right one: the months of spring are months of the year.
    options: ({ row }) =>
      lists.map((list) => list.row!).filter((other) => other === row || !row!.includes(other)),
  },
};

export const calendar: Topic = {
  skill: 'calendar',
  weight: 2,
  tone: 'fact',
  items: [
    neighborItem(days, 'day', 1),
    neighborItem(days, 'day', -1),
    neighborItem(months, 'month', 1),
    neighborItem(months, 'month', -1),
    neighborItem(seasons, 'season', 1),
    neighborItem(seasons, 'season', -1),
    ...puzzles,
    howMany,
    daysOfMonth,
    monthsSeason,
    sightsSeason,
    placeInYear,
    inWeekend,
    naming,
  ],
};
