// How samples are to be written by the settings as they are, and whether some that exist were written so.
import type { Settings } from '../contract/config';
import { settingModelId } from './models.svelte';
import type { RankTask, WritingOrder } from './sample-writing.svelte';

export function writingOrder(values: Readonly<Settings>): WritingOrder {
  return {
    modelId: settingModelId(values.model),
    sampleCount: values.samplesPerPrompt,
    sampling: {
      temperature: values.rankTemperature,
      topK: 0,
      topP: 1,
      // As long as in training, so that the reward model learns from what it will score.
      maxNewTokens: values.maxNewTokens,
    },
  };
}

/** Whether finished samples are what the order asks for. */
export function fitsOrder({ modelId, samples, sampling }: RankTask, order: WritingOrder): boolean {
  return sameOrder({ modelId, sampleCount: samples.length, sampling }, order);
}

export function sameOrder(a: WritingOrder, b: WritingOrder): boolean {
  return (
    a.modelId === b.modelId &&
    a.sampleCount === b.sampleCount &&
    a.sampling.temperature === b.sampling.temperature &&
    a.sampling.maxNewTokens === b.sampling.maxNewTokens
  );
}
