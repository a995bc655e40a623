// Text such as the shipped models were pretrained on, for PPO's term on it (PPO-ptx, Ouyang et al. 2022; distillation):
// written by the small world's generator while the run goes on, so that nothing has to be fetched. Trains nothing.
import type { Settings } from '../contract/config';
import type { Random } from '../core/rng';
import type { TokenDialogue } from '../nn/dialogue-batch';
import type { Tokenizer } from '../nn/tokenizer';
import { WorldGenerator } from '../world/generate';
import { TextWriter } from '../world/texts';
import { textPieces } from './text-pieces';

/**
 * How many of the pieces are plain text; the others are chats, as in the last stage of pretraining. Where the policy is
 * only to stay as it was, none are: in chats it is meant to change, and the KL of its replies is paid for already.
 */
const textShares: Record<Settings['ptxTerm'], number> = { likelihood: 0.25, distillation: 1 };

export class PretrainingText {
  readonly #tokenizer: Tokenizer;
  readonly #longest: number;
  readonly #chats = new WorldGenerator({ fewShotShare: 0 });
  readonly #texts = new TextWriter();

  readonly #textShare: number;

  /** @param contextLength longest sequence of the model, tokens */
  constructor(tokenizer: Tokenizer, contextLength: number, term: Settings['ptxTerm']) {
    this.#tokenizer = tokenizer;
    this.#longest = contextLength;
    this.#textShare = textShares[term];
  }

  /** Pieces to learn from; the loss counts their `reply`: a chat's last reply, or a whole text. */
  draw(count: number, random: Random): TokenDialogue[] {
    return Array.from({ length: count }, () =>
      random.uniform() < this.#textShare ? this.#text(random) : this.#chat(random),
    );
  }

  #chat(random: Random): TokenDialogue {
    for (;;) {
      const { messages } = this.#chats.chat(random);
      const { ids, replyMask } = this.#tokenizer.encodeDialogueWithMask(messages);
      const from = replyMask.lastIndexOf(0) + 1;
      // Nearly all fit; a longer one is drawn anew.
      if (ids.length <= this.#longest)
        return { prompt: ids.slice(0, from), reply: ids.slice(from) };
    }
  }

  /** Cut where it exceeds the context. */
  #text(random: Random): TokenDialogue {
    return textPieces(this.#texts.text(random), this.#tokenizer, this.#longest)[0]!;
  }
}
