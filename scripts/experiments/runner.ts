// Goes through the runs that are not done yet and keeps each as soon as it is. Knows neither pages nor figures.
import type { LanguageModel } from '../../src/nn/language-model';
import { disposeRewardEnsemble } from '../../src/train/reward-ensemble';
import { heldOutPrompts, trainingPrompts } from '../../src/world/prompts';
import { labelers } from '../../src/world/labelers';
import { openModel } from '../lab/model-files';
import { heldOutLanguageRows } from '../lab/language-loss';
import { prepare, type Plan, type Prepared } from '../lab/loop';
import { evaluationPrompts, quickPrompts, type Job } from './jobs';
import { appendRecord, isRecordOf, readAllRecords, type ArmRecord } from './records';
import { runArm } from './run-arm';

export interface RunnerOptions {
  model: string;
  out: string;
  isQuick: boolean;
}

/** The record of a job among those that are stored: its own, else one of another experiment with the same run. */
export function findRecord(
  records: readonly ArmRecord[],
  job: Pick<Job, 'experiment' | 'arm' | 'seed' | 'settings' | 'rankWith'>,
  sizes: { model: string; trainingPrompts: number; heldOutPrompts: number },
): { kind: 'own' | 'other'; record: ArmRecord } | null {
  const same = records.filter((record) => isRecordOf(record, { ...sizes, ...job }));
  const own = same.findLast(({ experiment, arm }) => {
    return experiment === job.experiment && arm === job.arm;
  });
  if (own) return { kind: 'own', record: own };
  const other = same.at(-1);
  return other ? { kind: 'other', record: other } : null;
}

/**
 * Runs every job that has no record yet; one that fails is told and does not keep the others from running.
 * @returns how many were run, copied, skipped, left out, and failed
 */
export async function runJobs(jobs: readonly Job[], options: RunnerOptions) {
  const { model, out, isQuick } = options;
  const evalPrompts = spread(heldOutPrompts, isQuick ? quickPrompts : evaluationPrompts);
  const rows = heldOutLanguageRows();
  const languageRows = isQuick ? spread(rows, quickPrompts) : rows;
  const sizes = {
    model,
    trainingPrompts: trainingPrompts.length,
    heldOutPrompts: evalPrompts.length,
  };
  const done = { run: 0, copied: 0, skipped: 0, unavailable: 0, failed: 0 };
  let base: LanguageModel | null = null;
  let shared: { key: string; prepared: Prepared } | null = null;
  for (const [index, job] of jobs.entries()) {
    const { experiment, arm, seed, settings } = job;
    const name = `${experiment}/${arm}, seed ${seed} (${index + 1} of ${jobs.length})`;
    if (job.unavailable.length > 0) {
      console.error(`${name}: not available, this version has no ${job.unavailable.join(', ')}.`);
      done.unavailable += 1;
      continue;
    }
    const found = findRecord(readAllRecords(out), job, sizes);
    if (found?.kind === 'own') {
      done.skipped += 1;
      continue;
    }
    if (found) {
      console.error(`${name}: the same run as ${found.record.experiment}/${found.record.arm}.`);
      appendRecord(out, { ...found.record, experiment, arm });
      done.copied += 1;
      continue;
    }
    console.error(`${name}: begins.`);
    base ??= openModel(model);
    const plan: Plan = {
      base,
      rankWith: job.rankWith.map(({ labeler, count }) => ({ labeler: labelers[labeler], count })),
      labeler: labelers[job.rankWith[0]!.labeler],
      rule: null,
      settings,
      prompts: [...trainingPrompts],
      evalPrompts,
      languageRows,
    };
    try {
      const sharesPrepared = shared?.key === job.preparation;
      if (!sharesPrepared) {
        if (shared) disposeRewardEnsemble(shared.prepared.trained.ensemble);
        shared = null;
        shared = { key: job.preparation, prepared: await prepare(plan) };
      }
      const record = await runArm(
        { experiment, arm, model, isQuick, plan, sharesPrepared },
        shared!.prepared,
      );
      appendRecord(out, record);
      done.run += 1;
      const seconds = Object.values(record.seconds).reduce((sum, value) => sum + value, 0);
      console.error(`${name}: ${record.outcome} after ${seconds.toFixed(0)} s.`);
    } catch (error) {
      console.error(`${name}: failed.`, error);
      done.failed += 1;
    }
  }
  return done;
}

/** Evenly spread over the list, so that every kind of prompt is among them. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  const step = items.length / Math.min(count, items.length);
  return Array.from(
    { length: Math.min(count, items.length) },
    (_, index) => items[Math.floor(index * step)]!,
  );
}
