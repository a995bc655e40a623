// Round numbers for an axis, and numbers into words. Plain arithmetic.

export interface Axis {
  low: number;
  high: number;
  ticks: number[];
}

/**
 * An axis that holds all values, with about `count` ticks at 1, 2 or 5 times a power of ten; whole numbers get whole ticks.
 * @param values at least one finite number; others are left out
 */
export function axisOf(values: readonly number[], count = 5): Axis {
  const finite = values.filter(Number.isFinite);
  let low = Math.min(...finite);
  let high = Math.max(...finite);
  if (finite.length === 0) [low, high] = [0, 1];
  if (low === high) {
    const room = Math.abs(low) * 0.1 || 1;
    [low, high] = [low - room, high + room];
  }
  const areWhole = finite.every(Number.isInteger);
  const step = Math.max(roundStep((high - low) / count), areWhole ? 1 : 0);
  low = Math.floor(low / step + 1e-9) * step;
  high = Math.ceil(high / step - 1e-9) * step;
  const steps = Math.round((high - low) / step);
  const ticks = Array.from({ length: steps + 1 }, (_, index) =>
    Number((low + index * step).toPrecision(12)),
  );
  return { low, high, ticks };
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5, 10].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10) * power;
}

/** As short as it can be said: at most four digits after the point, a true minus. */
export function tickText(value: number): string {
  const text = Math.abs(value) >= 10_000 ? `${value / 1000}k` : String(Number(value.toFixed(4)));
  return text.replace('-', '−');
}
