// What the order so far would be stored as: equal samples share a rank, and each ranking is all its pairs. Owns no
// order and stores nothing.
import { rankingToComparisons } from '../core/rankings';
import { duplicatesOf, shareIdenticalRanks } from './identical-samples';
import type { RankingOrder } from './ranking-order.svelte';
import type { RankTask } from './sample-writing.svelte';

export class Judgement {
  #order: RankingOrder;
  #task: () => RankTask | null;
  #texts = $derived.by(() => this.#task()?.samples.map(({ text }) => text) ?? []);
  #duplicates = $derived.by(() => duplicatesOf(this.#texts));
  #ranks = $derived.by(() =>
    shareIdenticalRanks(this.#order.ranks(this.#texts.length), this.#texts),
  );
  #comparisons = $derived.by(() => {
    const task = this.#task();
    if (!task) return [];
    return rankingToComparisons({ samples: task.samples, ranks: this.#ranks, allBad: false });
  });

  /** @param task what is being judged, or null */
  constructor(order: RankingOrder, task: () => RankTask | null) {
    this.#order = order;
    this.#task = task;
  }

  /** Per sample the position of an equal one before it, or null. */
  get duplicates(): readonly (number | null)[] {
    return this.#duplicates;
  }

  /** Per sample its rank as it would be stored. */
  get ranks(): readonly (number | null)[] {
    return this.#ranks;
  }

  get comparisonCount(): number {
    return this.#comparisons.length;
  }

  /** Ordered pairs; the other comparisons are ties. */
  get pairCount(): number {
    return this.#comparisons.filter(({ kind }) => kind === 'pair').length;
  }
}
