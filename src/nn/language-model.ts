// A language model as the rest of the app handles it: weights and tokenizer together, read from the files of a
// Hugging Face folder, and a conversation cut to what fits its context. Fetches nothing; samples nothing.
import type { ModelFiles } from '../contract/messages';
import type { Message } from '../contract/records';
import { fromHuggingFaceConfig } from './model-config';
import {
  disposeParameters,
  exportParameters,
  importParameters,
  type Parameters,
} from './parameters';
import { readSafetensors, writeSafetensors } from './safetensors';
import { createTokenizer, type Tokenizer } from './tokenizer';

/** Owns its weights; dispose with `disposeLanguageModel`. */
export interface LanguageModel {
  parameters: Parameters;
  tokenizer: Tokenizer;
}

/**
 * Builds a model from its files. A scalar head in the weights is kept (reward models).
 * @throws Error in plain words that names the file when one is damaged, or when they do not belong together
 */
export function loadLanguageModel(files: ModelFiles): LanguageModel {
  const config = fromHuggingFaceConfig(files.config);
  const tokenizer = createTokenizer(files.tokenizer, files.tokenizerConfig);
  if (tokenizer.vocabularySize !== config.vocabularySize) {
    throw new Error(
      `The tokenizer has ${tokenizer.vocabularySize} tokens, the model ${config.vocabularySize}: ` +
        'these files do not belong together.',
    );
  }
  const { arrays } = readSafetensors(files.weights);
  return { parameters: importParameters(config, arrays), tokenizer };
}

export function disposeLanguageModel(model: LanguageModel): void {
  disposeParameters(model.parameters);
}

/** The weights as a safetensors file under Hugging Face's names, float32. */
export async function exportWeights(parameters: Parameters): Promise<ArrayBuffer> {
  return writeSafetensors(await exportParameters(parameters), { metadata: { format: 'pt' } });
}

/** Thrown when a text does not fit into the model's context, whatever is left out before it. */
export class TooLongError extends Error {
  override readonly name = 'TooLongError';
}

/**
 * Token ids of a conversation, ready for a reply. Where it is too long, the oldest turns are dropped (a system
 * message stays) until the reply has room.
 * @param contextLength longest sequence of the model, tokens
 * @param replyTokens room to leave for the reply, tokens
 * @throws TooLongError when even the last turn alone leaves no room
 */
export function encodeForReply(
  tokenizer: Tokenizer,
  messages: readonly Message[],
  contextLength: number,
  replyTokens: number,
): number[] {
  const room = contextLength - replyTokens;
  const system = messages.filter(({ role }) => role === 'system');
  let turns = messages.filter(({ role }) => role !== 'system');
  for (;;) {
    const ids = tokenizer.encodeChat([...system, ...turns], { addGenerationPrompt: true });
    if (ids.length <= room) return ids;
    // A conversation opens with the person's turn: what answered a dropped turn goes with it.
    const next = turns.findIndex(({ role }, index) => index > 0 && role === 'user');
    if (next < 0) {
      throw new TooLongError(
        `The last message is too long: ${ids.length} tokens, and the model reads ${contextLength} at most, ` +
          `${replyTokens} of them kept for the reply. Shorten the message or the reply.`,
      );
    }
    turns = turns.slice(next);
  }
}
