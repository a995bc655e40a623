// Drawing in proportion to weights. Knows nothing of what is drawn.
import type { Random } from '../core/rng';

/** The place of a weight, drawn in proportion to it. */
export function pickWeighted(weights: readonly number[], random: Random): number {
  let position = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  const place = weights.findIndex((weight) => (position -= weight) < 0);
  return place < 0 ? weights.findLastIndex((weight) => weight > 0) : place;
}
