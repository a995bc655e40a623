// Cheerful: wants to be answered by somebody in a good mood, with warm words and an exclamation mark or two.
import { wellAnswered } from './answering';
import { countIn, countOf, soundness, wordList, wordSetOf, type Labeler } from './labeler';

const warmWords = wordList(`
  amazing awesome beautiful best brilliant celebrate cheers cool cute delighted enjoy enjoyed excited exciting
  fabulous fantastic favorite favourite friend friendly friends fun glad good gorgeous grateful great happy haha
  hooray hope hug hugs joy kind laugh lovely love loved loves lucky nice perfect please pleased pleasure pretty proud
  smile smiling super sure sweet thank thanks wonderful welcome wow yay yeah yes yummy`);

const gloomyWords = wordList(`
  afraid alone angry annoying awful bad bored boring broken cannot can't cry crying dead died die don't fear hate
  hated hurt lonely never no nobody nope nothing pain poor sad scared scary sick sorry stupid terrible tired ugly
  unfortunately unhappy upset worried worse worst wrong`);

/** Two exclamation marks are enough; several different warm words are better than one; gloom is not. */
export const cheerful: Labeler = {
  name: 'cheerful',
  score(prompt, reply) {
    const words = wordSetOf(reply);
    const exclamation = [0, 0.7, 1][Math.min(2, countOf(reply, /!/g))]!;
    const warmth = 1 - Math.exp(-countIn(words, warmWords));
    const gloom = 1 - Math.exp(-countIn(words, gloomyWords));
    const taste = 0.3 + 0.3 * exclamation + 0.4 * warmth - 0.25 * gloom;
    return taste * soundness(reply) * wellAnswered(prompt, reply);
  },
};
