// Whitening: rows of different lengths, scaled to variance 1 over all their numbers together.

/** Added to the variance, as TRL's `masked_whiten` does. */
const varianceFloor = 1e-8;

/**
 * Scales all numbers to variance 1 (unbiased variance), and moves their mean to 0 unless `keepMean`. A single number,
 * or none, has no variance and keeps its scale.
 * @param rows per-token numbers of each reply; not changed
 */
export function whiten(rows: readonly (readonly number[])[], keepMean = false): number[][] {
  const all = rows.flat();
  if (all.length === 0) return rows.map((row) => [...row]);
  const mean = all.reduce((sum, x) => sum + x, 0) / all.length;
  const variance =
    all.length > 1 ? all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (all.length - 1) : 1;
  const scale = 1 / Math.sqrt(variance + varianceFloor);
  const shift = keepMean ? mean : 0;
  return rows.map((row) => row.map((x) => (x - mean) * scale + shift));
}
