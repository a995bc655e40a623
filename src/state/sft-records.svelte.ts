// The page's copy of the stored fine-tuned models, and the order in which changes reach the store. Knows no engine.
import type { SftModelRecord } from '../contract/records';
import type { Store } from '../storage/types';
import { WriteQueue } from './write-queue';

export class SftRecords {
  readonly queue: WriteQueue;
  #store: Store['sftModels'];
  #all = $state.raw<readonly SftModelRecord[]>([]);

  /** @param onProblem hears why something could not be written; writing then waits for `queue.retry` */
  constructor(store: Store['sftModels'], onProblem: (error: unknown) => void) {
    this.#store = store;
    this.queue = new WriteQueue(onProblem);
  }

  /** Newest first. */
  get all(): readonly SftModelRecord[] {
    return this.#all;
  }

  find(id: string | null): SftModelRecord | null {
    return this.#all.find((record) => record.id === id) ?? null;
  }

  async read(): Promise<void> {
    const records = await this.#store.all();
    this.#all = records.toSorted((a, b) => b.createdAtMs - a.createdAtMs);
  }

  /** Stores a new one. @throws StorageError */
  async create(record: SftModelRecord): Promise<void> {
    await this.#store.put(record);
    this.#all = [record, ...this.#all];
  }

  /** Changes a record on the page, and in the store as soon as it is its turn. */
  change(id: string, changes: Partial<SftModelRecord>): void {
    this.show(id, { ...changes, updatedAtMs: Date.now() });
    const record = this.find(id);
    if (record) this.queue.add(() => this.#store.put(record));
  }

  /** Changes a record on the page alone: the store knows already. */
  show(id: string, changes: Partial<SftModelRecord>): void {
    this.#all = this.#all.map((record) => (record.id === id ? { ...record, ...changes } : record));
  }

  /** Back to what was saved of it; all of it may have been. */
  rewind(id: string): void {
    const record = this.find(id);
    if (!record) return;
    const { savedStep: step, totalSteps } = record;
    const status = totalSteps > 0 && step === totalSteps ? 'finished' : 'interrupted';
    const history = record.history.filter((row) => row.step! <= step);
    this.change(id, { status, step, history });
  }

  /** @throws StorageError */
  async delete(id: string): Promise<void> {
    await this.#store.delete(id);
    this.#all = this.#all.filter((record) => record.id !== id);
  }
}
