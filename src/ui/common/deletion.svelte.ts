// Deleting one of a list: which one the question is about, whether it is being asked, and why the last one failed.
// Shows nothing; the list draws the question and the problem.
import { storageProblemKind, type StorageProblemKind } from '../../state/storage-problem';

export class Deletion<Item> {
  /** Whether the question is on the screen; the dialog closes it. */
  asking = $state(false);
  #item = $state.raw<Item | null>(null);
  #problem = $state<StorageProblemKind | null>(null);
  #remove: (item: Item) => Promise<void>;

  /** @param remove deletes for good; throws StorageError */
  constructor(remove: (item: Item) => Promise<void>) {
    this.#remove = remove;
  }

  /** What the question is about; stays while the dialog fades. */
  get item(): Item | null {
    return this.#item;
  }

  get problem(): StorageProblemKind | null {
    return this.#problem;
  }

  ask(item: Item): void {
    this.#item = item;
    this.asking = true;
  }

  dismiss(): void {
    this.#problem = null;
  }

  /** To be called when the answer is yes. */
  async confirm(): Promise<void> {
    try {
      if (this.#item !== null) await this.#remove(this.#item);
      this.#problem = null;
    } catch (error) {
      this.#problem = storageProblemKind(error);
    }
  }
}
