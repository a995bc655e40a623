// The numbers of a kept token as the microscope shows them: names, the field's terms, one sentence each, and how far each
// token is from neutral. Draws nothing.
import type { Method } from '../../contract/config';
import type { KeptEpisode } from '../../contract/episodes';
import { m } from '../../paraglide/messages.js';
import { formatNumber } from '../common/words';

export const quantityIds = [
  'log_prob',
  'reference',
  'drift',
  'penalty',
  'reward',
  'value',
  'advantage',
  'return',
  'ratio',
] as const;
export type QuantityId = (typeof quantityIds)[number];

/** One number per token, NaN where a token has none; null where the method has no such number. */
export function numbersOf(episode: KeptEpisode, id: QuantityId): ArrayLike<number> | null {
  const { logProbs, referenceLogProbs } = episode;
  switch (id) {
    case 'log_prob':
      return logProbs;
    case 'reference':
      return referenceLogProbs;
    case 'drift':
      return logProbs.map((logProb, t) => logProb - referenceLogProbs[t]!);
    case 'penalty':
      return episode.klPenalties;
    case 'reward':
      return episode.rewards;
    case 'value':
      return episode.values;
    case 'advantage':
      return episode.advantages;
    case 'return':
      return episode.returns;
    case 'ratio':
      return episode.ratios;
    default:
      return id satisfies never;
  }
}

/** What an episode has, in the order of the table. */
export function quantitiesOf(episode: KeptEpisode): QuantityId[] {
  return quantityIds.filter((id) => numbersOf(episode, id) !== null);
}

/** What stands for "nothing special", where colours change. */
export function neutralOf(id: QuantityId): 0 | 1 {
  return id === 'ratio' ? 1 : 0;
}

export interface QuantityWords {
  label: string;
  /** What the field calls it. */
  term: string;
  help: string;
  /** What it means to be below and above neutral. */
  low: string;
  high: string;
}

export function quantityWords(id: QuantityId, method: Method): QuantityWords {
  const isGrpo = method === 'grpo';
  return {
    label: m[`microscope_${id}_label`](),
    term: m[`microscope_${id}_term`](),
    help:
      isGrpo && (id === 'penalty' || id === 'advantage')
        ? m[`microscope_${id}_help_grpo`]()
        : m[`microscope_${id}_help`](),
    low: m[`microscope_${id}_low`](),
    high: m[`microscope_${id}_high`](),
  };
}

/** A number with its sign, which does not rest on a colour: "+0.31", "−0.02", "0"; a ratio has none: "1.04". */
export function signedNumber(id: QuantityId, value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '–';
  const size = sizeOf(Math.abs(value), digits);
  if (neutralOf(id) === 1) return size;
  return size === '0' ? '0' : `${value > 0 ? '+' : '−'}${size}`;
}

/** A probability may have all but vanished: "2.4e-8" is shorter than its zeros. */
function sizeOf(value: number, digits: number): string {
  return value > 0 && value < 1e-4 ? value.toExponential(1) : formatNumber(value, digits);
}

/** The share of the whole that a log-probability stands for, in percent. */
export function chanceOf(logProb: number): string {
  const share = Math.exp(logProb);
  if (share < 0.001) return m.microscope_less_than({ share: `${formatNumber(0.1)}%` });
  return `${formatNumber(share * 100, 3)}%`;
}

/** How far from neutral each token is: -1 to 1, 1 the furthest of this reply; ratios by their logarithm. */
export function strengths(id: QuantityId, numbers: ArrayLike<number>): number[] {
  const far = Array.from(numbers, (value) => (neutralOf(id) === 1 ? Math.log(value) : value));
  const furthest = Math.max(...far.map((value) => (Number.isFinite(value) ? Math.abs(value) : 0)));
  return far.map((value) =>
    Number.isFinite(value) && furthest > negligible ? value / furthest : 0,
  );
}

/** Differences this small are rounding. */
const negligible = 1e-6;

/** The number furthest from neutral, for the legend. */
export function extremeOf(id: QuantityId, numbers: ArrayLike<number>): number {
  const neutral = neutralOf(id);
  return Array.from(numbers).reduce(
    (best, value) => (Math.abs(value - neutral) > Math.abs(best - neutral) ? value : best),
    neutral as number,
  );
}

/** How a token reads: its text, or a word for one that has none. */
export function tokenText({ tokens, ended }: KeptEpisode, index: number): string {
  const text = tokens[index]!;
  if (text === '') {
    return ended && index === tokens.length - 1 ? m.microscope_end() : m.microscope_piece();
  }
  return text.trim() === '' && text.includes('\n') ? m.microscope_line_break() : text;
}

export const total = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0);
