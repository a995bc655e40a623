// The decoder-only transformer, top to bottom: embeddings, layers of attention and feed-forward, final norm, and
// the two heads. Pure functions of parameters and tokens; B rows, T columns, D width, V vocabulary.
import * as tf from '@tensorflow/tfjs';
import {
  cachedAttention,
  causalAttention,
  createAttentionCache,
  disposeCache,
  type AttentionCache,
  type AttentionShape,
} from './ops/attention';
import { gatherRows } from './ops/gather-rows';
import { linear, linearTransposed } from './ops/linear';
import { rmsNorm } from './ops/rms-norm';
import { swiglu } from './ops/swiglu';
import type { LayerParameters, Parameters } from './parameters';
import {
  createFusedDecoder,
  disposeFusedDecoder,
  fusedDecode,
  selectFusedRows,
  type FusedDecoder,
} from './wasm/decoder';
import { fusedKernels } from './wasm/module';

/** A batch of token rows of one length; padding sits left of `starts`, and anything right of a reply is ignored. */
export interface TokenBatch {
  /** [B*T] int32 */
  tokens: tf.Tensor1D;
  /** [B] int32: first column that is not left padding */
  starts: tf.Tensor1D;
  batch: number;
  time: number;
}

/** What the first layers made of a batch; models that have these layers in common go on from it. */
export interface Trunk {
  layers: number;
  /** [B*T, D] float32 */
  states: tf.Tensor2D;
}

/**
 * Hidden states after the final norm.
 * @param trunk of the same batch, read by a model whose first layers are the same as these parameters'
 * @returns [B*T, D] float32; caller disposes
 */
export function forward(parameters: Parameters, input: TokenBatch, trunk?: Trunk): tf.Tensor2D {
  return tf.tidy(() => {
    const x = throughLayers(parameters, input, parameters.layers.length, trunk);
    return rmsNorm(x, parameters.finalNorm, parameters.config.normEpsilon);
  });
}

/**
 * What the embedding and the layers before `layer` make of a batch.
 * @returns [B*T, D] float32; caller disposes
 */
export function statesBefore(
  parameters: Parameters,
  input: TokenBatch,
  layer: number,
): tf.Tensor2D {
  return tf.tidy(() => throughLayers(parameters, input, layer));
}

/** States before layer `to`, [B*T, D], from the trunk or else from the embedding on. */
function throughLayers(
  parameters: Parameters,
  input: TokenBatch,
  to: number,
  trunk?: Trunk,
): tf.Tensor2D {
  const from = trunk ?? { layers: 0, states: gatherRows(parameters.embedding, input.tokens) };
  const { normEpsilon } = parameters.config;
  const shape = attentionShape(parameters, input.batch, input.time);
  return parameters.layers
    .slice(from.layers, to)
    .reduce(
      (x, layer) =>
        layerForward(x, layer, normEpsilon, (qkv) => causalAttention(qkv, input.starts, shape)),
      from.states,
    );
}

function layerForward(
  x: tf.Tensor2D,
  layer: LayerParameters,
  normEpsilon: number,
  attend: (qkv: tf.Tensor2D) => tf.Tensor2D,
): tf.Tensor2D {
  const qkv = linear(rmsNorm(x, layer.attentionNorm, normEpsilon), layer.qkv); // [N, 3D]
  const afterAttention = tf.add(x, linear(attend(qkv), layer.attentionOutput)) as tf.Tensor2D;
  const gateUp = linear(rmsNorm(afterAttention, layer.feedForwardNorm, normEpsilon), layer.gateUp); // [N, 2F]
  return tf.add(afterAttention, linear(swiglu(gateUp), layer.down));
}

/**
 * Next-token scores of some rows of the hidden states.
 * @param hidden [N, D] float32
 * @returns [N, V] float32, before any temperature; caller disposes
 */
export function languageLogits(parameters: Parameters, hidden: tf.Tensor2D): tf.Tensor2D {
  return linearTransposed(hidden, parameters.embedding);
}

/**
 * One number a row: a reward or a value.
 * @param hidden [N, D] float32
 * @returns [N] float32; caller disposes
 * @throws Error when the model has no scalar head
 */
export function scalarOutput(parameters: Parameters, hidden: tf.Tensor2D): tf.Tensor1D {
  const head = parameters.scalarHead;
  if (!head)
    throw new Error('This model has no scalar head: it is neither a reward nor a value model.');
  return tf.tidy(
    () => tf.add(tf.reshape(linear(hidden, head.weight), [-1]), head.bias) as tf.Tensor1D,
  );
}

/** What sampling keeps between tokens: one key/value cache a layer. Dispose with `disposeDecoder`. */
export interface Decoder {
  parameters: Parameters;
  /** Set where the fused kernels run; the caches stay empty then. */
  fused: FusedDecoder | null;
  caches: AttentionCache[];
  /** [B] int32, owned by the decoder */
  starts: tf.Tensor1D;
  batch: number;
  capacity: number;
}

/**
 * @param firstColumns first column of each row that is not left padding
 * @param capacity columns at most, prompt included
 */
export function createDecoder(
  parameters: Parameters,
  firstColumns: number[],
  capacity: number,
): Decoder {
  const kernels = fusedKernels();
  const batch = firstColumns.length;
  return {
    parameters,
    fused: kernels && createFusedDecoder(kernels, parameters, batch, capacity),
    caches: parameters.layers.map(() => createAttentionCache(capacity)),
    starts: tf.tensor1d(firstColumns, 'int32'),
    batch,
    capacity,
  };
}

export function disposeDecoder(decoder: Decoder): void {
  if (decoder.fused) disposeFusedDecoder(decoder.fused);
  decoder.caches.forEach(disposeCache);
  decoder.starts.dispose();
}

/** Whether decoders that are made now can select rows: with fused kernels, where a row less is a row's time less. */
export function canSelectRows(): boolean {
  return fusedKernels() !== null;
}

/**
 * Goes on with these rows alone, in this order; a row may come several times.
 * @throws Error without fused kernels, or when memory is used up
 */
export function selectRows(decoder: Decoder, rows: readonly number[]): void {
  if (!decoder.fused) throw new Error('Rows are selected by the fused kernels alone.');
  selectFusedRows(decoder.fused, rows);
  const starts = tf.tidy(() =>
    tf.gather(decoder.starts, tf.tensor1d(Int32Array.from(rows), 'int32')),
  );
  decoder.starts.dispose();
  decoder.starts = starts;
  decoder.batch = rows.length;
}

/**
 * Feeds `time` further columns and returns the scores of the token after the last of them.
 * @param tokens [B*time] row-major token ids
 * @returns [B, V] float32; caller disposes
 */
export function decode(decoder: Decoder, tokens: Int32Array, time: number): tf.Tensor2D {
  if (decoder.fused) return fusedDecode(decoder.fused, tokens, decoder.starts, time);
  const { parameters, batch, starts } = decoder;
  const { normEpsilon } = parameters.config;
  const shape = attentionShape(parameters, batch, time);
  const disposables: tf.Tensor[] = [];
  let x = tf.tidy(() => gatherRows(parameters.embedding, tf.tensor1d(tokens, 'int32')));
  parameters.layers.forEach((layer, index) => {
    const qkv = tf.tidy(() => linear(rmsNorm(x, layer.attentionNorm, normEpsilon), layer.qkv));
    // Outside any tidy: the cache outlives this call.
    const context = cachedAttention(qkv, starts, decoder.caches[index]!, shape);
    const next = tf.tidy(() => {
      const afterAttention = tf.add(x, linear(context, layer.attentionOutput)) as tf.Tensor2D;
      const normalised = rmsNorm(afterAttention, layer.feedForwardNorm, normEpsilon);
      return tf.add(afterAttention, linear(swiglu(linear(normalised, layer.gateUp)), layer.down));
    });
    disposables.push(x, qkv, context);
    x = next as tf.Tensor2D;
  });
  const logits = tf.tidy(() => {
    const last =
      time === 1
        ? x
        : gatherRows(
            x,
            tf.tensor1d(
              Int32Array.from({ length: batch }, (_, row) => row * time + time - 1),
              'int32',
            ),
          );
    return languageLogits(parameters, rmsNorm(last, parameters.finalNorm, normEpsilon));
  });
  tf.dispose([...disposables, x]);
  return logits;
}

function attentionShape(parameters: Parameters, batch: number, time: number): AttentionShape {
  const { width, heads, ropeTheta } = parameters.config;
  return { batch, time, heads, headWidth: width / heads, ropeTheta };
}
