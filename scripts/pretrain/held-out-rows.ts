// A few hundred replies to kept-out questions as JSON lines beside the models: what the lab, and later the page, measure
// the language loss on. From the Microsoft chit-chat data (MIT licence, credited in the model cards).
import { writeFileSync } from 'node:fs';
import type { SmallTalk } from './sources';
import { exchangesOf } from './training-text';

const wantedRows = 300;

/** Writes `{"prompt","completion"}` rows, spread evenly over the kept-out questions and voices. */
export function writeHeldOutRows(path: string, heldOut: readonly SmallTalk[]): void {
  const exchanges = exchangesOf(heldOut);
  // The step shares no factor with five voices, so that all of them occur.
  let step = Math.max(1, Math.floor(exchanges.length / wantedRows));
  while (step % 5 === 0) step += 1;
  const rows = exchanges
    .filter((_, index) => index % step === 0)
    .map(([question, reply]) =>
      JSON.stringify({ prompt: question!.content.trim(), completion: reply!.content.trim() }),
    );
  writeFileSync(path, `${rows.join('\n')}\n`);
}
