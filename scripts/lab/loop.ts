// The whole loop without a page and without files: samples, lets labelers rank, trains the reward model, optimises,
// evaluates. Whoever wants one (the command `lab rlhf`, the experiments) hands in a plan.
import type { Settings } from '../../src/contract/config';
import type { RunMetrics } from '../../src/contract/metrics';
import type { Ranking, RunStop } from '../../src/contract/records';
import { Random, type RandomState } from '../../src/core/rng';
import { rewardWeights } from '../../src/core/reward-sum';
import type { LanguageModel } from '../../src/nn/language-model';
import { disposeParameters, importParameters } from '../../src/nn/parameters';
import { readSafetensors } from '../../src/nn/safetensors';
import { runMethod } from '../../src/train/methods';
import { createReward, type Reward } from '../../src/train/reward';
import type { RewardEnsemble } from '../../src/train/reward-ensemble';
import {
  trainRewardEnsemble,
  type TrainedRewardEnsemble,
} from '../../src/train/reward-ensemble-training';
import type { Labeler } from '../../src/world/labelers';
import { evaluate } from './evaluation';
import { languagePieces } from './language-loss';
import { UsageError } from './options';
import { makeRankings } from './rankings';
import { rewardFigures } from './reward-figures';
import type { Row } from './rows';

/** What the loop needs, whoever asked for it. */
export interface Plan {
  base: LanguageModel;
  /** Who ranks, and how often; rankings of several labelers stand one after the other. */
  rankWith: readonly { labeler: Labeler; count: number }[];
  /** Whose score without mistakes is the gold score. */
  labeler: Labeler;
  /** Rewards alone or beside the reward model, as the setting `rewardSource` says; null where it says neither. */
  rule: Labeler | null;
  settings: Settings;
  prompts: string[];
  evalPrompts: string[];
  languageRows: Row[];
}

/** Rankings and reward model; arms that differ only in what comes after can share them. */
export interface Prepared {
  rankings: Ranking[];
  trained: TrainedRewardEnsemble;
  /** Where the generator stood after the rankings. */
  random: RandomState;
  seconds: { label: number; reward_model: number };
}

/** Samples, lets the labelers rank, trains the reward model. Caller disposes its members. */
export async function prepare({
  base,
  rankWith,
  prompts,
  settings,
}: Omit<Plan, 'labeler' | 'rule' | 'evalPrompts' | 'languageRows'>): Promise<Prepared> {
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
  const { result } = trained;
  console.error(
    rankWith.length === 1
      ? rewardFigures(result, rankings, rankWith[0]!.labeler, settings)
      : `Reward model: held-out accuracy ${result.heldOutAccuracy}.`,
  );
  return { rankings, trained, random: state, seconds: { label, reward_model: rewardSeconds } };
}

/** Runs the method and evaluates what came out on the held-out prompts. */
export async function learn(
  plan: Plan,
  { rankings, trained, random: state }: Prepared,
  onIteration: (iteration: number, metrics: RunMetrics) => void,
) {
  const { base, labeler, rule, settings, evalPrompts, languageRows } = plan;
  const reward = rewardFor(trained.ensemble, rule, settings);
  const [{ policy, iterations, stop }, optimiseSeconds] = await timed(() =>
    optimise(reward, rankings, plan, onIteration),
  );
  const { arrays } = readSafetensors(policy);
  const after: LanguageModel = {
    tokenizer: base.tokenizer,
    parameters: importParameters(base.parameters.config, arrays),
  };
  const [evaluation, evaluateSeconds] = await timed(() =>
    evaluate({
      ...{ before: base, after, reward, labeler, prompts: evalPrompts },
      ...{ settings, languageRows, random: new Random(state).fork() },
      rewardAccuracy: trained.result.heldOutAccuracy,
    }),
  );
  disposeParameters(after.parameters);
  return {
    policy,
    evaluation,
    iterations,
    stop,
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

/** What the policy is rewarded with, as the settings say. */
export function rewardFor(
  ensemble: RewardEnsemble,
  rule: Labeler | null,
  settings: Settings,
): Reward {
  const weights = rewardWeights(settings);
  return createReward({
    tokenizer: ensemble.members[0]!.tokenizer,
    model:
      weights.model === null
        ? null
        : { ensemble, reduce: settings.rewardEnsembleReduce, weight: weights.model },
    rule: rule && {
      weight: weights.rule ?? 1,
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

interface Optimised {
  /** The final policy's weights. */
  policy: ArrayBuffer;
  /** How many were done. */
  iterations: number;
  /** Null where all were done. */
  stop: RunStop | null;
}

/** Runs the method to its end. */
async function optimise(
  reward: Reward,
  rankings: Ranking[],
  { base, labeler, prompts, settings, languageRows }: Plan,
  onIteration: (iteration: number, metrics: RunMetrics) => void,
): Promise<Optimised> {
  const control = { stopRequested: false };
  let policy: ArrayBuffer | null = null;
  let iterations = 0;
  let stop: RunStop | null = null;
  const events = runMethod({
    ...{
      base,
      reward,
      rankings,
      settings,
      trainingPrompts: prompts,
      samplePrompts: prompts.slice(0, 4),
      heldOutLanguage: languagePieces(base, languageRows),
      gold: (prompt, reply) => labeler.score(prompt, reply),
    },
    ...{ resume: null, control },
  });
  for await (const event of events) {
    if (event.type === 'metrics') {
      const { 'time/iteration': elapsedMs } = event.metrics;
      iterations = event.iteration;
      onIteration(event.iteration, event.metrics);
      console.error(`iteration ${event.iteration}: ${(elapsedMs / 1000).toFixed(2)} s`);
    }
    if (event.type === 'trouble') {
      const { kind, value, reference } = event.trouble;
      console.error(`iteration ${event.iteration}: ${kind} (${value}, against ${reference})`);
    }
    if (event.type === 'settled') {
      ({ stop } = event);
      console.error(stopSentence(stop, settings));
    }
    if (event.type === 'checkpoint') policy = event.policy;
    if (event.type === 'samples') {
      for (const { prompt, reply, score } of event.replies) {
        console.error(`  ${event.iteration}: ${prompt} -> ${reply} (${score.toFixed(2)})`);
      }
    }
  }
  return { policy: policy!, iterations, stop };
}

function stopSentence({ kind, iteration, ...numbers }: RunStop, settings: Settings): string {
  const [value, reference] = [numbers.value.toFixed(3), numbers.reference.toFixed(3)];
  const { stopVariety, stopPatience } = settings;
  const reasons: Record<RunStop['kind'], string> = {
    'kl-limit': `the KL of the last three was ${value} nats a reply on average, above stopKl ${reference}`,
    'variety-floor': `distinct-2 of the last three was ${value} on average, below stopVariety ${stopVariety} of the ${reference} it began at`,
    'no-gain': `the score less stopPrice per nat of KL was ${value} over the last ${stopPatience} and ${reference} over the ${stopPatience} before, no rise beyond chance`,
  };
  return `It stopped by itself after iteration ${iteration}: ${reasons[kind]}.`;
}
