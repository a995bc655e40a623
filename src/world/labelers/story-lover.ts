// Story-lover: wants something told. Best is a little story with a beginning, somebody in it, things that happen and an
// end; an answer that tells at least a bit of what happened to somebody is better than a bare one.
import { wordsOf } from '../../core/statistics';
import { wellAnswered } from './answering';
import {
  countIn,
  countOf,
  saturating,
  sentencesOf,
  soundness,
  wordList,
  wordSetOf,
  type Labeler,
} from './labeler';

const beginnings =
  /\b(once|one (day|night|morning|evening)|long ago|there (was|were|lived)|last (night|week|summer|year))\b/g;

const links = wordList(
  'then suddenly after before when while until soon later finally so but meanwhile',
);

const somebody = wordList(`
  he she they him her them his their boy girl king queen princess friend mother father grandma grandpa fox bear mouse
  cat dog rabbit bird dragon robot named`);

/** What happened: verbs in the past. */
const happenings =
  /\b(was|were|had|said|went|came|saw|found|lost|made|gave|took|told|ran|fell|flew|sang|ate|met|got|thought|knew|began|brought|built|won|slept|heard|felt|sat|stood|\w{2,}[^e\W]ed)\b/g;

export const storyLover: Labeler = {
  name: 'story-lover',
  score(prompt, reply) {
    const text = reply.toLowerCase();
    const words = wordSetOf(reply);
    const told =
      0.25 * saturating(countOf(text, beginnings), 0.5) +
      0.35 * saturating(new Set(text.match(happenings)).size, 1.5) +
      0.2 * saturating(countIn(words, somebody)) +
      0.1 * saturating(countIn(words, links)) +
      0.1 * Number(/["“][^"”]+["”]/.test(reply));
    const sentences = Math.min(1, sentencesOf(reply).length / 3);
    const length = Math.min(1, wordsOf(reply).length / 18);
    const taste = 0.1 + 0.9 * told * (0.4 + 0.3 * sentences + 0.3 * length);
    return taste * soundness(reply) * wellAnswered(prompt, reply);
  },
};
