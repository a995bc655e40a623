// Trains one model through both stages: one optimizer step after the other, checkpoints and measurements every so
// often, its folders published on the way. Resumes from its own checkpoint with the same bits, on any number of workers.
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { ModelSize } from '../../src/contract/records';
import { disposeAdamW } from '../../src/nn/adamw';
import { fromHuggingFaceConfig, modelSizes } from '../../src/nn/model-config';
import { disposeParameters } from '../../src/nn/parameters';
import { openRun, saveCheckpoint, type Ancestor, type Position } from './checkpoint';
import { heldOutLosses, type HeldOutLosses } from './held-out-losses';
import { mixes } from './mix';
import { writeModelFolder } from './model-folder';
import {
  defaultTokens,
  goOnShare,
  grownFrom,
  peakLearningRate,
  Plan,
  shardSteps,
  type StageTokens,
} from './plan';
import type { Sources } from './sources';
import { Team } from './team';
import { TextAhead } from './text-ahead';
import {
  cachedTokenizer,
  readTokenizerFiles,
  worldHash,
  writeWhole,
  type TokenizerFiles,
} from './tokenizer-training';
import { TrainingText } from './training-text';

const defaultCheckpointSteps = 100;
/** Kept-out text is measured, and the model's folder written, this often, so that a long run can be looked at. */
const publishEverySteps = 500;

const optimizerSettings = {
  // Of so small a batch the second moment needs a long memory: a rare word comes once in many steps.
  ...{ beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
  ...{ weightDecay: 0.1, maxGradientNorm: 1 },
};

export interface RunOptions {
  size: ModelSize;
  sources: Sources;
  /** Tokens of each stage where they are given; else those the run began with, or the size's default. */
  tokens: Partial<StageTokens>;
  seed: number;
  /** Folder of checkpoints and logs, in which each size has its own. */
  work: string;
  /** Folder into which the models are written. */
  out: string;
  /** Folder of a trained model that a new run begins from; by default the size's own, or nothing. */
  from?: string | null;
  /** Begin anew, whatever checkpoints there are. */
  fresh: boolean;
  /** Threads that share every step. The model's bits do not depend on it. */
  workers: number;
  /** BLAS library that multiplies in place of the kernels. */
  blas: string | null;
  /** Highest learning rate; by default the size's own, or a share of it for a run that goes on. */
  peak?: number;
  /** Steps between checkpoints. */
  checkpointSteps?: number;
}

/** What a run began with and keeps, so that it goes on with the same. */
interface RunRecord {
  tokens: StageTokens;
  tokenizer: TokenizerFiles;
  /** Of the training text and the code that writes it. */
  textHash: string;
  /** The model that it began from. */
  ancestor: Ancestor | null;
}

export async function trainModel(options: RunOptions): Promise<void> {
  const { size, seed, sources, workers, checkpointSteps = defaultCheckpointSteps } = options;
  const folder = join(options.work, size);
  mkdirSync(folder, { recursive: true });
  const checkpointPath = join(folder, 'checkpoint.safetensors');
  if (options.fresh) rmSync(checkpointPath, { force: true });
  const record = openRecord(join(folder, 'run.json'), existsSync(checkpointPath), options);
  const { contextLength } = modelSizes[size];
  const mix = mixes[size];
  const textOptions = { seed, mix, contextLength, shardSteps: shardSteps(record.tokens) };
  const text = new TrainingText(sources, record.tokenizer, textOptions);
  const config = { ...modelSizes[size], vocabularySize: text.tokenizer.vocabularySize };
  const heldOut = text.heldOut();
  const ahead = new TextAhead({ sources, tokenizer: record.tokenizer, options: textOptions });
  const { padTokenId } = text.tokenizer;
  const plan = new Plan({ ...textOptions, text: ahead, padTokenId }, record.tokens, seed);
  const start = { checkpointPath, config, seed, growFrom: record.ancestor };
  const { position, ...copy } = openRun(start);
  const { parameters, optimizer } = copy;
  const measure = () => heldOutLosses(parameters, heldOut, padTokenId);
  const { ancestor } = record;
  const isGrown = ancestor !== null && ancestor.config.width < config.width;
  const peak = options.peak ?? peakLearningRate[size] * (ancestor && !isGrown ? goOnShare : 1);
  const publish = (losses: HeldOutLosses) => {
    const stage = plan.stage(position.step - 1);
    return writeModelFolder(join(options.out, `${size}-${stage}`), {
      ...{ size, stage, config, parameters, position, heldOut: losses },
      ...{ files: record.tokenizer, licences: sources.licences },
      ...{
        ancestor: ancestor && { name: ancestor.name, isGrown },
        machine: { kind: 'processor', workers, blas: options.blas !== null },
      },
    });
  };
  if (position.step >= plan.steps) await publish(await measure());
  const team = await Team.start(copy, workers, start, options.blas);
  console.error(
    `${size}: ${position.step > 0 ? `going on after step ${position.step} of ` : ''}${plan.steps} steps, ` +
      `${team.workers} ${team.workers === 1 ? 'worker' : 'workers'}.`,
  );
  while (position.step < plan.steps) {
    const started = performance.now();
    const step = position.step;
    const learningRate = peak * plan.rate(step);
    const batch = await plan.batch(step);
    const settings = { ...optimizerSettings, learningRate };
    const { loss, gradientNorm } = await team.step({ batch, settings });
    if (!Number.isFinite(loss)) throw new Error(`${size}: the loss is not finite at step ${step}.`);
    position.step += 1;
    position.tokensSeen += batch.batch * batch.time;
    position.smoothedLoss = step === 0 ? loss : 0.98 * position.smoothedLoss + 0.02 * loss;
    position.trainedSeconds += (performance.now() - started) / 1000;
    const isStageEnd = position.step === plan.baseSteps || position.step === plan.steps;
    const isPublished = isStageEnd || position.step % publishEverySteps === 0;
    if (!isPublished && position.step % checkpointSteps !== 0) continue;
    const losses = isPublished ? await measure() : null;
    const row = { size, stage: plan.stage(step), ...position, learningRate, gradientNorm };
    appendFileSync(join(folder, 'log.jsonl'), `${JSON.stringify({ ...row, ...losses })}\n`);
    console.error(describe(row, plan.steps, losses));
    // Published first: an interruption between the two repeats the publishing, and loses none.
    if (losses) await publish(losses);
    await saveCheckpoint(checkpointPath, parameters, optimizer, position);
  }
  await Promise.all([team.close(), ahead.close()]);
  disposeParameters(parameters);
  disposeAdamW(optimizer);
  console.error(`${size}: wrote ${size}-base and ${size}-chat in ${options.out}.`);
}

/** Reads what the run began with, or writes it down. */
function openRecord(path: string, isResumed: boolean, options: RunOptions): RunRecord {
  const { size, sources, seed } = options;
  const textHash = `${sources.hash} ${worldHash()}`;
  let record: RunRecord;
  if (isResumed && existsSync(path)) {
    record = JSON.parse(readFileSync(path, 'utf8')) as RunRecord;
    if (record.textHash !== textHash) {
      console.error(
        `${size}: the training text is not what the run began with; it goes on anyway.`,
      );
    }
  } else {
    const { vocabularySize, contextLength } = modelSizes[size];
    const tokenizerOptions = { vocabularySize, contextLength, seed };
    const found = findAncestor(size, options);
    record = {
      tokens: defaultTokens[size],
      tokenizer: found?.tokenizer ?? cachedTokenizer(options.work, sources, tokenizerOptions),
      textHash,
      ancestor: found?.ancestor ?? null,
    };
  }
  record.tokens = { ...record.tokens, ...options.tokens };
  writeWhole(path, JSON.stringify(record));
  return record;
}

/** The model that a run begins from, with its tokenizer: the one that was named, else a smaller one where there is one. */
function findAncestor(
  size: ModelSize,
  { out, from }: RunOptions,
): { ancestor: Ancestor; tokenizer: TokenizerFiles } | null {
  const smaller = grownFrom[size];
  if (!from && !smaller) return null;
  const folder = from ? resolve(from) : join(out, `${smaller!}-chat`);
  const name = basename(folder);
  const weights = join(folder, 'model.safetensors');
  if (!existsSync(weights)) {
    if (from) throw new Error(`${from} holds no model.safetensors to begin from.`);
    console.error(`${size}: begins from nothing, for there is no ${name} in ${out} to grow from.`);
    return null;
  }
  const json = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  console.error(`${size}: begins from ${name}.`);
  return {
    ancestor: { name, weights, config: fromHuggingFaceConfig(json('config.json')) },
    tokenizer: readTokenizerFiles(folder),
  };
}

function describe(
  row: Position & { size: ModelSize; stage: string },
  steps: number,
  losses: HeldOutLosses | null,
): string {
  const figures = Object.entries(losses ?? {}).flatMap(([name, loss]) =>
    typeof loss === 'number' ? [`held-out ${name} ${loss.toFixed(3)}`] : [],
  );
  return [
    `${row.size} ${row.stage} step ${row.step}/${steps}`,
    `${(row.tokensSeen / 1e6).toFixed(2)}M tokens`,
    `${(row.tokensSeen / row.trainedSeconds).toFixed(0)} tokens/s`,
    `loss ${row.smoothedLoss.toFixed(3)}`,
    ...figures,
  ].join(', ');
}
