// Gradients summed over the chunks of one minibatch, so that memory follows the chunk and not the batch.
import * as tf from '@tensorflow/tfjs';
import { adamWStep, type AdamW, type AdamWSettings } from './adamw';

/** Running sums, one tensor a weight; empty until the first chunk. */
export interface GradientSum {
  optimizer: AdamW;
  gradients: tf.Tensor[] | null;
}

export function startGradients(optimizer: AdamW): GradientSum {
  return { optimizer, gradients: null };
}

/**
 * Adds the gradient of one chunk's loss.
 * @param loss builds the scalar loss from the optimizer's weights
 * @returns the loss, scalar float32; caller disposes
 */
export function addGradients(sum: GradientSum, loss: () => tf.Scalar): tf.Scalar {
  const variables = sum.optimizer.parameters.map(({ variable }) => variable);
  const { value, grads } = tf.variableGrads(loss, variables);
  const chunk = variables.map(({ name }) => grads[name]!);
  const before = sum.gradients;
  if (before === null) sum.gradients = chunk;
  else {
    sum.gradients = chunk.map((gradient, index) => tf.add(before[index]!, gradient));
    tf.dispose([...before, ...chunk]);
  }
  return value;
}

/**
 * One optimizer step with what was summed, which is then let go.
 * @returns scalar float32: the gradient norm before clipping; caller disposes
 */
export function applyGradients(sum: GradientSum, settings: AdamWSettings): tf.Scalar {
  if (!sum.gradients) throw new Error('There are no gradients to apply.');
  const norm = adamWStep(sum.optimizer, sum.gradients, settings);
  disposeGradients(sum);
  return norm;
}

export function disposeGradients(sum: GradientSum): void {
  tf.dispose(sum.gradients ?? []);
  sum.gradients = null;
}
