// Which runs there are: every arm of the chosen experiments with every seed, in an order in which runs that rank alike
// stand together and can share rankings and reward model. Runs nothing.
import { settings as table, type Settings } from '../../src/contract/config';
import {
  armIds,
  experimentSettingNames,
  planOf,
  rankingCounts,
  type ExperimentId,
} from '../../src/contract/experiments';

export interface Job {
  experiment: ExperimentId;
  arm: string;
  seed: number;
  settings: Settings;
  rankWith: { labeler: Settings['labeler']; count: number }[];
  /** Settings that this version does not have; such a run is left out and said to be. */
  unavailable: string[];
  /** Equal for runs whose rankings and reward model are the same. */
  preparation: string;
}

/** @param isQuick the same arms at a size that only shows that they run */
export function jobsOf(experiment: ExperimentId, seeds: number, isQuick: boolean): Job[] {
  const jobs: Job[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const ofSeed = armIds(experiment).map((arm): Job => {
      const { settings: own, rankWith, unavailable } = planOf(experiment, arm);
      const settings = { ...(isQuick ? shrunk(own) : own), seed };
      const counts = rankingCounts(rankWith, settings.labelCount);
      const preparation = preparationKey(settings, counts);
      return { experiment, arm, seed, settings, rankWith: counts, unavailable, preparation };
    });
    const order = [...new Set(ofSeed.map((job) => job.preparation))];
    jobs.push(...order.flatMap((key) => ofSeed.filter((job) => job.preparation === key)));
  }
  return jobs;
}

/** Held-out prompts that a run is evaluated on. */
export const evaluationPrompts = 100;

/** Held-out prompts and dialogues of a quick run. */
export const quickPrompts = 16;

function shrunk(settings: Settings): Settings {
  return {
    ...settings,
    ...{ iterations: Math.min(2, settings.iterations), languageLossEvery: 2, checkpointEvery: 2 },
    ...{ rolloutBatchSize: 16, labelCount: 12, rewardHeldOutShare: 0.25 },
    repliesPerPrompt: Math.min(8, settings.repliesPerPrompt),
  };
}

function preparationKey(settings: Settings, rankWith: Job['rankWith']): string {
  const names = experimentSettingNames.filter((name) =>
    ['rank', 'labeler', 'reward'].includes(table[name].stage),
  );
  const values = [...names, 'maxNewTokens' as const, 'seed' as const].map((name) => settings[name]);
  return JSON.stringify([values, rankWith]);
}
