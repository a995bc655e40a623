// `lab rlhf`: the whole loop without a page. Samples, lets a labeler rank, trains the reward model, optimises, and
// evaluates on held-out prompts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { settings as settingTable, type Settings } from '../../src/contract/config';
import type { RunMetrics } from '../../src/contract/metrics';
import type { Ranking } from '../../src/contract/records';
import { Random, type RandomState } from '../../src/core/rng';
import { exportWeights, type LanguageModel } from '../../src/nn/language-model';
import { disposeParameters, importParameters } from '../../src/nn/parameters';
import { readSafetensors } from '../../src/nn/safetensors';
import { runMethod } from '../../src/train/methods';
import { trainRewardModel, type TrainedRewardModel } from '../../src/train/reward-model';
import type { Labeler } from '../../src/world/labelers';
import { evaluate } from './evaluation';
import { openLabeler } from './labeler';
import { openModel, writeModel } from './model-files';
import { applySettings, numberOption, required, UsageError } from './options';
import { languageDialogues } from './language-loss';
import { writeLine } from './output';
import { makeRankings } from './rankings';
import { requireRoom } from './replies';
import { readRows, singlePromptOf, type Row } from './rows';

export const rlhfUsage =
  'rlhf --model M --labeler L --prompts F --eval F [--rankings 50] [--k 4] [--noise 0.1] ' +
  `[--method ${settingTable.method.options.join('|')}] [--iterations N] [--seed 1] [--set key=value ...] [--out DIR] ` +
  '[--language-data F]';

/** Real dialogues that no shipped model was trained on. */
export const heldOutDialogues = fileURLToPath(
  new URL('../../public/models/heldout-chat.jsonl', import.meta.url),
);

export async function rlhfCommand(options: string[]): Promise<void> {
  const plan = await readPlan(options);
  const prepared = await prepare(plan);
  const learned = await learn(plan, prepared, (iteration, metrics) => {
    // How long it took is no result: the same seed gives the same lines.
    const { 'time/iteration': _elapsedMs, ...others } = metrics;
    writeLine({ iteration, ...others });
  });
  const summary = {
    method: plan.settings.method,
    ...learned.evaluation,
    iterations: plan.settings.iterations,
    seconds: { ...prepared.seconds, ...learned.seconds },
  };
  if (plan.out !== undefined) {
    const { rankings, trained } = prepared;
    writeModel(plan.out, learned.policy, plan.modelName);
    const rewardFolder = join(plan.out, 'reward-model');
    writeModel(rewardFolder, await exportWeights(trained.model.parameters), plan.modelName);
    writeFileSync(
      join(rewardFolder, 'normalisation.json'),
      JSON.stringify(trained.model.normalisation),
    );
    writeFileSync(
      join(plan.out, 'rankings.jsonl'),
      rankings.map((ranking) => `${JSON.stringify(ranking)}\n`).join(''),
    );
    writeFileSync(
      join(plan.out, 'result.json'),
      `${JSON.stringify({ ...summary, settings: plan.settings }, null, 1)}\n`,
    );
  }
  writeLine(summary);
}

/** What the loop needs, whoever asked for it. */
export interface Plan {
  base: LanguageModel;
  /** Who ranks, and how often; rankings of several labelers stand one after the other. */
  rankWith: readonly { labeler: Labeler; count: number }[];
  /** Whose score without mistakes is the gold score. */
  labeler: Labeler;
  settings: Settings;
  prompts: string[];
  evalPrompts: string[];
  languageRows: Row[];
}

/** Rankings and reward model; arms that differ only in what comes after can share them. */
export interface Prepared {
  rankings: Ranking[];
  trained: TrainedRewardModel;
  /** Where the generator stood after the rankings. */
  random: RandomState;
  seconds: { label: number; reward_model: number };
}

/** Samples, lets the labelers rank, trains the reward model. Caller disposes the model. */
export async function prepare({
  base,
  rankWith,
  prompts,
  settings,
}: Omit<Plan, 'labeler' | 'evalPrompts' | 'languageRows'>): Promise<Prepared> {
  const random = new Random(settings.seed);
  const names = rankWith.map(({ labeler }) => labeler.name).join(' and ');
  const [rankings, label] = await timed(async () => {
    const all: Ranking[] = [];
    for (const { labeler, count } of rankWith) {
      all.push(...(await makeRankings(base, labeler, prompts, count, settings, random)));
    }
    // Which rankings are held out goes by their ids.
    return all.map((ranking, index) => ({ ...ranking, id: `lab-${index}` }));
  });
  if (rankings.every(({ ranks }) => new Set(ranks).size === 1)) {
    throw new UsageError(
      `The labeler ${names} likes every sample of a prompt alike: there is nothing to learn.`,
    );
  }
  console.error(`${rankings.length} rankings by ${names}.`);
  const state = random.state();
  const [trained, rewardSeconds] = await timed(() =>
    trainReward(base, rankings, prompts, settings),
  );
  console.error(`Reward model: held-out accuracy ${trained.result.heldOutAccuracy}.`);
  return { rankings, trained, random: state, seconds: { label, reward_model: rewardSeconds } };
}

/** Runs the method and evaluates what came out on the held-out prompts. */
export async function learn(
  plan: Plan,
  { rankings, trained, random: state }: Prepared,
  onIteration: (iteration: number, metrics: RunMetrics) => void,
) {
  const { base, labeler, settings, evalPrompts, languageRows } = plan;
  const [policy, optimiseSeconds] = await timed(() =>
    optimise(trained, rankings, plan, onIteration),
  );
  const { arrays } = readSafetensors(policy);
  const after: LanguageModel = {
    tokenizer: base.tokenizer,
    parameters: importParameters(base.parameters.config, arrays),
  };
  const [evaluation, evaluateSeconds] = await timed(() =>
    evaluate({
      ...{ before: base, after, rewardModel: trained.model, labeler, prompts: evalPrompts },
      ...{ settings, languageRows, random: new Random(state).fork() },
      rewardAccuracy: trained.result.heldOutAccuracy,
    }),
  );
  disposeParameters(after.parameters);
  return {
    policy,
    evaluation,
    seconds: { optimise: optimiseSeconds, evaluate: evaluateSeconds },
  };
}

async function timed<Result>(
  work: () => Promise<Result>,
): Promise<[result: Result, seconds: number]> {
  const start = performance.now();
  const result = await work();
  return [result, Math.round(performance.now() - start) / 1000];
}

/** Everything that can be wrong with the options is found here, before any work. */
async function readPlan(options: string[]) {
  const { values } = parseArgs({
    args: options,
    options: {
      model: { type: 'string' },
      labeler: { type: 'string' },
      prompts: { type: 'string' },
      eval: { type: 'string' },
      rankings: { type: 'string', default: '50' },
      k: { type: 'string' },
      noise: { type: 'string' },
      method: { type: 'string' },
      iterations: { type: 'string' },
      seed: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
      out: { type: 'string' },
      'language-data': { type: 'string', default: heldOutDialogues },
    },
  });
  const settings = applySettings(values.set, {
    k: ['samplesPerPrompt', values.k],
    noise: ['labelNoise', values.noise],
    method: ['method', values.method],
    iterations: ['iterations', values.iterations],
    seed: ['seed', values.seed],
  });
  const count = numberOption('rankings', values.rankings, { min: 1, max: 100_000, integer: true });
  const promptRows = readRows(required('prompts', values.prompts));
  const evalRows = readRows(required('eval', values.eval));
  const [prompts, evalPrompts] = [promptRows.map(singlePromptOf), evalRows.map(singlePromptOf)];
  const languageRows = readRows(values['language-data']);
  const labeler = await openLabeler(required('labeler', values.labeler));
  const modelName = required('model', values.model);
  const base = openModel(modelName);
  requireRoom(base, [...promptRows, ...evalRows], settings.maxNewTokens);
  if (values.out !== undefined) mkdirSync(values.out, { recursive: true });
  return {
    base,
    modelName,
    rankWith: [{ labeler, count }],
    labeler,
    settings,
    prompts,
    evalPrompts,
    languageRows,
    out: values.out,
  };
}

export async function trainReward(
  base: LanguageModel,
  rankings: Ranking[],
  prompts: string[],
  settings: Settings,
): Promise<TrainedRewardModel> {
  const training = trainRewardModel({ base, rankings, prompts, settings });
  for (;;) {
    const step = await training.next();
    if (step.done) return step.value;
    const event = step.value;
    if (event.type === 'step' && event.heldOutAccuracy !== null) {
      console.error(
        `reward step ${event.step}/${event.totalSteps}: loss ${event.metrics.loss.toFixed(3)}, ` +
          `held-out accuracy ${event.heldOutAccuracy.toFixed(3)}`,
      );
    }
  }
}

/** Runs the method; gives the final policy's weights. */
async function optimise(
  { model: rewardModel }: TrainedRewardModel,
  rankings: Ranking[],
  { base, labeler, prompts, settings, languageRows }: Plan,
  onIteration: (iteration: number, metrics: RunMetrics) => void,
): Promise<ArrayBuffer> {
  const control = { stopRequested: false };
  let policy: ArrayBuffer | null = null;
  const events = runMethod({
    ...{
      base,
      rewardModel,
      rankings,
      settings,
      trainingPrompts: prompts,
      samplePrompts: prompts.slice(0, 4),
      heldOutDialogues: languageDialogues(base, languageRows),
      gold: (prompt, reply) => labeler.score(prompt, reply),
    },
    ...{ resume: null, control },
  });
  for await (const event of events) {
    if (event.type === 'metrics') {
      const { 'time/iteration': elapsedMs } = event.metrics;
      onIteration(event.iteration, event.metrics);
      console.error(`iteration ${event.iteration}: ${(elapsedMs / 1000).toFixed(2)} s`);
    }
    if (event.type === 'trouble') {
      const { kind, value, reference } = event.trouble;
      console.error(`iteration ${event.iteration}: ${kind} (${value}, against ${reference})`);
    }
    if (event.type === 'checkpoint') policy = event.policy;
    if (event.type === 'samples') {
      for (const { prompt, reply, score } of event.replies) {
        console.error(`  ${event.iteration}: ${prompt} -> ${reply} (${score.toFixed(2)})`);
      }
    }
  }
  return policy!;
}
