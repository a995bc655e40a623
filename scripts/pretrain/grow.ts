// Grows a trained model into a wider one that says the same, to begin a larger model's training where a smaller one's
// ended (Chen et al. 2016, Net2Net; Chen et al. 2022, bert2BERT). Works on weights under Hugging Face's names.
import type { Random } from '../../src/core/rng';
import type { ModelConfig } from '../../src/nn/model-config';
import type { NamedArrays } from '../../src/nn/safetensors';

/** For each place of the larger side the place of the smaller one that it copies. */
type Places = readonly number[];

/**
 * Weights of the larger model: every feature is copied, and whoever reads the copies splits his weight among them by
 * unequal shares, so that the copies learn to differ.
 * @param arrays weights of the smaller model, matrices as [out, in]
 * @param random decides the shares
 * @throws Error with what does not fit when the larger model is not a widening of the smaller one
 */
export function growWeights(
  arrays: NamedArrays,
  from: ModelConfig,
  to: ModelConfig,
  random: Random,
): NamedArrays {
  checkFit(from, to);
  const stream = copies(from.width, to.width);
  const hidden = copies(from.feedForwardWidth, to.feedForwardWidth);
  const grown: NamedArrays = {};
  for (const [name, { shape, data }] of Object.entries(arrays)) {
    if (name === 'model.embed_tokens.weight') {
      const rows = Array.from({ length: shape[0]! }, (_, row) => row);
      grown[name] = matrix(data, rows, stream, () => 1);
    } else if (name === 'model.norm.weight') {
      // The head reads every copy, with whole weights: the sum is as before when each says its part only.
      const scale = from.width / to.width;
      grown[name] = { shape: [to.width], data: vector(data, stream, scale) };
    } else if (name.endsWith('norm.weight')) {
      grown[name] = { shape: [to.width], data: vector(data, stream, 1) };
    } else {
      const writes = /gate_proj|up_proj/.test(name) ? hidden : stream;
      const reads = name.includes('down_proj') ? hidden : stream;
      grown[name] = matrix(data, writes, reads, shares(writes.length, reads, random));
    }
  }
  return grown;
}

function checkFit(from: ModelConfig, to: ModelConfig): void {
  const same = ['vocabularySize', 'layers', 'ropeTheta', 'normEpsilon'] as const;
  const other = same.find((name) => from[name] !== to[name]);
  if (other) throw new Error(`A model of another ${other} cannot be grown from this one.`);
  if (to.width % from.width !== 0) {
    throw new Error(`A width of ${to.width} is no multiple of ${from.width}.`);
  }
  if (from.width / from.heads !== to.width / to.heads) {
    throw new Error('The heads of both models must be equally wide.');
  }
  if (to.feedForwardWidth < from.feedForwardWidth) {
    throw new Error('The feed-forward layer cannot get narrower.');
  }
}

/** Round and round; heads are copied whole, since both widths are multiples of theirs. */
const copies = (from: number, to: number): Places => Array.from({ length: to }, (_, i) => i % from);

/** How much of the smaller weight each larger one has: of every row, the copies of one place share to 1. */
function shares(rows: number, reads: Places, random: Random): (at: number) => number {
  const parts = new Float32Array(rows * reads.length);
  const sums = new Float64Array(Math.max(...reads) + 1);
  for (let row = 0; row < rows; row++) {
    sums.fill(0);
    const at = row * reads.length;
    reads.forEach((place, column) => {
      parts[at + column] = 0.5 + random.uniform();
      sums[place]! += parts[at + column]!;
    });
    reads.forEach((place, column) => (parts[at + column]! /= sums[place]!));
  }
  return (at) => parts[at]!;
}

function matrix(
  data: Float32Array,
  writes: Places,
  reads: Places,
  share: (at: number) => number,
): NamedArrays[string] {
  const columns = Math.max(...reads) + 1;
  const grown = new Float32Array(writes.length * reads.length);
  writes.forEach((row, i) => {
    reads.forEach((column, j) => {
      const at = i * reads.length + j;
      grown[at] = data[row * columns + column]! * share(at);
    });
  });
  return { shape: [writes.length, reads.length], data: grown };
}

function vector(data: Float32Array, places: Places, scale: number): Float32Array {
  return Float32Array.from(places, (place) => data[place]! * scale);
}
