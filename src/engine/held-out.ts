// Fetches the dialogues on which a run's language loss is measured, from the page's own server.
import type { TokenDialogue } from '../nn/dialogue-batch';
import type { LanguageModel } from '../nn/language-model';
import { readHeldOutDialogues, spreadDialogues } from '../train/held-out-dialogues';

/** A run does not wait longer than this for something that it can do without. */
const patienceMs = 5000;

/** Empty where the file cannot be had: the run then goes on without a language loss. */
export async function fetchHeldOutDialogues(
  assetBase: string,
  { tokenizer, parameters }: LanguageModel,
): Promise<TokenDialogue[]> {
  try {
    const address = new URL('models/heldout-chat.jsonl', assetBase);
    const response = await fetch(address, { signal: AbortSignal.timeout(patienceMs) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const { contextLength } = parameters.config;
    return spreadDialogues(readHeldOutDialogues(await response.text(), tokenizer, contextLength));
  } catch (error) {
    console.warn('The language loss will not be measured: its dialogues did not come.', error);
    return [];
  }
}
