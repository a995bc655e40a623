// Into a run and back in it: a reply's tokens under the microscope by keyboard, a point of a curve, a chat with the model
// as it was then, and a run that branches off there.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { classicRlhf, runToTheEnd } from '../../src/contract/config';
import { App } from './support/app';

const quick = {
  ...classicRlhf,
  ...runToTheEnd,
  model: 'nano-chat',
  backend: 'wasm',
  labelCount: 12,
  rewardEpochs: 2,
  rolloutBatchSize: 8,
  maxNewTokens: 16,
  ppoEpochs: 2,
  languageLossEvery: 0,
  learningRate: 3e-4,
  iterations: 5,
  checkpointEvery: 2,
  sampleEvery: 2,
  seed: 1,
};

/** A finished run of five iterations. */
async function finishedRun(page: Page): Promise<App> {
  const app = new App(page);
  await app.teachAndStart(quick, 12);
  const status = page.getByRole('status', { name: 'Run status' });
  await expect(status).toContainText('Finished', { timeout: 120_000 });
  return app;
}

const microscope = (page: Page) => page.getByRole('region', { name: 'Token microscope' });
const tokensOf = (page: Page) =>
  microscope(page).getByRole('toolbar', { name: 'Tokens of the reply' }).getByRole('button');

async function hasNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

async function clickPoint(chart: Locator, share: number): Promise<void> {
  const canvas = chart.locator('canvas');
  const box = (await canvas.boundingBox())!;
  await canvas.click({ position: { x: box.width * share, y: box.height / 2 } });
}

test('the microscope tells every number of a token, by keyboard, and still after a reload', async ({
  page,
}) => {
  const app = await finishedRun(page);
  await expect(microscope(page)).toContainText('Replies of iteration 5.');
  const tokens = tokensOf(page);
  const count = await tokens.count();
  expect(count).toBeGreaterThan(1);

  // The first token has the focus by Tab from the choices; the arrow keys go on.
  await microscope(page).getByRole('combobox', { name: 'Colour by' }).focus();
  await page.keyboard.press('Tab');
  await expect(tokens.first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(tokens.nth(1)).toBeFocused();
  const facts = microscope(page).getByRole('region', { name: `Token 2 of ${count}` });
  for (const term of ['log-probability', 'KL penalty', 'value, V', 'advantage', 'ratio', 'clipped'])
    await expect(facts).toContainText(term);
  await page.keyboard.press('End');
  await expect(tokens.last()).toBeFocused();
  await expect(tokens.last()).toHaveAccessibleName(/^Token (\d+) of \1: .+Better or worse/);

  await microscope(page).getByRole('combobox', { name: 'Colour by' }).selectOption('ratio');
  await expect(tokens.first()).toHaveAccessibleName(/How much likelier it became \d/);

  await microscope(page).getByText('All numbers as a table').click();
  const table = microscope(page).getByRole('region', { name: 'Numbers of every token' });
  await expect(table.getByRole('row')).toHaveCount(count + 1);
  const before = await table.innerText();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await hasNoViolations(page);
  }

  await page.reload();
  await app.ready();
  await microscope(page).getByText('All numbers as a table').click();
  expect(await table.innerText()).toBe(before);
  expect(app.errors).toEqual([]);
});

test('a point of a curve leads back: its answers, a chat with that model, a branch', async ({
  page,
}) => {
  const app = await finishedRun(page);
  const machine = page.getByRole('region', { name: 'Time machine' });
  const slider = machine.getByRole('slider', { name: 'Iteration' });
  await clickPoint(page.getByRole('figure', { name: 'KL', exact: true }), 0.6);
  const panel = machine.getByRole('region', { name: 'Iteration 3', exact: true });
  await expect(panel).toBeVisible();
  await expect(panel).toContainText('kept after iteration 2, the nearest that was');
  await expect(microscope(page)).toContainText(
    'Replies of iteration 2, the nearest to iteration 3',
  );

  // The same without a pointer.
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(machine.getByRole('region', { name: 'Iteration 4', exact: true })).toContainText(
    'A checkpoint is kept of this very iteration.',
  );

  await hasNoViolations(page);
  await app.button('Chat with iteration 4').click();
  const model = page.getByRole('combobox', { name: 'Model', exact: true });
  await expect(model).toHaveValue(/^checkpoint:.+-4$/);
  expect((await app.chat('Hello, how are you?')).length).toBeGreaterThan(0);

  await app.open('Train');
  await slider.focus();
  await page.keyboard.press('Home');
  for (const _ of [1, 2]) await page.keyboard.press('ArrowRight');
  await app.button('Branch off at iteration 2').click();
  await expect(page.getByText('A branch of PPO run 1, iteration 2')).toBeVisible();
  await hasNoViolations(page);
  const iterations = page.getByRole('spinbutton', { name: 'Iterations' });
  await expect(iterations).toHaveValue('5');
  await iterations.fill('1');
  await app.button('Start').click();
  const status = page.getByRole('status', { name: 'Run status' });
  await expect(status).toContainText('Finished', { timeout: 120_000 });
  // It starts where the parent was, not at its reference.
  const [kl] = await app.metric('objective/kl');
  expect(Math.abs(kl!)).toBeGreaterThan(0);
  const list = page.getByRole('region', { name: 'Runs', exact: true });
  await expect(list).toContainText('Branch of PPO run 1, from its iteration 2.');
  expect(app.errors).toEqual([]);
});
