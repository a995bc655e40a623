// DPO (Rafailov et al. 2023): the policy learns from the rankings themselves, as if its own log-ratio to the base were
// the reward model. Each iteration is one optimizer step on a batch of rankings. The rankings are those that the reward
// model is trained on; replies are sampled only to see where the policy stands.
import * as tf from '@tensorflow/tfjs';
import type { DpoMetrics, OutcomeMetrics } from '../contract/metrics';
import { splitHeldOut } from '../core/rankings';
import { mean } from '../core/statistics';
import { replyLogProbs, sumByRow, type DialogueBatch } from '../nn/dialogue-batch';
import { addGradients, applyGradients, disposeGradients, startGradients } from '../nn/gradients';
import { dpoLoss } from '../nn/losses';
import type { Parameters } from '../nn/parameters';
import { withIterationTime } from './iteration-clock';
import type { MethodEvent, RankingsInput, Steps } from './method-events';
import { pack, readAll, splitChunks } from './minibatches';
import { trainPolicy } from './policy-run';
import { adamSettings, learningRateAt } from './policy-step';
import {
  chunkRankings,
  joinComparisons,
  prepareRankings,
  requirePreferences,
  type PreparedRanking,
} from './reward-data';
import type { Finished, Learned } from './run-rhythm';
import type { PolicyState } from './run-state';
import { measureReplies, outcomeOf, sampleReplies } from './scored-replies';
import { epochOrder } from './sft-data';

/**
 * Runs DPO; events, stopping and resuming are as PPO's.
 * @throws Error in plain words when no ranking prefers one sample to another
 * @throws Error named `DivergedError` when a loss is no longer a number
 */
export function dpo(input: RankingsInput): AsyncGenerator<MethodEvent<DpoMetrics>, void> {
  return withIterationTime(learn(input));
}

async function* learn(input: RankingsInput): Steps<void, DpoMetrics> {
  const { base, settings } = input;
  const { contextLength } = base.parameters.config;
  const { training } = splitHeldOut(input.rankings, settings.rewardHeldOutShare, settings.seed);
  const rankings = prepareRankings(training, base.tokenizer, contextLength);
  requirePreferences(rankings);
  yield* trainPolicy('dpo', input, (state, prompts) => iterate(state, prompts, rankings, input));
}

async function* iterate(
  state: PolicyState,
  prompts: number[][],
  rankings: readonly PreparedRanking[],
  input: RankingsInput,
): Steps<Finished<Learned<DpoMetrics>> | null> {
  const { settings } = input;
  const batchesPerEpoch = Math.ceil(rankings.length / settings.dpoBatchSize);
  // Where the policy stands: replies to training prompts, of which nothing is learned.
  const replies = yield* sampleReplies(state.policy, prompts, 1, state, input);
  if (!replies) return null;
  yield* measureReplies(splitChunks(replies), state.policy, input);

  // The next batch of rankings of this pass.
  const epoch = Math.floor(state.iteration / batchesPerEpoch);
  const at = (state.iteration % batchesPerEpoch) * settings.dpoBatchSize;
  const batch = epochOrder(rankings.length, settings.seed, epoch)
    .slice(at, at + settings.dpoBatchSize)
    .map((index) => rankings[index]!);

  // One step on it.
  const learningRate = learningRateAt(settings, state.iteration);
  const learned = yield* preferenceStep(batch, state, input, learningRate);
  const metrics = {
    ...outcomeOf(replies, state.iteration + 1),
    ...learned,
    learning_rate: learningRate,
    epoch: (state.iteration + 1) / batchesPerEpoch,
  };
  return { metrics, replies };
}

type StepMetrics = Omit<Learned<DpoMetrics>, keyof OutcomeMetrics | 'learning_rate' | 'epoch'>;

/** One AdamW step on the mean loss of a batch of rankings; all comparisons of a ranking stay together. */
async function* preferenceStep(
  batch: PreparedRanking[],
  { policy, optimizer }: PolicyState,
  { base, settings }: RankingsInput,
  learningRate: number,
): Steps<StepMetrics> {
  const gradients = startGradients(optimizer);
  const logProbs: number[] = [];
  const referenceLogProbs: number[] = [];
  let loss = 0;
  try {
    for (const chunk of chunkRankings(batch)) {
      const packed = pack(
        chunk.flatMap(({ dialogues }) => dialogues),
        base,
      );
      const reference = replySums(base.parameters, packed, settings.temperature);
      let kept: tf.Tensor1D | undefined;
      const value = addGradients(gradients, () => {
        const sums = tf.keep(replySums(policy, packed, settings.temperature));
        kept = sums;
        const comparisons = joinComparisons(chunk);
        return tf.mul(dpoLoss(sums, reference, comparisons, settings.dpoBeta), 1 / batch.length);
      });
      const [[chunkLoss], own, referenceOwn] = (await readAll([value, kept!, reference])) as [
        Float32Array,
        Float32Array,
        Float32Array,
      ];
      loss += chunkLoss!;
      logProbs.push(...own);
      referenceLogProbs.push(...referenceOwn);
      yield { type: 'phase', phase: 'optimise', progress: 0.9 };
    }
    const norm = applyGradients(gradients, adamSettings(settings, learningRate));
    const [[gradientNorm]] = (await readAll([norm])) as [Float32Array];
    return {
      loss,
      grad_norm: gradientNorm!,
      ...preferenceMetrics(batch, logProbs, referenceLogProbs, settings.dpoBeta),
    };
  } finally {
    disposeGradients(gradients);
  }
}

/** Log-probability of each whole reply, [R] float32, nats; caller disposes. */
function replySums(
  parameters: Parameters,
  packed: DialogueBatch,
  temperature: number,
): tf.Tensor1D {
  return tf.tidy(() => sumByRow(packed, replyLogProbs(parameters, packed, temperature).logProbs));
}

/** What TRL's DPOTrainer reports, over the ordered pairs; a batch of nothing but ties prefers nothing: 0 and one half. */
function preferenceMetrics(
  batch: readonly PreparedRanking[],
  logProbs: readonly number[],
  referenceLogProbs: readonly number[],
  beta: number,
) {
  const rewards = logProbs.map((own, index) => beta * (own - referenceLogProbs[index]!));
  const pairs = joinComparisons(batch).flatMap(({ first, second, target }) =>
    second === null || target === 0.5
      ? []
      : [target === 1 ? { chosen: first, rejected: second } : { chosen: second, rejected: first }],
  );
  const over = (pick: (pair: { chosen: number; rejected: number }) => number, none = 0) =>
    pairs.length === 0 ? none : mean(pairs.map(pick));
  return {
    'rewards/chosen': over(({ chosen }) => rewards[chosen]!),
    'rewards/rejected': over(({ rejected }) => rewards[rejected]!),
    'rewards/margins': over(({ chosen, rejected }) => rewards[chosen]! - rewards[rejected]!),
    'rewards/accuracies': over(({ chosen, rejected }) => {
      const margin = rewards[chosen]! - rewards[rejected]!;
      return margin > 0 ? 1 : margin === 0 ? 0.5 : 0;
    }, 0.5),
    'logps/chosen': over(({ chosen }) => logProbs[chosen]!),
    'logps/rejected': over(({ rejected }) => logProbs[rejected]!),
  };
}
