// Points of charts that lay several runs over each other, from the stored metrics of each. Pure; draws nothing.
import type { MetricRow } from '../contract/records';

type Row = Pick<MetricRow, 'iteration' | 'values'>;

/** A point that knows its iteration, which is not always its x. */
export interface RunPoint {
  x: number;
  y: number;
  iteration: number;
}

/** How a KL is laid out on the axis: as it is, or as its square root. */
export type KlScale = 'linear' | 'root';

/** Names that any of the rows has, each once, in the order in which they first come. */
export function metricNamesIn(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
}

/** One metric by iteration; iterations without it are left out. */
export function metricPoints(rows: readonly Row[], name: string): RunPoint[] {
  return inOrder(rows).flatMap(({ iteration, values }) => {
    const y = values[name];
    return y === undefined ? [] : [{ x: iteration, y, iteration }];
  });
}

/**
 * Reward against KL, in the order of the iterations. An estimate of a KL near 0 may come out negative; its root is
 * drawn at 0.
 */
export function rewardAgainstKl(rows: readonly Row[], scale: KlScale): RunPoint[] {
  return inOrder(rows).flatMap(({ iteration, values }) => {
    const [kl, y] = [values['objective/kl'], values['objective/scores']];
    if (kl === undefined || y === undefined) return [];
    return [{ x: scale === 'root' ? Math.sqrt(Math.max(0, kl)) : kl, y, iteration }];
  });
}

function inOrder(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => a.iteration - b.iteration);
}
