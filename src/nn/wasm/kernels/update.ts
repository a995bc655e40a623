// AssemblyScript. The optimizer: sum of squares of a gradient, and one AdamW update of one tensor.
import { multiplyAdd } from './math';

/** Sum of squares of n values, added up in float64. */
export function sumSquares(x: usize, n: usize): f64 {
  const end = x + (n & ~3) * 4;
  const last = x + n * 4;
  let low = f64x2.splat(0);
  let high = low;
  for (; x < end; x += 16) {
    const value = v128.load(x);
    const square = f32x4.mul(value, value);
    low = f64x2.add(low, f64x2.promote_low_f32x4(square));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(square, square, 2, 3, 2, 3)));
  }
  const sum2 = f64x2.add(low, high);
  let sum = f64x2.extract_lane(sum2, 0) + f64x2.extract_lane(sum2, 1);
  for (; x < last; x += 4) sum += <f64>load<f32>(x) * <f64>load<f32>(x);
  return sum;
}

/**
 * One AdamW update. The new weights go to `updated`; the moments change in place.
 * keep = 1 - learningRate * weightDecay; correction = 1 - beta^step; scale multiplies the gradient.
 */
export function adamW(
  weights: usize, gradient: usize, first: usize, second: usize, updated: usize, n: usize,
  scale: f32, learningRate: f32, beta1: f32, beta2: f32, rest1: f32, rest2: f32, epsilon: f32, keep: f32,
  correction1: f32, correction2: f32,
): void {
  const whole = (n & ~3) * 4;
  const bytes = n * 4;
  const scale4 = f32x4.splat(scale);
  const beta14 = f32x4.splat(beta1);
  const beta24 = f32x4.splat(beta2);
  const rest14 = f32x4.splat(rest1);
  const rest24 = f32x4.splat(rest2);
  const keep4 = f32x4.splat(keep);
  const epsilon4 = f32x4.splat(epsilon);
  // Both corrections as factors: two divisions fewer a value.
  const rate4 = f32x4.splat(learningRate / correction1);
  const inverse2 = f32x4.splat(<f32>1 / correction2);
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const g = f32x4.mul(v128.load(gradient + at), scale4);
    const m = multiplyAdd(v128.load(first + at), beta14, f32x4.mul(g, rest14));
    const v = multiplyAdd(v128.load(second + at), beta24, f32x4.mul(f32x4.mul(g, g), rest24));
    v128.store(first + at, m);
    v128.store(second + at, v);
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(v, inverse2)), epsilon4);
    const step = f32x4.div(f32x4.mul(m, rate4), root);
    v128.store(updated + at, f32x4.sub(f32x4.mul(v128.load(weights + at), keep4), step));
  }
  for (; at < bytes; at += 4) {
    const g = load<f32>(gradient + at) * scale;
    const m = load<f32>(first + at) * beta1 + g * rest1;
    const v = load<f32>(second + at) * beta2 + g * g * rest2;
    store<f32>(first + at, m);
    store<f32>(second + at, v);
    const step = (m * (learningRate / correction1)) / (sqrt<f32>(v * (<f32>1 / correction2)) + epsilon);
    store<f32>(updated + at, load<f32>(weights + at) * keep - step);
  }
}
