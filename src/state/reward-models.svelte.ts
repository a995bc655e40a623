// The reward models: which are stored, which one is current, the one that is being trained, and scores of texts.
// Owns no rankings and no runs; the numbers come from the engine.
import type { EngineClient, RewardProgress } from '../client/types';
import type { FailureKind, RewardModelResult } from '../contract/messages';
import { rewardMetrics, type RewardMetricName } from '../contract/metrics';
import type { Demonstration, ModelId, Ranking, RewardModelRecord } from '../contract/records';
import type { Settings } from '../contract/config';
import type { Store } from '../storage/types';
import { trainingPrompts } from '../world/prompts';
import { failureDetail, failureKind } from './engine.svelte';
import { filterRankings, type RankingSourceFilter } from './rankings.svelte';
import { Series } from './series.svelte';
import { storageProblemKind, type StorageProblemKind } from './storage-problem';

export type RewardSeriesName = RewardMetricName | 'held_out_accuracy';

export type RewardTraining =
  | { state: 'idle' }
  | { state: 'running'; step: number; totalSteps: number; remainingMs: number | null }
  /** Trained, but the browser had no room to keep it. */
  | { state: 'unsaved'; problem: StorageProblemKind }
  | { state: 'failed'; kind: FailureKind | 'engine-died'; detail: string };

const currentKey = 'reward.current';
const seriesNames = [
  ...(Object.keys(rewardMetrics) as RewardMetricName[]),
  'held_out_accuracy',
] as const;

export class RewardModelsState {
  /** Curves of the training that goes on, or of the current reward model. */
  readonly curves = new Series<RewardSeriesName>(seriesNames);
  #client: EngineClient;
  #store: Store;
  #all = $state.raw<RewardModelRecord[]>([]);
  #currentId = $state<string | null>(null);
  #training = $state.raw<RewardTraining>({ state: 'idle' });
  #baseChoice = $state.raw<ModelId | null>(null);
  #rankingChoice = $state<RankingSourceFilter>('all');
  #abort: AbortController | null = null;
  #unsaved: { record: RewardModelRecord; weights: ArrayBuffer } | null = null;

  constructor(client: EngineClient, store: Store) {
    this.#client = client;
    this.#store = store;
    store.onChange((kind) => {
      if (kind === 'rewardModels') void this.#read();
    });
  }

  /** Reads what is stored; call once, before the page is shown. */
  async load(): Promise<void> {
    const current = await this.#store.preferences.get(currentKey);
    if (typeof current === 'string') this.#currentId = current;
    await this.#read();
    this.#showCurrentCurves();
  }

  /** Newest first. */
  get all(): readonly RewardModelRecord[] {
    return this.#all;
  }

  /** The one that scores and that a new run learns from: the chosen one, else the newest; null when there is none. */
  get current(): RewardModelRecord | null {
    return this.find(this.#currentId) ?? this.#all[0] ?? null;
  }

  get training(): RewardTraining {
    return this.#training;
  }

  /** Which chat model to start from; null for the one of the settings. */
  get baseChoice(): ModelId | null {
    return this.#baseChoice;
  }

  chooseBase(modelId: ModelId | null): void {
    this.#baseChoice = modelId;
  }

  /** Whose rankings to learn from. */
  get rankingChoice(): RankingSourceFilter {
    return this.#rankingChoice;
  }

  chooseRankings(choice: RankingSourceFilter): void {
    this.#rankingChoice = choice;
  }

  find(id: string | null): RewardModelRecord | null {
    return this.#all.find((record) => record.id === id) ?? null;
  }

  /** "2" for the second that was ever trained among those stored; 0 for one that is gone. */
  number(id: string): number {
    const index = this.#all.findIndex((record) => record.id === id);
    return index < 0 ? 0 : this.#all.length - index;
  }

  select(id: string): void {
    this.#currentId = id;
    this.#showCurrentCurves();
    // Losing a preference is no reason to stop anyone.
    this.#store.preferences.set(currentKey, id).catch(() => undefined);
  }

  /**
   * Trains a reward model from a chat model and stores it; it becomes the current one.
   * @param demonstrations what shall score 0 on average, if there is any
   */
  async train(
    baseModelId: ModelId,
    rankings: readonly Ranking[],
    settings: Settings,
    demonstrations: readonly Demonstration[] = [],
  ): Promise<void> {
    if (this.#training.state === 'running') return;
    const id = crypto.randomUUID();
    this.#abort = new AbortController();
    this.#unsaved = null;
    this.curves.clear();
    this.#training = { state: 'running', step: 0, totalSteps: 0, remainingMs: null };
    const history: Record<string, number>[] = [];
    try {
      const result = await this.#client.trainRewardModel(
        {
          rewardModelId: id,
          baseModelId,
          rankings: [...rankings],
          prompts: [...trainingPrompts],
          demonstrations: [...demonstrations],
          settings,
        },
        { onProgress: (progress) => this.#progress(progress, history), signal: this.#abort.signal },
      );
      if (result) {
        const record = newRecord(id, baseModelId, rankings, settings, history, result);
        await this.#save(record, result.weights);
      } else {
        this.#training = { state: 'idle' };
        this.#showCurrentCurves();
      }
    } catch (error) {
      const [kind, detail] = [failureKind(error), failureDetail(error)];
      this.#training = { state: 'failed', kind, detail };
    }
  }

  cancel(): void {
    this.#abort?.abort();
  }

  /** Tries again to store what could not be stored. */
  async retrySave(): Promise<void> {
    if (this.#unsaved) await this.#save(this.#unsaved.record, this.#unsaved.weights);
  }

  dismissFailure(): void {
    if (this.#training.state === 'failed') this.#training = { state: 'idle' };
  }

  /** Normalised scores of replies to one prompt. @throws EngineFailure */
  score(id: string, prompt: string, replies: string[]): Promise<number[]> {
    const messages = [{ role: 'user' as const, content: prompt }];
    return this.#client.score(
      id,
      replies.map((reply) => ({ messages, reply })),
    );
  }

  /** @throws StorageError */
  async delete(id: string): Promise<void> {
    await this.#store.rewardModels.delete(id);
    await this.#read();
    this.#showCurrentCurves();
  }

  async #save(record: RewardModelRecord, weights: ArrayBuffer): Promise<void> {
    try {
      await this.#store.rewardModels.put(record, weights);
      this.#unsaved = null;
      await this.#read();
      this.select(record.id);
      this.#training = { state: 'idle' };
    } catch (error) {
      this.#unsaved = { record, weights };
      this.#training = { state: 'unsaved', problem: storageProblemKind(error) };
    }
  }

  #progress(progress: RewardProgress, history: Record<string, number>[]): void {
    const { step, totalSteps, remainingMs, metrics, heldOutAccuracy } = progress;
    if (this.#training.state !== 'running' || step <= (history.at(-1)?.step ?? 0)) return;
    const row = {
      ...metrics,
      ...(heldOutAccuracy === null ? {} : { held_out_accuracy: heldOutAccuracy }),
    };
    history.push({ step, ...row });
    this.curves.add(step, row);
    this.#training = { state: 'running', step, totalSteps, remainingMs };
  }

  #showCurrentCurves(): void {
    if (this.#training.state === 'running') return;
    this.curves.clear();
    this.current?.history.forEach((row, index) => this.curves.add(row.step ?? index + 1, row));
  }

  async #read(): Promise<void> {
    const records = await this.#store.rewardModels.all();
    this.#all = records.toSorted((a, b) => b.createdAtMs - a.createdAtMs);
  }
}

function newRecord(
  id: string,
  baseModelId: ModelId,
  rankings: readonly Ranking[],
  settings: Settings,
  history: Record<string, number>[],
  result: RewardModelResult,
): RewardModelRecord {
  return {
    id,
    createdAtMs: Date.now(),
    baseModelId,
    rankings: {
      person: filterRankings(rankings, 'person').length,
      simulated: filterRankings(rankings, 'simulated').length,
      heldOut: result.heldOutRankings,
    },
    heldOutAccuracy: result.heldOutAccuracy,
    heldOutPairs: result.heldOutPairs,
    heldOutScores: result.heldOutScores,
    trainAccuracy: result.trainAccuracy,
    labeler: soleLabeler(rankings),
    normalisation: result.normalisation,
    members: result.members,
    disagreement: result.disagreement,
    zeroDemonstrations: result.zeroDemonstrations,
    ...(result.factEffects && { factEffects: result.factEffects }),
    settings,
    history,
  };
}

/** The one simulated labeler among those who ranked; null when there is none, or several. */
function soleLabeler(rankings: readonly Ranking[]): string | null {
  const names = new Set(
    rankings.flatMap(({ source }) => (source.kind === 'simulated' ? [source.labeler] : [])),
  );
  return names.size === 1 ? [...names][0]! : null;
}
