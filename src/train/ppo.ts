// Stage 3: PPO against the reward model with a penalty on the KL divergence from the base model, in the order of
// Ziegler et al. 2019 and Ouyang et al. 2022 (details: Huang et al. 2022 and 2024, TRL's PPOTrainer): rollout, score,
// KL, advantages, epochs. What a run owns is ppo-state.ts; drawing prompts and replies is rollout.ts, measuring them
// ppo-episodes.ts, one clipped update ppo-update.ts; losses, statistics and advantages come from nn/ and core/.
import { generalisedAdvantages } from '../core/gae';
import { penalisedRewards } from '../core/kl';
import { Random } from '../core/rng';
import { linearDecay } from '../core/schedules';
import { whiten } from '../core/whitening';
import { exportWeights } from '../nn/language-model';
import { withIterationTime } from './iteration-clock';
import { rolloutShare, scoreShare } from './method-events';
import { splitMinibatches } from './minibatches';
import { measureEpisodes, newEpisode } from './ppo-episodes';
import type { PpoEvent, PpoInput, Steps } from './ppo-events';
import {
  createPpoState,
  disposePpoState,
  restorePpoState,
  savePpoState,
  type PpoState,
} from './ppo-state';
import { summarise, update, type UpdateStatistics } from './ppo-update';
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
 * @throws Error named `DivergedError` when a loss is no longer a number
 */
export function ppo(input: PpoInput): AsyncGenerator<PpoEvent, void> {
  return withIterationTime(iterate(input));
}

async function* iterate(input: PpoInput): Steps<void> {
  const { base, rewardModel, settings, control } = input;
  const prompts = encodePrompts(base, input.trainingPrompts, settings);
  const state = input.resume
    ? restorePpoState(base.parameters.config, input.resume.state)
    : createPpoState(base.parameters, rewardModel.parameters, settings.seed);
  const annealed = (rate: number) =>
    settings.annealLearningRate ? linearDecay(rate, state.iteration, settings.iterations) : rate;
  try {
    if (!input.resume) yield* answerSamplePrompts(state, input);
    let latest = { score: null as number | null, kl: null as number | null };
    let savedIteration = input.resume ? state.iteration : null;
    while (state.iteration < settings.iterations && !control.stopRequested) {
      // Rollout: a reply to each of a batch of prompts.
      const randomBefore = state.random.state();
      const batch = drawPrompts(prompts, settings.rolloutBatchSize, state.random);
      const rollout: SampleOptions = {
        temperature: settings.temperature,
        maxNewTokens: settings.maxNewTokens,
        random: state.random.fork(),
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

      // KL: each token's reward is its penalty, and the last token gets the score as well.
      let rewards = episodes.map(({ logProbs, referenceLogProbs, score }) =>
        penalisedRewards(logProbs, referenceLogProbs, score, settings.klCoefficient),
      );
      if (settings.whitenRewards) rewards = whiten(rewards, true);

      // Advantages and returns.
      episodes.forEach((episode, index) => {
        const { discount, gaeLambda } = settings;
        Object.assign(
          episode,
          generalisedAdvantages(rewards[index]!, episode.values, discount, gaeLambda),
        );
      });
      if (settings.whitenAdvantages) {
        const whitened = whiten(episodes.map(({ advantages }) => advantages));
        episodes.forEach((episode, index) => (episode.advantages = whitened[index]!));
      }

      // Epochs of clipped updates over minibatches.
      const rates = {
        policy: annealed(settings.learningRate),
        value: annealed(settings.valueLearningRate),
      };
      const updates: UpdateStatistics[] = [];
      for (let epoch = 0; epoch < settings.ppoEpochs; epoch++) {
        const minibatches =
          epoch === 0 ? firstEpoch : splitMinibatches(episodes, settings.minibatches, state.random);
        for (const minibatch of minibatches) {
          const done = updates.length / (settings.ppoEpochs * minibatches.length);
          const progress = rolloutShare + scoreShare + (1 - rolloutShare - scoreShare) * done;
          updates.push(yield* update(minibatch, state, input, rates, progress));
        }
      }

      state.iteration += 1;
      const metrics = summarise(episodes, updates, settings, rates.policy, state.iteration);
      yield { type: 'metrics', iteration: state.iteration, metrics };
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
  } finally {
    disposePpoState(state);
  }
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
