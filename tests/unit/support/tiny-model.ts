// Small language models with random weights and a tokenizer trained on the spot, for tests that need a whole model but
// not a clever one.
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs';
import {
  classicRlhf,
  defaultSettings,
  runToTheEnd,
  type Settings,
} from '../../../src/contract/config';
import type { Ranking } from '../../../src/contract/records';
import { countWords, trainBytePairs } from '../../../src/core/bpe-trainer';
import { specialTokenList } from '../../../src/core/chat-template';
import { Random } from '../../../src/core/rng';
import { toTokenizerConfigJson, toTokenizerJson } from '../../../src/core/tokenizer-files';
import type { LanguageModel } from '../../../src/nn/language-model';
import type { ModelConfig } from '../../../src/nn/model-config';
import { attachScalarHead, cloneParameters, createParameters } from '../../../src/nn/parameters';
import { createTokenizer, type Tokenizer } from '../../../src/nn/tokenizer';
import type { RewardModel } from '../../../src/train/reward-scoring';

export async function useWasm(): Promise<void> {
  if (!(await tf.setBackend('wasm'))) throw new Error('The WASM backend did not start.');
  await tf.ready();
}

export const tinyPrompts = ['Hello there!', 'How are you?', 'Who are you?', 'Good night'];

export function tinyTokenizer(vocabularySize = 280): Tokenizer {
  const words = new Map<string, number>();
  countWords(`${tinyPrompts.join(' ')} I'm fine, thank you. Hello, hello, how are they?`, words);
  return createTokenizer(
    toTokenizerJson(trainBytePairs(words, { vocabularySize, specialTokens: specialTokenList })),
    toTokenizerConfigJson(64),
  );
}

/** 2 layers of width 16: a few thousand weights. Caller disposes. */
export function tinyModel(seed = 1, shape: Partial<ModelConfig> = {}): LanguageModel {
  const tokenizer = tinyTokenizer();
  const config: ModelConfig = {
    vocabularySize: tokenizer.vocabularySize,
    width: 16,
    layers: 2,
    heads: 2,
    feedForwardWidth: 24,
    contextLength: 64,
    ropeTheta: 10_000,
    normEpsilon: 1e-5,
    ...shape,
  };
  return { parameters: createParameters(config, new Random(seed)), tokenizer };
}

/** Untrained: the base with a random head. Dispose with `disposeRewardModel`. */
export function tinyRewardModel(
  base: LanguageModel,
  normalisation: RewardModel['normalisation'] = { mean: 0, deviation: 2 },
): RewardModel {
  const parameters = cloneParameters(base.parameters);
  attachScalarHead(parameters, new Random(3), 0.5);
  return { parameters, tokenizer: base.tokenizer, normalisation };
}

export function tinySettings(changes: Partial<Settings> = {}): Settings {
  return {
    ...defaultSettings(),
    ...classicRlhf,
    ...runToTheEnd,
    rolloutBatchSize: 6,
    maxNewTokens: 6,
    ppoEpochs: 2,
    minibatches: 2,
    ptxCoefficient: 0,
    iterations: 3,
    learningRate: 1e-3,
    valueLearningRate: 1e-3,
    checkpointEvery: 2,
    sampleEvery: 2,
    rewardEpochs: 2,
    rewardScaleReplies: 64,
    ...changes,
  };
}

/** A ranking of texts, best first unless ranks are given. */
export function rankingOf(
  prompt: string,
  texts: string[],
  changes: Partial<Ranking> = {},
): Ranking {
  return {
    id: `${prompt}/${texts.join('/')}`,
    createdAtMs: 0,
    messages: [{ role: 'user', content: prompt }],
    samples: texts.map((text) => ({ text, tokens: text.length, ended: true })),
    ranks: texts.map((_, index) => index + 1),
    allBad: false,
    source: { kind: 'person' },
    modelId: 'shipped:tiny',
    sampling: { temperature: 1, topK: 0, topP: 1, maxNewTokens: 6, seed: 1 },
    ...changes,
  };
}
