// Comparing two models as a person does, on WASM with nano: train a little, vote blind by clicks and by keys, let a
// simulated labeler vote, lay runs over each other; all of it is there after a reload.
import { expect, test, type Page } from '@playwright/test';
import { App } from './support/app';

/** The cells of the rows of the table Results whose first cell is this. */
async function results(page: Page, model: string): Promise<string[][]> {
  const rows = page.getByRole('table', { name: 'Results' }).getByRole('row');
  const named = rows.filter({ has: page.getByRole('rowheader', { name: model, exact: true }) });
  return Promise.all(
    (await named.all()).map(async (row) => {
      const cells = await row.locator('th,td').allInnerTexts();
      return cells.map((text) => text.trim());
    }),
  );
}

test('a person votes blind between a model and what training made of it', async ({ page }) => {
  const app = new App(page);
  await app.start({
    ...{ model: 'nano-chat', backend: 'wasm', seed: 1 },
    ...{ labelCount: 8, rewardScaleReplies: 16, voteCount: 12, labelNoise: 0 },
    ...{ iterations: 2, rolloutBatchSize: 8, maxNewTokens: 16, checkpointEvery: 2 },
  });
  await app.open('Rank');
  await app.judgeable();
  await app.labelAutomatically(8);
  await app.open('Reward');
  await app.trainRewardModel();
  await app.open('Train');
  await app.button('Start').click();
  const status = page.getByRole('status', { name: 'Run status' });
  await expect(status).toContainText('Finished', { timeout: 120_000 });

  await app.open('Compare');
  const first = page.getByRole('combobox', { name: 'First model' });
  await expect(first).toHaveValue('shipped:nano-chat');
  await expect(page.getByRole('combobox', { name: 'Second model' })).toHaveValue(/^checkpoint:/);
  await app.comparable();
  const left = page.getByRole('article', { name: 'Left reply' });
  expect((await left.innerText()).length).toBeGreaterThan('Left reply'.length);

  // By clicks. Which model is where, the page does not say.
  for (const [index, name] of ['Left is better', 'Right is better', 'Both bad'].entries()) {
    await app.comparable();
    // Equal replies could not be told apart.
    await expect(app.button('Left is better')).toBeEnabled();
    await expect(left).not.toContainText('nano-chat');
    await app.button(name).click();
    await expect.poll(() => app.voteCount()).toBe(index + 1);
  }
  // By keys: a tie, then a vote that is taken back, then a skip that stores nothing.
  await app.comparable();
  await page.keyboard.press('t');
  await expect.poll(() => app.voteCount()).toBe(4);
  await app.comparable();
  const prompt = await page.locator('.prompt .last').innerText();
  await page.keyboard.press('1');
  await expect.poll(() => app.voteCount()).toBe(5);
  await page.keyboard.press('u');
  await expect.poll(() => app.voteCount()).toBe(4);
  await app.comparable();
  await expect(page.locator('.prompt .last')).toHaveText(prompt);
  await page.keyboard.press('s');
  await expect(page.locator('.prompt .last')).not.toHaveText(prompt);
  expect(await app.voteCount()).toBe(4);

  // One win each, or two for one: a tie and both bad are half a win for either.
  const [row] = await results(page, 'nano-chat');
  const [, votes, wins, losses, ties, bothBad, rate] = row!;
  expect([votes, ties, bothBad]).toEqual(['4', '1', '1']);
  expect(Number(wins) + Number(losses)).toBe(2);
  expect(rate).toMatch(new RegExp(`^${((Number(wins) + 1) / 4) * 100}% \\(\\d+% to \\d+%\\)$`));

  await page.getByRole('button', { name: 'Vote automatically' }).click();
  await expect(page.getByText('12 simulated votes were cast.')).toBeVisible({ timeout: 60_000 });
  await expect(app.votes).toHaveText('16 votes: 4 by you, 12 simulated');
  const ofBoth = await results(page, 'nano-chat');
  expect(ofBoth.map((cells) => cells[1])).toEqual(['4', '12']);

  // The run's curve, and reward against KL.
  await expect(page.getByRole('figure', { name: 'Curves of the runs' })).toBeVisible();
  const frontier = page.getByRole('figure', { name: 'Reward against KL' });
  await expect(frontier).toBeVisible();
  await expect(frontier).toContainText(/PPO run 1: reward .* at a KL of/);

  await page.reload();
  await app.ready();
  await expect(app.votes).toHaveText('16 votes: 4 by you, 12 simulated');
  expect(await results(page, 'nano-chat')).toEqual(ofBoth);
  // Data counts them, and takes them out when it is asked to.
  await app.open('Data');
  const stored = page.getByRole('row', { name: /^Votes/ });
  await expect(stored).toContainText('16');
  await app.button('Delete all: Votes').click();
  await app.button('Delete').click();
  await app.open('Compare');
  await expect(app.votes).toContainText('0 votes');
  expect(app.errors).toEqual([]);
});
