// Facts about animals, asked in many ways.
import { animals } from '../facts/animals';
import { factItem } from '../facts/fact-items';
import type { Topic } from '../topic';

const food = factItem(animals, {
  attribute: 'food',
  ask: [
    'What {do} {plural} eat?',
    'What does {one} eat?',
    'What [food|kind of food] {do} {plural} like?',
  ],
  answer: ['{plural} eat {food}.', '{one} eats {food}.'],
  brief: ['{food}.'],
});

export const animalFacts: Topic = {
  skill: 'animal facts',
  weight: 6,
  tone: 'fact',
  items: [{ ...food, then: [] }],
};
