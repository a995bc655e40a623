// One reward model or several that judge together (Coste et al. 2023): their scores, and the one file that they are
// stored in. An ensemble of one is a reward model. Training is reward-ensemble-training.ts; how scores become one,
// core/reward-sum.ts.
import type { RewardModelState } from '../contract/messages';
import type { Message } from '../contract/records';
import { replyFactNames } from '../contract/reply-facts';
import { reduceMembers } from '../core/reward-sum';
import type { TokenDialogue } from '../nn/dialogue-batch';
import type { LanguageModel } from '../nn/language-model';
import { exportParameters, hasLinearHead } from '../nn/parameters';
import { readSafetensors, writeSafetensors, type NamedArrays } from '../nn/safetensors';
import {
  disposeRewardModel,
  rewardModelOf,
  scoreTokens,
  toTokens,
  type RewardModel,
} from './reward-scoring';

/** Owns its members; dispose with `disposeRewardEnsemble`. */
export interface RewardEnsemble {
  /** One at least; each has its own scale, and the scores on it are comparable. */
  members: RewardModel[];
}

export function disposeRewardEnsemble({ members }: RewardEnsemble): void {
  members.forEach(disposeRewardModel);
}

/** Normalised scores[member][dialogue]. */
export async function memberScores(
  { members }: RewardEnsemble,
  dialogues: readonly TokenDialogue[],
): Promise<number[][]> {
  const scores: number[][] = [];
  for (const member of members) scores.push(await scoreTokens(member, dialogues));
  return scores;
}

/**
 * The members' mean for replies in words, read as finished replies.
 * @throws Error when a reply alone does not fit the context
 */
export async function scoreWithEnsemble(
  ensemble: RewardEnsemble,
  dialogues: { messages: Message[]; reply: string }[],
): Promise<number[]> {
  const tokens = dialogues.map((dialogue) => toTokens(ensemble.members[0]!, dialogue));
  return reduceMembers(await memberScores(ensemble, tokens), 'mean');
}

/** Under it a linear head's file says which facts its weights are for. */
const factsKey = 'reply_facts';

/** A single model's tensors under their own names, those of member n of several under `n/`. */
export async function exportRewardEnsemble({ members }: RewardEnsemble): Promise<ArrayBuffer> {
  const arrays: NamedArrays = {};
  for (const [index, { parameters }] of members.entries()) {
    const prefix = members.length === 1 ? '' : `${index}/`;
    for (const [name, array] of Object.entries(await exportParameters(parameters))) {
      arrays[`${prefix}${name}`] = array;
    }
  }
  const isLinear = members.some(({ parameters }) => hasLinearHead(parameters));
  const metadata = { format: 'pt', ...(isLinear && { [factsKey]: replyFactNames.join() }) };
  return writeSafetensors(arrays, { metadata });
}

/**
 * A stored reward model or ensemble; caller disposes.
 * @param base the model it was trained from, for its shape and tokenizer
 * @throws Error in plain words when the weights are damaged, have no scalar head or are for other facts than are counted now
 */
export function restoreRewardEnsemble(
  base: LanguageModel,
  { weights, normalisation, members = [] }: RewardModelState,
): RewardEnsemble {
  const { arrays, metadata } = readSafetensors(weights);
  const facts = metadata[factsKey];
  if (facts !== undefined && facts !== replyFactNames.join()) {
    throw new Error(
      'This reward model was trained by another version of the app, which counted other facts of a reply. Train it anew.',
    );
  }
  if (members.length === 0) return { members: [rewardModelOf(base, arrays, normalisation)] };
  const restored: RewardEnsemble = { members: [] };
  try {
    members.forEach((own, index) => {
      const prefix = `${index}/`;
      const named = Object.entries(arrays).filter(([name]) => name.startsWith(prefix));
      const mine = named.map(([name, array]) => [name.slice(prefix.length), array] as const);
      restored.members.push(rewardModelOf(base, Object.fromEntries(mine), own));
    });
    return restored;
  } catch (error) {
    disposeRewardEnsemble(restored);
    throw error;
  }
}
