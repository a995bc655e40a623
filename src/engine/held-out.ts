// The language on which a run's language loss is measured; its dialogues come from the page's own server.
import type { TokenDialogue } from '../nn/dialogue-batch';
import type { LanguageModel } from '../nn/language-model';
import {
  heldOutTextPieces,
  readHeldOutDialogues,
  spreadLanguage,
} from '../train/held-out-language';

/** A run does not wait longer than this for something that it can do without. */
const patienceMs = 5000;

/** Texts alone where the file of dialogues cannot be had. */
export async function fetchHeldOutLanguage(
  assetBase: string,
  { tokenizer, parameters }: LanguageModel,
): Promise<TokenDialogue[]> {
  const { contextLength } = parameters.config;
  const texts = heldOutTextPieces(tokenizer, contextLength);
  try {
    const address = new URL('models/heldout-chat.jsonl', assetBase);
    const response = await fetch(address, { signal: AbortSignal.timeout(patienceMs) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const dialogues = readHeldOutDialogues(await response.text(), tokenizer, contextLength);
    return spreadLanguage({ dialogues, texts });
  } catch (error) {
    console.warn(
      'The language loss is measured on texts alone: its dialogues did not come.',
      error,
    );
    return spreadLanguage({ dialogues: [], texts });
  }
}
