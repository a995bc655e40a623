// How far a policy is from its reference, from log-probabilities of sampled tokens, and the reward that it costs.
// Plain numbers, nats.

export interface KlEstimators {
  /** log pi - log pi_ref: unbiased, may be negative for one token. TRL plots its sum over a reply. */
  k1: number;
  /** (log pi - log pi_ref)^2 / 2: never negative, biased. */
  k2: number;
  /** (ratio - 1) - log ratio with ratio = pi_ref / pi: never negative, unbiased. */
  k3: number;
}

/** The three estimators of KL(pi, pi_ref) at one token that pi sampled (Schulman 2020, "Approximating KL divergence"). */
export function klEstimators(logProb: number, referenceLogProb: number): KlEstimators {
  const difference = logProb - referenceLogProb;
  return {
    k1: difference,
    k2: difference ** 2 / 2,
    k3: Math.expm1(-difference) + difference,
  };
}

/**
 * PPO's reward for each token of one reply: -klCoefficient * k1 everywhere, plus the score at the last token
 * (Ziegler et al. 2019; Ouyang et al. 2022, equation 2).
 */
export function penalisedRewards(
  logProbs: readonly number[],
  referenceLogProbs: readonly number[],
  score: number,
  klCoefficient: number,
): number[] {
  return logProbs.map((logProb, t) => {
    const penalty = -klCoefficient * klEstimators(logProb, referenceLogProbs[t]!).k1;
    return t === logProbs.length - 1 ? penalty + score : penalty;
  });
}
