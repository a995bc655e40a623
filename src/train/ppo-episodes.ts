// The episodes of one PPO iteration: what is known of each sampled reply, and how it is measured under the four
// models. Updates nothing; the loop is ppo.ts.
import * as tf from '@tensorflow/tfjs';
import { novelty } from '../core/novelty';
import { dialogueTrunk, replyLogProbs, replyValues, splitByRow } from '../nn/dialogue-batch';
import type { GeneratedRow } from '../nn/generate';
import { rolloutShare, scoreShare, type MethodInput, type Steps } from './method-events';
import { pack, readAll } from './minibatches';
import type { PpoState } from './ppo-state';
import { scoreReplies, type ScoredReply } from './scored-replies';

/**
 * One sampled reply and everything PPO knows about it; arrays hold a number per reply token. Its `logProbs` are from a
 * training pass, or noted while sampling.
 */
export interface Episode extends ScoredReply {
  /** What it is paid beside its score for being unlike the others (setting `noveltyCoefficient`). */
  bonus: number;
  values: number[];
  advantages: number[];
  returns: number[];
  /** pi now / pi that sampled, as the last update that saw the episode found it; empty until one does. */
  ratios: number[];
  /** Whether that update's clip took the token's gradient away. */
  clipped: boolean[];
}

/** An episode of which nothing is known yet but the reply, and its log-probabilities where they were noted. */
export function newEpisode(
  prompt: number[],
  { tokens, ending, logProbs = [] }: GeneratedRow,
): Episode {
  return {
    prompt,
    reply: tokens,
    ended: ending === 'end',
    logProbs,
    referenceLogProbs: [],
    values: [],
    score: 0,
    rewardParts: {},
    bonus: 0,
    advantages: [],
    returns: [],
    ratios: [],
    clipped: [],
  };
}

/** Fills in what each episode is paid for being unlike those to other prompts. */
export function payNovelty(
  episodes: readonly Episode[],
  { base, settings }: Pick<MethodInput, 'base' | 'settings'>,
): void {
  if (settings.noveltyCoefficient === 0) return;
  const rarity = novelty(
    episodes.map(({ reply }) => base.tokenizer.decode(reply)),
    episodes.map(({ prompt }) => prompt.join()),
  );
  episodes.forEach((episode, index) => {
    episode.bonus = settings.noveltyCoefficient * rarity[index]!;
  });
}

/**
 * Fills in what policy, reference and value model say of each episode, chunk by chunk, and the reward where it has not
 * been asked before.
 */
export async function* measureEpisodes(
  chunks: Episode[][],
  { areScored }: { areScored: boolean },
  state: PpoState,
  input: MethodInput,
): Steps<void> {
  const { base, settings } = input;
  const { shared } = state;
  for (const [index, chunk] of chunks.entries()) {
    const packed = pack(chunk, base);
    const tensors = tf.tidy(() => {
      const trunk = dialogueTrunk(base.parameters, packed, shared.policy);
      return [
        replyLogProbs(state.policy, packed, settings.temperature, trunk).logProbs,
        replyLogProbs(base.parameters, packed, settings.temperature, trunk).logProbs,
        replyValues(state.value, packed, shared.value > 0 ? trunk : undefined),
      ];
    });
    const [logProbs, referenceLogProbs, values] = await readAll(tensors);
    const scored = areScored ? chunk : await scoreReplies(chunk, input);
    const rows = {
      logProbs: splitByRow(packed, logProbs!),
      referenceLogProbs: splitByRow(packed, referenceLogProbs!),
      values: splitByRow(packed, values!),
    };
    chunk.forEach((episode, row) => {
      if (settings.oldLogProbs === 'training') episode.logProbs = rows.logProbs[row]!;
      episode.referenceLogProbs = rows.referenceLogProbs[row]!;
      episode.values = rows.values[row]!;
      const { score, rewardParts } = scored[row]!;
      Object.assign(episode, { score, rewardParts });
    });
    const progress = rolloutShare + (scoreShare * (index + 1)) / chunks.length;
    yield { type: 'phase', phase: 'score', progress };
  }
}
