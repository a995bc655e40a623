// A dialogue in tokens as words, for what reads text: rules, and the plain facts that a linear reward model is told.
import type { RuleCase } from '../contract/messages';
import { specialTokens } from '../core/chat-template';
import type { TokenDialogue } from '../nn/dialogue-batch';
import type { Tokenizer } from '../nn/tokenizer';

/** The last turn of the person, and the reply. */
export function inWords({ prompt, reply }: TokenDialogue, tokenizer: Tokenizer): RuleCase {
  const opening = prompt.lastIndexOf(tokenizer.specialTokenId(specialTokens.user));
  const turn = prompt.slice(opening + 1);
  const end = turn.indexOf(tokenizer.endTokenId);
  return {
    prompt: tokenizer.decode(end < 0 ? turn : turn.slice(0, end)),
    reply: tokenizer.decode(reply),
  };
}
