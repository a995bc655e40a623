// Where the machine has cores enough, the engine's WASM runs in several threads on shared memory, our kernels with it.
// The browser is told of four cores, whatever the machine has.
import { expect, test, type Page } from '@playwright/test';
import { App } from './support/app';

/** Says so inside the worker too, which no setting of the browser reaches. */
async function pretendCores(page: Page, cores: number): Promise<void> {
  await page.route('**/assets/main-*.js', async (route) => {
    const response = await route.fetch();
    const pretence = `Object.defineProperty(navigator,'hardwareConcurrency',{value:${cores}});\n`;
    await route.fulfill({ response, body: pretence + (await response.text()) });
  });
}

test('several threads talk, judge and learn as one does', async ({ page }) => {
  const settings = {
    ...{ model: 'nano-chat', backend: 'wasm', labelCount: 8, rewardScaleReplies: 16, chatSeed: 5 },
    ...{ rolloutBatchSize: 8, maxNewTokens: 8, ppoEpochs: 1, iterations: 2, chatTemperature: 0 },
  };
  const alone = new App(page);
  await alone.start(settings);
  const expected = await alone.chat('How are you?');
  await pretendCores(page, 4);
  const app = new App(page);
  await app.start(settings);
  await expect(page.getByText(/\b[2-9] threads/).first()).toBeVisible();
  await page.getByRole('button', { name: 'New chat' }).click();
  expect(await app.chat('How are you?')).toBe(expected);
  await app.open('Rank');
  await app.labelAutomatically(8);
  await app.open('Reward');
  await app.trainRewardModel();
  await app.open('Train');
  await app.button('Start').click();
  await expect(app.metricRows).toHaveCount(2, { timeout: 120_000 });
  expect((await app.metric('objective/kl')).every(Number.isFinite)).toBe(true);
  expect(app.errors).toEqual([]);
});
