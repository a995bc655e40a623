// The whole loop on WebGPU (a software adapter here), with nano and tiny settings.
import { expect, test } from '@playwright/test';
import { classicRlhf } from '../../src/contract/config';
import { App } from './support/app';

test('the loop runs on WebGPU', async ({ page }) => {
  test.setTimeout(900_000);
  const app = new App(page);
  await app.start({
    // One reply a prompt, the papers' KL, the quick reward model: the fewest passes that a software adapter has to do.
    ...classicRlhf,
    rewardModelKind: 'linear',
    rewardScaleReplies: 8,
    model: 'nano-chat',
    backend: 'webgpu',
    samplesPerPrompt: 2,
    chatMaxNewTokens: 6,
    labelCount: 4,
    labelNoise: 0,
    rolloutBatchSize: 4,
    maxNewTokens: 6,
    ppoEpochs: 1,
    minibatches: 1,
    ptxCoefficient: 0,
    languageLossEvery: 0,
    iterations: 2,
    checkpointEvery: 2,
    sampleEvery: 2,
    seed: 1,
  });
  await expect(app.engine).toContainText('WebGPU');
  expect((await app.chat('Hello', 240_000)).length).toBeGreaterThan(0);

  await app.open('Rank');
  await app.judgeable(240_000);
  await app.sample(1).click();
  await app.sample(2).click();
  await app.button('Submit ranking').click();
  await expect.poll(() => app.rankingCount()).toBe(1);
  await app.labelAutomatically(4, 400_000);

  await app.open('Reward');
  await app.trainRewardModel(400_000);
  await app.open('Train');
  await app.button('Start').click();
  await expect(app.metricRows).toHaveCount(2, { timeout: 400_000 });
  expect((await app.metric('objective/scores')).every(Number.isFinite)).toBe(true);
  expect((await app.metric('val/ratio'))[0]).toBeCloseTo(1, 2);
  await expect(app.engine).toContainText('WebGPU');
  await page.getByRole('button', { name: 'Chat with it' }).first().click();
  expect((await app.chat('Hello', 240_000)).length).toBeGreaterThan(0);
  expect(app.errors).toEqual([]);
});
