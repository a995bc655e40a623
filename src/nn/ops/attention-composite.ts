// Causal attention in stock operations: the reference for the fused kernels, and what runs where there are none.
import * as tf from '@tensorflow/tfjs';
import type { AttentionShape } from './attention';

/** A large finite number: a fully masked row of -Infinity would give NaN. */
const masked = -1e9;

/** `causalAttention` in stock operations, differentiated by tfjs. */
export function causalAttentionComposite(
  qkv: tf.Tensor2D,
  starts: tf.Tensor1D,
  shape: AttentionShape,
): tf.Tensor2D {
  return tf.tidy(() => {
    const { batch, time, heads, headWidth } = shape;
    const [queries, keys, values] = splitHeads(qkv, shape);
    const { cosine, sine } = rotaryTables(0, time, headWidth, shape.ropeTheta);
    const scores = tf.mul(
      tf.matMul(rotate(queries, cosine, sine), tf.transpose(rotate(keys, cosine, sine), [0, 2, 1])),
      1 / Math.sqrt(headWidth),
    );
    const mask = visibility(starts, 0, time, time);
    const weights = maskedSoftmax(scores as tf.Tensor3D, mask, batch, heads);
    return mergeHeads(tf.matMul(weights, values) as tf.Tensor3D, shape);
  });
}

/** Keys and values of the columns so far, and the output of the new ones. */
export interface CachedResult {
  /** [batch*time, width] float32 */
  context: tf.Tensor2D;
  /** [batch*heads, length, headWidth] float32 */
  keys: tf.Tensor3D;
  /** [batch*heads, length, headWidth] float32 */
  values: tf.Tensor3D;
}

/** `cachedAttention` in stock operations; `past` holds the columns so far, null when there are none. */
export function cachedAttentionComposite(
  qkv: tf.Tensor2D,
  starts: tf.Tensor1D,
  past: { keys: tf.Tensor3D; values: tf.Tensor3D } | null,
  shape: AttentionShape,
): CachedResult {
  return tf.tidy(() => {
    const { batch, time, heads, headWidth } = shape;
    const length = past ? past.keys.shape[1] : 0;
    const [queries, keys, values] = splitHeads(qkv, shape);
    const { cosine, sine } = rotaryTables(length, time, headWidth, shape.ropeTheta);
    const rotatedKeys = rotate(keys, cosine, sine);
    const joinedKeys = past ? tf.concat([past.keys, rotatedKeys], 1) : rotatedKeys;
    const joinedValues = past ? tf.concat([past.values, values], 1) : values;
    const scores = tf.mul(
      tf.matMul(rotate(queries, cosine, sine), tf.transpose(joinedKeys, [0, 2, 1])),
      1 / Math.sqrt(headWidth),
    );
    const mask = visibility(starts, length, time, length + time);
    const weights = maskedSoftmax(scores as tf.Tensor3D, mask, batch, heads);
    const context = mergeHeads(tf.matMul(weights, joinedValues) as tf.Tensor3D, shape);
    return { context, keys: joinedKeys, values: joinedValues };
  });
}

function splitHeads(
  qkv: tf.Tensor2D,
  shape: AttentionShape,
): [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D] {
  const { batch, time, heads, headWidth } = shape;
  return tf
    .split(qkv, 3, 1)
    .map((part) =>
      tf.reshape(tf.transpose(tf.reshape(part, [batch, time, heads, headWidth]), [0, 2, 1, 3]), [
        batch * heads,
        time,
        headWidth,
      ]),
    ) as [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D];
}

function mergeHeads(context: tf.Tensor3D, shape: AttentionShape): tf.Tensor2D {
  const { batch, time, heads, headWidth } = shape;
  return tf.reshape(
    tf.transpose(tf.reshape(context, [batch, heads, time, headWidth]), [0, 2, 1, 3]),
    [batch * time, heads * headWidth],
  );
}

/** cos and sin [time, headWidth] of the columns from `first` on (Su et al. 2021). */
function rotaryTables(first: number, time: number, headWidth: number, theta: number) {
  const half = headWidth / 2;
  const cosine = new Float32Array(time * headWidth);
  const sine = new Float32Array(time * headWidth);
  for (let t = 0; t < time; t++) {
    for (let i = 0; i < half; i++) {
      const angle = (first + t) * theta ** (-i / half);
      const at = t * headWidth + i;
      cosine[at] = cosine[at + half] = Math.cos(angle);
      sine[at] = sine[at + half] = Math.sin(angle);
    }
  }
  return {
    cosine: tf.tensor2d(cosine, [time, headWidth]),
    sine: tf.tensor2d(sine, [time, headWidth]),
  };
}

function rotate(x: tf.Tensor3D, cosine: tf.Tensor2D, sine: tf.Tensor2D): tf.Tensor3D {
  const [first, second] = tf.split(x, 2, 2) as [tf.Tensor3D, tf.Tensor3D];
  return tf.add(tf.mul(x, cosine), tf.mul(tf.concat([tf.neg(second), first], 2), sine));
}

/** [batch, 1, time, columns] float32: 1 where query column `first + t` may see key column k. */
function visibility(
  starts: tf.Tensor1D,
  first: number,
  time: number,
  columns: number,
): tf.Tensor4D {
  const query = tf.reshape(tf.range(first, first + time, 1, 'int32'), [1, 1, time, 1]);
  const key = tf.reshape(tf.range(0, columns, 1, 'int32'), [1, 1, 1, columns]);
  const firstKey = tf.reshape(starts, [-1, 1, 1, 1]);
  const visible = tf.logicalAnd(tf.lessEqual(key, query), tf.greaterEqual(key, firstKey));
  return tf.cast(visible, 'float32') as tf.Tensor4D;
}

function maskedSoftmax(
  scores: tf.Tensor3D,
  mask: tf.Tensor4D,
  batch: number,
  heads: number,
): tf.Tensor3D {
  const [, time, columns] = scores.shape;
  const spread = tf.reshape(scores, [batch, heads, time, columns]);
  const visible = tf.add(tf.mul(spread, mask), tf.mul(tf.sub(1, mask), masked));
  return tf.reshape(tf.softmax(visible), [batch * heads, time, columns]);
}
