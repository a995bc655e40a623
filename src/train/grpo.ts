// GRPO (Shao et al. 2024, DeepSeekMath) on the reward model: PPO without a value model. Each reply's advantage is its
// score against the other replies to its prompt; the price of drifting stands in the loss instead of the reward. In the
// paper's order: rollout of groups, score, group advantages, epochs of clipped updates. One update is grpo-update.ts.
import type { GrpoMetrics } from '../contract/metrics';
import { groupAdvantages } from '../core/group-advantages';
import { mean } from '../core/statistics';
import { grpoUpdate, type GrpoReply, type GrpoUpdate } from './grpo-update';
import { withIterationTime } from './iteration-clock';
import { optimiseProgress, type MethodEvent, type MethodInput, type Steps } from './method-events';
import { splitMinibatches } from './minibatches';
import { trainPolicy } from './policy-run';
import { learningRateAt } from './policy-step';
import type { Finished, Learned } from './run-rhythm';
import type { PolicyState } from './run-state';
import { measureReplies, outcomeOf, sampleReplies } from './scored-replies';

/**
 * Runs GRPO; events, stopping and resuming are as PPO's.
 * @throws Error named `DivergedError` when a loss is no longer a number
 */
export function grpo(input: MethodInput): AsyncGenerator<MethodEvent<GrpoMetrics>, void> {
  return withIterationTime(
    trainPolicy('grpo', input, (state, prompts) => iterate(state, prompts, input)),
  );
}

async function* iterate(
  state: PolicyState,
  prompts: number[][],
  input: MethodInput,
): Steps<Finished<Learned<GrpoMetrics>> | null> {
  const { settings } = input;
  // Rollout: G replies to each of a few prompts, and their scores.
  const size = settings.repliesPerPrompt;
  const scored = yield* sampleReplies(state.policy, prompts, size, state, input);
  if (!scored) return null;

  // Advantages: each score against its group.
  const group = groupAdvantages(
    scored.map(({ score }) => score),
    size,
    settings.groupScaling,
  );
  const replies = scored.map((reply, index): GrpoReply => {
    return { ...reply, advantage: group.advantages[index]!, ratios: [], clipped: [] };
  });

  // Log-probabilities under policy and reference, in the very chunks that the first epoch trains on: its first
  // ratio is then exactly 1.
  const firstEpoch = splitMinibatches(replies, settings.minibatches, state.random);
  yield* measureReplies(firstEpoch.flat(), state.policy, input);

  // Epochs of clipped updates over minibatches.
  const learningRate = learningRateAt(settings, state.iteration);
  const updates: GrpoUpdate[] = [];
  for (let epoch = 0; epoch < settings.ppoEpochs; epoch++) {
    const minibatches =
      epoch === 0 ? firstEpoch : splitMinibatches(replies, settings.minibatches, state.random);
    for (const minibatch of minibatches) {
      const done = updates.length / (settings.ppoEpochs * minibatches.length);
      const progress = optimiseProgress(done);
      updates.push(yield* grpoUpdate(minibatch, state, input, learningRate, progress));
    }
  }
  const perUpdate = (pick: (update: GrpoUpdate) => number) => mean(updates.map(pick));
  const outcome = outcomeOf(replies, state.iteration + 1);
  const metrics = {
    ...outcome,
    reward: outcome['objective/scores'],
    reward_std: group.meanDeviation,
    frac_reward_zero_std: group.shareWithoutDifference,
    kl: perUpdate(({ kl }) => kl),
    entropy: perUpdate(({ entropy }) => entropy),
    'clip_ratio/region_mean': perUpdate(({ clipShare }) => clipShare),
    'completions/mean_length': outcome['reply/mean_length'],
    'completions/clipped_ratio': 1 - outcome['val/num_eos_tokens'] / replies.length,
    loss: perUpdate(({ loss }) => loss),
    grad_norm: perUpdate(({ gradientNorm }) => gradientNorm),
    learning_rate: learningRate,
  };
  const used = replies.map((reply) => {
    return { ...reply, advantages: reply.reply.map(() => reply.advantage) };
  });
  const charge = { klCoefficient: settings.klCoefficient, estimator: 'k3' as const };
  return { metrics, replies: used, charge };
}
