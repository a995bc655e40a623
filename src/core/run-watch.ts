// Watches over a run: tells from its metrics, iteration by iteration, how it goes wrong. Pure; measures nothing itself,
// says nothing in words. The thresholds are for replies of some tens of tokens; where they come from stands beside each.
import type { PpoMetricName } from '../contract/metrics';
import type { RunTrouble } from '../contract/records';
import { errorOfDifference, mean } from './statistics';

const watchedNames = [
  'objective/kl',
  'objective/scores',
  'objective/gold',
  'policy/entropy_avg',
  'reply/distinct_2',
  'reply/commonest_share',
] as const satisfies PpoMetricName[];
type WatchedName = (typeof watchedNames)[number];

/** One iteration's metrics that the watch looks at; one that was not measured is absent. */
export type WatchedRow = Partial<Record<WatchedName, number>>;

/** What the watch keeps of an iteration's metrics. */
export function watchedRow(metrics: Readonly<Partial<Record<PpoMetricName, number>>>): WatchedRow {
  return Object.fromEntries(
    watchedNames.flatMap((name) => (metrics[name] === undefined ? [] : [[name, metrics[name]]])),
  );
}

type Seen = Omit<RunTrouble, 'iteration'>;

/**
 * What is wrong in the newest iteration, of the kinds that were not wrong in the one before.
 * @param rows of all iterations from the first on
 */
export function newTroubles(rows: readonly WatchedRow[]): RunTrouble[] {
  const before = new Set(troublesOf(rows.slice(0, -1)).map(({ kind }) => kind));
  return troublesOf(rows)
    .filter(({ kind }) => !before.has(kind))
    .map((trouble) => ({ ...trouble, iteration: rows.length }));
}

function troublesOf(rows: readonly WatchedRow[]): Seen[] {
  if (rows.length === 0) return [];
  return [explodingKl, negativeKl, collapsedEntropy, alikeReplies, fallingGold].flatMap(
    (look) => look(rows) ?? [],
  );
}

/** Nats a reply. At 8 to 11 replies no longer answer their prompts as well (docs/LOG.md); this is clearly beyond. */
const highKl = 15;
/** From here on a KL that doubles within two iterations is running away, not rising. */
const runawayKl = 5;

function explodingKl(rows: readonly WatchedRow[]): Seen | null {
  const kl = rows.at(-1)!['objective/kl'];
  const earlier = rows.at(-3)?.['objective/kl'] ?? 0;
  if (kl === undefined) return null;
  const isRunaway = kl >= runawayKl && kl > 2 * Math.max(earlier, 0) && rows.length > 2;
  if (kl <= highKl && !isRunaway) return null;
  return { kind: 'kl-exploding', value: kl, reference: isRunaway ? earlier : highKl };
}

/**
 * Nats a reply. A true divergence is never negative. An estimate from B replies is off by about sqrt(2 KL / B), so that
 * a batch of 8 falls this low by chance once in thousands.
 */
const negativeKlLimit = -0.5;

function negativeKl(rows: readonly WatchedRow[]): Seen | null {
  const kl = rows.at(-1)!['objective/kl'];
  if (kl === undefined || kl >= negativeKlLimit) return null;
  return { kind: 'kl-negative', value: kl, reference: 0 };
}

/** Share of the first iteration's entropy per token. */
const collapsedShare = 0.3;

function collapsedEntropy(rows: readonly WatchedRow[]): Seen | null {
  const start = rows[0]!['policy/entropy_avg'];
  const entropy = rows.at(-1)!['policy/entropy_avg'];
  if (start === undefined || entropy === undefined) return null;
  if (entropy >= collapsedShare * start) return null;
  return { kind: 'entropy-collapse', value: entropy, reference: start };
}

/** Share of one batch's replies that are one and the same. */
const commonestLimit = 0.5;
/** Share of the first iteration's distinct-2; canned lines for everything gave 0.34 to 0.42 in the pilot. */
const varietyShare = 0.5;

function alikeReplies(rows: readonly WatchedRow[]): Seen | null {
  const commonest = rows.at(-1)!['reply/commonest_share'] ?? 0;
  const start = rows[0]!['reply/distinct_2'];
  const variety = rows.at(-1)!['reply/distinct_2'];
  if (start !== undefined && variety !== undefined && variety < varietyShare * start) {
    return { kind: 'replies-alike', value: variety, reference: start };
  }
  const startCommonest = rows[0]!['reply/commonest_share'] ?? 0;
  if (commonest <= commonestLimit || commonest <= startCommonest) return null;
  return { kind: 'replies-alike', value: commonest, reference: startCommonest };
}

/** Iterations that are averaged, since one batch says little. */
const window = 3;
/** Differences of this many standard errors count. */
const sureErrors = 3;

/** The reward is higher than where the gold score was best, and the gold score is lower than it was there. */
function fallingGold(rows: readonly WatchedRow[]): Seen | null {
  const golds = rows.map((row) => row['objective/gold'] ?? NaN);
  const scores = rows.map((row) => row['objective/scores'] ?? NaN);
  if (rows.length < 2 * window || [...golds, ...scores].some(Number.isNaN)) return null;
  const [goldMeans, scoreMeans] = [movingMeans(golds), movingMeans(scores)];
  const best = goldMeans.indexOf(Math.max(...goldMeans));
  const fall = goldMeans[best]! - goldMeans.at(-1)!;
  const rise = scoreMeans.at(-1)! - scoreMeans[best]!;
  if (
    fall <= sureErrors * errorOfDifference(golds, window) ||
    rise <= errorOfDifference(scores, window)
  ) {
    return null;
  }
  return { kind: 'gold-falling', value: goldMeans.at(-1)!, reference: goldMeans[best]! };
}

function movingMeans(values: readonly number[]): number[] {
  return Array.from({ length: values.length - window + 1 }, (_, at) =>
    mean(values.slice(at, at + window)),
  );
}
