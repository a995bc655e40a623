// `lab rlhf`: the whole loop from the command line. Reads what is asked, runs it (loop.ts), writes what came out.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { settings as settingTable, type Settings } from '../../src/contract/config';
import { exportRewardEnsemble } from '../../src/train/reward-ensemble';
import type { Labeler } from '../../src/world/labelers';
import { openLabeler } from './labeler';
import { heldOutLanguageRows } from './language-loss';
import { learn, prepare } from './loop';
import { openModel, writeModel } from './model-files';
import { applySettings, numberOption, required, UsageError } from './options';
import { writeLine } from './output';
import { requireRoom } from './replies';
import { readRows, singlePromptOf } from './rows';

export const rlhfUsage =
  'rlhf --model M --labeler L --prompts F --eval F [--rankings 50] [--k 4] [--noise 0.1] ' +
  `[--method ${settingTable.method.options.join('|')}] [--iterations N] [--seed 1] [--set key=value ...] ` +
  '[--reward-rule F] [--out DIR] [--language-data F]';

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
    iterations: learned.iterations,
    stopped: learned.stop && { kind: learned.stop.kind, iteration: learned.stop.iteration },
    seconds: { ...prepared.seconds, ...learned.seconds },
  };
  if (plan.out !== undefined) {
    const { rankings, trained } = prepared;
    const { ensemble, result } = trained;
    writeModel(plan.out, learned.policy, plan.modelName);
    const rewardFolder = join(plan.out, 'reward-model');
    writeModel(rewardFolder, await exportRewardEnsemble(ensemble), plan.modelName);
    writeFileSync(
      join(rewardFolder, 'normalisation.json'),
      JSON.stringify(
        result.members.length > 0 ? result.members : ensemble.members[0]!.normalisation,
      ),
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
      'language-data': { type: 'string' },
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
  const languageData = values['language-data'];
  const languageRows = languageData === undefined ? heldOutLanguageRows() : readRows(languageData);
  const labeler = await openLabeler(required('labeler', values.labeler));
  const rule = await openRule(values['reward-rule'], settings);
  const modelName = required('model', values.model);
  const base = openModel(modelName);
  requireRoom(base, [...promptRows, ...evalRows], settings.maxNewTokens);
  if (values.out !== undefined) mkdirSync(values.out, { recursive: true });
  return {
    base,
    modelName,
    rankWith: [{ labeler, count }],
    labeler,
    rule,
    settings,
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
