// The arithmetic of best-of-n: which of n replies is kept, what keeping it costs in KL, and what a smaller n would have
// given. Plain numbers; samples nothing.

/**
 * KL of the best of n independent samples from the policy that drew them: log n - (n-1)/n nats (Stiennon et al. 2020,
 * appendix G.3; Gao et al. 2022). Exact where no two samples score alike; otherwise an upper bound.
 */
export function bestOfNKl(n: number): number {
  return Math.log(n) - (n - 1) / n;
}

/**
 * The best of each group of n neighbours; the first of equals.
 * @param scores as many as a multiple of n
 * @returns one index into `scores` a group
 */
export function bestOfEach(scores: readonly number[], n: number): number[] {
  if (n < 1 || scores.length % n !== 0) {
    throw new Error(`${scores.length} scores cannot be cut into groups of ${n}.`);
  }
  return Array.from({ length: scores.length / n }, (_, group) => {
    let best = group * n;
    for (let i = best + 1; i < (group + 1) * n; i++) if (scores[i]! > scores[best]!) best = i;
    return best;
  });
}

/**
 * Expected best of k of these scores, drawn without replacement: what best-of-k would have given, estimated without
 * bias from more samples than k (Nakano et al. 2021, WebGPT, appendix I).
 * @param k from 1 to the number of scores
 * @param values what is wanted of the sample that scores best, in the order of the scores; by default the score itself
 */
export function expectedBestOf(
  scores: readonly number[],
  k: number,
  values: readonly number[] = scores,
): number {
  const order = [...scores.keys()].sort((a, b) => scores[a]! - scores[b]!);
  const count = order.length;
  if (k < 1 || k > count) throw new Error(`The best of ${k} of ${count} scores does not exist.`);
  // Share of the subsets whose best is the i-th: C(i, k-1) / C(count, k), from the top down.
  let share = k / count;
  let total = 0;
  for (let i = count - 1; i >= k - 1; i--) {
    total += share * values[order[i]!]!;
    share *= (i - k + 1) / i;
  }
  return total;
}
