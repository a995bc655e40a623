// AssemblyScript. Attention of new columns against a key/value cache, which it fills in place.
// Keys are kept as strips of 8 columns [capacity/8][W][8], values as [capacity, W], for each (row, head).
import { exponential, maxLanes, multiplyAdd, sumLanes } from './math';

/** Values a (row, head) takes in each of the two caches. */
export function cacheStride(capacity: usize, width: usize): usize {
  return ((capacity + 7) & ~7) * width;
}

/** Appends the rotated key and the value of column `position`; the rotated, scaled query goes to `query`. */
function append(
  from: usize, part: usize, cosine: usize, sine: usize, keys: usize, values: usize, query: usize, position: usize, width: usize,
): void {
  const half = width / 2;
  const scale = <f32>1 / sqrt<f32>(<f32>width);
  const strip = keys + ((position & ~7) * width + (position & 7)) * 4;
  for (let i: usize = 0; i < half; i++) {
    const c = load<f32>(cosine + i * 4);
    const s = load<f32>(sine + i * 4);
    const q = load<f32>(from + i * 4);
    const q2 = load<f32>(from + (half + i) * 4);
    store<f32>(query + i * 4, (q * c - q2 * s) * scale);
    store<f32>(query + (half + i) * 4, (q2 * c + q * s) * scale);
    const k = load<f32>(from + part + i * 4);
    const k2 = load<f32>(from + part + (half + i) * 4);
    store<f32>(strip + i * 32, k * c - k2 * s);
    store<f32>(strip + (half + i) * 32, k2 * c + k * s);
  }
  memory.copy(values + position * width * 4, from + 2 * part, width * 4);
}

function score(query: usize, keys: usize, width: usize, low: usize, high: usize, scores: usize): void {
  for (let j = low; j < high; j += 8) {
    let strip = keys + j * width * 4;
    let a = f32x4.splat(0), b = a, c = a, d = a;
    for (let at: usize = 0; at < width * 4; at += 8) {
      const x = v128.load_splat<f32>(query + at);
      const y = v128.load_splat<f32>(query + at, 4);
      a = multiplyAdd(x, v128.load(strip), a);
      b = multiplyAdd(x, v128.load(strip, 16), b);
      c = multiplyAdd(y, v128.load(strip, 32), c);
      d = multiplyAdd(y, v128.load(strip, 48), d);
      strip += 64;
    }
    v128.store(scores + j * 4, f32x4.add(a, c));
    v128.store(scores + j * 4, f32x4.add(b, d), 16);
  }
}

/** out[0..width) = sum over columns [start, end) of weights[j] * values[j], times `factor`. */
function mix(weights: usize, values: usize, start: usize, end: usize, factor: f32, width: usize, out: usize): void {
  let at: usize = 0;
  const row = width * 4;
  for (; at + 32 <= row; at += 32) {
    let a = f32x4.splat(0), b = a, c = a, d = a;
    let from = values + start * row + at;
    let j = start;
    for (; j + 2 <= end; j += 2) {
      const x = v128.load_splat<f32>(weights + j * 4);
      const y = v128.load_splat<f32>(weights + j * 4, 4);
      a = multiplyAdd(x, v128.load(from), a);
      b = multiplyAdd(x, v128.load(from, 16), b);
      from += row;
      c = multiplyAdd(y, v128.load(from), c);
      d = multiplyAdd(y, v128.load(from, 16), d);
      from += row;
    }
    if (j < end) {
      const x = v128.load_splat<f32>(weights + j * 4);
      a = multiplyAdd(x, v128.load(from), a);
      b = multiplyAdd(x, v128.load(from, 16), b);
    }
    const factor4 = f32x4.splat(factor);
    v128.store(out + at, f32x4.mul(f32x4.add(a, c), factor4));
    v128.store(out + at, f32x4.mul(f32x4.add(b, d), factor4), 16);
  }
  for (; at < row; at += 4) {
    let sum: f32 = 0;
    for (let j = start; j < end; j++) sum += load<f32>(weights + j * 4) * load<f32>(values + j * row + at);
    store<f32>(out + at, sum * factor);
  }
}

/**
 * context [B*T, H*W] of T new columns whose first is `first`; qkv [B*T, 3*H*W]. keys, values: the caches.
 * cosine, sine: [T, W/2], of the new columns. scratch: (W + capacity + 16) values.
 */
export function cachedAttention(
  qkv: usize, starts: usize, cosine: usize, sine: usize, keys: usize, values: usize, context: usize,
  batch: usize, time: usize, first: usize, heads: usize, width: usize, capacity: usize, scratch: usize,
): void {
  const part = heads * width * 4;
  const query = scratch;
  const scores = scratch + ((width + 7) & ~7) * 4;
  const stride = cacheStride(capacity, width) * 4;
  for (let b: usize = 0; b < batch; b++) {
    const start = <usize>load<u32>(starts + b * 4);
    const low = start & ~7;
    for (let h: usize = 0; h < heads; h++) {
      for (let t: usize = 0; t < time; t++) {
        const position = first + t;
        const from = qkv + (b * time + t) * part * 3 + h * width * 4;
        const out = context + (b * time + t) * part + h * width * 4;
        append(from, part, cosine + t * width * 2, sine + t * width * 2, keys, values, query, position, width);
        if (position < start) {
          memory.fill(out, 0, width * 4);
          continue;
        }
        const end = position + 1;
        const high = (end + 7) & ~7;
        score(query, keys, width, low, high, scores);
        for (let j = low; j < start; j++) store<f32>(scores + j * 4, -1e30);
        for (let j = end; j < high; j++) store<f32>(scores + j * 4, -1e30);
        let largest4 = f32x4.splat(-1e30);
        for (let j = low; j < high; j += 4) largest4 = f32x4.pmax(largest4, v128.load(scores + j * 4));
        largest4 = f32x4.splat(maxLanes(largest4));
        let sum4 = f32x4.splat(0);
        for (let j = low; j < high; j += 4) {
          const weight = exponential(f32x4.sub(v128.load(scores + j * 4), largest4));
          v128.store(scores + j * 4, weight);
          sum4 = f32x4.add(sum4, weight);
        }
        mix(scores, values, start, end, <f32>1 / sumLanes(sum4), width, out);
      }
      keys += stride;
      values += stride;
    }
  }
}
