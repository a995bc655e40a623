// Opposites: hot and cold, up and down, asked both ways. To add a pair, add it to the list; a word may stand in two
// pairs, then the first of them is told and both are right.
import type { Random } from '../../core/rng';
import { plainWords, type Bindings } from '../phrases';
import type { Item, Topic } from '../topic';

const pairs: readonly (readonly string[])[] = `
hot cold, big small, fast slow, happy sad, day night, up down, in out, open closed, long short, tall short,
light dark, heavy light, old young, new old, hard soft, easy difficult, wet dry, full empty, clean dirty,
loud quiet, early late, near far, high low, thick thin, wide narrow, strong weak, rich poor, good bad,
right wrong, left right, black white, sweet sour, first last, before after, above below, inside outside,
front back, top bottom, start stop, begin end, win lose, push pull, give take, buy sell, come go, stand sit,
awake asleep, remember forget, love hate, laugh cry, always never, everything nothing, everybody nobody,
many few, same different, true false, on off, over under, morning evening,
summer winter, north south, east west, warm cool, brave afraid, kind mean, polite rude, careful careless,
safe dangerous, deep shallow, smooth rough, sharp blunt, straight crooked, fresh stale, raw cooked,
tidy messy, lucky unlucky, possible impossible, cheap expensive, boring exciting, beautiful ugly,
question answer, friend enemy, hello goodbye, float sink, arrive leave, freeze melt, save spend,
throw catch, sunrise sunset, ceiling floor, past future, plus minus, odd even, tight loose, whisper shout,
hide show, lock unlock, appear disappear, agree disagree, healthy sick, grow shrink, entrance exit,
nervous calm, lift drop, together apart, forward backward
`
  .split(',')
  .map((pair) => pair.trim().split(/\s+/));

/** Every word with its opposites, the one that is told first. */
const oppositesOf = new Map<string, string[]>();
for (const [one, other] of pairs) {
  oppositesOf.set(one!, [...(oppositesOf.get(one!) ?? []), other!]);
  oppositesOf.set(other!, [...(oppositesOf.get(other!) ?? []), one!]);
}
const words = [...oppositesOf.keys()];

const areOpposites = (one: string, other: string): boolean =>
  oppositesOf.get(one)?.includes(other) ?? false;

/** Slots `word` and `opposite`; null when the word has none here. */
function bindWord(word: string | undefined): Bindings | null {
  const found = plainWords(word ?? '');
  const [opposite] = oppositesOf.get(found) ?? [];
  return opposite === undefined ? null : { word: found, opposite };
}

const oppositeTruth = {
  slot: 'opposite',
  options: ({ word }: Bindings) => words.filter((other) => other !== word),
  accepts: ({ word }: Bindings) => oppositesOf.get(word!)!,
};

const oppositeAnswers = {
  answer: [
    'The opposite of {word} is {opposite}.',
    '{opposite} is the opposite of {word}.',
    'That is {opposite}, the opposite of {word}.',
  ],
  brief: ['{opposite}.', '{opposite}.', 'It is {opposite}.'],
  more: [
    'And the opposite of {opposite} is {word} again.',
    'It works the other way round, too.',
    'The two belong together like left and right.',
    '{word} and {opposite} make a pair.',
  ],
  truth: oppositeTruth,
};

/** Asked next: often the same pair the other way round, never the same word again. */
const nextWord: Item = {
  ...oppositeAnswers,
  draw: (random, { word, opposite }) => {
    const others = words.filter((other) => other !== word);
    const isTurned = opposite !== undefined && opposite !== word && random.uniform() < 0.4;
    return bindWord(isTurned ? opposite : random.pick(others))!;
  },
  read: ({ word }) => bindWord(word),
  ask: [
    'And of {word}?',
    'And {word}?',
    'What about {word}?',
    'And the opposite of {word}?',
    'And what is the opposite of {word}?',
    'How about {word}?',
    'Now {word}.',
    'And for {word}?',
    'Okay, and of {word}?',
    'Then what is the opposite of {word}?',
    'And {word}, what is the opposite?',
    'And the opposite for {word}?',
    '{word}?',
    'What about {word} then?',
    'And what would {word} be?',
    'And if I say {word}?',
    'Next one: {word}.',
    'Next: {word}.',
    'Good. And {word}?',
    'Thanks. Now the opposite of {word}, please.',
    'I have one more: {word}.',
    'Let us go on with {word}.',
    'Then try {word}.',
    'And {word}: opposite?',
    'What is it for {word}?',
    'Do {word} next.',
  ],
};
const chain: Item = { ...nextWord, then: [nextWord] };

const whichOpposite: Item = {
  ...oppositeAnswers,
  weight: 6,
  draw: (random) => bindWord(random.pick(words))!,
  read: ({ word }) => bindWord(word),
  ask: [
    'What is the opposite of {word}?',
    'What is the opposite of the word {word}?',
    'What is the reverse of {word}?',
    "What's the opposite of {word}?",
    'Tell me the opposite of {word}.',
    'Which word is the opposite of {word}?',
    'Which word means the opposite of {word}?',
    'Opposite of {word}?',
    'Do you know the opposite of {word}?',
    'Give me the opposite of {word}.',
    'I need the opposite of {word}.',
    'What do you call the opposite of {word}?',
    '{word}: what is the opposite?',
    'I say {word}, you say the opposite.',
    'Find the opposite of {word}.',
    'Can you name the opposite of {word}?',
    'If it is the opposite of {word}, what is it?',
    'What word is opposite to {word}?',
    '{word}: opposite?',
    'Opposite: {word}?',
    'Opposite for {word}?',
    'Opposite of {word} please!',
    '{word}, the opposite?',
    'The opposite word for {word} is what?',
    'The opposite of {word} is ...?',
    '{word} is the opposite of what?',
    '{word} is the opposite of which word?',
    'If something is not {word}, what is it?',
    'What is not {word} but the opposite?',
    'What is the word for the opposite of {word}?',
    '[Can|Could] you tell me the opposite of {word}[, please|]?',
    'Could you please give me the opposite of {word}?',
    'I would like to know the opposite of {word}.',
    'I am looking for the opposite of {word}.',
    'I forgot the opposite of {word}.',
    "I can't think of the opposite of {word}.",
    'My teacher asked for the opposite of {word}. What should I say?',
    '[My sister|My friend|My son] wants to know the opposite of {word}.',
    'For my homework I need the opposite of {word}.',
    'We are learning opposites. What is it for {word}?',
    'We learn opposites at school. Mine is {word}.',
    'Let us play opposites: {word}!',
    "Let's play the opposite game. I say {word}.",
    'Say the opposite of {word}.',
    'Write the opposite of {word}.',
    'Turn {word} around: what do you get?',
    'Turn the word {word} into its opposite.',
    'What do you say when you mean the opposite of {word}?',
    'What would be the opposite of {word}?',
    'What might the opposite of {word} be?',
    'Take the word {word}. What is its opposite?',
    'Think of {word}. Now tell me the opposite.',
    'Here is a word: {word}. What is the opposite of it?',
    'The word is {word}. I want the opposite.',
    'My word is {word}. What is its opposite?',
    'Does {word} have an opposite? Which?',
    'Is there an opposite of {word}?',
    'Who knows the opposite of {word}?',
    'Any idea what the opposite of {word} is?',
    'Please help me find the opposite of {word}.',
    'How do you say the opposite of {word}?',
    'When you are asked for the opposite of {word}, what do you answer?',
    "What's opposite to {word}?",
    "What's the word that is opposite of {word}?",
    'Not {word} but ...?',
    'Opposites quiz: {word}?',
    'Need opposite of {word}, quick.',
  ],
  then: [chain],
};

/** Slots of `likePair`: a pair that is given, `left` and `right`, and the `word` whose opposite is asked for. */
const likePair: Item = {
  weight: 1.5,
  draw: (random) => {
    const [left, right] = random.pick(pairs);
    for (;;) {
      const bound = bindWord(random.pick(words))!;
      const held = [bound.word!, ...oppositesOf.get(bound.word!)!];
      if (!held.some((word) => word === left || word === right))
        return { ...bound, left: left!, right: right! };
    }
  },
  read: ({ left, right, word }) => {
    const bound = bindWord(word);
    const [one, other] = [plainWords(left ?? ''), plainWords(right ?? '')];
    return bound && areOpposites(one, other) ? { ...bound, left: one, right: other } : null;
  },
  ask: [
    '{left} is to {right} as {word} is to what?',
    '{left} and {right}, {word} and what?',
    'If {left} goes with {right}, what goes with {word}?',
    'Finish the pairs: {left} and {right}, {word} and ...',
    '{left}, {right}. {word}, ...?',
    'The opposite of {left} is {right}. What is the opposite of {word}?',
    'Not {left} but {right}. Not {word} but what?',
    'First {left} and {right}. Now {word} and ...?',
    '{left} goes with {right}. What goes with {word}?',
    '{left} and {right} are opposites. What is the opposite of {word}?',
    '{left} is the opposite of {right}. And {word} is the opposite of what?',
    '{left}: {right}. {word}: what?',
    '{left} - {right}, {word} - what?',
    'Go on: {left}, {right}, {word}, ...',
    'As {left} is to {right}, {word} is to ...?',
    '{left} has {right}. What has {word}?',
    'I say {left}, you say {right}. I say {word}, you say ...?',
    'When I say {left} you say {right}. So what do you say when I say {word}?',
    'If the opposite of {left} is {right}, what is the opposite of {word}?',
    'Just as {left} and {right} are opposites, {word} and what are opposites?',
    'With {left} comes {right}. With {word} comes what?',
    '{left} or {right}? {word} or what?',
    '{left} and {right} make a pair. Which word makes a pair with {word}?',
    'One pair is {left} and {right}. The next begins with {word}. How does it end?',
    'Complete it: {left} and {right}, {word} and what?',
    'Fill the gap: {left} and {right}, {word} and ...',
    'My list says {left}, {right} and then {word}. What is missing?',
    'Opposites: {left} and {right}; {word} and ?',
  ],
  answer: [
    'The opposite of {word} is {opposite}.',
    '{left} and {right}, {word} and {opposite}.',
    '{word} and {opposite} are opposites.',
  ],
  brief: ['{opposite}.', '{word} and {opposite}.'],
  truth: oppositeTruth,
  then: [chain],
};

/** Slots of `arePair`: the two words, `left` and `right`, `verdict`, `are` and the `opposite` of the left one. */
function bindPair(left: string, right: string): Bindings | null {
  const bound = bindWord(left);
  if (!bound || !oppositesOf.has(right)) return null;
  return { left, right, ...judged(areOpposites(left, right)) };
}

const judged = (isYes: boolean): Bindings => ({
  verdict: isYes ? 'yes' : 'no',
  are: isYes ? 'are' : 'are not',
  is: isYes ? 'is' : 'is not',
});

const arePair: Item = {
  weight: 2,
  draw: (random) => {
    const left = random.pick(words);
    const others = words.filter((word) => word !== left && !areOpposites(left, word));
    const isYes = random.uniform() < 0.5;
    return bindPair(left, random.pick(isYes ? oppositesOf.get(left)! : others))!;
  },
  read: ({ left, right }) => bindPair(plainWords(left ?? ''), plainWords(right ?? '')),
  ask: [
    'Is {left} the opposite of {right}?',
    'Are {left} and {right} opposites?',
    'Do {left} and {right} mean the opposite?',
    'Is it true that {left} is the opposite of {right}?',
    'I think {left} is the opposite of {right}. Am I right?',
    '{left} is the opposite of {right}, right?',
    'Tell me if {left} and {right} are opposites.',
    'Would you say that {left} and {right} are opposites?',
    'I wonder if {left} is the opposite of {right}.',
    '{left} and {right}: are they opposites?',
    '{left} and {right}, opposites?',
    '{left} and {right} - opposites or not?',
    'Opposites: {left} and {right}, yes or no?',
    'Yes or no: {left} is the opposite of {right}.',
    'Is the opposite of {left} {right}?',
    'Is {right} what you call the opposite of {left}?',
    'Does {left} mean the opposite of {right}?',
    'Can you say that {left} is the opposite of {right}?',
    'Am I right that {left} and {right} are opposites?',
    'My [brother|sister|friend] says {left} is the opposite of {right}. Is that true?',
    'My teacher says that {left} and {right} are opposites. Is it so?',
    'I wrote that {left} is the opposite of {right}. Is that correct?',
    'I am not sure if {left} and {right} are opposites.',
    'Please check: is {left} the opposite of {right}?',
    'Check this for me: {left} and {right} are opposites.',
    'True or false: {left} and {right} are opposites?',
    'Do you call {left} and {right} opposites?',
    'Could one say that {left} and {right} are opposites?',
    'Are the words {left} and {right} opposite?',
    'Is {left} opposite to {right}?',
    "{left} and {right} are opposites, aren't they?",
    'So {left} and {right} are opposites?',
    'Can {left} be the opposite of {right}?',
    'If I say {left}, is {right} the opposite?',
    'Take {left} and {right}. Are these two opposites?',
    'I guess {left} is the opposite of {right}, or not?',
  ],
  answer: [
    '{verdict}, {left} {is} the opposite of {right}.',
    '{verdict}, {left} and {right} {are} opposites.',
    '{verdict}, they {are} opposites.',
  ],
  brief: ['{verdict}.', '{verdict}, they {are}.'],
  truth: {
    slot: 'verdict',
    options: () => ['yes', 'no'],
    lie: ({ verdict }) => judged(verdict === 'no'),
  },
};

const drawPair = (random: Random): Bindings => {
  const [word, opposite] = random.pick(pairs);
  return { word: word!, opposite: opposite! };
};

const nameAPair: Item = {
  weight: 1.2,
  draw: drawPair,
  ask: [
    'Name two opposites.',
    'Tell me a pair of opposites.',
    'Give me an example of opposites.',
    'Which words are opposites?',
    'What are some opposites?',
    'Can you name two words that are opposites?',
    'Do you know any opposites?',
    'I need two opposites for [school|homework|a game].',
    'Say two words that mean the opposite.',
    'Think of two opposites.',
  ],
  answer: [
    '{word} and {opposite} are opposites.',
    'The opposite of {word} is {opposite}.',
    'How about {word} and {opposite}?',
  ],
  brief: ['{word} and {opposite}.'],
  then: [nextWord],
};

const meaning: Item = {
  weight: 0.6,
  ask: [
    'What is an opposite?',
    'What are opposites?',
    'What does opposite mean?',
    'Explain the word opposite[ to me|].',
    'What do you mean by opposite?',
    'When are two words opposites?',
    'Tell me what an opposite is.',
    'I do not know what opposites are.',
  ],
  answer: [
    'Opposites are words that are as different as can be, such as [hot and cold|up and down|big and small|day and night].',
    'Two words are opposites when one says what the other is not, such as [wet and dry|open and closed|full and empty|true and false].',
    'The opposite is the other end: [left and right|first and last|high and low|start and stop] are opposites.',
  ],
  brief: [
    'Words like [hot and cold|up and down|wet and dry].',
    'As different as [day and night|big and small].',
  ],
  then: [nextWord],
};

export const opposites: Topic = {
  skill: 'opposites',
  weight: 6,
  tone: 'fact',
  items: [whichOpposite, likePair, arePair, nameAPair, meaning],
};
