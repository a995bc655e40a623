// The losses of the reward model, DPO, PPO and GRPO as scalars that tfjs differentiates. Flat [N] inputs with a weight per
// element: 1 for a real token, 0 for what only fills the batch. The models and the loops are elsewhere.
import * as tf from '@tensorflow/tfjs';

/** One judgement between two scores of a list; `target` is 1 when the first won, 1/2 for a tie. */
export interface ScoreComparison {
  first: number;
  /** null: an imaginary reply with score 0. */
  second: number | null;
  target: number;
  weight: number;
}

/**
 * Pairwise preference loss, sum of weight * -(t log sigmoid(d) + (1-t) log sigmoid(-d)) with d = first - second
 * (Bradley & Terry 1952; Ouyang et al. 2022, equation 1, with weight 1/C(K,2)).
 * @param scores [S] float32
 * @returns scalar float32; caller disposes
 */
export function pairwiseLoss(
  scores: tf.Tensor1D,
  comparisons: readonly ScoreComparison[],
): tf.Scalar {
  return tf.tidy(() => {
    const count = scores.size;
    // Differences as a product with a constant: `gather` has no gradient on WASM.
    const selection = new Float32Array(comparisons.length * count);
    comparisons.forEach(({ first, second }, index) => {
      selection[index * count + first]! += 1;
      if (second !== null) selection[index * count + second]! -= 1;
    });
    const difference = tf.sum(
      tf.mul(tf.tensor2d(selection, [comparisons.length, count]), tf.reshape(scores, [1, count])),
      1,
    );
    const weights = (pick: (comparison: ScoreComparison) => number) =>
      tf.tensor1d(comparisons.map((comparison) => pick(comparison) * comparison.weight));
    const lost = tf.mul(
      weights(({ target }) => target),
      negativeLogSigmoid(difference),
    );
    const won = tf.mul(
      weights(({ target }) => 1 - target),
      negativeLogSigmoid(tf.neg(difference)),
    );
    return tf.sum(tf.add(lost, won)) as tf.Scalar;
  });
}

/**
 * DPO (Rafailov et al. 2023, equation 7): the pairwise loss above on the implicit reward of each reply,
 * beta * (log pi(reply) - log pi_ref(reply)). Ties and replies worse than the reference (null: implicit reward 0, as
 * likely as under the reference) mean here what they mean to a reward model.
 * @param logProbs [S] float32, nats: sum over each reply's tokens
 * @param referenceLogProbs [S] float32, nats: the same under the reference
 * @param beta pull to the reference; TRL's default is 0.1
 * @returns scalar float32; caller disposes
 */
export function dpoLoss(
  logProbs: tf.Tensor1D,
  referenceLogProbs: tf.Tensor1D,
  comparisons: readonly ScoreComparison[],
  beta: number,
): tf.Scalar {
  return tf.tidy(() => {
    const implicitRewards = tf.mul(tf.sub(logProbs, referenceLogProbs), beta);
    return pairwiseLoss(implicitRewards as tf.Tensor1D, comparisons);
  });
}

/** -log sigmoid(x) = softplus(-x), finite for every finite x. */
function negativeLogSigmoid(x: tf.Tensor): tf.Tensor {
  return tf.softplus(tf.neg(x));
}

/**
 * PPO's clipped objective, negated (Schulman et al. 2017, equation 7): mean of
 * max(-A r, -A clip(r, 1-c, 1+c)) with r = exp(new - old), over the sum of weights given.
 * @param logProbs [N] float32, nats
 * @param oldLogProbs [N] float32, nats: of the policy that sampled
 * @param advantages [N] float32
 * @param weights [N] float32
 * @param weightSum what the sum is divided by: the valid tokens of the minibatch
 * @param clipRange 0 for no clipping: the plain policy gradient with importance weights
 * @returns scalar float32; caller disposes
 */
export function policyLoss(
  logProbs: tf.Tensor1D,
  oldLogProbs: tf.Tensor1D,
  advantages: tf.Tensor1D,
  weights: tf.Tensor1D,
  weightSum: number,
  clipRange: number,
): tf.Scalar {
  return tf.tidy(() => {
    const ratio = tf.exp(tf.sub(logProbs, oldLogProbs));
    const gain = tf.neg(advantages);
    const unclipped = tf.mul(gain, ratio);
    if (clipRange === 0) return weightedMean(unclipped, weights, weightSum);
    const clipped = tf.mul(gain, tf.clipByValue(ratio, 1 - clipRange, 1 + clipRange));
    return weightedMean(tf.maximum(unclipped, clipped), weights, weightSum);
  });
}

/**
 * GRPO (Shao et al. 2024, equation 3): PPO's clipped objective with one advantage a reply, plus
 * klCoefficient * k3 to the reference at each token, k3 = exp(ref - new) - (ref - new) - 1.
 * @param logProbs [N] float32, nats
 * @param oldLogProbs [N] float32, nats: of the policy that sampled
 * @param referenceLogProbs [N] float32, nats
 * @param advantages [N] float32: the advantage of the reply that the token belongs to
 * @param weights [N] float32: what each token counts; they sum to 1 over a minibatch, or less
 * @returns scalar float32; caller disposes
 */
export function grpoLoss(
  logProbs: tf.Tensor1D,
  oldLogProbs: tf.Tensor1D,
  referenceLogProbs: tf.Tensor1D,
  advantages: tf.Tensor1D,
  weights: tf.Tensor1D,
  { clipRange, klCoefficient }: { clipRange: number; klCoefficient: number },
): tf.Scalar {
  return tf.tidy(() => {
    const clipped = policyLoss(logProbs, oldLogProbs, advantages, weights, 1, clipRange);
    const towards = tf.sub(referenceLogProbs, logProbs);
    const k3 = tf.sub(tf.sub(tf.exp(towards), towards), 1);
    return tf.add(clipped, tf.mul(weightedMean(k3, weights, 1), klCoefficient)) as tf.Scalar;
  });
}

/**
 * Clipped value loss: mean of max((v - R)^2, (clip(v, old - c, old + c) - R)^2) / 2 (Schulman's baselines code;
 * Huang et al. 2022).
 * @param values [N] float32
 * @param oldValues [N] float32: of the rollout
 * @param returns [N] float32
 * @param clipRange 0 for no clipping: half the mean squared error
 * @returns scalar float32; caller disposes
 */
export function valueLoss(
  values: tf.Tensor1D,
  oldValues: tf.Tensor1D,
  returns: tf.Tensor1D,
  weights: tf.Tensor1D,
  weightSum: number,
  clipRange: number,
): tf.Scalar {
  return tf.tidy(() => {
    const unclipped = tf.square(tf.sub(values, returns));
    if (clipRange === 0) return tf.mul(weightedMean(unclipped, weights, weightSum), 0.5);
    const step = tf.clipByValue(tf.sub(values, oldValues), -clipRange, clipRange);
    const clipped = tf.square(tf.sub(tf.add(oldValues, step), returns));
    return tf.mul(weightedMean(tf.maximum(unclipped, clipped), weights, weightSum), 0.5);
  });
}

/** Sum of x * weights over `weightSum`; scalar float32, caller disposes. */
export function weightedMean(x: tf.Tensor, weights: tf.Tensor1D, weightSum: number): tf.Scalar {
  return tf.tidy(() => tf.mul(tf.sum(tf.mul(x, weights)), 1 / weightSum));
}
