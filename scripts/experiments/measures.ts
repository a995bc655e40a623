// What is read from the records of an experiment: means and standard errors over seeds, of the evaluation and along the
// run. Every number of a page or a figure comes through here.
import { settingsBefore, type Settings } from '../../src/contract/config';
import { mean, standardError } from '../../src/core/statistics';
import { countTokens, type TokenCounts } from './computing';
import type { Point } from './figure/svg';
import type { ArmRecord } from './records';

/** The runs of one arm, one a seed. */
export interface ArmData {
  arm: string;
  label: string;
  /** Its colour and mark in every figure of the experiment. */
  look: number;
  records: ArmRecord[];
}

/** Over seeds; `error` is the standard error of the mean, NaN for one seed. */
export interface Summary {
  mean: number;
  error: number;
  count: number;
}

export type Row = Record<string, number>;
export type Evaluation = Record<string, number | null>;

export function summaryOf(values: readonly (number | null | undefined)[]): Summary | null {
  const known = values.filter((value): value is number => Number.isFinite(value));
  if (known.length === 0) return null;
  return { mean: mean(known), error: standardError(known), count: known.length };
}

/** Over the seeds that finished. */
export function evaluated(
  { records }: ArmData,
  pick: (evaluation: Evaluation, record: ArmRecord) => number | null | undefined,
): Summary | null {
  return summaryOf(
    records.map((record) => (record.evaluation ? pick(record.evaluation, record) : null)),
  );
}

/** The difference of two of the evaluation's numbers; null where either is missing. */
export const rise =
  (before: string, after: string) =>
  (evaluation: Evaluation): number | null => {
    const [from, to] = [evaluation[before], evaluation[after]];
    return from === null || to === null || from === undefined || to === undefined
      ? null
      : to - from;
  };

/** One point an arm, with error bars both ways; none where nothing is known. */
export function pointOf(x: Summary | null, y: Summary | null): Point[] {
  return x && y ? [{ x: x.mean, y: y.mean, error: y.error, xError: x.error }] : [];
}

/** About how many points, and how many error bars, a line can bear. */
const pointsPerLine = 60;
const barsPerLine = 8;

/**
 * A point for each row, of a long run for every few of them and the last, averaged over the seeds that have it; error
 * bars on some, offset so that those of different arms do not coincide.
 */
export function alongRun(
  { records, look }: ArmData,
  x: (row: Row, index: number, record: ArmRecord) => number | undefined,
  y: (row: Row, index: number, record: ArmRecord) => number | undefined,
): Point[] {
  const length = Math.max(0, ...records.map(({ rows }) => rows.length));
  const step = Math.ceil(length / pointsPerLine);
  const points: Point[] = [];
  for (let index = 0; index < length; index++) {
    if (index % step !== 0 && index !== length - 1) continue;
    const having = records.filter(({ rows }) => rows[index] !== undefined);
    const own = (pick: typeof x) =>
      summaryOf(having.map((record) => pick(record.rows[index]!, index, record)));
    const [atX, atY] = [own(x), own(y)];
    if (atX && atY) points.push({ x: atX.mean, y: atY.mean, error: atY.error });
  }
  const every = Math.max(1, Math.ceil(points.length / barsPerLine));
  return points.map((point, index) =>
    index % every === look % every ? point : { x: point.x, y: point.y },
  );
}

/** A record that is too old to have a setting went by what was usual before it. */
export const settingsOf = (record: ArmRecord): Settings => ({
  ...settingsBefore(),
  ...(record.settings as Partial<Settings>),
});

/** Tokens sampled and trained on up to a row, this one included. */
export function tokensUpTo(record: ArmRecord, index: number): TokenCounts {
  const row = record.rows[index]!;
  const n = row['best_of_n/n'];
  if (n !== undefined) {
    const share = n / settingsOf(record).repliesPerPrompt;
    return { sampled: record.tokens.sampled * share, trained: 0 };
  }
  const rankings = record.rankWith.reduce((sum, { count }) => sum + count, 0);
  const rows = record.rows.slice(0, index + 1);
  return countTokens(rows, settingsOf(record), record.rankedTokens, rankings);
}

/** Square root of the KL, the distance of Gao et al.; an estimate below 0 counts as 0. */
export const distanceOf = (row: Row): number => Math.sqrt(Math.max(0, row['objective/kl']!));

/** `1.234 ± 0.056`, or the mean alone for one seed. */
export function summaryText(summary: Summary | null, digits: number): string {
  if (!summary) return '';
  const { mean: centre, error } = summary;
  const text = (value: number) => value.toFixed(digits).replace('-', '−');
  return Number.isFinite(error) ? `${text(centre)} ± ${text(error)}` : text(centre);
}
