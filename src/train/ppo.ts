// Stage 3: PPO against the reward model with a penalty on the KL divergence from the base model, in the order of
// Ziegler et al. 2019 and Ouyang et al. 2022 (details: Huang et al. 2022 and 2024, TRL's PPOTrainer): rollout, score,
// KL, advantages, epochs. What a run owns is ppo-state.ts; drawing replies and choosing among them is ppo-rollout.ts,
// measuring them ppo-episodes.ts, one clipped update ppo-update.ts; losses, statistics and advantages come from nn/ and core/.
import type { Settings } from '../contract/config';
import type { PpoMetrics } from '../contract/metrics';
import { generalisedAdvantages, returnsAsAdvantages } from '../core/gae';
import { adaptedKlCoefficient, penalisedRewards } from '../core/kl';
import { whiten } from '../core/whitening';
import { withIterationTime } from './iteration-clock';
import {
  initialPolicyOf,
  optimiseProgress,
  type MethodEvent,
  type MethodInput,
  type Steps,
} from './method-events';
import { splitChunks, splitMinibatches } from './minibatches';
import { divergedError, learningRateAt } from './policy-step';
import { measureEpisodes, payNovelty } from './ppo-episodes';
import { rollOut } from './ppo-rollout';
import {
  createPpoState,
  disposeKept,
  disposePpoState,
  findSharedLayers,
  hasOnlyNumbers,
  keepState,
  restorePpoState,
  revertState,
  savePpoState,
  type KeptState,
  type PpoState,
} from './ppo-state';
import { summarise, update, type UpdateStatistics } from './ppo-update';
import { PretrainingText } from './pretraining-text';
import { encodePrompts } from './rollout';
import { measureReplies } from './scored-replies';
import { runIterations, saveUnsaved, startRhythm, type Finished, type Learned } from './run-rhythm';

export type PpoInput = MethodInput;
export type PpoEvent = MethodEvent<PpoMetrics>;

/**
 * Runs PPO and yields what happens; between any two events the caller may let others use the backend, or wait. Ending
 * the generator early frees everything. A run resumed from its own `resumeState` gives the same bits as one that was
 * never interrupted (where the backend itself repeats).
 * @throws Error named `DivergedError` when a loss is no longer a number; the last good iteration is a checkpoint then
 */
export function ppo(input: PpoInput): AsyncGenerator<PpoEvent, void> {
  return withIterationTime(learn(input));
}

async function* learn(input: PpoInput): Steps<void, PpoMetrics> {
  const { base, reward, settings } = input;
  const { config } = base.parameters;
  const prompts = encodePrompts(base, input.trainingPrompts, settings);
  const pretraining =
    settings.ptxCoefficient > 0
      ? new PretrainingText(base.tokenizer, config.contextLength, settings.ptxTerm)
      : null;
  const rewardBackbone = reward.backbone ?? base.parameters;
  const valueBackbone =
    settings.valueModelStart === 'policy' ? initialPolicyOf(input) : rewardBackbone;
  const state = input.resume
    ? restorePpoState(config, settings, input.resume.state)
    : createPpoState(initialPolicyOf(input), valueBackbone, settings);
  const rhythm = startRhythm(input, state, () => savePpoState(state));
  let kept = null as KeptState | null;
  try {
    await findSharedLayers(state, base.parameters, settings);
    yield* runIterations(rhythm, () => {
      disposeKept(kept);
      kept = keepState(state);
      return iterate(state, prompts, pretraining, input);
    });
  } catch (error) {
    const isDiverged = error instanceof Error && error.name === 'DivergedError';
    if (!kept || !isDiverged || state.iteration === 0) throw error;
    // What was learned before a number was none is kept, unless it was broken already.
    revertState(state, kept);
    if (!(await hasOnlyNumbers(state))) throw divergedError(rhythm.savedIteration ?? 0);
    yield* saveUnsaved(rhythm);
    throw error;
  } finally {
    disposeKept(kept);
    disposePpoState(state);
  }
}

/** One iteration; null when a stop was requested while it still sampled: it is then as if it had never begun. */
async function* iterate(
  state: PpoState,
  prompts: number[][],
  pretraining: PretrainingText | null,
  input: PpoInput,
): Steps<Finished<Learned<PpoMetrics>> | null> {
  const { settings } = input;
  // Rollout: replies to a batch of prompts; of several to one prompt the best and the worst.
  const rollout = yield* rollOut(state, prompts, input);
  if (!rollout) return null;
  const { episodes, baselines, candidates } = rollout;
  // What tells how far the policy is: extremes are no fair sample of it, the first reply to each prompt is.
  const fair = candidates
    ?.filter((_, index) => index % settings.rolloutCandidates === 0)
    .map((episode) => ({ ...episode }));
  if (fair) yield* measureReplies(splitChunks(fair), state.policy, input, state.shared.policy);

  // Score, and log-probabilities under policy and reference, in the very chunks that the first epoch trains on:
  // its first ratio is then exactly 1.
  const firstEpoch = splitMinibatches(episodes, settings.minibatches, state.random);
  yield* measureEpisodes(firstEpoch.flat(), { areScored: candidates !== null }, state, input);
  if (!candidates) payNovelty(episodes, input);

  let scores = episodes.map(({ score, bonus }, index) => score + bonus - baselines[index]!);
  if (settings.normaliseRewards) scores = whiten([scores])[0]!;

  // KL: each token's reward is its penalty, unless the loss has it; the last token gets the score as well.
  const { klCoefficient } = state;
  const isCharged = settings.klPenalty === 'reward';
  let rewards = episodes.map(({ logProbs, referenceLogProbs }, index) =>
    penalisedRewards(
      logProbs,
      referenceLogProbs,
      scores[index]!,
      isCharged ? klCoefficient : 0,
      settings.klEstimator,
    ),
  );
  if (settings.whitenRewards) rewards = whiten(rewards, true);

  // Advantages and returns.
  episodes.forEach((episode, index) => {
    const { discount, gaeLambda, valueBaseline } = settings;
    Object.assign(
      episode,
      valueBaseline
        ? generalisedAdvantages(rewards[index]!, episode.values, discount, gaeLambda)
        : returnsAsAdvantages(rewards[index]!, discount),
    );
  });
  if (settings.whitenAdvantages) {
    const whitened = whiten(episodes.map(({ advantages }) => advantages));
    episodes.forEach((episode, index) => (episode.advantages = whitened[index]!));
  }

  // Epochs of clipped updates over minibatches, until the policy has moved as far as it may.
  const rates = {
    policy: learningRateAt(settings, state.iteration),
    value: learningRateAt(settings, state.iteration, settings.valueLearningRate),
  };
  const updates: UpdateStatistics[] = [];
  for (let epoch = 0; epoch < settings.ppoEpochs; epoch++) {
    const minibatches =
      epoch === 0 ? firstEpoch : splitMinibatches(episodes, settings.minibatches, state.random);
    for (const minibatch of minibatches) {
      if (hasMovedTooFar(updates, settings)) break;
      const done = updates.length / (settings.ppoEpochs * minibatches.length);
      const progress = optimiseProgress(done);
      const text = pretraining?.draw(settings.ptxBatchSize, state.random.fork()) ?? [];
      updates.push(yield* update(minibatch, text, state, input, rates, progress));
    }
  }

  // Metrics, and what the next iteration pays for drifting.
  const iteration = state.iteration + 1;
  const learningRate = rates.policy;
  const facts = { settings, learningRate, klCoefficient, iteration };
  const drawn = { fair: fair ?? episodes, all: candidates ?? episodes };
  const metrics = summarise(episodes, updates, drawn, facts);
  state.klCoefficient = nextKlCoefficient(klCoefficient, metrics['objective/kl'], settings);
  const replies = episodes.map((episode, index) => {
    return { ...episode, score: scores[index]!, rewards: rewards[index]! };
  });
  const charge = isCharged ? { klCoefficient, estimator: settings.klEstimator } : undefined;
  return { metrics, replies, observed: drawn.all, charge };
}

/** True when the last update found the policy further from the one that sampled than it may go. */
function hasMovedTooFar(updates: UpdateStatistics[], { maxApproximateKl }: Settings): boolean {
  const moved = updates.at(-1)?.policy.approximateKl ?? 0;
  return maxApproximateKl > 0 && moved > maxApproximateKl;
}

function nextKlCoefficient(coefficient: number, kl: number, settings: Settings): number {
  if (settings.klControl === 'fixed') return coefficient;
  const { klTarget: target, klHorizon: horizon, rolloutBatchSize: replies } = settings;
  return adaptedKlCoefficient(coefficient, kl, { target, replies, horizon });
}
