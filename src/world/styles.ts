// The eight manners in which one answer can be given: what opens it, what closes it, how its words change. Owns style
// only: what is said comes from the topics.
import type { Random } from '../core/rng';
import { writePhrase } from './phrases';
import type { Style, Tone } from './topic';

/** What a style says around an answer; empty phrases leave the place empty. */
interface Dress {
  openers: readonly string[];
  closers: readonly string[];
}

/** By style and tone; `any` serves the tones that have none of their own. */
export const dresses: Record<Style, Partial<Record<Tone | 'any', Dress>>> = {
  plain: { any: { openers: [''], closers: [''] } },
  warm: {
    any: {
      openers: ['[Good|Lovely|Nice] question!', 'Happy to help!'],
      closers: ['', 'I hope that helps!'],
    },
    comfort: { openers: ['Oh, I am so sorry.', ''], closers: ['I am here for you.'] },
    chat: { openers: ['Aww!', ''], closers: ['', 'You are [great|wonderful]!'] },
  },
  brief: { any: { openers: [''], closers: [''] } },
  wordy: {
    any: {
      openers: ['Well, let me tell you.', 'That is something I can tell you about.'],
      closers: ['And that is all there is to it.', 'There is always more to learn.'],
    },
  },
  formal: {
    any: {
      openers: ['Certainly.', 'Thank you for your question.'],
      closers: ['', 'Please let me know if you need anything else.'],
    },
  },
  playful: {
    any: { openers: ['Ooh, [fun|easy] one!', 'Ta-da!'], closers: ['', 'Whee!', 'Who knew?'] },
  },
  hedging: {
    any: { openers: ['I think so:', 'I may be wrong, but'], closers: ['', 'But do check that.'] },
  },
  grumpy: { any: { openers: ['Ugh.', 'Fine.', 'If you must know:'], closers: ['', 'Happy now?'] } },
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
  const clothes = dresses[style][tone] ?? dresses[style].any;
  const opener = clothes ? writePhrase(random.pick(clothes.openers), {}, random) : '';
  const closer = clothes ? writePhrase(random.pick(clothes.closers), {}, random) : '';
  const body = style === 'formal' ? withoutContractions(answer) : answer;
  const isTalkative = style === 'wordy' || (style === 'playful' && random.uniform() < 0.5);
  return joinSentences([opener, body, isTalkative ? more : '', closer]);
}

/** Sentences side by side; after an opener that ends in a comma or colon the next begins small. */
export function joinSentences(sentences: readonly string[]): string {
  let text = '';
  for (const sentence of sentences) {
    if (sentence === '') continue;
    const continues = /[,:]$/.test(text);
    const next = continues ? lowerFirst(sentence) : sentence;
    text = text === '' ? next : `${text} ${next}`;
  }
  return sentenceCase(text);
}

function lowerFirst(sentence: string): string {
  const isFixed =
    /^(I\b|I'|[A-Z][A-Z]|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)/.test(sentence);
  return isFixed ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** Capitals at the start of the text and of each sentence in it. */
export function sentenceCase(text: string): string {
  return text.replace(/(^|[.!?] +|\n)(["']?\p{Ll})/gu, (whole) => whole.toUpperCase());
}

const contractions: readonly (readonly [RegExp, string])[] = [
  [/\bcan't\b/gi, 'cannot'],
  [/\bwon't\b/gi, 'will not'],
  [/n't\b/gi, ' not'],
  [/\b(I)'m\b/g, '$1 am'],
  [/'re\b/gi, ' are'],
  [/'ll\b/gi, ' will'],
  [/'ve\b/gi, ' have'],
  [/\b(it|that|what|there|here|he|she|who|where)'s\b/gi, '$1 is'],
];

function withoutContractions(text: string): string {
  return contractions.reduce((formal, [pattern, words]) => formal.replace(pattern, words), text);
}
