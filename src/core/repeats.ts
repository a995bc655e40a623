// Rankings that are asked a second time: when, which one, in what order, and how often a labeler then agrees with
// itself. Pure over stored rankings; asks nobody.
//
// A first ranking and its repeat hold the same samples in different orders; samples are recognised by their text.
import type { Ranking, RankedSample } from '../contract/records';
import { pairCount, rankingToComparisons } from './rankings';
import type { Random } from './rng';
import { groupedShare, type GroupedShare, type TrialGroup } from './statistics';

/** After so many rankings, one of them is asked again. */
export const rankingsPerRepeat = 10;
/** The newest ones are too well remembered to be asked again. */
const remembered = 5;

/** Rankings and the repeats among them, each in the order in which they were made. */
export function separateRepeats(rankings: readonly Ranking[]): {
  first: Ranking[];
  repeats: Ranking[];
} {
  return {
    first: rankings.filter(({ repeatOf }) => repeatOf === undefined),
    repeats: rankings.filter(({ repeatOf }) => repeatOf !== undefined),
  };
}

/** How many first rankings were made after the last repeat. */
export function rankingsSinceRepeat(rankings: readonly Ranking[]): number {
  const last = rankings.findLastIndex(({ repeatOf }) => repeatOf !== undefined);
  return rankings.length - 1 - last;
}

/**
 * A ranking of one labeler that is worth asking again, by chance among those that hold an ordered pair, were not asked
 * again before and are not among the newest; null when there is none.
 * @param rankings all of this labeler, repeats among them
 * @param remembers false for a simulated labeler, which may be asked its newest ones, too
 */
export function rankingToRepeat(
  rankings: readonly Ranking[],
  random: Random,
  remembers = true,
): Ranking | null {
  const { first, repeats } = separateRepeats(rankings);
  const asked = new Set(repeats.map(({ repeatOf }) => repeatOf));
  const candidates = (remembers ? first.slice(0, -remembered) : first).filter(
    (ranking) => !asked.has(ranking.id) && pairCount(ranking) > 0,
  );
  return random.shuffled(candidates)[0] ?? null;
}

/** The samples in another order than they were shown in before. */
export function inOtherOrder(samples: readonly RankedSample[], random: Random): RankedSample[] {
  const shuffled = random.shuffled([...samples]);
  const isSame = shuffled.every((sample, index) => sample === samples[index]);
  return isSame ? [...shuffled.slice(1), ...shuffled.slice(0, 1)] : shuffled;
}

/** A labeler's agreement with itself. */
export interface SelfAgreement {
  source: Ranking['source'];
  /** Over the ordered pairs of the first rankings. */
  agreement: GroupedShare;
}

/**
 * Per labeler (simulated ones with different shares of mistakes apart) the share of ordered pairs of the first answer
 * that the second one orders alike, ties and pairs left open half: what accuracy a model would have that answered as
 * the labeler did the second time. Labelers without a repeat are left out.
 */
export function selfAgreements(rankings: readonly Ranking[]): SelfAgreement[] {
  const { first, repeats } = separateRepeats(rankings);
  const byId = new Map(first.map((ranking) => [ranking.id, ranking]));
  const labelers = new Map<string, { source: Ranking['source']; groups: TrialGroup[] }>();
  for (const repeat of repeats) {
    const original = byId.get(repeat.repeatOf!);
    if (!original) continue;
    const key = labelerKey(original);
    const labeler = labelers.get(key) ?? { source: original.source, groups: [] };
    labeler.groups.push(agreementOf(original, repeat));
    labelers.set(key, labeler);
  }
  return [...labelers.values()].flatMap(({ source, groups }) => {
    const agreement = groupedShare(groups);
    return agreement.trials > 0 ? [{ source, agreement }] : [];
  });
}

/** Rankings of one labeler have the same key. */
export function labelerKey({ source }: Pick<Ranking, 'source'>): string {
  return source.kind === 'person' ? 'person' : JSON.stringify([source.labeler, source.noise]);
}

/** Pairs of the same text, and pairs with a text that the repeat does not hold, are left out. */
function agreementOf(original: Ranking, repeat: Ranking): TrialGroup {
  const again = new Map<string, number>();
  const key = (better: string, worse: string) => JSON.stringify([better, worse]);
  for (const comparison of rankingToComparisons(repeat)) {
    if (comparison.kind !== 'pair') continue;
    const [better, worse] = [comparison.better, comparison.worse].map(
      (sample) => repeat.samples[sample]!.text,
    );
    again.set(key(better!, worse!), 1);
    again.set(key(worse!, better!), 0);
  }
  const known = new Set(repeat.samples.map(({ text }) => text));
  const group: TrialGroup = { successes: 0, trials: 0 };
  for (const comparison of rankingToComparisons(original)) {
    if (comparison.kind !== 'pair') continue;
    const better = original.samples[comparison.better]!.text;
    const worse = original.samples[comparison.worse]!.text;
    if (better === worse || !known.has(better) || !known.has(worse)) continue;
    group.successes += again.get(key(better, worse)) ?? 0.5;
    group.trials += 1;
  }
  return group;
}

/**
 * The accuracy of a perfect model, when a labeler agrees with itself this often because every pair is judged wrong with
 * one chance, by accident: from agreement = (1 - p)^2 + p^2 follows 1 - p. Null at 0.5 and below, where it is all chance.
 */
export function ceilingAccuracy(agreement: number): number | null {
  return agreement > 0.5 ? (1 + Math.sqrt(2 * agreement - 1)) / 2 : null;
}
