// What every way to a reward model has in common: what it is trained from, what it reports on its way, which rankings it
// holds out, and what is measured of it in the end. The ways are reward-model.ts and reward-linear.ts.
import type { Settings } from '../contract/config';
import type { RewardModelResult } from '../contract/messages';
import type { RewardMetrics } from '../contract/metrics';
import type { Demonstration, Ranking } from '../contract/records';
import { splitHeldOut } from '../core/rankings';
import { Random } from '../core/rng';
import type { LanguageModel } from '../nn/language-model';
import type { Parameters } from '../nn/parameters';
import {
  agreement,
  joinComparisons,
  prepareRankings,
  requirePreferences,
  scoresByRanking,
  type Agreement,
  type PreparedRanking,
} from './reward-data';
import { measureScale, rawScores, type RewardModel } from './reward-scoring';

export interface RewardTrainingInput {
  base: LanguageModel;
  rankings: Ranking[];
  /** Prompts whose sampled replies set the scale of the scores. */
  prompts: string[];
  /** What shall score 0 on average, if there is any. */
  demonstrations?: Demonstration[];
  settings: Settings;
}

export type RewardTrainingEvent =
  | {
      type: 'step';
      step: number;
      totalSteps: number;
      metrics: RewardMetrics;
      /** Where it was measured at this step: after every epoch. */
      heldOutAccuracy: number | null;
    }
  /** After the last step: the scale of the scores is being measured. */
  | { type: 'normalise'; progress: number }
  /** Nothing to tell, but others may use the backend. */
  | { type: 'turn' };

export interface TrainedRewardModel {
  model: RewardModel;
  result: Omit<RewardModelResult, 'weights' | 'members' | 'disagreement'>;
}

/** So that the seeds of members and those of neighbouring runs do not meet. */
const memberSeedDistance = 1_000_003;

/** What draws for one member of an ensemble; 0 is the model that would be trained alone. */
export function memberRandom({ seed }: Pick<Settings, 'seed'>, member: number): Random {
  return new Random(seed + member * memberSeedDistance);
}

/** A model whose scale is not set yet; the caller's weights become its own. */
export function unscaled(parameters: Parameters, { tokenizer }: LanguageModel): RewardModel {
  return { parameters, tokenizer, normalisation: { mean: 0, deviation: 1 } };
}

export interface TrainingData {
  train: PreparedRanking[];
  /** Of prompts that `train` has none of. */
  heldOut: PreparedRanking[];
}

/** @throws Error in plain words when there is nothing to learn from, or a sample does not fit the context */
export function prepareTraining({
  base,
  rankings,
  prompts,
  settings,
}: RewardTrainingInput): TrainingData {
  const prepare = (some: Ranking[]) =>
    prepareRankings(some, base.tokenizer, base.parameters.config.contextLength);
  const split = splitHeldOut(rankings, settings.rewardHeldOutShare, settings.seed);
  const train = prepare(split.training);
  const heldOut = prepare(split.heldOut);
  requirePreferences(train);
  if (prompts.length === 0) {
    throw new Error('Setting the scale of the scores needs at least one prompt.');
  }
  return { train, heldOut };
}

/** @returns the raw scores, too, one a dialogue of the joined list */
export async function measureAgreement(
  model: RewardModel,
  rankings: PreparedRanking[],
): Promise<Agreement & { scores: number[] }> {
  const scores = await rawScores(
    model,
    rankings.flatMap(({ dialogues }) => dialogues),
  );
  return { ...agreement(joinComparisons(rankings), scores), scores };
}

/** How a model that has learned agrees with the rankings. */
export interface Measured {
  train: Agreement;
  /** With its raw scores, one a dialogue of the joined list. */
  heldOut: Agreement & { scores: number[] };
}

/** Sets the scale of a model that has learned, and sums up what is known of it. */
export async function* conclude(
  model: RewardModel,
  { train, heldOut }: Measured,
  data: TrainingData,
  input: RewardTrainingInput,
  random: Random,
): AsyncGenerator<RewardTrainingEvent, TrainedRewardModel['result']> {
  const { zeroDemonstrations } = yield* measureScale(model, input, random);
  return {
    heldOutAccuracy: heldOut.accuracy,
    heldOutPairs: heldOut.pairs,
    heldOutRankings: data.heldOut.length,
    heldOutScores: scoresByRanking(data.heldOut, heldOut.scores),
    trainAccuracy: train.accuracy ?? 0.5,
    normalisation: model.normalisation,
    zeroDemonstrations,
  };
}
