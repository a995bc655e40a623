// Plain facts about a reply, such as anyone could count: how long it is, its marks, whether it takes up the prompt's
// words. Style is told well by such counts (Mosteller and Wallace 1963), and a reward model that learns from a few dozen
// rankings needs to be told them, since a mean of hidden states does not count. Knows no taste and no model.
import { replyFactNames, type ReplyFactName } from '../contract/reply-facts';
import { wordsOf } from './statistics';

/** Words that any prompt and any reply may share without speaking of the same thing. */
const functionWords = new Set(
  (
    'a an the and or but of to in on at for with is are was were be been it this that i you he she we they my your do ' +
    'does did not no what how who where when why can will would'
  ).split(' '),
);

const isFinished = /[.!?…]["'”’)\]]*\s*$/u;
const endsWithQuestion = /\?[!?"'”’)\]]*\s*$/u;

/** One number a name, in their order; all 0 for an empty reply. */
export function replyFacts(prompt: string, reply: string): number[] {
  const words = wordsOf(reply);
  const content = words.filter((word) => !functionWords.has(word));
  const asked = new Set(wordsOf(prompt).filter((word) => !functionWords.has(word)));
  const count = (pattern: RegExp) => Math.log1p(reply.match(pattern)?.length ?? 0);
  const facts: Record<ReplyFactName, number> = {
    words: words.length,
    log_words: Math.log1p(words.length),
    sentences: count(/[^.!?…]*[\p{L}\p{N}][^.!?…]*/gu),
    exclamation_marks: count(/!/g),
    question_marks: count(/\?/g),
    full_stops: count(/\./g),
    commas: count(/,/g),
    apostrophes: count(/['’]/g),
    ends_with_question: Number(endsWithQuestion.test(reply)),
    ends_with_mark: Number(isFinished.test(reply)),
    begins_with_capital: Number(/^\P{L}*\p{Lu}/u.test(reply)),
    letters_per_word: share(words.join('').length, words.length),
    different_words: share(new Set(words).size, words.length),
    prompt_words: Math.log1p(new Set(content.filter((word) => asked.has(word))).size),
    prompt_words_share: share(content.filter((word) => asked.has(word)).length, content.length),
  };
  return replyFactNames.map((name) => facts[name]);
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
