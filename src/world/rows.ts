// Small tables written as text, for topics whose questions differ in one thing only: what is said when somebody sneezes,
// what the assistant can do. Turns rows into the parts of an item that draw them and find them again. Holds no content.
import type { Random } from '../core/rng';
import type { Bindings } from './phrases';
import { plainWords } from './phrases';
import type { Item } from './topic';

/**
 * Reads a table: a row a line, cells split by `|`; the first row names the slots.
 * @throws Error naming the row when the number of cells is wrong
 */
export function readRows(text: string): Bindings[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const [slots, ...rows] = lines;
  return rows.map((cells) => {
    if (cells.length !== slots!.length)
      throw new Error(`Wrong number of cells: ${cells.join('|')}`);
    return Object.fromEntries(slots!.map((slot, i) => [slot, cells[i]!]));
  });
}

/** Draws a row; a recognised question yields the row whose `key` it holds. */
export function fromRows(
  rows: readonly Bindings[],
  key: string,
): Required<Pick<Item, 'draw' | 'read'>> {
  return {
    draw: (random: Random) => random.pick(rows),
    read: (slots) =>
      rows.find((row) => plainWords(row[key]!) === plainWords(slots[key] ?? '')) ?? null,
  };
}

/** For each slot its words after yes and after no, e.g. `{ am: ['am', 'am not'] }`. */
export type VerdictWords = Readonly<Record<string, readonly [yes: string, no: string]>>;

/**
 * As `fromRows` for questions that are answered yes or no: the rows have a slot `verdict`. A lie turns it round and
 * empties `because`, the slot of a reason.
 */
export function fromVerdicts(
  rows: readonly Bindings[],
  key: string,
  words: VerdictWords,
): Required<Pick<Item, 'draw' | 'read' | 'truth'>> {
  const judged = (row: Bindings, verdict: string): Bindings => ({
    ...row,
    verdict,
    ...Object.fromEntries(
      Object.entries(words).map(([slot, [yes, no]]) => [slot, verdict === 'yes' ? yes : no]),
    ),
  });
  return {
    ...fromRows(
      rows.map((row) => judged(row, row.verdict!)),
      key,
    ),
    truth: {
      slot: 'verdict',
      options: () => ['yes', 'no'],
      lie: (bindings) => ({
        ...judged(bindings, bindings.verdict === 'yes' ? 'no' : 'yes'),
        because: '',
      }),
    },
  };
}
