// Advantages over one reply: generalised advantage estimation, and returns without a baseline. Plain numbers; no batches,
// no tensors.

export interface Advantages {
  /** Per token: how much better this token turned out than expected. */
  advantages: number[];
  /** Per token: advantage + value, what the value model should have said. */
  returns: number[];
}

/**
 * A_t = sum over l of (discount*lambda)^l delta_{t+l}, delta_t = r_t + discount V_{t+1} - V_t; after the last token
 * the value is 0 (Schulman et al. 2016, equation 16).
 * @param rewards per token of one reply
 * @param values expected return before each token, as long as `rewards`
 */
export function generalisedAdvantages(
  rewards: readonly number[],
  values: readonly number[],
  discount: number,
  lambda: number,
): Advantages {
  if (rewards.length !== values.length) {
    throw new Error(`${rewards.length} rewards do not go with ${values.length} values.`);
  }
  const advantages = new Array<number>(rewards.length);
  let following = 0;
  for (let t = rewards.length - 1; t >= 0; t--) {
    const nextValue = t + 1 < values.length ? values[t + 1]! : 0;
    const delta = rewards[t]! + discount * nextValue - values[t]!;
    following = delta + discount * lambda * following;
    advantages[t] = following;
  }
  return { advantages, returns: advantages.map((advantage, t) => advantage + values[t]!) };
}

/**
 * Advantages without a baseline (REINFORCE; Williams 1992), which are those of values that are all 0: A_t = sum over l of discount^l r_{t+l}, which is the return
 * itself and therefore also what a value model should have said.
 * @param rewards per token of one reply
 */
export function returnsAsAdvantages(rewards: readonly number[], discount: number): Advantages {
  const nothingExpected = rewards.map(() => 0);
  return generalisedAdvantages(rewards, nothingExpected, discount, 1);
}
