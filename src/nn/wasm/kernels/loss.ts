// AssemblyScript. Log-probability of one token a row and the entropy of the row, from logits, with the gradient.
import { exponential, logarithm, maxLanes, multiplyAdd, sumLanes } from './math';

@inline
function oneExponential(x: f32): f32 {
  return f32x4.extract_lane(exponential(f32x4.splat(x)), 0);
}

/** logProbs[row], entropies[row] and logTotals[row] = log sum exp(logits[row]); logits [n, v], targets int32. */
export function tokenLogProbs(
  logits: usize, targets: usize, logProbs: usize, entropies: usize, logTotals: usize, n: usize, v: usize,
): void {
  const whole = (v & ~3) * 4;
  const bytes = v * 4;
  for (let row: usize = 0; row < n; row++) {
    let largest4 = f32x4.splat(-Infinity);
    let at: usize = 0;
    for (; at < whole; at += 16) largest4 = f32x4.pmax(largest4, v128.load(logits + at));
    let largest = maxLanes(largest4);
    for (; at < bytes; at += 4) largest = max(largest, load<f32>(logits + at));
    largest4 = f32x4.splat(largest);
    let total4 = f32x4.splat(0);
    let weighted4 = total4;
    for (at = 0; at < whole; at += 16) {
      const shifted = f32x4.sub(v128.load(logits + at), largest4);
      const weight = exponential(shifted);
      total4 = f32x4.add(total4, weight);
      weighted4 = multiplyAdd(weight, shifted, weighted4);
    }
    let total = sumLanes(total4);
    let weighted = sumLanes(weighted4);
    for (; at < bytes; at += 4) {
      const shifted = load<f32>(logits + at) - largest;
      const weight = oneExponential(shifted);
      total += weight;
      weighted += weight * shifted;
    }
    const logTotal = logarithm(<f64>total);
    const target = load<f32>(logits + <usize>load<u32>(targets + row * 4) * 4);
    store<f32>(logProbs + row * 4, <f32>(<f64>(target - largest) - logTotal));
    store<f32>(entropies + row * 4, <f32>(logTotal - <f64>weighted / <f64>total));
    store<f32>(logTotals + row * 4, <f32>(<f64>largest + logTotal));
    logits += bytes;
  }
}

/**
 * d/dz = dLogProb (onehot - p) - dEntropy p (log p + H).
 */
export function tokenLogProbsGradient(
  logits: usize, targets: usize, entropies: usize, logTotals: usize, dLogProbs: usize, dEntropies: usize,
  dLogits: usize, n: usize, v: usize,
): void {
  const whole = (v & ~3) * 4;
  const bytes = v * 4;
  for (let row: usize = 0; row < n; row++) {
    const dLogProb = load<f32>(dLogProbs + row * 4);
    const dEntropy = load<f32>(dEntropies + row * 4);
    const logTotal = load<f32>(logTotals + row * 4);
    // p (slope log p + offset)
    const slope = -dEntropy;
    const offset = -(dEntropy * load<f32>(entropies + row * 4) + dLogProb);
    let at: usize = 0;
    if (dLogProb === 0 && dEntropy === 0) memory.fill(dLogits, 0, bytes);
    else {
      const logTotal4 = f32x4.splat(logTotal);
      const slope4 = f32x4.splat(slope);
      const offset4 = f32x4.splat(offset);
      for (; at < whole; at += 16) {
        const logProbability = f32x4.sub(v128.load(logits + at), logTotal4);
        const factor = multiplyAdd(slope4, logProbability, offset4);
        v128.store(dLogits + at, f32x4.mul(exponential(logProbability), factor));
      }
      for (; at < bytes; at += 4) {
        const logProbability = load<f32>(logits + at) - logTotal;
        store<f32>(dLogits + at, oneExponential(logProbability) * (slope * logProbability + offset));
      }
      const target = dLogits + <usize>load<u32>(targets + row * 4) * 4;
      store<f32>(target, load<f32>(target) + dLogProb);
    }
    logits += bytes;
    dLogits += bytes;
  }
}
