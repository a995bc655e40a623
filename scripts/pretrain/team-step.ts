// One optimizer step by all workers of a run together: each takes parts of the batch, gradients are exchanged, and each
// applies the same update to its own copy, so that the copies stay equal to the bit.
import * as tf from '@tensorflow/tfjs';
import type { AdamW, AdamWSettings } from '../../src/nn/adamw';
import {
  addGradients,
  applyGradients,
  disposeGradients,
  startGradients,
} from '../../src/nn/gradients';
import type { Parameters } from '../../src/nn/parameters';
import { languageLoss, type LanguageBatch } from '../../src/train/sft';
import { splitBatch } from './batches';
import { batchParts, type GradientExchange } from './gradient-exchange';

/** A worker's copy of the model in training. */
export interface Copy {
  parameters: Parameters;
  optimizer: AdamW;
}

/** What every worker is told of a step. */
export interface StepOrder {
  batch: LanguageBatch;
  settings: AdamWSettings;
}

export interface StepOutcome {
  /** Mean over the batch's targets, nats per token. */
  loss: number;
  /** Before clipping. */
  gradientNorm: number;
}

/** Called by every worker with the same order. */
export async function teamStep(
  copy: Copy,
  exchange: GradientExchange,
  { batch, settings }: StepOrder,
): Promise<StepOutcome> {
  const parts = splitBatch(batch, batchParts);
  for (let next = exchange.takePart(); next < parts.length; next = exchange.takePart()) {
    const part = parts[next]!;
    putGradients(copy, exchange, next, part, part.targets.length / batch.targets.length);
  }
  await exchange.meet();
  exchange.addUp(parts.length);
  await exchange.meet();
  return { loss: exchange.loss(parts.length), gradientNorm: applySum(copy, exchange, settings) };
}

/** @param share of the batch's targets that are this part's, so that the parts' gradients add up to the batch's */
function putGradients(
  { parameters, optimizer }: Copy,
  exchange: GradientExchange,
  index: number,
  part: LanguageBatch,
  share: number,
): void {
  const sum = startGradients(optimizer);
  const loss = addGradients(sum, () => tf.mul(languageLoss(parameters, part), share) as tf.Scalar);
  const gradients = sum.gradients!.map((gradient) => gradient.dataSync<'float32'>());
  exchange.put(index, loss.dataSync()[0]!, gradients);
  loss.dispose();
  disposeGradients(sum);
}

/** @returns the gradient norm before clipping */
function applySum(
  { optimizer }: Copy,
  exchange: GradientExchange,
  settings: AdamWSettings,
): number {
  let at = 0;
  const gradients = optimizer.parameters.map(({ variable: { shape, size } }) => {
    at += size;
    return tf.tensor(exchange.sum.subarray(at - size, at), shape, 'float32');
  });
  const norm = applyGradients({ optimizer, gradients }, settings);
  const gradientNorm = norm.dataSync()[0]!;
  norm.dispose();
  return gradientNorm;
}
