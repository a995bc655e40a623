// A run that is rewarded by a rule which a person writes in the page: tried, corrected, stopped when it loops, learned
// from; and what a run does whose rule fails. On the production build, with its policies.
import { expect, test } from '@playwright/test';
import { serve } from '../../scripts/lib/serve.mjs';
import { runToTheEnd } from '../../src/contract/config';
import { App } from './support/app';

const settings = {
  ...{ model: 'nano-chat', backend: 'wasm', iterations: 2, rolloutBatchSize: 8, ppoEpochs: 1 },
  ...{ maxNewTokens: 8, minibatches: 1, checkpointEvery: 1 },
};

test('a rule is written, tried, corrected and learned from, without a reward model', async ({
  page,
}) => {
  const app = new App(page);
  await app.start(settings);
  await app.open('Train');
  await app.button('Write a rule instead').click();
  const rule = page.getByRole('textbox', { name: 'Rule (JavaScript)' });
  const results = page.getByRole('table', { name: 'What it gives' }).locator('tbody tr');
  const problem = page.getByRole('alert');

  // The example works as it is, on what is typed and on answers of the model.
  await page.getByRole('textbox', { name: 'Answer to try it on' }).fill('Hello! Hello!');
  await app.button('Try it').click();
  await expect(results).toHaveCount(4);
  await expect(results.first()).toContainText('1.8');

  await rule.fill('(prompt, reply) => {\n  return reply.size();\n}');
  await app.button('Try it').click();
  await expect(problem).toContainText('failed in line 2');
  await expect(problem).toContainText('return reply.size();');
  await expect(problem).toContainText('Hello! Hello!');
  await rule.fill('() => { while (true) {} }');
  await app.button('Try it').click();
  await expect(problem).toContainText('stopped: it took longer than 2 seconds');
  await rule.fill('');
  await expect(app.button('Start')).toBeDisabled();

  await rule.fill('(prompt, reply) => reply.length;');
  await app.button('Try it').click();
  await expect(results.first()).toContainText('13');
  await expect(problem).toHaveCount(0);
  // What was written is there again after a reload.
  await app.start({ ...settings, rewardSource: 'rule' });
  await app.open('Train');
  await expect(rule).toHaveValue('(prompt, reply) => reply.length;');
  await app.button('Start').click();
  await expect(app.metricRows).toHaveCount(2, { timeout: 120_000 });
  const scores = await app.metric('objective/scores');
  expect(scores.every((score) => score > 1)).toBe(true);
  await expect(page.getByRole('status', { name: 'Run status' })).toContainText('Finished');
  expect(app.errors).toEqual([]);
});

test('a rule that fails in the middle of a run pauses it, and is mended without losing anything', async ({
  page,
}) => {
  const app = new App(page);
  const many = { iterations: 500, checkpointEvery: 500, languageLossEvery: 0 };
  await app.start({ ...settings, ...runToTheEnd, rewardSource: 'rule', ...many });
  await app.open('Train');
  // The time passes on its own: it fails a while after the run has begun.
  const endsAt = Date.now() + 8_000;
  await page
    .getByRole('textbox', { name: 'Rule (JavaScript)' })
    .fill(
      `(prompt, reply) => {\n  if (Date.now() > ${endsAt}) throw new Error('too late');\n  return 1;\n}`,
    );
  await app.button('Start').click();
  await expect(app.metricRows.first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/failed in line 2.*too late/)).toBeVisible({ timeout: 60_000 });
  const status = page.getByRole('status', { name: 'Run status' });
  await expect(status).toContainText(/Paused after iteration [1-9]/);
  const finished = await app.metricRows.count();
  expect(finished).toBeGreaterThan(0);
  const before = await app.metric('objective/scores');
  // What is not measured says so, instead of an empty chart.
  const languageLoss = page.getByRole('figure', { name: 'Held-out language loss' });
  await expect(languageLoss).toContainText('Switched off in this run');
  await expect(languageLoss.locator('canvas')).toHaveCount(0);

  await page.reload();
  await app.ready();
  await expect(page.getByText(/failed in line 2.*too late/)).toBeVisible();
  const rule = page.getByRole('textbox', { name: 'Rule (JavaScript)' });
  await expect(rule).toHaveValue(new RegExp(String(endsAt)));
  await rule.fill('');
  await expect(app.button('Start')).toBeDisabled();
  await rule.fill('() => 9');
  await app.button('Try it').click();
  await expect(page.getByRole('table', { name: 'What it gives' })).toContainText('9');
  await app.button('Go on with this rule').click();
  await expect.poll(() => app.metricRows.count(), { timeout: 60_000 }).toBeGreaterThan(finished);
  await app.button('Stop').click();
  await expect(status).toContainText('Stopped', { timeout: 60_000 });
  const after = await app.metric('objective/scores');
  expect(after.slice(0, finished)).toEqual(before);
  // Less what is taken off replies without an end.
  expect(after.slice(finished).every((score) => score > 5)).toBe(true);
  await page.getByText('Settings of this run').click();
  await expect(page.getByText(`Its rule until iteration ${finished}`)).toBeVisible();
  expect(app.errors).toEqual([]);
});

test('a rule runs on a static host without special headers, from a path, and calls nobody', async ({
  page,
}) => {
  const host = await serve({ folder: 'dist', port: 0, basePath: '/a/b/', isIsolated: false });
  try {
    const strangers: string[] = [];
    page.on('request', (request) => {
      const { protocol, href } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol) && !href.startsWith(host.url)) strangers.push(href);
    });
    await page.goto(`${host.url}?model=nano-chat&backend=wasm&rewardSource=rule`);
    const app = new App(page);
    await app.ready();
    await app.open('Train');
    const rule = page.getByRole('textbox', { name: 'Rule (JavaScript)' });
    await rule.fill(`() => { fetch('https://example.org/').catch(() => {}); return 1 }`);
    await app.button('Try it').click();
    await expect(page.getByRole('table', { name: 'What it gives' })).toBeVisible();
    expect(strangers).toEqual([]);
    expect(app.errors).toEqual([]);
  } finally {
    await host.close();
  }
});
