// Root-mean-square normalisation (Zhang & Sennrich 2019): y = x / rms(x) * gain.
import * as tf from '@tensorflow/tfjs';
import { fusedKernels, type Kernels } from '../wasm/module';

/**
 * @param x [N, D] float32
 * @param gain [D] float32
 * @returns [N, D] float32; caller disposes
 */
export function rmsNorm(x: tf.Tensor2D, gain: tf.Tensor1D, epsilon: number): tf.Tensor2D {
  const kernels = fusedKernels();
  return kernels ? rmsNormFused(kernels, x, gain, epsilon) : rmsNormComposite(x, gain, epsilon);
}

/** The reference in stock operations, differentiated by tfjs. */
export function rmsNormComposite(x: tf.Tensor2D, gain: tf.Tensor1D, epsilon: number): tf.Tensor2D {
  return tf.tidy(() => {
    const meanSquare = tf.mean(tf.square(x), 1, true);
    return tf.mul(tf.mul(x, tf.rsqrt(tf.add(meanSquare, epsilon))), gain);
  });
}

/** One kernel each way; 1/rms of every row is kept for the gradient. */
function rmsNormFused(
  kernels: Kernels,
  x: tf.Tensor2D,
  gain: tf.Tensor1D,
  epsilon: number,
): tf.Tensor2D {
  const { run, address, output } = kernels;
  const [rows, width] = x.shape;
  return tf.customGrad((...args: (tf.Tensor | tf.GradSaveFunc)[]) => {
    const [input, weight, save] = args as [tf.Tensor2D, tf.Tensor1D, tf.GradSaveFunc];
    const y = output<tf.Rank.R2>([rows, width]);
    const inverse = output<tf.Rank.R1>([rows]);
    run.rmsNorm(address(input), address(weight), y.address, inverse.address, rows, width, epsilon);
    save([input, weight, inverse.tensor]);
    return {
      value: y.tensor,
      gradFunc: (dy, saved) => {
        const [savedInput, savedWeight, savedInverse] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
        const dInput = output<tf.Rank.R2>([rows, width]);
        const dWeight = output<tf.Rank.R1>([width]);
        run.rmsNormGradient(
          address(savedInput),
          address(savedWeight),
          address(savedInverse),
          address(dy as tf.Tensor),
          dInput.address,
          dWeight.address,
          rows,
          width,
        );
        return [dInput.tensor, dWeight.tensor];
      },
    };
  })(x, gain) as tf.Tensor2D;
}
