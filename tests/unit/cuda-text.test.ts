// Both ends of training on a GPU, as files: the text that is written for it, and the curve that is drawn from its log.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { drawCurve } from '../../scripts/cuda/curve';
import { countedBit, firstBit, rowTokens } from '../../scripts/cuda/rows';
import { writeText } from '../../scripts/cuda/write-text';
import { modelSizes } from '../../src/nn/model-config';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'cuda-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const readRows = (name: string) => {
  const bytes = readFileSync(join(folder, name));
  return new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
};

it('writes whole rows of known tokens, of both stages and of what is kept out', () => {
  const tokenizerFolder = 'public/models/nano-chat';
  const common = { size: 'nano', corporaDir: null, tokenizerFolder, out: folder, seed: 1 } as const;
  writeText({ ...common, first: 0, step: 2, end: 2 });
  expect(readdirSync(folder).sort()).toEqual([
    'base-0.rows',
    'chat-0.rows',
    'held-out-small-talk-0.rows',
    'held-out-text-0.rows',
    'held-out-world-0.rows',
  ]);
  for (const name of ['base-0.rows', 'chat-0.rows', 'held-out-world-0.rows']) {
    const rows = readRows(name);
    expect(rows.length, name).toBeGreaterThan(0);
    expect(rows.length % rowTokens, name).toBe(0);
    const largest = rows.reduce((max, token) => Math.max(max, token & ~(firstBit | countedBit)), 0);
    expect(largest, name).toBeLessThan(modelSizes.nano.vocabularySize);
  }
  const chat = readRows('chat-0.rows');
  expect(chat[0]! & firstBit).toBe(firstBit);
  const counted = chat.filter((token) => (token & countedBit) !== 0).length / chat.length;
  expect(counted).toBeGreaterThan(0.2);
  expect(counted).toBeLessThan(0.8);
}, 120_000);

it('draws every run of a folder, without the branch that becomes the base model', () => {
  const row = (stage: string, tokens: number, loss: number) =>
    JSON.stringify({ stage, tokens, rate: 1, held_out_world: loss, 'held_out_small-talk': loss });
  const rows = [row('base', 1e7, 2), row('base', 2e7, 9), row('chat', 1.2e7, 1)];
  writeFileSync(join(folder, 'micro.jsonl'), `${rows.join('\n')}\n`);
  const runs = [{ name: 'micro', config: modelSizes.micro }];
  const figure = drawCurve(folder, runs);
  expect(figure).toContain('micro, 1.47M weights');
  // The branch's loss of 9 would have stretched the axis.
  expect(figure).not.toContain('>9<');
  expect(() => drawCurve(folder, [...runs, { name: 'mini', config: modelSizes.mini }])).toThrow(
    'holds no mini.jsonl',
  );
});
