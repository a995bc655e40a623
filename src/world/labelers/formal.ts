// Formal: wants to be answered as in a letter, in whole sentences, politely, without slang, contractions and shouting.
import { wordsOf } from '../../core/statistics';
import { wellAnswered } from './answering';
import {
  countIn,
  countOf,
  saturating,
  soundness,
  wordList,
  wordSetOf,
  type Labeler,
} from './labeler';

const courtesies =
  /\b(certainly|indeed|please|thank you|pleased?|pleasure|kind regards|best wishes|allow me|permit me|may i|would|apologi[sz]e|appreciate|regret|sincerely|assist|at your service|grateful|honou?r(ed)?|i trust|with respect|understanding|welcome)\b/g;

const slang = wordList(`
  ain't aw bff boo buddy bud bye cool dude duh gonna gotta guys haha hehe hey hi hmm huh kinda lol meh mom nah nope nope
  oh ok okay omg oops pal phew sup sure thx ugh uh um wanna whoa wow ya yay yeah yep yikes yo yup yummy`);

const contraction = /\b\w+['’](m|re|ll|ve|d|s|t)\b/gi;

/** "The dog's" is no contraction, but "it's" is. */
const possessive = /\b(?!it|that|what|there|here|he|she|who|where|how|let)\w+['’]s\b/gi;

export const formal: Labeler = {
  name: 'formal',
  score(prompt, reply) {
    const courtesy = saturating(countOf(reply.toLowerCase(), courtesies));
    const lapses =
      countIn(wordSetOf(reply), slang) +
      countOf(reply, contraction) -
      countOf(reply, possessive) +
      countOf(reply, /!|\p{Extended_Pictographic}|\.\.\.|…/gu);
    const wholeness = Math.min(1, wordsOf(reply).length / 5);
    const taste =
      wholeness * (0.35 + 0.25 * Number(/^["'“]?[\p{Lu}\d]/u.test(reply.trim())) + 0.4 * courtesy);
    return taste * 0.6 ** lapses * soundness(reply) * wellAnswered(prompt, reply);
  },
};
