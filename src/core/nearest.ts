// What was kept only every few iterations, for an iteration that was chosen.

/** The row nearest to an iteration, the earlier of two as near; null when there is none. */
export function nearest<Row extends { iteration: number }>(
  rows: readonly Row[],
  iteration: number,
): Row | null {
  const distance = (row: Row) => Math.abs(row.iteration - iteration);
  return rows.reduce<Row | null>((best, row) => {
    if (!best) return row;
    const gain = distance(best) - distance(row);
    return gain > 0 || (gain === 0 && row.iteration < best.iteration) ? row : best;
  }, null);
}
