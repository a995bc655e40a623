// Every room by axe, in light and dark, wide and on a phone: no violation, nothing cut off sideways, no stranger asked.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { App, rooms } from './support/app';

const looks = [
  { name: 'light, wide', colorScheme: 'light', viewport: { width: 1280, height: 860 } },
  { name: 'dark, phone', colorScheme: 'dark', viewport: { width: 380, height: 780 } },
] as const;

const lengthBias = 'Length bias: a taste for long answers, hidden in another';

/** Waits until colours have faded over to those of another look. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const fading = () => document.getAnimations().filter((each) => each instanceof CSSTransition);
    // One that is cut short by another is no failure.
    while (fading().length > 0) await Promise.allSettled(fading().map(({ finished }) => finished));
  });
}

test('no room violates accessibility rules or overflows in any look', async ({ page }) => {
  const app = new App(page);
  const strangers: string[] = [];
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && hostname !== 'localhost') strangers.push(request.url());
  });
  await app.start({
    ...{ model: 'nano-chat', backend: 'wasm', labelCount: 8, rewardScaleReplies: 16 },
    ...{ rolloutBatchSize: 4, maxNewTokens: 16 },
  });
  const check = async (where: string) => {
    for (const { name, colorScheme, viewport } of looks) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await settled(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' ')}`,
      );
      expect(found, `${where}, ${name}`).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${where}, ${name}, overflows sideways`).toBeLessThanOrEqual(0);
    }
  };
  for (const room of rooms) {
    await app.open(room);
    if (room === 'Rank') await app.judgeable();
    await check(`${room}, empty`);
  }
  await app.open('Chat');
  await app.chat('Hello');
  await check('Chat, with a conversation');
  await app.open('Demonstrate');
  for (const prompt of ['Hello', 'Good morning', 'Bye', 'Thanks', 'Hi']) {
    await app.demonstrate(prompt, 'Ahoy!');
  }
  await page.getByRole('radio', { name: 'Few-shot' }).check();
  await app.button('Fine-tune').click();
  await expect(page.getByRole('status', { name: 'Fine-tuning' })).toContainText('finished');
  await app.button('Ask all').click();
  await expect(page.getByRole('article').last()).toHaveAttribute('aria-busy', 'false');
  await check('Demonstrate, with a model');
  await app.open('Rank');
  await app.labelAutomatically(8);
  await check('Rank, with rankings');
  await app.open('Reward');
  await app.trainRewardModel();
  await check('Reward, trained');
  const accuracy = page.getByRole('region', { name: 'Held-out accuracy beside two baselines' });
  const hidden = await accuracy.evaluate((region) => region.scrollWidth - region.clientWidth);
  expect(hidden, 'the table of accuracies is cut off').toBe(0);
  await app.open('Train');
  await check('Train, ready');
  await page.getByRole('combobox', { name: 'What answers are rewarded by' }).selectOption('sum');
  await app.button('Try it').click();
  await expect(page.getByRole('table', { name: 'What it gives' })).toBeVisible();
  await check('Train, with a rule');
  await app.button('Step').click();
  await expect(app.metricRows).toHaveCount(1, { timeout: 60_000 });
  await app.open('Compare');
  await app.comparable();
  await app.button('Tie').click();
  await expect.poll(() => app.voteCount()).toBe(1);
  await app.comparable();
  await app.button('Who wrote them?').click();
  await page.getByText('How to read this').click();
  await expect(page.getByRole('figure', { name: 'Reward against KL' })).toBeVisible();
  await check('Compare, with a vote and a run');
  await app.open('Data');
  await check('Data, with data');
  expect(strangers).toEqual([]);
  expect(app.errors).toEqual([]);
});

test('settings come from the link, and a wrong one is told', async ({ page }) => {
  const app = new App(page);
  await app.start({
    model: 'nano-chat',
    backend: 'wasm',
    klCoefficient: 0.25,
    samplesPerPrompt: 3,
    labelCount: 4,
    rewardScaleReplies: 16,
    ppoEpochs: 99,
  });
  await expect(page.getByText(/PPO epochs.*99 is out of range/)).toBeVisible();
  await app.open('Rank');
  await app.judgeable();
  await expect(app.samples.getByRole('button', { name: /^Sample \d$/ })).toHaveCount(3);
  await app.labelAutomatically(4);
  await app.open('Reward');
  await app.trainRewardModel();
  await app.open('Train');
  await expect(page.getByRole('spinbutton', { name: /KL coefficient/ })).toHaveValue('0.25');
});

test('an experiment fills in the settings of its arm, in Train and in Rank, and gives them back', async ({
  page,
}) => {
  const app = new App(page);
  await app.start({ model: 'nano-chat', backend: 'wasm', klCoefficient: 0.33 });
  await app.open('Train');
  await page.getByText('Try an experiment').click();
  await page.getByRole('combobox', { name: 'Experiment' }).selectOption({ label: lengthBias });
  const arm = page.getByRole('combobox', { name: 'Arm' });
  await arm.selectOption({ label: 'Two in five for length, KL coefficient 0.2' });
  await app.button('Use these settings').click();
  await expect(
    page.getByRole('status').filter({ hasText: 'The settings of this arm' }),
  ).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await expect(page).toHaveURL(/klCoefficient=0\.2\b/);
  await app.button('Go to Rank').nth(1).click();
  await expect(page.getByRole('combobox', { name: 'Simulated labeler' })).toHaveValue(
    'length-lover',
  );
  await expect(page.getByRole('spinbutton', { name: 'Rankings to add' })).toHaveValue('20');
  await app.open('Train');
  await page.getByText('Try an experiment').click();
  await app.button('Put mine back').click();
  await expect(page).toHaveURL(/klCoefficient=0\.33/);
});
