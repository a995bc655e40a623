// What a language-model loss needs of the logits: the log-probability of one token a row, and the entropy of
// the row's distribution, both in nats.
import * as tf from '@tensorflow/tfjs';
import { fusedKernels, type Kernels } from '../wasm/module';

export interface TokenLogProbs {
  /** [N] float32: log softmax(logits)[target], nats. */
  logProbs: tf.Tensor1D;
  /** [N] float32: entropy of softmax(logits), nats. */
  entropies: tf.Tensor1D;
}

/**
 * @param logits [N, V] float32, already divided by the sampling temperature
 * @param targets [N] int32, each in [0, V)
 * @returns two [N] float32 tensors, both differentiable; caller disposes
 */
export function tokenLogProbs(logits: tf.Tensor2D, targets: tf.Tensor1D): TokenLogProbs {
  const kernels = fusedKernels();
  return kernels
    ? tokenLogProbsFused(kernels, logits, targets)
    : tokenLogProbsComposite(logits, targets);
}

/** The reference in stock operations, differentiated by tfjs. */
export function tokenLogProbsComposite(logits: tf.Tensor2D, targets: tf.Tensor1D): TokenLogProbs {
  return tf.tidy(() => {
    const maximum = tf.max(logits, 1, true);
    const shifted = tf.sub(logits, maximum);
    const exponentials = tf.exp(shifted);
    const total = tf.sum(exponentials, 1, true);
    const logTotal = tf.log(total);
    const oneHot = tf.oneHot(targets, logits.shape[1]).toFloat();
    const targetShifted = tf.sum(tf.mul(shifted, oneHot), 1);
    const meanShifted = tf.sum(tf.mul(tf.div(exponentials, total), shifted), 1);
    const flatLogTotal = tf.reshape(logTotal, [-1]);
    return {
      logProbs: tf.sub(targetShifted, flatLogTotal) as tf.Tensor1D,
      entropies: tf.sub(flatLogTotal, meanShifted) as tf.Tensor1D,
    };
  });
}

/** One kernel each way, without a one-hot matrix: only the logits and two numbers a row are kept. */
function tokenLogProbsFused(
  kernels: Kernels,
  logits: tf.Tensor2D,
  targets: tf.Tensor1D,
): TokenLogProbs {
  const { run, address, output } = kernels;
  const [rows, vocabulary] = logits.shape;
  const rowBytes = rows * 4;
  const both = tf.customGrad((...args: (tf.Tensor | tf.GradSaveFunc)[]) => {
    const [input, save] = args as [tf.Tensor2D, tf.GradSaveFunc];
    const results = output<tf.Rank.R2>([2, rows]);
    const logTotals = output<tf.Rank.R1>([rows]);
    run.tokenLogProbs(
      address(input),
      address(targets),
      results.address,
      results.address + rowBytes,
      logTotals.address,
      rows,
      vocabulary,
    );
    save([input, targets, results.tensor, logTotals.tensor]);
    return {
      value: results.tensor,
      gradFunc: (dy, saved) => {
        const [savedInput, savedTargets, savedResults, savedTotals] = saved.map(address);
        const dLogits = output<tf.Rank.R2>([rows, vocabulary]);
        const gradient = address(dy as tf.Tensor);
        run.tokenLogProbsGradient(
          savedInput!,
          savedTargets!,
          savedResults! + rowBytes,
          savedTotals!,
          gradient,
          gradient + rowBytes,
          dLogits.address,
          rows,
          vocabulary,
        );
        return dLogits.tensor;
      },
    };
  })(logits);
  const [logProbs, entropies] = tf.unstack(both, 0) as [tf.Tensor1D, tf.Tensor1D];
  both.dispose();
  return { logProbs, entropies };
}
