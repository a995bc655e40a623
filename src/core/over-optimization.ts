// The laws of reward-model over-optimization (Gao, Schulman, Hilton 2023, "Scaling laws for reward model
// overoptimization", equations 1 and 2), fitted by least squares. With d = sqrt(KL) and R the reward above that of the
// starting policy: R_bon(d) = d (a - b d) for best-of-n, R_rl(d) = d (a - b log d) for reinforcement learning.

/** How the policy was moved away from the start. */
export type OptimizationKind = 'best-of-n' | 'rl';

/** A policy's distance from the start and its reward above the start's. */
export interface RewardAtDistance {
  /** sqrt(KL), square root of nats; points at 0 or below say nothing and are left out. */
  distance: number;
  /** In the reward's own unit, less that of the starting policy. */
  reward: number;
}

export interface OverOptimizationFit {
  kind: OptimizationKind;
  /** Gain a unit of distance close to the start. */
  a: number;
  /** How fast the gain is lost; negative where it grows instead. */
  b: number;
  /** Share of the rewards' variance that the curve explains; NaN where they do not vary. */
  explained: number;
  /** How many points were fitted. */
  points: number;
}

/**
 * Least squares for a and b, in which both forms are linear.
 * @returns null where fewer than two different distances above 0 leave a and b open
 */
export function fitOverOptimization(
  kind: OptimizationKind,
  points: readonly RewardAtDistance[],
): OverOptimizationFit | null {
  const used = points.filter(
    ({ distance, reward }) => distance > 0 && Number.isFinite(distance) && Number.isFinite(reward),
  );
  if (new Set(used.map(({ distance }) => distance)).size < 2) return null;
  // Normal equations of R = a u - b w with u = d and w = d^2 or d log d.
  let [uu, uw, ww, ur, wr] = [0, 0, 0, 0, 0];
  for (const { distance, reward } of used) {
    const w = lossTerm(kind, distance);
    uu += distance * distance;
    uw += distance * w;
    ww += w * w;
    ur += distance * reward;
    wr += w * reward;
  }
  const determinant = uu * ww - uw * uw;
  const a = (ur * ww - wr * uw) / determinant;
  const b = (ur * uw - wr * uu) / determinant;
  const fit = { kind, a, b, points: used.length };
  const centre = used.reduce((sum, { reward }) => sum + reward, 0) / used.length;
  let [left, total] = [0, 0];
  for (const { distance, reward } of used) {
    left += (reward - rewardAt(fit, distance)) ** 2;
    total += (reward - centre) ** 2;
  }
  return { ...fit, explained: total > 0 ? 1 - left / total : NaN };
}

/** The fitted curve's reward at a distance; 0 at 0. */
export function rewardAt(
  { kind, a, b }: Pick<OverOptimizationFit, 'kind' | 'a' | 'b'>,
  distance: number,
): number {
  return distance === 0 ? 0 : a * distance - b * lossTerm(kind, distance);
}

/**
 * The distance from which on the reward falls: a / (2 b) for best-of-n, exp(a / b - 1) for reinforcement learning.
 * @returns null for a curve that does not fall
 */
export function peakOf({
  kind,
  a,
  b,
}: Pick<OverOptimizationFit, 'kind' | 'a' | 'b'>): number | null {
  if (b <= 0) return null;
  const peak = kind === 'best-of-n' ? a / (2 * b) : Math.exp(a / b - 1);
  return peak > 0 ? peak : null;
}

/** What b weighs: d^2, or d log d. */
function lossTerm(kind: OptimizationKind, distance: number): number {
  return kind === 'best-of-n' ? distance * distance : distance * Math.log(distance);
}
