// The runs, of whatever method: which one is open, the one that goes on in the engine, and its events on their way to the store.
// Draws nothing; curves are state/run-history, records and waiting writes state/run-records.
import type { EngineClient } from '../client/types';
import type { Settings } from '../contract/config';
import type { FailureKind, RunEvent, RunState } from '../contract/messages';
import type { ModelId, Ranking, RewardDescription, Run, RunParent } from '../contract/records';
import { separateRepeats } from '../core/repeats';
import type { Store } from '../storage/types';
import { sampledPrompts, trainingPrompts } from '../world/prompts';
import { failureDetail, failureKind } from './engine.svelte';
import type { ModelsState } from './models.svelte';
import { RunHistory } from './run-history.svelte';
import { takeRun, type ReleaseLock } from './run-lock';
import { LatestProgress } from './run-progress.svelte';
import { RunRecorder } from './run-recorder';
import { RunRecords } from './run-records.svelte';
import { isUnfinished, RunTakeover } from './run-takeover.svelte';
import type { RunActivity, RunMode, RunNotice, RunProgress } from './run-types';
import { storageProblemKind } from './storage-problem';
import { restoreSettings } from './stored-settings';

/** The run in this tab's engine. */
interface LiveRun {
  runId: string;
  activity: 'starting' | 'running' | 'paused' | 'stopping';
  release: ReleaseLock;
  /** The engine is done with it; what it did last is being stored. */
  isOver?: boolean;
}

const openKey = 'train.open';

export class RunsState {
  readonly history: RunHistory;
  #client: EngineClient;
  #store: Store;
  #models: ModelsState;
  #records: RunRecords;
  #openId = $state<string | null>(null);
  #live = $state.raw<LiveRun | null>(null);
  #takeover: RunTakeover;
  #recorder: RunRecorder;
  #notice = $state.raw<RunNotice | null>(null);
  #progress = new LatestProgress();
  #baseChoice = $state.raw<ModelId | null>(null);

  constructor(client: EngineClient, store: Store, models: ModelsState) {
    this.#client = client;
    this.#store = store;
    this.#models = models;
    this.history = new RunHistory(store.runs);
    this.#records = new RunRecords(store.runs, (error) => this.#writeFailed(error));
    this.#takeover = new RunTakeover(store.runs, this.#records, this.history);
    this.#recorder = new RunRecorder(store.runs, this.#records, this.history, models);
    client.onRunEvent((event) => this.#receive(event));
    client.onRunLost((runId, reason) => void this.#lose(runId, reason));
    store.onChange((kind) => {
      if (kind === 'runs') void this.#records.read();
    });
  }

  /** Reads what is stored and takes up the runs that a closed tab left; call once, before the page is shown. */
  async load(): Promise<void> {
    await this.#records.read();
    const stored = await this.#store.preferences.get(openKey);
    const unfinished = this.all.filter(isUnfinished);
    const open = unfinished[0] ?? this.all.find((run) => run.id === stored) ?? this.all[0];
    for (const { id: runId } of unfinished) {
      void this.#takeover.takeUp(runId, (iteration) => {
        this.#notice = { runId, kind: 'page-closed', iteration };
      });
    }
    await this.#open(open?.id ?? null);
  }

  /** Newest first. */
  get all(): readonly Run[] {
    return this.#records.all;
  }

  /** The run that is shown, or null for a run that is yet to begin. */
  get open(): Run | null {
    return this.#records.find(this.#openId);
  }

  /** The run that is in this tab's engine, going on or paused. */
  get live(): Run | null {
    return this.#records.find(this.#live?.runId ?? null);
  }

  get activity(): RunActivity {
    return this.open ? this.activityOf(this.open) : 'none';
  }

  activityOf(run: Run): RunActivity {
    if (this.#live?.runId === run.id) return this.#live.activity;
    if (this.#takeover.isElsewhere(run.id)) return 'elsewhere';
    return run.status === 'running' ? 'paused' : run.status;
  }

  get notice(): RunNotice | null {
    return this.#notice?.runId === this.#openId || this.#notice?.kind === 'not-started'
      ? this.#notice
      : null;
  }

  dismissNotice(): void {
    this.#notice = null;
  }

  /** Of the live run; null when there is none or nothing is known yet. */
  get progress(): RunProgress | null {
    return this.#progress.shown;
  }

  /** Which chat model a new run starts from; null for the one that its reward model learned from. */
  get baseChoice(): ModelId | null {
    return this.#baseChoice;
  }

  chooseBase(modelId: ModelId | null): void {
    this.#baseChoice = modelId;
  }

  /** Shows a stored run, or with null the form for a new one. */
  async openRun(id: string | null): Promise<void> {
    this.#store.preferences.set(openKey, id ?? undefined).catch(() => undefined);
    await this.#open(id);
  }

  /**
   * Begins a new run; `mode` says whether to run on or to pause after one iteration.
   * @param goldLabeler the simulated labeler whose hidden score is watched, if there is one
   * @param parent of a branch: the checkpoint whose weights it starts from; `baseModelId` is then that run's base
   */
  async begin(
    baseModelId: ModelId,
    reward: RewardDescription,
    settings: Settings,
    mode: RunMode,
    goldLabeler: string | null = null,
    parent: RunParent | null = null,
  ): Promise<void> {
    const run: Run = { ...newRun(baseModelId, reward, settings), goldLabeler, parent };
    if (run.method === 'dpo') {
      const { first } = separateRepeats(await this.#store.rankings.all());
      run.rankingIds = first.map(({ id }) => id);
    }
    await this.#enter(run, mode, async () => {
      await this.#records.create(run);
      await Promise.all([this.openRun(run.id), this.#models.refresh()]);
      return null;
    });
  }

  /**
   * Lets the open run go on: where it paused in the engine, or from its last checkpoint.
   * @param rule what the rule of a run in no engine shall be from there on; null to leave it as it is
   */
  async goOn(mode: RunMode, rule: string | null = null): Promise<void> {
    const run = this.open;
    if (!run) return;
    if (this.#records.queue.pending > 0 && !(await this.#records.queue.retry())) return;
    this.#notice = null;
    if (this.#live?.runId === run.id) {
      await this.#control(mode === 'continuous' ? 'resume' : 'step');
    } else {
      await this.#enter(run, mode, async () => {
        const resume = await this.#store.runs.resumeState(run.id);
        const iteration = resume?.iteration ?? 0;
        await this.#takeover.rewind(run.id, iteration);
        if (rule !== null) this.#records.change(run.id, withRule(run, rule, iteration));
        return resume;
      });
    }
  }

  pause(): Promise<void> {
    return this.#control('pause');
  }

  /**
   * Ends the open run with a checkpoint: an iteration that is only sampling yet is dropped, any other finished first.
   * A run that is in no engine ends where it stands.
   */
  async stop(): Promise<void> {
    const run = this.open;
    if (!run) return;
    if (this.#live?.runId === run.id) {
      this.#live = { ...this.#live, activity: 'stopping' };
      await this.#control('stop');
    } else if (this.activityOf(run) === 'paused') {
      this.#records.change(run.id, { status: 'stopped' });
    }
  }

  /** Tries again to store what could not be stored. */
  async retryWrites(): Promise<void> {
    if (await this.#records.queue.retry()) this.#notice = null;
  }

  /** Deletes a run that is not in an engine, with everything that belongs to it. @throws StorageError */
  async delete(id: string): Promise<void> {
    if (this.#live?.runId === id) return;
    const checkpoints = await this.#store.runs.checkpoints(id);
    await this.#store.runs.delete(id);
    for (const checkpoint of checkpoints) this.#forget(checkpoint.id);
    await Promise.all([this.#records.read(), this.#models.refresh()]);
    if (this.#openId === id) await this.openRun(this.all[0]?.id ?? null);
  }

  /** Deletes a checkpoint that can be talked to; what the run goes on from stays. @throws StorageError */
  async deleteCheckpoint(id: string): Promise<void> {
    await this.#store.runs.deleteCheckpoint(id);
    this.history.removeCheckpoint(id);
    this.#forget(id);
    await this.#models.refresh();
  }

  /** Takes the run into the engine; `prepare` says what to go on from. */
  async #enter(
    run: Run,
    mode: RunMode,
    prepare: () => Promise<{ iteration: number; state: ArrayBuffer } | null>,
  ): Promise<void> {
    if (this.#live) return;
    this.#notice = null;
    this.#progress.clear();
    this.#live = { runId: run.id, activity: 'starting', release: () => undefined };
    // The lock of the run's last time in the engine is freed by the last of its writes.
    await this.#records.queue.settled();
    const release = await takeRun(run.id);
    if (!release) {
      this.#live = null;
      this.#notice = { runId: run.id, kind: 'elsewhere' };
      return;
    }
    this.#live = { runId: run.id, activity: 'starting', release };
    try {
      const resume = await prepare();
      const { reward } = this.#records.find(run.id) ?? run;
      const { baseModelId, samplePrompts, trainingPrompts: prompts } = run;
      await this.#client.startRun({
        runId: run.id,
        baseModelId,
        reward,
        settings: restoreSettings(run.settings),
        trainingPrompts: [...prompts],
        samplePrompts: [...samplePrompts],
        goldLabeler: run.goldLabeler ?? null,
        rankings: await this.#rankingsOf(run),
        initialModelId: initialModel(run, resume !== null),
        resume,
        mode,
      });
    } catch (error) {
      await this.#failToStart(run, error);
    }
  }

  /** @throws Error when a ranking is gone: what comes after it would not be what the run began */
  async #rankingsOf({ rankingIds = [] }: Run): Promise<Ranking[]> {
    if (rankingIds.length === 0) return [];
    const ids = new Set(rankingIds);
    const rankings = (await this.#store.rankings.all()).filter(({ id }) => ids.has(id));
    if (rankings.length === ids.size) return rankings;
    const gone = ids.size - rankings.length;
    throw new Error(`Rankings that this run learns from were deleted: ${gone} of ${ids.size}.`);
  }

  /** A run that never did an iteration is not worth keeping; any other waits where it was. */
  async #failToStart(run: Run, error: unknown): Promise<void> {
    const runId = run.id;
    const failure = failureKind(error);
    this.#leave();
    if (error instanceof Error && error.name === 'StorageError') {
      this.#notice = { runId, kind: 'not-stored', problem: storageProblemKind(error) };
      return;
    }
    if (run.iteration === 0 && failure !== 'engine-died') {
      await this.delete(runId).catch(() => undefined);
      await this.openRun(null);
    } else {
      this.#records.change(runId, { status: 'paused' });
    }
    this.#notice = { runId, kind: 'not-started', failure, detail: failureDetail(error) };
  }

  async #control(action: 'pause' | 'resume' | 'step' | 'stop'): Promise<void> {
    const live = this.#live;
    if (!live) return;
    try {
      await this.#client.controlRun(live.runId, action);
    } catch (error) {
      // When the engine died the run is lost, which has its own notice.
      const failure = failureKind(error);
      if (failure === 'engine-died' || this.#live !== live) return;
      this.#notice = {
        runId: live.runId,
        kind: 'not-started',
        failure,
        detail: failureDetail(error),
      };
    }
  }

  #receive(event: RunEvent): void {
    if (event.runId !== this.#live?.runId) return;
    const { runId, step: iteration } = event;
    switch (event.type) {
      case 'runState':
        this.#receiveState(runId, iteration, event.state, event.failure);
        return;
      case 'runPhase': {
        const run = this.live;
        const total = Number(run?.settings.iterations ?? 1);
        const { phase, progress, remainingMs } = event;
        this.#progress.report({ phase, share: (iteration + progress) / total, remainingMs });
        return;
      }
      case 'runMetrics':
      case 'runTrouble':
      case 'runSettled':
      case 'runSamples':
      case 'runEpisodes':
      case 'runCheckpoint':
        this.#recorder.record(event);
        return;
      default:
        event satisfies never;
    }
  }

  #receiveState(
    runId: string,
    iteration: number,
    state: RunState,
    failure: { kind: FailureKind; message: string } | null,
  ): void {
    const live = this.#live!;
    switch (state) {
      case 'running':
        if (live.activity !== 'stopping') this.#live = { ...live, activity: 'running' };
        this.#records.change(runId, { status: 'running', failure: null, ruleFailure: null });
        return;
      case 'paused':
        this.#live = { ...live, activity: 'paused' };
        this.#records.change(runId, { status: 'paused' });
        return;
      case 'finished':
      case 'stopped':
        // Said only when it is true: the last checkpoint is still being written.
        this.#live = { ...live, activity: 'stopping', isOver: true };
        this.#records.changeOnceStored(runId, { status: state, iteration }, () => this.#leave());
        return;
      case 'failed':
        void this.#fail(runId, failure ?? { kind: 'internal', message: '' });
        return;
      default:
        state satisfies never;
    }
  }

  /** What ran away cannot go on; anything else waits at its last checkpoint. */
  async #fail(runId: string, failure: { kind: FailureKind; message: string }): Promise<void> {
    const { kind, message: detail } = failure;
    if (kind === 'diverged' || kind === 'bad-input') {
      this.#records.change(runId, { status: 'failed', failure: detail });
      this.#leave();
      return;
    }
    if (kind === 'rule-failed') {
      await this.#pauseAtCheckpoint(runId, { ruleFailure: detail });
      return;
    }
    const iteration = await this.#pauseAtCheckpoint(runId);
    this.#notice = { runId, kind: 'interrupted', iteration, failure: kind, detail };
  }

  async #lose(runId: string, detail: string): Promise<void> {
    if (runId !== this.#live?.runId) return;
    const iteration = await this.#pauseAtCheckpoint(runId);
    this.#notice = { runId, kind: 'engine-lost', iteration, detail };
  }

  async #pauseAtCheckpoint(
    runId: string,
    changes: Pick<Partial<Run>, 'ruleFailure'> = {},
  ): Promise<number> {
    // The lock is kept until the store says what is true.
    if (this.#live) this.#live = { ...this.#live, activity: 'paused' };
    await this.#records.queue.settled();
    const iteration = this.#records.find(runId)?.resumableIteration ?? 0;
    await this.#takeover.rewind(runId, iteration).catch((error) => this.#writeFailed(error));
    this.#records.change(runId, { ...changes, status: 'paused', iteration });
    this.#leave();
    return iteration;
  }

  #writeFailed(error: unknown): void {
    const problem = storageProblemKind(error);
    const runId = this.#live?.runId ?? this.#openId ?? '';
    if (problem === 'missing') {
      // Deleted in another tab: there is nothing left to write to.
      this.#records.queue.clear();
      if (this.#live?.isOver) this.#leave();
      else void this.#control('stop');
    } else if (this.#live?.activity === 'running') {
      void this.#control('pause');
    }
    this.#notice = { runId, kind: 'not-stored', problem };
  }

  /** Lets go of the run, for other tabs as soon as all of it is written. */
  #leave(): void {
    const release = this.#live?.release;
    this.#live = null;
    this.#records.queue.add(async () => release?.());
    this.#progress.clear();
  }

  #forget(checkpointId: string): void {
    this.#client.forget(`checkpoint:${checkpointId}`).catch(() => undefined);
  }

  async #open(id: string | null): Promise<void> {
    this.#openId = id;
    await this.history.open(id);
  }
}

/** What a branch's weights are copied from; a resumed run has its own, but for best-of-n, which never has any. */
function initialModel({ method, parent }: Run, isResumed: boolean): ModelId | null {
  if (!parent || (isResumed && method !== 'best-of-n')) return null;
  return `checkpoint:${parent.checkpointId}`;
}

/** A run's reward with another rule, and the one before it where that has scored an iteration. */
function withRule(
  { reward, formerRules = [] }: Run,
  source: string,
  iteration: number,
): Pick<Run, 'reward' | 'formerRules'> {
  const { rule } = reward;
  if (!rule || rule.source === source) return { reward, formerRules };
  const hasScored = iteration > (formerRules.at(-1)?.untilIteration ?? 0);
  const former = { source: rule.source, untilIteration: iteration };
  return {
    reward: { ...reward, rule: { ...rule, source } },
    formerRules: hasScored ? [...formerRules, former] : formerRules,
  };
}

function newRun(baseModelId: ModelId, reward: RewardDescription, settings: Settings): Run {
  const now = Date.now();
  return {
    id: crypto.randomUUID(),
    method: settings.method,
    createdAtMs: now,
    updatedAtMs: now,
    baseModelId,
    reward,
    settings: { ...settings },
    status: 'running',
    failure: null,
    iteration: 0,
    resumableIteration: 0,
    samplePrompts: [...sampledPrompts],
    trainingPrompts: [...trainingPrompts],
  };
}
