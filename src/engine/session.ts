// One run: start, pause, resume, step, stop, and its events on their way to the page. The method itself is one of
// train/methods; pausing is not asking it for its next event.
import type { RunStart, RunState } from '../contract/messages';
import { settingsOfMethod } from '../contract/methods';
import type { LanguageModel } from '../nn/language-model';
import type { RankingsInput } from '../train/method-events';
import { runMethod, type RunEvent } from '../train/methods';
import { createReward, type Reward } from '../train/reward';
import type { RewardEnsemble } from '../train/reward-ensemble';
import { labelers } from '../world/labelers';
import { startedEngine, type Engine } from './engine';
import { describeFailure } from './failures';
import { fetchHeldOutLanguage } from './held-out';
import type { Task } from './scheduler';
import type { Lease } from './shelf';

export type RunAction = 'pause' | 'resume' | 'step' | 'stop';

type Failure = ReturnType<typeof describeFailure>;

export class RunSession {
  readonly runId: string;
  private readonly engine: Engine;
  private readonly start: RunStart;
  private readonly base: Lease<LanguageModel>;
  /** Null where a rule alone rewards. */
  private readonly rewardModel: Lease<RewardEnsemble> | null | undefined;
  /** What a branch starts from; null where a run starts from its base. */
  private readonly initial: Lease<LanguageModel> | null | undefined;
  private readonly control = { stopRequested: false };
  private readonly task: Task<void>;
  private readonly firstIteration: number;
  private finishedIterations: number;
  private state: RunState = 'running';
  /** It ends by itself: who asks it to stop now comes too late. */
  private hasSettled = false;
  /** Pause once this many iterations are finished; Infinity to run on. */
  private pauseAt: number;
  /** Time that went by without pauses. */
  private activeMs = 0;
  private lastEventAtMs: number;

  /**
   * @param onEnd called once, after the last event
   * @throws EngineError when a model is not loaded
   */
  constructor(engine: Engine, start: RunStart, onEnd: () => void) {
    this.engine = engine;
    this.start = start;
    this.runId = start.runId;
    this.firstIteration = start.resume?.iteration ?? 0;
    this.finishedIterations = this.firstIteration;
    this.pauseAt = start.mode === 'single-step' ? this.firstIteration + 1 : Infinity;
    this.lastEventAtMs = engine.now();
    this.base = engine.models.lease(start.baseModelId);
    try {
      const { model } = start.reward;
      this.rewardModel = model && engine.rewardModels.lease(model.id);
      this.initial = start.initialModelId ? engine.models.lease(start.initialModelId) : null;
    } catch (error) {
      this.release();
      throw error;
    }
    const { item: base } = this.base;
    const reward = this.createReward(base);
    const { settings, trainingPrompts, samplePrompts, resume } = start;
    const { rankings = [] } = start;
    const initialPolicy = this.initial?.item.parameters ?? null;
    const prompts = { trainingPrompts, samplePrompts };
    const input = { base, initialPolicy, reward, settings, ...prompts, rankings, resume };
    this.task = engine.scheduler.start(
      'training',
      () => this.method({ ...input, control: this.control }),
      (event) => this.pass(event),
    );
    void this.finish().then(onEnd);
  }

  private createReward({ tokenizer }: LanguageModel): Reward {
    const { model, rule } = this.start.reward;
    return createReward({
      tokenizer,
      model: model && this.rewardModel ? { ...model, ensemble: this.rewardModel.item } : null,
      rule: rule && {
        weight: rule.weight,
        judge: (cases) => this.engine.rules.judge(rule.source, cases),
      },
    });
  }

  /** The run, with what is watched beside it. */
  private async *method(input: RankingsInput): AsyncGenerator<RunEvent, void> {
    const { settings, goldLabeler } = this.start;
    const labeler = Object.entries(labelers).find(([name]) => name === goldLabeler)?.[1];
    const heldOutLanguage =
      settingsOfMethod(settings.method).includes('languageLossEvery') &&
      settings.languageLossEvery > 0
        ? await fetchHeldOutLanguage(startedEngine(this.engine).assetBase, input.base)
        : [];
    const gold = labeler ? labeler.score.bind(labeler) : null;
    yield* runMethod({ ...input, heldOutLanguage, gold });
  }

  /** Says how the run stands; also its first event. */
  announce(failure: Failure | null = null): void {
    const { runId, state, finishedIterations: step } = this;
    this.engine.port.send({ type: 'runState', runId, step, state, failure });
  }

  act(action: RunAction): void {
    switch (action) {
      case 'pause':
        return this.pause();
      case 'resume':
      case 'step':
        if (this.control.stopRequested) return;
        this.pauseAt = action === 'step' ? this.finishedIterations + 1 : Infinity;
        return this.goOn();
      case 'stop':
        // The method finishes its iteration, or drops one that only samples yet, so that what it saves is whole.
        this.control.stopRequested = true;
        this.pauseAt = Infinity;
        return this.goOn();
      default:
        return action satisfies never;
    }
  }

  private pause(): void {
    if (this.control.stopRequested) return;
    this.task.pause();
    this.setState('paused');
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
      const isStopped = this.control.stopRequested && !this.hasSettled;
      this.setState(isStopped ? 'stopped' : 'finished');
    } catch (error) {
      this.state = 'failed';
      this.announce(describeFailure(error));
    } finally {
      this.release();
    }
  }

  private release(): void {
    for (const lease of [this.base, this.rewardModel, this.initial]) lease?.release();
  }

  private pass(event: RunEvent): void {
    const { runId } = this;
    const nowMs = this.engine.now();
    this.activeMs += nowMs - this.lastEventAtMs;
    this.lastEventAtMs = nowMs;
    switch (event.type) {
      case 'phase': {
        const { phase, progress } = event;
        const step = this.finishedIterations;
        const remainingMs = this.remainingMs(progress);
        this.engine.port.send({ type: 'runPhase', runId, step, phase, progress, remainingMs });
        // Samples and a checkpoint may still follow an iteration's metrics; a rollout begins the next.
        if (phase === 'rollout' && step >= this.pauseAt) this.pause();
        return;
      }
      case 'metrics': {
        this.finishedIterations = event.iteration;
        const { iteration: step, metrics } = event;
        this.engine.port.send({ type: 'runMetrics', runId, step, metrics });
        return;
      }
      case 'trouble': {
        const { iteration: step, trouble } = event;
        this.engine.port.send({ type: 'runTrouble', runId, step, trouble });
        return;
      }
      case 'settled': {
        const { iteration: step, stop } = event;
        this.hasSettled = true;
        this.engine.port.send({ type: 'runSettled', runId, step, stop });
        return;
      }
      case 'samples': {
        const { iteration: step, replies } = event;
        this.engine.port.send({ type: 'runSamples', runId, step, replies });
        return;
      }
      case 'episodes': {
        const { iteration: step, klCoefficient, episodes } = event;
        this.engine.port.send({ type: 'runEpisodes', runId, step, klCoefficient, episodes });
        return;
      }
      case 'checkpoint': {
        const { iteration: step, policy, resumeState, score, kl } = event;
        this.engine.port.send({
          type: 'runCheckpoint',
          runId,
          step,
          policy,
          resumeState,
          score,
          kl,
        });
        return;
      }
      default:
        event satisfies never;
    }
  }

  /** Estimate for the rest of the run; null while there is too little to tell from. */
  private remainingMs(progress: number): number | null {
    const done = this.finishedIterations - this.firstIteration + progress;
    const left = this.start.settings.iterations - this.finishedIterations - progress;
    return done < 0.2 ? null : Math.max(0, (this.activeMs / done) * left);
  }
}
