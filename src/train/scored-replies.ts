// An iteration's replies, several to each of a few prompts: sampled, scored by the reward, measured under policy and
// reference. What a method then does with them is its own file; PPO measures values besides (ppo-episodes.ts).
import * as tf from '@tensorflow/tfjs';
import type { OutcomeMetrics } from '../contract/metrics';
import { klEstimators, type KlEstimators } from '../core/kl';
import { Random } from '../core/rng';
import { mean } from '../core/statistics';
import { dialogueTrunk, replyLogProbs, splitByRow, type TokenDialogue } from '../nn/dialogue-batch';
import type { Parameters } from '../nn/parameters';
import { rolloutShare, scoreShare, type MethodInput, type Steps } from './method-events';
import { pack, readAll } from './minibatches';
import { partMeans, partsOfRow, type RowOfParts } from './reward';
import { drawPrompts, sample } from './rollout';
import type { Position } from './run-state';

/** One sampled reply; arrays hold a number per reply token. */
export interface ScoredReply extends TokenDialogue {
  ended: boolean;
  /** What the reward gives, less the penalty for a missing end. */
  score: number;
  /** What the parts of the reward give, where it has several. */
  rewardParts: RowOfParts;
  /** Under the policy that sampled, nats, at the sampling temperature; empty until they are measured. */
  logProbs: number[];
  referenceLogProbs: number[];
}

/**
 * `rolloutBatchSize` replies, or the multiple of `repliesPerPrompt` below it (one group at least), and their scores.
 * Replies to one prompt are neighbours.
 * @returns null when a stop was requested meanwhile: `position` is then as if the iteration had never begun
 */
export async function* sampleReplies(
  policy: Parameters,
  prompts: number[][],
  repliesPerPrompt: number,
  position: Position,
  input: MethodInput,
): Steps<ScoredReply[] | null> {
  const { base, settings, control } = input;
  const randomBefore = position.random.state();
  const count = Math.max(1, Math.floor(settings.rolloutBatchSize / repliesPerPrompt));
  const batch = drawPrompts(prompts, count, position.random).flatMap((prompt) =>
    Array.from({ length: repliesPerPrompt }, () => prompt),
  );
  const rows = yield* sample(policy, base, batch, {
    temperature: settings.temperature,
    maxNewTokens: settings.maxNewTokens,
    random: position.random.fork(),
    phase: 'rollout',
    control,
  });
  if (!rows) {
    // A resumed run draws the same prompts and replies again.
    position.random = new Random(randomBefore);
    return null;
  }
  return scoreReplies(
    rows.map(({ tokens, ending }, row) => ({
      prompt: batch[row]!,
      reply: tokens,
      ended: ending === 'end',
    })),
    input,
  );
}

/**
 * Scores replies as every method of a run sees them.
 * @throws RuleError when a rule gives no scores
 */
export async function scoreReplies<Reply extends TokenDialogue & { ended: boolean }>(
  replies: readonly Reply[],
  { reward, settings }: Pick<MethodInput, 'reward' | 'settings'>,
): Promise<(Reply & ScoredReply)[]> {
  const { total, parts } = await reward.score(replies);
  return replies.map((reply, index) => ({
    logProbs: [],
    referenceLogProbs: [],
    ...reply,
    score: total[index]! - (reply.ended ? 0 : settings.missingEndPenalty),
    rewardParts: partsOfRow(parts, index),
  }));
}

/**
 * Fills in the log-probabilities of each reply under policy and reference, chunk by chunk.
 * @param shared how many leading layers these two have in common
 */
export async function* measureReplies(
  chunks: ScoredReply[][],
  policy: Parameters,
  { base, settings }: MethodInput,
  shared = 0,
): Steps<void> {
  for (const [index, chunk] of chunks.entries()) {
    const packed = pack(chunk, base);
    const tensors = tf.tidy(() => {
      const trunk = dialogueTrunk(base.parameters, packed, shared);
      return [policy, base.parameters].map(
        (model) => replyLogProbs(model, packed, settings.temperature, trunk).logProbs,
      );
    });
    const [own, reference] = (await readAll(tensors)).map((flat) => splitByRow(packed, flat));
    chunk.forEach((reply, row) => {
      reply.logProbs = own![row]!;
      reply.referenceLogProbs = reference![row]!;
    });
    const progress = rolloutShare + (scoreShare * (index + 1)) / chunks.length;
    yield { type: 'phase', phase: 'score', progress };
  }
}

const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Nats a reply: the estimates summed over its tokens, averaged over replies. */
export function meanKl(
  replies: readonly Pick<ScoredReply, 'logProbs' | 'referenceLogProbs'>[],
  estimator: keyof KlEstimators,
): number {
  return mean(
    replies.map(({ logProbs, referenceLogProbs }) =>
      total(logProbs.map((logProb, t) => klEstimators(logProb, referenceLogProbs[t]!)[estimator])),
    ),
  );
}

/** What every method reports of an iteration's replies, by the definitions of PPO's table; they must be measured. */
export function outcomeOf(replies: readonly ScoredReply[], iteration: number): OutcomeMetrics {
  return {
    ...drawnOutcome(replies, iteration),
    'objective/kl': meanKl(replies, 'k1'),
    'objective/entropy': mean(replies.map(({ logProbs }) => -total(logProbs))),
    // Set by the clock around the loop.
    'time/iteration': 0,
  };
}

/** Of these what needs no log-probabilities. */
export function drawnOutcome(
  replies: readonly ScoredReply[],
  iteration: number,
): Omit<OutcomeMetrics, 'objective/kl' | 'objective/entropy' | 'time/iteration'> {
  return {
    'objective/scores': mean(replies.map(({ score }) => score)),
    'val/num_eos_tokens': replies.filter(({ ended }) => ended).length,
    'reply/mean_length': mean(replies.map(({ reply }) => reply.length)),
    episode: iteration * replies.length,
    ...partMeans(replies.map(({ rewardParts }) => rewardParts)),
  };
}
