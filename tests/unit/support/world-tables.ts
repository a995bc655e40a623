// Reads the world's tables a second time, in its own way, straight from the source text of src/world/facts/, so that
// the tests of truth do not lean on the code that they test.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../src/world/facts');

export interface Row {
  name: string;
  plural: string;
  /** Column -> value; absent where the cell is `-`. */
  cells: Map<string, string>;
}

/** Every row of every table whose first columns are name and plural. */
export function readRows(): Row[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('`'))
    .filter((text) => /^\s*name\s*\|\s*plural\s*\|/.test(text))
    .flatMap((text) => {
      const [head, ...lines] = text.trim().split(/\n/);
      const columns = head!.split('|').map((column) => column.trim());
      return lines
        .filter((line) => line.includes('|'))
        .map((line) => line.split('|').map((cell) => cell.trim()))
        .map((cells) => ({
          name: cells[0]!,
          plural: cells[1] === '=' ? cells[0]! : cells[1]!,
          cells: new Map(
            columns
              .map((column, i) => [column, cells[i]!] as const)
              .filter(([, value], i) => i > 1 && value !== '-'),
          ),
        }));
    });
}
