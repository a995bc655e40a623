// Samples replies for many conversations, in batches of a size that fits memory; the same seed gives the same replies.
import type { Message } from '../../src/contract/records';
import type { Random } from '../../src/core/rng';
import type { TokenDialogue } from '../../src/nn/dialogue-batch';
import { generateAll } from '../../src/nn/generate';
import { encodeForReply, type LanguageModel } from '../../src/nn/language-model';
import type { Parameters } from '../../src/nn/parameters';
import type { Tokenizer } from '../../src/nn/tokenizer';
import { UsageError } from './options';
import { promptOf, type Row } from './rows';

export interface Reply extends TokenDialogue {
  text: string;
  ended: boolean;
}

const rowsAtOnce = 32;

/** @throws UsageError that names the row, when a conversation and its reply do not fit the model */
export function requireRoom(
  { tokenizer, parameters }: LanguageModel,
  rows: readonly Row[],
  maxNewTokens: number,
): void {
  for (const row of rows) {
    try {
      const { contextLength } = parameters.config;
      encodeForReply(tokenizer, promptOf(row), contextLength, maxNewTokens);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      throw new UsageError(`${row.where}: ${(error as Error).message}`);
    }
  }
}

/** One reply a conversation, in their order. */
export async function replyToAll(
  model: { parameters: Parameters; tokenizer: Tokenizer },
  conversations: readonly Message[][],
  sampling: { temperature: number; topK: number; topP: number; maxNewTokens: number },
  random: Random,
): Promise<Reply[]> {
  const { parameters, tokenizer } = model;
  const prompts = conversations.map((messages) =>
    encodeForReply(tokenizer, messages, parameters.config.contextLength, sampling.maxNewTokens),
  );
  const replies: Reply[] = [];
  for (let at = 0; at < prompts.length; at += rowsAtOnce) {
    const batch = prompts.slice(at, at + rowsAtOnce);
    const rows = await generateAll(parameters, batch, {
      sampling,
      endTokenId: tokenizer.endTokenId,
      padTokenId: tokenizer.padTokenId,
      random: random.fork(),
    });
    rows.forEach(({ tokens, ending }, row) =>
      replies.push({
        prompt: batch[row]!,
        reply: tokens,
        text: tokenizer.decode(tokens),
        ended: ending === 'end',
      }),
    );
  }
  return replies;
}
