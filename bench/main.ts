// `npm run bench -- train|decode|ppo|memory|loop|world|active [--model micro-chat] [--backend wasm|webgpu]
// [--repeats N] [--set name=value ...] [--limit N] [--corpora DIR] [--rankings 50] [--labelers a,b] [--card]`: the figures that
// this project promises, as JSON lines of medians. Wall-clock seconds, and the processor seconds of this process beside
// them, which say more on a busy machine (and nothing on WebGPU: Dawn waits for the GPU by asking again and again).
// `loop` repeats itself with the seeds 1 to N, and so does `active`; `world` asks the model, N prompts of each kind, and
// with --card writes into the model's card what it found.
import '../scripts/lab/quiet-stdout';
import '../scripts/lib/relaxed-simd';
import * as tf from '@tensorflow/tfjs';
import { parseArgs } from 'node:util';
import { backendOption, startNamedBackend } from '../scripts/lab/backend';
import { modelFolder, openModel } from '../scripts/lab/model-files';
import { applySettings, numberOption } from '../scripts/lab/options';
import { writeLine } from '../scripts/lab/output';
import { classicRlhf, defaultSettings, runToTheEnd, type Settings } from '../src/contract/config';
import type { PpoMetrics } from '../src/contract/metrics';
import { Random } from '../src/core/rng';
import { mean, median, standardDeviation } from '../src/core/statistics';
import { createAdamW, disposeAdamW } from '../src/nn/adamw';
import { generateAll } from '../src/nn/generate';
import { encodeForReply, type LanguageModel } from '../src/nn/language-model';
import {
  attachScalarHead,
  cloneParameters,
  disposeParameters,
  parameterList,
} from '../src/nn/parameters';
import { ppo } from '../src/train/ppo';
import { rewardOf } from '../src/train/reward';
import { disposeRewardEnsemble, type RewardEnsemble } from '../src/train/reward-ensemble';
import { languageStep } from '../src/train/sft';
import { labelerNames, labelers } from '../src/world/labelers';
import { trainingPrompts } from '../src/world/prompts';
import { makeRankings } from '../scripts/lab/rankings';
import { findCorpora } from '../scripts/pretrain/sources';
import { trainReward } from '../scripts/lab/loop';
import { measureActive } from './active';
import { measureWorld } from './world';
import { writeFiguresToCard, type WorldFigures } from './world-card';

const prompts = [...trainingPrompts];
type Benchmark = (model: LanguageModel, repeats: number, settings: Settings) => Promise<object>;
const benchmarks: Record<string, Benchmark> = {
  train: benchTraining,
  decode: benchDecoding,
  ppo: benchPpo,
  memory: benchMemory,
  loop: benchLoop,
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      model: { type: 'string', default: 'micro-chat' },
      backend: { type: 'string', default: 'wasm' },
      repeats: { type: 'string', default: '10' },
      set: { type: 'string', multiple: true, default: [] },
      limit: { type: 'string', default: '300' },
      corpora: { type: 'string' },
      rankings: { type: 'string', default: '50' },
      labelers: { type: 'string', default: labelerNames.join(',') },
      card: { type: 'boolean', default: false },
    },
  });
  const limit = numberOption('limit', values.limit, { min: 1, max: 10_000, integer: true });
  const repeats = numberOption('repeats', values.repeats, { min: 1, max: 1000, integer: true });
  const rankings = numberOption('rankings', values.rankings, {
    min: 1,
    max: 10_000,
    integer: true,
  });
  const settings = applySettings(values.set, {});
  const names = positionals.length > 0 ? positionals : ['train', 'decode', 'ppo'];
  for (const name of names) {
    if (!['world', 'active'].includes(name) && !Object.hasOwn(benchmarks, name)) {
      const known = [...Object.keys(benchmarks), 'world', 'active'].join(', ');
      throw new Error(`There is no benchmark "${name}"; benchmarks: ${known}.`);
    }
  }
  const info = await startNamedBackend(backendOption(values.backend));
  const model = openModel(values.model);
  for (const name of names) {
    if (name === 'world') {
      const world = { name: values.model, limit, corporaDir: findCorpora(values.corpora), seed: 1 };
      const found: WorldFigures[] = [];
      for await (const figures of measureWorld(model, world)) {
        writeLine({ benchmark: name, model: values.model, ...figures });
        found.push(figures);
      }
      if (values.card) {
        const command = `npm run bench -- world --model ${values.model} --limit ${limit}`;
        const hasTargets = values.model === 'micro-chat';
        writeFiguresToCard(modelFolder(values.model), found, command, hasTargets);
      }
      continue;
    }
    if (name === 'active') {
      const tastes = labelerNames.filter((taste) => values.labelers.split(',').includes(taste));
      const active = { repeats, rankings, labelers: tastes, settings };
      for await (const figures of measureActive(model, active)) {
        writeLine({ benchmark: name, model: values.model, ...figures });
      }
      continue;
    }
    const figures = await benchmarks[name]!(model, repeats, settings);
    writeLine({ benchmark: name, model: values.model, device: info.device, ...figures });
  }
}

/** Wall-clock and processor seconds of some work. */
async function timed(work: () => Promise<unknown>): Promise<{ wall: number; processor: number }> {
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - start) / 1000, processor: (user + system) / 1e6 };
}

async function repeated(repeats: number, work: () => Promise<unknown>) {
  await work();
  const times: { wall: number; processor: number }[] = [];
  for (let i = 0; i < repeats; i++) times.push(await timed(work));
  return {
    wall: median(times.map(({ wall }) => wall)),
    processor: median(times.map(({ processor }) => processor)),
  };
}

/** A whole optimizer step on 16 rows of 64 tokens. */
async function benchTraining({ parameters }: LanguageModel, repeats: number) {
  const copy = cloneParameters(parameters);
  const optimizer = createAdamW(parameterList(copy));
  const random = new Random(1);
  const batch = 16;
  const time = 64;
  const token = () => random.integer(parameters.config.vocabularySize);
  const input = {
    ...{ batch, time, positions: null },
    tokens: Int32Array.from({ length: batch * time }, token),
    targets: Int32Array.from({ length: batch * time }, token),
  };
  const settings = {
    ...{ learningRate: 1e-4, beta1: 0.9, beta2: 0.95 },
    ...{ epsilon: 1e-8, weightDecay: 0, maxGradientNorm: 1 },
  };
  const seconds = await repeated(repeats, () => languageStep(copy, optimizer, input, settings));
  disposeAdamW(optimizer);
  disposeParameters(copy);
  return {
    tokens_per_second: (batch * time) / seconds.wall,
    tokens_per_processor_second: (batch * time) / seconds.processor,
  };
}

/** 32 new tokens for 32 rows, and for one; the end token does not stop a row here. */
async function benchDecoding({ parameters, tokenizer }: LanguageModel, repeats: number) {
  const { contextLength } = parameters.config;
  const tokens = 32;
  const rate = async (rows: number) => {
    const ids = prompts
      .slice(0, rows)
      .map((content) =>
        encodeForReply(tokenizer, [{ role: 'user', content }], contextLength, tokens),
      );
    const seconds = await repeated(repeats, () =>
      generateAll(parameters, ids, {
        sampling: { temperature: 1, topK: 0, topP: 1, maxNewTokens: tokens },
        endTokenId: -1,
        padTokenId: tokenizer.padTokenId,
        random: new Random(1),
      }),
    );
    return {
      tokens_per_second: (rows * tokens) / seconds.wall,
      tokens_per_processor_second: (rows * tokens) / seconds.processor,
    };
  };
  return { batch_32: await rate(32), alone: await rate(1) };
}

/** A reward model that has learned nothing: as slow as one that has. */
function untrainedRewardModel({ parameters, tokenizer }: LanguageModel): RewardEnsemble {
  const copy = cloneParameters(parameters);
  attachScalarHead(copy, new Random(1), 1 / Math.sqrt(copy.config.width + 1));
  const normalisation = { mean: 0, deviation: 1 };
  return { members: [{ parameters: copy, tokenizer, normalisation }] };
}

function startPpo(base: LanguageModel, rewardModel: RewardEnsemble, changes: Partial<Settings>) {
  const settings = {
    ...{ ...defaultSettings(), ...classicRlhf, ...runToTheEnd, ...changes },
    ...{ sampleEvery: 100, checkpointEvery: 100 },
  };
  const control = { stopRequested: false };
  return ppo({
    ...{ base, reward: rewardOf(rewardModel), settings, control, resume: null },
    ...{ trainingPrompts: prompts, samplePrompts: [] },
  });
}

/** Seconds of an iteration of the papers' PPO, 32 replies of up to 32 tokens and 4 epochs, by phase. */
async function benchPpo(base: LanguageModel, repeats: number) {
  const rewardModel = untrainedRewardModel(base);
  const iterations: Record<string, number>[] = [];
  let phases: Record<string, number> = {};
  let lengths = 0;
  let mark = performance.now();
  let markUsage = process.cpuUsage();
  const shape = {
    rolloutBatchSize: 32,
    maxNewTokens: 32,
    ppoEpochs: 4,
    minibatches: 2,
    ptxCoefficient: 0,
  };
  for await (const event of startPpo(base, rewardModel, { ...shape, iterations: repeats + 1 })) {
    const now = performance.now();
    const name = event.type === 'phase' ? event.phase : 'optimise';
    phases[name] = (phases[name] ?? 0) + (now - mark) / 1000;
    mark = now;
    if (event.type !== 'metrics') continue;
    const { user, system } = process.cpuUsage(markUsage);
    iterations.push({
      ...phases,
      iteration: event.metrics['time/iteration'] / 1000,
      processor: (user + system) / 1e6,
    });
    lengths += event.metrics['reply/mean_length'] / (repeats + 1);
    markUsage = process.cpuUsage();
    phases = {};
  }
  disposeRewardEnsemble(rewardModel);
  const warm = iterations.slice(1);
  const names = ['rollout', 'score', 'optimise', 'iteration', 'processor'];
  const seconds = names.map((name) => [name, median(warm.map((row) => row[name]!))]);
  return { seconds: Object.fromEntries(seconds) as object, mean_reply_tokens: lengths };
}

/** Tensors and bytes after iteration 5 and 50 of small iterations. */
async function benchMemory(base: LanguageModel) {
  const rewardModel = untrainedRewardModel(base);
  const counts: Record<string, { tensors: number; bytes: number }> = {};
  const small = {
    iterations: 50,
    rolloutBatchSize: 4,
    maxNewTokens: 8,
    ppoEpochs: 1,
    ptxCoefficient: 0,
  };
  for await (const event of startPpo(base, rewardModel, small)) {
    if (event.type !== 'metrics' || (event.iteration !== 5 && event.iteration !== 50)) continue;
    const { numTensors, numBytes } = tf.memory();
    counts[`iteration_${event.iteration}`] = { tensors: numTensors, bytes: numBytes };
  }
  disposeRewardEnsemble(rewardModel);
  return counts;
}

/**
 * What a person sees: 100 automatic rankings as `cheerful`, then as many iterations as the settings say, or fewer where it
 * ends by itself; once for each seed.
 */
async function benchLoop(base: LanguageModel, repeats: number, settings: Settings) {
  const seeds = Array.from({ length: repeats }, (_, index) => index + 1);
  const runs: LoopFigures[] = [];
  for (const seed of seeds) runs.push(await oneLoop(base, { ...settings, seed }));
  const figures = Object.keys(runs[0]!) as (keyof LoopFigures)[];
  return {
    seeds: repeats,
    mean: Object.fromEntries(
      figures.map((figure) => [figure, mean(runs.map((run) => run[figure]))]),
    ),
    runs,
  };
}

interface LoopFigures {
  reward_accuracy: number;
  score_before: number;
  score_after: number;
  rise_in_starting_deviations: number;
  kl: number;
  seconds_per_iteration: number;
}

async function oneLoop(base: LanguageModel, settings: Settings): Promise<LoopFigures> {
  const random = new Random(settings.seed);
  const rankings = await makeRankings(base, labelers.cheerful, prompts, 100, settings, random);
  const { ensemble: rewardModel, result } = await trainReward(base, rankings, prompts, settings);
  const start = await startingScores(base, rewardModel, settings);
  const rows: PpoMetrics[] = [];
  for await (const event of startPpo(base, rewardModel, settings)) {
    if (event.type === 'metrics') rows.push(event.metrics);
  }
  disposeRewardEnsemble(rewardModel);
  const last = rows.slice(-3);
  const score = mean(last.map((row) => row['objective/scores']));
  const figures: LoopFigures = {
    reward_accuracy: result.heldOutAccuracy ?? NaN,
    score_before: mean(start),
    score_after: score,
    rise_in_starting_deviations: (score - mean(start)) / standardDeviation(start),
    kl: mean(last.map((row) => row['objective/kl'])),
    seconds_per_iteration: median(rows.map((row) => row['time/iteration'])) / 1000,
  };
  console.error(`seed ${settings.seed}: ${JSON.stringify(figures)}`);
  return figures;
}

/** Normalised scores of one reply of the starting policy to each prompt. */
async function startingScores(
  { parameters, tokenizer }: LanguageModel,
  rewardModel: RewardEnsemble,
  { maxNewTokens }: Settings,
): Promise<number[]> {
  const { contextLength } = parameters.config;
  const ids = prompts
    .slice(0, 128)
    .map((content) =>
      encodeForReply(tokenizer, [{ role: 'user', content }], contextLength, maxNewTokens),
    );
  const rows = await generateAll(parameters, ids, {
    sampling: { temperature: 1, topK: 0, topP: 1, maxNewTokens },
    endTokenId: tokenizer.endTokenId,
    padTokenId: tokenizer.padTokenId,
    random: new Random(7),
  });
  const dialogues = rows.map(({ tokens }, index) => ({ prompt: ids[index]!, reply: tokens }));
  return (await rewardOf(rewardModel).score(dialogues)).total;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
