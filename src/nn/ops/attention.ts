// Causal multi-head attention with rotary positions: over whole sequences (training), and against a key/value
// cache (sampling). Rotary attention depends on distances only, so left padding needs a mask and no shift.
import * as tf from '@tensorflow/tfjs';
import { fusedKernels } from '../wasm/module';
import { cachedAttentionComposite, causalAttentionComposite } from './attention-composite';
import { cachedAttentionFused, causalAttentionFused } from './attention-fused';

/** Sizes of one attention call; width = heads * headWidth. */
export interface AttentionShape {
  batch: number;
  /** Sequence length in tokens. */
  time: number;
  heads: number;
  headWidth: number;
  ropeTheta: number;
}

/**
 * Causal attention; rotary positions are applied inside (half-split pairs, as Hugging Face's Llama does).
 * @param qkv [batch*time, 3*width] float32: queries, keys, values side by side
 * @param starts [batch] int32: first column that is not left padding; earlier columns are never attended to,
 *   and their own output is unspecified but finite
 * @returns [batch*time, width] float32; caller disposes
 */
export function causalAttention(
  qkv: tf.Tensor2D,
  starts: tf.Tensor1D,
  shape: AttentionShape,
): tf.Tensor2D {
  const kernels = fusedKernels();
  return kernels
    ? causalAttentionFused(kernels, qkv, starts, shape)
    : causalAttentionComposite(qkv, starts, shape);
}

/** Keys and values that later tokens attend to. `length` columns of `capacity` are filled. */
export interface AttentionCache {
  /** [batch*heads, length, headWidth] float32; with kernels, of the full capacity and in their own order */
  keys: tf.Tensor3D | null;
  /** [batch*heads, length or full capacity, headWidth] float32 */
  values: tf.Tensor3D | null;
  length: number;
  readonly capacity: number;
}

/** An empty cache for at most `capacity` columns. Dispose with `disposeCache`. */
export function createAttentionCache(capacity: number): AttentionCache {
  return { keys: null, values: null, length: 0, capacity };
}

export function disposeCache(cache: AttentionCache): void {
  cache.keys?.dispose();
  cache.values?.dispose();
  cache.keys = cache.values = null;
  cache.length = 0;
}

/**
 * Attention of `time` new columns over the cache and themselves; appends their keys and values to the cache
 * (in place). No gradient. The cache's tensors outlive any `tf.tidy` around the call.
 * @param qkv [batch*time, 3*width] float32
 * @param starts [batch] int32: first valid column of each row
 * @returns [batch*time, width] float32; caller disposes
 */
export function cachedAttention(
  qkv: tf.Tensor2D,
  starts: tf.Tensor1D,
  cache: AttentionCache,
  shape: AttentionShape,
): tf.Tensor2D {
  const { batch, time, heads, headWidth } = shape;
  if (cache.length + time > cache.capacity) {
    throw new Error(
      `Key/value cache is full: ${cache.length} + ${time} > ${cache.capacity} columns.`,
    );
  }
  const kernels = fusedKernels();
  if (kernels) {
    if (!cache.keys || !cache.values) {
      const padded = [batch * heads, Math.ceil(cache.capacity / 8) * 8, headWidth];
      cache.keys = tf.keep(kernels.output<tf.Rank.R3>(padded).tensor);
      cache.values = tf.keep(kernels.output<tf.Rank.R3>(padded).tensor);
    }
    const { keys, values, length } = cache;
    cache.length += time;
    return cachedAttentionFused(kernels, qkv, starts, keys, values, length, shape);
  }
  const past = cache.keys && cache.values ? { keys: cache.keys, values: cache.values } : null;
  const { context, keys, values } = cachedAttentionComposite(qkv, starts, past, shape);
  const length = cache.length + time;
  disposeCache(cache);
  cache.keys = tf.keep(keys);
  cache.values = tf.keep(values);
  cache.length = length;
  return context;
}
