// What is stored and how large; rankings and votes out to a file, rankings in from one; deleting. Owns the report only:
// each kind's own state deletes, so that every room sees it.
import type { Chat, Checkpoint, RewardModelRecord, Run, SftModelRecord } from '../contract/records';
import { importPreferences, type ImportProblem } from '../core/preferences-import';
import { exportPreferences } from '../core/preferences-jsonl';
import { exportVotes } from '../core/votes-jsonl';
import { askToPersist } from '../storage/estimate';
import type { StorageReport, Store } from '../storage/types';
import type { DemonstrationsState } from './demonstrations.svelte';
import { settingModelId } from './models.svelte';
import { filterRankings, type RankingSourceFilter, type RankingsState } from './rankings.svelte';
import type { SettingsState } from './settings.svelte';
import { storageProblemKind, type StorageProblemKind } from './storage-problem';
import { filterVotes, type VoteFilter, type VotesState } from './votes.svelte';

export type StoredKind = keyof StorageReport['kinds'];
export const storedKinds: readonly StoredKind[] = [
  'chats',
  'demonstrations',
  'sftModels',
  'rankings',
  'votes',
  'rewardModels',
  'runs',
  'checkpoints',
];

/** Kinds whose records have a room of their own in which to look at and delete single ones. */
type ListedElsewhere = 'demonstrations' | 'rankings' | 'votes';

/** The records of every kind that is not listed elsewhere, newest first. */
export interface StoredItems {
  chats: readonly Chat[];
  sftModels: readonly SftModelRecord[];
  rewardModels: readonly RewardModelRecord[];
  runs: readonly Run[];
  checkpoints: readonly Checkpoint[];
}

/** What a file brought. */
export interface ImportReport {
  fileName: string;
  /** Rankings that were not stored before, and those that replaced the same ones. */
  added: number;
  replaced: number;
  pairs: number;
  problems: readonly ImportProblem[];
}

export interface DataContext {
  store: Store;
  demonstrations: DemonstrationsState;
  rankings: RankingsState;
  settings: SettingsState;
  votes: VotesState;
  now: () => number;
  /** Deletes one record by its id, in the state that owns its kind. */
  owners: Record<Exclude<StoredKind, ListedElsewhere>, (id: string) => Promise<void>>;
}

export class DataState {
  #context: DataContext;
  #report = $state.raw<StorageReport | null>(null);
  #items = $state.raw<StoredItems>({
    chats: [],
    sftModels: [],
    rewardModels: [],
    runs: [],
    checkpoints: [],
  });
  #problem = $state<StorageProblemKind | null>(null);
  #measureProblem = $state<StorageProblemKind | null>(null);
  #isBusy = $state(false);
  #importReport = $state.raw<ImportReport | null>(null);

  constructor(context: DataContext) {
    this.#context = context;
  }

  /** Null until it was measured. */
  get report(): StorageReport | null {
    return this.#report;
  }

  get items(): StoredItems {
    return this.#items;
  }

  /** Why the last reading, import or deletion did not work. */
  get problem(): StorageProblemKind | null {
    return this.#problem ?? this.#measureProblem;
  }

  /** While something is imported or deleted; measuring is no reason to hold anybody up. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  get importReport(): ImportReport | null {
    return this.#importReport;
  }

  dismissImportReport(): void {
    this.#importReport = null;
  }

  /** Measures what is stored; to be called when the room is opened and after every change. */
  async refresh(): Promise<void> {
    try {
      await this.#measure();
      this.#measureProblem = null;
    } catch (error) {
      this.#measureProblem = storageProblemKind(error);
    }
  }

  /** Keeps the report current while the room is open. Returns what ends that. */
  follow(): () => void {
    void this.refresh();
    return this.#context.store.onChange((kind) => {
      if (kind !== 'preferences') void this.refresh();
    });
  }

  /** Asks the browser never to clear this page's data by itself. Resolves to whether it agreed. */
  async keep(): Promise<boolean> {
    const agreed = await askToPersist();
    await this.refresh();
    return agreed;
  }

  /** The chosen rankings, and what was asked again of them, as JSON lines in TRL's format. */
  exportRankings(source: RankingSourceFilter): string {
    return exportPreferences(filterRankings(this.#context.rankings.stored, source));
  }

  /** The chosen votes as JSON lines in TRL's format. */
  exportVotes(filter: VoteFilter): string {
    return exportVotes(filterVotes(this.#context.votes.all, filter));
  }

  /** Stores every readable ranking of a file and reports the others. */
  async importRankings(file: File): Promise<void> {
    const { now, rankings, settings } = this.#context;
    this.#importReport = null;
    await this.#attempt(async () => {
      const modelId = settingModelId(settings.values.model);
      const result = importPreferences(await file.text(), { modelId, createdAtMs: now() });
      const replaced = result.rankings.filter(({ id }) => rankings.find(id) !== null).length;
      const pairsBefore = rankings.counts.all.pairs;
      if (result.rankings.length > 0) await rankings.add(result.rankings);
      this.#importReport = {
        fileName: file.name,
        added: result.rankings.length - replaced,
        replaced,
        pairs: rankings.counts.all.pairs - pairsBefore,
        problems: result.problems,
      };
      await this.#measure();
    });
  }

  /** Weights of a checkpoint, a fine-tuned or a reward model: a safetensors file. @throws StorageError */
  weights(kind: 'checkpoints' | 'sftModels' | 'rewardModels', id: string): Promise<ArrayBuffer> {
    const { rewardModels, runs, sftModels } = this.#context.store;
    if (kind === 'checkpoints') return runs.policy(id);
    return (kind === 'sftModels' ? sftModels : rewardModels).weights(id);
  }

  deleteItem(kind: Exclude<StoredKind, ListedElsewhere>, id: string): Promise<void> {
    return this.#attempt(async () => {
      await this.#context.owners[kind](id);
      await this.#measure();
    });
  }

  deleteRankings(source: RankingSourceFilter): Promise<void> {
    return this.#attempt(async () => {
      await this.#context.rankings.removeSource(source);
      await this.#measure();
    });
  }

  deleteKind(kind: StoredKind): Promise<void> {
    if (kind === 'rankings') return this.deleteRankings('all');
    if (kind === 'demonstrations') return this.#deleteDemonstrations();
    if (kind === 'votes') return this.#deleteVotes();
    return this.#attempt(async () => {
      try {
        for (const { id } of this.#items[kind]) await this.#context.owners[kind](id);
      } finally {
        await this.#measure();
      }
    });
  }

  #deleteDemonstrations(): Promise<void> {
    return this.#attempt(async () => {
      const { demonstrations, store } = this.#context;
      await store.demonstrations.delete(demonstrations.all.map(({ id }) => id));
      await demonstrations.refresh();
      await this.#measure();
    });
  }

  #deleteVotes(): Promise<void> {
    return this.#attempt(async () => {
      const { votes } = this.#context;
      await votes.remove(votes.all.map(({ id }) => id));
      await this.#measure();
    });
  }

  /** Empties the database, damaged records too. The page must be loaded anew after it. */
  async deleteEverything(): Promise<boolean> {
    await this.#attempt(() => this.#context.store.deleteEverything());
    return this.#problem === null;
  }

  async #measure(): Promise<void> {
    const { store } = this.#context;
    const [report, chats, sftModels, rewardModels, runs, checkpoints] = await Promise.all([
      store.report(),
      store.chats.all(),
      store.sftModels.all(),
      store.rewardModels.all(),
      store.runs.all(),
      store.runs.checkpoints(),
    ]);
    this.#report = report;
    const newestFirst = <R extends { createdAtMs: number }>(records: R[]) =>
      records.toSorted((a, b) => b.createdAtMs - a.createdAtMs);
    this.#items = {
      chats: newestFirst(chats),
      sftModels: newestFirst(sftModels),
      rewardModels: newestFirst(rewardModels),
      runs: newestFirst(runs),
      checkpoints: newestFirst(checkpoints),
    };
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.#isBusy = true;
    try {
      await work();
      this.#problem = null;
    } catch (error) {
      this.#problem = storageProblemKind(error);
    } finally {
      this.#isBusy = false;
    }
  }
}
