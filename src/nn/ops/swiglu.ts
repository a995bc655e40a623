// Gated activation of the feed-forward block (Shazeer 2020): silu(gate) * up.
import * as tf from '@tensorflow/tfjs';
import { fusedKernels, type Kernels } from '../wasm/module';

/**
 * @param gateUp [N, 2F] float32: the gate in the first F columns, the value in the last F
 * @returns [N, F] float32; caller disposes
 */
export function swiglu(gateUp: tf.Tensor2D): tf.Tensor2D {
  const kernels = fusedKernels();
  return kernels ? swigluFused(kernels, gateUp) : swigluComposite(gateUp);
}

/** The reference in stock operations, differentiated by tfjs. */
export function swigluComposite(gateUp: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const [gate, up] = tf.split(gateUp, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
    return tf.mul(tf.mul(gate, tf.sigmoid(gate)), up);
  });
}

/** One kernel each way; the gradient recomputes the sigmoid. */
function swigluFused(kernels: Kernels, gateUp: tf.Tensor2D): tf.Tensor2D {
  const { run, address, output } = kernels;
  const [rows, doubleWidth] = gateUp.shape;
  return tf.customGrad((...args: (tf.Tensor | tf.GradSaveFunc)[]) => {
    const [input, save] = args as [tf.Tensor2D, tf.GradSaveFunc];
    const y = output<tf.Rank.R2>([rows, doubleWidth / 2]);
    run.swiglu(address(input), y.address, rows, doubleWidth / 2);
    save([input]);
    return {
      value: y.tensor,
      gradFunc: (dy, saved) => {
        const dInput = output<tf.Rank.R2>([rows, doubleWidth]);
        run.swigluGradient(
          address(saved[0] as tf.Tensor),
          address(dy as tf.Tensor),
          dInput.address,
          rows,
          doubleWidth / 2,
        );
        return dInput.tensor;
      },
    };
  })(gateUp) as tf.Tensor2D;
}
