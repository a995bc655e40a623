// One fine-tuning: start, pause, resume, stop, and its events on their way to the page. The method itself is
// train/fine-tuning; pausing is not asking it for its next event.
import type { RunState, SftPlan, SftStart } from '../contract/messages';
import type { LanguageModel } from '../nn/language-model';
import { fineTune, sftSteps, type FineTuningEvent } from '../train/fine-tuning';
import { prepareDemonstrations } from '../train/sft-data';
import type { Engine } from './engine';
import { describeFailure, EngineError } from './failures';
import type { Task } from './scheduler';
import type { Lease } from './shelf';

type Failure = ReturnType<typeof describeFailure>;

/** What a reload or a crash may cost; a checkpoint of the largest model takes a few tenths of a second. */
const checkpointEveryMs = 10_000;

export class SftSession {
  readonly sftModelId: string;
  readonly plan: SftPlan;
  private readonly engine: Engine;
  private readonly base: Lease<LanguageModel>;
  private readonly task: Task<void>;
  private readonly control: { stopRequested: boolean; wantsCheckpoint: () => boolean };
  private readonly firstStep: number;
  private step: number;
  private state: RunState = 'running';
  /** Time that went by without pauses. */
  private activeMs = 0;
  private lastEventAtMs: number;
  private savedAtMs: number;

  /**
   * @param onEnd called once, after the last event
   * @throws EngineError when the model is not loaded or there is nothing to learn from
   */
  constructor(engine: Engine, start: SftStart, onEnd: () => void) {
    const { baseModelId, demonstrations, settings, resume } = start;
    this.engine = engine;
    this.sftModelId = start.sftModelId;
    this.firstStep = resume?.step ?? 0;
    this.step = this.firstStep;
    this.lastEventAtMs = engine.now();
    this.savedAtMs = engine.now();
    this.control = {
      stopRequested: false,
      wantsCheckpoint: () => engine.now() - this.savedAtMs >= checkpointEveryMs,
    };
    this.base = engine.models.lease(baseModelId);
    const { item: base } = this.base;
    try {
      const data = prepareDemonstrations(base, demonstrations, settings);
      const { tooLong, heldOut } = data;
      this.plan = { totalSteps: sftSteps(data, settings), heldOut: heldOut.length, tooLong };
      const input = { base, data, settings, resume: resume?.state ?? null, control: this.control };
      this.task = engine.scheduler.start(
        'training',
        () => fineTune(input),
        (event) => this.pass(event),
      );
    } catch (error) {
      this.base.release();
      throw new EngineError('bad-input', describeFailure(error).message, { cause: error });
    }
    void this.finish().then(onEnd);
  }

  /** Says how it stands; also its first event. */
  announce(failure: Failure | null = null): void {
    const { sftModelId, step, state } = this;
    this.engine.port.send({ type: 'sftState', sftModelId, step, state, failure });
  }

  act(action: 'pause' | 'resume' | 'stop'): void {
    if (this.control.stopRequested) return;
    switch (action) {
      case 'pause':
        this.task.pause();
        this.setState('paused');
        return;
      case 'stop':
        // It finishes its step, so that what it saves is whole.
        this.control.stopRequested = true;
        return this.goOn();
      case 'resume':
        return this.goOn();
      default:
        action satisfies never;
    }
  }

  private goOn(): void {
    if (this.state === 'paused') this.lastEventAtMs = this.engine.now();
    this.task.resume();
    this.setState('running');
  }

  private setState(state: RunState): void {
    if (this.state === state) return;
    this.state = state;
    this.announce();
  }

  private async finish(): Promise<void> {
    try {
      await this.task.result;
      const whole = this.step === this.plan.totalSteps;
      this.setState(this.control.stopRequested && !whole ? 'stopped' : 'finished');
    } catch (error) {
      this.state = 'failed';
      this.announce(describeFailure(error));
    } finally {
      this.base.release();
    }
  }

  private pass(event: FineTuningEvent): void {
    const { sftModelId } = this;
    const { port } = this.engine;
    const nowMs = this.engine.now();
    this.activeMs += nowMs - this.lastEventAtMs;
    this.lastEventAtMs = nowMs;
    const { step } = event;
    switch (event.type) {
      case 'metrics': {
        this.step = step;
        const { totalSteps } = this.plan;
        const remainingMs = (this.activeMs / (step - this.firstStep)) * (totalSteps - step);
        const { metrics } = event;
        port.send({ type: 'sftMetrics', sftModelId, step, totalSteps, metrics, remainingMs });
        return;
      }
      case 'held-out':
        port.send({ type: 'sftHeldOut', sftModelId, step, loss: event.loss });
        return;
      case 'checkpoint': {
        this.savedAtMs = nowMs;
        const { weights, resumeState } = event;
        port.send({ type: 'sftCheckpoint', sftModelId, step, weights, resumeState });
        return;
      }
      default:
        event satisfies never;
    }
  }
}
