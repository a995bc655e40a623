// Choosing among the shipped models: a large one is fetched with a bar that tells how far it is, can be left again, and
// can be tried again where the line breaks; a base model answers as it is. On a host that halts half-way.
import { expect, test, type Page } from '@playwright/test';
import { App } from './support/app';
import { haltInTheMiddleOf, type HaltingHost } from './support/halting-host';

const weights = 'models/mini-chat/model.safetensors';
let host: HaltingHost;
test.beforeEach(async () => {
  host = await haltInTheMiddleOf(weights);
});
test.afterEach(() => host.close());

const modelList = (page: Page) => page.getByRole('combobox', { name: 'Model', exact: true });
const bar = (page: Page) => page.getByRole('progressbar', { name: 'Loading mini-chat' });

/** The page with nano, and mini chosen and half fetched. */
async function chooseMini(page: Page): Promise<App> {
  const app = new App(page);
  await page.goto(`${host.url}?model=nano-chat&backend=wasm&chatMaxNewTokens=8`);
  await app.ready();
  await expect(modelList(page).getByRole('option', { name: /^mini-chat/ })).toHaveText(
    /10\.5 MB to fetch/,
  );
  await modelList(page).selectOption('shipped:mini-chat');
  await expect(bar(page)).toHaveAttribute('aria-valuenow', '50');
  return app;
}

test('mini is fetched under a progress bar, and answers', async ({ page }) => {
  const app = await chooseMini(page);
  await expect(bar(page)).toHaveAttribute('aria-valuetext', '5.3 MB of 10.5 MB');
  await expect(page.getByText('5.3 MB of 10.5 MB')).toBeVisible();
  await expect(app.engine).toContainText('loading');
  // Stop does not wait for the rest of it.
  await app.message.fill('Hello!');
  await app.button('Send').click();
  await app.button('Stop').click();
  await expect(page.getByText('Stopped by you.')).toBeVisible();
  await expect(bar(page)).toHaveCount(1);

  host.goOn();
  await expect(bar(page)).toHaveCount(0);
  await expect(app.engine).toContainText('ready');
  expect(await app.chat('What does a cow eat?')).toMatch(/mini-chat\s+\S/);
  expect(host.requests).toBe(1);
  expect(app.errors).toEqual([]);
});

test('whoever chooses another model meanwhile fetches no further', async ({ page }) => {
  const app = await chooseMini(page);
  await modelList(page).selectOption('shipped:nano-chat');
  await expect.poll(() => host.givenUp).toBe(1);
  await expect(bar(page)).toHaveCount(0);
  await expect(app.engine).toContainText('ready');
  expect(await app.chat('Hello!')).toMatch(/nano-chat\s+\S/);
  expect(app.errors).toEqual([]);
});

test('a download that breaks off says so and can be tried again', async ({ page }) => {
  const app = await chooseMini(page);
  host.breakOff();
  const problem = page.getByRole('alert').filter({ hasText: 'mini-chat could not be loaded' });
  await expect(problem).toContainText('Check that the page can be reached');
  await expect(bar(page)).toHaveCount(0);
  await problem.getByRole('button', { name: 'Try again' }).click();
  await expect(bar(page)).toHaveAttribute('aria-valuenow', '50');
  await expect(problem).toHaveCount(0);
  host.goOn();
  await expect(bar(page)).toHaveCount(0);
  expect(await app.chat('Hello!')).toMatch(/mini-chat\s+\S/);
  expect(app.errors).toEqual([]);
});

test('a base model goes on with a text, and the page says what it is', async ({ page }) => {
  const app = new App(page);
  await page.goto(`${host.url}?model=nano-chat&backend=wasm&chatMaxNewTokens=12&chatSeed=1`);
  await app.ready();
  const explanation = page.getByText('micro-base is a base model');
  await expect(explanation).toHaveCount(0);
  await expect(modelList(page).getByRole('option', { name: /^micro-base/ })).toHaveText(
    /pretrained only/,
  );
  await modelList(page).selectOption('shipped:micro-base');
  await expect(explanation).toBeVisible();
  expect(await app.chat('Tell me a story.')).toMatch(/micro-base\s+\S/);
  expect(app.errors).toEqual([]);
});
