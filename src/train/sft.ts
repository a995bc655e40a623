// Stage 1, and pretraining: next-token prediction. One optimizer step on one batch of token rows; the loop around it
// (which batch, which learning rate, when to save) is the caller's.
import * as tf from '@tensorflow/tfjs';
import { adamWStep, type AdamW, type AdamWSettings } from '../nn/adamw';
import { gatherRows } from '../nn/ops/gather-rows';
import { tokenLogProbs } from '../nn/ops/token-log-probs';
import { parameterList, type Parameters } from '../nn/parameters';
import { forward, languageLogits } from '../nn/transformer';

/** Token rows of one length and the positions whose next token counts. */
export interface LanguageBatch {
  batch: number;
  time: number;
  /** [batch*time] token ids, right-padded */
  tokens: Int32Array;
  /** Indices into `tokens` of the positions that predict; null for all of them. */
  positions: Int32Array | null;
  /** The token that follows each of those positions. */
  targets: Int32Array;
}

/**
 * Mean negative log-probability of the targets, in nats per token.
 * @returns scalar float32; caller disposes
 */
export function languageLoss(parameters: Parameters, input: LanguageBatch): tf.Scalar {
  return tf.tidy(() => {
    const hidden = forward(parameters, {
      tokens: tf.tensor1d(input.tokens, 'int32'),
      starts: tf.zeros([input.batch], 'int32'),
      batch: input.batch,
      time: input.time,
    });
    const predicting = input.positions
      ? gatherRows(hidden, tf.tensor1d(input.positions, 'int32'))
      : hidden;
    const logits = languageLogits(parameters, predicting);
    const { logProbs } = tokenLogProbs(logits, tf.tensor1d(input.targets, 'int32'));
    return tf.neg(tf.mean(logProbs)) as tf.Scalar;
  });
}

/**
 * One AdamW step in place.
 * @returns loss in nats per token, and the gradient norm before clipping
 */
export async function languageStep(
  parameters: Parameters,
  optimizer: AdamW,
  input: LanguageBatch,
  settings: AdamWSettings,
): Promise<{ loss: number; gradientNorm: number }> {
  const list = parameterList(parameters);
  const { value, grads } = tf.variableGrads(
    () => languageLoss(parameters, input),
    list.map(({ variable }) => variable),
  );
  const norm = adamWStep(
    optimizer,
    list.map(({ variable }) => grads[variable.name]!),
    settings,
  );
  const [[loss], [gradientNorm]] = await Promise.all([value.data(), norm.data()]);
  tf.dispose([value, norm]);
  tf.dispose(grads);
  return { loss: loss!, gradientNorm: gradientNorm! };
}
