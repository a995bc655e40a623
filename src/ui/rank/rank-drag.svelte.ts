// Dragging a sample into the order with mouse, pen or finger: where it is, and what dropping it there
// would mean. Changes the order only through what it is given; clicks and keys do the same without it.
import type { RankingOrder } from '../../state/ranking-order.svelte';

/** What letting go would do. */
export type DropTarget =
  { kind: 'insert'; position: number } | { kind: 'join'; other: number } | { kind: 'remove' };

/** A shorter way is a click. */
const dragThresholdPx = 6;

export class RankDrag {
  #order: RankingOrder;
  #lane: HTMLElement | null = null;
  #sample = $state<number | null>(null);
  #point = $state.raw({ x: 0, y: 0 });
  #target = $state.raw<DropTarget | null>(null);

  constructor(order: RankingOrder) {
    this.#order = order;
  }

  /** The sample that is being dragged, or null. */
  get sample(): number | null {
    return this.#sample;
  }

  /** Where the pointer is, in the window's coordinates. */
  get point(): { x: number; y: number } {
    return this.#point;
  }

  get target(): DropTarget | null {
    return this.#target;
  }

  /** The list whose items (`data-place`) are the places of the order. */
  attachLane = (element: HTMLElement): (() => void) => {
    this.#lane = element;
    return () => (this.#lane = null);
  };

  /** To be called when a pointer goes down on something that stands for a sample. */
  begin(event: PointerEvent, sample: number): void {
    if (event.button !== 0 || !event.isPrimary) return;
    const start = { x: event.clientX, y: event.clientY };
    const listening = new AbortController();
    const { signal } = listening;
    const move = (moved: PointerEvent) => {
      const distance = Math.hypot(moved.clientX - start.x, moved.clientY - start.y);
      if (this.#sample === null && distance < dragThresholdPx) return;
      this.#sample = sample;
      this.#point = { x: moved.clientX, y: moved.clientY };
      this.#target = this.#targetAt(this.#point, sample);
    };
    const end = (drops: boolean) => {
      listening.abort();
      if (this.#sample === null) return;
      if (drops) this.#drop(sample, this.#target);
      swallowNextClick();
      this.#sample = null;
      this.#target = null;
    };
    addEventListener('pointermove', move, { signal });
    addEventListener('pointerup', () => end(true), { signal });
    addEventListener('pointercancel', () => end(false), { signal });
    addEventListener('keydown', (key) => key.key === 'Escape' && end(false), { signal });
  }

  #drop(sample: number, target: DropTarget | null): void {
    switch (target?.kind) {
      case undefined:
        return;
      case 'remove':
        this.#order.remove(sample);
        return;
      case 'join':
        this.#order.join(sample, target.other);
        return;
      case 'insert':
        this.#order.move(sample, this.#withoutItself(sample, target.position));
        return;
      default:
        return target satisfies never;
    }
  }

  /** Places before a position once the dragged sample has left a place of its own. */
  #withoutItself(sample: number, position: number): number {
    const own = this.#order.groups.findIndex((group) => group.length === 1 && group[0] === sample);
    return own !== -1 && own < position ? position - 1 : position;
  }

  #targetAt({ x, y }: { x: number; y: number }, sample: number): DropTarget | null {
    const lane = this.#lane?.getBoundingClientRect();
    const outside: DropTarget | null = this.#order.isRanked(sample) ? { kind: 'remove' } : null;
    if (!this.#lane || !lane) return outside;
    const isInside =
      x >= lane.left - 12 && x <= lane.right + 12 && y >= lane.top - 24 && y <= lane.bottom + 24;
    if (!isInside) return outside;
    const places = [...this.#lane.querySelectorAll('[data-place]')];
    for (const [index, place] of places.entries()) {
      const { top, height } = place.getBoundingClientRect();
      const other = this.#order.groups[index]?.find((member) => member !== sample);
      if (y < top + height * 0.3) return { kind: 'insert', position: index };
      if (y < top + height * 0.7 && other !== undefined) return { kind: 'join', other };
      if (y < top + height * 0.7) return { kind: 'insert', position: index };
    }
    return { kind: 'insert', position: places.length };
  }
}

/** A drag that ends where it began would click there too. */
function swallowNextClick(): void {
  const swallow = (event: MouseEvent) => {
    event.stopPropagation();
    event.preventDefault();
  };
  addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0);
}
