// How far to trust a reward model, from its scores of held-out rankings: accuracy beside a rule that knows nothing but
// length, calibration, where the scores lie, and the pairs it gets most wrong. Pure; trains nothing, scores nothing.
//
// Only ordered pairs count: ties and rankings that are all bad say nothing about an order. Scores are raw, on the scale
// of the loss, on which the model's chance that the labeler prefers a to b is sigmoid(r_a - r_b) (Bradley & Terry 1952).
import type { Message, Ranking, RankedSample, ScoredRanking } from '../contract/records';
import { rankingToComparisons } from './rankings';
import {
  groupedDifference,
  groupedShare,
  mean,
  type GroupedShare,
  type Interval,
} from './statistics';

/** One ordered pair of a held-out ranking, with the raw scores of both samples. */
export interface ScoredPair {
  rankingId: string;
  messages: readonly Message[];
  chosen: RankedSample;
  rejected: RankedSample;
  chosenScore: number;
  rejectedScore: number;
}

/** Below this, calibration and distributions would show chance more than the model. */
export const leastPairs = 30;
export const leastRankings = 5;

/**
 * The ordered pairs of scored rankings.
 * @param find the stored ranking of an id, or null where it was deleted
 * @returns `missing`: how many scored rankings are not there any more
 */
export function scoredPairs(
  scored: readonly ScoredRanking[],
  find: (id: string) => Ranking | null,
): { pairs: ScoredPair[]; missing: number } {
  let missing = 0;
  const pairs = scored.flatMap(({ rankingId, scores }) => {
    const ranking = find(rankingId);
    if (!ranking || ranking.samples.length !== scores.length) {
      missing += 1;
      return [];
    }
    return rankingToComparisons(ranking).flatMap((comparison): ScoredPair[] =>
      comparison.kind === 'pair'
        ? [
            {
              rankingId,
              messages: ranking.messages,
              chosen: ranking.samples[comparison.better]!,
              rejected: ranking.samples[comparison.worse]!,
              chosenScore: scores[comparison.better]!,
              rejectedScore: scores[comparison.worse]!,
            },
          ]
        : [],
    );
  });
  return { pairs, missing };
}

/** Whether there are enough pairs for more than an accuracy. */
export function isEnough(pairs: readonly ScoredPair[]): boolean {
  return (
    pairs.length >= leastPairs &&
    new Set(pairs.map(({ rankingId }) => rankingId)).size >= leastRankings
  );
}

/** Share of the pairs whose chosen sample scores higher, equal scores half. */
export function modelAccuracy(pairs: readonly ScoredPair[]): GroupedShare {
  return shareOf(pairs, modelIsRight);
}

/** Share of the pairs whose chosen sample is the longer one, in characters, equal lengths half. */
export function longerWinsAccuracy(pairs: readonly ScoredPair[]): GroupedShare {
  return shareOf(pairs, longerIsRight);
}

/** Accuracy of the model minus that of "the longer one wins" on the very same pairs, with a 95% interval. */
export function advantageOverLength(pairs: readonly ScoredPair[]): { mean: number } & Interval {
  return groupedDifference(grouped(pairs, (pair) => modelIsRight(pair) - longerIsRight(pair)));
}

function modelIsRight({ chosenScore, rejectedScore }: ScoredPair): number {
  return (1 + Math.sign(chosenScore - rejectedScore)) / 2;
}

function longerIsRight({ chosen, rejected }: ScoredPair): number {
  return (1 + Math.sign(lengthOf(chosen) - lengthOf(rejected))) / 2;
}

/** Characters as a reader counts them; tokens are not known of imported replies. */
function lengthOf({ text }: RankedSample): number {
  return [...text.trim()].length;
}

/** Pairs whose chance, as the model sees it, lies between `from` and `to`. */
export interface CalibrationBin {
  from: number;
  to: number;
  pairs: number;
  /** Mean of the model's chances, 0.5 to 1. */
  predicted: number;
  /** Share of the pairs in which the labeler prefers what the model prefers; 95% interval. */
  observed: number;
  interval: Interval;
}

export interface Calibration {
  /** Those that hold a pair, from the least to the most certain. */
  bins: CalibrationBin[];
  /** Expected calibration error: |predicted - observed|, averaged over pairs (Guo et al. 2017). */
  expectedError: number;
  /** Predicted minus observed over all pairs: above 0 the model is too sure of itself. */
  overconfidence: number;
}

/**
 * The chance that the model gives to what it prefers, sigmoid(|r_a - r_b|), beside how often the labeler prefers it.
 * @param binCount bins of equal width between 0.5 and 1
 */
export function calibration(pairs: readonly ScoredPair[], binCount = 5): Calibration {
  const width = 0.5 / binCount;
  const members = Array.from({ length: binCount }, (): ScoredPair[] => []);
  for (const pair of pairs) {
    const bin = Math.floor((chanceOf(pair) - 0.5) / width);
    members[Math.min(binCount - 1, bin)]!.push(pair);
  }
  const bins = members.flatMap((own, index): CalibrationBin[] => {
    if (own.length === 0) return [];
    const { share, interval } = modelAccuracy(own);
    return [
      {
        from: 0.5 + index * width,
        to: 0.5 + (index + 1) * width,
        pairs: own.length,
        predicted: mean(own.map(chanceOf)),
        observed: share,
        interval,
      },
    ];
  });
  const overPairs = (value: (bin: CalibrationBin) => number) =>
    bins.reduce((total, bin) => total + bin.pairs * value(bin), 0) / pairs.length;
  return {
    bins,
    expectedError: overPairs(({ predicted, observed }) => Math.abs(predicted - observed)),
    overconfidence: overPairs(({ predicted, observed }) => predicted - observed),
  };
}

/** The chance, 0.5 to 1, that the labeler prefers what the model prefers, as the model sees it. */
export function chanceOf({ chosenScore, rejectedScore }: ScoredPair): number {
  return 1 / (1 + Math.exp(-Math.abs(chosenScore - rejectedScore)));
}

export interface ScoreBin {
  /** The middle of the bin, in the unit of the scores. */
  middle: number;
  /** Shares of the chosen and of the rejected samples in it. */
  chosen: number;
  rejected: number;
}

const binWidths = [0.1, 0.25, 0.5, 1, 2, 5];
const mostBins = 16;

/**
 * How the scores of chosen and of rejected samples lie, in bins of one round width, with an empty bin at either end.
 * @param scores one a pair, of equal length
 */
export function scoreDistribution(scores: {
  chosen: readonly number[];
  rejected: readonly number[];
}): ScoreBin[] {
  const all = [...scores.chosen, ...scores.rejected];
  if (all.length === 0) return [];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const width = binWidths.find((width) => (high - low) / width <= mostBins - 2) ?? high - low;
  const first = Math.floor(low / width) - 1;
  const count = Math.floor(high / width) + 2 - first;
  const shares = (values: readonly number[]) => {
    const bins = new Array<number>(count).fill(0);
    for (const value of values) bins[Math.floor(value / width) - first]! += 1 / values.length;
    return bins;
  };
  const [chosen, rejected] = [shares(scores.chosen), shares(scores.rejected)];
  return chosen.map((share, bin) => ({
    middle: (first + bin + 0.5) * width,
    chosen: share,
    rejected: rejected[bin]!,
  }));
}

/** The pairs that the model orders the other way round, those it is surest of first. */
export function mostWrong(pairs: readonly ScoredPair[]): ScoredPair[] {
  const margin = ({ chosenScore, rejectedScore }: ScoredPair) => chosenScore - rejectedScore;
  return pairs.filter((pair) => margin(pair) < 0).sort((a, b) => margin(a) - margin(b));
}

function shareOf(
  pairs: readonly ScoredPair[],
  success: (pair: ScoredPair) => number,
): GroupedShare {
  return groupedShare(grouped(pairs, success));
}

/** Sums over the pairs of each ranking. */
function grouped(pairs: readonly ScoredPair[], value: (pair: ScoredPair) => number) {
  const groups = new Map<string, { successes: number; trials: number }>();
  for (const pair of pairs) {
    const group = groups.get(pair.rankingId) ?? { successes: 0, trials: 0 };
    group.successes += value(pair);
    group.trials += 1;
    groups.set(pair.rankingId, group);
  }
  return [...groups.values()];
}
