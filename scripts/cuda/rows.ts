// Training text as rows of equal length for a trainer that wants one shape: 16 bits a token, whose two highest say whether
// a document begins there and whether the token is predicted. Knows nothing of files.
import type { Demonstration } from '../pretrain/training-text';

/** Tokens of a row: what is read, and one more to predict at the end. */
export const rowTokens = 257;

/** A token that begins a document: nothing before it in the row is seen from it or after it. */
export const firstBit = 0x4000;
/** A token that counts in the loss. */
export const countedBit = 0x8000;

/** Whole rows of a stream of documents in which every token counts and is seen by all after it; a rest is left out. */
export function streamRows(stream: Uint16Array): Uint16Array {
  const rows = Math.floor(stream.length / rowTokens);
  return stream.slice(0, rows * rowTokens).map((token) => token | countedBit);
}

/**
 * Demonstrations one after the other, none cut in two; what is left of a row is padding. Only replies count.
 * @throws Error for a demonstration longer than a row
 */
export function packRows(
  demonstrations: readonly Demonstration[],
  padTokenId: number,
): Uint16Array {
  const rows: number[] = [];
  const fill = () => {
    const missing = (rowTokens - (rows.length % rowTokens)) % rowTokens;
    for (let i = 0; i < missing; i++) rows.push(padTokenId | (i === 0 ? firstBit : 0));
  };
  for (const { ids, replyMask } of demonstrations) {
    if (ids.length > rowTokens) throw new Error(`A chat of ${ids.length} tokens fits no row.`);
    if ((rows.length % rowTokens) + ids.length > rowTokens) fill();
    ids.forEach((id, i) =>
      rows.push(id | (i === 0 ? firstBit : 0) | (replyMask[i] === 1 ? countedBit : 0)),
    );
  }
  fill();
  return Uint16Array.from(rows);
}
