// A task whose best answer is known: a tiny model that answers anything with one of eight letters, each about as often,
// and a reward of 1 for one of them, 0 for the rest.
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll } from 'vitest';
import type { Settings } from '../../../src/contract/config';
import type { Demonstration, Ranking } from '../../../src/contract/records';
import { disposeLanguageModel, type LanguageModel } from '../../../src/nn/language-model';
import { attachScalarHead, createParameters, importParameters } from '../../../src/nn/parameters';
import { readSafetensors } from '../../../src/nn/safetensors';
import { fineTune } from '../../../src/train/fine-tuning';
import { disposeRewardModel, type RewardModel } from '../../../src/train/reward-scoring';
import { prepareDemonstrations } from '../../../src/train/sft-data';
import { Random } from '../../../src/core/rng';
import { rankingOf, tinyModel, tinyPrompts, tinySettings, useWasm } from './tiny-model';

export const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
export const bestLetter = 'f';

/** The task for a whole file of tests, on WASM; there from the first test on, gone after the last. */
export function toyTask(): { base: LanguageModel; rewardModel: RewardModel } {
  const task = {} as { base: LanguageModel; rewardModel: RewardModel };
  beforeAll(async () => {
    await useWasm();
    task.base = await toyModel();
    task.rewardModel = toyReward(task.base);
  });
  afterAll(() => {
    disposeRewardModel(task.rewardModel);
    disposeLanguageModel(task.base);
  });
  return task;
}

/** Replies of one token, so that the letter is all that is scored. */
export function toySettings(changes: Partial<Settings> = {}): Settings {
  return tinySettings({
    // Held-out text lies beside the page, where tests have none.
    languageLossEvery: 0,
    ...{ maxNewTokens: 1, missingEndPenalty: 0, klCoefficient: 0.01, repliesPerPrompt: 8 },
    ...{
      rolloutBatchSize: 32,
      iterations: 12,
      ppoEpochs: 2,
      rejectionEpochs: 2,
      learningRate: 1e-2,
    },
    ...{ valueLearningRate: 1e-2, checkpointEvery: 100, sampleEvery: 100, rewardHeldOutShare: 0 },
    ...changes,
  });
}

/** Fine-tuned on every prompt with every one of the replies, letters by default; caller disposes. */
export async function toyModel(replies: readonly string[] = letters): Promise<LanguageModel> {
  const blank = tinyModel(4);
  const demonstrations = tinyPrompts.flatMap((content) =>
    replies.map((reply, index): Demonstration => {
      const messages = [{ role: 'user' as const, content }];
      const id = `${content}/${index}`;
      return {
        ...{ id, createdAtMs: 0, updatedAtMs: 0, kind: 'plain' },
        ...{ messages, reply, origin: null },
      };
    }),
  );
  const settings = tinySettings({
    ...{ sftEpochs: 40, sftBatchSize: 16, sftLearningRate: 2e-2, sftHeldOutShare: 0 },
  });
  const data = prepareDemonstrations(blank, demonstrations, settings);
  const control = { stopRequested: false, wantsCheckpoint: () => false };
  let weights: ArrayBuffer | null = null;
  for await (const event of fineTune({ base: blank, data, settings, resume: null, control })) {
    if (event.type === 'checkpoint') weights = event.weights;
  }
  const { config } = blank.parameters;
  disposeLanguageModel(blank);
  return {
    tokenizer: blank.tokenizer,
    parameters: importParameters(config, readSafetensors(weights!).arrays),
  };
}

/**
 * Its layers add nothing: the score is that of the last token alone, 1 for the best letter and 0 for all others.
 * Caller disposes.
 */
export function toyReward({ tokenizer, parameters: { config } }: LanguageModel): RewardModel {
  const parameters = createParameters(config, new Random(1));
  const { width, vocabularySize } = config;
  const [best] = tokenizer.encode(bestLetter);
  const embedding = new Float32Array(vocabularySize * width);
  for (let id = 0; id < vocabularySize; id++) embedding[id * width + (id === best ? 0 : 1)] = 1;
  attachScalarHead(parameters, new Random(1), 0);
  // A row with a single 1 becomes sqrt(width) under RMSNorm.
  const weight = new Float32Array(width);
  weight[0] = 1 / Math.sqrt(width);
  tf.tidy(() => {
    for (const { attentionOutput, down } of parameters.layers) {
      attentionOutput.assign(tf.zerosLike(attentionOutput));
      down.assign(tf.zerosLike(down));
    }
    parameters.embedding.assign(tf.tensor2d(embedding, [vocabularySize, width]));
    parameters.scalarHead!.weight.assign(tf.tensor2d(weight, [width, 1]));
  });
  return { parameters, tokenizer, normalisation: { mean: 0, deviation: 1 } };
}

/** The best letter against three others, which are tied; every letter comes, every prompt twice. */
export function toyRankings(): Ranking[] {
  const others = letters.filter((letter) => letter !== bestLetter);
  return [...tinyPrompts, ...tinyPrompts].map((prompt, index) => {
    const samples = [0, 1, 2].map((step) => others[(index * 3 + step) % others.length]!);
    return rankingOf(prompt, [bestLetter, ...samples], { ranks: [1, 2, 2, 2] });
  });
}
