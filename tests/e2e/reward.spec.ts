// The Reward room's figures on held-out rankings, as a person comes to them: rankings by a simulated labeler and one of
// one's own, a reward model, and what it is worth; in both themes and on a phone.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { App } from './support/app';

test('a trained reward model shows how far to trust it', async ({ page }) => {
  test.setTimeout(600_000);
  const app = new App(page);
  await app.start({
    ...{ model: 'micro-chat', backend: 'wasm', labeler: 'cheerful', labelNoise: 0.2, seed: 1 },
    ...{ labelCount: 40, maxNewTokens: 24, rewardHeldOutShare: 0.4 },
  });
  await app.open('Rank');
  await app.judgeable();
  for (const number of [2, 1, 3, 4]) await app.sample(number).click();
  await app.button('Submit ranking').click();
  await expect.poll(() => app.rankingCount()).toBe(1);
  await app.labelAutomatically(40);
  await expect(app.rankings).toContainText('40 simulated');

  await app.open('Reward');
  // Each kind of reward model has its own settings.
  const kind = page.getByRole('combobox', { name: /What learns your taste/ });
  const passes = page.getByText('Passes over the rankings (epochs)');
  await expect(passes).toHaveCount(0);
  await kind.selectOption('transformer');
  await expect(passes).toBeVisible();
  // What is mistyped for the other kind holds nothing back.
  const rate = page.getByRole('spinbutton', { name: /learning rate/ });
  await rate.fill('99');
  await rate.blur();
  await expect(app.button('Train reward model')).toBeDisabled();
  await kind.selectOption('linear');
  await expect(app.button('Train reward model')).toBeEnabled();
  await app.trainRewardModel();
  const taste = page.getByRole('region', { name: 'What it has learned to like' });
  const effects = taste.getByRole('table', { name: 'Effect of plain facts on the score' }).first();
  await expect(effects.locator('tbody tr')).toHaveCount(6);
  // Who likes cheer likes exclamation marks.
  await expect(effects.getByRole('row', { name: 'has exclamation marks' })).toContainText('+');
  const trust = page.getByRole('region', { name: 'How far to trust it' });
  await expect(trust).toBeVisible();
  const accuracy = trust.getByRole('table', { name: 'Held-out accuracy beside two baselines' });
  for (const who of [
    'This reward model',
    'The rule “the longer answer wins”',
    'cheerful (20% mistakes), asked again',
  ]) {
    const row = accuracy.getByRole('row', { name: who });
    await expect(row).toContainText(/[01](\.\d+)?\s*0(\.\d+)? to [01](\.\d+)?/);
    await expect(row).toContainText(/\d+ pairs of \d+ rankings/);
  }
  // The one in the status is the same one.
  const shown = /accuracy (\d(?:\.\d+)?) \((\d+) pairs/.exec(await app.rewardModel.innerText())!;
  const modelRow = accuracy.getByRole('row', { name: 'This reward model' });
  await expect(modelRow.getByRole('cell').first()).toHaveText(shown[1]!);
  await expect(modelRow).toContainText(`${shown[2]} pairs`);

  await expect(trust.getByRole('figure', { name: 'Calibration', exact: true })).toBeVisible();
  await trust.getByText('Calibration in numbers').click();
  const bins = trust.getByRole('table', { name: 'Calibration in numbers' }).locator('tbody tr');
  const counts = await bins.locator('td:last-child').allInnerTexts();
  expect(counts.map(Number).reduce((total, count) => total + count, 0)).toBe(Number(shown[2]));
  await expect(
    trust.getByRole('figure', { name: 'Scores of chosen and rejected answers' }),
  ).toBeVisible();
  await trust.getByText('Scores in numbers').click();
  await expect(trust.getByRole('table', { name: 'Scores in numbers' })).toBeVisible();

  const wrong = trust.getByRole('list', { name: 'Most wrong pairs' }).getByRole('listitem');
  await expect(wrong.first()).toContainText('The labeler preferred');
  for (const [scheme, width] of [
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const) {
    // Colours are measured at once, not on their way from one theme to the other.
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    const found = await new AxeBuilder({ page }).analyze();
    expect(found.violations.map(({ id, nodes }) => [id, nodes.length])).toEqual([]);
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 1280, height: 900 });

  // A pair leads to its ranking; deleting it takes its pairs out of the figures.
  const prompt = (await wrong.first().locator('p').first().innerText()).replace(/^Prompt:\s*/, '');
  await wrong
    .first()
    .getByRole('button', { name: /^Show in Rank/ })
    .click();
  await expect(page.locator('li:focus')).toContainText(prompt);
  await app.open('Reward');
  await wrong
    .first()
    .getByRole('button', { name: /^Delete ranking/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(trust.getByText(/deleted since and are left out here: 1/)).toBeVisible();
  expect(app.errors).toEqual([]);
});
