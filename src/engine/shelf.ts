// Loaded things by id, with leases: what is taken off the shelf while it is in use is disposed when its last user
// is done. Loads nothing itself.
import { EngineError } from './failures';

/** The right to use an item until `release`. */
export interface Lease<Item> {
  item: Item;
  release(): void;
}

interface Slot<Item> {
  item: Item;
  users: number;
  removed: boolean;
}

export class Shelf<Item> {
  private readonly slots = new Map<string, Slot<Item>>();
  private readonly kind: string;
  private readonly dispose: (item: Item) => void;

  /** @param kind what the items are, for error messages */
  constructor(kind: string, dispose: (item: Item) => void) {
    this.kind = kind;
    this.dispose = dispose;
  }

  has(id: string): boolean {
    return this.slots.has(id);
  }

  /** Takes ownership of the item; replaces one of the same id. */
  put(id: string, item: Item): void {
    this.remove(id);
    this.slots.set(id, { item, users: 0, removed: false });
  }

  /** @throws EngineError when nothing of this id is loaded */
  lease(id: string): Lease<Item> {
    const slot = this.slots.get(id);
    if (!slot) throw new EngineError('bad-input', `The ${this.kind} "${id}" is not loaded.`);
    slot.users += 1;
    let released = false;
    return {
      item: slot.item,
      release: () => {
        if (released) return;
        released = true;
        slot.users -= 1;
        this.disposeUnused(slot);
      },
    };
  }

  remove(id: string): void {
    const slot = this.slots.get(id);
    if (!slot) return;
    this.slots.delete(id);
    slot.removed = true;
    this.disposeUnused(slot);
  }

  private disposeUnused(slot: Slot<Item>): void {
    if (slot.removed && slot.users === 0) this.dispose(slot.item);
  }
}
