// Prompts with their replies as one batch for training: packing, and what the models say about them (log-probability
// of each reply token, value before each reply token, score at the last token). Only reply positions go through a
// head. Rows begin in column 0 and are padded on the right: attention is causal, so nothing sees the padding, and a
// batch is no wider than its longest row.
import * as tf from '@tensorflow/tfjs';
import { gatherRows } from './ops/gather-rows';
import { linear } from './ops/linear';
import { tokenLogProbs, type TokenLogProbs } from './ops/token-log-probs';
import type { Parameters } from './parameters';
import {
  forward,
  languageLogits,
  scalarOutput,
  statesBefore,
  type TokenBatch,
  type Trunk,
} from './transformer';

/** A prompt and its reply in tokens, neither of them empty. */
export interface TokenDialogue {
  prompt: number[];
  /** The end token included where there is one. */
  reply: number[];
}

/** R rows of T columns with N reply tokens; N is rounded up so that sizes repeat, `weights` says which are real. */
export interface DialogueBatch {
  rows: number;
  time: number;
  /** [R*T] */
  tokens: Int32Array;
  /** [N] index into `tokens` of the token before each reply token, row after row */
  predicting: Int32Array;
  /** [N] the reply tokens themselves */
  targets: Int32Array;
  /** [N] 1, or 0 for what fills up */
  weights: Float32Array;
  /** Reply tokens of each row. */
  replyLengths: number[];
  /** [R] index into `tokens` of each row's last token */
  last: Int32Array;
}

const roundUp = (count: number, step: number) => Math.ceil(count / step) * step;

/** Columns that a batch of these dialogues takes: its longest row, rounded up so that buffer sizes repeat. */
export function batchTime(dialogues: readonly TokenDialogue[]): number {
  return roundUp(
    Math.max(...dialogues.map(({ prompt, reply }) => prompt.length + reply.length)),
    8,
  );
}

/** @throws Error when a dialogue has an empty prompt or reply, or is longer than the context */
export function packDialogues(
  dialogues: readonly TokenDialogue[],
  padTokenId: number,
  contextLength: number,
): DialogueBatch {
  for (const { prompt, reply } of dialogues) {
    if (prompt.length === 0 || reply.length === 0)
      throw new Error('A prompt or a reply has no tokens.');
    if (prompt.length + reply.length > contextLength) {
      throw new Error(
        `A prompt and its reply have ${prompt.length + reply.length} tokens, more than the model's ` +
          `context of ${contextLength}.`,
      );
    }
  }
  const rows = dialogues.length;
  const time = batchTime(dialogues);
  const replyLengths = dialogues.map(({ reply }) => reply.length);
  const count = replyLengths.reduce((sum, length) => sum + length, 0);
  const padded = roundUp(count, 32);
  const tokens = new Int32Array(rows * time).fill(padTokenId);
  const predicting = new Int32Array(padded);
  const targets = new Int32Array(padded).fill(padTokenId);
  const last = new Int32Array(rows);
  let at = 0;
  dialogues.forEach(({ prompt, reply }, row) => {
    tokens.set(prompt, row * time);
    tokens.set(reply, row * time + prompt.length);
    last[row] = row * time + prompt.length + reply.length - 1;
    reply.forEach((token, index) => {
      predicting[at] = row * time + prompt.length + index - 1;
      targets[at] = token;
      at += 1;
    });
  });
  const weights = new Float32Array(padded).fill(1, 0, count);
  return { rows, time, tokens, predicting, targets, weights, replyLengths, last };
}

/** Cuts a flat [N] array of per-token numbers into one array a row. */
export function splitByRow(batch: DialogueBatch, flat: ArrayLike<number>): number[][] {
  let at = 0;
  return batch.replyLengths.map((length) => Array.from({ length }, () => flat[at++]!));
}

/** Joins per-row numbers into a flat [N] float32 array, zeros filling up. */
export function joinRows(batch: DialogueBatch, rows: readonly (readonly number[])[]): Float32Array {
  const flat = new Float32Array(batch.weights.length);
  flat.set(rows.flat());
  return flat;
}

/**
 * Sum over each row's reply tokens.
 * @param flat [N] float32
 * @returns [R] float32, differentiable; caller disposes
 */
export function sumByRow(batch: DialogueBatch, flat: tf.Tensor1D): tf.Tensor1D {
  const { rows, replyLengths, weights } = batch;
  const count = weights.length;
  // A product with a constant: sums over segments have no gradient on WASM.
  const selection = new Float32Array(rows * count);
  let at = 0;
  replyLengths.forEach((length, row) => {
    selection.fill(1, row * count + at, row * count + at + length);
    at += length;
  });
  return tf.tidy(() => {
    const own = tf.mul(tf.tensor2d(selection, [rows, count]), tf.reshape(flat, [1, count]));
    return tf.sum(own, 1) as tf.Tensor1D;
  });
}

/**
 * Log-probability and entropy at each reply token, at the sampling temperature.
 * @param trunk see `dialogueTrunk`; no gradient flows into it
 * @returns two [N] float32 tensors, differentiable; caller disposes
 */
export function replyLogProbs(
  parameters: Parameters,
  batch: DialogueBatch,
  temperature: number,
  trunk?: Trunk,
): TokenLogProbs {
  return tf.tidy(() => {
    const logits = replyLogits(parameters, batch, temperature, trunk);
    const { logProbs, entropies } = logProbsOf(logits, batch);
    return { logProbs, entropies };
  });
}

/**
 * Next-token scores before each reply token, divided by the sampling temperature.
 * @returns [N, V] float32, differentiable; caller disposes
 */
export function replyLogits(
  parameters: Parameters,
  batch: DialogueBatch,
  temperature: number,
  trunk?: Trunk,
): tf.Tensor2D {
  return tf.tidy(() => {
    const states = hiddenAt(parameters, batch, batch.predicting, trunk);
    const logits = languageLogits(parameters, states);
    return temperature === 1 ? logits : (tf.div(logits, temperature) as tf.Tensor2D);
  });
}

/** Log-probability and entropy at each reply token, from `replyLogits`. */
export function logProbsOf(logits: tf.Tensor2D, batch: DialogueBatch): TokenLogProbs {
  return tf.tidy(() => {
    const { logProbs, entropies } = tokenLogProbs(logits, tf.tensor1d(batch.targets, 'int32'));
    return { logProbs, entropies };
  });
}

/**
 * The scalar head before each reply token.
 * @returns [N] float32, differentiable; caller disposes
 */
export function replyValues(
  parameters: Parameters,
  batch: DialogueBatch,
  trunk?: Trunk,
): tf.Tensor1D {
  return tf.tidy(() =>
    scalarOutput(parameters, hiddenAt(parameters, batch, batch.predicting, trunk)),
  );
}

/**
 * What the first layers make of a batch, for all models that have them in common; undefined for no layers.
 * @returns caller disposes its states
 */
export function dialogueTrunk(
  parameters: Parameters,
  batch: DialogueBatch,
  layers: number,
): Trunk | undefined {
  if (layers === 0) return undefined;
  return { layers, states: tf.tidy(() => statesBefore(parameters, tokensOf(batch), layers)) };
}

/**
 * What a model makes of each reply: the state at its last token, the mean state over its tokens, and the mean
 * log-probability of its tokens in nats.
 * @returns [R, 2D+1] float32; caller disposes
 */
export function replySummaries(parameters: Parameters, batch: DialogueBatch): tf.Tensor2D {
  const { rows, replyLengths, predicting, last, targets, weights } = batch;
  const means = new Float32Array(rows * weights.length);
  let at = 0;
  replyLengths.forEach((length, row) => {
    means.fill(1 / length, row * weights.length + at, row * weights.length + at + length);
    at += length;
  });
  return tf.tidy(() => {
    const hidden = hiddenStates(parameters, batch);
    const statesAt = (positions: Int32Array) => gatherRows(hidden, tf.tensor1d(positions, 'int32'));
    const logits = languageLogits(parameters, statesAt(predicting));
    const { logProbs } = tokenLogProbs(logits, tf.tensor1d(targets, 'int32'));
    const own = statesAt(predicting.map((position, index) => position + weights[index]!));
    const mean = linear(
      tf.tensor2d(means, [rows, weights.length]),
      tf.concat([own, tf.reshape(logProbs, [-1, 1])], 1) as tf.Tensor2D,
    );
    return tf.concat([statesAt(last), mean], 1) as tf.Tensor2D;
  });
}

/**
 * The scalar head at each row's last token.
 * @returns [R] float32, differentiable; caller disposes
 */
export function lastTokenScores(parameters: Parameters, batch: DialogueBatch): tf.Tensor1D {
  return tf.tidy(() => scalarOutput(parameters, hiddenAt(parameters, batch, batch.last)));
}

function hiddenAt(
  parameters: Parameters,
  batch: DialogueBatch,
  positions: Int32Array,
  trunk?: Trunk,
): tf.Tensor2D {
  return gatherRows(hiddenStates(parameters, batch, trunk), tf.tensor1d(positions, 'int32'));
}

/** [R*T, D] */
function hiddenStates(parameters: Parameters, batch: DialogueBatch, trunk?: Trunk): tf.Tensor2D {
  return forward(parameters, tokensOf(batch), trunk);
}

/** Inside a tidy. */
function tokensOf({ tokens, rows, time }: DialogueBatch): TokenBatch {
  return {
    tokens: tf.tensor1d(tokens, 'int32'),
    starts: tf.zeros([rows], 'int32'),
    batch: rows,
    time,
  };
}

/**
 * Indices of dialogues in groups whose padded batches hold at most `maxTokens` (or a single dialogue), of similar
 * length each, so that little padding is computed.
 */
export function chunkDialogues(dialogues: readonly TokenDialogue[], maxTokens: number): number[][] {
  const length = ({ prompt, reply }: TokenDialogue) => prompt.length + reply.length;
  const order = Array.from(dialogues.keys()).sort(
    (a, b) => length(dialogues[a]!) - length(dialogues[b]!) || a - b,
  );
  const chunks: number[][] = [];
  let chunk: number[] = [];
  for (const index of order) {
    // Sorted, so this one would be the widest row.
    if (chunk.length > 0 && batchTime([dialogues[index]!]) * (chunk.length + 1) > maxTokens) {
      chunks.push(chunk);
      chunk = [];
    }
    chunk.push(index);
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}
