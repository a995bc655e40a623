// A few hundred replies to kept-out questions as JSON lines beside the models: what the lab, and later the page, measure
// the language loss on. From the Microsoft chit-chat data (MIT licence, credited in the model cards).
import { writeFileSync } from 'node:fs';
import type { Corpus } from './corpus';

const wantedRows = 300;

/** Writes `{"prompt","completion"}` rows, spread evenly over the kept-out questions and voices. */
export function writeHeldOutRows(path: string, { chat, tokenizer }: Corpus): void {
  // The step shares no factor with five voices, so that all of them occur.
  let step = Math.max(1, Math.floor(chat.heldOut.length / wantedRows));
  while (step % 5 === 0) step += 1;
  const rows = chat.heldOut
    .filter((_, index) => index % step === 0)
    .map(({ ids, replyMask }) => {
      const part = (wanted: number) =>
        tokenizer.decode(ids.filter((_, index) => replyMask[index] === wanted)).trim();
      return JSON.stringify({ prompt: part(0), completion: part(1) });
    });
  writeFileSync(path, `${rows.join('\n')}\n`);
}
