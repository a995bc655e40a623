// The episodes of one PPO iteration: what is known of each sampled reply, how it is measured under the four models, and
// how episodes are dealt into minibatches. Updates nothing; the loop is ppo.ts.
import * as tf from '@tensorflow/tfjs';
import type { RewardPartName } from '../contract/metrics';
import type { Random } from '../core/rng';
import {
  chunkDialogues,
  packDialogues,
  replyLogProbs,
  replyValues,
  splitByRow,
  type DialogueBatch,
} from '../nn/dialogue-batch';
import type { GeneratedRow } from '../nn/generate';
import type { LanguageModel } from '../nn/language-model';
import { rolloutShare, scoreShare, type PpoInput, type Steps } from './ppo-events';
import type { PpoState } from './ppo-state';
import type { RewardPartScores } from './reward';

/** One sampled reply and everything PPO knows about it; arrays hold a number per reply token. */
export interface Episode {
  prompt: number[];
  reply: number[];
  ended: boolean;
  /** Under the policy that sampled, nats, at the sampling temperature. */
  logProbs: number[];
  referenceLogProbs: number[];
  values: number[];
  /** What the reward gives, less the penalty for a missing end. */
  score: number;
  /** What the parts of the reward give, where it has several. */
  rewardParts: Partial<Record<RewardPartName, number>>;
  advantages: number[];
  returns: number[];
}

/** Padded tokens that one forward or backward pass holds at most. */
const chunkTokens = 1024;
/** An episode of which nothing is known yet but the reply. */
export function newEpisode(prompt: number[], { tokens, ending }: GeneratedRow): Episode {
  return {
    prompt,
    reply: tokens,
    ended: ending === 'end',
    logProbs: [],
    referenceLogProbs: [],
    values: [],
    score: 0,
    rewardParts: {},
    advantages: [],
    returns: [],
  };
}

/** Fills in what policy, reference, value model and reward say of each episode, chunk by chunk. */
export async function* measureEpisodes(
  chunks: Episode[][],
  state: PpoState,
  { base, reward, settings }: PpoInput,
): Steps<void> {
  for (const [index, chunk] of chunks.entries()) {
    const packed = pack(chunk, base);
    const tensors = tf.tidy(() => [
      replyLogProbs(state.policy, packed, settings.temperature).logProbs,
      replyLogProbs(base.parameters, packed, settings.temperature).logProbs,
      replyValues(state.value, packed),
    ]);
    const [logProbs, referenceLogProbs, values] = await readAll(tensors);
    const { total, parts } = await reward.score(chunk);
    const rows = {
      logProbs: splitByRow(packed, logProbs!),
      referenceLogProbs: splitByRow(packed, referenceLogProbs!),
      values: splitByRow(packed, values!),
    };
    chunk.forEach((episode, row) => {
      episode.logProbs = rows.logProbs[row]!;
      episode.referenceLogProbs = rows.referenceLogProbs[row]!;
      episode.values = rows.values[row]!;
      episode.score = total[row]!;
      episode.rewardParts = rowOf(parts, row);
    });
    const progress = rolloutShare + (scoreShare * (index + 1)) / chunks.length;
    yield { type: 'phase', phase: 'score', progress };
  }
}

/** What each part gives one dialogue. */
function rowOf(parts: RewardPartScores, row: number): Episode['rewardParts'] {
  return Object.fromEntries(Object.entries(parts).map(([name, scores]) => [name, scores[row]!]));
}

/**
 * A random split into minibatches of nearly equal size, each cut into chunks of similar length that fit one pass.
 * @returns minibatches of chunks of episodes
 */
export function splitMinibatches(
  episodes: Episode[],
  minibatches: number,
  random: Random,
): Episode[][][] {
  const order = random.shuffled(episodes);
  const count = Math.min(minibatches, order.length);
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * order.length) / count);
    const to = Math.floor(((index + 1) * order.length) / count);
    const own = order.slice(from, to);
    return chunkDialogues(own, chunkTokens).map((indices) => indices.map((i) => own[i]!));
  });
}

/** Episodes as one padded batch, for a forward pass of any of the models. */
export function pack(episodes: Episode[], { tokenizer, parameters }: LanguageModel): DialogueBatch {
  return packDialogues(episodes, tokenizer.padTokenId, parameters.config.contextLength);
}

/** Reads tensors back and disposes them. */
export async function readAll(tensors: tf.Tensor[]): Promise<Float32Array[]> {
  const data = await Promise.all(tensors.map((tensor) => tensor.data()));
  tf.dispose(tensors);
  return data as Float32Array[];
}
