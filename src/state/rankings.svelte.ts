// Every stored ranking, with counts by who made it. Owns the copy that the page shows of the store's
// rankings, and keeps those that were asked again apart from those to learn from; judges nothing and writes no samples.
import type { Ranking } from '../contract/records';
import { pairCount } from '../core/rankings';
import { separateRepeats } from '../core/repeats';
import type { Store } from '../storage/types';

export type RankingSourceFilter = 'all' | 'person' | 'simulated';

/** How many rankings a source has, and how many ordered pairs they make. */
export interface RankingCounts {
  rankings: number;
  pairs: number;
}

export class RankingsState {
  #store: Store;
  #stored = $state.raw<readonly Ranking[]>([]);
  #all = $derived.by(() => separateRepeats(this.#stored).first);
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
    this.#stored = await this.#store.rankings.all();
  }

  /** Those to learn from and to count: none is the repeat of another. In the order they were made. */
  get all(): readonly Ranking[] {
    return this.#all;
  }

  /** Repeats, too: rankings that were asked again, to see how often a labeler agrees with itself. */
  get stored(): readonly Ranking[] {
    return this.#stored;
  }

  get counts(): Readonly<Record<RankingSourceFilter, RankingCounts>> {
    return this.#counts;
  }

  find(id: string): Ranking | null {
    return this.#stored.find((ranking) => ranking.id === id) ?? null;
  }

  /** Stores all of them or none; one with a stored id replaces it. */
  async add(rankings: readonly Ranking[]): Promise<void> {
    await this.#store.rankings.add([...rankings]);
    const added = new Map(rankings.map((ranking) => [ranking.id, ranking]));
    const replaced = this.#stored.map((ranking) => {
      const replacement = added.get(ranking.id);
      added.delete(ranking.id);
      return replacement ?? ranking;
    });
    this.#stored = [...replaced, ...added.values()];
  }

  /** A ranking's repeat goes with it: alone it says nothing. */
  async remove(ids: readonly string[]): Promise<void> {
    const named = new Set(ids);
    const gone = new Set(
      this.#stored
        .filter(({ id, repeatOf }) => named.has(id) || (repeatOf && named.has(repeatOf)))
        .map(({ id }) => id),
    );
    await this.#store.rankings.delete([...new Set([...named, ...gone])]);
    this.#stored = this.#stored.filter(({ id }) => !gone.has(id));
  }

  /** Deletes every ranking of one source; the others stay. */
  removeSource(source: RankingSourceFilter): Promise<void> {
    return this.remove(filterRankings(this.#stored, source).map(({ id }) => id));
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
