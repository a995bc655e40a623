// `npm run pretrain`: trains tokenizer and models from a folder of text, in Node, with the very code that the page
// trains with. Resumes from its own checkpoints after any interruption; writes Hugging Face folders.
import '../lib/relaxed-simd';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs';
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ModelSize } from '../../src/contract/records';
import { Random } from '../../src/core/rng';
import { createAdamW } from '../../src/nn/adamw';
import { modelSizes } from '../../src/nn/model-config';
import { createParameters, parameterList, type Parameters } from '../../src/nn/parameters';
import { languageLoss, languageStep, type LanguageBatch } from '../../src/train/sft';
import { baseBatch, chatBatch, planChatBatches } from './batches';
import { loadCheckpoint, saveCheckpoint, type Position } from './checkpoint';
import { prepareCorpus, type Corpus } from './corpus';
import { writeHeldOutRows } from './held-out-rows';
import { writeModelFolder, type HeldOutLosses } from './model-folder';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const usage = `Usage: npm run pretrain -- [--corpora DIR] [--models nano,micro] [--base-tokens N] [--chat-tokens N]
  [--seed 1] [--work .cache/pretrain] [--out public/models] [--fresh]`;

/** Tokens of each stage by size; one pass over the base text is 2.8 million, over the chats 1.7. */
const defaultTokens: Record<ModelSize, { base: number; chat: number }> = {
  nano: { base: 3_000_000, chat: 3_000_000 },
  micro: { base: 3_500_000, chat: 4_000_000 },
};
const peakLearningRate: Record<ModelSize, number> = { nano: 6e-3, micro: 3e-3 };
const tokensPerStep = 2048;
const checkpointEverySteps = 100;
/** The model folder is also written on the way, so that a long run can be looked at. */
const publishEverySteps = 500;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      corpora: { type: 'string', default: join(root, '../shared/corpora') },
      models: { type: 'string', default: 'nano,micro' },
      'base-tokens': { type: 'string' },
      'chat-tokens': { type: 'string' },
      seed: { type: 'string', default: '1' },
      work: { type: 'string', default: join(root, '.cache/pretrain') },
      out: { type: 'string', default: join(root, 'public/models') },
      fresh: { type: 'boolean', default: false },
    },
  });
  const sizes = values.models.split(',').map((name) => {
    if (!(name in modelSizes))
      throw new Error(`There is no size "${name}"; sizes: ${Object.keys(modelSizes).join(', ')}.`);
    return name as ModelSize;
  });
  const seed = Number(values.seed);
  await tf.setBackend('wasm');
  await tf.ready();
  console.error('Reading and encoding the text ...');
  const corpus = await prepareCorpus({
    corporaDir: values.corpora,
    cacheDir: values.work,
    vocabularySize: 1024,
    seed,
  });
  mkdirSync(values.out, { recursive: true });
  writeHeldOutRows(join(values.out, 'heldout-chat.jsonl'), corpus);
  for (const size of sizes) {
    const tokens = {
      base: Number(values['base-tokens'] ?? defaultTokens[size].base),
      chat: Number(values['chat-tokens'] ?? defaultTokens[size].chat),
    };
    await trainModel(size, corpus, tokens, {
      seed,
      work: values.work,
      out: values.out,
      fresh: values.fresh,
    });
  }
}

interface Options {
  seed: number;
  work: string;
  out: string;
  fresh: boolean;
}

async function trainModel(
  size: ModelSize,
  corpus: Corpus,
  tokens: { base: number; chat: number },
  options: Options,
): Promise<void> {
  const config = { ...modelSizes[size], vocabularySize: corpus.tokenizer.vocabularySize };
  const folder = join(options.work, size);
  mkdirSync(folder, { recursive: true });
  const checkpointPath = join(folder, 'checkpoint.safetensors');
  const makeOptimizer = (parameters: Parameters) => createAdamW(parameterList(parameters));
  const resumed = options.fresh ? null : loadCheckpoint(checkpointPath, config, makeOptimizer);
  const parameters = resumed?.parameters ?? createParameters(config, new Random(options.seed));
  const optimizer = resumed?.optimizer ?? makeOptimizer(parameters);
  const position: Position = resumed?.position ?? {
    step: 0,
    tokensSeen: 0,
    trainedSeconds: 0,
    smoothedLoss: 0,
  };
  if (resumed) console.error(`${size}: going on after step ${position.step}.`);

  const publish = (heldOut: HeldOutLosses) =>
    writeModelFolder(join(options.out, `${size}-chat`), {
      size,
      config,
      parameters,
      corpus,
      position,
      heldOut,
    });
  const plan = planSteps(corpus, tokens, options.seed);
  let before = performance.now();
  while (position.step < plan.steps) {
    const batch = plan.batch(position.step);
    const learningRate = peakLearningRate[size] * plan.rate(position.step);
    const { loss, gradientNorm } = await languageStep(parameters, optimizer, batch, {
      learningRate,
      beta1: 0.9,
      beta2: 0.95,
      epsilon: 1e-8,
      weightDecay: 0.05,
      maxGradientNorm: 1,
    });
    if (!Number.isFinite(loss))
      throw new Error(`${size}: the loss is not finite at step ${position.step}.`);
    position.step += 1;
    position.tokensSeen += batch.batch * batch.time;
    position.smoothedLoss = position.step === 1 ? loss : 0.98 * position.smoothedLoss + 0.02 * loss;
    const now = performance.now();
    position.trainedSeconds += (now - before) / 1000;
    before = now;
    if (position.step % checkpointEverySteps === 0 || position.step === plan.steps) {
      const heldOut = await heldOutLosses(parameters, corpus);
      const row = {
        size,
        ...position,
        stage: plan.stage(position.step - 1),
        learningRate,
        gradientNorm,
        ...heldOut,
      };
      appendFileSync(join(folder, 'log.jsonl'), `${JSON.stringify(row)}\n`);
      console.error(
        `${size} ${row.stage} step ${position.step}/${plan.steps}, ${(position.tokensSeen / 1e6).toFixed(2)}M tokens, ` +
          `${(position.tokensSeen / position.trainedSeconds).toFixed(0)} tokens/s, loss ${position.smoothedLoss.toFixed(3)}, ` +
          `held-out chat ${heldOut.heldOutChat.toFixed(3)}, base ${heldOut.heldOutBase.toFixed(3)}`,
      );
      await saveCheckpoint(checkpointPath, parameters, optimizer, position);
      if (position.step % publishEverySteps === 0) await publish(heldOut);
      before = performance.now();
    }
  }
  await publish(await heldOutLosses(parameters, corpus));
  console.error(`${size}: wrote ${join(options.out, `${size}-chat`)}.`);
}

/** Both stages as one numbered sequence of batches: base text first, then demonstrations as the rate falls. */
function planSteps(corpus: Corpus, tokens: { base: number; chat: number }, seed: number) {
  const time = 128;
  const batch = tokensPerStep / time;
  const baseSteps = Math.ceil(tokens.base / tokensPerStep);
  const epochs: number[][][] = [];
  const perEpoch = planChatBatches(corpus.chat.train, tokensPerStep, seed).length;
  const chatSteps = Math.ceil(tokens.chat / tokensPerStep);
  const steps = baseSteps + chatSteps;
  const chatIndices = (step: number) => {
    const epoch = Math.floor(step / perEpoch);
    epochs[epoch] ??= planChatBatches(corpus.chat.train, tokensPerStep, seed + epoch);
    return epochs[epoch]![step % perEpoch]!;
  };
  return {
    steps,
    stage: (step: number) => (step < baseSteps ? 'base' : 'chat'),
    batch: (step: number): LanguageBatch =>
      step < baseSteps
        ? baseBatch(corpus.base.train, step, batch, time, seed)
        : chatBatch(
            chatIndices(step - baseSteps).map((index) => corpus.chat.train[index]!),
            corpus.tokenizer.padTokenId,
          ),
    /** Share of the peak rate: a short warm-up, full through the base text, then down to 2% by a cosine. */
    rate: (step: number) => {
      const warmUp = Math.min(1, (step + 1) / 50);
      const decay = Math.max(0, step - baseSteps * 0.8) / (steps - baseSteps * 0.8);
      return warmUp * (0.02 + 0.98 * 0.5 * (1 + Math.cos(Math.PI * decay)));
    },
  };
}

/** Nats per token: on replies to kept-out questions, and on kept-out text. */
async function heldOutLosses(parameters: Parameters, corpus: Corpus): Promise<HeldOutLosses> {
  const mean = async (batches: LanguageBatch[]) => {
    let sum = 0;
    let count = 0;
    for (const batch of batches) {
      const loss = languageLoss(parameters, batch);
      sum += (await loss.data())[0]! * batch.targets.length;
      count += batch.targets.length;
      loss.dispose();
    }
    return sum / count;
  };
  const every = Math.max(1, Math.floor(corpus.chat.heldOut.length / 320));
  const chats = corpus.chat.heldOut
    .filter((_, i) => i % every === 0)
    .sort((a, b) => a.ids.length - b.ids.length);
  const chatBatches: LanguageBatch[] = [];
  for (let i = 0; i < chats.length; i += 64) {
    chatBatches.push(chatBatch(chats.slice(i, i + 64), corpus.tokenizer.padTokenId));
  }
  const baseBatches = [0, 1].map((step) => baseBatch(corpus.base.heldOut, step, 16, 128, 7));
  return { heldOutChat: await mean(chatBatches), heldOutBase: await mean(baseBatches) };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error(usage);
  process.exitCode = 2;
});
