// The eight manners in which one answer can be given: what opens it, what closes it, how its words change. Owns how
// sentences are joined; what the styles say stands in dresses/, what is answered comes from the topics.
import type { Random } from '../core/rng';
import { dresses } from './dresses/index';
import { writePhrase } from './phrases';
import type { Style, Tone } from './topic';

/** Share of dressed replies with an opener alone and with a closer alone; the others have both. */
const openerAloneShare = 0.45;
const closerAloneShare = 0.25;

/** How often a style adds the item's `more`. */
const moreShare: Record<Style, number> = {
  plain: 0,
  warm: 0.2,
  brief: 0,
  wordy: 1,
  formal: 0.2,
  playful: 0.4,
  hedging: 0,
  grumpy: 0,
};

/**
 * An answer in a style.
 * @param answer whole sentences, neutral; for `brief` its shortest form
 * @param more sentences to add where the style is talkative; may be empty
 */
export function dress(
  answer: string,
  more: string,
  style: Style,
  tone: Tone,
  random: Random,
): string {
  if (tone === 'text') return sentenceCase(answer);
  const body = style === 'formal' ? withoutContractions(answer) : answer;
  const addition = more !== '' && random.uniform() < moreShare[style] ? more : '';
  const clothes = dresses[style]?.[tone];
  if (!clothes) return joinSentences([body, addition]);
  // A question to the person stays last, so that it can be answered.
  const mayClose = !(addition || body).endsWith('?');
  const chance = random.uniform();
  const hasCloser = mayClose && chance >= openerAloneShare;
  const hasOpener = !hasCloser || chance >= openerAloneShare + closerAloneShare;
  const closers = isParting(body)
    ? clothes.closers.filter((closer) => !closer.endsWith('?'))
    : clothes.closers;
  return joinSentences([
    hasOpener ? writePhrase(random.pick(clothes.openers), {}, random) : '',
    body,
    addition,
    hasCloser ? writePhrase(random.pick(closers), {}, random) : '',
  ]);
}

/** Who says goodbye asks nothing more. */
function isParting(answer: string): boolean {
  return /\b(bye|goodbye|good night|see you|farewell|sleep well)\b/i.test(answer);
}

/** Sentences side by side; after an opener without a full stop (a comma, a colon) the next begins small. */
export function joinSentences(sentences: readonly string[]): string {
  let text = '';
  for (const sentence of sentences) {
    if (sentence === '') continue;
    const continues = /[^.!?"')\n]$/.test(text);
    const next = continues ? lowerFirst(sentence) : sentence;
    text = text === '' ? next : `${text} ${next}`;
  }
  return sentenceCase(text);
}

/** Words that keep their capital inside a sentence. */
const properNames =
  /^(I\b|[A-Z][A-Z]|[A-Z]-[A-Z]|[A-Z]\b(?! )|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May\b(?! I)|June|July|August|September|October|November|December|Mr|Mrs|Earth\b|English|Christmas)/;

function lowerFirst(sentence: string): string {
  return properNames.test(sentence)
    ? sentence
    : sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** Capitals at the start of the text and of each sentence in it; after what is said in quotes the sentence may go on. */
export function sentenceCase(text: string): string {
  return text.replace(/(^|[.!?] +|\n)(["'(]?\p{Ll})/gu, (whole) => whole.toUpperCase());
}

const contractions: readonly (readonly [RegExp, string])[] = [
  [/\bcan't\b/gi, 'cannot'],
  [/\bwon't\b/gi, 'will not'],
  [/\blet's\b/gi, 'let us'],
  [/n't\b/gi, ' not'],
  [/\b(I)'m\b/g, '$1 am'],
  [/'re\b/gi, ' are'],
  [/'ll\b/gi, ' will'],
  [/'ve\b/gi, ' have'],
  [/\b(it|that|what|there|here|he|she|who|where|how|everything)'s\b/gi, '$1 is'],
];

/** "can't" as "cannot": sentences keep their capitals, since `sentenceCase` comes after. */
function withoutContractions(text: string): string {
  return contractions.reduce((formal, [pattern, words]) => formal.replace(pattern, words), text);
}
