// What every command works with: the port, the turns, the loaded models, the run. Answers no command itself.
import type { EngineActivity, EngineInfo } from '../contract/messages';
import { disposeLanguageModel, type LanguageModel } from '../nn/language-model';
import { settleGpu } from '../nn/webgpu-device';
import { disposeRewardEnsemble, type RewardEnsemble } from '../train/reward-ensemble';
import { EngineError } from './failures';
import type { Port } from './port';
import { RuleDesk } from './rule-desk';
import { Scheduler, type Priority } from './scheduler';
import type { RunSession } from './session';
import type { SftSession } from './sft-session';
import { Shelf } from './shelf';

export interface Engine {
  port: Port;
  scheduler: Scheduler;
  models: Shelf<LanguageModel>;
  rewardModels: Shelf<RewardEnsemble>;
  /** Asks the page what a rule gives. */
  rules: RuleDesk;
  /** Ends a running request by its id. */
  cancellations: Map<number, () => void>;
  /** The fine-tuning that is going on or paused. */
  fineTuning: SftSession | null;
  /** The run that is going on or paused. */
  run: RunSession | null;
  /** Null until the backend has started. */
  started: { info: EngineInfo; assetBase: string } | null;
  activity: ActivityReport;
  /** A clock in milliseconds. */
  now: () => number;
}

/** @param now a clock in milliseconds */
export function createEngine(port: Port, now: () => number): Engine {
  const activity = new ActivityReport(port);
  return {
    port,
    now,
    activity,
    scheduler: new Scheduler({ now, settle: settleGpu, onBusy: (busy) => activity.setBusy(busy) }),
    models: new Shelf('model', disposeLanguageModel),
    rewardModels: new Shelf('reward model', disposeRewardEnsemble),
    rules: new RuleDesk((question) => port.send(question)),
    cancellations: new Map(),
    fineTuning: null,
    run: null,
    started: null,
  };
}

/** @throws EngineError before the engine is initialised */
export function startedEngine(engine: Engine): { info: EngineInfo; assetBase: string } {
  if (engine.started) return engine.started;
  throw new EngineError('bad-input', 'The engine has not been initialised.');
}

/** Tells the page what the engine does, whenever that changes. */
export class ActivityReport {
  private readonly port: Port;
  private started = false;
  private loads = 0;
  private busy: ReadonlySet<Priority> = new Set();
  private reported: EngineActivity = 'starting';

  constructor(port: Port) {
    this.port = port;
  }

  setStarted(): void {
    this.started = true;
    this.report();
  }

  setBusy(busy: ReadonlySet<Priority>): void {
    this.busy = busy;
    this.report();
  }

  /** Counts as loading until the promise settles. */
  async whileLoading<Result>(load: () => Promise<Result>): Promise<Result> {
    this.loads += 1;
    this.report();
    try {
      return await load();
    } finally {
      this.loads -= 1;
      this.report();
    }
  }

  private report(): void {
    const activity = this.current();
    if (activity === this.reported) return;
    this.reported = activity;
    this.port.send({ type: 'activity', activity });
  }

  private current(): EngineActivity {
    if (!this.started) return 'starting';
    if (this.busy.has('training')) return 'training';
    if (this.loads > 0) return 'loading';
    return this.busy.has('interactive') ? 'generating' : 'ready';
  }
}
