// One minibatch update of PPO, policy and value model side by side, and what the updates of an iteration add up to in
// the metrics table. Decides neither what is in a minibatch nor how often it is used; that is the loop in ppo.ts.
import * as tf from '@tensorflow/tfjs';
import type { Settings } from '../contract/config';
import type { PpoMetrics } from '../contract/metrics';
import {
  explainedVariance,
  policyStatistics,
  valueStatistics,
  type PolicyStatistics,
  type ValueStatistics,
} from '../core/ppo-statistics';
import { mean, variance } from '../core/statistics';
import {
  chunkDialogues,
  dialogueTrunk,
  joinRows,
  logProbsOf,
  packDialogues,
  replyLogits,
  replyValues,
  splitByRow,
  type DialogueBatch,
  type TokenDialogue,
} from '../nn/dialogue-batch';
import {
  addGradients,
  applyGradients,
  disposeGradients,
  startGradients,
  type GradientSum,
} from '../nn/gradients';
import { policyLoss, valueLoss, weightedMean } from '../nn/losses';
import type { LanguageModel } from '../nn/language-model';
import { distributionKl } from '../nn/ops/distribution-kl';
import type { Trunk } from '../nn/transformer';
import { clippedTokens } from './kept-episodes';
import type { MethodInput, Steps } from './method-events';
import { chunkTokens, pack, readAll } from './minibatches';
import { adamSettings, divergedError } from './policy-step';
import type { Episode } from './ppo-episodes';
import type { PpoState } from './ppo-state';
import type { Learned } from './run-rhythm';
import { drawnOutcome, meanKl, outcomeOf, type ScoredReply } from './scored-replies';

/** The value model's Adam keeps its scale, however nearly the policy's is plain gradient descent (Huang et al. 2022: 1e-5). */
const largestValueEpsilon = 1e-5;

/** What one minibatch update saw, before its step. */
export interface UpdateStatistics {
  policy: PolicyStatistics;
  value: ValueStatistics;
  gradientNorm: number;
  /** Nats per token of the pretraining text; null where none was read. */
  ptxLoss: number | null;
}

/**
 * One optimizer step of policy and value model on one minibatch, its gradients summed over chunks.
 * @param pretraining text for the language-model term; empty for none
 * @throws Error named `DivergedError` when a loss or a gradient is no longer a number; the step is then done
 */
export async function* update(
  minibatch: Episode[][],
  pretraining: TokenDialogue[],
  state: PpoState,
  { base, settings }: MethodInput,
  rates: { policy: number; value: number },
  progress: number,
): Steps<UpdateStatistics> {
  const episodes = minibatch.flat();
  const tokenCount = episodes.reduce((sum, { reply }) => sum + reply.length, 0);
  const policySum = startGradients(state.policyOptimizer);
  const valueSum = startGradients(state.valueOptimizer);
  const seen = { logProbs: [] as number[], entropies: [] as number[], values: [] as number[] };
  try {
    for (const chunk of minibatch) {
      const packed = pack(chunk, base);
      const trunk = dialogueTrunk(base.parameters, packed, state.shared.policy);
      const read: ReadChunk = { chunk, packed, trunk, tokenCount };
      const policy = addPolicyGradient(policySum, read, state, { base, settings });
      const values = addValueGradient(valueSum, read, state, settings);
      tf.dispose(trunk?.states);
      const [logProbs, entropies, newValues] = await readAll([...policy, values]);
      const rows = splitByRow(packed, logProbs!);
      chunk.forEach((episode, row) => {
        const { logProbs: old, advantages } = episode;
        Object.assign(episode, clippedTokens(rows[row]!, old, advantages, settings.clipRange));
      });
      seen.logProbs.push(...rows.flat());
      seen.entropies.push(...splitByRow(packed, entropies!).flat());
      seen.values.push(...splitByRow(packed, newValues!).flat());
      yield { type: 'phase', phase: 'optimise', progress };
    }
    const ptxLoss =
      pretraining.length > 0
        ? yield* addPtxGradient(policySum, pretraining, state, { base, settings }, progress)
        : null;
    const norms = [
      applyGradients(policySum, adamSettings(settings, rates.policy)),
      applyGradients(valueSum, {
        ...adamSettings(settings, rates.value),
        epsilon: Math.min(settings.adamEpsilon, largestValueEpsilon),
      }),
    ];
    const [gradientNorm, valueGradientNorm] = (await readAll(norms)).map(([norm]) => norm!);
    const { policy, value } = statisticsOf(episodes, seen, settings);
    const figures = [policy.loss, value.loss, gradientNorm, valueGradientNorm];
    if (!figures.every(Number.isFinite)) throw divergedError(state.iteration);
    return { policy, value, gradientNorm: gradientNorm!, ptxLoss };
  } finally {
    disposeGradients(policySum);
    disposeGradients(valueSum);
  }
}

/** One number a reply token, in the order of the packed batch; inside a tidy. */
function perToken(
  packed: DialogueBatch,
  chunk: Episode[],
  pick: (episode: Episode) => number[],
): tf.Tensor1D {
  return tf.tensor1d(joinRows(packed, chunk.map(pick)));
}

/** A chunk of a minibatch of `tokenCount` tokens, packed, and what the models' common layers make of it. */
interface ReadChunk {
  chunk: Episode[];
  packed: DialogueBatch;
  trunk: Trunk | undefined;
  tokenCount: number;
}

/** Adds a chunk's share of the policy gradient. @returns log-probabilities and entropies; caller disposes */
function addPolicyGradient(
  sum: GradientSum,
  { chunk, packed, trunk, tokenCount }: ReadChunk,
  state: PpoState,
  { base, settings }: { base: LanguageModel; settings: Settings },
): tf.Tensor[] {
  const kept: tf.Tensor[] = [];
  const { temperature, entropyCoefficient, klPenalty } = settings;
  const anchor = klPenalty === 'loss' && state.klCoefficient > 0;
  const reference = anchor ? replyLogits(base.parameters, packed, temperature, trunk) : null;
  const loss = addGradients(sum, () => {
    const weights = tf.tensor1d(packed.weights);
    const logits = replyLogits(state.policy, packed, temperature, trunk);
    const { logProbs, entropies } = logProbsOf(logits, packed);
    kept.push(tf.keep(logProbs), tf.keep(entropies));
    let total = policyLoss(
      logProbs,
      perToken(packed, chunk, (episode) => episode.logProbs),
      perToken(packed, chunk, ({ advantages }) => advantages),
      weights,
      tokenCount,
      settings.clipRange,
    );
    if (entropyCoefficient > 0) {
      const entropy = weightedMean(entropies, weights, tokenCount);
      total = tf.sub(total, tf.mul(entropy, entropyCoefficient)) as tf.Scalar;
    }
    if (reference) {
      const kl = weightedMean(distributionKl(logits, reference), weights, tokenCount);
      total = tf.add(total, tf.mul(kl, state.klCoefficient)) as tf.Scalar;
    }
    return total;
  });
  tf.dispose([loss, ...(reference ? [reference] : [])]);
  return kept;
}

/** Adds a chunk's share of the value gradient. @returns the values; caller disposes */
function addValueGradient(
  sum: GradientSum,
  { chunk, packed, trunk, tokenCount }: ReadChunk,
  state: PpoState,
  settings: Settings,
): tf.Tensor {
  let kept: tf.Tensor | undefined;
  const loss = addGradients(sum, () => {
    const values = replyValues(state.value, packed, state.shared.value > 0 ? trunk : undefined);
    kept = tf.keep(values);
    return valueLoss(
      values,
      perToken(packed, chunk, (episode) => episode.values),
      perToken(packed, chunk, ({ returns }) => returns),
      tf.tensor1d(packed.weights),
      tokenCount,
      settings.valueClipRange,
    );
  });
  loss.dispose();
  return kept!;
}

/**
 * Adds the gradient of the term on pretraining text: the coefficient times the mean over its tokens, at temperature 1, of
 * their loss (Ouyang et al. 2022, equation 2), or of the KL divergence from the base, which asks for no more than to
 * stay as one was (learning without forgetting: Li & Hoiem 2016).
 * @returns that mean, nats per token
 */
async function* addPtxGradient(
  sum: GradientSum,
  dialogues: TokenDialogue[],
  { policy, shared }: PpoState,
  { base, settings }: { base: LanguageModel; settings: Settings },
  progress: number,
): Steps<number> {
  const tokenCount = dialogues.reduce((count, { reply }) => count + reply.length, 0);
  let total = 0;
  for (const indices of chunkDialogues(dialogues, chunkTokens)) {
    const packed = packDialogues(
      indices.map((index) => dialogues[index]!),
      base.tokenizer.padTokenId,
      policy.config.contextLength,
    );
    const trunk = dialogueTrunk(base.parameters, packed, shared.policy);
    const reference =
      settings.ptxTerm === 'distillation'
        ? replyLogits(base.parameters, packed, 1, trunk)
        : undefined;
    const loss = addGradients(sum, () => {
      const logits = replyLogits(policy, packed, 1, trunk);
      const each = reference
        ? distributionKl(logits, reference)
        : (tf.neg(logProbsOf(logits, packed).logProbs) as tf.Tensor1D);
      const average = weightedMean(each, tf.tensor1d(packed.weights), tokenCount);
      return tf.mul(average, settings.ptxCoefficient) as tf.Scalar;
    });
    tf.dispose([trunk?.states, reference]);
    const [[value]] = (await readAll([loss])) as [Float32Array];
    total += value! / settings.ptxCoefficient;
    yield { type: 'phase', phase: 'optimise', progress };
  }
  return total;
}

/** What a minibatch's forward passes saw, against what was known of its episodes before. */
function statisticsOf(
  episodes: Episode[],
  seen: { logProbs: number[]; entropies: number[]; values: number[] },
  settings: Settings,
): Pick<UpdateStatistics, 'policy' | 'value'> {
  return {
    policy: policyStatistics(
      {
        ...seen,
        oldLogProbs: episodes.flatMap(({ logProbs }) => logProbs),
        advantages: episodes.flatMap(({ advantages }) => advantages),
      },
      settings.clipRange,
    ),
    value: valueStatistics(
      {
        ...seen,
        oldValues: episodes.flatMap(({ values }) => values),
        returns: episodes.flatMap(({ returns }) => returns),
      },
      settings.valueClipRange,
    ),
  };
}

/** What an iteration's metrics are made of beside its episodes and updates. */
export interface IterationFacts {
  settings: Settings;
  learningRate: number;
  klCoefficient: number;
  /** With this one. */
  iteration: number;
}

/** What was drawn, where the episodes may be the extremes of it. */
export interface Drawn {
  all: readonly ScoredReply[];
  /** Some that nothing chose, measured. */
  fair: readonly ScoredReply[];
}

/** One row of the metrics table but for what is only observed; the names and definitions are TRL's. */
export function summarise(
  episodes: Episode[],
  updates: UpdateStatistics[],
  { all, fair }: Drawn,
  { settings, learningRate, klCoefficient, iteration }: IterationFacts,
): Learned<PpoMetrics> {
  const outcome = { ...outcomeOf(fair, iteration), ...drawnOutcome(all, iteration) };
  const perUpdate = (pick: (update: UpdateStatistics) => number) => mean(updates.map(pick));
  const penalty = -klCoefficient * meanKl(fair, settings.klEstimator);
  const ptxLosses = updates.flatMap(({ ptxLoss }) => ptxLoss ?? []);
  const ratios = updates.map(({ policy }) => policy.ratio);
  return {
    ...outcome,
    'objective/non_score_reward': penalty,
    'objective/rlhf_reward': outcome['objective/scores'] + penalty,
    'objective/kl_coef': klCoefficient,
    'policy/entropy_avg': perUpdate(({ policy }) => policy.entropy),
    'policy/approxkl_avg': perUpdate(({ policy }) => policy.approximateKl),
    'policy/clipfrac_avg': perUpdate(({ policy }) => policy.clipShare),
    'loss/policy_avg': perUpdate(({ policy }) => policy.loss),
    ...(ptxLosses.length > 0 && { 'loss/ptx_avg': mean(ptxLosses) }),
    'loss/value_avg': perUpdate(({ value }) => value.loss),
    'val/clipfrac_avg': perUpdate(({ value }) => value.clipShare),
    'val/explained_variance': explainedVariance(
      episodes.flatMap(({ values }) => values),
      episodes.flatMap(({ returns }) => returns),
    ),
    'val/ratio': mean(ratios),
    'val/ratio_var': ratios.length > 1 ? variance(ratios) : 0,
    'policy/grad_norm': perUpdate(({ gradientNorm }) => gradientNorm),
    'policy/num_updates': updates.length,
    lr: learningRate,
  };
}
