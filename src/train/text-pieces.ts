// How a plain text becomes tokens to learn from or to be measured on, as in pretraining.
import { specialTokens } from '../core/chat-template';
import type { TokenDialogue } from '../nn/dialogue-batch';
import type { Tokenizer } from '../nn/tokenizer';

/**
 * The whole text and its end token count, after the token that announces a text. One that exceeds the context is cut
 * into several pieces, each after the last token of the one before.
 * @param contextLength longest sequence of the model, tokens
 */
export function textPieces(
  text: string,
  tokenizer: Tokenizer,
  contextLength: number,
): TokenDialogue[] {
  const ids = [
    tokenizer.specialTokenId(specialTokens.text),
    ...tokenizer.encode(text),
    tokenizer.endTokenId,
  ];
  const pieces: TokenDialogue[] = [];
  for (let at = 0; at + 1 < ids.length; at += contextLength - 1) {
    pieces.push({ prompt: [ids[at]!], reply: ids.slice(at + 1, at + contextLength) });
  }
  return pieces;
}
