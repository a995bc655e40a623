// Nothing is lost: a reload in the middle of everything, a worker that dies in the middle of a run.
import { expect, test, type Page } from '@playwright/test';
import { runToTheEnd } from '../../src/contract/config';
import { App } from './support/app';

const quick = {
  ...runToTheEnd,
  model: 'nano-chat',
  backend: 'wasm',
  labelCount: 12,
  rewardEpochs: 2,
  rolloutBatchSize: 8,
  maxNewTokens: 16,
  ppoEpochs: 2,
  iterations: 400,
  checkpointEvery: 2,
  sampleEvery: 2,
  seed: 1,
};

/** A run that has at least two checkpoints and is still going. */
async function startRun(page: Page): Promise<App> {
  const app = new App(page);
  await app.teachAndStart(quick, 12);
  await expect.poll(() => app.metricRows.count(), { timeout: 120_000 }).toBeGreaterThan(4);
  return app;
}

test('after a reload the run is paused at its last checkpoint, and goes on', async ({ page }) => {
  const app = await startRun(page);
  await page.reload();
  await app.ready();
  // The room is still open, and so is the run.
  const status = page.getByRole('status', { name: 'Run status' });
  await expect(status).toContainText('Paused', { timeout: 30_000 });
  const kept = await app.metricRows.count();
  expect(kept).toBeGreaterThanOrEqual(2);
  expect(kept % 2).toBe(0);
  const before = await app.metric('objective/scores');
  await app.button('Start').click();
  await expect.poll(() => app.metricRows.count(), { timeout: 120_000 }).toBeGreaterThan(kept + 2);
  const after = await app.metric('objective/scores');
  expect(after.slice(0, kept)).toEqual(before);
  await app.button('Stop').click();
  await expect(status).toContainText(/Stopped/, { timeout: 60_000 });
  expect(app.errors).toEqual([]);
});

test('a killed worker is replaced, and the run resumes from its checkpoint', async ({ page }) => {
  const app = await startRun(page);
  const engineWorker = page.workers().find((worker) => !worker.url().startsWith('blob:'));
  expect(engineWorker).toBeDefined();
  await engineWorker!.evaluate(() => self.close()).catch(() => undefined);
  await expect(page.getByText('The engine stopped in the middle of the run')).toBeVisible({
    timeout: 120_000,
  });
  await app.ready();
  const kept = await app.metricRows.count();
  expect(kept).toBeGreaterThanOrEqual(2);
  await app.button('Start').click();
  await expect.poll(() => app.metricRows.count(), { timeout: 120_000 }).toBeGreaterThan(kept + 2);
  await app.button('Pause').click();
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Paused');
  await app.button('Step').click();
  expect(app.errors).toEqual([]);
});

test('chats and a half-made ranking survive a reload', async ({ page }) => {
  const app = new App(page);
  await app.start({ model: 'nano-chat', backend: 'wasm' });
  const reply = await app.chat('Hello there');
  await page.reload();
  await app.ready();
  await expect(app.conversation.getByRole('article')).toHaveCount(2);
  expect(await app.conversation.getByRole('article').last().innerText()).toBe(reply);
  await app.open('Rank');
  await app.judgeable();
  await app.sample(2).click();
  const text = await app.sample(2).innerText();
  await page.waitForTimeout(500);
  await page.reload();
  await app.ready();
  await app.judgeable();
  await expect(app.sample(2)).toHaveText(text, { useInnerText: true });
  await app.button('Undo').click();
  expect(app.errors).toEqual([]);
});
