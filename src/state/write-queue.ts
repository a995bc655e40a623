// Writes to the store one after another. When one fails it stays first in line, nothing after it is tried and nothing
// is dropped, until somebody asks to try again. Knows no records.

export class WriteQueue {
  #writes: (() => Promise<void>)[] = [];
  #work: Promise<void> | null = null;
  #stuck = false;
  #onProblem: (error: unknown) => void;

  /** @param onProblem hears why a write failed; the queue then stands still */
  constructor(onProblem: (error: unknown) => void) {
    this.#onProblem = onProblem;
  }

  /** Writes that are not done yet. */
  get pending(): number {
    return this.#writes.length;
  }

  add(write: () => Promise<void>): void {
    this.#writes.push(write);
    this.#start();
  }

  /** Tries again after a problem. True when everything has been written. */
  async retry(): Promise<boolean> {
    this.#stuck = false;
    this.#start();
    return this.settled();
  }

  /** Waits until everything is written (true) or a write has failed (false). */
  async settled(): Promise<boolean> {
    await this.#work;
    return !this.#stuck;
  }

  /** Forgets what was not written. */
  clear(): void {
    this.#writes = [];
    this.#stuck = false;
  }

  #start(): void {
    if (!this.#stuck && this.#writes.length > 0) this.#work ??= this.#writeAll();
  }

  async #writeAll(): Promise<void> {
    while (!this.#stuck && this.#writes.length > 0) {
      const write = this.#writes[0]!;
      try {
        await write();
        // `clear` may have come in between.
        if (this.#writes[0] === write) this.#writes.shift();
      } catch (error) {
        this.#stuck = this.#writes[0] === write;
        this.#onProblem(error);
      }
    }
    this.#work = null;
  }
}
