// Rejection-sampling fine-tuning (Dong et al. 2023, RAFT; Touvron et al. 2023, Llama 2, section 3.2.3): sample n replies to
// each prompt, keep the best by the reward model, fine-tune on them as on demonstrations, repeat with the policy that
// came out. No advantages, no clipping, no price on the KL.
import * as tf from '@tensorflow/tfjs';
import type { RejectionMetrics } from '../contract/metrics';
import { bestOfEach } from '../core/best-of-n';
import { mean } from '../core/statistics';
import { addGradients, applyGradients, disposeGradients, startGradients } from '../nn/gradients';
import { withIterationTime } from './iteration-clock';
import { optimiseProgress, type MethodEvent, type MethodInput, type Steps } from './method-events';
import { readAll, splitChunks, splitMinibatches } from './minibatches';
import { trainPolicy } from './policy-run';
import { adamSettings, learningRateAt } from './policy-step';
import type { Finished, Learned } from './run-rhythm';
import type { PolicyState } from './run-state';
import { measureReplies, outcomeOf, sampleReplies, type ScoredReply } from './scored-replies';
import { languageLoss } from './sft';
import { replyTokens, toLanguageBatch } from './sft-data';

/**
 * Runs rounds of rejection-sampling fine-tuning; an iteration is a round. Events, stopping and resuming are as PPO's.
 * @throws Error named `DivergedError` when a loss is no longer a number
 */
export function rejection(input: MethodInput): AsyncGenerator<MethodEvent<RejectionMetrics>, void> {
  return withIterationTime(
    trainPolicy('rejection', input, (state, prompts) => iterate(state, prompts, input)),
  );
}

async function* iterate(
  state: PolicyState,
  prompts: number[][],
  input: MethodInput,
): Steps<Finished<Learned<RejectionMetrics>> | null> {
  const { settings } = input;
  // Sample: n replies to each of a few prompts, and their scores.
  const n = settings.repliesPerPrompt;
  const replies = yield* sampleReplies(state.policy, prompts, n, state, input);
  if (!replies) return null;
  yield* measureReplies(splitChunks(replies), state.policy, input);

  // Reject all but the best reply to each prompt.
  const scores = replies.map(({ score }) => score);
  const kept = bestOfEach(scores, n).map((index) => replies[index]!);

  // Fine-tune: epochs over minibatches of the kept replies.
  const learningRate = learningRateAt(settings, state.iteration);
  const updates: { loss: number; gradientNorm: number }[] = [];
  for (let epoch = 0; epoch < settings.rejectionEpochs; epoch++) {
    const minibatches = splitMinibatches(kept, settings.minibatches, state.random);
    for (const minibatch of minibatches) {
      updates.push(await fineTuneStep(minibatch, state, input, learningRate));
      const done = updates.length / (settings.rejectionEpochs * minibatches.length);
      const progress = optimiseProgress(done);
      yield { type: 'phase', phase: 'optimise', progress };
    }
  }
  const metrics = {
    ...outcomeOf(replies, state.iteration + 1),
    'rejection/kept_scores': mean(kept.map(({ score }) => score)),
    loss: mean(updates.map(({ loss }) => loss)),
    grad_norm: mean(updates.map(({ gradientNorm }) => gradientNorm)),
    learning_rate: learningRate,
  };
  return { metrics, replies };
}

/** One AdamW step on the mean loss of a minibatch's reply tokens, summed over chunks. */
async function fineTuneStep(
  minibatch: ScoredReply[][],
  { policy, optimizer }: PolicyState,
  { base, settings }: MethodInput,
  learningRate: number,
): Promise<{ loss: number; gradientNorm: number }> {
  const count = replyTokens(minibatch.flat());
  const gradients = startGradients(optimizer);
  try {
    const losses = minibatch.map((chunk) =>
      addGradients(gradients, () =>
        tf.mul(languageLoss(policy, toLanguageBatch(chunk, base)), replyTokens(chunk) / count),
      ),
    );
    const norm = applyGradients(gradients, adamSettings(settings, learningRate));
    const [[gradientNorm], ...parts] = (await readAll([norm, ...losses])) as [
      Float32Array,
      ...Float32Array[],
    ];
    const loss = parts.reduce((sum, [part]) => sum + part!, 0);
    return { loss, gradientNorm: gradientNorm! };
  } finally {
    disposeGradients(gradients);
  }
}
