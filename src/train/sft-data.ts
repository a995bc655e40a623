// Demonstrations as fine-tuning reads them: tokens, batches, and which of them come when. Plain numbers; no tensors.
import type { Settings } from '../contract/config';
import type { Demonstration } from '../contract/records';
import { splitDemonstrations } from '../core/demonstrations';
import { Random } from '../core/rng';
import { packDialogues, type TokenDialogue } from '../nn/dialogue-batch';
import { encodeForReply, TooLongError, type LanguageModel } from '../nn/language-model';
import type { LanguageBatch } from './sft';

/** Demonstrations in tokens. */
export interface SftData {
  training: TokenDialogue[];
  heldOut: TokenDialogue[];
  /** Ids of those whose prompt and reply do not fit the context. */
  tooLong: string[];
}

/** Padded tokens that one forward and backward pass holds at most. */
const chunkTokens = 1024;

/**
 * Splits and encodes. Where a conversation is too long its oldest turns are left out; where the prompt alone is, the
 * whole demonstration.
 * @throws Error in plain words when there is nothing left to learn from
 */
export function prepareDemonstrations(
  { tokenizer, parameters }: LanguageModel,
  demonstrations: readonly Demonstration[],
  settings: Pick<Settings, 'sftHeldOutShare' | 'seed'>,
): SftData {
  const { contextLength } = parameters.config;
  const tooLong: string[] = [];
  const encode = ({ id, messages, reply: text }: Demonstration): TokenDialogue[] => {
    const reply = [...tokenizer.encode(text.trim()), tokenizer.endTokenId];
    try {
      return [{ prompt: encodeForReply(tokenizer, messages, contextLength, reply.length), reply }];
    } catch (error) {
      if (!(error instanceof TooLongError)) throw error;
      tooLong.push(id);
      return [];
    }
  };
  const split = splitDemonstrations(demonstrations, settings.sftHeldOutShare, settings.seed);
  const training = split.training.flatMap(encode);
  const heldOut = split.heldOut.flatMap(encode);
  if (training.length === 0) {
    throw new Error(
      tooLong.length > 0
        ? `Every demonstration is too long for this model, which reads ${contextLength} tokens at most. Shorten them.`
        : 'There are no demonstrations to learn from yet: add some first.',
    );
  }
  return { training, heldOut, tooLong };
}

/** The order of one pass, from the seed and the pass alone, so that a resumed fine-tuning needs no random state. */
export function epochOrder(count: number, seed: number, epoch: number): number[] {
  const indices = Array.from({ length: count }, (_, index) => index);
  return new Random(Math.imul(seed + 1, 0x9e3779b1) ^ epoch).shuffled(indices);
}

/** Groups of at most `chunkTokens` tokens, one dialogue at least. */
export function chunkDialogues(dialogues: readonly TokenDialogue[]): TokenDialogue[][] {
  const chunks: TokenDialogue[][] = [];
  let tokens = Infinity;
  for (const dialogue of dialogues) {
    const own = dialogue.prompt.length + dialogue.reply.length;
    if (tokens + own > chunkTokens) {
      chunks.push([]);
      tokens = 0;
    }
    chunks.at(-1)!.push(dialogue);
    tokens += own;
  }
  return chunks;
}

/** Rows whose reply tokens alone count. */
export function toLanguageBatch(
  dialogues: readonly TokenDialogue[],
  { tokenizer, parameters }: LanguageModel,
): LanguageBatch {
  const packed = packDialogues(dialogues, tokenizer.padTokenId, parameters.config.contextLength);
  const count = replyTokens(dialogues);
  return {
    batch: packed.rows,
    time: packed.time,
    tokens: packed.tokens,
    positions: packed.predicting.slice(0, count),
    targets: packed.targets.slice(0, count),
  };
}

export function replyTokens(dialogues: readonly TokenDialogue[]): number {
  return dialogues.reduce((sum, { reply }) => sum + reply.length, 0);
}
