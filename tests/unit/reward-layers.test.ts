// Which layers of a reward model learn: with the head alone everything below it stays the chat model's.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Settings } from '../../src/contract/config';
import { disposeLanguageModel, type LanguageModel } from '../../src/nn/language-model';
import { exportParameters } from '../../src/nn/parameters';
import { trainRewardModel } from '../../src/train/reward-model';
import { disposeRewardModel } from '../../src/train/reward-scoring';
import { rankingOf, tinyModel, tinyPrompts, tinySettings, useWasm } from './support/tiny-model';

let base: LanguageModel;
beforeAll(async () => {
  await useWasm();
  base = tinyModel(4);
});
afterAll(() => disposeLanguageModel(base));

async function changedBy(rewardTrainedLayers: Settings['rewardTrainedLayers']): Promise<string[]> {
  const rankings = tinyPrompts.map((prompt) => rankingOf(prompt, ["I'm fine", 'they are']));
  const settings = tinySettings({ rewardTrainedLayers, rewardTrainedLayerCount: 1 });
  const training = trainRewardModel({ base, rankings, prompts: tinyPrompts, settings });
  let step = await training.next();
  while (!step.done) step = await training.next();
  const before = await exportParameters(base.parameters);
  const after = await exportParameters(step.value.model.parameters);
  disposeRewardModel(step.value.model);
  const bytes = ({ data }: { data: Float32Array }) => Buffer.from(data.buffer).toString('base64');
  return Object.keys(before).filter((name) => bytes(before[name]!) !== bytes(after[name]!));
}

it('all of them, the last one, or the head alone', async () => {
  expect(await changedBy('head')).toEqual(['model.norm.weight']);
  const last = await changedBy('last');
  expect(last).toContain('model.layers.1.mlp.down_proj.weight');
  expect(last.every((name) => /^model\.(layers\.1|norm)\./.test(name))).toBe(true);
  expect(await changedBy('all')).toContain('model.embed_tokens.weight');
});
