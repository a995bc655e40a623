// KL divergence of one next-token distribution from another, over the whole vocabulary: what sampled tokens only estimate.
// Owns the gradient, which needs two products where differentiating every step would need many.
import * as tf from '@tensorflow/tfjs';

/**
 * KL(softmax(logits) || softmax(referenceLogits)) of each row: sum p (log p - log q), nats.
 * @param logits [N, V] float32; differentiable: dKL/dlogits = p (log p - log q - KL)
 * @param referenceLogits [N, V] float32; a constant
 * @returns [N] float32; caller disposes
 */
export function distributionKl(logits: tf.Tensor2D, referenceLogits: tf.Tensor2D): tf.Tensor1D {
  const differentiable = tf.customGrad((...args: (tf.Tensor | tf.GradSaveFunc)[]) => {
    const [input, save] = args as [tf.Tensor2D, tf.GradSaveFunc];
    const logProbs = tf.logSoftmax(input);
    const probabilities = tf.exp(logProbs);
    const difference = tf.sub(logProbs, tf.logSoftmax(referenceLogits));
    const value = tf.sum(tf.mul(probabilities, difference), 1, true);
    save([tf.mul(probabilities, tf.sub(difference, value))]);
    return {
      value: tf.reshape(value, [-1]),
      gradFunc: (dy, saved) => tf.mul(tf.reshape(dy, [-1, 1]), saved[0]!),
    };
  });
  return tf.tidy(() => differentiable(logits) as tf.Tensor1D);
}
