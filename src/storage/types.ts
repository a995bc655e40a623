// What the page may ask of its database. `openStore` (store.ts) implements it over IndexedDB; the rest of the page
// knows this interface only. Every method rejects with a StorageError whose kind says what to do.
import type { EpisodeRow } from '../contract/episodes';
import type {
  Chat,
  Checkpoint,
  Demonstration,
  MetricRow,
  Ranking,
  RewardModelRecord,
  Run,
  SampleRow,
  SftModelRecord,
  Vote,
} from '../contract/records';

export type StorageErrorKind =
  'full' | 'blocked' | 'unavailable' | 'damaged' | 'newer-version' | 'missing';

/** A record that cannot be read: passed over everywhere, still in the database. */
export interface DamagedRecord {
  kind: keyof StorageReport['kinds'];
  key: string;
  /** Which field, and what is wrong with it. */
  problem: string;
}

/** How much is stored, by kind, in bytes (estimated from the records), and what the browser allows. */
export interface StorageReport {
  kinds: Record<
    | 'chats'
    | 'demonstrations'
    | 'sftModels'
    | 'rankings'
    | 'votes'
    | 'rewardModels'
    | 'runs'
    | 'checkpoints',
    { count: number; bytes: number }
  >;
  usageBytes: number | null;
  quotaBytes: number | null;
  persisted: boolean;
  damaged: DamagedRecord[];
}

export interface Store {
  chats: {
    all(): Promise<Chat[]>;
    put(chat: Chat): Promise<void>;
    delete(id: string): Promise<void>;
  };
  demonstrations: {
    /** In the order they were made. */
    all(): Promise<Demonstration[]>;
    /** All or none; one with a stored id replaces it and keeps its place. */
    add(demonstrations: Demonstration[]): Promise<void>;
    delete(ids: string[]): Promise<void>;
  };
  sftModels: {
    all(): Promise<SftModelRecord[]>;
    /** `savedStep` and `bytes` of a stored one are `addCheckpoint`'s alone and are kept. */
    put(record: SftModelRecord): Promise<void>;
    /**
     * In one transaction: the weights, which replace older ones, the state to go on from (null drops it), and the
     * record with its `savedStep` and `bytes`. Rejects with 'missing' when the model was deleted.
     */
    addCheckpoint(
      id: string,
      step: number,
      weights: ArrayBuffer,
      resumeState: ArrayBuffer | null,
    ): Promise<void>;
    weights(id: string): Promise<ArrayBuffer>;
    resumeState(id: string): Promise<{ step: number; state: ArrayBuffer } | null>;
    /** Frees the room of a state that nobody will go on from. */
    dropResumeState(id: string): Promise<void>;
    delete(id: string): Promise<void>;
  };
  rankings: {
    /** In the order they were made. */
    all(): Promise<Ranking[]>;
    /** All or none; one with a stored id replaces it and keeps its place. */
    add(rankings: Ranking[]): Promise<void>;
    delete(ids: string[]): Promise<void>;
  };
  votes: {
    /** In the order they were cast. */
    all(): Promise<Vote[]>;
    /** All or none; one with a stored id replaces it and keeps its place. */
    add(votes: Vote[]): Promise<void>;
    delete(ids: string[]): Promise<void>;
  };
  rewardModels: {
    all(): Promise<RewardModelRecord[]>;
    put(record: RewardModelRecord, weights: ArrayBuffer): Promise<void>;
    weights(id: string): Promise<ArrayBuffer>;
    delete(id: string): Promise<void>;
  };
  runs: {
    all(): Promise<Run[]>;
    get(id: string): Promise<Run | null>;
    /** `resumableIteration` of a stored run is `addCheckpoint`'s alone and is kept. */
    put(run: Run): Promise<void>;
    metrics(runId: string): Promise<MetricRow[]>;
    /** Values that are not finite are left out. Rejects with 'missing' when the run was deleted. */
    addMetrics(row: MetricRow): Promise<void>;
    samples(runId: string): Promise<SampleRow[]>;
    addSamples(row: SampleRow): Promise<void>;
    episodes(runId: string): Promise<EpisodeRow[]>;
    /** Rejects with 'missing' when the run was deleted. */
    addEpisodes(row: EpisodeRow): Promise<void>;
    /**
     * In one transaction: the checkpoint, its policy weights, and the state to go on from (one a run: the newest
     * replaces the older), and the run's `resumableIteration`.
     */
    addCheckpoint(
      checkpoint: Checkpoint,
      policy: ArrayBuffer,
      resumeState: ArrayBuffer,
    ): Promise<void>;
    checkpoints(runId?: string): Promise<Checkpoint[]>;
    policy(checkpointId: string): Promise<ArrayBuffer>;
    resumeState(runId: string): Promise<{ iteration: number; state: ArrayBuffer } | null>;
    /** Drops metrics, samples, kept episodes and troubles after an iteration, before a run goes on from there; lowers `iteration` to it. */
    truncate(runId: string, iteration: number): Promise<void>;
    deleteCheckpoint(id: string): Promise<void>;
    /** The run with its metrics, samples, kept episodes, checkpoints and weights. */
    delete(id: string): Promise<void>;
  };
  /**
   * Small things that survive a reload: settings, the open room, a half-made ranking. What JSON can say; `undefined`
   * deletes. Decoded by the caller.
   */
  preferences: {
    get(key: string): Promise<unknown>;
    set(key: string, value: unknown): Promise<void>;
  };
  report(): Promise<StorageReport>;
  deleteEverything(): Promise<void>;
  /** Another tab changed something of this kind. */
  onChange(listener: (kind: keyof StorageReport['kinds'] | 'preferences') => void): () => void;
  close(): void;
}
