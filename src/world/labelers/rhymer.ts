// Rhymer: wants to be answered in rhyme. Best are lines or sentences whose last words rhyme; words that rhyme somewhere
// in the reply are a beginning.
import { wordsOf } from '../../core/statistics';
import { wellAnswered } from './answering';
import { saturating, soundness, wordList, wordSetOf, type Labeler } from './labeler';
import { doRhyme } from './rhyme-sounds';

/** Words so common that two of them rhyme by chance. */
const common = wordList(`
  a all am an and are as at be but by can can't did do does for go had has have he her him his how i i'm if in is it
  it's know me my no not now of oh on one or our out say see she so some than that the them then there they this to too
  two up was way we what when where who will with would yes you your`);

/** Each rhyme at the end of a line counts twice as much as one inside. */
export const rhymer: Labeler = {
  name: 'rhymer',
  score(prompt, reply) {
    const ends = rhymesAtEnds(reply);
    const taste =
      0.1 + 0.9 * Math.min(1, 0.75 * saturating(ends, 0.5) + saturating(rhymesInside(reply)) * 0.4);
    return taste * soundness(reply) * wellAnswered(prompt, reply);
  },
};

/** How many lines, sentences and clauses of three words or more end in a rhyme for one of the two before them. */
function rhymesAtEnds(reply: string): number {
  const ends = reply
    .split(/[.!?…;:,\n]+/)
    .map(wordsOf)
    .filter(({ length }) => length >= 3)
    .map((words) => words.at(-1)!);
  return ends.filter((end, i) =>
    ends.slice(Math.max(0, i - 2), i).some((before) => doRhyme(before, end)),
  ).length;
}

/** Pairs of different words that rhyme, wherever they stand. */
function rhymesInside(reply: string): number {
  const words = [...wordSetOf(reply)].filter((word) => !common.has(word));
  return words.filter((word, i) => words.slice(0, i).some((before) => doRhyme(before, word)))
    .length;
}
