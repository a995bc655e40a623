// What PPO reports about one minibatch and one batch, from plain per-token numbers, by TRL's definitions
// (PPOTrainer). Trains nothing.
import { variance } from './statistics';

/** One update's view of the policy; each is a mean over the valid tokens of the minibatch. */
export interface PolicyStatistics {
  loss: number;
  /** Half the mean squared log-ratio: how far this update has moved from the sampling policy. */
  approximateKl: number;
  clipShare: number;
  ratio: number;
  entropy: number;
}

/**
 * All arrays hold the valid tokens of one minibatch. The loss is without the entropy bonus, as TRL's is.
 * @param clipRange 0 for no clipping
 */
export function policyStatistics(
  tokens: {
    logProbs: readonly number[];
    oldLogProbs: readonly number[];
    advantages: readonly number[];
    entropies: readonly number[];
  },
  clipRange: number,
): PolicyStatistics {
  const sums: PolicyStatistics = { loss: 0, approximateKl: 0, clipShare: 0, ratio: 0, entropy: 0 };
  const count = tokens.logProbs.length;
  for (let i = 0; i < count; i++) {
    const logRatio = tokens.logProbs[i]! - tokens.oldLogProbs[i]!;
    const { ratio, loss, isClipped } = clippedToken(logRatio, tokens.advantages[i]!, clipRange);
    sums.loss += loss;
    sums.approximateKl += logRatio ** 2 / 2;
    sums.clipShare += isClipped ? 1 : 0;
    sums.ratio += ratio;
    sums.entropy += tokens.entropies[i]!;
  }
  return divide(sums, count);
}

/**
 * One token in PPO's clipped objective (Schulman et al. 2017, equation 7).
 * @param logRatio log pi now - log pi that sampled, nats
 * @param clipRange 0 for no clipping
 * @returns `isClipped` when the clip makes the loss larger, so that the token has no gradient
 */
export function clippedToken(
  logRatio: number,
  advantage: number,
  clipRange: number,
): { ratio: number; loss: number; isClipped: boolean } {
  const ratio = Math.exp(logRatio);
  const unclipped = -advantage * ratio;
  const clipped =
    -advantage * (clipRange === 0 ? ratio : clamp(ratio, 1 - clipRange, 1 + clipRange));
  return { ratio, loss: Math.max(unclipped, clipped), isClipped: clipped > unclipped };
}

export interface ValueStatistics {
  loss: number;
  clipShare: number;
}

/**
 * Mean clipped squared error (halved), and the share of tokens where the clip decided.
 * @param clipRange 0 for no clipping
 */
export function valueStatistics(
  tokens: {
    values: readonly number[];
    oldValues: readonly number[];
    returns: readonly number[];
  },
  clipRange: number,
): ValueStatistics {
  const sums: ValueStatistics = { loss: 0, clipShare: 0 };
  const count = tokens.values.length;
  for (let i = 0; i < count; i++) {
    const old = tokens.oldValues[i]!;
    const target = tokens.returns[i]!;
    const step = tokens.values[i]! - old;
    const clippedValue = old + (clipRange === 0 ? step : clamp(step, -clipRange, clipRange));
    const unclipped = (tokens.values[i]! - target) ** 2;
    const clipped = (clippedValue - target) ** 2;
    sums.loss += Math.max(unclipped, clipped) / 2;
    sums.clipShare += clipped > unclipped ? 1 : 0;
  }
  return divide(sums, count);
}

/** 1 - Var(returns - values) / Var(returns): 1 is perfect, 0 no better than a constant; 0 where returns never vary. */
export function explainedVariance(values: readonly number[], returns: readonly number[]): number {
  const spread = variance(returns);
  if (!(spread > 0)) return 0;
  return 1 - variance(returns.map((target, i) => target - values[i]!)) / spread;
}

/** Dividing once at the end keeps a mean of equal numbers exact: a first ratio of 1 reads as 1. */
function divide<Sums extends object>(sums: Sums, count: number): Sums {
  return Object.fromEntries(
    Object.entries(sums).map(([name, sum]) => [name, (sum as number) / count]),
  ) as Sums;
}

const clamp = (x: number, low: number, high: number) => Math.min(Math.max(x, low), high);
