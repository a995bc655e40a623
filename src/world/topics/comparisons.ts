// Comparisons: which is bigger or smaller, which has more legs. Sizes are compared within any table that has a column
// `size`; to compare another table, add it to the list at the end.
import { animals } from '../facts/animals';
import { beyondItem, isItem, whichItem } from '../facts/compare-items';
import type { Entity } from '../facts/table';
import { things } from '../facts/things';
import { withArticle } from '../phrases';
import type { Item, Topic } from '../topic';

const sizes = { attribute: 'size', order: ['tiny', 'small', 'medium', 'big', 'huge'] };
const legs = { attribute: 'legs', order: ['no', 'two', 'four', 'six', 'eight', 'ten'] };

/** Frames that differ in the word alone: bigger or smaller. */
const whichFrames = (word: string, others: readonly string[]): string[] => [
  `Which is ${word}, {left} or {right}?`,
  `What is ${word}, {left} or {right}?`,
  `Which one is ${word}: {left} or {right}?`,
  `Is {left} or {right} ${word}?`,
  `{left} or {right}: which is ${word}?`,
  `Which are ${word}, {lefts} or {rights}?`,
  `{lefts} or {rights}, which are ${word}?`,
  `Tell me which is ${word}, {left} or {right}.`,
  `If you put {left} next to {right}, which is ${word}?`,
  `Do you know what is ${word}, {left} or {right}?`,
  `Compare {left} and {right}. Which is ${word}?`,
  ...others,
];

const whichAnswers = (word: string) => ({
  answer: [
    `{one} is ${word} than {other}.`,
    `{plural} are ${word} than {others}.`,
    `{the} is ${word}.`,
  ],
  brief: ['{one}.', '{the}.', `{one} is ${word}.`],
});

const isFrames = (word: string): string[] => [
  `Is {left} ${word} than {right}?`,
  `Are {lefts} ${word} than {rights}?`,
  `Do you think {left} is ${word} than {right}?`,
  `Is it true that {left} is ${word} than {right}?`,
  `Tell me if {left} is ${word} than {right}.`,
  `I think {left} is ${word} than {right}. Am I right?`,
  `Would you say {lefts} are ${word} than {rights}?`,
  `{left} is ${word} than {right}, right?`,
  `I wonder if {left} is ${word} than {right}.`,
];

const isAnswers = (word: string) => ({
  answer: [
    `{verdict}, {one} is {not} ${word} than {other}.`,
    `{verdict}, {plural} are {not} ${word} than {others}.`,
  ],
  brief: ['{verdict}.', `{verdict}, it is {not} ${word}.`],
});

/** All comparisons of size among the entities of a table. */
function sizeComparisons(entities: readonly Entity[], noun: string): Item[] {
  const smaller = { ...sizes, asksForLess: true };
  const whichIsBigger = whichItem(entities, {
    ...sizes,
    weight: 2,
    ask: whichFrames('bigger', [
      'What is larger, {left} or {right}?',
      'Which takes more room, {left} or {right}?',
    ]),
    ...whichAnswers('bigger'),
  });
  const whichIsSmaller = whichItem(entities, {
    ...smaller,
    weight: 1.5,
    ask: whichFrames('smaller', [
      'Which takes less room, {left} or {right}?',
      'Which needs the smaller box, {left} or {right}?',
    ]),
    ...whichAnswers('smaller'),
  });
  const again = (word: string): string[] => [
    `And which one is ${word}?`,
    `So which is ${word}?`,
    `And the ${word} one?`,
    `Which of the two is ${word}?`,
    `And what is ${word}?`,
    `Then which one is ${word}?`,
  ];
  return [
    { ...whichIsBigger, then: [{ ...whichIsSmaller, ask: again('smaller') }] },
    { ...whichIsSmaller, then: [{ ...whichIsBigger, ask: again('bigger') }] },
    isItem(entities, { ...sizes, weight: 1.5, ask: isFrames('bigger'), ...isAnswers('bigger') }),
    isItem(entities, { ...smaller, ask: isFrames('smaller'), ...isAnswers('smaller') }),
    beyondItem(entities, {
      ...sizes,
      ask: beyondFrames('bigger', noun),
      ...beyondAnswers('bigger'),
    }),
    beyondItem(entities, {
      ...smaller,
      ask: beyondFrames('smaller', noun),
      ...beyondAnswers('smaller'),
    }),
  ];
}

const beyondFrames = (word: string, noun: string): string[] => [
  `Name ${withArticle(noun)} that is ${word} than {other}.`,
  `Which ${noun} is ${word} than {other}?`,
  `What ${noun} is ${word} than {other}?`,
  `What is ${word} than {other}?`,
  `Tell me ${withArticle(noun)} ${word} than {other}.`,
  `Do you know ${withArticle(noun)} that is ${word} than {other}?`,
  `Give me ${withArticle(noun)} that is ${word} than {other}.`,
  `Can you think of ${withArticle(noun)} ${word} than {other}?`,
  `I need ${withArticle(noun)} that is ${word} than {other}.`,
];

const beyondAnswers = (word: string) => ({
  answer: [`{one} is ${word} than {other}.`, `{plural} are ${word} than {others}.`],
  brief: ['{one}.', `{one} is ${word}.`],
});

const moreLegs = whichItem(animals, {
  ...legs,
  weight: 1.5,
  ask: [
    'Which has more legs, {left} or {right}?',
    'What has more legs, {left} or {right}?',
    'Who has more legs: {left} or {right}?',
    'Does {left} or {right} have more legs?',
    '{left} or {right}: which has more legs?',
    'Which have more legs, {lefts} or {rights}?',
    'Tell me who has more legs, {left} or {right}.',
    'Who needs more shoes, {left} or {right}?',
    'Count the legs of {left} and {right}. Who has more?',
    'Do {lefts} or {rights} have more legs?',
  ],
  answer: [
    '{one} has more legs than {other}.',
    '{plural} have more legs than {others}.',
    '{the} has more legs.',
  ],
  brief: ['{one}.', '{the}.', '{one} has more.'],
});

const fewerLegs = whichItem(animals, {
  ...legs,
  asksForLess: true,
  ask: [
    'Which has fewer legs, {left} or {right}?',
    'Who has fewer legs, {left} or {right}?',
    'Does {left} or {right} have fewer legs?',
    '{left} or {right}: which has fewer legs?',
    'Which have fewer legs, {lefts} or {rights}?',
    'Tell me who has fewer legs, {left} or {right}.',
    'Who needs fewer shoes, {left} or {right}?',
    'Do {lefts} or {rights} have fewer legs?',
  ],
  answer: [
    '{one} has fewer legs than {other}.',
    '{plural} have fewer legs than {others}.',
    '{the} has fewer legs.',
  ],
  brief: ['{one}.', '{the}.', '{one} has fewer.'],
});

const hasMoreLegs = isItem(animals, {
  ...legs,
  ask: [
    'Does {left} have more legs than {right}?',
    'Do {lefts} have more legs than {rights}?',
    'Has {left} got more legs than {right}?',
    'Is it true that {left} has more legs than {right}?',
    'Do you think {left} has more legs than {right}?',
    'Tell me if {left} has more legs than {right}.',
    'I think {left} has more legs than {right}. Am I right?',
    'Are there more legs on {left} than on {right}?',
  ],
  answer: [
    '{verdict}, {one} does {not} have more legs than {other}.',
    '{verdict}, {plural} do {not} have more legs than {others}.',
  ],
  brief: ['{verdict}.', '{verdict}, it does {not}.'],
});

export const comparisons: Topic = {
  skill: 'comparisons',
  weight: 3,
  tone: 'fact',
  items: [
    ...sizeComparisons(animals, 'animal'),
    ...sizeComparisons(things, 'thing'),
    moreLegs,
    fewerLegs,
    hasMoreLegs,
  ],
};
