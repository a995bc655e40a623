// Every stored ranking, with counts by who made it. Owns the copy that the page shows of the store's
// rankings; judges nothing and writes no samples.
import type { Ranking } from '../contract/records';
import { pairCount } from '../core/rankings';
import type { Store } from '../storage/types';

export type RankingSourceFilter = 'all' | 'person' | 'simulated';

/** How many rankings a source has, and how many ordered pairs they make. */
export interface RankingCounts {
  rankings: number;
  pairs: number;
}

export class RankingsState {
  #store: Store;
  #all = $state.raw<readonly Ranking[]>([]);
  #counts = $derived.by(() => ({
    all: count(this.#all),
    person: count(filterRankings(this.#all, 'person')),
    simulated: count(filterRankings(this.#all, 'simulated')),
  }));

  constructor(store: Store) {
    this.#store = store;
    store.onChange((kind) => {
      if (kind === 'rankings') void this.refresh();
    });
  }

  /** Reads the stored rankings. Call before the page is shown, and when another state changed them. */
  async refresh(): Promise<void> {
    this.#all = await this.#store.rankings.all();
  }

  /** In the order they were made. */
  get all(): readonly Ranking[] {
    return this.#all;
  }

  get counts(): Readonly<Record<RankingSourceFilter, RankingCounts>> {
    return this.#counts;
  }

  find(id: string): Ranking | null {
    return this.#all.find((ranking) => ranking.id === id) ?? null;
  }

  /** Stores all of them or none; one with a stored id replaces it. */
  async add(rankings: readonly Ranking[]): Promise<void> {
    await this.#store.rankings.add([...rankings]);
    const added = new Map(rankings.map((ranking) => [ranking.id, ranking]));
    const replaced = this.#all.map((ranking) => {
      const replacement = added.get(ranking.id);
      added.delete(ranking.id);
      return replacement ?? ranking;
    });
    this.#all = [...replaced, ...added.values()];
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#store.rankings.delete([...ids]);
    const gone = new Set(ids);
    this.#all = this.#all.filter(({ id }) => !gone.has(id));
  }

  /** Deletes every ranking of one source; the others stay. */
  removeSource(source: RankingSourceFilter): Promise<void> {
    return this.remove(filterRankings(this.#all, source).map(({ id }) => id));
  }
}

/** Those of a person, those of a simulated labeler, or all. */
export function filterRankings(
  rankings: readonly Ranking[],
  source: RankingSourceFilter,
): readonly Ranking[] {
  return source === 'all' ? rankings : rankings.filter((ranking) => ranking.source.kind === source);
}

function count(rankings: readonly Ranking[]): RankingCounts {
  return {
    rankings: rankings.length,
    pairs: rankings.reduce((total, ranking) => total + pairCount(ranking), 0),
  };
}
