// Spelling: the letters of short words, the first, the last, and how many. To add a word, add it to the list: three to
// five letters, of which no two words have the same. A small model learns every spelling by heart, so the list is short.
import type { Random } from '../../core/rng';
import { plainWords, type Bindings } from '../phrases';
import type { Item, Topic } from '../topic';

const words = `
cat dog cow pig hen bee ant owl fox bat frog duck goat lion wolf bear deer fish mouse horse sheep
egg pea jam tea milk rice corn plum lime soup cake salt bread apple lemon
sun moon star sky rain snow wind sea lake tree leaf rose
bed cup pot pan box bag key bell lamp book door desk
hat cap sock shoe boot coat
car bus van train boat ship bike
ball kite drum doll game
red blue pink black white
hand foot nose ear eye arm leg
mom dad baby king queen
park farm zoo house
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
    '{word}: {spelling}.',
    'The word {word} is spelled {spelling}.',
  ],
  brief: ['{spelling}.', '{word}: {spelling}.', '{spelling}!'],
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
    '{word}: {spelling}, {count} letters.',
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
      'And spelled?',
      'And its letters?',
      'And in letters?',
      'How do I write it?',
      'How do you spell that?',
      'How is that spelled?',
      'How is it written?',
      'Now the letters, please.',
      'Spell that.',
      'Spell it for me.',
      'Could you spell it, too?',
      'Please spell that word.',
      'Which letters are in it?',
      'What is the spelling of it?',
      'I want to write it. How?',
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
      'And the first letter?',
      'First letter?',
      'And at the start?',
      'How does it begin?',
      'How does it start?',
      'What is its first letter?',
      'Which letter comes first in it?',
      'Which letter is at the beginning?',
      'And what does it begin with?',
      'Now the first letter, please.',
      'Tell me its first letter.',
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
      'And the last letter?',
      'Last letter?',
      'And at the end?',
      'How does it end?',
      'What is its last letter?',
      'Which letter comes last in it?',
      'Which letter is at the end?',
      'And what does it end with?',
      'Now the last letter, please.',
      'Tell me its last letter.',
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
      'And how many letters?',
      'How many letters?',
      'How many letters has it?',
      'How many letters does that word have?',
      'And how long is it?',
      'What is the number of its letters?',
      'How many are that?',
      'Count them.',
      'Now count the letters.',
      'Tell me how many letters it has.',
      'So how many letters are there?',
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
    'And {word}, how is that spelled?',
    'And the spelling of {word}?',
    'And the letters of {word}?',
    'And spell {word}, please.',
    'What about {word} then?',
    'What about the word {word}?',
    'Next: {word}.',
    'Next, spell {word}.',
    'Now {word}.',
    'Then {word}, please.',
    'Good. And {word}?',
    'Now how do you write {word}?',
    'I also need {word}.',
    'One more: {word}.',
    'Thanks. Now {word}, please.',
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
      '{word}: spelling?',
      '{word}: how do you spell that?',
      '{word}, how is it spelled?',
      '{word}, letter by letter, please.',
      '{word} in letters, please.',
      '{word} is spelled how?',
      '{word} is written how?',
      'Spell the word {word}.',
      'Spell the word {word} for me, please.',
      'Spell {word} aloud.',
      'Spell {word} letter by letter.',
      'Spelling of {word}?',
      'Spelling of {word}, please.',
      'Letters of {word}?',
      'Letters of {word}, please.',
      'The spelling of the word {word}, please.',
      'How does one spell {word}?',
      'How does one write {word}?',
      'How do I write {word}?',
      'How do I write the word {word}?',
      'How would you spell {word}?',
      'How should I spell {word}?',
      'How is {word} written?',
      'How does {word} go, letter by letter?',
      "What's the spelling of {word}?",
      'What is the right spelling of {word}?',
      'What are the letters in the word {word}?',
      'What letters do I need for {word}?',
      'Which letters are in {word}?',
      'Which letters make the word {word}?',
      'Which letters do I write for {word}?',
      'Could you spell {word} for me?',
      'Could you please spell the word {word}?',
      'Would you spell {word}, please?',
      'Can you tell me how {word} is spelled?',
      'Can you say the letters of {word}?',
      'Can you help me spell {word}?',
      'Do you know how to spell {word}?',
      'Do you know how {word} is written?',
      'Please tell me how {word} is spelled.',
      'Please tell me the letters of {word}.',
      'Please write {word} letter by letter.',
      'Help me spell {word}.',
      'Help me to write the word {word}.',
      'Give me the letters of {word}.',
      'Give me the spelling of {word}.',
      'Tell me the letters of {word}.',
      'Tell me how {word} is written.',
      'Say the letters of {word}.',
      'Show me how to spell {word}.',
      'Teach me to spell {word}.',
      "I can't spell {word}.",
      "I don't know how to spell {word}.",
      'I do not know how {word} is written.',
      'I am not sure how to spell {word}.',
      'I am learning to write. How do I spell {word}?',
      'I need to spell {word}.',
      'I need the spelling of {word}.',
      'I would like to know how {word} is spelled.',
      'I have to write {word} for my teacher. Which letters are in it?',
      'My teacher wants me to spell {word}.',
      'My [son|daughter|little brother] wants to write {word}. How is it spelled?',
      'If I want to write {word}, which letters do I need?',
      'Let us spell {word}.',
      'Let me hear you spell {word}.',
      'The next word is {word}. Spell it.',
      'Your word is {word}. Spell it, please.',
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
      '{word}: first letter?',
      '{word} begins with what?',
      '{word} begins with which letter?',
      '{word} starts with which letter?',
      '{word} starts with ...?',
      'First letter of {word}?',
      'First letter of {word}, please.',
      'First letter in {word}?',
      'Give me the first letter of {word}.',
      'Name the first letter of {word}.',
      'How does the word {word} begin?',
      'How does {word} start?',
      'The first letter of {word} is ...?',
      'The word {word}: which letter is first?',
      "What's the first letter of {word}?",
      'What letter is first in {word}?',
      'What letter does the word {word} start with?',
      'What is at the beginning of the word {word}?',
      'Which letter is the first in {word}?',
      'Which letter is at the start of {word}?',
      'Which letter do I write first in {word}?',
      'Which letter do I need to begin {word}?',
      'With what letter does {word} start?',
      'Can you tell me the first letter of {word}?',
      'Could you say which letter {word} begins with?',
      'Please tell me which letter {word} starts with.',
      'I want to write {word}. Which letter comes first?',
      'I forgot the first letter of {word}.',
      'I wonder which letter {word} starts with.',
      'My [son|daughter] asks which letter {word} begins with.',
      'When you write {word}, which letter is first?',
      'In the word {word}, what comes first?',
      'Look at the word {word}. What is its first letter?',
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
      '{word}: last letter?',
      '{word} ends with what?',
      '{word} ends with which letter?',
      '{word} ends in which letter?',
      '{word} ends with ...?',
      'Last letter of {word}?',
      'Last letter of {word}, please.',
      'Last letter in {word}?',
      'Give me the last letter of {word}.',
      'Name the last letter of {word}.',
      'How does the word {word} end?',
      'The last letter of {word} is ...?',
      'The word {word}: which letter is last?',
      "What's the last letter of {word}?",
      'What letter is last in {word}?',
      'What letter does the word {word} end with?',
      'What is at the end of the word {word}?',
      'Which letter is the last in {word}?',
      'Which letter is at the end of {word}?',
      'Which letter do I write last in {word}?',
      'Which letter do I need to end {word}?',
      'With what letter does {word} end?',
      'Can you tell me the last letter of {word}?',
      'Could you say which letter {word} ends with?',
      'Please tell me which letter {word} ends in.',
      'I want to write {word}. Which letter comes last?',
      'I forgot the last letter of {word}.',
      'I wonder which letter {word} ends with.',
      'My [son|daughter] asks which letter {word} ends with.',
      'When you write {word}, which letter is last?',
      'In the word {word}, what comes last?',
      'Look at the word {word}. What is its last letter?',
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
      '{word}: number of letters?',
      '{word} has how many letters?',
      '{word}, how many letters is that?',
      'How many letters in {word}?',
      'How many letters in the word {word}?',
      'How many letters does the word {word} have?',
      'How many letters do I need for {word}?',
      'How many letters do you count in {word}?',
      'How many letters is {word}?',
      'How many letters make {word}?',
      'How many letters long is {word}?',
      'How many letters has {word} got?',
      'How long is {word}, in letters?',
      'Number of letters in {word}?',
      'Number of letters in {word}, please.',
      'Letters in {word}: how many?',
      'Length of the word {word}?',
      'Count {word}, letter by letter. How many?',
      'Count how many letters {word} has.',
      "What's the number of letters in {word}?",
      'What number of letters does {word} have?',
      'Can you tell me how many letters {word} has?',
      'Could you count the letters of {word} for me?',
      'Do you know how many letters {word} has?',
      'Please count the letters in {word}.',
      'I want to know how many letters {word} has.',
      'I wonder how many letters there are in {word}.',
      'I have to count the letters of {word}. How many?',
      'My [son|daughter] counts the letters of {word}. How many are there?',
      'If I write {word}, how many letters is that?',
      'In the word {word}, how many letters are there?',
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
    '{spelling}?',
    '{spelling} is what?',
    '{spelling} is which word?',
    '{spelling} makes which word?',
    '{spelling} spells what?',
    '{spelling}, what does that say?',
    '{spelling}, please read it.',
    'Read {spelling}.',
    'Read the letters {spelling}.',
    'Read this for me: {spelling}.',
    'Please read {spelling}.',
    'The letters are {spelling}. Which word is it?',
    'The letters {spelling} spell what?',
    'Which word has the letters {spelling}?',
    'Which word is made of {spelling}?',
    'Which word is written {spelling}?',
    'Which word do I get from {spelling}?',
    'What word do you get from {spelling}?',
    'What does {spelling} say?',
    'What does {spelling} mean when you read it?',
    'What do the letters {spelling} spell?',
    'What do I read when I see {spelling}?',
    'What have I written: {spelling}?',
    'Can you tell me what {spelling} spells?',
    'Could you read {spelling} to me?',
    'Do you know what {spelling} spells?',
    'Put {spelling} together. What do you get?',
    'Put the letters {spelling} together.',
    'I wrote {spelling}. What word is that?',
    'I read {spelling} on a sign. What is it?',
    "I can't read this: {spelling}.",
    'It says {spelling} here. What is that?',
    'My [son|daughter] wrote {spelling}. Which word is it?',
    'If I spell {spelling}, which word is it?',
    'Guess the word: {spelling}.',
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
    '{word}: {attempt}, right?',
    '{word}: {attempt}. Correct?',
    "{word} is {attempt}, isn't it?",
    '{word} with {attempt}, is that right?',
    '{word}, {attempt}: right or wrong?',
    '{attempt} for {word}, right or wrong?',
    '{attempt} is {word}, yes or no?',
    '{attempt}: is that how to spell {word}?',
    'Is {word} written {attempt}?',
    'Is {attempt} right for {word}?',
    'Is {attempt} how you spell {word}?',
    'Is {attempt} the word {word}?',
    'Is the word {word} spelled {attempt}?',
    'Is the spelling {attempt} right for {word}?',
    'Do you write {word} {attempt}?',
    'Do I spell {word} {attempt}?',
    'Do the letters {attempt} make {word}?',
    'Does one spell {word} {attempt}?',
    'Does {word} have the letters {attempt}?',
    'Did I spell {word} right? {attempt}.',
    'Have I spelled {word} right: {attempt}?',
    'Am I right that {word} is {attempt}?',
    'Am I right if I spell {word} {attempt}?',
    'Can you check {attempt} for {word}?',
    'Please check my spelling of {word}: {attempt}.',
    'Check this: {word}, {attempt}.',
    'Right or wrong: {word} is spelled {attempt}?',
    'True or false: {attempt} spells {word}?',
    'I spell {word} {attempt}. Is that correct?',
    'I spelled {word} like this: {attempt}. Right?',
    'I am not sure: is {word} spelled {attempt}?',
    'I wonder if {word} is spelled {attempt}.',
    'My [son|daughter|friend] spells {word} {attempt}. Is that right?',
    'My homework has {attempt} for {word}. Is it right?',
    'Please tell me whether {word} is {attempt}.',
    'Would you spell {word} {attempt}?',
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
    'Word with {letter}?',
    'Word with {letter}, please.',
    'A word with {letter} at the start, please.',
    'A word with {letter} in front, please.',
    'A word that begins with {letter}, please.',
    'One word with {initial} at the start?',
    'Any word that starts with {letter}?',
    'Any word beginning with {letter}, please.',
    'Give me a word that starts with {letter}.',
    'Give me a word that begins with {initial}.',
    'Give me something that starts with {letter}.',
    'Name something that starts with {letter}.',
    'Name something that begins with {initial}.',
    'Name one word with {letter} at the beginning.',
    'Tell me a word with {letter} at the start.',
    'Tell me something that starts with {letter}.',
    'Find a word that begins with {letter}.',
    'Find something with {letter} at the start.',
    'Say a word beginning with {letter}.',
    'Say something that begins with {initial}.',
    'Write a word that starts with {letter}.',
    'What word starts with {letter}?',
    'What word begins with {initial}?',
    'Which word begins with {letter}?',
    'Which word has {letter} as its first letter?',
    'Which word do you know that starts with {letter}?',
    'What is a word that starts with {letter}?',
    'Is there a word that begins with {letter}?',
    'Can you name a word that starts with {letter}?',
    'Can you think of a word with {initial} in front?',
    'Could you tell me a word that begins with {letter}?',
    'Do you know something that starts with {letter}?',
    'I need something that starts with {initial}.',
    'I am looking for a word with {letter} at the start.',
    "I can't think of a word that starts with {letter}.",
    'I spy something that begins with {letter}.',
    'My teacher wants a word that starts with {letter}.',
    'My [son|daughter] needs a word with {initial} at the start.',
    'We play a word game. My letter is {letter}.',
    'We need a word, and it must start with {letter}.',
    'The first letter is {letter}. Which word could it be?',
    'The letter is {letter}. Name a word.',
    'For homework I need a word that begins with {letter}.',
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
