// Summaries of numbers and of texts, each by its textbook definition. Pure; what cannot be computed is NaN, never 0.

/** NaN for no values. */
export function mean(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total / values.length;
}

/** Sum of squared distances from the mean over n - `lostDegrees` (1 for a sample, 0 for all there is). */
export function variance(values: ArrayLike<number>, lostDegrees: 0 | 1 = 1): number {
  const centre = mean(values);
  let total = 0;
  for (let i = 0; i < values.length; i++) total += (values[i]! - centre) ** 2;
  return total / (values.length - lostDegrees);
}

/** Square root of `variance`. */
export function standardDeviation(values: ArrayLike<number>, lostDegrees: 0 | 1 = 1): number {
  return Math.sqrt(variance(values, lostDegrees));
}

/** How many deviations a value lies above the mean (the z-score). */
export function standardScore(
  value: number,
  { mean, deviation }: { mean: number; deviation: number },
): number {
  return (value - mean) / deviation;
}

/** Of the mean of a sample: its deviation over sqrt(n); NaN for fewer than two values. */
export function standardError(values: ArrayLike<number>): number {
  return values.length < 2 ? NaN : standardDeviation(values) / Math.sqrt(values.length);
}

/**
 * Of the difference between the means of two neighbouring stretches of `length` values, from the differences of
 * neighbours: their mean square is twice the noise's variance where the trend is slow (von Neumann 1941).
 */
export function errorOfDifference(values: readonly number[], length: number): number {
  const squares = values.slice(1).map((value, index) => (value - values[index]!) ** 2);
  return Math.sqrt(mean(squares) / length);
}

export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** The value below which `share` (0 to 1) of the values lie, linear between neighbours (Hyndman & Fan's type 7). */
export function quantile(values: ArrayLike<number>, share: number): number {
  if (values.length === 0) return NaN;
  const sorted = Float64Array.from(values).sort();
  const position = Math.min(1, Math.max(0, share)) * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.ceil(position);
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!);
}

/** A share with its interval; all between 0 and 1. */
export interface Interval {
  low: number;
  high: number;
}

/** 97.5% quantile of the standard normal: half of a 95% interval. */
export const z95 = 1.959963984540054;

/**
 * Wilson's score interval for a share of `successes` (may be fractional: ties count half) among `trials`;
 * [0, 1] for no trials. Wilson 1927.
 */
export function wilsonInterval(successes: number, trials: number, z = z95): Interval {
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const spread = z * z;
  const centre = (share + spread / (2 * trials)) / (1 + spread / trials);
  const half =
    (z / (1 + spread / trials)) *
    Math.sqrt((share * (1 - share)) / trials + spread / (4 * trials * trials));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** A share of trials that come in groups (pairs of one ranking), with its 95% interval. */
export interface GroupedShare {
  /** Between 0 and 1; NaN without a trial. */
  share: number;
  interval: Interval;
  trials: number;
  /** Groups that have a trial. */
  groups: number;
}

/** Successes (may be fractional: ties count half) among the trials of one group. */
export interface TrialGroup {
  successes: number;
  trials: number;
}

/**
 * A share over groups whose trials go together, so that 60 pairs of 10 rankings do not pass for 60 independent ones.
 * The interval is Wilson's at the effective number of trials, share (1 - share) / variance (Korn & Graubard 1998), with
 * the variance between groups (the ratio estimator of Cochran 1977); never below the number of groups, nor above that
 * of trials.
 */
export function groupedShare(groups: readonly TrialGroup[]): GroupedShare {
  const used = groups.filter(({ trials }) => trials > 0);
  const trials = used.reduce((total, group) => total + group.trials, 0);
  const share = used.reduce((total, { successes }) => total + successes, 0) / trials;
  const variance = ratioVariance(used, share, trials);
  const wanted = (share * (1 - share)) / variance;
  // Where groups agree to the last trial, or there is but one, the variance says nothing.
  const effective = Number.isFinite(wanted)
    ? Math.min(trials, Math.max(used.length, wanted))
    : used.length;
  const interval = wilsonInterval(trials === 0 ? 0 : share * effective, effective);
  return { share, interval, trials, groups: used.length };
}

/**
 * Mean of a difference whose trials come in groups, with a 95% interval; `successes` are the groups' sums. The interval
 * is everything where fewer than two groups have a trial.
 */
export function groupedDifference(groups: readonly TrialGroup[]): { mean: number } & Interval {
  const used = groups.filter(({ trials }) => trials > 0);
  const trials = used.reduce((total, group) => total + group.trials, 0);
  const mean = used.reduce((total, { successes }) => total + successes, 0) / trials;
  if (used.length < 2) return { mean, low: -Infinity, high: Infinity };
  const half = z95 * Math.sqrt(ratioVariance(used, mean, trials));
  return { mean, low: mean - half, high: mean + half };
}

/** Variance of sum / trials over groups; NaN for fewer than two. */
function ratioVariance(groups: readonly TrialGroup[], ratio: number, trials: number): number {
  const squares = groups.reduce(
    (total, group) => total + (group.successes - ratio * group.trials) ** 2,
    0,
  );
  return ((groups.length / (groups.length - 1)) * squares) / trials ** 2;
}

/** Share of the pairs in which the first score is higher, ties half, with its 95% Wilson interval. */
export function winRate(
  scores: ArrayLike<number>,
  opponents: ArrayLike<number>,
): { rate: number; interval: Interval; comparisons: number } {
  if (scores.length !== opponents.length) {
    throw new Error(`${scores.length} scores cannot meet ${opponents.length}.`);
  }
  let wins = 0;
  for (let i = 0; i < scores.length; i++) {
    if (scores[i]! > opponents[i]!) wins += 1;
    else if (scores[i] === opponents[i]) wins += 0.5;
  }
  const comparisons = scores.length;
  return { rate: wins / comparisons, interval: wilsonInterval(wins, comparisons), comparisons };
}

/**
 * Distinct word pairs over all word pairs of the texts: 1 when no pair comes twice, near 0 when every text is the
 * same; NaN without a pair. Words are runs of letters, digits and apostrophes in lower case (Li et al. 2016).
 */
export function distinct2(texts: readonly string[]): number {
  const seen = new Set<string>();
  let total = 0;
  for (const text of texts) {
    for (const pair of wordPairsOf(text)) {
      seen.add(pair);
      total++;
    }
  }
  return total === 0 ? NaN : seen.size / total;
}

/** Share of the texts that are the commonest one: 1 when all are the same; NaN for none. */
export function commonestShare(texts: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return Math.max(...counts.values()) / texts.length;
}

/** Neighbouring words of a text, as often as they come. */
export function wordPairsOf(text: string): string[] {
  const words = wordsOf(text);
  return words.slice(1).map((word, index) => `${words[index]} ${word}`);
}

/** Words of a text in lower case: runs of letters, digits and apostrophes. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu) ?? [];
}
