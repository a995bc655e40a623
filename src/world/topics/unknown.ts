// What the world does not hold: how one says so, and questions that nobody here can answer.
import { fromRows } from '../rows';
import type { Bindings } from '../phrases';
import type { Item, Topic } from '../topic';

/** Ways of admitting it; most begin alike, so that not knowing is one clear thing to learn. */
export const unknownAnswers: readonly string[] = [
  "I don't know.",
  "I don't know that[, sorry|].",
  "I don't know that one[ yet|].",
  "I don't know. [I have not learned that yet|Nobody has told me that yet|I never read about it|That is new to me].",
  "I don't know the answer[ to that|][, sorry|].",
  "I don't know[, but it is a good question|, and I don't want to guess| about that].",
  'I have not learned that[ yet|].',
];

const briefUnknown: readonly string[] = [
  "I don't know.",
  "I don't know that.",
  "I don't know, sorry.",
];

const unknownMore: readonly string[] = [
  'A teacher or a book may know it.',
  'My world is small.',
  'A library may have the answer.',
];

const list = (slot: string, values: string): Bindings[] =>
  values.split(',').map((value) => ({ [slot]: value.trim() }));

const countries = list(
  'country',
  `France, Spain, Italy, Peru, Japan, China, India, Brazil, Canada, Mexico, Kenya, Egypt, Norway, Sweden, Finland,
  Poland, Greece, Turkey, Iceland, Ireland, Chile, Cuba, Nepal, Ghana, Morocco, Austria, Hungary, Portugal, Denmark,
  Australia, Germany, Thailand, Vietnam, Argentina, Bolivia, Belgium, Jamaica, Malta, Mongolia, New Zealand`,
);

const science = list(
  'matter',
  `an atom, a molecule, gravity, electricity, a black hole, a galaxy, a gene, a cell, an enzyme, a neutron, a virus,
  light speed, oxygen, carbon, an algorithm, a theorem, algebra, a glacier, plate tectonics, evolution, chemistry,
  physics, a quark, a semiconductor, photosynthesis, philosophy, quantum physics, a logarithm, a prism`,
);

const numberWords = `Mount Everest, the moon, the sun, the Eiffel Tower, the ocean, the Nile, the Amazon, the Great Wall,
  the North Pole, Mars, Jupiter, Paris, London, Rome, Tokyo, Berlin, Cairo, Sydney, Moscow, Madrid`;

const places = list('place', numberWords);

const goods = list(
  'goods',
  `a car, a house, a bike, a phone, a computer, a ticket to the moon, a loaf of bread, a new coat, a train ticket, a piano,
  a violin, a boat, a plane, a haircut, a hotel room, a pizza, gold, a diamond, a horse, a TV`,
);

const events = list(
  'event',
  `the world cup, the football game, the tennis match, the race, the big game, the hockey game, the bike race,
  the chess match, the swimming race, the final, the song contest, the cooking show, the ski race, the relay`,
);

const history = list(
  'past',
  `the first train was built, the printing press was invented, the wheel was invented, the first book was printed,
  the telephone was invented, the pyramids were built, people first flew, people first landed on the moon,
  the light bulb was invented, the oldest castle was built, the first bicycle was made, paper was invented,
  the first computer was built, the last ice age ended, coffee was found, chess was invented`,
);

const personal = list(
  'mine',
  `birthday, middle name, address, phone number, shoe size, teacher's name, mother's name, father's name, best friend,
  dog's name, cat's name, favorite song, favorite book, favorite movie, hair color, eye color, school, grade, house number,
  last name, job, hobby, weight, grandma's name, brother's name, sister's name`,
);

const languages = list(
  'language',
  `French, Spanish, Italian, German, Japanese, Chinese, Russian, Arabic, Turkish, Polish, Dutch, Swedish, Greek, Hindi,
  Latin, Danish, Korean, Finnish, Irish, Swahili`,
);

const heads =
  'blor, snar, flib, gron, zib, quam, trel, vop, mur, dref, glim, plon, skee, wub, fra, kro, yib, jor, nim, spla'.split(
    ', ',
  );
const tails =
  'p, gle, ket, nax, dop, vel, zoo, mip, fus, ble, rix, to, wack, dle, lo, nk, gat, ster, pling, bo'.split(
    ', ',
  );

/** Four hundred words that mean nothing. */
const inventedWords: readonly Bindings[] = heads.flatMap((head) =>
  tails.map((tail) => ({ word: head + tail })),
);

/** A sum beyond the numbers of this world. */
const bigSum: Pick<Item, 'draw'> = {
  draw: (random) => ({
    first: String(31 + random.integer(960)),
    second: String(31 + random.integer(960)),
  }),
};

const unknownItem = (item: Omit<Item, 'answer'> & { answer?: readonly string[] }): Item => ({
  answer: unknownAnswers,
  brief: briefUnknown,
  more: unknownMore,
  ...item,
});

export const unknown: Topic = {
  skill: 'not knowing',
  weight: 4,
  tone: 'unknown',
  items: [
    unknownItem({
      weight: 2,
      ...fromRows(countries, 'country'),
      ask: [
        'What is the capital of {country}?',
        'Which city is the capital of {country}?',
        'Who is the president of {country}?',
        'How many people live in {country}?',
        'How big is {country}?',
        'What does the flag of {country} look like?',
        'Tell me the capital of {country}.',
        'Who was the first king of {country}?',
        'What money do people use in {country}?',
        'Tell me the history of {country}.',
        'How far is it to {country}?',
        'What is the largest city in {country}?',
      ],
    }),
    unknownItem({
      weight: 3,
      draw: (random) => random.pick(inventedWords),
      read: ({ word }) => inventedWords.find((row) => row.word === word) ?? null,
      ask: [
        'What is {a word}?',
        'What does {a word} eat?',
        'What color is {a word}?',
        'Can {a word} fly?',
        'Where does {a word} live?',
        'What does the word {word} mean?',
        'How big is {a word}?',
        'Tell me about the {word}.',
        'What sound does {a word} make?',
        'What is {a word} used for?',
        'How does {a word} taste?',
        'What do you know about {a word}?',
        'Is {a word} an animal or a food?',
        'How many legs does {a word} have?',
        'Explain the word {word}.',
      ],
      answer: [
        ...unknownAnswers,
        "I don't know what {a word} is.",
        "I don't know the word {word}.",
        "I don't know any {word}. [Did you make it up|Is that a real word]?",
      ],
      brief: [...briefUnknown, "I don't know the word {word}."],
    }),
    unknownItem({
      ...fromRows(events, 'event'),
      ask: [
        'Who won {event}?',
        'Who will win {event}?',
        'What was the score of {event}?',
        'When is {event}?',
        'How did {event} end?',
        'Who played in {event}?',
        'Tell me the results of {event}.',
      ],
    }),
    unknownItem({
      ...fromRows(goods, 'goods'),
      ask: [
        'How much is {goods}?',
        'What does {goods} cost?',
        'How much does {goods} cost?',
        'What is the price of {goods}?',
        'Where can I buy {goods} cheaply?',
        'How much money do I need for {goods}?',
        'Tell me the price of {goods}.',
        'Which shop sells {goods}?',
      ],
    }),
    unknownItem({
      ...fromRows(history, 'past'),
      ask: [
        'When was it that {past}?',
        'In what year was it that {past}?',
        'Do you know when {past}?',
        'How long ago is it that {past}?',
        'Tell me the year when {past}.',
        'I want to know when {past}.',
        'How many years ago was it that {past}?',
      ],
    }),
    unknownItem({
      weight: 1.5,
      ...fromRows(science, 'matter'),
      ask: [
        'What is {matter}?',
        'Explain {matter}[ to me|].',
        'How does {matter} work?',
        'What do you know about {matter}?',
        'Can you explain {matter}?',
        'Who discovered {matter}?',
        'Tell me about {matter}.',
        'Why is {matter} important?',
      ],
      answer: [...unknownAnswers, "I don't know much about {matter}."],
    }),
    unknownItem({
      ...fromRows(places, 'place'),
      ask: [
        'How far away is {place}?',
        'How big is {place}?',
        'How old is {place}?',
        'How do I get to {place}?',
        'How long does it take to get to {place}?',
        'What time is it in {place}?',
        'Who was the first person at {place}?',
        'How many people have seen {place}?',
      ],
    }),
    unknownItem({
      weight: 2,
      ...fromRows(personal, 'mine'),
      ask: [
        'What is my {mine}?',
        'Do you know my {mine}?',
        'Tell me my {mine}.',
        'Can you guess my {mine}?',
        'I wonder if you know my {mine}.',
        'Guess my {mine}!',
        "What's my {mine}?",
        'I forgot my {mine}. Do you know it?',
      ],
      answer: [
        "I don't know your {mine}.",
        "I don't know your {mine}. [Do you want to tell me?|You have not told me.]",
        "I don't know that. I only know what you tell me here.",
        "I don't know your {mine} yet.",
      ],
      brief: ["I don't know.", "I don't know your {mine}."],
      more: ['I only know what you tell me.'],
    }),
    unknownItem({
      weight: 1.5,
      ask: [
        'What is my name?',
        'How old am I?',
        'Who am I?',
        'Where do I live?',
        'Where am I[ now| right now|]?',
        'What am I thinking[ of| about|]?',
        'What did I [do|eat] [yesterday|today|this morning]?',
        'How many [brothers|sisters|friends|pets] do I have?',
        'What am I wearing?',
        'What is in my [pocket|bag|hand|room]?',
        'Do you know who I am?',
        'How tall am I?',
        'What do I look like?',
      ],
      answer: [
        "I don't know. [You have not told me|I only know what you tell me|I can't see you].",
        "I don't know that about you[ yet|].",
        "I don't know, but [you can tell me|I would like to know].",
      ],
      brief: ["I don't know.", "I don't know that about you."],
      more: ['I only read what you type.'],
    }),
    unknownItem({
      weight: 1.5,
      ask: [
        'What time is it[ now|]?',
        "What's the time?",
        'Can you tell me the time[, please|]?',
        'Do you know what time it is?',
        'How late is it?',
        'Is it already [noon|midnight|six|evening]?',
        'Tell me what time it is[, please|].',
        'Is it late?',
      ],
      answer: [
        "I don't know. I have no [clock|watch].",
        "I don't know the time, sorry. [Do you see a clock?|Look at a clock.]",
        "I don't know what time it is.",
      ],
      brief: ["I don't know. I have no clock."],
      more: ['In my world it is always now.'],
    }),
    unknownItem({
      ask: [
        'What is the date[ today|]?',
        'What day is it[ today|]?',
        'What year is it?',
        'Which [month|year] is it now?',
        'Is it [Monday|Friday|Sunday] today?',
        'Tell me the date[ of today|].',
        'Which day of the week is it?',
        'Do you know what day it is?',
      ],
      answer: [
        "I don't know. I have no calendar.",
        "I don't know what day it is.",
        "I don't know the date, sorry.",
      ],
      brief: ["I don't know. I have no calendar.", "I don't know."],
      more: ['In my world it is always now.'],
    }),
    unknownItem({
      ask: [
        'What is in the news[ today|]?',
        'What happened [yesterday|today|last week] in the world?',
        'Who is the president?',
        'Who won the election?',
        'Tell me the latest news.',
        'Who is the richest person[ in the world|]?',
        'Who is the most famous [singer|actor|player]?',
        'Who is the king now?',
      ],
      answer: [...unknownAnswers, "I don't know. I never hear any news."],
    }),
    unknownItem({
      ask: [
        'What will happen [tomorrow|next year|in the future]?',
        'What will the weather be [tomorrow|next week]?',
        'Will I be [rich|famous|happy] one day?',
        'Will I pass my test?',
        'Who will I marry?',
        'What will I be when I grow up?',
        'Can you tell me my future?',
        'Which numbers will win the lottery?',
        'How long will I live?',
      ],
      answer: [
        "I don't know. Nobody can see the future.",
        "I don't know what will happen.",
        "I don't know. We will see!",
        ...unknownAnswers,
      ],
    }),
    unknownItem({
      ...bigSum,
      read: (slots) =>
        /^\d{2,}$/.test(slots.first ?? '') && Number(slots.first) > 30 ? slots : null,
      ask: [
        'What is {first} times {second}?',
        'What is {first} plus {second}?',
        'What is {first} minus {second}?',
        'How much is {first} and {second}?',
        'Calculate {first} divided by {second}.',
        'Add {first} and {second}.',
        'What is the square root of {first}?',
        'Multiply {first} by {second}.',
      ],
      answer: [
        "I don't know. That is too big for me.",
        "I don't know. I can only count to twenty.",
        "I don't know. Those numbers are too big for me.",
        "I don't know that[, sorry|].",
      ],
      more: ['Give me smaller numbers, please.'],
    }),
    unknownItem({
      ...fromRows(languages, 'language'),
      ask: [
        'How do you say hello in {language}?',
        'What is dog in {language}?',
        'Can you translate this into {language}?',
        'How do I say thank you in {language}?',
        'What does this mean in {language}?',
        'Say something in {language}.',
        'What is the {language} word for [bread|house|cat|love]?',
        'Count to three in {language}.',
      ],
      answer: [
        "I don't know. I only know English.",
        "I don't know any {language}.",
        "I don't know {language}, only English.",
        "I don't know that in {language}.",
      ],
      more: ['It must be a lovely language.'],
    }),
    unknownItem({
      ask: [
        'Who wrote [this book|that song|the oldest book]?',
        'Who painted [that picture|the most famous picture]?',
        'What is the best [movie|song|book] of this year?',
        'Who sings that song?',
        'What song is this?',
        'Sing me the words of a famous song.',
        'Which movie should I watch?',
        'Who plays in that movie?',
        'What is on TV tonight?',
      ],
    }),
    unknownItem({
      ask: [
        'What is the meaning of life?',
        'Why are we here?',
        'How did the world begin?',
        'Is there life on other planets?',
        'What was before everything?',
        'How many stars are there?',
        'How many grains of sand are on the beach?',
        'What came first, the chicken or the egg?',
        'Why is there something and not nothing?',
        'What is at the end of the universe?',
      ],
      answer: [
        "I don't know. [That is a big question|Even wise people wonder about it|Nobody knows that for sure].",
        "I don't know, but it is nice to wonder.",
        "I don't know. What do you think?",
        ...unknownAnswers,
      ],
    }),
    unknownItem({
      ask: [
        'How do I get to the [station|bank|museum|airport]?',
        'Where is the next [shop|bakery|bus stop|toilet]?',
        'When does the [bus|train|shop|library] [come|open|close]?',
        'Is the [shop|library|pool|museum] open today?',
        'How long is the way to [school|town|the station]?',
        'Which bus goes to the [zoo|beach|park]?',
        'What is for [lunch|dinner] today?',
        'What is the phone number of the [zoo|school|doctor]?',
      ],
      answer: [...unknownAnswers, "I don't know your town[, sorry|]."],
    }),
  ],
};
