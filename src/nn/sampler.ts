// Draws one token from a row of scores: temperature, top-k, top-p, a seeded generator. Plain arrays in float64,
// the same on every backend; tfjs's own sampler is wrong on WebGPU. Knows no tensor.
import type { Sampling } from '../contract/records';
import type { Random } from '../core/rng';

export type SamplerSettings = Pick<Sampling, 'temperature' | 'topK' | 'topP'>;

/**
 * The distribution that `sampleToken` draws from.
 * @param logits one row of scores, before temperature; not changed
 * @returns [V] float64, sums to 1; zero for tokens that top-k or top-p cut off
 */
export function tokenDistribution(
  logits: ArrayLike<number>,
  { temperature, topK, topP }: SamplerSettings,
): Float64Array {
  const probabilities = new Float64Array(logits.length);
  const best = likeliestToken(logits);
  if (temperature === 0) {
    probabilities[best] = 1;
    return probabilities;
  }
  let total = 0;
  for (let i = 0; i < logits.length; i++) {
    probabilities[i] = Math.exp((logits[i]! - logits[best]!) / temperature);
    total += probabilities[i]!;
  }
  const cutsTopK = topK > 0 && topK < logits.length;
  if (cutsTopK || topP < 1) {
    // Ties keep the order of the ids, so that the cut is the same everywhere.
    const order = Array.from(probabilities.keys()).sort(
      (a, b) => probabilities[b]! - probabilities[a]! || a - b,
    );
    const kept = cutsTopK ? order.slice(0, topK) : order;
    const keptTotal = cutsTopK ? sumOf(kept, probabilities) : total;
    // The smallest set whose probability reaches top-p (Holtzman et al. 2020), of what top-k left.
    let covered = 0;
    let count = 0;
    while (count < kept.length && (count === 0 || covered < topP * keptTotal)) {
      covered += probabilities[kept[count]!]!;
      count += 1;
    }
    for (const id of order.slice(count)) probabilities[id] = 0;
    total = sumOf(kept.slice(0, count), probabilities);
  }
  for (let i = 0; i < probabilities.length; i++) probabilities[i]! /= total;
  return probabilities;
}

/**
 * Draws a token id; temperature 0 takes the likeliest and uses no random number.
 * @param logits one row of scores, before temperature
 * @throws Error when a score is not a finite number
 */
export function sampleToken(
  logits: ArrayLike<number>,
  settings: SamplerSettings,
  random: Random,
): number {
  const best = likeliestToken(logits);
  if (settings.temperature === 0) return best;
  const probabilities = tokenDistribution(logits, settings);
  let left = random.uniform();
  for (let id = 0; id < probabilities.length; id++) {
    left -= probabilities[id]!;
    if (left < 0) return id;
  }
  // Rounding can leave a crumb of probability over; it belongs to the likeliest token.
  return best;
}

/**
 * Log-probability of a token at a temperature, without any cut, in nats and float64.
 * @param logits one row of scores, before temperature
 * @param temperature above 0; at 0 all is certain and nothing is to be learned
 */
export function tokenLogProb(
  logits: ArrayLike<number>,
  token: number,
  temperature: number,
): number {
  if (temperature === 0) return token === likeliestToken(logits) ? 0 : -Infinity;
  const best = logits[likeliestToken(logits)]!;
  let total = 0;
  for (let i = 0; i < logits.length; i++) total += Math.exp((logits[i]! - best) / temperature);
  return (logits[token]! - best) / temperature - Math.log(total);
}

function likeliestToken(logits: ArrayLike<number>): number {
  let best = 0;
  for (let i = 0; i < logits.length; i++) {
    if (!Number.isFinite(logits[i])) {
      throw new Error('The model gave a score that is not a number; its weights are damaged.');
    }
    if (logits[i]! > logits[best]!) best = i;
  }
  return best;
}

const sumOf = (ids: number[], values: Float64Array) =>
  ids.reduce((sum, id) => sum + values[id]!, 0);
