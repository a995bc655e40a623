// When a run is to end by itself, because what it still gains no longer pays for what it costs (early stopping). Pure;
// measures nothing itself, says nothing in words. One batch says little, so it looks at means of several iterations.
import type { Settings } from '../contract/config';
import type { RunStop } from '../contract/records';
import type { WatchedRow } from './run-watch';
import { errorOfDifference, mean } from './statistics';

export type StopSettings = Pick<Settings, 'stopKl' | 'stopVariety' | 'stopPatience' | 'stopPrice'>;

type Seen = Omit<RunStop, 'iteration'>;

/** Iterations over which KL and variety are averaged. */
const window = 3;

/**
 * Why the run should end after its newest iteration; null while it should go on. A number that was not measured is no
 * reason.
 * @param rows of all iterations from the first on
 */
export function reasonToStop(rows: readonly WatchedRow[], settings: StopSettings): RunStop | null {
  const seen = klLimit(rows, settings) ?? varietyFloor(rows, settings) ?? noGain(rows, settings);
  return seen && { ...seen, iteration: rows.length };
}

function klLimit(rows: readonly WatchedRow[], { stopKl }: StopSettings): Seen | null {
  if (stopKl === 0 || rows.length < window) return null;
  const kl = mean(rows.slice(-window).map((row) => row['objective/kl'] ?? NaN));
  return kl > stopKl ? { kind: 'kl-limit', value: kl, reference: stopKl } : null;
}

function varietyFloor(rows: readonly WatchedRow[], { stopVariety }: StopSettings): Seen | null {
  if (stopVariety === 0 || rows.length < 2 * window) return null;
  const varietyOf = (some: readonly WatchedRow[]) =>
    mean(some.map((row) => row['reply/distinct_2'] ?? NaN));
  const start = varietyOf(rows.slice(0, window));
  const variety = varietyOf(rows.slice(-window));
  return variety < stopVariety * start
    ? { kind: 'variety-floor', value: variety, reference: start }
    : null;
}

/** The newest iterations against as many before them: a rise that chance could have made is none. */
function noGain(
  rows: readonly WatchedRow[],
  { stopPatience, stopPrice }: StopSettings,
): Seen | null {
  if (stopPatience === 0 || rows.length < 2 * stopPatience) return null;
  const gains = rows
    .slice(-2 * stopPatience)
    .map((row) => (row['objective/scores'] ?? NaN) - stopPrice * (row['objective/kl'] ?? NaN));
  const before = mean(gains.slice(0, stopPatience));
  const now = mean(gains.slice(stopPatience));
  return now - before <= errorOfDifference(gains, stopPatience)
    ? { kind: 'no-gain', value: now, reference: before }
    : null;
}
