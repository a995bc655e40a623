// Fine-tuning: the stored models that came of it, the one that goes on in the engine, and its events on their way to
// the store. Owns no demonstrations; draws nothing.
import type { EngineClient } from '../client/types';
import type { Settings } from '../contract/config';
import type { FailureKind, RunState, SftEvent } from '../contract/messages';
import type { Demonstration, ModelId, SftModelRecord } from '../contract/records';
import type { Store } from '../storage/types';
import type { DemonstrationsState } from './demonstrations.svelte';
import { failureDetail, failureKind } from './engine.svelte';
import { shippedBaseOf } from './model-provider';
import type { ModelsState } from './models.svelte';
import { takeRun, waitForRun, type ReleaseLock } from './run-lock';
import type { SettingsState } from './settings.svelte';
import { SftLosses } from './sft-losses.svelte';
import { SftRecords } from './sft-records.svelte';
import type { SftActivity, SftNotice, SftProgress } from './sft-types';
import { storageProblemKind } from './storage-problem';
import { restoreSettings } from './stored-settings';

/** The fine-tuning in this tab's engine. */
interface Live {
  id: string;
  activity: 'starting' | 'running' | 'paused' | 'stopping';
  release: ReleaseLock;
}

const currentKey = 'sft.current';

export interface FineTuningContext {
  client: EngineClient;
  store: Store;
  models: ModelsState;
  /** A deleted model must not stay the whole app's model. */
  settings: Pick<SettingsState, 'values' | 'set'>;
  demonstrations: DemonstrationsState;
}

export class FineTuningState {
  /** Of the fine-tuning that goes on, or of the current model. */
  readonly losses = new SftLosses();
  #context: FineTuningContext;
  #records: SftRecords;
  #currentId = $state<string | null>(null);
  #live = $state.raw<Live | null>(null);
  #elsewhere = $state.raw<ReadonlySet<string>>(new Set());
  #notice = $state.raw<SftNotice | null>(null);
  #progress = $state.raw<SftProgress | null>(null);
  #baseChoice = $state.raw<ModelId | null>(null);
  #latestProgress: SftProgress | null = null;
  #frame = 0;

  constructor(context: FineTuningContext) {
    this.#context = context;
    this.#records = new SftRecords(context.store.sftModels, (error) => this.#writeFailed(error));
    context.client.onSftEvent((event) => this.#receive(event));
    context.client.onSftLost((id, reason) => this.#lose(id, reason));
    context.store.onChange((kind) => {
      if (kind === 'sftModels' && !this.#live) void this.#records.read();
    });
  }

  /** Reads what is stored and takes up what a closed tab left; call once, before the page is shown. */
  async load(): Promise<void> {
    const current = await this.#context.store.preferences.get(currentKey);
    if (typeof current === 'string') this.#currentId = current;
    await this.#records.read();
    for (const { id, status } of this.all) {
      if (status === 'running' || status === 'paused') void this.#takeUp(id);
    }
    this.#showCurves();
  }

  /** Newest first. */
  get all(): readonly SftModelRecord[] {
    return this.#records.all;
  }

  /** The one that is shown: the live one, else the chosen one, else the newest; null when there is none. */
  get current(): SftModelRecord | null {
    return this.live ?? this.find(this.#currentId) ?? this.all[0] ?? null;
  }

  /** The one in this tab's engine, going on or paused. */
  get live(): SftModelRecord | null {
    return this.find(this.#live?.id ?? null);
  }

  /** Of the live one; null when there is none or nothing is known yet. */
  get progress(): SftProgress | null {
    return this.#progress;
  }

  get notice(): SftNotice | null {
    return this.#notice;
  }

  /** Which model to start from; null for the one of the settings. */
  get baseChoice(): ModelId | null {
    return this.#baseChoice;
  }

  activityOf(record: SftModelRecord): SftActivity {
    if (this.#live?.id === record.id) return this.#live.activity;
    if (this.#elsewhere.has(record.id)) return 'elsewhere';
    return record.status === 'running' || record.status === 'paused'
      ? 'interrupted'
      : record.status;
  }

  find(id: string | null): SftModelRecord | null {
    return this.#records.find(id);
  }

  /** Whether an interrupted one can go on with the very demonstrations it began with. */
  canGoOn(record: SftModelRecord): boolean {
    return this.#demonstrationsOf(record) !== null;
  }

  dismissNotice(): void {
    this.#notice = null;
  }

  chooseBase(modelId: ModelId | null): void {
    this.#baseChoice = modelId;
  }

  select(id: string): void {
    this.#currentId = id;
    this.#showCurves();
    // Losing a preference is no reason to stop anyone.
    this.#context.store.preferences.set(currentKey, id).catch(() => undefined);
  }

  /** Fine-tunes a new model; it is stored from its first checkpoint on. */
  async begin(
    baseModelId: ModelId,
    demonstrations: readonly Demonstration[],
    settings: Settings,
  ): Promise<void> {
    if (this.#live) return;
    const { models, store } = this.#context;
    const nowMs = Date.now();
    await this.#enter(crypto.randomUUID(), demonstrations, async (id) => {
      const record: SftModelRecord = {
        id,
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
        baseModelId,
        shippedBase: await shippedBaseOf(baseModelId, store),
        demonstrationIds: demonstrations.map((demonstration) => demonstration.id),
        heldOut: 0,
        tooLong: 0,
        settings: { ...settings },
        status: 'running',
        failure: null,
        step: 0,
        totalSteps: 0,
        savedStep: 0,
        bytes: 0,
        history: [],
      };
      await this.#records.create(record);
      await models.refresh();
      return null;
    });
  }

  /** Lets one that was interrupted go on from where it was saved, or from its beginning. */
  async goOn(id: string): Promise<void> {
    const record = this.find(id);
    const demonstrations = record && this.#demonstrationsOf(record);
    if (!demonstrations || this.#live) return;
    await this.#enter(id, demonstrations, () => this.#context.store.sftModels.resumeState(id));
  }

  pause(): Promise<void> {
    return this.#control('pause');
  }

  resume(): Promise<void> {
    return this.#control('resume');
  }

  /** Ends the live one after its step; what it has learned so far is kept. */
  async stop(): Promise<void> {
    if (!this.#live) return;
    this.#live = { ...this.#live, activity: 'stopping' };
    await this.#control('stop');
  }

  /** Calls an interrupted one done as it is. */
  async keep(id: string): Promise<void> {
    this.#records.change(id, { status: 'stopped' });
    this.#records.queue.add(() => this.#context.store.sftModels.dropResumeState(id));
    await this.#records.queue.settled();
  }

  /** Tries again to store what could not be stored. */
  async retryWrites(): Promise<void> {
    if (await this.#records.queue.retry()) this.#notice = null;
  }

  /** Deletes one that is not in an engine. @throws StorageError */
  async delete(id: string): Promise<void> {
    if (this.#live?.id === id) return;
    const { client, models, settings } = this.#context;
    const shippedBase = this.find(id)?.shippedBase;
    await this.#records.delete(id);
    if (this.#notice?.id === id) this.#notice = null;
    client.forget(`sft:${id}`).catch(() => undefined);
    if (shippedBase && settings.values.model === `sft:${id}`) settings.set('model', shippedBase);
    if (this.#baseChoice === `sft:${id}`) this.#baseChoice = null;
    await models.refresh();
    this.#showCurves();
  }

  /** Takes one into the engine; `prepare` says what to go on from. */
  async #enter(
    id: string,
    demonstrations: readonly Demonstration[],
    prepare: (id: string) => Promise<{ step: number; state: ArrayBuffer } | null>,
  ): Promise<void> {
    this.#notice = null;
    this.#setProgress(null);
    this.#live = { id, activity: 'starting', release: () => undefined };
    // The lock of its last time in the engine is freed by the last of its writes.
    await this.#records.queue.settled();
    const release = await takeRun(id);
    if (!release) {
      this.#live = null;
      this.#notice = { id, kind: 'elsewhere' };
      return;
    }
    this.#live = { id, activity: 'starting', release };
    try {
      const resume = await prepare(id);
      const { baseModelId, settings, history } = this.find(id)!;
      this.select(id);
      this.losses.show(history.filter((row) => row.step! <= (resume?.step ?? -1)));
      const plan = await this.#context.client.startSft({
        sftModelId: id,
        baseModelId,
        demonstrations: [...demonstrations],
        settings: restoreSettings(settings),
        resume,
      });
      const { totalSteps, heldOut, tooLong } = plan;
      this.#records.change(id, { totalSteps, heldOut, tooLong: tooLong.length });
    } catch (error) {
      await this.#failToStart(id, error);
    }
  }

  /** One that never learned anything is not worth keeping. */
  async #failToStart(id: string, error: unknown): Promise<void> {
    this.#leave();
    const isNew = this.find(id)?.savedStep === 0;
    if (isNew) await this.delete(id).catch(() => undefined);
    else this.#records.change(id, { status: 'interrupted' });
    this.#notice =
      error instanceof Error && error.name === 'StorageError'
        ? { id, kind: 'not-stored', problem: storageProblemKind(error) }
        : { id, kind: 'not-started', failure: failureKind(error), detail: failureDetail(error) };
  }

  async #control(action: 'pause' | 'resume' | 'stop'): Promise<void> {
    const live = this.#live;
    if (!live) return;
    try {
      await this.#context.client.controlSft(live.id, action);
    } catch (error) {
      // When the engine died it is lost, which has its own notice.
      const [failure, detail] = [failureKind(error), failureDetail(error)];
      if (failure === 'engine-died' || this.#live?.id !== live.id) return;
      this.#notice = { id: live.id, kind: 'not-started', failure, detail };
    }
  }

  #receive(event: SftEvent): void {
    const { sftModelId: id, step } = event;
    if (id !== this.#live?.id) return;
    switch (event.type) {
      case 'sftState':
        this.#receiveState(id, step, event.state, event.failure);
        return;
      case 'sftMetrics': {
        const { metrics, totalSteps, remainingMs } = event;
        this.losses.addStep(step, metrics);
        this.#latestProgress = { step, totalSteps, remainingMs };
        this.#frame ||= requestAnimationFrame(() => this.#setProgress(this.#latestProgress));
        return;
      }
      case 'sftHeldOut':
        this.losses.addHeldOut(step, event.loss);
        return;
      case 'sftCheckpoint':
        this.#receiveCheckpoint(id, step, event.weights, event.resumeState);
        return;
      default:
        event satisfies never;
    }
  }

  #receiveState(
    id: string,
    step: number,
    state: RunState,
    failure: { kind: FailureKind; message: string } | null,
  ): void {
    const live = this.#live!;
    switch (state) {
      case 'running':
        if (live.activity !== 'stopping') this.#live = { ...live, activity: 'running' };
        this.#records.change(id, { status: 'running', failure: null });
        return;
      case 'paused':
        this.#live = { ...live, activity: 'paused' };
        this.#records.change(id, { status: 'paused', step });
        return;
      case 'finished':
      case 'stopped':
        this.#records.change(id, { status: state, step, history: this.losses.rows });
        this.#leave();
        // Stopped before its first step it is its base, and nothing of its own.
        if (step === 0) void this.#records.queue.settled().then(() => this.delete(id));
        return;
      case 'failed':
        this.#fail(id, failure ?? { kind: 'internal', message: '' });
        return;
      default:
        state satisfies never;
    }
  }

  #receiveCheckpoint(
    id: string,
    step: number,
    weights: ArrayBuffer,
    resumeState: ArrayBuffer | null,
  ): void {
    const { client, models, store } = this.#context;
    this.#records.queue.add(async () => {
      await store.sftModels.addCheckpoint(id, step, weights, resumeState);
      this.#records.show(id, { savedStep: step, bytes: weights.byteLength });
      // Whoever talked to it had its older weights.
      client.forget(`sft:${id}`).catch(() => undefined);
      await models.refresh();
    });
    this.#records.change(id, { step, history: this.losses.rows });
  }

  /** What ran away cannot go on; anything else waits where it was saved. */
  #fail(id: string, { kind, message: detail }: { kind: FailureKind; message: string }): void {
    if (kind === 'diverged' || kind === 'bad-input') {
      this.#records.change(id, { status: 'failed', failure: detail, history: this.losses.rows });
      this.#leave();
      return;
    }
    this.#interrupt(id);
    this.#notice = { id, kind: 'interrupted', failure: kind, detail };
  }

  #lose(id: string, detail: string): void {
    if (id !== this.#live?.id) return;
    this.#interrupt(id);
    this.#notice = { id, kind: 'interrupted', failure: 'engine-died', detail };
  }

  /** Marks the live one as interrupted, once everything that came of it is written. */
  #interrupt(id: string): void {
    this.#records.queue.add(async () => {
      this.#records.rewind(id);
      this.#showCurves();
    });
    this.#leave();
  }

  /** Waits for one that was going in another tab, and takes it up where that tab left it. */
  async #takeUp(id: string): Promise<void> {
    this.#elsewhere = new Set(this.#elsewhere).add(id);
    const release = await waitForRun(id);
    try {
      await this.#records.read();
      const status = this.find(id)?.status;
      if (status !== 'running' && status !== 'paused') return;
      this.#records.rewind(id);
      this.#notice = { id, kind: 'page-closed' };
      await this.#records.queue.settled();
    } finally {
      release();
      this.#elsewhere = new Set([...this.#elsewhere].filter((other) => other !== id));
      this.#showCurves();
    }
  }

  #writeFailed(error: unknown): void {
    const problem = storageProblemKind(error);
    const id = this.#live?.id ?? this.#currentId ?? '';
    if (problem === 'missing') {
      // Deleted in another tab: there is nothing left to write to.
      this.#records.queue.clear();
      void this.#control('stop');
    } else if (this.#live?.activity === 'running') {
      void this.#control('pause');
    }
    this.#notice = { id, kind: 'not-stored', problem };
  }

  /** Lets go of it, for other tabs as soon as all of it is written. */
  #leave(): void {
    const release = this.#live?.release;
    this.#live = null;
    this.#records.queue.add(async () => release?.());
    this.#setProgress(null);
  }

  /** The demonstrations it began with, in their order; null when one of them was deleted or changed since. */
  #demonstrationsOf(record: SftModelRecord): Demonstration[] | null {
    const { demonstrations } = this.#context;
    const found = record.demonstrationIds.map((id) => demonstrations.find(id));
    const unchanged = (one: Demonstration | null): one is Demonstration =>
      one !== null && one.updatedAtMs <= record.createdAtMs;
    return found.every(unchanged) ? found : null;
  }

  #setProgress(progress: SftProgress | null): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#progress = progress;
  }

  /** Of the current one; the live one's are shown as they come. */
  #showCurves(): void {
    if (!this.#live) this.losses.show(this.current?.history ?? []);
  }
}
