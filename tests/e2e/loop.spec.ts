// The whole loop as a person walks it, on WASM with micro: chat, rank by clicks and by keys, let a simulated labeler
// add more, train the reward model, run PPO, and chat with what came out.
import { expect, test } from '@playwright/test';
import { runToTheEnd } from '../../src/contract/config';
import { App } from './support/app';

test('a person teaches micro by clicks and keys, and it answers differently', async ({ page }) => {
  test.setTimeout(600_000);
  const app = new App(page);
  await app.start({
    model: 'micro-chat',
    backend: 'wasm',
    labeler: 'cheerful',
    labelCount: 40,
    ...runToTheEnd,
    rewardScaleReplies: 64,
    iterations: 6,
    checkpointEvery: 3,
    sampleEvery: 3,
    // Few replies, and steps that clip and soon lead away from the start.
    ...{ rolloutBatchSize: 16, ppoEpochs: 4, minibatches: 2, learningRate: 4e-3 },
    seed: 1,
  });
  await expect(app.engine).toContainText('WASM');

  const reply = await app.chat('Hello, how are you?');
  expect(reply.length).toBeGreaterThan(10);
  await app.button('Rank alternatives').last().click();

  // By clicks, on the prompt that came from the chat.
  await app.judgeable();
  await expect(page.getByText('Hello, how are you?').first()).toBeVisible();
  for (const number of [2, 1, 3, 4]) await app.sample(number).click({ trial: false });
  await app.button('Submit ranking').click();
  await expect.poll(() => app.rankingCount()).toBe(1);

  // By keys, twice; the second is taken back again.
  for (const expected of [2, 3]) {
    await app.judgeable();
    for (const key of ['1', '2', '3', '4']) await page.keyboard.press(key);
    await page.keyboard.press('Enter');
    await expect.poll(() => app.rankingCount()).toBe(expected);
  }
  await app.judgeable();
  await app.button('Undo').click();
  await expect.poll(() => app.rankingCount()).toBe(2);

  await app.labelAutomatically(40);
  await expect(app.rankings).toContainText('2 by you');
  await expect(app.rankings).toContainText('40 simulated');

  await app.open('Reward');
  expect(await app.trainRewardModel()).toMatch(/held-out accuracy/);

  await app.open('Train');
  await app.button('Start').click();
  await expect(app.engine).toContainText('training', { timeout: 30_000 });
  await expect(app.metricRows).toHaveCount(1, { timeout: 120_000 });

  // Chat still answers while the run goes on.
  await app.open('Chat');
  expect((await app.chat('What is your name?')).length).toBeGreaterThan(0);

  await app.open('Train');
  await expect(app.metricRows).toHaveCount(6, { timeout: 300_000 });
  await expect(page.getByRole('figure', { name: 'Reward', exact: true })).toBeVisible();
  await expect(page.getByRole('figure', { name: 'KL', exact: true })).toBeVisible();
  const kl = await app.metric('objective/kl');
  expect(kl[0]).toBeCloseTo(0, 3);
  expect(kl.at(-1)).toBeGreaterThan(0.05);
  expect((await app.metric('objective/scores')).every(Number.isFinite)).toBe(true);
  const clipped = await app.metric('policy/clipfrac_avg');
  expect(Math.max(...clipped)).toBeGreaterThan(0);

  await page.getByRole('button', { name: 'Chat with it' }).first().click();
  const model = page.getByRole('combobox', { name: 'Model', exact: true });
  await expect(model).toHaveValue(/^checkpoint:/);
  expect((await app.chat('Hello, how are you?')).length).toBeGreaterThan(0);
  expect(app.errors).toEqual([]);
});
