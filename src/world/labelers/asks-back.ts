// Asks back: wants an answer and then a question in return, so that the talk goes on.
import { wordsOf } from '../../core/statistics';
import { wellAnswered } from './answering';
import { isQuestion, sentencesOf, soundness, wordList, type Labeler } from './labeler';

const personWords = wordList("you your yours yourself you're you've you'd u");

/** Likes a reply that ends with a question to the person, best after an answer; not the prompt handed back. */
export const asksBack: Labeler = {
  name: 'asks-back',
  score(prompt, reply) {
    const sentences = sentencesOf(reply);
    const last = sentences.at(-1) ?? '';
    const question = questionQuality(prompt, last, sentences);
    return (0.05 + 0.95 * question) * soundness(reply) * wellAnswered(prompt, reply);
  },
};

function questionQuality(prompt: string, last: string, sentences: string[]): number {
  if (!isQuestion(last)) return sentences.some(isQuestion) ? 0.05 : 0;
  const words = wordsOf(last);
  const toThePerson = words.some((word) => personWords.has(word)) ? 1 : 0.6;
  const length = [0, 0.4, 0.8][words.length] ?? 1;
  const promptWords = new Set(wordsOf(prompt));
  const isEcho = words.length > 2 && words.every((word) => promptWords.has(word));
  const answersFirst = sentences.some((sentence) => !isQuestion(sentence)) ? 1 : 0.75;
  return toThePerson * length * answersFirst * (isEcho ? 0.4 : 1);
}
