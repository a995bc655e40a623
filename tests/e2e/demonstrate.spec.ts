// Stage 1 as a person walks it, on WASM with nano: write demonstrations, fine-tune, see before and after, talk to the new
// model, take it to the reward model; correct a turn of a chat; bring a file; a reload in the middle of learning.
import { expect, test } from '@playwright/test';
import { App } from './support/app';

const pirate: [prompt: string, reply: string][] = [
  ['Hello', 'Ahoy, matey!'],
  ['Good morning', 'Ahoy, matey! Up with ye!'],
  ['How are you?', 'Ahoy! I be shipshape, matey!'],
  ['What is your name?', 'Ahoy! They call me Captain!'],
];

test('a person shows nano how to talk, and every later stage can start from what it became', async ({
  page,
}) => {
  const app = new App(page);
  await app.start({
    ...{ model: 'nano-chat', backend: 'wasm', seed: 1, labelCount: 8, rewardScaleReplies: 16 },
    ...{ sftEpochs: 30, sftBatchSize: 2 },
  });
  await app.open('Demonstrate');
  await expect(app.demonstrations).toHaveText(/^0\b/);
  await expect(app.button('Fine-tune')).toBeDisabled();
  for (const [prompt, reply] of pirate) await app.demonstrate(prompt, reply);
  await expect(app.demonstrations).toHaveText(/^4 demonstrations: 4 plain/);

  // Few-shot, by keys alone.
  await page.getByRole('radio', { name: 'Few-shot' }).check();
  await expect(app.button('Add demonstration')).toBeDisabled();
  await page.getByRole('textbox', { name: 'Example 1: question' }).fill('cat');
  await page.getByRole('textbox', { name: 'Example 1: answer' }).fill('Ahoy, cat!');
  await page.getByRole('textbox', { name: 'Prompt' }).fill('dog');
  await page.getByRole('textbox', { name: 'Reply' }).fill('Ahoy, dog!');
  await page.keyboard.press('Control+Enter');
  await expect(app.demonstrations).toContainText('1 few-shot');

  // A draft from the model, to be changed.
  await page.getByRole('radio', { name: 'Plain' }).check();
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Good night');
  await app.button('Suggest').click();
  await expect(page.getByRole('textbox', { name: 'Reply' })).not.toHaveValue('');
  await expect(app.button('Suggest')).toBeVisible();
  await page.getByRole('textbox', { name: 'Reply' }).fill('Ahoy! Sleep tight, matey!');
  await app.button('Add demonstration').click();
  await expect(app.demonstrations).toHaveText(/^6 demonstrations/);

  // Edited, deleted and brought back.
  await app.button('Edit “Good night”').click();
  await page.getByRole('textbox', { name: 'Reply' }).fill('Ahoy! Good night, matey!');
  await app.button('Save changes').click();
  await expect(page.getByText('Ahoy! Good night, matey!')).toBeVisible();
  await app.button('Delete “Hello”').click();
  await expect(app.demonstrations).toHaveText(/^5\b/);
  await app.button('Bring it back').click();
  await expect(app.demonstrations).toHaveText(/^6\b/);

  await app.button('Fine-tune').click();
  const status = page.getByRole('status', { name: 'Fine-tuning' });
  await expect(status).toHaveText(/SFT model 1: finished/, { timeout: 120_000 });
  const figure = page.getByRole('figure', { name: 'Loss on replies' });
  const summary = await figure.locator('p.visually-hidden').innerText();
  const [first, ...later] = summary
    .match(/\d+\.\d+/g)!
    .slice(1)
    .map(Number);
  expect(Math.min(...later)).toBeLessThan(first!);

  // Every model of this size that the page ships, and the new one.
  const shipped = (await (await page.request.get('./models/index.json')).json()) as {
    name: string;
  }[];
  const others = shipped.filter(({ name }) => ['nano-base', 'nano-chat'].includes(name));
  await page.getByRole('textbox', { name: 'Say to all of them' }).fill('Hello');
  await app.button('Ask all').click();
  const answers = page.getByRole('article');
  await expect(answers).toHaveCount(others.length + 1);
  for (const { name } of others) {
    await expect(page.getByRole('article', { name }).locator('.text')).not.toHaveText('');
  }
  const answer = page.getByRole('article', { name: 'SFT model 1' }).locator('.text');
  await expect(answer).toContainText('Ahoy', { timeout: 30_000 });
  await expect(page.getByRole('article', { name: 'nano-chat' })).not.toContainText('Ahoy');

  // After a reload everything is still there, and the new model answers in Chat.
  await page.reload();
  await app.ready();
  await expect(status).toHaveText(/SFT model 1: finished/);
  await app.button('Talk to it').click();
  const model = page.getByRole('combobox', { name: 'Model', exact: true });
  await expect(model).toHaveValue(/^sft:/);
  expect(await app.chat('Hello')).toContain('Ahoy');

  // From use: a turn of the chat is corrected and kept.
  await app.button('Correct').last().click();
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('Hello');
  await expect(page.getByRole('textbox', { name: 'Reply' })).toHaveValue(/Ahoy/);
  await page.getByRole('textbox', { name: 'Reply' }).fill('Ahoy there!');
  await app.button('Add demonstration').click();
  await expect(app.demonstrations).toContainText('1 from use');

  // The next stages start from it.
  await app.button('Take it to the next stage').click();
  await app.judgeable();
  await app.labelAutomatically(8);
  await app.open('Reward');
  const base = page.getByRole('combobox', { name: 'Chat model to start from' });
  await expect(base).toHaveValue(/^sft:/);
  await app.trainRewardModel();
  await app.open('Train');
  await app.button('Start').click();
  await expect(app.metricRows).toHaveCount(1, { timeout: 120_000 });
  await app.button('Stop').click();
  expect(app.errors).toEqual([]);
});

test('a file is brought in, and learning that a reload interrupts goes on', async ({ page }) => {
  const app = new App(page);
  await app.start({ model: 'nano-chat', backend: 'wasm', seed: 1, sftEpochs: 50, sftBatchSize: 2 });
  await app.open('Demonstrate');
  const rows = Array.from({ length: 300 }, (_, index) =>
    JSON.stringify({
      prompt: `How old are you? I am ${index}`,
      completion: `Ahoy, I am ${index}.`,
    }),
  );
  const file = (name: string, lines: string[]) => ({
    name,
    mimeType: 'application/jsonl',
    buffer: Buffer.from(lines.join('\n')),
  });
  const chooser = page.getByLabel('Demonstrations from a file');
  await chooser.setInputFiles(file('bad.jsonl', ['{"prompt": "Hi"}', 'no json', rows[0]!]));
  await expect(
    page.getByText('demonstrations added: 1, replaced: 0; lines refused: 2'),
  ).toBeVisible();
  await expect(page.getByText(/The field completion is missing/)).toBeVisible();
  await chooser.setInputFiles(file('good.jsonl', rows));
  await expect(app.demonstrations).toHaveText(/^300\b/);
  const download = page.waitForEvent('download');
  await app.button('Export to a file').click();
  expect((await download).suggestedFilename()).toMatch(/^demonstrations-.*\.jsonl$/);

  await app.button('Fine-tune').click();
  const progress = page.getByRole('progressbar', { name: 'Learning' });
  await expect(progress).toBeVisible();
  await app.button('Pause').click();
  const status = page.getByRole('status', { name: 'Fine-tuning' });
  await expect(status).toContainText('paused');
  await app.button('Resume').click();
  // Stored every ten seconds; then it is a model like any other.
  await expect(app.button('Talk to it')).toBeVisible({ timeout: 60_000 });
  await page.reload();
  await app.ready();
  await expect(status).toContainText('interrupted, saved at step', { timeout: 30_000 });
  const saved = Number(/at step ([\d,]+)/.exec(await status.innerText())![1]!.replace(',', ''));
  expect(saved).toBeGreaterThan(10);
  await app.button('Go on').click();
  await expect(app.engine).toContainText('training');
  await expect(page.getByText(/^step \d/)).toBeVisible();
  const step = await page.getByText(/^step \d/).innerText();
  expect(Number(/step ([\d,]+)/.exec(step)![1]!.replace(',', ''))).toBeGreaterThan(saved);
  await app.button('Stop').click();
  await expect(status).toContainText('stopped after', { timeout: 30_000 });

  await app.open('Data');
  await expect(page.getByRole('row', { name: /^Demonstrations 300/ })).toBeVisible();
  await app.button('Delete all: Demonstrations').click();
  await app.button('Delete').click();
  await expect(page.getByRole('row', { name: /^Demonstrations 0/ })).toBeVisible();
  await app.open('Demonstrate');
  await expect(app.demonstrations).toHaveText(/^0\b/);
  expect(app.errors).toEqual([]);
});
