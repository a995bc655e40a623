// AssemblyScript. Causal multi-head attention with rotary positions, forward and gradient. One (row, head) at a
// time is copied into padded scratch, where the tile kernels of matmul.ts do the products.
// T columns, H heads, W head width; `tall` and `wide` are T and W rounded up to a multiple of 8.
import { exponential, logarithm, maxLanes, multiplyAdd, sumLanes } from './math';
import { pack, tileColumns, tileRows } from './matmul';

/** Below every real score, and exp of it is exactly 0. */
const HIDDEN: f32 = -1e30;

/** Bytes of scratch of one (row, head). */
export function attentionScratch(time: usize, headWidth: usize): usize {
  const tall = (time + 7) & ~7;
  const wide = (headWidth + 7) & ~7;
  return (10 * tall * wide + 2 * tall * tall + 4 * tall + 64) * 4;
}

/** Copies [time, width] out of a wider matrix (stride in bytes) into [tall, wide] with zeros around. */
function copyIn(from: usize, stride: usize, to: usize, time: usize, width: usize, tall: usize, wide: usize): void {
  for (let t: usize = 0; t < time; t++) {
    memory.copy(to, from, width * 4);
    if (wide > width) memory.fill(to + width * 4, 0, (wide - width) * 4);
    from += stride;
    to += wide * 4;
  }
  memory.fill(to, 0, (tall - time) * wide * 4);
}

/**
 * As `copyIn`, turning the pairs (i, i + width/2) by the angle of their column and multiplying by `scale`.
 * cosine, sine: [time, width/2].
 */
function rotateIn(
  from: usize, stride: usize, to: usize, cosine: usize, sine: usize, scale: f32,
  time: usize, width: usize, tall: usize, wide: usize,
): void {
  const half = width * 2;
  const whole = (width / 2 & ~3) * 4;
  const scale4 = f32x4.splat(scale);
  for (let t: usize = 0; t < time; t++) {
    let at: usize = 0;
    for (; at < whole; at += 16) {
      const a = f32x4.mul(v128.load(from + at), scale4);
      const b = f32x4.mul(v128.load(from + half + at), scale4);
      const c = v128.load(cosine + at);
      const s = v128.load(sine + at);
      v128.store(to + at, f32x4.sub(f32x4.mul(a, c), f32x4.mul(b, s)));
      v128.store(to + half + at, multiplyAdd(b, c, f32x4.mul(a, s)));
    }
    for (; at < half; at += 4) {
      const a = load<f32>(from + at) * scale;
      const b = load<f32>(from + half + at) * scale;
      const c = load<f32>(cosine + at);
      const s = load<f32>(sine + at);
      store<f32>(to + at, a * c - b * s);
      store<f32>(to + half + at, b * c + a * s);
    }
    if (wide > width) memory.fill(to + width * 4, 0, (wide - width) * 4);
    from += stride;
    to += wide * 4;
    cosine += half;
    sine += half;
  }
  memory.fill(to, 0, (tall - time) * wide * 4);
}

/** The way back: turns [time, wide] by the opposite angle, times `scale`, into a wider matrix. */
function rotateOut(
  from: usize, to: usize, stride: usize, cosine: usize, sine: usize, scale: f32, time: usize, width: usize, wide: usize,
): void {
  const half = width * 2;
  const whole = (width / 2 & ~3) * 4;
  const scale4 = f32x4.splat(scale);
  for (let t: usize = 0; t < time; t++) {
    let at: usize = 0;
    for (; at < whole; at += 16) {
      const a = f32x4.mul(v128.load(from + at), scale4);
      const b = f32x4.mul(v128.load(from + half + at), scale4);
      const c = v128.load(cosine + at);
      const s = v128.load(sine + at);
      v128.store(to + at, multiplyAdd(b, s, f32x4.mul(a, c)));
      v128.store(to + half + at, f32x4.sub(f32x4.mul(b, c), f32x4.mul(a, s)));
    }
    for (; at < half; at += 4) {
      const a = load<f32>(from + at) * scale;
      const b = load<f32>(from + half + at) * scale;
      const c = load<f32>(cosine + at);
      const s = load<f32>(sine + at);
      store<f32>(to + at, a * c + b * s);
      store<f32>(to + half + at, b * c - a * s);
    }
    from += wide * 4;
    to += stride;
    cosine += half;
    sine += half;
  }
}

/**
 * Turns a row of scores into exp(score - largest) over columns [start, t], zeros elsewhere in [low, high).
 * @returns the sum; the largest score goes to `largestAt`
 */
function softmaxRow(scores: usize, low: usize, high: usize, start: usize, t: usize, largestAt: usize): f32 {
  for (let j = low; j < start; j++) store<f32>(scores + j * 4, HIDDEN);
  for (let j = t + 1; j < high; j++) store<f32>(scores + j * 4, HIDDEN);
  const first = scores + low * 4;
  const end = scores + high * 4;
  let largest4 = f32x4.splat(HIDDEN);
  for (let at = first; at < end; at += 16) largest4 = f32x4.pmax(largest4, v128.load(at));
  const largest = maxLanes(largest4);
  largest4 = f32x4.splat(largest);
  let sum4 = f32x4.splat(0);
  for (let at = first; at < end; at += 16) {
    const weight = exponential(f32x4.sub(v128.load(at), largest4));
    v128.store(at, weight);
    sum4 = f32x4.add(sum4, weight);
  }
  store<f32>(largestAt, largest);
  return sumLanes(sum4);
}

/**
 * Attention of one (row, head). q (scaled) and v are [tall, wide], k is packed in strips of 8 columns
 * [tall/8][wide][8]. Writes context [time, width] at stride `outRow` and the log-sum-exp of each column.
 */
function attendHead(
  q: usize, k: usize, v: usize, scores: usize, output: usize, out: usize, outRow: usize, logSums: usize,
  start: usize, time: usize, width: usize, tall: usize, wide: usize,
): void {
  const scoreRow = tall * 4;
  const spare = output + 4 * wide * 4;
  const low = start & ~7;
  const vRow = wide * 4;
  for (let t: usize = 0; t < time; t += 4) {
    const rows = min<usize>(4, time - t);
    const high = min(tall, (t + 4 + 7) & ~7);
    for (let j = low; j < high; j += 8) {
      tileRows(q + t * vRow, vRow, k + j * vRow, 32, wide, scores + j * 4, scoreRow, 0);
    }
    if (t + 4 > start) {
      for (let r: usize = 0; r < 4; r++) {
        const column = t + r;
        const row = scores + r * scoreRow;
        if (column < start || column >= time) {
          if (high > low) memory.fill(row + low * 4, 0, (high - low) * 4);
          store<f32>(spare + r * 4, 0);
          if (column < time) store<f32>(logSums + column * 4, 0);
          continue;
        }
        const sum = softmaxRow(row, low, high, start, column, spare + 16);
        store<f32>(spare + r * 4, <f32>1 / sum);
        store<f32>(logSums + column * 4, load<f32>(spare, 16) + <f32>logarithm(<f64>sum));
      }
      for (let d: usize = 0; d < wide; d += 8) {
        tileRows(scores + low * 4, scoreRow, v + low * vRow + d * 4, vRow, high - low, output + d * 4, vRow, 0);
      }
    } else {
      memory.fill(output, 0, 4 * vRow);
      memory.fill(spare, 0, 16);
      for (let r: usize = 0; r < rows; r++) store<f32>(logSums + (t + r) * 4, 0);
    }
    for (let r: usize = 0; r < rows; r++) {
      scaleRow(output + r * vRow, load<f32>(spare + r * 4), out + (t + r) * outRow, width);
    }
  }
}

function scaleRow(from: usize, factor: f32, to: usize, width: usize): void {
  const whole = (width & ~3) * 4;
  const factor4 = f32x4.splat(factor);
  let at: usize = 0;
  for (; at < whole; at += 16) v128.store(to + at, f32x4.mul(v128.load(from + at), factor4));
  for (; at < width * 4; at += 4) store<f32>(to + at, load<f32>(from + at) * factor);
}

/**
 * context [B*T, H*W] and logSums [B, H, T] of qkv [B*T, 3*H*W]; starts [B] int32. Columns before a row's start
 * give zeros. cosine, sine: [T, W/2].
 */
export function causalAttention(
  qkv: usize, starts: usize, cosine: usize, sine: usize, context: usize, logSums: usize,
  batch: usize, time: usize, heads: usize, width: usize, scratch: usize,
): void {
  const tall = (time + 7) & ~7;
  const wide = (width + 7) & ~7;
  const size = tall * wide * 4;
  const q = scratch, keys = q + size, packedKeys = keys + size, v = packedKeys + size;
  const output = v + size, scores = output + 4 * wide * 4 + 64;
  const outRow = heads * width * 4;
  const stride = outRow * 3;
  const scale = <f32>1 / sqrt<f32>(<f32>width);
  for (let b: usize = 0; b < batch; b++) {
    const start = min(time, <usize>load<u32>(starts + b * 4));
    for (let h: usize = 0; h < heads; h++) {
      const from = qkv + b * time * stride + h * width * 4;
      rotateIn(from, stride, q, cosine, sine, scale, time, width, tall, wide);
      rotateIn(from + outRow, stride, keys, cosine, sine, 1, time, width, tall, wide);
      pack(keys, true, 0, wide, tall, wide, packedKeys);
      copyIn(from + 2 * outRow, stride, v, time, width, tall, wide);
      attendHead(
        q, packedKeys, v, scores, output, context + b * time * outRow + h * width * 4, outRow,
        logSums + (b * heads + h) * time * 4, start, time, width, tall, wide,
      );
    }
  }
}

/** rows[t] = sum over d of dOut[t][d] * out[t][d]. */
function rowDots(dOut: usize, out: usize, outRow: usize, time: usize, width: usize, rows: usize): void {
  const whole = (width & ~3) * 4;
  for (let t: usize = 0; t < time; t++) {
    let sum4 = f32x4.splat(0);
    let at: usize = 0;
    for (; at < whole; at += 16) sum4 = multiplyAdd(v128.load(dOut + at), v128.load(out + at), sum4);
    let sum = sumLanes(sum4);
    for (; at < width * 4; at += 4) sum += load<f32>(dOut + at) * load<f32>(out + at);
    store<f32>(rows + t * 4, sum);
    dOut += outRow;
    out += outRow;
  }
}

/**
 * Weights and their gradient, both transposed (row: key, column: query): in place, from scores and from the
 * products of values and dOut. Entries that a query must not see become 0.
 */
function softmaxGradient(
  weights: usize, gradients: usize, key: usize, low: usize, tall: usize, start: usize, time: usize, logSums: usize, dots: usize,
): void {
  const first = max(key, start);
  for (let t = low; t < tall; t += 4) {
    const at = t * 4;
    const score = f32x4.sub(v128.load(weights + at), v128.load(logSums + at));
    const weight = exponential(score);
    v128.store(weights + at, weight);
    v128.store(gradients + at, f32x4.mul(weight, f32x4.sub(v128.load(gradients + at), v128.load(dots + at))));
  }
  if (key < start) {
    memory.fill(weights + low * 4, 0, (tall - low) * 4);
    memory.fill(gradients + low * 4, 0, (tall - low) * 4);
    return;
  }
  for (let t = low; t < first; t++) {
    store<f32>(weights + t * 4, 0);
    store<f32>(gradients + t * 4, 0);
  }
  for (let t = time; t < tall; t++) {
    store<f32>(weights + t * 4, 0);
    store<f32>(gradients + t * 4, 0);
  }
}

/** Gradient of `causalAttention`: dQkv [B*T, 3*H*W] from dOut [B*T, H*W]. */
export function causalAttentionGradient(
  qkv: usize, starts: usize, cosine: usize, sine: usize, context: usize, logSums: usize, dOut: usize, dQkv: usize,
  batch: usize, time: usize, heads: usize, width: usize, scratch: usize,
): void {
  const tall = (time + 7) & ~7;
  const wide = (width + 7) & ~7;
  const size = tall * wide * 4;
  const q = scratch, k = q + size, v = k + size, dO = v + size;
  const packedQ = dO + size, packedDO = packedQ + size;
  const dQ = packedDO + size, dK = dQ + size, dV = dK + size;
  const weights = dV + size, gradients = weights + tall * tall * 4;
  const dots = gradients + tall * tall * 4, sums = dots + tall * 4;
  const row = wide * 4;
  const tallRow = tall * 4;
  const outRow = heads * width * 4;
  const stride = outRow * 3;
  const scale = <f32>1 / sqrt<f32>(<f32>width);
  memory.fill(dots, 0, 2 * tallRow);
  for (let b: usize = 0; b < batch; b++) {
    const start = min(time, <usize>load<u32>(starts + b * 4));
    const low = start & ~7;
    for (let h: usize = 0; h < heads; h++) {
      const offset = b * time * stride + h * width * 4;
      const outOffset = b * time * outRow + h * width * 4;
      rotateIn(qkv + offset, stride, q, cosine, sine, scale, time, width, tall, wide);
      rotateIn(qkv + offset + outRow, stride, k, cosine, sine, 1, time, width, tall, wide);
      copyIn(qkv + offset + 2 * outRow, stride, v, time, width, tall, wide);
      copyIn(dOut + outOffset, outRow, dO, time, width, tall, wide);
      pack(q, true, 0, wide, tall, wide, packedQ);
      pack(dO, true, 0, wide, tall, wide, packedDO);
      rowDots(dOut + outOffset, context + outOffset, outRow, time, width, dots);
      memory.copy(sums, logSums + (b * heads + h) * time * 4, time * 4);
      memory.fill(dQ, 0, 3 * size);
      // Keys, four at a time, against all queries from the keys' own column on.
      for (let j = low; j < tall; j += 4) {
        const from = j & ~7;
        for (let t = from; t < tall; t += 8) {
          const at = j * tallRow + t * 4;
          tileRows(k + j * row, row, packedQ + t * row, 32, wide, weights + at, tallRow, 0);
          tileRows(v + j * row, row, packedDO + t * row, 32, wide, gradients + at, tallRow, 0);
        }
        for (let r: usize = 0; r < 4; r++) {
          const at = (j + r) * tallRow;
          softmaxGradient(weights + at, gradients + at, j + r, from, tall, start, time, sums, dots);
        }
        const at = j * tallRow + from * 4;
        for (let d: usize = 0; d < row; d += 32) {
          tileRows(weights + at, tallRow, dO + from * row + d, row, tall - from, dV + j * row + d, row, 0);
          tileRows(gradients + at, tallRow, q + from * row + d, row, tall - from, dK + j * row + d, row, 0);
        }
      }
      // Queries, four at a time, over the keys up to them; blocks of 8 queries start where keys' rows are filled.
      for (let t = low; t < tall; t += 4) {
        const keys = min(tall, (t & ~7) + 8) - low;
        for (let d: usize = 0; d < row; d += 32) {
          tileColumns(gradients + low * tallRow + t * 4, tallRow, k + low * row + d, row, keys, dQ + t * row + d, row, 0);
        }
      }
      rotateOut(dQ, dQkv + offset, stride, cosine, sine, scale, time, width, wide);
      rotateOut(dK, dQkv + offset + outRow, stride, cosine, sine, 1, time, width, wide);
      for (let t: usize = 0; t < time; t++) {
        memory.copy(dQkv + offset + 2 * outRow + t * stride, dV + t * row, width * 4);
      }
    }
  }
}
