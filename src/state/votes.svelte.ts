// Every stored vote of the arena, with counts by who cast it. Owns the copy that the page shows of the store's votes;
// judges nothing and writes no replies.
import type { Vote } from '../contract/records';
import type { Store } from '../storage/types';
import type { RankingSourceFilter } from './rankings.svelte';

/** Whose votes: a person's, a simulated labeler's, or all. */
export type VoteFilter = RankingSourceFilter;

export class VotesState {
  #store: Store;
  #all = $state.raw<readonly Vote[]>([]);
  #counts = $derived.by(() => ({
    all: this.#all.length,
    person: filterVotes(this.#all, 'person').length,
    simulated: filterVotes(this.#all, 'simulated').length,
  }));

  constructor(store: Store) {
    this.#store = store;
    store.onChange((kind) => {
      if (kind === 'votes') void this.refresh();
    });
  }

  /** Reads the stored votes. Call before the page is shown, and when another state changed them. */
  async refresh(): Promise<void> {
    this.#all = await this.#store.votes.all();
  }

  /** In the order they were cast. */
  get all(): readonly Vote[] {
    return this.#all;
  }

  get counts(): Readonly<Record<VoteFilter, number>> {
    return this.#counts;
  }

  find(id: string): Vote | null {
    return this.#all.find((vote) => vote.id === id) ?? null;
  }

  /** Stores all of them or none. @throws StorageError */
  async add(votes: readonly Vote[]): Promise<void> {
    await this.#store.votes.add([...votes]);
    this.#all = [...this.#all, ...votes];
  }

  /** @throws StorageError */
  async remove(ids: readonly string[]): Promise<void> {
    await this.#store.votes.delete([...ids]);
    const gone = new Set(ids);
    this.#all = this.#all.filter(({ id }) => !gone.has(id));
  }
}

export function filterVotes(votes: readonly Vote[], filter: VoteFilter): readonly Vote[] {
  return filter === 'all' ? votes : votes.filter(({ source }) => source.kind === filter);
}
