// Dense layer without bias: y = x W. Owns the gradient: on WASM one tiled kernel does every product, transposed
// or not; elsewhere stock matMul, which takes a slow path on WASM when a transpose flag is set.
import * as tf from '@tensorflow/tfjs';
import { fusedKernels, type Kernels } from '../wasm/module';

/**
 * Matrix product with a weight stored as [in, out].
 * @param x [N, in] float32
 * @param weight [in, out] float32
 * @returns [N, out] float32; caller disposes
 */
export function linear(x: tf.Tensor2D, weight: tf.Tensor2D): tf.Tensor2D {
  return product(x, weight, false, fusedKernels());
}

/**
 * Product with a transposed matrix, used by the tied output head: logits = hidden · embeddingᵀ.
 * @param x [N, D] float32
 * @param table [V, D] float32
 * @returns [N, V] float32; caller disposes
 */
export function linearTransposed(x: tf.Tensor2D, table: tf.Tensor2D): tf.Tensor2D {
  return product(x, table, true, fusedKernels());
}

/** The references in stock operations. */
export function linearComposite(x: tf.Tensor2D, weight: tf.Tensor2D): tf.Tensor2D {
  return product(x, weight, false, null);
}

export function linearTransposedComposite(x: tf.Tensor2D, table: tf.Tensor2D): tf.Tensor2D {
  return product(x, table, true, null);
}

function product(
  x: tf.Tensor2D,
  weight: tf.Tensor2D,
  transposed: boolean,
  kernels: Kernels | null,
): tf.Tensor2D {
  return tf.customGrad((...args: (tf.Tensor | tf.GradSaveFunc)[]) => {
    const [input, matrix, save] = args as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
    save([input, matrix]);
    return {
      value: multiply(kernels, input, matrix, false, transposed),
      gradFunc: (dy, saved) => {
        const [savedInput, savedMatrix] = saved as [tf.Tensor2D, tf.Tensor2D];
        const gradient = dy as tf.Tensor2D;
        return [
          multiply(kernels, gradient, savedMatrix, false, !transposed),
          transposed
            ? multiply(kernels, gradient, savedInput, true, false)
            : multiply(kernels, savedInput, gradient, true, false),
        ];
      },
    };
  })(x, weight) as tf.Tensor2D;
}

function multiply(
  kernels: Kernels | null,
  a: tf.Tensor2D,
  b: tf.Tensor2D,
  transposeA: boolean,
  transposeB: boolean,
): tf.Tensor2D {
  if (kernels) return multiplyFused(kernels, a, b, transposeA, transposeB);
  if (tf.getBackend() === 'webgpu') return tf.matMul(a, b, transposeA, transposeB);
  // On WASM stock matMul with a transpose flag is about ten times slower than transposing first.
  return tf.tidy(() =>
    tf.matMul(transposeA ? tf.transpose(a) : a, transposeB ? tf.transpose(b) : b),
  );
}

function multiplyFused(
  { run, address, output, scratch }: Kernels,
  a: tf.Tensor2D,
  b: tf.Tensor2D,
  transposeA: boolean,
  transposeB: boolean,
): tf.Tensor2D {
  const [rows, inner] = transposeA ? [a.shape[1], a.shape[0]] : a.shape;
  const columns = transposeB ? b.shape[0] : b.shape[1];
  const c = output<tf.Rank.R2>([rows, columns]);
  run.matmul(
    address(a),
    transposeA ? 1 : 0,
    address(b),
    transposeB ? 1 : 0,
    c.address,
    0,
    rows,
    columns,
    inner,
    scratch(run.matmulScratch(columns, inner)),
  );
  return c.tensor;
}
