// One run of an arm: the lab's own loop with the arm's settings, and everything about it that is kept.
import type { ExperimentId } from '../../src/contract/experiments';
import { experimentSettingNames } from '../../src/contract/experiments';
import { Random } from '../../src/core/rng';
import { mean } from '../../src/core/statistics';
import { learn, type Plan, type Prepared } from '../lab/loop';
import { bestOfNCurve } from './best-of-n-curve';
import { countTokens } from './computing';
import type { ArmRecord } from './records';

export interface ArmRun {
  experiment: ExperimentId;
  arm: string;
  model: string;
  isQuick: boolean;
  plan: Plan;
  /** True where an arm before it has ranked and trained the reward model for both. */
  sharesPrepared: boolean;
}

/** Runs the method, or best-of-n's curve, and evaluates. A run that diverges is a result, too. */
export async function runArm(run: ArmRun, prepared: Prepared): Promise<ArmRecord> {
  const { plan } = run;
  const { settings } = plan;
  const rankedTokens = mean(
    prepared.rankings.flatMap(({ samples }) => samples.map(({ tokens }) => tokens)),
  );
  const record: ArmRecord = {
    version: 1,
    experiment: run.experiment,
    arm: run.arm,
    seed: settings.seed,
    model: run.model,
    isQuick: run.isQuick,
    settings: Object.fromEntries(experimentSettingNames.map((name) => [name, settings[name]])),
    rankWith: plan.rankWith.map(({ labeler, count }) => ({ labeler: labeler.name, count })),
    trainingPrompts: plan.prompts.length,
    heldOutPrompts: plan.evalPrompts.length,
    outcome: 'finished',
    rankedTokens,
    rows: [],
    evaluation: null,
    tokens: { sampled: 0, trained: 0 },
    seconds: run.sharesPrepared ? { label: 0, reward_model: 0 } : { ...prepared.seconds },
  };
  const start = performance.now();
  try {
    // One iteration is enough for the loop that learns nothing; its curve is drawn below.
    const isBestOfN = settings.method === 'best-of-n';
    const effective = isBestOfN ? { ...plan, settings: { ...settings, iterations: 1 } } : plan;
    const { evaluation, seconds } = await learn(effective, prepared, (iteration, metrics) =>
      record.rows.push({ iteration, ...finiteOnly(metrics) }),
    );
    const { win_rate_ci95: _interval, ...numbers } = evaluation;
    record.evaluation = numbers;
    Object.assign(record.seconds, seconds);
    if (isBestOfN) {
      const curveStart = performance.now();
      const curve = await bestOfNCurve(plan, prepared, new Random(prepared.random).fork());
      record.rows = curve.rows;
      record.tokens = curve.tokens;
      record.seconds.curve = Math.round(performance.now() - curveStart) / 1000;
      return record;
    }
  } catch (error) {
    if (!(error instanceof Error && error.name === 'DivergedError')) throw error;
    console.error(error.message);
    record.outcome = 'diverged';
    record.seconds.optimise = Math.round(performance.now() - start) / 1000;
  }
  record.tokens = countTokens(record.rows, settings, rankedTokens, prepared.rankings.length);
  return record;
}

function finiteOnly(metrics: object): Record<string, number> {
  return Object.fromEntries(
    Object.entries(metrics as Record<string, number>).filter(([, value]) => Number.isFinite(value)),
  );
}
