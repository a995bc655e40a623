// `lab rlhf`: the whole loop without a page. Samples, lets a labeler rank, trains the reward model, optimises, and
// evaluates on held-out prompts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { settings as settingTable, type Settings } from '../../src/contract/config';
import type { Ranking } from '../../src/contract/records';
import { Random } from '../../src/core/rng';
import type { LanguageModel } from '../../src/nn/language-model';
import { importParameters } from '../../src/nn/parameters';
import { readSafetensors } from '../../src/nn/safetensors';
import { runMethod } from '../../src/train/methods';
import { createReward, type Reward } from '../../src/train/reward';
import { exportRewardEnsemble, type RewardEnsemble } from '../../src/train/reward-ensemble';
import {
  trainRewardEnsemble,
  type TrainedRewardEnsemble,
} from '../../src/train/reward-ensemble-training';
import type { Labeler } from '../../src/world/labelers';
import { evaluate } from './evaluation';
import { openLabeler } from './labeler';
import { openModel, writeModel } from './model-files';
import { applySettings, numberOption, required, UsageError } from './options';
import { languageDialogues } from './language-loss';
import { writeLine } from './output';
import { makeRankings } from './rankings';
import { requireRoom } from './replies';
import { rewardFigures } from './reward-figures';
import { readRows, singlePromptOf } from './rows';

export const rlhfUsage =
  'rlhf --model M --labeler L --prompts F --eval F [--rankings 50] [--k 4] [--noise 0.1] ' +
  `[--method ${settingTable.method.options.join('|')}] [--iterations N] [--seed 1] [--set key=value ...] ` +
  '[--reward-rule F] [--out DIR] [--language-data F]';

/** Real dialogues that no shipped model was trained on. */
const heldOutDialogues = fileURLToPath(
  new URL('../../public/models/heldout-chat.jsonl', import.meta.url),
);

export async function rlhfCommand(options: string[]): Promise<void> {
  const plan = await readPlan(options);
  const { base, labeler, rule, settings, prompts, evalPrompts, languageRows } = plan;
  const random = new Random(settings.seed);
  const seconds = { label: 0, reward_model: 0, optimise: 0, evaluate: 0 };
  const timed = async <Result>(phase: keyof typeof seconds, work: Promise<Result>) => {
    const start = performance.now();
    const result = await work;
    seconds[phase] = Math.round(performance.now() - start) / 1000;
    return result;
  };

  const rankings = await timed(
    'label',
    makeRankings(base, labeler, prompts, plan.count, settings, random),
  );
  if (rankings.every(({ ranks }) => new Set(ranks).size === 1)) {
    throw new UsageError(
      `The labeler ${labeler.name} likes every sample of a prompt alike: there is nothing to learn.`,
    );
  }
  console.error(`${rankings.length} rankings by ${labeler.name}.`);
  const trained = await timed('reward_model', trainReward(base, rankings, prompts, settings));
  const { ensemble: rewardModel, result } = trained;
  console.error(rewardFigures(result, rankings, labeler, settings));
  const reward = rewardFor(rewardModel, rule, settings);
  const policyWeights = await timed('optimise', optimise(reward, rankings, plan));
  const { arrays } = readSafetensors(policyWeights);
  const after: LanguageModel = {
    tokenizer: base.tokenizer,
    parameters: importParameters(base.parameters.config, arrays),
  };
  const evaluation = await timed(
    'evaluate',
    evaluate({
      ...{ before: base, after, reward, labeler, prompts: evalPrompts },
      ...{ settings, languageRows, random: random.fork() },
      rewardAccuracy: result.heldOutAccuracy,
    }),
  );
  const summary = {
    method: settings.method,
    ...evaluation,
    iterations: settings.iterations,
    seconds,
  };
  if (plan.out !== undefined) {
    writeModel(plan.out, policyWeights, plan.modelName);
    const rewardFolder = join(plan.out, 'reward-model');
    writeModel(rewardFolder, await exportRewardEnsemble(rewardModel), plan.modelName);
    writeFileSync(
      join(rewardFolder, 'normalisation.json'),
      JSON.stringify(
        result.members.length > 0 ? result.members : rewardModel.members[0]!.normalisation,
      ),
    );
    writeFileSync(
      join(plan.out, 'rankings.jsonl'),
      rankings.map((ranking) => `${JSON.stringify(ranking)}\n`).join(''),
    );
    writeFileSync(
      join(plan.out, 'result.json'),
      `${JSON.stringify({ ...summary, settings }, null, 1)}\n`,
    );
  }
  writeLine(summary);
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
      'reward-rule': { type: 'string' },
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
  const rule = await openRule(values['reward-rule'], settings);
  const modelName = required('model', values.model);
  const base = openModel(modelName);
  requireRoom(base, [...promptRows, ...evalRows], settings.maxNewTokens);
  if (values.out !== undefined) mkdirSync(values.out, { recursive: true });
  return {
    base,
    modelName,
    labeler,
    rule,
    settings,
    count,
    prompts,
    evalPrompts,
    languageRows,
    out: values.out,
  };
}

/** A rule is a module like a labeler's; the setting says whether it rewards alone or beside the reward model. */
async function openRule(file: string | undefined, settings: Settings): Promise<Labeler | null> {
  if ((file === undefined) !== (settings.rewardSource === 'model')) {
    throw new UsageError(
      '--reward-rule and --set rewardSource=rule (or =sum) go together: one is useless without the other.',
    );
  }
  return file === undefined ? null : openLabeler(file);
}

/** What the policy is rewarded with, as the settings say. */
function rewardFor(
  ensemble: RewardEnsemble,
  rule: Labeler | null,
  { rewardSource, rewardEnsembleReduce, rewardModelWeight, ruleWeight }: Settings,
): Reward {
  const isSum = rewardSource === 'sum';
  const weight = isSum ? rewardModelWeight : 1;
  return createReward({
    tokenizer: ensemble.members[0]!.tokenizer,
    model: rewardSource === 'rule' ? null : { ensemble, reduce: rewardEnsembleReduce, weight },
    rule: rule && {
      weight: isSum ? ruleWeight : 1,
      judge: async (cases) => cases.map(({ prompt, reply }) => rule.score(prompt, reply)),
    },
  });
}

export async function trainReward(
  base: LanguageModel,
  rankings: Ranking[],
  prompts: string[],
  settings: Settings,
): Promise<TrainedRewardEnsemble> {
  const training = trainRewardEnsemble({ base, rankings, prompts, settings });
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

/** Runs the method, one line of metrics an iteration; gives the final policy's weights. */
async function optimise(
  reward: Reward,
  rankings: Ranking[],
  { base, labeler, prompts, settings, languageRows }: Awaited<ReturnType<typeof readPlan>>,
): Promise<ArrayBuffer> {
  const control = { stopRequested: false };
  let policy: ArrayBuffer | null = null;
  const events = runMethod({
    ...{
      base,
      reward,
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
      // How long it took is no result: the same seed gives the same lines.
      const { 'time/iteration': elapsedMs, ...metrics } = event.metrics;
      writeLine({ iteration: event.iteration, ...metrics });
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
