// The dialogues on which a run's language loss is measured: from rows of prompt and completion to tokens. Which file they
// come from is the caller's.
import * as v from 'valibot';
import { readJsonLines } from '../core/jsonl-reading';
import type { TokenDialogue } from '../nn/dialogue-batch';
import type { Tokenizer } from '../nn/tokenizer';

const rowSchema = v.object({ prompt: v.string(), completion: v.string() });

/**
 * Dialogues of a JSON Lines file; the loss counts their replies. Rows of another form, and those longer than the
 * context, are left out.
 * @param contextLength longest sequence of the model, tokens
 */
export function readHeldOutDialogues(
  jsonLines: string,
  tokenizer: Tokenizer,
  contextLength: number,
): TokenDialogue[] {
  const dialogues: TokenDialogue[] = [];
  readJsonLines(jsonLines, {}, (row) => {
    const { success, output } = v.safeParse(rowSchema, row);
    if (!success) return;
    const dialogue = tokenizer.encodeDialogueWithMask([
      { role: 'user', content: output.prompt },
      { role: 'assistant', content: output.completion },
    ]);
    const from = dialogue.replyMask.lastIndexOf(0) + 1;
    if (dialogue.ids.length > contextLength) return;
    dialogues.push({ prompt: dialogue.ids.slice(0, from), reply: dialogue.ids.slice(from) });
  });
  return dialogues;
}

/** Every few iterations this many are enough: policy and base model are measured on the same ones. */
const dialoguesPerMeasurement = 100;

/** At most a hundred of them, evenly spread over the list. */
export function spreadDialogues(dialogues: readonly TokenDialogue[]): TokenDialogue[] {
  const count = Math.min(dialogues.length, dialoguesPerMeasurement);
  return Array.from(
    { length: count },
    (_, index) => dialogues[Math.floor((index * dialogues.length) / count)]!,
  );
}
