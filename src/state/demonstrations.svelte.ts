// Every stored demonstration, with counts by kind, files of them in and out, and the way back from a deletion. Owns the
// copy that the page shows of the store's demonstrations; writes none of them: that is state/demonstration-draft.
import type { Demonstration } from '../contract/records';
import { countKinds } from '../core/demonstrations';
import { importDemonstrations, type DemonstrationProblem } from '../core/demonstrations-import';
import { exportDemonstrations, type DemonstrationFormat } from '../core/demonstrations-jsonl';
import type { Store } from '../storage/types';
import { storageProblemKind, type StorageProblemKind } from './storage-problem';

/** What a file brought. */
export interface DemonstrationImport {
  fileName: string;
  /** Demonstrations that were not stored before, and those that replaced the same ones. */
  added: number;
  replaced: number;
  problems: readonly DemonstrationProblem[];
}

export class DemonstrationsState {
  #store: Store;
  #all = $state.raw<readonly Demonstration[]>([]);
  #counts = $derived(countKinds(this.#all));
  #removed = $state.raw<readonly Demonstration[]>([]);
  #problem = $state<StorageProblemKind | null>(null);
  #importReport = $state.raw<DemonstrationImport | null>(null);
  #isImporting = $state(false);

  constructor(store: Store) {
    this.#store = store;
    store.onChange((kind) => {
      if (kind === 'demonstrations') void this.refresh();
    });
  }

  /** Reads the stored demonstrations. Call before the page is shown. */
  async refresh(): Promise<void> {
    this.#all = await this.#store.demonstrations.all();
  }

  /** In the order they were made. */
  get all(): readonly Demonstration[] {
    return this.#all;
  }

  get counts(): Readonly<ReturnType<typeof countKinds>> {
    return this.#counts;
  }

  /** What was deleted last and can still be brought back; empty when nothing was. */
  get removed(): readonly Demonstration[] {
    return this.#removed;
  }

  /** Why the last change could not be stored. */
  get problem(): StorageProblemKind | null {
    return this.#problem;
  }

  get importReport(): DemonstrationImport | null {
    return this.#importReport;
  }

  get isImporting(): boolean {
    return this.#isImporting;
  }

  dismissProblem(): void {
    this.#problem = null;
  }

  dismissImportReport(): void {
    this.#importReport = null;
  }

  find(id: string): Demonstration | null {
    return this.#all.find((demonstration) => demonstration.id === id) ?? null;
  }

  /** Stores all of them or none; one with a stored id replaces it. True when it worked. */
  add(demonstrations: readonly Demonstration[]): Promise<boolean> {
    return this.#attempt(async () => {
      await this.#store.demonstrations.add([...demonstrations]);
      const added = new Map(demonstrations.map((one) => [one.id, one]));
      const replaced = this.#all.map((one) => {
        const replacement = added.get(one.id);
        added.delete(one.id);
        return replacement ?? one;
      });
      this.#all = [...replaced, ...added.values()];
    });
  }

  /** Deletes them; `bringBack` undoes it until the next deletion. */
  remove(ids: readonly string[]): Promise<boolean> {
    return this.#attempt(async () => {
      await this.#store.demonstrations.delete([...ids]);
      const gone = new Set(ids);
      this.#removed = this.#all.filter(({ id }) => gone.has(id));
      this.#all = this.#all.filter(({ id }) => !gone.has(id));
    });
  }

  /** Stores again what was deleted last; it comes to the end of the list. */
  async bringBack(): Promise<void> {
    if (await this.add(this.#removed)) this.#removed = [];
  }

  /** All of them as JSON lines in one of TRL's formats. */
  export(format: DemonstrationFormat): string {
    return exportDemonstrations(this.#all, format);
  }

  /** Stores every readable demonstration of a file and reports the others. */
  async importFile(file: File): Promise<void> {
    this.#importReport = null;
    this.#isImporting = true;
    await this.#attempt(async () => {
      const result = importDemonstrations(await file.text(), { createdAtMs: Date.now() });
      const { demonstrations, problems } = result;
      const replaced = demonstrations.filter(({ id }) => this.find(id) !== null).length;
      if (demonstrations.length > 0 && !(await this.add(demonstrations))) return;
      const added = demonstrations.length - replaced;
      this.#importReport = { fileName: file.name, added, replaced, problems };
    });
    this.#isImporting = false;
  }

  async #attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.#problem = null;
      return true;
    } catch (error) {
      this.#problem = storageProblemKind(error);
      return false;
    }
  }
}
