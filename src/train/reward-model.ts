// Stage 2: a reward model from rankings. A copy of the chat model with a scalar head on the last token learns to order
// samples as the labeler did (Stiennon et al. 2020; Ouyang et al. 2022), then its scale is set on the base model's own
// replies. Which comparisons a ranking makes is core/rankings.ts; the loss is nn/losses.ts; using the model, and its
// scale, is reward-scoring.ts.
import * as tf from '@tensorflow/tfjs';
import type { Settings } from '../contract/config';
import type { RewardMetrics } from '../contract/metrics';
import { linearDecay } from '../core/schedules';
import { mean } from '../core/statistics';
import { createAdamW, disposeAdamW, type AdamW } from '../nn/adamw';
import { lastTokenScores, packDialogues } from '../nn/dialogue-batch';
import { addGradients, applyGradients, disposeGradients, startGradients } from '../nn/gradients';
import { pairwiseLoss } from '../nn/losses';
import {
  attachScalarHead,
  cloneParameters,
  disposeParameters,
  trainedParameters,
} from '../nn/parameters';
import { agreement, chunkRankings, joinComparisons, type PreparedRanking } from './reward-data';
import { rawScores, type RewardModel } from './reward-scoring';
import {
  conclude,
  measureAgreement,
  memberRandom,
  prepareTraining,
  unscaled,
  type RewardTrainingEvent,
  type RewardTrainingInput,
  type TrainedRewardModel,
} from './reward-training';

/**
 * Trains on the rankings and yields after every optimizer step. Ending the generator early frees everything.
 * @param member of an ensemble: 0 is the model that would be trained alone; the others begin with another head and see
 *   the rankings in another order (Coste et al. 2023), and all hold out the same rankings
 * @returns the model, which the caller disposes
 * @throws Error in plain words when there is nothing to learn from, or a sample does not fit the context
 */
export async function* trainRewardModel(
  input: RewardTrainingInput,
  member = 0,
): AsyncGenerator<RewardTrainingEvent, TrainedRewardModel> {
  const { base, settings } = input;
  const random = memberRandom(settings, member);
  const data = prepareTraining(input);
  const { train, heldOut } = data;
  const parameters = cloneParameters(base.parameters);
  attachScalarHead(parameters, random.fork(), 1 / Math.sqrt(parameters.config.width + 1));
  const optimizer = createAdamW(
    trainedParameters(parameters, settings.rewardTrainedLayers, settings.rewardTrainedLayerCount),
  );
  const model = unscaled(parameters, base);
  let done = false;
  try {
    await centreScores(model, train);
    const batchSize = settings.rewardBatchSize;
    const perEpoch = Math.ceil(train.length / batchSize);
    const totalSteps = perEpoch * settings.rewardEpochs;
    let accuracy = 0.5;
    for (let step = 0; step < totalSteps;) {
      const order = random.shuffled(train);
      for (let at = 0; at < order.length; at += batchSize) {
        const learningRate = linearDecay(settings.rewardLearningRate, step, totalSteps);
        const batch = order.slice(at, at + batchSize);
        const metrics = await rewardStep(model, optimizer, batch, settings, learningRate);
        step += 1;
        // A minibatch of nothing but ties has no accuracy; the last known one stands.
        accuracy = metrics.accuracy ?? accuracy;
        const epochEnds = at + batchSize >= order.length;
        yield {
          type: 'step',
          step,
          totalSteps,
          metrics: { ...metrics, accuracy, learning_rate: learningRate, epoch: step / perEpoch },
          heldOutAccuracy: epochEnds ? (await measureAgreement(model, heldOut)).accuracy : null,
        };
      }
    }
    const measured = {
      train: await measureAgreement(model, train),
      heldOut: await measureAgreement(model, heldOut),
    };
    const result = yield* conclude(model, measured, data, input, random.fork());
    done = true;
    return { model, result };
  } finally {
    disposeAdamW(optimizer);
    if (!done) disposeParameters(parameters);
  }
}

type StepMetrics = Omit<RewardMetrics, 'accuracy' | 'learning_rate' | 'epoch'> & {
  accuracy: number | null;
};

/** One AdamW step on a minibatch of rankings; all comparisons of a ranking stay together. */
async function rewardStep(
  model: RewardModel,
  optimizer: AdamW,
  batch: PreparedRanking[],
  settings: Settings,
  learningRate: number,
): Promise<StepMetrics> {
  const { parameters, tokenizer } = model;
  const gradients = startGradients(optimizer);
  let loss = 0;
  const allScores: number[] = [];
  try {
    for (const chunk of chunkRankings(batch)) {
      const packed = packDialogues(
        chunk.flatMap(({ dialogues }) => dialogues),
        tokenizer.padTokenId,
        parameters.config.contextLength,
      );
      let kept: tf.Tensor1D | undefined;
      const value = addGradients(gradients, () => {
        const scores = tf.keep(lastTokenScores(parameters, packed));
        kept = scores;
        return tf.mul(pairwiseLoss(scores, joinComparisons(chunk)), 1 / batch.length);
      });
      const [[chunkLoss], scores] = await Promise.all([value.data(), kept!.data()]);
      tf.dispose([value, kept!]);
      loss += chunkLoss!;
      allScores.push(...scores);
    }
    const norm = applyGradients(gradients, {
      learningRate,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: settings.rewardWeightDecay,
      maxGradientNorm: 1,
    });
    const [gradientNorm] = await norm.data();
    norm.dispose();
    if (!Number.isFinite(loss) || !Number.isFinite(gradientNorm)) {
      throw Object.assign(
        new Error(
          'The reward model diverged: its loss is no longer a number. Lower its learning rate.',
        ),
        { name: 'DivergedError' },
      );
    }
    const { accuracy, margin } = agreement(joinComparisons(batch), allScores);
    return { loss, accuracy, margin, mean_reward: mean(allScores), grad_norm: gradientNorm! };
  } finally {
    disposeGradients(gradients);
  }
}

/** Sets the bias so that the samples score 0 on average: what "worse than the reference, 0" is measured against. */
async function centreScores(model: RewardModel, rankings: PreparedRanking[]): Promise<void> {
  const centre = mean(
    await rawScores(
      model,
      rankings.flatMap(({ dialogues }) => dialogues),
    ),
  );
  tf.tidy(() => model.parameters.scalarHead!.bias.assign(tf.tensor1d([-centre])));
}
