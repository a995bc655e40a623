// Stage 1 on a person's demonstrations (Ouyang et al. 2022, section 3.5): passes over prompts and replies, next-token
// loss on the reply alone, held-out loss beside it. The loss is sft.ts; tokens and batches are sft-data.ts; what it
// owns is sft-state.ts.
import * as tf from '@tensorflow/tfjs';
import type { Settings } from '../contract/config';
import type { SftMetrics } from '../contract/metrics';
import { linearDecay } from '../core/schedules';
import type { TokenDialogue } from '../nn/dialogue-batch';
import { addGradients, applyGradients, disposeGradients, startGradients } from '../nn/gradients';
import { exportWeights, type LanguageModel } from '../nn/language-model';
import { languageLoss } from './sft';
import { chunkDialogues, epochOrder, replyTokens, toLanguageBatch, type SftData } from './sft-data';
import {
  createSftState,
  disposeSftState,
  restoreSftState,
  saveSftState,
  type SftState,
} from './sft-state';

export interface FineTuningInput {
  base: LanguageModel;
  data: SftData;
  settings: Settings;
  /** What `resumeState` of a checkpoint held; null to start from the base. */
  resume: ArrayBuffer | null;
  control: {
    /** Once true, it ends after the step at hand and keeps what was learned. */
    stopRequested: boolean;
    /** Asked after every step. */
    wantsCheckpoint: () => boolean;
  };
}

export type FineTuningEvent = { step: number } & (
  | { type: 'metrics'; metrics: SftMetrics }
  | { type: 'held-out'; loss: number }
  | { type: 'checkpoint'; weights: ArrayBuffer; resumeState: ArrayBuffer | null }
);

/** The held-out loss is measured at least this often, however long a pass is. */
const mostStepsUnmeasured = 20;

/** Optimizer steps of a whole fine-tuning. */
export function sftSteps(
  { training }: Pick<SftData, 'training'>,
  settings: Pick<Settings, 'sftBatchSize' | 'sftEpochs'>,
): number {
  return Math.ceil(training.length / settings.sftBatchSize) * settings.sftEpochs;
}

/**
 * Fine-tunes a copy of the base and yields what happens; between any two events the caller may let others use the
 * backend, or wait. Ends with a checkpoint, also when it is stopped after its first step. Ending the generator early
 * frees everything. The same seed gives the same bits, resumed or not (where the backend itself repeats).
 * @throws Error named `DivergedError` when the loss is no longer a number
 */
export async function* fineTune(input: FineTuningInput): AsyncGenerator<FineTuningEvent, void> {
  const { base, data, settings, control } = input;
  const state = input.resume
    ? restoreSftState(base.parameters, input.resume)
    : createSftState(base.parameters);
  const model: LanguageModel = { parameters: state.parameters, tokenizer: base.tokenizer };
  const stepsPerEpoch = Math.ceil(data.training.length / settings.sftBatchSize);
  const totalSteps = sftSteps(data, settings);
  const measureEvery = Math.min(stepsPerEpoch, mostStepsUnmeasured);
  try {
    if (state.step === 0) yield* measureHeldOut(model, data.heldOut, 0);
    while (state.step < totalSteps && !control.stopRequested) {
      const epoch = Math.floor(state.step / stepsPerEpoch);
      const order = epochOrder(data.training.length, settings.seed, epoch);
      const at = (state.step % stepsPerEpoch) * settings.sftBatchSize;
      const batch = order
        .slice(at, at + settings.sftBatchSize)
        .map((index) => data.training[index]!);
      const learningRate = linearDecay(settings.sftLearningRate, state.step, totalSteps);
      const { loss, gradientNorm } = await step(state, model, batch, settings, learningRate);
      yield {
        type: 'metrics',
        step: state.step,
        metrics: {
          loss,
          learning_rate: learningRate,
          grad_norm: gradientNorm,
          epoch: state.step / stepsPerEpoch,
          num_tokens: state.tokens,
        },
      };
      const ends = state.step === totalSteps || control.stopRequested;
      if (ends || state.step % measureEvery === 0) {
        yield* measureHeldOut(model, data.heldOut, state.step);
      }
      if (!ends && control.wantsCheckpoint()) yield await checkpoint(state, true);
    }
    if (state.step > 0) yield await checkpoint(state, false);
  } finally {
    disposeSftState(state);
  }
}

/** One AdamW step on the mean loss of the batch's reply tokens, in chunks that fit the memory. */
async function step(
  state: SftState,
  model: LanguageModel,
  batch: TokenDialogue[],
  settings: Settings,
  learningRate: number,
): Promise<{ loss: number; gradientNorm: number }> {
  const gradients = startGradients(state.optimizer);
  const count = replyTokens(batch);
  let loss = 0;
  try {
    for (const chunk of chunkDialogues(batch)) {
      const share = replyTokens(chunk) / count;
      const value = addGradients(gradients, () =>
        tf.mul(languageLoss(state.parameters, toLanguageBatch(chunk, model)), share),
      );
      loss += (await value.data())[0]!;
      value.dispose();
    }
    const norm = applyGradients(gradients, {
      learningRate,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: settings.sftWeightDecay,
      maxGradientNorm: 1,
    });
    const [gradientNorm] = await norm.data();
    norm.dispose();
    if (!Number.isFinite(loss) || !Number.isFinite(gradientNorm)) {
      throw Object.assign(
        new Error('Fine-tuning diverged: its loss is no longer a number. Lower its learning rate.'),
        { name: 'DivergedError' },
      );
    }
    state.step += 1;
    state.tokens += batch.reduce((sum, { prompt }) => sum + prompt.length, count);
    return { loss, gradientNorm: gradientNorm! };
  } finally {
    disposeGradients(gradients);
  }
}

/** Mean loss over all reply tokens of the held-out demonstrations; yields nothing where there are none. */
async function* measureHeldOut(
  model: LanguageModel,
  heldOut: readonly TokenDialogue[],
  step: number,
): AsyncGenerator<FineTuningEvent, void> {
  if (heldOut.length === 0) return;
  let total = 0;
  for (const chunk of chunkDialogues(heldOut)) {
    const value = languageLoss(model.parameters, toLanguageBatch(chunk, model));
    total += (await value.data())[0]! * replyTokens(chunk);
    value.dispose();
  }
  yield { type: 'held-out', step, loss: total / replyTokens(heldOut) };
}

async function checkpoint(state: SftState, goesOn: boolean): Promise<FineTuningEvent> {
  return {
    type: 'checkpoint',
    step: state.step,
    weights: await exportWeights(state.parameters),
    resumeState: goesOn ? await saveSftState(state) : null,
  };
}
