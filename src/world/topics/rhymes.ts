// Rhymes: cat and hat, day and play. To add words, add them to a family or add a family; words of two families must
// not rhyme, and no word stands in two.
import type { Random } from '../../core/rng';
import { plainWords, type Bindings } from '../phrases';
import type { Item, Topic } from '../topic';

const families: readonly (readonly string[])[] = `
cat hat bat mat rat flat
dog frog log fog
fan pan man van
cap map nap tap
bag flag tag
jam ham lamb
bed red head sled
hen pen ten men
net pet jet wet
bell shell well smell
nest best vest chest
pig wig dig big
pin fin chin win
ship lip trip chip
king ring wing swing spring
hill mill grill spill
stick brick kick trick
fish dish wish
sit kit bit
mop shop hop top
pot dot hot spot
sock rock clock lock
fox box socks
bug hug mug rug
sun run bun
nut hut cut
duck truck luck
tub rub cub
drum plum thumb
jump bump stump
day hay tray clay
cake lake snake rake
rain train brain chain
plate gate skate late
game frame flame
face race lace
whale tail snail mail
bee tree key sea knee
sheep sleep jeep deep
feet street sweet seat
green queen bean
dream cream team
wheel meal seal
night kite bite bright
mice ice dice
nine line pine
pie sky fly tie
slide ride wide
snow toe crow
boat goat coat note
bone stone phone cone
nose rose hose
mole hole bowl pole
moon spoon balloon
boot fruit suit
pool school tool
shoe blue zoo glue
book cook hook
mouse house blouse
clown crown town brown
round sound ground
car star jar
park dark shark bark
bear chair hair pear
ear deer near
door floor four store
corn horn thorn
ball wall tall small
paw saw straw
boy toy joy
hand sand band
flower tower shower
bunny money sunny
kitten mitten bitten
letter sweater better
girl curl pearl
bird word third
nurse purse verse
knees trees breeze
road toad load
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
  ],
  then: [another, nextWord],
};

/** Words that replies are dressed with anyway: said beside a pair of rhymes, they do not make it false. */
const smallWords = 'well better best day drum brain hug wish joy book bit sit nap note'.split(' ');

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
