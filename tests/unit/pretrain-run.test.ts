// Pretraining as it is run: a process that is killed in the middle goes on, when started again, to the very model that
// an undisturbed one writes, however many workers each has; and the loss on what was kept out falls.
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSources } from '../../scripts/pretrain/sources';
import { cachedTokenizer } from '../../scripts/pretrain/tokenizer-training';
import { modelSizes } from '../../src/nn/model-config';

const script = fileURLToPath(new URL('../../scripts/pretrain/main.ts', import.meta.url));
const tokens = { base: 30 * 2048, chat: 10 * 2048 };

let folder: string;
const work = (name: string) => join(folder, name, 'work');
const out = (name: string) => join(folder, name, 'models');

function start(name: string, workers: number): ChildProcess {
  const words = ['--size', 'nano', '--no-corpora', '--checkpoint-every', '12', '--seed', '1'];
  const amounts = ['--base-tokens', `${tokens.base}`, '--chat-tokens', `${tokens.chat}`];
  const places = ['--work', work(name), '--out', out(name), '--workers', `${workers}`];
  const all = ['--import', 'tsx', script, ...words, ...amounts, ...places];
  return spawn(process.execPath, all, { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Everything that a process says on stderr; rejects unless it ends by itself with success. */
async function finished(child: ChildProcess): Promise<string> {
  let said = '';
  child.stderr!.on('data', (part: Buffer) => (said += part.toString()));
  const status = await new Promise((resolve) => child.once('close', resolve));
  if (status !== 0) throw new Error(`Pretraining ended with ${String(status)}: ${said}`);
  return said;
}

/** Kills the process, without warning, once a checkpoint of it exists. */
async function killedAfterCheckpoint(child: ChildProcess, checkpoint: string): Promise<void> {
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.stderr!.resume();
  while (!existsSync(checkpoint) && child.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill('SIGKILL');
  await closed;
  expect(child.signalCode).toBe('SIGKILL');
}

const logRows = (name: string) =>
  readFileSync(join(work(name), 'nano', 'log.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { step: number; stage: string; world?: number });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pretrain-run-'));
  // Trained once for both runs.
  const { vocabularySize, contextLength } = modelSizes.nano;
  cachedTokenizer(work('whole'), readSources(null, 1), { vocabularySize, contextLength, seed: 1 });
  cpSync(work('whole'), work('broken'), { recursive: true });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npm run pretrain', () => {
  it('lowers the loss, and goes on after being killed to the same model on any number of workers', async () => {
    const whole = finished(start('whole', 1));
    await killedAfterCheckpoint(
      start('broken', 2),
      join(work('broken'), 'nano', 'checkpoint.safetensors'),
    );
    const said = await finished(start('broken', 3));
    expect(said).toMatch(/going on after step (12|24|30|36) of 40 steps, 3 workers/);
    await whole;

    for (const stage of ['base', 'chat']) {
      const weights = (name: string) =>
        readFileSync(join(out(name), `nano-${stage}`, 'model.safetensors'));
      expect(weights('broken').equals(weights('whole'))).toBe(true);
      const card = readFileSync(join(out('whole'), `nano-${stage}`, 'README.md'), 'utf8');
      expect(card).toMatch(/^---\nlanguage: en\nlicense: /);
      expect(card).toContain('own work');
      const index = readFileSync(join(out('whole'), 'index.json'), 'utf8');
      expect(JSON.parse(index)).toContainEqual({
        ...{ name: `nano-${stage}`, stage, parameters: 216512 },
        bytes: weights('whole').length,
      });
    }
    const measured = logRows('whole').filter(({ world }) => world !== undefined);
    expect(measured.map(({ step, stage }) => [step, stage])).toEqual([
      [30, 'base'],
      [40, 'chat'],
    ]);
    // Untrained, each of 1,024 tokens is as likely: 6.93 nats. A nat and more is gone in half a minute.
    expect(measured[0]!.world).toBeLessThan(5.9);
    expect(measured[1]!.world).toBeLessThan(5.8);
  }, 240_000);
});
