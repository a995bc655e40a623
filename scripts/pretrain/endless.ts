// An endless sequence over a finite list: epoch after epoch, each shuffled anew by its number. Any stretch of it can be
// had without what comes before, so that a resumed run needs to remember nothing.
import { Random } from '../../src/core/rng';

export class Endless<Row> {
  readonly #rows: readonly Row[];
  readonly #seed: number;
  #epoch: { number: number; rows: Row[] } | null = null;

  constructor(rows: readonly Row[], seed: number) {
    this.#rows = rows;
    this.#seed = seed;
  }

  /** The rows from place `start` on; none where the list is empty. */
  take(start: number, count: number): Row[] {
    if (this.#rows.length === 0) return [];
    return Array.from({ length: count }, (_, i) => this.#at(start + i));
  }

  #at(place: number): Row {
    const number = Math.floor(place / this.#rows.length);
    if (this.#epoch?.number !== number) {
      this.#epoch = { number, rows: new Random(this.#seed + number).shuffled(this.#rows) };
    }
    return this.#epoch.rows[place % this.#rows.length]!;
  }
}
