// `npm run bench:page [-- --model micro-chat] [--repeats 5]`: what a reader feels, in a real Chromium on the production
// build (`npm run build` first): seconds from navigation with an empty cache to the first token of the first reply,
// the size of the first load, and the longest task of the page's main thread while PPO runs. JSON lines on stdout.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page } from '@playwright/test';
import { median } from '../src/core/statistics';
import { browserLaunchArguments, ensureBrowser } from '../scripts/browser.mjs';
import { serve } from '../scripts/lib/serve.mjs';

const folder = 'dist';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: 'micro-chat' },
      repeats: { type: 'string', default: '5' },
    },
  });
  const host = await serve({ folder, port: 0 });
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: browserLaunchArguments,
  });
  try {
    print({ benchmark: 'first-load', ...firstLoad() });
    const seconds: number[] = [];
    for (let i = 0; i < Number(values.repeats); i++) {
      seconds.push(await secondsToFirstToken(browser, `${host.url}?model=${values.model}`));
    }
    print({
      benchmark: 'first-token',
      model: values.model,
      seconds_median: median(seconds),
      seconds,
    });
    print({ benchmark: 'smooth', ...(await longTasks(browser, host.url, values.model)) });
  } finally {
    await browser.close();
    await host.close();
  }
}

function print(row: object): void {
  console.log(JSON.stringify(row));
}

/** Gzip bytes of all scripts, styles and the document; models and WASM binaries are apart. */
function firstLoad() {
  const size = (pattern: RegExp) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => pattern.test(name))
      .reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0);
  return { gzip_bytes: size(/\.(html|js|css|svg)$/) };
}

/** A fresh profile each time, so that nothing is cached; sends as soon as the page lets it. */
async function secondsToFirstToken(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const start = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.getByRole('textbox', { name: 'Message' }).fill('Hello, how are you?');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForFunction(() => {
    const turns = document.querySelectorAll('[role=log] article');
    return (turns[1]?.querySelector('.text')?.textContent ?? '').trim().length > 0;
  });
  const seconds = (performance.now() - start) / 1000;
  await context.close();
  return seconds;
}

/** Labels, trains a reward model, then watches the main thread over some iterations of PPO. */
async function longTasks(browser: Browser, url: string, model: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}?model=${model}&labelCount=20&iterations=8&stopKl=0&stopVariety=0`);
  const open = (room: string) => page.getByRole('link', { name: room, exact: true }).click();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await page.getByText('ready').first().waitFor({ timeout: 60_000 });
  await open('Rank');
  await press('Label automatically');
  await page.getByText('20 simulated rankings were added').waitFor({ timeout: 180_000 });
  await open('Reward');
  await press('Train reward model');
  await page.getByRole('status', { name: 'Reward model' }).getByText('trained').waitFor({
    timeout: 180_000,
  });
  await open('Train');
  await press('Start');
  await iterations(page, 1);
  await page.evaluate(() => {
    const durations: number[] = [];
    Object.assign(globalThis, { durations });
    new PerformanceObserver((list) =>
      durations.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({ type: 'longtask' });
  });
  await iterations(page, 8);
  const durations = await page.evaluate(
    () => (globalThis as unknown as { durations: number[] }).durations,
  );
  await context.close();
  return { tasks_over_50_ms: durations.length, longest_task_ms: Math.max(0, ...durations) };
}

async function iterations(page: Page, count: number): Promise<void> {
  await page
    .getByRole('table', { name: 'Metrics' })
    .locator('tbody tr')
    .nth(count - 1)
    .waitFor({ timeout: 300_000 });
}

await main();
