// The order that is being given to one prompt's samples, and every step back. Owns no samples and
// stores nothing; core/rankings says what an order means.
import {
  clickSample,
  isRanked,
  moveSample,
  orderToRanks,
  tieWithPrevious,
  untie,
  type Order,
} from '../core/rankings';

export class RankingOrder {
  #order = $state.raw<Order>([]);
  #past: Order[] = [];
  #onChange: () => void;

  /** @param onChange called after every change but `restart` */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Best first; samples in one group are tied. Reactive. */
  get groups(): Order {
    return this.#order;
  }

  get isEmpty(): boolean {
    return this.#order.length === 0;
  }

  isRanked(sample: number): boolean {
    return isRanked(this.#order, sample);
  }

  /** Ranks of `sampleCount` samples: 1 is best, equal is a tie, null is unranked. */
  ranks(sampleCount: number): (number | null)[] {
    return orderToRanks(this.#order, sampleCount);
  }

  /** Begins with an order. Steps back then lead through it, sample by sample. */
  restart(order: Order): void {
    this.#order = order;
    const samples = order.flat();
    this.#past = samples.map((_, taken) => withoutLast(order, samples.length - taken));
  }

  /** Puts a sample last, or takes it out when it has a place. */
  click(sample: number): void {
    this.#change(clickSample(this.#order, sample));
  }

  /** Ties a sample with the one before it (an unranked one with the last), or takes it out of its tie. */
  toggleTie(sample: number): void {
    const group = this.#order.find((others) => others.includes(sample));
    const isTied = group !== undefined && group.length > 1;
    this.#change(isTied ? untie(this.#order, sample) : tieWithPrevious(this.#order, sample));
  }

  /** The sample that was ranked last: what "same as previous" is about. */
  get last(): number | null {
    return this.#order.at(-1)?.at(-1) ?? null;
  }

  /** Makes a sample a place of its own, with `position` places before it, counted without itself. */
  move(sample: number, position: number): void {
    this.#change(moveSample(this.#order, sample, position));
  }

  /** Ties a sample with those of another's place. */
  join(sample: number, other: number): void {
    if (sample === other) return;
    const order = isRanked(this.#order, sample) ? clickSample(this.#order, sample) : this.#order;
    this.#change(order.map((group) => (group.includes(other) ? [...group, sample] : group)));
  }

  remove(sample: number): void {
    if (this.isRanked(sample)) this.#change(clickSample(this.#order, sample));
  }

  /** Takes the last step back; false when there is none. */
  stepBack(): boolean {
    const before = this.#past.pop();
    if (!before) return false;
    this.#order = before;
    this.#onChange();
    return true;
  }

  #change(order: Order): void {
    this.#past = [...this.#past, this.#order];
    this.#order = order;
    this.#onChange();
  }
}

/** The order before its last `taken` samples were added, one after the other. */
function withoutLast(order: Order, taken: number): Order {
  let left = order.flat().length - taken;
  return order
    .map((group) => {
      const kept = group.slice(0, Math.max(0, left));
      left -= group.length;
      return kept;
    })
    .filter((group) => group.length > 0);
}
