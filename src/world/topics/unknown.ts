// What the world does not hold: how one says so, and questions that nobody here can answer.
import type { Topic } from '../topic';

/** Ways of admitting it; most begin alike, so that not knowing is one clear thing to learn. */
export const unknownAnswers: readonly string[] = [
  "I don't know.",
  "I don't know that[, sorry|].",
  "I don't know that one[ yet|].",
  "I don't know. [I have not learned that|Nobody has told me that] yet.",
];

export const unknown: Topic = {
  skill: 'not knowing',
  weight: 1,
  tone: 'unknown',
  items: [
    {
      ask: [
        'What is the capital of [Peru|France|Japan]?',
        'Who won the [game|match|election] [yesterday|last night]?',
      ],
      answer: unknownAnswers,
    },
  ],
};
