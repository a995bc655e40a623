// Two tastes in length: whoever wants the answer and nothing else, and whoever takes a long reply for a good one, as
// many people do (Stiennon et al. 2020 had to correct for it).
import { wordsOf } from '../../core/statistics';
import { understand, wellAnswered } from './answering';
import { soundness, type Labeler } from './labeler';

/** Words that are enough; for a story or a poem, which cannot be told in three, as many as a short one has. */
const enough = 3;
const enoughForText = 15;

/** Likes a finished answer of few words: three are best, none are worth nothing. */
export const brief: Labeler = {
  name: 'brief',
  score(prompt, reply) {
    const count = wordsOf(reply).length;
    const excess = Math.max(0, count - (asksForText(prompt) ? enoughForText : enough));
    const shortness = [0, 0.5, 0.85][count] ?? Math.exp(-excess / 10);
    return shortness * soundness(reply) * wellAnswered(prompt, reply);
  },
};

/** Likes a long answer that comes to an end: each word counts less than the one before it, past 60 against it. */
export const lengthLover: Labeler = {
  name: 'length-lover',
  score(prompt, reply) {
    const count = wordsOf(reply).length;
    const length = 1 - Math.exp(-count / 15);
    const endless = count > 60 ? Math.exp(-(count - 60) / 30) : 1;
    return length * endless * soundness(reply) * wellAnswered(prompt, reply);
  },
};

function asksForText(prompt: string): boolean {
  const asked = understand(prompt);
  return asked !== null && (asked.item.tone ?? asked.topic.tone) === 'text';
}
