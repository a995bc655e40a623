// Proves that the chosen backend computes: a small forward pass and its gradient against the same arithmetic in
// plain arrays. Some devices return zeros without a word. Chooses no backend.
import * as tf from '@tensorflow/tfjs';
import { Random } from '../core/rng';

// Large enough that tfjs does not quietly compute it on the processor.
const rows = 48;
const width = 64;
const classes = 40;
const tolerance = 1e-4;

/**
 * Cross-entropy of a softmax layer: its loss and the gradient of its weights on the current backend.
 * @returns null when both are right, else one sentence that says what is wrong
 */
export async function selfTest(): Promise<string | null> {
  const random = new Random(20);
  const inputs = Float32Array.from({ length: rows * width }, () => random.normal());
  const weights = Float32Array.from({ length: width * classes }, () => random.normal() * 0.2);
  const targets = Int32Array.from({ length: rows }, () => random.integer(classes));
  const expected = crossEntropy(inputs, weights, targets);
  const found = await onBackend(inputs, weights, targets);
  if (!(Math.abs(found.loss - expected.loss) < tolerance * expected.loss)) {
    return `The self-test's loss was ${found.loss}, not ${expected.loss}.`;
  }
  const scale = Math.max(...expected.gradient.map(Math.abs));
  const worst = expected.gradient.reduce((most, value, i) => {
    const distance = Math.abs(value - found.gradient[i]!);
    return Number.isFinite(distance) ? Math.max(most, distance) : Infinity;
  }, 0);
  if (worst < tolerance * scale) return null;
  return `The self-test's gradient was off by ${worst} where the largest entry is ${scale}.`;
}

async function onBackend(inputs: Float32Array, weights: Float32Array, targets: Int32Array) {
  const [loss, gradient] = tf.tidy(() => {
    const x = tf.tensor2d(inputs, [rows, width]);
    const oneHot = tf.oneHot(tf.tensor1d(targets, 'int32'), classes);
    const { value, grad } = tf.valueAndGrad((w) =>
      tf.neg(tf.mean(tf.sum(tf.mul(tf.logSoftmax(tf.matMul(x, w as tf.Tensor2D)), oneHot), 1))),
    )(tf.tensor2d(weights, [width, classes]));
    return [value, grad];
  });
  try {
    return {
      loss: (await loss.data())[0]!,
      gradient: (await gradient.data()) as Float32Array,
    };
  } finally {
    tf.dispose([loss, gradient]);
  }
}

/** The same in double precision: dL/dW = x^T (softmax - onehot) / rows. */
function crossEntropy(inputs: Float32Array, weights: Float32Array, targets: Int32Array) {
  const gradient = new Float64Array(width * classes);
  let loss = 0;
  for (let row = 0; row < rows; row++) {
    const logits = new Float64Array(classes);
    for (let i = 0; i < width; i++) {
      const input = inputs[row * width + i]!;
      for (let c = 0; c < classes; c++) logits[c]! += input * weights[i * classes + c]!;
    }
    const largest = Math.max(...logits);
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
    const target = targets[row]!;
    loss -= (logits[target]! - largest - Math.log(total)) / rows;
    for (let c = 0; c < classes; c++) {
      const error = Math.exp(logits[c]! - largest) / total - (c === target ? 1 : 0);
      for (let i = 0; i < width; i++) {
        gradient[i * classes + c]! += (inputs[row * width + i]! * error) / rows;
      }
    }
  }
  return { loss, gradient };
}
