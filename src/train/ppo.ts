// Stage 3: PPO against the reward model with a penalty on the KL divergence from the base model, in the order of
// Ziegler et al. 2019 and Ouyang et al. 2022 (details: Huang et al. 2022 and 2024, TRL's PPOTrainer): rollout, score,
// KL, advantages, epochs. What a run owns is ppo-state.ts; measuring replies is ppo-episodes.ts, one clipped update
// ppo-update.ts; losses, statistics and advantages come from nn/ and core/.
import type { Settings } from '../contract/config';
import { generalisedAdvantages } from '../core/gae';
import { penalisedRewards } from '../core/kl';
import { Random } from '../core/rng';
import { linearDecay } from '../core/schedules';
import { whiten } from '../core/whitening';
import { generate, type GeneratedRow } from '../nn/generate';
import { encodeForReply, exportWeights, type LanguageModel } from '../nn/language-model';
import type { Parameters } from '../nn/parameters';
import { measureEpisodes, newEpisode, splitMinibatches } from './ppo-episodes';
import { rolloutShare, scoreShare, type PpoEvent, type PpoInput, type Steps } from './ppo-events';
import {
  createPpoState,
  disposePpoState,
  restorePpoState,
  savePpoState,
  type PpoState,
} from './ppo-state';
import { summarise, update, type UpdateStatistics } from './ppo-update';
import { RuleError } from './reward';

export type { PpoEvent, PpoInput };

/**
 * Runs PPO and yields what happens; between any two events the caller may let others use the backend, or wait. Ending
 * the generator early frees everything. A run resumed from its own `resumeState` gives the same bits as one that was
 * never interrupted (where the backend itself repeats).
 * @throws Error named `DivergedError` when a loss is no longer a number
 */
export async function* ppo(input: PpoInput): AsyncGenerator<PpoEvent, void> {
  // The clock stands still while the caller does something else between two events.
  const steps = iterate(input);
  let busyMs = 0;
  try {
    for (;;) {
      const before = performance.now();
      const step = await steps.next();
      busyMs += performance.now() - before;
      if (step.done) return;
      if (step.value.type === 'metrics') step.value.metrics['time/iteration'] = busyMs;
      if (step.value.type !== 'phase') busyMs = 0;
      yield step.value;
    }
  } finally {
    await steps.return();
  }
}

async function* iterate(input: PpoInput): Steps<void> {
  const { base, reward, settings, control } = input;
  const prompts = encodePrompts(base, input.trainingPrompts, settings);
  const state = input.resume
    ? restorePpoState(base.parameters.config, input.resume.state)
    : createPpoState(base.parameters, reward.backbone ?? base.parameters, settings.seed);
  const annealed = (rate: number) =>
    settings.annealLearningRate ? linearDecay(rate, state.iteration, settings.iterations) : rate;
  let latest = { score: null as number | null, kl: null as number | null };
  let savedIteration = input.resume ? state.iteration : null;
  let randomBefore = state.random.state();
  try {
    if (!input.resume) yield* answerSamplePrompts(state, input);
    while (state.iteration < settings.iterations && !control.stopRequested) {
      // Rollout: a reply to each of a batch of prompts.
      randomBefore = state.random.state();
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
      randomBefore = state.random.state();
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
  } catch (error) {
    // A rule that fails costs nothing: finished iterations are kept, and this one is as if it had never begun.
    if (error instanceof RuleError && savedIteration !== state.iteration) {
      state.random = new Random(randomBefore);
      yield* checkpoint(state, latest);
    }
    throw error;
  } finally {
    disposePpoState(state);
  }
}

/** Answers the fixed prompts with the likeliest replies, so that any change is the policy's. */
async function* answerSamplePrompts(state: PpoState, input: PpoInput): Steps<void> {
  const { base, reward, settings, samplePrompts } = input;
  if (samplePrompts.length === 0) return;
  const prompts = encodePrompts(base, samplePrompts, settings);
  const greedy: SampleOptions = {
    temperature: 0,
    maxNewTokens: settings.maxNewTokens,
    random: new Random(settings.seed),
    phase: 'sample',
    control: null,
  };
  const rows = (yield* sample(state.policy, base, prompts, greedy))!;
  const { total: scores } = await reward.score(
    rows.map(({ tokens }, index) => ({ prompt: prompts[index]!, reply: tokens })),
  );
  const replies = rows.map(({ tokens }, index) => ({
    prompt: samplePrompts[index]!,
    reply: base.tokenizer.decode(tokens),
    score: scores[index]!,
  }));
  yield { type: 'samples', iteration: state.iteration, replies };
}

interface SampleOptions {
  temperature: number;
  maxNewTokens: number;
  random: Random;
  phase: 'rollout' | 'sample';
  /** Looked at after every token; null where the replies are wanted in any case. */
  control: PpoInput['control'] | null;
}

/**
 * One reply a prompt; the phase's progress is that of the longest reply so far.
 * @returns null when a stop was requested meanwhile
 */
async function* sample(
  policy: Parameters,
  { tokenizer }: LanguageModel,
  prompts: number[][],
  { temperature, maxNewTokens, random, phase, control }: SampleOptions,
): Steps<GeneratedRow[] | null> {
  const generation = generate(policy, prompts, {
    sampling: { temperature, topK: 0, topP: 1, maxNewTokens },
    endTokenId: tokenizer.endTokenId,
    padTokenId: tokenizer.padTokenId,
    random,
  });
  const share = phase === 'rollout' ? rolloutShare : 1;
  try {
    let tokens = 0;
    let step = await generation.next();
    while (!step.done) {
      tokens += 1;
      yield { type: 'phase', phase, progress: (share * tokens) / maxNewTokens };
      if (control?.stopRequested) return null;
      step = await generation.next();
    }
    return step.value;
  } finally {
    await generation.return([]);
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

/** Prompts without repetition while there are enough of them. */
function drawPrompts(prompts: number[][], count: number, random: Random): number[][] {
  const drawn: number[][] = [];
  while (drawn.length < count)
    drawn.push(...random.shuffled(prompts).slice(0, count - drawn.length));
  return drawn;
}

function encodePrompts(base: LanguageModel, prompts: string[], settings: Settings): number[][] {
  if (prompts.length === 0) throw new Error('PPO needs at least one prompt to practise on.');
  const { contextLength } = base.parameters.config;
  return prompts.map((content) =>
    encodeForReply(
      base.tokenizer,
      [{ role: 'user', content }],
      contextLength,
      settings.maxNewTokens,
    ),
  );
}
