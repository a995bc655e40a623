// Causal attention by the WASM kernels: one call forward (keeping the log-sum-exp of each query), one back.
import * as tf from '@tensorflow/tfjs';
import type { Kernels } from '../wasm/module';
import type { AttentionShape } from './attention';

/** `causalAttention` with a kernel each way; columns before a row's start give zeros and take no gradient. */
export function causalAttentionFused(
  { run, address, output, scratch, rotary }: Kernels,
  qkv: tf.Tensor2D,
  starts: tf.Tensor1D,
  shape: AttentionShape,
): tf.Tensor2D {
  const { batch, time, heads, headWidth, ropeTheta } = shape;
  const sizes = [batch, time, heads, headWidth] as const;
  const width = heads * headWidth;
  return tf.customGrad((...args: (tf.Tensor | tf.GradSaveFunc)[]) => {
    const [input, save] = args as [tf.Tensor2D, tf.GradSaveFunc];
    const context = output<tf.Rank.R2>([batch * time, width]);
    const logSums = output<tf.Rank.R3>([batch, heads, time]);
    const { cosine, sine } = rotary(0, time, headWidth, ropeTheta);
    run.causalAttention(
      address(input),
      address(starts),
      cosine,
      sine,
      context.address,
      logSums.address,
      ...sizes,
      scratch(run.attentionScratch(time, headWidth)),
    );
    save([input, starts, context.tensor, logSums.tensor]);
    return {
      value: context.tensor,
      gradFunc: (dy, saved) => {
        const [savedInput, savedStarts, savedContext, savedSums] = saved.map(address);
        const dInput = output<tf.Rank.R2>([batch * time, 3 * width]);
        const angles = rotary(0, time, headWidth, ropeTheta);
        run.causalAttentionGradient(
          savedInput!,
          savedStarts!,
          angles.cosine,
          angles.sine,
          savedContext!,
          savedSums!,
          address(dy as tf.Tensor),
          dInput.address,
          ...sizes,
          scratch(run.attentionScratch(time, headWidth)),
        );
        return dInput.tensor;
      },
    };
  })(qkv) as tf.Tensor2D;
}

/**
 * Attention of new columns over a cache that the kernel fills in place.
 * @param keys [batch*heads, capacity rounded up to 8, headWidth] float32, in the kernel's own order; changed
 * @param values of the same shape; changed
 * @param length columns filled so far
 * @returns [batch*time, width] float32; caller disposes
 */
export function cachedAttentionFused(
  { run, address, output, scratch, rotary }: Kernels,
  qkv: tf.Tensor2D,
  starts: tf.Tensor1D,
  keys: tf.Tensor3D,
  values: tf.Tensor3D,
  length: number,
  shape: AttentionShape,
): tf.Tensor2D {
  const { batch, time, heads, headWidth, ropeTheta } = shape;
  const capacity = keys.shape[1];
  const context = output<tf.Rank.R2>([batch * time, heads * headWidth]);
  const { cosine, sine } = rotary(length, time, headWidth, ropeTheta);
  run.cachedAttention(
    address(qkv),
    address(starts),
    cosine,
    sine,
    address(keys),
    address(values),
    context.address,
    batch,
    time,
    length,
    heads,
    headWidth,
    capacity,
    scratch((headWidth + capacity + 32) * 4),
  );
  return context.tensor;
}
