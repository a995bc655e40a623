// What a newcomer meets who tries things in their own order: names that stay unique, settings that are mistyped, keys
// pressed right after a room was opened.
import { expect, test } from '@playwright/test';
import { App } from './support/app';

test('every room has its names before there is anything in it', async ({ page }) => {
  const app = new App(page);
  await app.start({ model: 'nano-chat', backend: 'wasm' });
  await app.open('Reward');
  await expect(page.getByRole('button', { name: 'Train reward model' })).toBeDisabled();
  await expect(app.rewardModel).toHaveText('none yet');
  await app.open('Train');
  for (const name of ['Start', 'Pause', 'Step', 'Stop']) {
    await expect(page.getByRole('button', { name })).toBeDisabled();
  }
  for (const name of ['Reward', 'KL']) {
    await expect(page.getByRole('figure', { name })).toBeVisible();
  }
  // A column's name is TRL's and nothing else.
  const table = page.getByRole('table', { name: 'Metrics' });
  for (const name of ['objective/scores', 'objective/kl', 'lr']) {
    await expect(table.getByRole('columnheader', { name, exact: true })).toHaveCount(1);
    expect(await table.getByRole('columnheader').allInnerTexts()).toContain(name);
  }
  await expect(app.metricRows).toHaveCount(0);

  await app.open('Compare');
  for (const name of ['Left is better', 'Right is better', 'Tie', 'Both bad']) {
    await expect(page.getByRole('button', { name })).toHaveCount(1);
    await expect(page.getByRole('button', { name })).toBeDisabled();
  }
  await expect(page.getByRole('table', { name: 'Results' })).toHaveCount(1);
  await expect(page.getByRole('link', { name: 'Compare' })).toHaveCount(1);
  await expect(app.votes).toContainText('0 votes');
  await expect(page.getByText('First choose two models above.')).toBeVisible();

  // A file that is chosen as soon as the room is open is not passed over.
  await app.open('Data');
  const line = { prompt: 'Hi', chosen: 'Hello!', rejected: 'No.' };
  await page.getByLabel('Choose a file').setInputFiles({
    ...{ name: 'pairs.jsonl', mimeType: 'application/jsonl' },
    buffer: Buffer.from(JSON.stringify(line)),
  });
  await expect(page.getByText('pairs.jsonl: rankings added: 1, replaced: 0')).toBeVisible();
  expect(app.errors).toEqual([]);
});

test('mistyped settings hold back what they would start, and names stay unique', async ({
  page,
}) => {
  const app = new App(page);
  const settings = { labelCount: 8, rewardScaleReplies: 16, rolloutBatchSize: 4, maxNewTokens: 16 };
  // A learning rate of one's own puts a button beside the field whose label has the word step.
  await app.start({ model: 'nano-chat', backend: 'wasm', ...settings, learningRate: 1e-4 });

  await app.open('Rank');
  await app.judgeable();
  // The link to the room still has the focus; the order's Enter belongs to the order.
  for (const key of ['2', '1', 'Enter']) await page.keyboard.press(key);
  await expect.poll(() => app.rankingCount()).toBe(1);
  const count = page.getByRole('spinbutton', { name: 'Rankings to add' });
  await count.fill('0');
  await count.press('Tab');
  await expect(app.button('Label automatically')).toBeDisabled();
  await expect(page.getByText('First correct: Rankings to add.')).toBeVisible();
  await count.fill('8');
  await count.press('Tab');
  await app.labelAutomatically(8);

  await app.open('Reward');
  await app.trainRewardModel();
  await page.getByRole('textbox', { name: 'Answer A' }).fill('no '.repeat(600));
  await app.button('Score').click();
  await expect(page.getByText('Prompt and answer are too long together')).toBeVisible();

  await app.open('Train');
  const rate = page.getByRole('spinbutton', { name: 'Size of a step (learning rate)' });
  await rate.fill('999');
  await rate.press('Tab');
  await expect(app.button('Start')).toBeDisabled();
  await app.open('Data');
  await app.open('Train');
  await expect(rate).toHaveValue('999');
  await rate.fill('0.001');
  await rate.press('Tab');
  // By part of the name, as people who test by role ask for them: each is the only one.
  await page.getByRole('button', { name: 'Step' }).click();
  await expect(app.metricRows).toHaveCount(1, { timeout: 60_000 });
  for (const name of ['Start', 'Pause', 'Step', 'Stop']) {
    await expect(page.getByRole('button', { name })).toHaveCount(1);
  }
  for (const name of ['Reward', 'KL']) {
    await expect(page.getByRole('figure', { name })).toHaveCount(1);
  }
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Paused');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Stopped');
  // What is said is stored: nothing of it is lost by closing the page now.
  await page.reload();
  await app.ready();
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Stopped');
  await expect(app.metricRows).toHaveCount(1);
  expect(app.errors).toEqual([]);
});
