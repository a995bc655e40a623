// Decoding with the WASM kernels alone: weights packed once per decoder, a preallocated key/value cache, and no
// tensor between the tokens that go in and the logits that come out.
import type * as tf from '@tensorflow/tfjs';
import type { Parameters } from '../parameters';
import type { Kernels } from './module';

/** What one decoder keeps in WASM memory. Dispose with `disposeFusedDecoder`. */
export interface FusedDecoder {
  kernels: Kernels;
  parameters: Parameters;
  batch: number;
  capacity: number;
  /** Columns filled so far. */
  length: number;
  matrices: PackedMatrix[];
  /** Byte address of the keys and values of all layers. */
  cache: number;
}

/** A weight in the order that the matrix kernel reads; packed again when the weight has changed. */
interface PackedMatrix {
  variable: tf.Variable<tf.Rank.R2>;
  transposed: boolean;
  inner: number;
  columns: number;
  address: number;
  /** What the variable held when it was packed. */
  packedFrom: object | null;
}

/** @throws Error when WASM memory is used up */
export function createFusedDecoder(
  kernels: Kernels,
  parameters: Parameters,
  batch: number,
  capacity: number,
): FusedDecoder {
  const decoder: FusedDecoder = {
    kernels,
    parameters,
    batch,
    capacity,
    length: 0,
    matrices: [],
    cache: 0,
  };
  const add = (variable: tf.Variable<tf.Rank.R2>, transposed = false) => {
    const [rows, columns] = variable.shape;
    const matrix = transposed ? { inner: columns, columns: rows } : { inner: rows, columns };
    const bytes = kernels.run.packedBytes(matrix.columns, matrix.inner);
    const address = kernels.allocate(bytes);
    decoder.matrices.push({ variable, transposed, ...matrix, address, packedFrom: null });
  };
  try {
    for (const layer of parameters.layers) {
      [layer.qkv, layer.attentionOutput, layer.gateUp, layer.down].forEach((matrix) => add(matrix));
    }
    add(parameters.embedding, true);
    decoder.cache = kernels.allocate(2 * layerCacheBytes(decoder) * parameters.layers.length);
  } catch (error) {
    disposeFusedDecoder(decoder);
    throw error;
  }
  return decoder;
}

export function disposeFusedDecoder(decoder: FusedDecoder): void {
  for (const { address } of decoder.matrices) decoder.kernels.free(address);
  if (decoder.cache) decoder.kernels.free(decoder.cache);
  decoder.matrices = [];
  decoder.cache = 0;
}

/** Bytes of the keys (and as many of the values) of one layer. */
function layerCacheBytes(decoder: FusedDecoder): number {
  return decoder.batch * rowCacheBytes(decoder);
}

/** Of these, one row's, which stand together. */
function rowCacheBytes({ kernels, parameters, capacity }: FusedDecoder): number {
  const { width, heads } = parameters.config;
  return heads * kernels.run.cacheStride(capacity, width / heads) * 4;
}

/**
 * Goes on with these rows alone, in this order; a row may come several times.
 * @throws Error when WASM memory is used up; the decoder is then as it was
 */
export function selectFusedRows(decoder: FusedDecoder, rows: readonly number[]): void {
  const { kernels, parameters, batch, cache } = decoder;
  const bytes = rowCacheBytes(decoder);
  // Keys, then values, of each layer.
  const parts = 2 * parameters.layers.length;
  const selected = kernels.allocate(parts * rows.length * bytes);
  for (let part = 0; part < parts; part++) {
    rows.forEach((row, index) => {
      const to = selected + (part * rows.length + index) * bytes;
      kernels.copy(to, cache + (part * batch + row) * bytes, bytes);
    });
  }
  kernels.free(cache);
  decoder.cache = selected;
  decoder.batch = rows.length;
}

function packChanged({ kernels, matrices }: FusedDecoder): void {
  for (const matrix of matrices) {
    const { variable, transposed, inner, columns, address } = matrix;
    if (matrix.packedFrom === variable.dataId) continue;
    const from = kernels.address(variable);
    kernels.run.pack(from, transposed ? 1 : 0, 0, inner, columns, inner, address);
    matrix.packedFrom = variable.dataId;
  }
}

/** Byte addresses of the working space of one call on `rows` rows. */
function workspace(decoder: FusedDecoder, rows: number) {
  const { kernels, parameters, batch, capacity } = decoder;
  const { width, heads, feedForwardWidth } = parameters.config;
  const inner = Math.max(width, feedForwardWidth);
  const sizes = {
    tokens: rows,
    lastRows: batch,
    inverse: rows,
    x: rows * width,
    normalised: rows * width,
    qkv: rows * 3 * width,
    context: rows * width,
    gateUp: rows * 2 * feedForwardWidth,
    activated: rows * feedForwardWidth,
    attention: width / heads + capacity + 32,
    matmul: kernels.run.packedScratch(inner) / 4,
  };
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  let next = kernels.scratch(total * 4);
  return Object.fromEntries(
    Object.entries(sizes).map(([name, size]) => {
      const address = next;
      next += size * 4;
      return [name, address];
    }),
  ) as Record<keyof typeof sizes, number>;
}

/**
 * Feeds `time` further columns and returns the scores of the token after the last of them.
 * @param tokens [B*time] row-major token ids
 * @param starts [B] int32: first column of each row that is not padding
 * @returns [B, V] float32; caller disposes
 * @throws Error when the cache is full or a token id is not in the vocabulary
 */
export function fusedDecode(
  decoder: FusedDecoder,
  tokens: Int32Array,
  starts: tf.Tensor1D,
  time: number,
): tf.Tensor2D {
  const { kernels, parameters, batch, capacity, length, matrices } = decoder;
  const { run, address } = kernels;
  const { width, heads, feedForwardWidth, vocabularySize, normEpsilon, ropeTheta } =
    parameters.config;
  if (length + time > capacity) {
    throw new Error(`Key/value cache is full: ${length} + ${time} > ${capacity} columns.`);
  }
  if (tokens.some((token) => token < 0 || token >= vocabularySize)) {
    throw new Error(`A token id is outside of the vocabulary of ${vocabularySize}.`);
  }
  packChanged(decoder);
  const rows = batch * time;
  const headWidth = width / heads;
  const angles = kernels.rotary(length, time, headWidth, ropeTheta);
  const cacheBytes = layerCacheBytes(decoder);
  const at = workspace(decoder, rows);
  const multiply = (from: number, matrix: PackedMatrix, to: number, add: number, count = rows) =>
    run.matmulPacked(
      from,
      0,
      matrix.inner * 4,
      matrix.address,
      to,
      add,
      count,
      matrix.columns,
      matrix.inner,
      at.matmul,
    );
  const normalise = (gain: tf.Tensor1D, from: number, count = rows) =>
    run.rmsNorm(from, address(gain), at.normalised, at.inverse, count, width, normEpsilon);

  kernels.write(at.tokens, tokens);
  run.gatherRows(address(parameters.embedding), at.tokens, at.x, rows, width);
  parameters.layers.forEach((layer, index) => {
    const [qkv, attentionOutput, gateUp, down] = matrices.slice(4 * index);
    const keys = decoder.cache + 2 * index * cacheBytes;
    normalise(layer.attentionNorm, at.x);
    multiply(at.normalised, qkv!, at.qkv, 0);
    run.cachedAttention(
      at.qkv,
      address(starts),
      angles.cosine,
      angles.sine,
      keys,
      keys + cacheBytes,
      at.context,
      batch,
      time,
      length,
      heads,
      headWidth,
      capacity,
      at.attention,
    );
    multiply(at.context, attentionOutput!, at.x, at.x);
    normalise(layer.feedForwardNorm, at.x);
    multiply(at.normalised, gateUp!, at.gateUp, 0);
    run.swiglu(at.gateUp, at.activated, rows, feedForwardWidth);
    multiply(at.activated, down!, at.x, at.x);
  });
  decoder.length += time;
  let last = at.x;
  if (time > 1) {
    last = at.context;
    const lastRows = Int32Array.from({ length: batch }, (_, row) => row * time + time - 1);
    kernels.write(at.lastRows, lastRows);
    run.gatherRows(at.x, at.lastRows, last, batch, width);
  }
  normalise(parameters.finalNorm, last, batch);
  const logits = kernels.output<tf.Rank.R2>([batch, vocabularySize]);
  multiply(at.normalised, matrices.at(-1)!, logits.address, 0, batch);
  return logits.tensor;
}
