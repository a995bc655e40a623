// Spelling: the letters of short words, the first, the last, and how many. To add a word, add it to the list: three to
// six letters, of which no two words have the same.
import type { Random } from '../../core/rng';
import { plainWords, type Bindings } from '../phrases';
import type { Item, Topic } from '../topic';

const words = `
cat dog cow pig hen bee ant owl fox bat rat frog toad duck goose goat lion wolf bear deer seal crab snail snake
mouse horse sheep whale shark tiger zebra camel eagle robin spider rabbit monkey turtle donkey parrot
egg pea jam tea milk rice corn plum pear lime kiwi bean soup cake salt bread apple lemon peach mango grape onion
carrot potato cheese butter cookie honey toast pizza salad banana cherry tomato
sun moon star sky rain snow wind cloud storm sea lake river beach island forest tree leaf grass flower garden
bed cup pot pan box bag key bell lamp book door desk chair table spoon plate clock window pencil basket
hat cap sock shoe boot coat dress scarf jacket
car bus train plane boat ship bike truck
ball kite drum doll game puzzle guitar
red blue green yellow pink brown black white orange purple
one two three four five six seven eight nine ten
hand foot nose ear eye arm leg head
mom dad baby king queen friend doctor baker farmer pilot
park farm zoo school house castle
`
  .trim()
  .split(/\s+/);

/** C-A-T. */
const spell = (word: string): string => [...word.toUpperCase()].join('-');
const spelled = new Map(words.map((word) => [spell(word).toLowerCase(), word]));

const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const numbers = ['two', 'three', 'four', 'five', 'six', 'seven'];

/** "the letter C": the bare letter would be taken for the words "a" and "I". */
const theLetter = (letter: string): string => `the letter ${letter}`;
const letterTruth = (slot: string) => ({ slot, options: () => alphabet.map(theLetter) });

/** Slots of a word: `spelling` as C-A-T, `first` and `last` as "the letter C", `count` as a word. */
function bindWord(word: string): Bindings {
  const letters = [...word.toUpperCase()];
  return {
    word,
    spelling: spell(word),
    first: theLetter(letters[0]!),
    last: theLetter(letters.at(-1)!),
    count: numbers[letters.length - 2]!,
  };
}

function readWord({ word }: Bindings): Bindings | null {
  const found = plainWords(word ?? '');
  return words.includes(found) ? bindWord(found) : null;
}

const aboutWords = {
  draw: (random: Random) => bindWord(random.pick(words)),
  read: readWord,
};

/** About the word of the turn before. */
const aboutIt = { draw: (_: Random, { word }: Bindings) => bindWord(word!), read: readWord };

/** A word misspelled: a letter doubled or swapped with the next. Letters left out would make other words. */
function misspell(word: string, random: Random): string {
  for (;;) {
    const i = random.integer(word.length - 1);
    const [before, here, next, after] = [
      word.slice(0, i),
      word[i]!,
      word[i + 1]!,
      word.slice(i + 2),
    ];
    const wrong = before + random.pick([next + here, here + here + next]) + after;
    if (wrong !== word) return spell(wrong);
  }
}

const spellAnswers = {
  answer: [
    '{word} is spelled {spelling}.',
    'You spell {word} {spelling}.',
    '{spelling} spells {word}.',
  ],
  brief: ['{spelling}.', '{spelling}.', '{spelling}!'],
  more: [
    'It has {count} letters.',
    'It begins with {first}.',
    'It ends with {last}.',
    'Say the letters aloud, one by one.',
  ],
  truth: {
    slot: 'spelling',
    options: () => words.map(spell),
    lie: ({ word }: Bindings, random: Random) => ({ spelling: misspell(word!, random) }),
  },
};

const firstAnswers = {
  answer: [
    '{word} begins with {first}.',
    '{word} starts with {first}.',
    'The word {word} begins with {first}.',
  ],
  brief: ['{first}.', 'With {first}.'],
  truth: letterTruth('first'),
};

const lastAnswers = {
  answer: ['{word} ends with {last}.', 'The word {word} ends with {last}.'],
  brief: ['{last}.', 'With {last}.'],
  truth: letterTruth('last'),
};

const countAnswers = {
  answer: [
    '{word} has {count} letters.',
    'There are {count} letters in {word}.',
    'The word {word} has {count} letters: {spelling}.',
  ],
  brief: ['{count}.', '{count} letters.'],
  truth: { slot: 'count', options: () => numbers },
};

/** Questions about the word that was asked for before. */
const aboutTheSame: readonly Item[] = [
  {
    ...spellAnswers,
    ...aboutIt,
    ask: [
      'And how do you spell it?',
      'How is it spelled?',
      'Can you spell it?',
      'Spell it, please.',
      'And the spelling?',
      'Now spell it.',
      'What are its letters?',
    ],
  },
  {
    ...firstAnswers,
    ...aboutIt,
    ask: [
      'And its first letter?',
      'What is the first letter?',
      'Which letter is first?',
      'What does it start with?',
      'And which letter does it begin with?',
      'What letter comes first?',
    ],
  },
  {
    ...lastAnswers,
    ...aboutIt,
    ask: [
      'And its last letter?',
      'What is the last letter?',
      'Which letter is last?',
      'What does it end with?',
      'And which letter does it end with?',
      'What letter comes last?',
    ],
  },
  {
    ...countAnswers,
    ...aboutIt,
    ask: [
      'How many letters is that?',
      'And how many letters does it have?',
      'How many letters are in it?',
      'How long is the word?',
      'And the number of letters?',
      'Count its letters.',
    ],
  },
];

const nextSpelling: Item = {
  ...spellAnswers,
  draw: (random, { word }) => bindWord(random.pick(words.filter((other) => other !== word))),
  read: readWord,
  ask: [
    'And {word}?',
    'What about {word}?',
    'And how do you spell {word}?',
    'How about {word}?',
    'Now spell {word}.',
    'And how is {word} spelled?',
    'Then how do I spell {word}?',
    'Okay, and {word}?',
  ],
};

/** What may be asked after a question of one of the kinds, by its place in `aboutTheSame`. */
const afterwards = (kind: number): Item[] => aboutTheSame.filter((_, i) => i !== kind);

const opening: readonly Item[] = [
  {
    ...spellAnswers,
    ...aboutWords,
    weight: 5,
    ask: [
      'How do you spell {word}?',
      'How do I spell {word}?',
      'How is {word} spelled?',
      'How is the word {word} spelled?',
      'Can you spell {word}?',
      'Can you spell the word {word}?',
      'Spell {word}.',
      'Spell {word} for me.',
      'Please spell {word}.',
      'How to spell {word}?',
      'How do you write {word}?',
      'What are the letters of {word}?',
      'What letters are in {word}?',
      'Tell me how to spell {word}.',
      'What is the spelling of {word}?',
      'I forgot how to spell {word}.',
      'I want to write {word}. How do I spell it?',
    ],
    then: [nextSpelling, ...afterwards(0)],
  },
  {
    ...firstAnswers,
    ...aboutWords,
    weight: 2,
    ask: [
      'What is the first letter of {word}?',
      'Which letter does {word} start with?',
      'What letter does {word} begin with?',
      'What does {word} start with?',
      'How does {word} begin?',
      'Tell me the first letter of {word}.',
      'Which letter comes first in {word}?',
      '{word}: what is the first letter?',
      'Do you know the first letter of {word}?',
      'With which letter does {word} begin?',
      'What is the first letter in the word {word}?',
    ],
    then: afterwards(1),
  },
  {
    ...lastAnswers,
    ...aboutWords,
    weight: 2,
    ask: [
      'What is the last letter of {word}?',
      'Which letter does {word} end with?',
      'What letter does {word} end in?',
      'What does {word} end with?',
      'How does {word} end?',
      'Tell me the last letter of {word}.',
      'Which letter comes last in {word}?',
      '{word}: what is the last letter?',
      'Do you know the last letter of {word}?',
      'With which letter does {word} end?',
      'What is the last letter in the word {word}?',
    ],
    then: afterwards(2),
  },
  {
    ...countAnswers,
    ...aboutWords,
    weight: 2,
    ask: [
      'How many letters does {word} have?',
      'How many letters are in {word}?',
      'How many letters are there in {word}?',
      'How many letters has the word {word}?',
      'Count the letters of {word}.',
      'Count the letters in {word}.',
      'How long is the word {word}?',
      'Tell me how many letters {word} has.',
      'Can you count the letters in {word}?',
      'What is the number of letters in {word}?',
      '{word}: how many letters?',
      'With how many letters do you write {word}?',
    ],
    then: afterwards(3),
  },
];

const whichWord: Item = {
  weight: 2,
  draw: (random) => bindWord(random.pick(words)),
  read: ({ spelling }) => {
    const word = spelled.get(plainWords(spelling ?? ''));
    return word === undefined ? null : bindWord(word);
  },
  ask: [
    'What does {spelling} spell?',
    'Which word is {spelling}?',
    'What word is spelled {spelling}?',
    'What is {spelling}?',
    '{spelling}: which word is that?',
    'Read this: {spelling}.',
    'Which word do you spell {spelling}?',
    'What word do the letters {spelling} make?',
    'Can you read {spelling}?',
    'I see the letters {spelling}. What do they say?',
  ],
  answer: ['{spelling} spells {word}.', 'The letters {spelling} make the word {word}.'],
  brief: ['{word}.', '{word}!'],
  more: ['It has {count} letters.', 'It begins with {first}.'],
  truth: { slot: 'word', options: () => words },
  then: [aboutTheSame[3]!, nextSpelling],
};

/** Slots: `attempt`, right or misspelled, with `verdict`, `is` and the right `spelling`. */
function judged(attempt: string, { spelling }: Bindings, isYes: boolean): Bindings {
  const shown = attempt.toUpperCase();
  return {
    attempt: shown,
    spelling: spelling!,
    verdict: isYes ? 'yes' : 'no',
    is: isYes ? 'is' : 'is not',
    right: isYes ? 'right' : 'wrong',
  };
}

const isItSpelled: Item = {
  weight: 2,
  draw: (random) => {
    const word = random.pick(words);
    const attempt = random.uniform() < 0.5 ? spell(word) : misspell(word, random);
    const bound = bindWord(word);
    return { ...bound, ...judged(attempt, bound, attempt === bound.spelling) };
  },
  read: (slots) => {
    const bound = readWord(slots);
    const attempt = plainWords(slots.attempt ?? '').toUpperCase();
    if (!bound || !/^[A-Z](-[A-Z])+$/.test(attempt)) return null;
    return { ...bound, ...judged(attempt, bound, attempt === bound.spelling) };
  },
  ask: [
    'Is {word} spelled {attempt}?',
    'Do you spell {word} {attempt}?',
    'Is {attempt} the right spelling of {word}?',
    'Does {attempt} spell {word}?',
    'I wrote {attempt} for {word}. Is that right?',
    'Is it true that {word} is spelled {attempt}?',
    'I think {word} is spelled {attempt}. Am I right?',
    '{word} is spelled {attempt}, right?',
    'Tell me if {attempt} spells {word}.',
    'Can I write {word} as {attempt}?',
  ],
  answer: [
    '{verdict}, {word} {is} spelled {attempt}.',
    '{verdict}, that is {right}.',
    '{verdict}, {attempt} is {right} for {word}.',
  ],
  brief: ['{verdict}.', '{verdict}, that is {right}.'],
  truth: {
    slot: 'verdict',
    options: () => ['yes', 'no'],
    lie: (bindings) => judged(bindings.attempt!, bindings, bindings.verdict === 'no'),
  },
  then: [aboutTheSame[0]!, aboutTheSame[3]!, nextSpelling],
};

const beginningWith = (letter: string): string[] =>
  words.filter((word) => word.startsWith(letter.toLowerCase()));

/** Letters that several words begin with. */
const initials = alphabet.filter((letter) => beginningWith(letter).length > 2);

/** Slots: `letter` as C, `initial` as "the letter C", and a `word` that begins with it. */
const nameWord: Item = {
  weight: 2,
  draw: (random) => {
    const letter = random.pick(initials);
    return { letter, initial: theLetter(letter), word: random.pick(beginningWith(letter)) };
  },
  read: ({ letter, initial }) => {
    const asked = plainWords(letter ?? initial ?? '')
      .replace('the letter ', '')
      .toUpperCase();
    if (!initials.includes(asked)) return null;
    return { letter: asked, initial: theLetter(asked), word: beginningWith(asked)[0]! };
  },
  ask: [
    'Name a word that starts with {letter}.',
    'Tell me a word that begins with {initial}.',
    'Which word starts with {initial}?',
    'Give me a word with {letter} at the start.',
    'What begins with {letter}?',
    'What starts with {initial}?',
    'I need a word that begins with {letter}.',
    'Do you know a word that starts with {initial}?',
    'Can you find a word that begins with {letter}?',
    'Say a word that starts with {letter}.',
    'Think of a word with {letter} in front.',
  ],
  answer: ['{word} begins with {initial}.', '{word} starts with {initial}.'],
  brief: ['{word}.', '{word}!'],
  truth: {
    slot: 'word',
    options: () => words,
    accepts: ({ letter }) => beginningWith(letter!),
  },
};

export const spelling: Topic = {
  skill: 'spelling',
  weight: 2,
  tone: 'fact',
  items: [...opening, whichWord, isItSpelled, nameWord],
};
