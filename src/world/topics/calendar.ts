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
      `And one more ${word} that?`,
      `And the one ${word} that?`,
      `And ${word} this one?`,
      `And what is right ${word} it?`,
      `Which one is ${word} it?`,
      `Then which one comes ${word} that?`,
      `What is the one ${word} it called?`,
      `And directly ${word} that one?`,
      `Now the one ${word} that, please.`,
      `What do we have ${word} that?`,
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
      `${sentence(word)} {name}?`,
      `${sentence(word)} {name} comes what?`,
      `${sentence(word)} {name} comes which ${kind}?`,
      `${sentence(word)} {name}, which ${kind} is it?`,
      `{name}: what comes ${word} it?`,
      `{name}: which ${kind} is ${word} that?`,
      `{name} is ${steps === 1 ? 'followed by' : 'after'} which ${kind}?`,
      `{name} comes ${steps === 1 ? 'before' : 'after'} which ${kind}?`,
      `The ${kind} ${word} {name}, please.`,
      `The ${kind} ${word} {name} is ...?`,
      `What's ${word} {name}?`,
      `What's the ${kind} ${word} {name}?`,
      `What ${kind} comes ${word} {name}?`,
      `What ${kind} do we have ${word} {name}?`,
      `What is the ${kind} right ${word} {name} called?`,
      `What is the name of the ${kind} ${word} {name}?`,
      `Which ${kind} is it ${word} {name}?`,
      `Which is the ${kind} ${word} {name}?`,
      `Which ${kind} do you say ${word} {name}?`,
      `Which ${kind} do we get ${word} {name}?`,
      `[Can|Could] you tell me which ${kind} comes ${word} {name}?`,
      `Could you please name the ${kind} ${word} {name}?`,
      `Please name the ${kind} right ${word} {name}.`,
      `Give me the ${kind} ${word} {name}.`,
      `Say the ${kind} that is ${word} {name}.`,
      `I know {name}, but what comes ${word} it?`,
      `I know {name}. Which ${kind} is ${word} it?`,
      `I want to know which ${kind} is ${word} {name}.`,
      `I can't remember the ${kind} ${word} {name}.`,
      `I always forget the ${kind} ${word} {name}.`,
      `My [son|daughter|little sister] asks what comes ${word} {name}.`,
      `My teacher asks which ${kind} comes ${word} {name}.`,
      `When you say the ${kind}s in order, what comes ${word} {name}?`,
      `If you go through the ${kind}s, which is ${word} {name}?`,
      `We are learning the ${kind}s. Which comes ${word} {name}?`,
      steps === 1
        ? `When {name} is over, which ${kind} begins?`
        : `Which ${kind} has to end before {name}?`,
      steps === 1 ? `When {name} is over, what comes?` : `When {name} begins, what is over?`,
      steps === 1 ? `Which ${kind} follows {name}?` : `Which ${kind} does {name} follow?`,
      steps === 1 ? `Next ${kind} after {name}?` : `Last ${kind} before {name}?`,
      steps === 1
        ? `It is {name}. Which ${kind} is next?`
        : `It is {name}. Which ${kind} was the last?`,
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
      `${sentence(given)} ${is} {name}. ${sentence(when)}?`,
      `${sentence(given)} ${is} {name}, so ${when} ${was} ...?`,
      `${sentence(given)} ${is} {name}, and ${when}?`,
      `${sentence(given)}: {name}. ${sentence(when)}: what?`,
      `${sentence(given)} ${is} {name}. Which day ${was} ${when}?`,
      `${sentence(given)} ${is} {name}. Then ${when} ${was} what day?`,
      `${sentence(given)} ${is} {name}. Tell me what day ${was} ${when}.`,
      `${sentence(given)} ${is} {name}, I think. What ${was} ${when} then?`,
      `If ${given} ${is} {name}, then ${when} ${was} what?`,
      `If ${given} ${is} {name}, ${when} ${was} which day?`,
      `If ${given} ${is} {name}, tell me what ${when} ${was}.`,
      `With {name} ${given === 'today' ? 'today' : `as ${given}`}, what day ${was} ${when}?`,
      `What ${was} ${when} if ${given} ${is} {name}?`,
      `What ${was} ${when}, when ${given} ${is} {name}?`,
      `What day of the week ${was} ${when} if ${given} ${is} {name}?`,
      `What weekday ${was} ${when} if ${given} ${is} {name}?`,
      `Which weekday ${was} ${when} when ${given} ${is} {name}?`,
      `Can you tell me what day ${was} ${when} if ${given} ${is} {name}?`,
      `Do you know what day ${was} ${when} if ${given} ${is} {name}?`,
      `Please tell me which day ${was} ${when}. ${sentence(given)} ${is} {name}.`,
      `My calendar says that ${given} ${is} {name}. What ${was} ${when}?`,
      `My [mom|dad|friend] says ${given} ${is} {name}. What day ${was} ${when} then?`,
      `I am sure ${given} ${is} {name}. But what ${was} ${when}?`,
      `I forgot what day ${was} ${when}. I know ${given} ${is} {name}.`,
      `Let us say ${given} ${is} {name}. What day ${was} ${when}?`,
      `Since ${given} ${is} {name}, what day ${was} ${when}?`,
      `You know that ${given} ${is} {name}. Now, what ${was} ${when}?`,
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
    '{parts} in {a whole}?',
    '{parts} in {a whole}: how many?',
    '{a whole}: how many {parts}?',
    '{a whole} is how many {parts}?',
    '{a whole} is made of how many {parts}?',
    'Number of {parts} in {a whole}?',
    'How many {parts} in {a whole}?',
    'How many {parts} in one {whole}?',
    'How many {parts} are in one {whole}?',
    'How many {parts} has {a whole}?',
    'How many {parts} has {a whole} got?',
    'How many {parts} go into {a whole}?',
    'How many {parts} fit in {a whole}?',
    'How many {parts} do you find in {a whole}?',
    'How many {parts} do I have to wait if I wait {a whole}?',
    'How many {parts} is {a whole}?',
    'How many {parts} make up {a whole}?',
    'How many {parts} pass in {a whole}?',
    'How many {parts} are there in one {whole}?',
    'What number of {parts} does {a whole} have?',
    'What number of {parts} makes {a whole}?',
    '[Can|Could] you tell me how many {parts} are in {a whole}?',
    'Could you please say how many {parts} make {a whole}?',
    'Please tell me how many {parts} {a whole} is.',
    'I forgot how many {parts} are in {a whole}.',
    'I need the number of {parts} in {a whole}.',
    'I wonder how many {parts} {a whole} has.',
    'I am gone for {a whole}. How many {parts} is that?',
    'My [son|daughter|little sister] asks how many {parts} there are in {a whole}.',
    'My homework asks how many {parts} make {a whole}.',
    'When {a whole} is over, how many {parts} have passed?',
    'If I count all {parts} in {a whole}, how many do I get?',
    'One {whole}, how many {parts}?',
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
    'Days in {month}?',
    'Days in {month}: how many?',
    '{month}: how many days?',
    '{month} is how long?',
    '{month} is how many days long?',
    'How many days in {month}?',
    'How many days has {month}?',
    'How many days has {month} got?',
    'How many days is {month}?',
    'How many days long is {month}?',
    'How many days are there in the month of {month}?',
    'How many days does the month {month} have?',
    'How long does {month} last?',
    'Number of days in {month}?',
    'What number of days does {month} have?',
    'What is the last day in {month}, which number?',
    'When {month} is over, how many days have passed?',
    '[Can|Could] you tell me how many days are in {month}?',
    'Please tell me how many days there are in {month}.',
    'I forgot how many days {month} has.',
    'I never know how many days {month} has.',
    'I want to know how long {month} is.',
    'I wonder how many days there are in {month}.',
    'My calendar for {month} is torn. How many days does it need?',
    'My homework asks for the days in {month}. How many are there?',
    'I am away for all of {month}. How many days is that?',
    'In {month}, how many days are there?',
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
    '{month}: which season?',
    '{month} is which season?',
    '{month} is in what season?',
    '{month} belongs to which season?',
    '{month}, is that spring, summer, autumn or winter?',
    'Season of {month}?',
    'Season in {month}?',
    'Which season is {month}?',
    'What season is {month}?',
    'What season is it in {month}?',
    "What's the season in {month}?",
    'Which season does {month} fall in?',
    'Which season has {month} in it?',
    'Which of the four seasons is {month} in?',
    'Which season do we have in {month}?',
    'In {month}, which season is it?',
    'In {month} we have which season?',
    'When it is {month}, what season is it?',
    'If it is {month}, which season do we have?',
    '[Can|Could] you tell me which season {month} is in?',
    'Please tell me the season for {month}.',
    'Do you know in which season {month} is?',
    'I want to know what season {month} is.',
    'I forgot to which season {month} belongs.',
    'I am going on a trip in {month}. Which season is it then?',
    'We get married in {month}. What season is that?',
    'My cat was born in {month}. In which season was that?',
    'My [son|daughter] asks which season {month} is in.',
    'Name the season of {month}.',
    'Spring, summer, autumn or winter: which one has {month}?',
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
    'When exactly {sight}?',
    'When, in which season, {sight}?',
    'When during the year {sight}?',
    'Now tell me when {sight}.',
    'In which part of the year {sight}?',
    'In what part of the year {sight}?',
    'In which of the four seasons {sight}?',
    'In which of the seasons {sight}?',
    'In spring, summer, autumn or winter: when {sight}?',
    'At which time of year {sight}?',
    'What do you think, in which season {sight}?',
    'What do you think: when {sight}?',
    'My [son|daughter|little brother] asks: when {sight}?',
    'My teacher asks: in which season {sight}?',
    'A question about the seasons: when {sight}?',
    'I always forget: when {sight}?',
    'I forgot: in which season {sight}?',
    'I want to know: in which season {sight}?',
    'I wonder, when {sight}?',
    'Do you know: in which season {sight}?',
    'Do you know it? When {sight}?',
    'Could you please say: when {sight}?',
    'Name the season: when {sight}?',
    'Here is one about the year: in which season {sight}?',
    'Think of the four seasons. When {sight}?',
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
    '{ordinal} month?',
    '{ordinal} month of the year?',
    '{ordinal} month, please.',
    '{ordinal} in the year is which month?',
    'The {ordinal} month is called what?',
    'The {ordinal} month is which one?',
    'The {ordinal} month of the year is ...?',
    'The name of the {ordinal} month, please.',
    "What's the {ordinal} month?",
    "What's the {ordinal} month of the year?",
    'What month is the {ordinal}?',
    'What month is {ordinal}?',
    'What month comes {ordinal} in the year?',
    'What is the name of the {ordinal} month?',
    'What do we call the {ordinal} month of the year?',
    'Which is the {ordinal} month?',
    'Which is the {ordinal} month in a year?',
    'Which month is number {ordinal} in the year?',
    'Which month is the {ordinal} one?',
    'When you say the months in order, which comes {ordinal}?',
    'If I count the months, which is the {ordinal}?',
    '[Can|Could] you tell me the {ordinal} month of the year?',
    'Please name the {ordinal} month of the year.',
    'Give me the {ordinal} month.',
    'I forgot which month is the {ordinal}.',
    'I need to know the {ordinal} month.',
    'I am born in the {ordinal} month. Which one is that?',
    'My [son|daughter|teacher] asks for the {ordinal} month of the year.',
    'In the {ordinal} month is my birthday. Which month is it?',
    'Of the twelve months, which is the {ordinal}?',
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
    '{day}: weekend or not?',
    '{day}, weekend?',
    '{day} is on the weekend, right?',
    '{day} belongs to the weekend, yes or no?',
    'Weekend on {day}?',
    'Is {day} weekend?',
    'Is {day} a weekend day?',
    'Is {day} a day of the weekend?',
    'Is {day} in the weekend?',
    'Is it the weekend when it is {day}?',
    'Is it true that {day} is on the weekend?',
    'Does the weekend have a {day} in it?',
    'Does {day} count as weekend?',
    'Do you count {day} as weekend?',
    'Do people call {day} the weekend?',
    'Can you tell me if {day} is on the weekend?',
    'Please tell me whether {day} is part of the weekend.',
    'I wonder if {day} is on the weekend.',
    'I am not sure if {day} is weekend.',
    'I want to know if {day} is a weekend day.',
    'My friend says that {day} is weekend. Is that right?',
    'It is {day} today. Is it weekend?',
    'If it is {day}, do we have weekend?',
    'Yes or no: {day} is part of the weekend.',
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
    '{names}?',
    '{names}, please.',
    'All the {names}, please.',
    'List the {names}.',
    'List all {names}.',
    'Say all the {names}.',
    'Name all the {names} for me.',
    'Give me the {names}.',
    'Give me a list of the {names}.',
    'Write down the {names}.',
    'Tell me the {names} in order.',
    'Which {names} are there?',
    'Which {names} do you know?',
    'What {names} are there?',
    'What are all the {names}?',
    'What are the names of the {names}?',
    'How do the {names} go?',
    'How are the {names} called?',
    'Can you say the {names}?',
    'Can you tell me the {names}?',
    'Could you name the {names} for me?',
    'Would you please list the {names}?',
    'I forgot the {names}.',
    'I want to hear the {names}.',
    'I need the {names} for school.',
    "I can't say the {names} yet. What are they?",
    'My teacher wants to hear the {names}.',
    'My [son|daughter|little sister] has to learn the {names}. Which are they?',
    'Let us say the {names}.',
    'Let me hear the {names}.',
    'Teach me the {names}.',
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
