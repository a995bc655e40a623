// The page's copy of the stored runs, and the order in which changes reach the store. Knows no engine.
import type { Run } from '../contract/records';
import type { Store } from '../storage/types';
import { WriteQueue } from './write-queue';

export class RunRecords {
  readonly queue: WriteQueue;
  #store: Store['runs'];
  #all = $state.raw<readonly Run[]>([]);

  /** @param onProblem hears why something could not be written; writing then waits for `queue.retry` */
  constructor(store: Store['runs'], onProblem: (error: unknown) => void) {
    this.#store = store;
    this.queue = new WriteQueue(onProblem);
  }

  /** Newest first. */
  get all(): readonly Run[] {
    return this.#all;
  }

  find(id: string | null): Run | null {
    return this.#all.find((run) => run.id === id) ?? null;
  }

  /** Reads the store; what the page changed later than the store stays. */
  async read(): Promise<void> {
    const stored = await this.#store.all();
    this.#all = stored
      .map((run) => {
        const shown = this.find(run.id);
        return shown && shown.updatedAtMs >= run.updatedAtMs ? shown : run;
      })
      .toSorted((a, b) => b.createdAtMs - a.createdAtMs);
  }

  /** Stores a new run. @throws StorageError */
  async create(run: Run): Promise<void> {
    await this.#store.put(run);
    this.#all = [run, ...this.#all];
  }

  /** Changes a run on the page, and in the store as soon as it is its turn. */
  change(id: string, changes: Partial<Run>): void {
    this.show(id, { ...changes, updatedAtMs: Date.now() });
    const run = this.find(id);
    if (run) this.queue.add(() => this.#store.put(run));
  }

  /**
   * Changes a run in the store, after all that was to be written before, and only then on the page.
   * @param then called when that has happened
   */
  changeOnceStored(id: string, changes: Partial<Run>, then: () => void): void {
    this.queue.add(async () => {
      const run = this.find(id);
      if (run) {
        const changed = { ...run, ...changes, updatedAtMs: Date.now() };
        await this.#store.put(changed);
        this.show(id, changed);
      }
      then();
    });
  }

  /** Changes a run on the page alone: the store knows already. */
  show(id: string, changes: Partial<Run>): void {
    this.#all = this.#all.map((run) => (run.id === id ? { ...run, ...changes } : run));
  }
}
