// General language, on which a run's language loss is measured: real dialogues that nothing was trained on, and plain
// texts such as the shipped models were pretrained on. Small talk alone is what a run is asked to change: where a taste
// moves the answers to it, their loss must rise, however well all other language is kept. Which file the dialogues come
// from is the caller's.
import * as v from 'valibot';
import { readJsonLines } from '../core/jsonl-reading';
import { Random } from '../core/rng';
import type { TokenDialogue } from '../nn/dialogue-batch';
import type { Tokenizer } from '../nn/tokenizer';
import { TextWriter } from '../world/texts';
import { textPieces } from './text-pieces';

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

/** Given to no training: the setting `seed` ends below it. Another seed may still write the same joke. */
const textSeed = 0xa1b2c3d4;
const textCount = 120;

/** The same ones always. */
export function heldOutTexts(): string[] {
  const writer = new TextWriter();
  const random = new Random(textSeed);
  return Array.from({ length: textCount }, () => writer.text(random));
}

/** The held-out texts in tokens. */
export function heldOutTextPieces(tokenizer: Tokenizer, contextLength: number): TokenDialogue[] {
  return heldOutTexts().flatMap((text) => textPieces(text, tokenizer, contextLength));
}

/** Every few iterations this many are enough: policy and base model are measured on the same ones. */
const dialoguesPerMeasurement = 100;
const textsPerMeasurement = 60;

/** What a run measures of them: at most a hundred dialogues and sixty texts, evenly spread over the lists. */
export function spreadLanguage({
  dialogues,
  texts,
}: {
  dialogues: readonly TokenDialogue[];
  texts: readonly TokenDialogue[];
}): TokenDialogue[] {
  return [...spread(dialogues, dialoguesPerMeasurement), ...spread(texts, textsPerMeasurement)];
}

function spread<Item>(items: readonly Item[], most: number): Item[] {
  const count = Math.min(items.length, most);
  return Array.from(
    { length: count },
    (_, index) => items[Math.floor((index * items.length) / count)]!,
  );
}
