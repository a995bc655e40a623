// Rows of a matrix by index (token embeddings, the positions that a loss looks at), with a gradient on every
// backend: WASM has no UnsortedSegmentSum, so the stock gradient of `gather` throws there.
import * as tf from '@tensorflow/tfjs';
import { fusedKernels, type Kernels } from '../wasm/module';

/**
 * @param table [R, D] float32
 * @param rows [N] int32, each in [0, R)
 * @returns [N, D] float32; caller disposes
 */
export function gatherRows(table: tf.Tensor2D, rows: tf.Tensor1D): tf.Tensor2D {
  const kernels = fusedKernels();
  return kernels ? gatherRowsFused(kernels, table, rows) : gatherRowsComposite(table, rows);
}

/** The reference: stock gather forward, a one-hot product backward. */
export function gatherRowsComposite(table: tf.Tensor2D, rows: tf.Tensor1D): tf.Tensor2D {
  const rowCount = table.shape[0];
  return tf.customGrad((...args: (tf.Tensor | tf.GradSaveFunc)[]) => {
    const [source, save] = args as [tf.Tensor2D, tf.GradSaveFunc];
    // Saved, not captured: the caller's tidy may end before the gradient is taken.
    save([rows]);
    return {
      value: tf.gather(source, rows),
      gradFunc: (dy, saved) =>
        tf.tidy(() => {
          const hot = tf.oneHot(saved[0] as tf.Tensor1D, rowCount).toFloat() as tf.Tensor2D;
          return tf.matMul(tf.transpose(hot), dy as tf.Tensor2D);
        }),
    };
  })(table) as tf.Tensor2D;
}

/** Copies rows; the gradient adds them up in order. */
function gatherRowsFused(kernels: Kernels, table: tf.Tensor2D, rows: tf.Tensor1D): tf.Tensor2D {
  const { run, address, output } = kernels;
  const [rowCount, width] = table.shape;
  const count = rows.shape[0];
  return tf.customGrad((...args: (tf.Tensor | tf.GradSaveFunc)[]) => {
    const [source, save] = args as [tf.Tensor2D, tf.GradSaveFunc];
    const y = output<tf.Rank.R2>([count, width]);
    run.gatherRows(address(source), address(rows), y.address, count, width);
    save([rows]);
    return {
      value: y.tensor,
      gradFunc: (dy, saved) => {
        const dTable = output<tf.Rank.R2>([rowCount, width]);
        run.scatterRows(
          address(dy as tf.Tensor),
          address(saved[0] as tf.Tensor),
          dTable.address,
          count,
          width,
          rowCount,
        );
        return dTable.tensor;
      },
    };
  })(table) as tf.Tensor2D;
}
