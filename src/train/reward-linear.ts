// Stage 2, the quick way: a linear reward model. The chat model stays as it is and reads each reply once; what is learned
// is one weight for each thing it then knows of the reply (its own summary, how likely it finds it, plain facts: see
// `replyFeatures`). That is logistic regression, convex, done in a second, and from a few dozen rankings it orders fresh
// replies better than a fine-tuned transformer does (docs/LOG.md, "A linear reward model").
import type { FactEffect } from '../contract/records';
import { replyFactNames } from '../contract/reply-facts';
import { dot, newtonSteps, type FeatureComparison } from '../core/preference-regression';
import type { Random } from '../core/rng';
import { mean } from '../core/statistics';
import { attachLinearHead, cloneParameters, disposeParameters } from '../nn/parameters';
import { agreement, joinComparisons, type PreparedRanking } from './reward-data';
import { replyFeatures, type RewardModel } from './reward-scoring';
import {
  conclude,
  memberRandom,
  prepareTraining,
  unscaled,
  type RewardTrainingEvent,
  type RewardTrainingInput,
  type TrainedRewardModel,
} from './reward-training';

/** Newton's method is done by then; after half as many the loss hardly moves any more. */
const totalSteps = 8;

/**
 * How much of the scores' spread each kind of feature is expected to make before anything is learned: the model's
 * hundreds of numbers together half as much as all facts together, or as the likelihood alone.
 */
const priorVariance = { summary: 0.5, likelihood: 1, facts: 1 };

/** Rankings that are read in one turn. */
const rankingsAtOnce = 8;

/** Below this a feature is the same in all samples of each ranking: nothing was said about it, and it counts for nothing. */
const smallestDeviation = 1e-3;

/**
 * Learns from the rankings and yields after every step of Newton's method. Ending the generator early frees everything.
 * @param member of an ensemble: 0 is the model that would be trained alone; the others learn from rankings drawn with
 *   replacement (Breiman 1996), and all hold out the same ones
 * @returns the model, which the caller disposes
 * @throws Error in plain words when there is nothing to learn from, or a sample does not fit the context
 */
export async function* trainLinearRewardModel(
  input: RewardTrainingInput,
  member = 0,
): AsyncGenerator<RewardTrainingEvent, TrainedRewardModel> {
  const { base, settings } = input;
  const random = memberRandom(settings, member);
  const data = prepareTraining(input);
  const train = member === 0 ? data.train : resampled(data.train, random);
  const parameters = cloneParameters(base.parameters);
  const model = unscaled(parameters, base);
  let done = false;
  try {
    const features = yield* readRankings(model, train);
    const heldOutFeatures = yield* readRankings(model, data.heldOut);
    const heldOutComparisons = joinComparisons(data.heldOut);
    const { width } = parameters.config;
    const centre = centreOf(features);
    const scales = scalesOf(features, train, width);
    const scaled = (rows: readonly Float64Array[]) =>
      rows.map((row) => row.map((x, j) => (x - centre[j]!) * scales[j]!));
    const [inputs, heldOutInputs] = [scaled(features), scaled(heldOutFeatures)];
    const comparisons = joinComparisons(train);
    const problem = comparisons.map(({ first, second, target, weight }): FeatureComparison => {
      const other = second === null ? null : inputs[second]!;
      const difference = other ? inputs[first]!.map((x, j) => x - other[j]!) : inputs[first]!;
      return { difference, target, weight };
    });
    const steps = newtonSteps(problem, centre.length, settings.rewardRidge);
    let weights: Float64Array = new Float64Array(centre.length);
    const scoresOf = (rows: readonly Float64Array[]) => rows.map((row) => dot(row, weights));
    for (let step = 1; step <= totalSteps; step++) {
      const { value } = steps.next();
      weights = value.weights;
      const scores = scoresOf(inputs);
      const { accuracy, margin } = agreement(comparisons, scores);
      yield {
        type: 'step',
        step,
        totalSteps,
        metrics: {
          ...{ loss: value.loss / train.length, accuracy: accuracy ?? 0.5, margin },
          ...{ mean_reward: mean(scores), grad_norm: value.gradientNorm },
          ...{ learning_rate: value.stepLength, epoch: step },
        },
        heldOutAccuracy: agreement(heldOutComparisons, scoresOf(heldOutInputs)).accuracy,
      };
    }
    putHead(model, { weights, centre, scales });
    const heldOutScores = scoresOf(heldOutInputs);
    const measured = {
      train: agreement(comparisons, scoresOf(inputs)),
      heldOut: { ...agreement(heldOutComparisons, heldOutScores), scores: heldOutScores },
    };
    const result = yield* conclude(model, measured, data, input, random.fork());
    const factEffects = effectsOf(weights, width, result.normalisation.deviation);
    done = true;
    return { model, result: { ...result, factEffects } };
  } finally {
    if (!done) disposeParameters(parameters);
  }
}

/** Features of all samples, in the rankings' order; lets others have their turn between a few rankings. */
async function* readRankings(
  model: RewardModel,
  rankings: readonly PreparedRanking[],
): AsyncGenerator<RewardTrainingEvent, Float64Array[]> {
  const features: Float64Array[] = [];
  for (let at = 0; at < rankings.length; at += rankingsAtOnce) {
    const some = rankings.slice(at, at + rankingsAtOnce);
    const dialogues = some.flatMap((ranking) => ranking.dialogues);
    features.push(...(await replyFeatures(model, dialogues)));
    yield { type: 'turn' };
  }
  return features;
}

/** As many rankings, drawn with replacement. */
function resampled(rankings: readonly PreparedRanking[], random: Random): PreparedRanking[] {
  const drawn = rankings.map(() => rankings[random.integer(rankings.length)]!);
  // Where chance drew nothing but ties there would be nothing to learn.
  const isDecided = drawn.some(({ comparisons }) =>
    comparisons.some(({ target }) => target !== 0.5),
  );
  return isDecided ? drawn : [...rankings];
}

function centreOf(rows: readonly Float64Array[]): Float64Array {
  const centre = new Float64Array(rows[0]!.length);
  for (const row of rows) row.forEach((x, j) => (centre[j]! += x / rows.length));
  return centre;
}

/**
 * What each feature is multiplied by, so that its kind varies among the samples of a ranking as `priorVariance` says. The
 * summary's numbers keep their sizes among themselves: the large ones are where replies differ.
 */
function scalesOf(
  rows: readonly Float64Array[],
  rankings: readonly PreparedRanking[],
  width: number,
): Float64Array {
  const variances = new Float64Array(rows[0]!.length);
  let [at, freedom] = [0, 0];
  for (const { dialogues } of rankings) {
    const own = rows.slice(at, (at += dialogues.length));
    const centre = centreOf(own);
    for (const row of own) row.forEach((x, j) => (variances[j]! += (x - centre[j]!) ** 2));
    freedom += own.length - 1;
  }
  const deviations = variances.map((sum) => Math.sqrt(sum / Math.max(1, freedom)));
  const summaryWidth = 2 * width;
  const spread = Math.hypot(...deviations.subarray(0, summaryWidth));
  const scale = (variance: number, deviation: number) =>
    deviation < smallestDeviation ? 0 : Math.sqrt(variance) / deviation;
  return deviations.map((deviation, j) => {
    if (j < summaryWidth) return scale(priorVariance.summary, spread);
    if (j === summaryWidth) return scale(priorVariance.likelihood, deviation);
    return scale(priorVariance.facts / replyFactNames.length, deviation);
  });
}

/** The head on the features as they come: scale and centre go into its weights and its bias. */
function putHead(
  { parameters }: RewardModel,
  { weights, centre, scales }: Record<'weights' | 'centre' | 'scales', Float64Array>,
): void {
  const weight = weights.map((value, j) => value * scales[j]!);
  attachLinearHead(parameters, Float32Array.from(weight), -dot(weight, centre));
}

/** By how much of the scores' deviation one deviation more of a fact, all else equal, raises the score. */
function effectsOf(weights: Float64Array, width: number, scoreDeviation: number): FactEffect[] {
  const effect = (j: number, variance: number) =>
    (weights[j]! * Math.sqrt(variance)) / scoreDeviation;
  const { likelihood, facts } = priorVariance;
  return [
    { fact: 'likelihood', effect: effect(2 * width, likelihood) },
    ...replyFactNames.map((fact, index) => ({
      fact,
      effect: effect(2 * width + 1 + index, facts / replyFactNames.length),
    })),
  ];
}
