// What each style says before and after an answer, by tone: a file a style. Content only: styles.ts picks and joins.
// Every phrase has to fit whatever answer stands between, and must hold no word that could be an answer itself (yes,
// no, numbers, colors, sizes, names), so that truth stays readable. An opener that ends in no full stop leads into
// the answer.
import type { Style, Tone } from '../topic';
import { formal } from './formal';
import { grumpy } from './grumpy';
import { hedging } from './hedging';
import { playful } from './playful';
import { warm } from './warm';
import { wordy } from './wordy';

/** What may stand around an answer; phrases in the language of phrases.ts, without slots. */
export interface Dress {
  openers: readonly string[];
  closers: readonly string[];
}

/** A style's dress for every tone; stories and poems (`text`) stay bare. */
export type Dresses = Readonly<Record<Exclude<Tone, 'text'>, Dress>>;

/** Plain and brief have none at all. */
export const dresses: Readonly<Record<Style, Dresses | null>> = {
  plain: null,
  warm,
  brief: null,
  wordy,
  formal,
  playful,
  hedging,
  grumpy,
};
