// Stage 3: PPO against the reward model with a penalty on the KL divergence from the base model, in the order of
// Ziegler et al. 2019 and Ouyang et al. 2022 (details: Huang et al. 2022 and 2024, TRL's PPOTrainer): rollout, score,
// KL, advantages, epochs. What a run owns is ppo-state.ts; drawing prompts and replies is rollout.ts, measuring them
// ppo-episodes.ts, one clipped update ppo-update.ts; losses, statistics and advantages come from nn/ and core/.
import type { Settings } from '../contract/config';
import { generalisedAdvantages, returnsAsAdvantages } from '../core/gae';
import { adaptedKlCoefficient, penalisedRewards } from '../core/kl';
import { Random } from '../core/rng';
import { newTroubles, watchedRow } from '../core/run-watch';
import { whiten } from '../core/whitening';
import { exportWeights } from '../nn/language-model';
import { withIterationTime } from './iteration-clock';
import { keepEpisodes } from './kept-episodes';
import { initialPolicyOf, rolloutShare, scoreShare } from './method-events';
import { splitMinibatches } from './minibatches';
import { divergedError, learningRateAt } from './policy-step';
import { measureEpisodes, newEpisode } from './ppo-episodes';
import type { PpoEvent, PpoInput, Steps } from './ppo-events';
import { LanguageObserver, observeReplies } from './observation';
import {
  createPpoState,
  disposeKept,
  disposePpoState,
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
import { RuleError } from './reward';
import {
  answerSamplePrompts,
  drawPrompts,
  encodePrompts,
  sample,
  type SampleOptions,
} from './rollout';

export type { PpoEvent, PpoInput };

/**
 * Runs PPO and yields what happens; between any two events the caller may let others use the backend, or wait. Ending
 * the generator early frees everything. A run resumed from its own `resumeState` gives the same bits as one that was
 * never interrupted (where the backend itself repeats).
 * @throws Error named `DivergedError` when a loss is no longer a number; the last good iteration is a checkpoint then
 */
export function ppo(input: PpoInput): AsyncGenerator<PpoEvent, void> {
  return withIterationTime(iterate(input));
}

async function* iterate(input: PpoInput): Steps<void> {
  const { base, reward, settings, control } = input;
  const { config } = base.parameters;
  const prompts = encodePrompts(base, input.trainingPrompts, settings);
  const pretraining =
    settings.ptxCoefficient > 0 ? new PretrainingText(base.tokenizer, config.contextLength) : null;
  const rewardBackbone = reward.backbone ?? base.parameters;
  const valueBackbone =
    settings.valueModelStart === 'policy' ? initialPolicyOf(input) : rewardBackbone;
  const state = input.resume
    ? restorePpoState(config, settings, input.resume.state)
    : createPpoState(initialPolicyOf(input), valueBackbone, settings);
  const language = new LanguageObserver(input);
  let latest = { score: null as number | null, kl: null as number | null };
  let savedIteration = input.resume ? state.iteration : null;
  let kept: KeptState | null = null;
  let randomBefore = state.random.state();
  try {
    if (!input.resume) yield* answerSamplePrompts(state, input);
    while (state.iteration < settings.iterations && !control.stopRequested) {
      disposeKept(kept);
      kept = keepState(state);

      // Rollout: a reply to each of a batch of prompts.
      randomBefore = state.random.state();
      const batch = drawPrompts(prompts, settings.rolloutBatchSize, state.random);
      const rollout: SampleOptions = {
        temperature: settings.temperature,
        maxNewTokens: settings.maxNewTokens,
        random: state.random.fork(),
        keepLogProbs: settings.oldLogProbs === 'sampling',
        phase: 'rollout',
        control,
      };
      const rows = yield* sample(state.policy, base, batch, rollout);
      if (!rows) {
        // As if it had never begun: a resumed run draws the same prompts and replies again.
        state.random = new Random(randomBefore);
        break;
      }
      const episodes = rows.map((row, index) => newEpisode(batch[index]!, row));

      // Score, and log-probabilities under policy and reference, in the very chunks that the first epoch trains on:
      // its first ratio is then exactly 1.
      const firstEpoch = splitMinibatches(episodes, settings.minibatches, state.random);
      yield* measureEpisodes(firstEpoch.flat(), state, input);
      for (const episode of episodes) {
        if (!episode.ended) episode.score -= settings.missingEndPenalty;
      }

      let scores = episodes.map(({ score }) => score);
      if (settings.normaliseRewards) scores = whiten([scores])[0]!;

      // KL: each token's reward is its penalty, and the last token gets the score as well.
      const { klCoefficient } = state;
      let rewards = episodes.map(({ logProbs, referenceLogProbs }, index) =>
        penalisedRewards(
          logProbs,
          referenceLogProbs,
          scores[index]!,
          klCoefficient,
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
          const progress = rolloutShare + scoreShare + (1 - rolloutShare - scoreShare) * done;
          const text = pretraining?.draw(settings.ptxBatchSize, state.random.fork()) ?? [];
          updates.push(yield* update(minibatch, text, state, input, rates, progress));
        }
      }

      // Metrics, and what they say of the run.
      state.iteration += 1;
      const { iteration } = state;
      randomBefore = state.random.state();
      const facts = { settings, learningRate: rates.policy, klCoefficient, iteration };
      const metrics = {
        ...summarise(episodes, updates, facts),
        ...observeReplies(episodes, input),
        ...(yield* language.observe(state)),
      };
      state.klCoefficient = nextKlCoefficient(klCoefficient, metrics['objective/kl'], settings);
      yield { type: 'metrics', iteration, metrics };
      state.watched.push(watchedRow(metrics));
      for (const trouble of newTroubles(state.watched)) {
        yield { type: 'trouble', iteration, trouble };
      }
      const charge = { klCoefficient, estimator: settings.klEstimator };
      const used = episodes.map((episode, index) => {
        return { ...episode, score: scores[index]!, rewards: rewards[index]! };
      });
      yield* keepEpisodes(iteration, used, charge, input);
      const last = state.iteration === settings.iterations;
      if (last || state.iteration % settings.sampleEvery === 0) {
        yield* answerSamplePrompts(state, input);
      }
      latest = { score: metrics['objective/scores'], kl: metrics['objective/kl'] };
      if (last || state.iteration % settings.checkpointEvery === 0) {
        yield* checkpoint(state, latest);
        savedIteration = state.iteration;
      }
    }
    if (control.stopRequested && savedIteration !== state.iteration) {
      yield* checkpoint(state, latest);
    }
  } catch (error) {
    if (error instanceof RuleError && savedIteration !== state.iteration) {
      // A rule that fails costs nothing: finished iterations are kept, and this one is as if it had never begun.
      state.random = new Random(randomBefore);
      yield* checkpoint(state, latest);
    }
    const isDiverged = error instanceof Error && error.name === 'DivergedError';
    if (!kept || !isDiverged || state.iteration === 0) throw error;
    // What was learned before a number was none is kept, unless it was broken already.
    revertState(state, kept);
    if (!(await hasOnlyNumbers(state))) throw divergedError(savedIteration ?? 0);
    if (savedIteration !== state.iteration) yield* checkpoint(state, latest);
    throw error;
  } finally {
    disposeKept(kept);
    disposePpoState(state);
  }
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

async function* checkpoint(
  state: PpoState,
  { score, kl }: { score: number | null; kl: number | null },
): Steps<void> {
  yield { type: 'phase', phase: 'checkpoint', progress: 1 };
  const policy = await exportWeights(state.policy);
  const resumeState = await savePpoState(state);
  yield { type: 'checkpoint', iteration: state.iteration, policy, resumeState, score, kl };
}
