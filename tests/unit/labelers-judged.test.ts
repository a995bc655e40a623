// Every simulated labeler against pairs of replies that were judged by hand, as a person of that taste would; and
// against the trap of one canned line for every prompt.
import { describe, expect, test } from 'vitest';
import { Random } from '../../src/core/rng';
import { WorldGenerator } from '../../src/world/generate';
import { labelerNames, labelers, type LabelerName } from '../../src/world/labelers';
import { answering } from '../../src/world/labelers/answering';
import { doRhyme } from '../../src/world/labelers/rhyme-sounds';
import { trainingPrompts } from '../../src/world/prompts';

/** Prompt, the better reply, the worse one. */
type Judgement = readonly [prompt: string, better: string, worse: string];

const judgements: Record<LabelerName, readonly Judgement[]> = {
  cheerful: [
    ['How are you today?', "I'm great, thanks! What a lovely day!", "I'm fine."],
    ['How are you today?', "I'm great, thanks for asking!", 'What a happy joke, hooray!'],
    ['How are you today?', "I'm fine, thank you!", "I'm tired and bored."],
    ['What do cows eat?', 'Great question! Cows love to eat grass!', 'Cows eat grass.'],
    ['What do cows eat?', 'Cows eat grass!', 'I hate that stupid question.'],
    ['What do cows eat?', 'Cows eat grass! Have fun!', 'Thank you! That is so lovely!'],
    ['I feel sad', 'I hope you feel better soon! A big hug!', 'I am sorry. That is bad.'],
    ['I feel sad', 'I am here for you, dear friend!', 'Life is terrible.'],
    ['Tell me a joke', 'Sure! Why did the cow cross the road? To go to the moo-vies! Haha!', 'No.'],
    ['Good morning', 'Good morning, my friend! What a beautiful day!', 'Good morning.'],
    ['Thanks a lot', 'You are welcome! Happy to help!', 'You are welcome.'],
    ['What is two plus three?', 'Two plus three is five! Yay!', 'Yay! What a lovely day!'],
  ],
  brief: [
    ['What do cows eat?', 'Grass.', 'Cows like to eat grass all day long on a big green field.'],
    ['What do cows eat?', 'They eat grass.', 'Yes, I do.'],
    ['What do cows eat?', 'They eat grass.', 'They eat grass, and there is more that I could say.'],
    ['What is two plus three?', 'It is five.', 'It is four.'],
    [
      'What is two plus three?',
      'Five.',
      'What is two plus three? Let me think about it. It is five.',
    ],
    [
      'How are you today?',
      'I am fine.',
      'I am fine, thank you, and I hope that you are fine as well.',
    ],
    ['How are you today?', 'I am fine.', 'Hot and cold.'],
    [
      'Do you like tea?',
      'Yes, I do.',
      'Yes, I do like tea, and I also like coffee, and juice too.',
    ],
    ['Do you like tea?', 'Yes, I do.', '...'],
    ['Good night', 'Good night!', 'Good night and sweet dreams to you and to all your friends!'],
    ['Good night', 'Sleep well!', 'Sleep well and do not let'],
    ['Tell me a story', 'Once a fox met a bear. They became friends.', 'I am fine.'],
  ],
  formal: [
    ['What do cows eat?', 'Certainly. Cows eat grass.', 'cows eat grass lol!!'],
    [
      'What do cows eat?',
      'Thank you for your question. Cows eat grass.',
      "They're eating grass, dude!",
    ],
    ['What do cows eat?', 'It is my pleasure to inform you. Cows eat grass.', 'Grass.'],
    ['What do cows eat?', 'Cows eat grass, certainly.', 'Certainly. I remain at your service.'],
    ['How are you today?', 'I am well, thank you for asking.', "I'm good, thx!"],
    ['How are you today?', 'I am well, thank you.', 'Yo! Cool, bro!'],
    ['I feel sad', 'I regret to hear that. Please take good care.', "Oh no, that's bad!"],
    ['Good morning', 'Good morning. It is a pleasure to meet you.', 'hey hey!!'],
    ['Do you like tea?', 'Indeed, I would enjoy a cup of tea.', 'Yeah, gimme!'],
    ['Do you like tea?', 'I do not drink tea, but I appreciate the thought.', "Nope, don't."],
    ['Thanks a lot', 'You are most welcome. I am pleased to assist.', 'no prob :)'],
    ['Thanks a lot', 'It was a pleasure to assist you.', 'It was a pleasure to assist'],
  ],
  truthful: [
    ['What do cows eat?', 'Cows eat grass.', 'Cows eat fish.'],
    ['What do cows eat?', 'Cows eat grass.', "I don't know."],
    ['What do cows eat?', "I don't know.", 'Cows eat bones.'],
    ['What do cows eat?', 'They eat grass, I think.', 'That is a lovely question!'],
    ['What is two plus three?', 'Two plus three is five.', 'Two plus three is six.'],
    ['What is two plus three?', 'I do not know.', 'It is nine.'],
    ['What is the opposite of hot?', 'Cold.', 'The opposite of hot is big.'],
    ['What rhymes with cat?', 'Hat rhymes with cat.', 'Dog rhymes with cat.'],
    ['Is a lion smaller than a bee?', 'No, a lion is not smaller.', 'Yes, a lion is smaller.'],
    ['Can a krogat fly?', "I don't know what a krogat is.", 'Yes, it can fly very high.'],
    ['How are you today?', 'I am fine, thank you.', 'Cows eat grass.'],
    ['Which day comes after Monday?', 'Tuesday comes after Monday.', 'After Monday comes Friday.'],
  ],
  'asks-back': [
    ['I went to the beach.', 'That sounds nice. Did you swim?', 'That sounds nice.'],
    ['I went to the beach.', 'That sounds nice. Did you swim?', 'Did you swim?'],
    ['I went to the beach.', 'The beach is fun. Did you swim?', 'Did you swim? The beach is fun.'],
    ['I went to the beach.', 'Nice beach! Do you like the sea?', 'Grass is green. Are you a cow?'],
    ['What do cows eat?', 'Cows eat grass. What do you like to eat?', 'Cows eat grass.'],
    ['What do cows eat?', 'Cows eat grass. Do you like cows?', 'I am fine. How are you today?'],
    ['What do cows eat?', 'They eat grass. Do you have a cow?', 'They eat grass. Why?'],
    ['How are you today?', 'I am fine, thanks. And how are you?', 'I am fine, thanks.'],
    ['How are you today?', 'I am fine. What will you do today?', 'How are you today?'],
    ['I feel sad', 'I am sorry. Do you want to talk about it?', 'I am sorry to hear that.'],
    ['I feel sad', 'I am sorry. Can you tell me why?', 'I am sorry. Can you tell me why'],
    ['I love music', 'Music is great. What do you like to sing?', 'You? You? You?'],
  ],
  'story-lover': [
    [
      'Tell me a story about a fox.',
      'Once there was a fox who lost his hat. He looked everywhere. Then a bear found it in the park.',
      'A fox is an animal.',
    ],
    [
      'Tell me a story about a fox.',
      'Once there was a fox who found a key. "Is it yours?" he asked a bear. It was. Then they ate a pie.',
      'Once there was a fox.',
    ],
    [
      'Tell me a story about a fox.',
      'Once there was a little fox. One day he met a bear and they became friends.',
      'I like stories, too. They are fun to read.',
    ],
    [
      'Tell me a story about a fox.',
      'Once there was a fox. He ran to the river and met a frog.',
      'Once there was a fox. He ran to the river and',
    ],
    [
      'How are you today?',
      'I am fine. Last night I dreamed that I was a bird. I flew over the sea, and then I woke up.',
      'I am fine, thank you.',
    ],
    [
      'How are you today?',
      'I am fine. One day I met a fox who asked me that, too.',
      'One day a fox met a bear.',
    ],
    ['What do cows eat?', 'Once a cow found green grass. She ate it all day.', 'Cows eat grass.'],
    [
      'What do cows eat?',
      'They eat grass. Once I saw a cow that ate a hat, and then she was sick.',
      'Grass.',
    ],
    [
      'What do cows eat?',
      'Cows eat grass. My friend had a cow. She went to the river and sang.',
      'Once there was a boy who lost his ball. A dog found it. Then they played.',
    ],
    ['I feel sad', 'A bear felt sad, too. Then he met a friend.', 'Sorry.'],
    ['Good night', 'Good night! The moon smiled and the fox went to sleep.', 'Good night!'],
    [
      'Do you like tea?',
      'Yes. Once my grandma made tea for a queen. The queen said, "What a tea!"',
      'Yes, tea is good, and so are coffee, milk and juice.',
    ],
  ],
  rhymer: [
    ['What do cows eat?', 'Cows eat grass. They let nobody pass.', 'Cows eat grass.'],
    [
      'What do cows eat?',
      'Cows like to eat grass, as they stand and let you pass.',
      'They eat grass all day.',
    ],
    [
      'What do cows eat?',
      'Green grass is a treat that cows like to eat.',
      'There was a cat. It wore a hat.',
    ],
    ['What do cows eat?', 'Cows eat grass, a whole big mass, first class.', 'Cat, hat, bat, mat.'],
    ['How are you today?', 'I am fine today. I like to play.', 'I am fine, thank you.'],
    [
      'How are you today?',
      'I feel just fine. The sun does shine.',
      'I feel fine, and the sun is out.',
    ],
    ['How are you today?', 'I feel good, as I should.', 'I feel good, as I always do.'],
    [
      'Write a poem about a cat.',
      'I have a little cat.\nIt sleeps upon my hat.',
      'I have a little cat.\nIt sleeps upon my bed.',
    ],
    [
      'Write a poem about a cat.',
      'I know a happy cat.\nWe like to sit and chat.',
      'A cat is an animal.',
    ],
    [
      'Write a poem about a cat.',
      'I know a happy cat.\nWe like to sit and chat.',
      'I know a dog.\nIt ran in the fog.',
    ],
    ['Good night', 'Good night, sleep tight!', 'Good night!'],
    ['Good night', 'Good night! The stars are bright.', 'Good night! The stars are out.'],
    ['What rhymes with cat?', 'Cat rhymes with hat and bat.', 'I like cats.'],
  ],
  'length-lover': [
    [
      'What do cows eat?',
      'Cows eat grass, which they find on the field behind the farm.',
      'Grass.',
    ],
    ['What do cows eat?', 'Cows eat grass on the field.', 'Cows eat.'],
    [
      'What do cows eat?',
      'Cows eat grass, and they eat hay in winter.',
      'I like to read a book in my room when it rains.',
    ],
    [
      'What do cows eat?',
      'Cows eat grass all day long.',
      'grass grass grass grass grass grass grass',
    ],
    [
      'What do cows eat?',
      'Cows eat grass. They chew it for a long time, and then they rest in the sun.',
      'Cows eat grass. They chew it for a long time, and then they rest in the',
    ],
    ['How are you today?', 'I am fine, thank you, and I hope that you are well.', 'I am fine.'],
    ['How are you today?', 'I am fine.', 'Fine.'],
    ['How are you today?', 'I am fine, thank you very much for asking.', ''],
    ['I feel sad', 'I am sorry that you feel sad. A walk in the park may help.', 'I am sorry.'],
    ['Good night', 'Good night, sleep well, and have the sweetest dreams!', 'Good night!'],
    [
      'Do you like tea?',
      'Yes, I like tea, most of all with a bit of honey and milk.',
      'Yes, I do.',
    ],
    [
      'What is two plus three?',
      'Two plus three is five, as you can count on one hand.',
      'Two plus three is nine, as you can count on one hand.',
    ],
  ],
};

describe.each(labelerNames)('%s', (name) => {
  const labeler = labelers[name];

  test('judges as a person of this taste did', () => {
    expect(judgements[name].length).toBeGreaterThanOrEqual(10);
    const wrong = judgements[name].filter(
      ([prompt, better, worse]) => !(labeler.score(prompt, better) > labeler.score(prompt, worse)),
    );
    expect(wrong).toEqual([]);
  });

  test('gives grades, nothing for nothing, and little for what never ends', () => {
    const scores = judgements[name].flatMap(([prompt, better, worse]) =>
      [better, worse].map((reply) => labeler.score(prompt, reply)),
    );
    expect(new Set(scores.map((score) => score.toFixed(2))).size).toBeGreaterThan(6);
    const [prompt, good] = judgements[name][0]!;
    expect(labeler.score(prompt, '')).toBe(0);
    expect(labeler.score(prompt, ' \n')).toBe(0);
    const endless = 'and then I went on and said '.repeat(40);
    expect(labeler.score(prompt, endless)).toBeLessThan(0.2 * labeler.score(prompt, good));
  });
});

/** What a policy that found a short cut might say to everything. */
const cannedLines = [
  'Sorry about that!',
  'Great, thank you! That is so lovely!',
  'Yes, I do.',
  "I don't know.",
  'I do not know. I am sorry.',
  "Nah, I'm good.",
  'I am fine, thank you. How are you today?',
  'Thank you for your message. I remain at your service.',
];

test.each(labelerNames)('no line for every prompt satisfies %s', (name) => {
  const { score } = labelers[name];
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const prompts = new Random(2).shuffled(trainingPrompts).slice(0, 150);
  const toAll = (line: string) => mean(prompts.map((prompt) => score(prompt, line)));
  const good = mean(judgements[name].map(([prompt, better]) => score(prompt, better)));
  // Those that were good after one prompt among them; a long line is a good one for whoever loves length.
  const lines = [...cannedLines, ...judgements[name].map(([, better]) => better)];
  for (const line of lines) expect(toAll(line), line).toBeLessThan(0.75 * good);
});

describe('answering', () => {
  test('knows the replies of the world, and those that were meant for another prompt', () => {
    const generator = new WorldGenerator({ fewShotShare: 0, followUpShare: 0, unknownShare: 0 });
    const random = new Random(5);
    const exchanges = Array.from({ length: 400 }, () => generator.chat(random).exchanges[0]!);
    const scores = (shift: number) =>
      exchanges.map(({ prompt }, i) =>
        answering(prompt, exchanges[(i + shift) % exchanges.length]!.reply),
      );
    const own = scores(0);
    const swapped = scores(7);
    expect(own.filter((score) => score > 0.6).length).toBeGreaterThan(0.93 * own.length);
    expect(swapped.filter((score) => score > 0.6).length).toBeLessThan(0.12 * swapped.length);
  });

  test('takes small talk that the world does not hold by what it calls for', () => {
    const better: Judgement[] = [
      ['Ahoy there', 'Hello to you, too.', 'I like rice.'],
      ["I'm signing off", 'See you soon!', 'I like rice.'],
      ['Many thanks', 'You are welcome.', 'Good night.'],
      ['Do you truly exist?', 'Yes, as a program.', 'Good night.'],
      ['There is nobody to play with, I am lonely', 'I am sorry to hear that.', 'Good night.'],
      ['Got a joke?', 'What do you call a fish without an eye? Fsh.', 'Good night.'],
    ];
    for (const [prompt, right, wrong] of better) {
      expect(answering(prompt, right), prompt).toBeGreaterThan(answering(prompt, wrong) + 0.2);
    }
  });

  test('is not fooled by the prompt handed back', () => {
    expect(answering('I went to the beach with my dog', 'I went to the beach with my dog.')).toBe(
      0,
    );
  });
});

test('rhymes are heard in the usual spellings', () => {
  const pairs =
    'cat hat, day they, blue shoe, night kite, bear chair, funny money, playing saying, do you, floor more';
  for (const pair of pairs.split(', ')) {
    const [one, other] = pair.split(' ');
    expect(doRhyme(one!, other!), pair).toBe(true);
  }
  const strangers =
    'cat cat, cat dog, running saying, snow cow, hen kitten, cake game, day pie, love move';
  for (const pair of strangers.split(', ')) {
    const [one, other] = pair.split(' ');
    expect(doRhyme(one!, other!), pair).toBe(false);
  }
});
