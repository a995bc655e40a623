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

/** What drifting costs at each token of one reply: -klCoefficient * estimator. */
export function klPenalties(
  logProbs: readonly number[],
  referenceLogProbs: readonly number[],
  klCoefficient: number,
  estimator: keyof KlEstimators = 'k1',
): number[] {
  return logProbs.map(
    (logProb, t) => -klCoefficient * klEstimators(logProb, referenceLogProbs[t]!)[estimator],
  );
}

/**
 * PPO's reward for each token of one reply: -klCoefficient * estimator everywhere, plus the score at the last token
 * (Ziegler et al. 2019; Ouyang et al. 2022, equation 2; both with k1).
 */
export function penalisedRewards(
  logProbs: readonly number[],
  referenceLogProbs: readonly number[],
  score: number,
  klCoefficient: number,
  estimator: keyof KlEstimators = 'k1',
): number[] {
  const penalties = klPenalties(logProbs, referenceLogProbs, klCoefficient, estimator);
  return penalties.map((penalty, t) => (t === penalties.length - 1 ? penalty + score : penalty));
}

/** No matter how far off the KL is, the coefficient reacts as to an error of this share (Ziegler et al. 2019). */
const largestKlError = 0.2;

/**
 * The coefficient of the next iteration, a proportional controller: coefficient * (1 + e * replies / horizon) with
 * e = (kl - target) / target, at most 0.2 either way (Ziegler et al. 2019, section 2.2; their code's horizon).
 * @param kl measured, nats per reply
 * @param replies in the iteration that was measured
 * @param horizon replies over which a full error changes the coefficient by a fifth
 */
export function adaptedKlCoefficient(
  coefficient: number,
  kl: number,
  { target, replies, horizon }: { target: number; replies: number; horizon: number },
): number {
  const error = Math.max(-largestKlError, Math.min(largestKlError, (kl - target) / target));
  // A few replies' horizon must not turn the penalty into a prize.
  return coefficient * Math.max(0, 1 + (error * replies) / horizon);
}
