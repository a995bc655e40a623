// `npm run pretrain`: trains tokenizer and models from a folder of text and the small world, or from the small world
// alone, in Node, with the very code that the page trains with. Resumes after any interruption.
import '../lib/relaxed-simd';
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ModelSize } from '../../src/contract/records';
import { startBackend } from '../../src/nn/backend';
import { modelSizes } from '../../src/nn/model-config';
import { useBlas } from '../lib/blas';
import { batchParts } from './gradient-exchange';
import { writeHeldOutRows } from './held-out-rows';
import { findCorpora, readSources } from './sources';
import { defaultWorkers } from './team';
import { trainModel } from './train';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const usage = `Usage: npm run pretrain -- [--size nano|micro|mini|all] [--corpora DIR | --no-corpora]
  [--base-tokens N] [--chat-tokens N] [--seed 1] [--work .cache/pretrain] [--out public/models] [--fresh]
  [--from DIR] [--peak RATE] [--checkpoint-every 100] [--workers N] [--blas FILE]
Without --corpora, ../shared/corpora is read where it is; without any, the models learn from the generator alone.
Each of N threads (by default one a core, at most ${batchParts}) takes its part of every step; the models are the same for any N.
--from begins with the weights and tokenizer of a trained model of the same size, or of one that can be widened to it,
and then goes on at a share of the usual peak rate unless --peak says another.
--blas names a library with CBLAS's functions (libopenblas.so.0) that multiplies faster than the page's own kernels.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      corpora: { type: 'string' },
      'no-corpora': { type: 'boolean', default: false },
      size: { type: 'string', default: 'all' },
      'base-tokens': { type: 'string' },
      'chat-tokens': { type: 'string' },
      seed: { type: 'string', default: '1' },
      work: { type: 'string', default: join(root, '.cache/pretrain') },
      out: { type: 'string', default: join(root, 'public/models') },
      fresh: { type: 'boolean', default: false },
      from: { type: 'string' },
      peak: { type: 'string' },
      'checkpoint-every': { type: 'string', default: '100' },
      workers: { type: 'string' },
      blas: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.error(usage);
    return;
  }
  const seed = wholeNumber('seed', values.seed)!;
  const base = wholeNumber('base-tokens', values['base-tokens']);
  const chat = wholeNumber('chat-tokens', values['chat-tokens']);
  const checkpointSteps = Math.max(1, wholeNumber('checkpoint-every', values['checkpoint-every'])!);
  const workers = wholeNumber('workers', values.workers) ?? defaultWorkers();
  if (workers < 1 || workers > batchParts) {
    throw new Error(`--workers needs a number from 1 to ${batchParts}, not ${workers}.`);
  }
  const peak = values.peak === undefined ? null : Number(values.peak);
  if (peak !== null && !(peak > 0 && peak < 1)) {
    throw new Error(`--peak needs a learning rate between 0 and 1, not "${values.peak}".`);
  }
  const sizes = readSizes(values.size);
  const corporaDir = values['no-corpora'] ? null : findCorpora(values.corpora);
  console.error(corporaDir ? `Reading ${corporaDir} ...` : 'No corpus: the generator alone.');
  const sources = readSources(corporaDir, seed);
  await startBackend({
    ...{ backend: 'wasm', wasmFiles: null },
    onDeviceFailure: (_, message) => console.error(message),
  });
  const blas = values.blas ?? null;
  if (blas !== null) useBlas(blas);
  mkdirSync(values.out, { recursive: true });
  if (sources.smallTalk.heldOut.length > 0) {
    writeHeldOutRows(join(values.out, 'heldout-chat.jsonl'), sources.smallTalk.heldOut);
  }
  for (const size of sizes) {
    await trainModel({
      ...{ size, sources, seed, work: values.work, out: values.out, fresh: values.fresh },
      ...{ from: values.from ?? null, checkpointSteps, workers, blas },
      ...(peak !== null && { peak }),
      tokens: { ...(base !== null && { base }), ...(chat !== null && { chat }) },
    });
  }
}

/** @throws Error for what is no whole number from 0 up */
function wholeNumber(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d+$/.test(text)) throw new Error(`--${name} needs a whole number, not "${text}".`);
  return Number(text);
}

function readSizes(text: string): ModelSize[] {
  const all = Object.keys(modelSizes) as ModelSize[];
  if (text === 'all') return all;
  return text.split(',').map((name) => {
    const size = all.find((known) => known === name);
    if (!size) throw new Error(`There is no size "${name}"; sizes: ${all.join(', ')}, all.`);
    return size;
  });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    console.error(usage);
    process.exit(2);
  },
);
