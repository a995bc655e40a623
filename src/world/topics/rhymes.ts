// Rhymes: cat and hat, day and play. To add words, add them to a family or add a family; words of two families must
// not rhyme, and no word stands in two. A small model learns the families by heart, so there are not many.
import type { Random } from '../../core/rng';
import { plainWords, type Bindings } from '../phrases';
import type { Item, Topic } from '../topic';

const families: readonly (readonly string[])[] = `
cat hat bat mat rat
dog frog log fog
fan pan man van
cap map nap tap
bag flag tag
bed red head sled
hen pen ten men
bell shell smell
pig wig dig big
king ring wing swing
fish dish wish
mop shop hop top
pot dot hot spot
sock rock clock lock
bug hug mug rug
sun run bun
duck truck luck
day hay tray clay
cake lake snake rake
rain train brain chain
plate gate skate late
whale tail snail mail
bee tree key sea knee
sheep sleep jeep deep
feet street sweet seat
night kite bite bright
nine line pine
pie sky fly tie
boat goat coat note
bone stone phone
nose rose hose
moon spoon balloon
shoe blue zoo glue
book cook hook
mouse house blouse
clown crown town brown
car star jar
bear chair hair pear
ball wall tall small
boy toy joy
`
  .trim()
  .split('\n')
  .map((line) => line.trim().split(' '));

const familyOf = new Map(families.flatMap((family) => family.map((word) => [word, family])));
const words = [...familyOf.keys()];

const doRhyme = (one: string, other: string): boolean =>
  one !== other && familyOf.has(one) && familyOf.get(one) === familyOf.get(other);

/** What rhymes with a word. */
const rhymesOf = (word: string): string[] => familyOf.get(word)!.filter((other) => other !== word);

/** Words of other families. */
const strangersOf = (word: string): string[] =>
  words.filter((other) => familyOf.get(other) !== familyOf.get(word));

const known = (slot: string | undefined): string | null => {
  const word = plainWords(slot ?? '');
  return familyOf.has(word) ? word : null;
};

/** A question's word and the first that rhymes with it; null for words that are not known. */
function readWord({ word }: Bindings): Bindings | null {
  const found = known(word);
  return found === null ? null : { word: found, rhyme: rhymesOf(found)[0]! };
}

function drawWord(random: Random, not: readonly string[] = []): Bindings {
  const word = random.pick(words.filter((other) => !not.includes(other)));
  return { word, rhyme: random.pick(rhymesOf(word)) };
}

const rhymeTruth = {
  slot: 'rhyme',
  options: ({ word }: Bindings) => words.filter((other) => other !== word),
  accepts: ({ word }: Bindings) => rhymesOf(word!),
};

const rhymeAnswers = {
  answer: [
    '{rhyme} rhymes with {word}.',
    '{word} rhymes with {rhyme}.',
    '{word} and {rhyme} rhyme.',
  ],
  brief: ['{rhyme}.', '{rhyme}!', '{rhyme} rhymes with {word}.'],
  more: [
    'You can hear it when you say them aloud.',
    'They end with the same sound.',
    'That would make a nice little poem.',
    'Try to make a poem with the two.',
  ],
  truth: rhymeTruth,
};

/** Another word of the same family; there is one, since every family has three words. */
const another: Item = {
  ...rhymeAnswers,
  draw: (random, { word, rhyme }) => ({
    word: word!,
    rhyme: random.pick(rhymesOf(word!).filter((other) => other !== rhyme)),
  }),
  read: readWord,
  ask: [
    'And another one?',
    'Another rhyme, please.',
    'One more?',
    'What else rhymes with it?',
    'What else rhymes with {word}?',
    'Do you know another one?',
    'Can you think of another rhyme?',
    'Give me one more.',
    'And what else?',
    'And a third one?',
    'And one more rhyme?',
    'Another?',
    'Another one, please.',
    'Another rhyme for {word}?',
    'Any more?',
    'Are there more rhymes?',
    'Is there another one?',
    'Not that one. Another?',
    'Tell me another.',
    'Tell me one more.',
    'What other word rhymes with it?',
    'Which other word rhymes with {word}?',
    'And one more that rhymes with {word}?',
    'Something else that rhymes with {word}?',
    'I know that one. Another, please.',
  ],
};

const nextWord: Item = {
  ...rhymeAnswers,
  draw: (random, { word, rhyme }) => drawWord(random, [word ?? '', rhyme ?? '']),
  read: readWord,
  ask: [
    'And with {word}?',
    'And what rhymes with {word}?',
    'What about {word}?',
    'And {word}?',
    'How about {word}?',
    'And a rhyme for {word}?',
    'Now a rhyme for {word}.',
    'Then what rhymes with {word}?',
    'Okay, and with {word}?',
    'And for {word}?',
    'And {word}, what rhymes with that?',
    'And which word rhymes with {word}?',
    'And can you rhyme {word}?',
    'And rhyme {word}, please.',
    'And one for {word}?',
    'Good. And with {word}?',
    'Next: {word}.',
    'Now {word}.',
    'Now {word}, please.',
    'Now rhyme with {word}.',
    'One more: what rhymes with {word}?',
    'Thanks. And {word}?',
    'What about a rhyme for {word}?',
    'What goes with {word}, then?',
    'I also need a rhyme for {word}.',
  ],
  then: [another],
};

const whatRhymes: Item = {
  ...rhymeAnswers,
  weight: 6,
  draw: (random) => drawWord(random),
  read: readWord,
  ask: [
    'What rhymes with {word}?',
    'What rhymes with the word {word}?',
    'Which word rhymes with {word}?',
    'Tell me a word that rhymes with {word}.',
    'Find a rhyme for {word}.',
    'Give me a rhyme for {word}.',
    'I need a rhyme for {word}.',
    'I need a word that rhymes with {word}.',
    'Do you know a rhyme for {word}?',
    'Can you rhyme {word}?',
    'What is a rhyme for {word}?',
    'Name something that rhymes with {word}.',
    'Rhyme with {word}!',
    'What can I rhyme with {word}?',
    'My poem ends with {word}. What rhymes?',
    '{word}: what rhymes with that?',
    'Which word sounds like {word} at the end?',
    '{word} rhymes with?',
    '{word} rhymes with what?',
    '{word} rhymes with which word?',
    '{word}: rhyme?',
    '{word}: a rhyme, please.',
    '{word}, and what rhymes with it?',
    '{word} and what? It must rhyme.',
    '{word} sounds like which other word?',
    'Rhyme {word}.',
    'Rhyme {word}, please.',
    'Rhyme for {word}?',
    'Rhyme for {word}, please.',
    'Rhyme for the word {word}?',
    'Rhymes with {word}?',
    'Word that rhymes with {word}?',
    'A rhyme for {word}, please.',
    'A word that rhymes with {word}, please.',
    'Any rhyme for {word}?',
    'Any word that rhymes with {word}?',
    'One rhyme for {word}, please.',
    'Something that rhymes with {word}, please.',
    "What's a rhyme for {word}?",
    "What's a good rhyme for {word}?",
    'What word rhymes with {word}?',
    'What word goes with {word} in a rhyme?',
    'What word has the same ending sound as {word}?',
    'What would rhyme with {word}?',
    'What sounds like {word}?',
    'What sounds like {word} at the end?',
    'What should I rhyme with {word}?',
    'Which word would rhyme with {word}?',
    'Which word can I use to rhyme with {word}?',
    'Which word ends like {word}?',
    'Which word ends with the same sound as {word}?',
    'Which word goes with {word} in a poem?',
    'Is there a word that rhymes with {word}?',
    'Is there something that rhymes with {word}?',
    'Can you find a rhyme for {word}?',
    'Can you give me a rhyme for {word}?',
    'Can you think of a word that rhymes with {word}?',
    'Could you find me a rhyme for {word}?',
    'Could you please rhyme {word}?',
    'Would you rhyme {word} for me?',
    'Do you know what rhymes with {word}?',
    'Do you know a word that rhymes with {word}?',
    'Do you have a rhyme for {word}?',
    'Please find a rhyme for {word}.',
    'Please give me a rhyme for {word}.',
    'Please rhyme with {word}.',
    'Help me rhyme {word}.',
    'Help me find a word that rhymes with {word}.',
    'Find me a word that sounds like {word}.',
    'Find a word that rhymes with {word}.',
    'Give me a word that rhymes with {word}.',
    'Name a word that rhymes with {word}.',
    'Name a rhyme for {word}.',
    'Say a word that rhymes with {word}.',
    'Say something that rhymes with {word}.',
    'Tell me a rhyme for {word}.',
    'Think of a rhyme for {word}.',
    'Make a rhyme with {word}.',
    'I am looking for a rhyme for {word}.',
    'I am writing a poem and need a rhyme for {word}.',
    'I am writing a song. What rhymes with {word}?',
    "I can't find a rhyme for {word}.",
    'I have {word} in my poem. What rhymes with it?',
    'I say {word}. You say a rhyme.',
    'I want to rhyme {word}. With what?',
    'I would like a rhyme for {word}.',
    'I wonder what rhymes with {word}.',
    'If the first line ends with {word}, what can the second end with?',
    'The first line ends with {word}. What can the next one end with?',
    'My line ends with {word}. I need a rhyme.',
    'My song has the word {word}. Which word rhymes?',
    'My [son|daughter|friend] needs a rhyme for {word}.',
    'My teacher asks what rhymes with {word}.',
    'For a poem: what rhymes with {word}?',
    'Let us rhyme: {word} and ...?',
    'Let us play rhymes. My word is {word}.',
  ],
  then: [another, nextWord],
};

/** Words that replies are dressed with anyway: said beside a pair of rhymes, they do not make it false. */
const smallWords = 'day brain hug wish joy book nap note'.split(' ');

/** Slots besides `word` and `rhyme`: `second`, which rhymes as well. */
const twoRhymes: Item = {
  weight: 2,
  draw: (random) => {
    const word = random.pick(words);
    const [rhyme, second] = random.shuffled(rhymesOf(word));
    return { word, rhyme: rhyme!, second: second! };
  },
  read: (slots) => {
    const bound = readWord(slots);
    return bound && { ...bound, second: rhymesOf(bound.word!)[1]! };
  },
  ask: [
    'Name two words that rhyme with {word}.',
    'Tell me two rhymes for {word}.',
    'Which two words rhyme with {word}?',
    'Which words rhyme with {word}?',
    'Give me some rhymes for {word}.',
    'I need two words that rhyme with {word}.',
    'Can you find two rhymes for {word}?',
    'What are some words that rhyme with {word}?',
    'Do you know two rhymes for {word}?',
    'Find two words that rhyme with {word}.',
    '{word}: two rhymes, please.',
    '{word} rhymes with which two words?',
    '{word} rhymes with which words?',
    'Two rhymes for {word}, please.',
    'Two words that rhyme with {word}, please.',
    'Some rhymes for {word}?',
    'Some rhymes for {word}, please.',
    'Rhymes for {word}?',
    'Rhymes for {word}, please.',
    'More than one rhyme for {word}, please.',
    'Words that rhyme with {word}?',
    'A few words that rhyme with {word}, please.',
    'List two rhymes for {word}.',
    'List some words that rhyme with {word}.',
    'Name two rhymes for {word}.',
    'Name some words that rhyme with {word}.',
    'Say two words that rhyme with {word}.',
    'Give me two rhymes for {word}.',
    'Give me two words that rhyme with {word}.',
    'Tell me some words that rhyme with {word}.',
    'Tell me two words that sound like {word} at the end.',
    'Think of two rhymes for {word}.',
    'What words rhyme with {word}?',
    'What two words rhyme with {word}?',
    'What are two rhymes for {word}?',
    'What are rhymes for {word}?',
    'What are some rhymes for {word}?',
    'Which words sound like {word} at the end?',
    'Which words end like {word}?',
    'Are there words that rhyme with {word}?',
    'Can you name two words that rhyme with {word}?',
    'Can you give me some rhymes for {word}?',
    'Could you tell me two rhymes for {word}?',
    'Do you know some rhymes for {word}?',
    'Do you know words that rhyme with {word}?',
    'I need two rhymes for {word}.',
    'I need some rhymes for {word}.',
    'I am looking for two words that rhyme with {word}.',
    'I want to know which words rhyme with {word}.',
    'My poem has {word} in it. I need two rhymes.',
    'My teacher wants two rhymes for {word}.',
    'Please find two rhymes for {word}.',
  ],
  answer: [
    '{rhyme} and {second} rhyme with {word}.',
    '{word} rhymes with {rhyme} and {second}.',
    'Two rhymes for {word} are {rhyme} and {second}.',
  ],
  brief: ['{rhyme} and {second}.', '{rhyme}, {second}.'],
  more: rhymeAnswers.more.slice(0, 1),
  truth: {
    ...rhymeTruth,
    options: (bindings) =>
      rhymeTruth.options(bindings).filter((word) => !smallWords.includes(word)),
    lie: ({ word }, random) => {
      const [rhyme, second] = random.shuffled(strangersOf(word!));
      return { rhyme: rhyme!, second: second! };
    },
  },
  then: [nextWord],
};

/** Slots: the question's `left` and `right`, with `verdict`, `rhymes` ("cat rhymes with hat") and `rhyme` ("they rhyme"). */
const judged = (isYes: boolean): Bindings => ({
  verdict: isYes ? 'yes' : 'no',
  rhymes: isYes ? 'rhymes' : 'does not rhyme',
  rhyme: isYes ? 'rhyme' : 'do not rhyme',
});

const doTheyRhyme: Item = {
  weight: 3,
  draw: (random) => {
    const left = random.pick(words);
    const right = random.pick(random.uniform() < 0.5 ? rhymesOf(left) : strangersOf(left));
    return { left, right, ...judged(doRhyme(left, right)) };
  },
  read: (slots) => {
    const [left, right] = [known(slots.left), known(slots.right)];
    return left && right && left !== right
      ? { left, right, ...judged(doRhyme(left, right)) }
      : null;
  },
  ask: [
    'Does {left} rhyme with {right}?',
    'Do {left} and {right} rhyme?',
    'Is {left} a rhyme for {right}?',
    'Tell me if {left} rhymes with {right}.',
    'I think {left} rhymes with {right}. Am I right?',
    '{left} rhymes with {right}, right?',
    'Is it true that {left} rhymes with {right}?',
    'Can I rhyme {left} with {right}?',
    '{left} and {right}: do they rhyme?',
    'Would you say {left} rhymes with {right}?',
    'Do the words {left} and {right} rhyme?',
    '{left} and {right} rhyme?',
    "{left} and {right} rhyme, don't they?",
    '{left} and {right}, is that a rhyme?',
    '{left} and {right}: rhyme or not?',
    '{left} and {right}: yes or no, do they rhyme?',
    '{left}, {right}: a rhyme?',
    '{left} with {right}, does that rhyme?',
    'Rhyme or no rhyme: {left} and {right}?',
    'Yes or no: {left} rhymes with {right}.',
    'True or false: {left} and {right} rhyme.',
    'Is {left} and {right} a rhyme?',
    'Is it a rhyme if I say {left} and {right}?',
    'Is it right that {left} rhymes with {right}?',
    'Are {left} and {right} rhymes?',
    'Are {left} and {right} a rhyme?',
    'Am I right that {left} and {right} rhyme?',
    'Do you think {left} rhymes with {right}?',
    'Do you think {left} and {right} rhyme?',
    'Do {left} and {right} sound alike at the end?',
    'Do {left} and {right} end with the same sound?',
    'Does {left} sound like {right} at the end?',
    'Does {left} go with {right} in a rhyme?',
    'Does the word {left} rhyme with the word {right}?',
    'Does it rhyme: {left} and {right}?',
    'Can {left} and {right} rhyme?',
    'Can you rhyme {left} with {right}?',
    'Could I use {left} as a rhyme for {right}?',
    'Could you tell me if {left} and {right} rhyme?',
    'Please tell me whether {left} rhymes with {right}.',
    'Please check if {left} and {right} rhyme.',
    'Listen: {left}, {right}. Do they rhyme?',
    'I am not sure if {left} and {right} rhyme.',
    'I say {left} and {right} rhyme. Is that true?',
    'I want to rhyme {left} with {right}. Does it work?',
    'I wonder if {left} rhymes with {right}.',
    'I wrote {left} and {right} in my poem. Do they rhyme?',
    'If one line ends with {left} and the next with {right}, does it rhyme?',
    'My [brother|sister|friend] says that {left} rhymes with {right}. Is it so?',
    'My teacher says {left} and {right} rhyme. Is that right?',
  ],
  answer: [
    '{verdict}, {left} {rhymes} with {right}.',
    '{verdict}, {left} and {right} {rhyme}.',
    '{verdict}, they {rhyme}.',
  ],
  brief: ['{verdict}.', '{verdict}, they {rhyme}.'],
  truth: {
    slot: 'verdict',
    options: () => ['yes', 'no'],
    lie: ({ verdict }) => judged(verdict === 'no'),
  },
};

/** Slots: `word`, the two it is held against, `left` and `right`, and the `rhyme` of them. */
function bindChoice(word: string, left: string, right: string): Bindings | null {
  if (doRhyme(word, left) === doRhyme(word, right)) return null;
  return { word, left, right, rhyme: doRhyme(word, left) ? left : right };
}

const whichOfTwo: Item = {
  weight: 2,
  draw: (random) => {
    const word = random.pick(words);
    const two = [random.pick(rhymesOf(word)), random.pick(strangersOf(word))];
    const [left, right] = random.shuffled(two);
    return bindChoice(word, left!, right!)!;
  },
  read: (slots) => {
    const [word, left, right] = [known(slots.word), known(slots.left), known(slots.right)];
    return word && left && right ? bindChoice(word, left, right) : null;
  },
  ask: [
    'Which rhymes with {word}, {left} or {right}?',
    'What rhymes with {word}: {left} or {right}?',
    'Does {left} or {right} rhyme with {word}?',
    '{left} or {right}: which rhymes with {word}?',
    'Tell me which rhymes with {word}, {left} or {right}.',
    'I need a rhyme for {word}. Is it {left} or {right}?',
    'Is it {left} or {right} that rhymes with {word}?',
    'Choose the rhyme for {word}: {left} or {right}.',
    '{word}: {left} or {right}?',
    '{word} rhymes with {left} or {right}?',
    '{word} rhymes with which, {left} or {right}?',
    '{word} goes with {left} or {right} in a rhyme?',
    '{left} or {right} for {word}, what rhymes?',
    '{left} or {right}: what is a rhyme for {word}?',
    'Rhyme for {word}: {left} or {right}?',
    'Does {word} rhyme with {left} or {right}?',
    'Does {word} rhyme with {left} or with {right}?',
    'Do I rhyme {word} with {left} or {right}?',
    'What is the rhyme for {word}, {left} or {right}?',
    'What rhymes better with {word}, {left} or {right}?',
    'What sounds like {word}, {left} or {right}?',
    'Which is the rhyme for {word}: {left} or {right}?',
    'Which one rhymes with {word}, {left} or {right}?',
    'Which of {left} and {right} rhymes with {word}?',
    'Which of the words {left} and {right} rhymes with {word}?',
    'Which word sounds like {word}: {left} or {right}?',
    'Which word rhymes with {word}: {left} or {right}?',
    'Of {left} and {right}, which rhymes with {word}?',
    'Pick the word that rhymes with {word}: {left} or {right}.',
    'Find the rhyme for {word}: is it {left} or {right}?',
    'Name the one that rhymes with {word}: {left} or {right}.',
    'My line ends with {word}. Should the next end with {left} or {right}?',
    'My poem needs a rhyme for {word}. Do I take {left} or {right}?',
    'I am not sure what rhymes with {word}: {left} or {right}?',
    'I want to rhyme {word}. Should I take {left} or {right}?',
    'I can take {left} or {right}. Which one rhymes with {word}?',
    'Can you tell me which rhymes with {word}, {left} or {right}?',
    'Please say which rhymes with {word}, {left} or {right}.',
  ],
  answer: rhymeAnswers.answer,
  brief: ['{rhyme}.', '{rhyme} rhymes with {word}.'],
  truth: {
    slot: 'rhyme',
    options: ({ left, right }) => [left!, right!],
  },
  then: [another, nextWord],
};

const nameRhymes: Item = {
  draw: (random) => drawWord(random),
  ask: [
    'Name two words that rhyme.',
    'Tell me a rhyme.',
    'Give me two words that rhyme.',
    'Do you know any rhymes?',
    'Which words rhyme?',
    'I want to hear a rhyme.',
    'Can you say two words that rhyme?',
    'Give me an example of a rhyme.',
    'Say something that rhymes.',
  ],
  answer: ['{word} and {rhyme} rhyme.', '{word} rhymes with {rhyme}.'],
  brief: ['{word} and {rhyme}.', '{word}, {rhyme}.'],
  then: [nextWord],
};

const hardWords = ['orange', 'silver', 'purple', 'month'];

/** Words that nothing rhymes with. */
const noRhyme: Item = {
  weight: 0.3,
  draw: (random) => ({ hard: random.pick(hardWords) }),
  read: ({ hard }) => (hardWords.includes(plainWords(hard ?? '')) ? { hard: hard! } : null),
  ask: [
    'What rhymes with {hard}?',
    'Which word rhymes with {hard}?',
    'Tell me a word that rhymes with {hard}.',
    'Find a rhyme for {hard}.',
    'Do you know a rhyme for {hard}?',
    'I need a rhyme for {hard}.',
    'Is there a rhyme for {hard}?',
    'Does anything rhyme with {hard}?',
  ],
  answer: [
    'No common word rhymes with {hard}.',
    'That is a hard one: no common word rhymes with {hard}.',
    'Poets still look for a rhyme for {hard}.',
  ],
  brief: ['Nothing that I know.', 'No common word does.'],
  then: [nextWord],
};

const meaning: Item = {
  weight: 0.6,
  ask: [
    'What is a rhyme?',
    'What are rhymes?',
    'What does rhyme mean?',
    'When do two words rhyme?',
    'Explain what a rhyme is.',
    'How does rhyming work?',
    'Tell me what it means to rhyme.',
    'I do not know what a rhyme is.',
  ],
  answer: [
    'Two words rhyme when they end with the same sound, such as [cat and hat|moon and spoon|bee and tree].',
    'A rhyme is two words that sound the same at the end, such as [fox and box|mouse and house|cake and lake].',
    'Words rhyme when their ends sound alike: [boat and goat|nose and rose|bear and chair].',
  ],
  brief: ['Words that end with the same sound.', 'Two words like [cat and hat|moon and spoon].'],
  then: [nextWord],
};

export const rhymes: Topic = {
  skill: 'rhymes',
  weight: 2,
  tone: 'fact',
  items: [whatRhymes, twoRhymes, doTheyRhyme, whichOfTwo, nameRhymes, noRhyme, meaning],
};
