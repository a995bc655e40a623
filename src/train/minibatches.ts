// Sampled replies as the models read them in training: a random deal into minibatches, padded batches that fit one
// pass, numbers read back. Measures and updates nothing.
import * as tf from '@tensorflow/tfjs';
import type { Random } from '../core/rng';
import {
  chunkDialogues,
  packDialogues,
  type DialogueBatch,
  type TokenDialogue,
} from '../nn/dialogue-batch';
import type { LanguageModel } from '../nn/language-model';

/** Padded tokens that one forward or backward pass holds at most. */
export const chunkTokens = 1024;

/**
 * A random split into minibatches of nearly equal size, each cut into chunks of similar length that fit one pass.
 * @returns minibatches of chunks of replies
 */
export function splitMinibatches<Reply extends TokenDialogue>(
  replies: readonly Reply[],
  minibatches: number,
  random: Random,
): Reply[][][] {
  const order = random.shuffled(replies);
  const count = Math.min(minibatches, order.length);
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * order.length) / count);
    const to = Math.floor(((index + 1) * order.length) / count);
    return splitChunks(order.slice(from, to));
  });
}

/** Chunks of similar length that fit one pass. */
export function splitChunks<Reply extends TokenDialogue>(replies: readonly Reply[]): Reply[][] {
  return chunkDialogues(replies, chunkTokens).map((indices) => indices.map((i) => replies[i]!));
}

/** Replies as one padded batch, for a forward pass of any of the models. */
export function pack(
  replies: readonly TokenDialogue[],
  { tokenizer, parameters }: LanguageModel,
): DialogueBatch {
  return packDialogues(replies, tokenizer.padTokenId, parameters.config.contextLength);
}

/** Reads tensors back and disposes them. */
export async function readAll(tensors: tf.Tensor[]): Promise<Float32Array[]> {
  const data = await Promise.all(tensors.map((tensor) => tensor.data()));
  tf.dispose(tensors);
  return data as Float32Array[];
}
