// The page's engine: keeps one worker running, loads models before what needs them, and starts another worker when
// one dies. Implements types.ts. Computes nothing and stores nothing.
import type {
  BackendName,
  EngineActivity,
  EngineInfo,
  LoadProgress,
  RunEvent,
  RunStart,
  SftEvent,
  SftPlan,
  SftStart,
} from '../contract/messages';
import type { GeneratedReply, RewardModelResult } from '../contract/messages';
import type { Message, ModelId, Sampling } from '../contract/records';
import { Connection, type Death, type LooseEvent } from './connection';
import { Deferred } from './deferred';
import { EngineCallError } from './failure';
import { Listeners } from './listeners';
import { LoadedModels } from './loaded-models';
import { cancellable, stoppedReplies, toRewardProgress } from './requests';
import type {
  EngineClient,
  EngineStatus,
  GenerateOptions,
  ModelProvider,
  RuleSandbox,
} from './types';

export interface EngineClientOptions {
  backend: 'auto' | BackendName;
  /** The address under which `models/` lies. */
  assetBase: string;
  provider: ModelProvider;
  /** Runs the rules that a run is rewarded by. */
  sandbox?: RuleSandbox;
  createWorker?: () => Worker;
  /** How long a worker may say nothing before it is taken for dead. */
  silenceTimeoutMs?: number;
  /** The same before its first word, while its code is being fetched. */
  startTimeoutMs?: number;
  /** Waits before each restart; after the last one the engine counts as failed. */
  restartDelaysMs?: readonly number[];
}

/** After so many GPU failures in a row the next worker is told to leave WebGPU alone. */
const mostDeviceFailures = 2;

export function createEngineClient(options: EngineClientOptions): EngineClient {
  return new Client(options);
}

function createEngineWorker(): Worker {
  return new Worker(new URL('../engine/main.ts', import.meta.url), { type: 'module' });
}

/** A worker that has started its backend. */
interface Running {
  connection: Connection;
  models: LoadedModels;
}

type TrainRequest = Parameters<EngineClient['trainRewardModel']>[0];
type TrainOptions = NonNullable<Parameters<EngineClient['trainRewardModel']>[1]>;

class Client implements EngineClient {
  private readonly options: EngineClientOptions;
  private readonly restartDelaysMs: readonly number[];
  private readonly statusListeners = new Listeners<[EngineStatus]>();
  private readonly loadListeners = new Listeners<[ModelId, LoadProgress | null]>();
  private readonly runListeners = new Listeners<[RunEvent]>();
  private readonly runLostListeners = new Listeners<[runId: string, reason: string]>();
  private readonly sftListeners = new Listeners<[SftEvent]>();
  private readonly sftLostListeners = new Listeners<[sftModelId: string, reason: string]>();
  private currentStatus: EngineStatus = { state: 'starting' };
  private connection: Connection | null = null;
  private running = new Deferred<Running>();
  private activity: EngineActivity = 'starting';
  private currentRunId: string | null = null;
  private currentSftId: string | null = null;
  private restarts = 0;
  private restartTimer: ReturnType<typeof setTimeout> | undefined;
  private deviceFailures = 0;
  private webgpuFailure: string | null = null;
  private disposed = false;

  constructor(options: EngineClientOptions) {
    this.options = options;
    this.restartDelaysMs = options.restartDelaysMs ?? [0, 1_000, 4_000];
    this.startWorker();
  }

  get status(): EngineStatus {
    return this.currentStatus;
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    return this.statusListeners.add(listener);
  }

  onLoadProgress(listener: (modelId: ModelId, progress: LoadProgress | null) => void): () => void {
    return this.loadListeners.add(listener);
  }

  onRunEvent(listener: (event: RunEvent) => void): () => void {
    return this.runListeners.add(listener);
  }

  onRunLost(listener: (runId: string, reason: string) => void): () => void {
    return this.runLostListeners.add(listener);
  }

  onSftEvent(listener: (event: SftEvent) => void): () => void {
    return this.sftListeners.add(listener);
  }

  onSftLost(listener: (sftModelId: string, reason: string) => void): () => void {
    return this.sftLostListeners.add(listener);
  }

  async loadModel(modelId: ModelId, signal?: AbortSignal): Promise<void> {
    const { models } = await this.running.promise;
    await models.use(modelId, async () => {}, signal);
  }

  async generate(
    modelId: ModelId,
    conversations: Message[][],
    sampling: Sampling,
    { onText, signal }: GenerateOptions = {},
  ): Promise<GeneratedReply[]> {
    const { connection, models } = await this.running.promise;
    const write = async () => {
      if (signal?.aborted) return stoppedReplies(conversations);
      const request = connection.request<'generate'>(
        { type: 'generate', modelId, conversations, sampling },
        { onProgress: (event) => event.type === 'tokens' && onText?.(event.deltas) },
      );
      const { replies } = await cancellable(connection, request, signal);
      this.provenWell();
      return replies;
    };
    return models.use(modelId, write, signal);
  }

  async trainRewardModel(
    request: TrainRequest,
    { onProgress, signal }: TrainOptions = {},
  ): Promise<RewardModelResult | null> {
    const { connection, models } = await this.running.promise;
    const train = async () => {
      if (signal?.aborted) return null;
      const sent = connection.request<'trainRewardModel'>(
        { type: 'trainRewardModel', ...request },
        { onProgress: (event) => onProgress?.(toRewardProgress(event)) },
      );
      const { result } = await cancellable(connection, sent, signal);
      if (result) models.addRewardModel(request.rewardModelId);
      this.provenWell();
      return result;
    };
    return models.use(request.baseModelId, train, signal);
  }

  async score(
    rewardModelId: string,
    dialogues: { messages: Message[]; reply: string }[],
  ): Promise<number[]> {
    const { connection, models } = await this.running.promise;
    return models.useRewardModel(rewardModelId, async () => {
      const command = { type: 'score', rewardModelId, dialogues } as const;
      const { scores } = await connection.request<'score'>(command).answer;
      this.provenWell();
      return scores;
    });
  }

  async startSft(start: SftStart): Promise<SftPlan> {
    const { connection, models } = await this.running.promise;
    return models.use(start.baseModelId, async () => {
      // Its first events come before the answer.
      const former = this.currentSftId;
      this.currentSftId = start.sftModelId;
      try {
        const { plan } = await connection.request<'startSft'>(
          { type: 'startSft', ...start },
          { transfer: start.resume ? [start.resume.state] : [] },
        ).answer;
        return plan;
      } catch (error) {
        if (this.currentSftId === start.sftModelId) this.currentSftId = former;
        throw error;
      }
    });
  }

  async controlSft(sftModelId: string, action: 'pause' | 'resume' | 'stop'): Promise<void> {
    const { connection } = await this.running.promise;
    await connection.request<'controlSft'>({ type: 'controlSft', sftModelId, action }).answer;
  }

  async startRun(start: RunStart): Promise<void> {
    const { connection, models } = await this.running.promise;
    const { baseModelId, initialModelId, reward } = start;
    const rewardModelId = reward.model?.id;
    const send = () => this.sendRun(connection, start);
    const sendWithReward = () =>
      rewardModelId === undefined ? send() : models.useRewardModel(rewardModelId, send);
    await models.use(baseModelId, () =>
      initialModelId ? models.use(initialModelId, sendWithReward) : sendWithReward(),
    );
  }

  private async sendRun(connection: Connection, start: RunStart): Promise<void> {
    // Its first events come before the answer.
    const former = this.currentRunId;
    this.currentRunId = start.runId;
    try {
      await connection.request<'startRun'>(
        { type: 'startRun', ...start },
        { transfer: start.resume ? [start.resume.state] : [] },
      ).answer;
    } catch (error) {
      if (this.currentRunId === start.runId) this.currentRunId = former;
      throw error;
    }
  }

  async controlRun(runId: string, action: 'pause' | 'resume' | 'step' | 'stop'): Promise<void> {
    const { connection } = await this.running.promise;
    await connection.request<'controlRun'>({ type: 'controlRun', runId, action }).answer;
  }

  async forget(modelId: ModelId): Promise<void> {
    // A worker that is not there has forgotten already.
    if (this.currentStatus.state !== 'running') return;
    const { models } = await this.running.promise;
    await models.unload(modelId);
  }

  async restart(): Promise<void> {
    const reason = 'The engine is being restarted.';
    this.restarts = 0;
    this.connection?.close(reason);
    this.afterDeath(reason, 0);
    await this.running.promise;
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.restartTimer);
    this.connection?.close('The engine was shut down.');
    this.running.reject(new EngineCallError('engine-died', 'The engine was shut down.'));
  }

  private startWorker(): void {
    const { createWorker = createEngineWorker } = this.options;
    const connection = new Connection({
      worker: createWorker(),
      silenceTimeoutMs: this.options.silenceTimeoutMs ?? 30_000,
      startTimeoutMs: this.options.startTimeoutMs ?? 120_000,
      onEvent: (event) => this.hear(event, connection),
      onDeath: (death) => this.onDeath(death),
    });
    this.connection = connection;
    this.activity = 'starting';
    const { backend, assetBase } = this.options;
    connection
      .request<'initialise'>({
        ...{ type: 'initialise', backend, assetBase },
        webgpuFailure: this.webgpuFailure,
      })
      .answer.then(({ info }) => this.onInitialised(connection, info))
      .catch((error: EngineCallError) => {
        // A worker that died says so itself.
        if (error.kind === 'engine-died' || this.connection !== connection) return;
        connection.close(error.message);
        this.onDeath({ kind: 'engine-died', reason: error.message });
      });
  }

  private onInitialised(connection: Connection, info: EngineInfo): void {
    if (this.connection !== connection || this.disposed) return;
    this.running.resolve({
      connection,
      models: new LoadedModels(connection, this.options.provider),
    });
    this.setStatus({ state: 'running', info, activity: this.activity });
  }

  private hear(event: LooseEvent, connection: Connection): void {
    if (event.type === 'activity') {
      this.activity = event.activity;
      if (this.currentStatus.state === 'running') {
        this.setStatus({ ...this.currentStatus, activity: event.activity });
      }
    } else if (event.type === 'loadProgress') {
      this.loadListeners.call(event.modelId, event.progress);
    } else if (event.type === 'askRule') {
      void this.judge(event, connection);
    } else if ('sftModelId' in event) {
      this.hearSft(event);
    } else {
      this.hearRun(event);
    }
  }

  /** Lets the sandbox judge in the engine's place. */
  private async judge(
    { askId, source, cases }: Extract<LooseEvent, { type: 'askRule' }>,
    connection: Connection,
  ): Promise<void> {
    const outcome = (await this.options.sandbox?.judge(source, cases)) ?? {
      problem: { kind: 'no-sandbox' as const, message: 'none' },
    };
    const command = { type: 'answerRule', askId, outcome } as const;
    await connection.request<'answerRule'>(command).answer.catch(() => {}); // the worker that asked is gone
  }

  private hearRun(event: RunEvent): void {
    if (event.runId !== this.currentRunId) return;
    const over = event.type === 'runState' && !['running', 'paused'].includes(event.state);
    if (over) this.currentRunId = null;
    if (event.type === 'runMetrics') this.provenWell();
    this.runListeners.call(event);
  }

  private hearSft(event: SftEvent): void {
    if (event.sftModelId !== this.currentSftId) return;
    const over = event.type === 'sftState' && !['running', 'paused'].includes(event.state);
    if (over) this.currentSftId = null;
    if (event.type === 'sftMetrics') this.provenWell();
    this.sftListeners.call(event);
  }

  /** The engine did real work: what went wrong before is over. */
  private provenWell(): void {
    this.restarts = 0;
  }

  private onDeath({ kind, reason }: Death): void {
    if (kind !== 'engine-died' && this.options.backend === 'auto') {
      this.deviceFailures += 1;
      if (this.deviceFailures >= mostDeviceFailures) this.webgpuFailure = reason;
    }
    this.afterDeath(reason, this.restartDelaysMs[this.restarts] ?? null);
    this.restarts += 1;
  }

  /** @param delayMs before the next worker; null when there shall be none */
  private afterDeath(reason: string, delayMs: number | null): void {
    if (this.disposed) return;
    this.connection = null;
    // Requests that were already waiting for a worker go on waiting; answered ones must not be used again.
    if (this.running.settled) this.running = new Deferred();
    const lostRunId = this.currentRunId;
    const lostSftId = this.currentSftId;
    this.currentRunId = null;
    this.currentSftId = null;
    clearTimeout(this.restartTimer);
    if (delayMs === null) {
      this.running.reject(new EngineCallError('engine-died', reason));
      this.setStatus({ state: 'failed', reason });
    } else {
      this.setStatus({ state: 'restarting', reason });
      this.restartTimer = setTimeout(() => this.startWorker(), delayMs);
    }
    if (lostRunId !== null) this.runLostListeners.call(lostRunId, reason);
    if (lostSftId !== null) this.sftLostListeners.call(lostSftId, reason);
  }

  private setStatus(status: EngineStatus): void {
    this.currentStatus = status;
    this.statusListeners.call(status);
  }
}
