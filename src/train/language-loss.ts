// How well a model still knows language: log-probabilities of dialogues that nothing is trained on. Trains nothing,
// samples nothing.
import {
  chunkDialogues,
  packDialogues,
  replyLogProbs,
  type TokenDialogue,
} from '../nn/dialogue-batch';
import type { Parameters } from '../nn/parameters';

/** Padded tokens in one forward pass. */
const chunkTokens = 2048;

/**
 * Sum of the log-probabilities of each reply's tokens, in nats, at temperature 1. Yields after each forward pass.
 * @returns one sum a dialogue, in their order
 */
export async function* replyLogProbSums(
  parameters: Parameters,
  dialogues: readonly TokenDialogue[],
  padTokenId: number,
): AsyncGenerator<void, number[]> {
  const sums = dialogues.map(() => 0);
  for (const indices of chunkDialogues(dialogues, chunkTokens)) {
    const own = indices.map((index) => dialogues[index]!);
    const packed = packDialogues(own, padTokenId, parameters.config.contextLength);
    const { logProbs, entropies } = replyLogProbs(parameters, packed, 1);
    const data = await logProbs.data();
    logProbs.dispose();
    entropies.dispose();
    let at = 0;
    packed.replyLengths.forEach((length, row) => {
      for (let t = 0; t < length; t++) sums[indices[row]!]! += data[at++]!;
    });
    yield;
  }
  return sums;
}

/** Nats per token of the replies, all tokens alike; what `lab loss` calls `nats_per_token`. */
export async function* languageLoss(
  parameters: Parameters,
  dialogues: readonly TokenDialogue[],
  padTokenId: number,
): AsyncGenerator<void, number> {
  const sums = yield* replyLogProbSums(parameters, dialogues, padTokenId);
  const tokens = dialogues.reduce((sum, { reply }) => sum + reply.length, 0);
  return -sums.reduce((sum, x) => sum + x, 0) / tokens;
}
