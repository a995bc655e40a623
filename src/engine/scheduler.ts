// Takes turns: every long computation is an async generator, one of its steps is a turn, and nothing else touches
// tensors meanwhile. Between turns waiting messages are handled. A reply or a score goes before training, within a
// share of the time, so that chatting stays quick while a run goes on. Knows no messages and no models.

/** `interactive`: a person waits for it. `training`: it runs for minutes. */
export type Priority = 'interactive' | 'training';

export interface Task<Result> {
  /** Null when the task was cancelled. Rejects with what the generator threw. */
  result: Promise<Result | null>;
  /** No more turns until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends the generator at its next turn, so that it frees its tensors. */
  cancel(): void;
}

export interface SchedulerOptions {
  /** A clock in milliseconds. */
  now: () => number;
  /** Waits until the device has done what was asked of it; called after each training turn. */
  settle: () => Promise<void>;
  /** Called with the priorities of the tasks that are neither paused nor finished, when they change. */
  onBusy: (busy: ReadonlySet<Priority>) => void;
}

/** Interactive tasks get this many times the duration of a training turn before the next one. */
const interactiveShare = 2;
/** And at least this many turns. */
const interactiveTurns = 4;

interface Entry {
  priority: Priority;
  state: 'ready' | 'paused' | 'cancelled';
  turn(): Promise<'more' | 'finished'>;
  fail(error: unknown): Promise<void>;
}

export class Scheduler {
  private readonly options: SchedulerOptions;
  /** In the order of their next turns. */
  private readonly entries: Entry[] = [];
  private running = false;
  private allowanceMs = 0;
  private allowanceTurns = 0;
  private busy = '';

  constructor(options: SchedulerOptions) {
    this.options = options;
  }

  /**
   * Adds a task. `onStep` hears of each step, within the turn; when it throws, the task fails.
   * @param create makes the generator; called in the task's first turn
   */
  start<Step, Result>(
    priority: Priority,
    create: () => AsyncGenerator<Step, Result>,
    onStep: (step: Step) => void = () => {},
  ): Task<Result> {
    const { promise, resolve, reject } = promiseParts<Result | null>();
    let steps: AsyncGenerator<Step, Result> | null = null;
    const entry: Entry = {
      priority,
      state: 'ready',
      turn: async () => {
        if (entry.state === 'cancelled') {
          // The value matters to nobody: a generator that was told to return gives back what it is given.
          await steps?.return(undefined as Result);
          resolve(null);
          return 'finished';
        }
        steps ??= create();
        const { done, value } = await steps.next();
        if (done) {
          resolve(value);
          return 'finished';
        }
        onStep(value);
        return 'more';
      },
      fail: async (error) => {
        reject(error);
        // The generator's own errors end it already; this is for those of `onStep`.
        await steps?.return(undefined as Result).catch(() => {});
      },
    };
    this.entries.push(entry);
    this.wake();
    const setState = (state: Entry['state']) => {
      if (entry.state === 'cancelled') return;
      entry.state = state;
      this.wake();
    };
    return {
      result: promise,
      pause: () => setState('paused'),
      resume: () => setState('ready'),
      cancel: () => setState('cancelled'),
    };
  }

  /** One computation in one turn. */
  async once<Result>(priority: Priority, compute: () => Promise<Result> | Result): Promise<Result> {
    // eslint-disable-next-line require-yield -- its only step is its end
    const task = this.start(priority, async function* () {
      return { value: await compute() };
    });
    return (await task.result)!.value;
  }

  /** Fails every task, for when the device under them is gone. */
  failAll(error: unknown): void {
    for (const entry of this.entries.splice(0)) void entry.fail(error);
    this.reportBusy();
  }

  private wake(): void {
    this.reportBusy();
    if (this.running) return;
    this.running = true;
    void this.loop();
  }

  private async loop(): Promise<void> {
    await letMessagesIn();
    for (let entry = this.next(); entry; entry = this.next()) {
      await this.takeTurn(entry);
      await letMessagesIn();
    }
    this.running = false;
  }

  private next(): Entry | undefined {
    const find = (priority: Priority) =>
      this.entries.find((entry) => entry.state === 'ready' && entry.priority === priority);
    const cancelled = this.entries.find((entry) => entry.state === 'cancelled');
    if (cancelled) return cancelled;
    const interactive = find('interactive');
    const training = find('training');
    if (!interactive || !training) return interactive ?? training;
    return this.allowanceMs > 0 || this.allowanceTurns > 0 ? interactive : training;
  }

  private async takeTurn(entry: Entry): Promise<void> {
    const startedAtMs = this.options.now();
    let finished: boolean;
    try {
      finished = (await entry.turn()) === 'finished';
      if (entry.priority === 'training') await this.options.settle();
    } catch (error) {
      finished = true;
      await entry.fail(error);
    }
    // A clock that is made coarse for privacy may not have moved.
    const elapsedMs = Math.max(0.1, this.options.now() - startedAtMs);
    if (entry.priority === 'training') {
      this.allowanceMs = elapsedMs * interactiveShare;
      this.allowanceTurns = interactiveTurns;
    } else {
      this.allowanceMs -= elapsedMs;
      this.allowanceTurns -= 1;
    }
    const index = this.entries.indexOf(entry);
    if (index >= 0) {
      this.entries.splice(index, 1);
      if (!finished) this.entries.push(entry);
    }
    if (finished) this.reportBusy();
  }

  private reportBusy(): void {
    const active = this.entries.filter((entry) => entry.state !== 'paused');
    const busy = new Set(active.map((entry) => entry.priority));
    const key = [...busy].sort().join();
    if (key === this.busy) return;
    this.busy = key;
    this.options.onBusy(busy);
  }
}

function promiseParts<Value>() {
  let resolve!: (value: Value) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<Value>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

/** A timer would wait milliseconds, and stall in a hidden tab; a message to oneself does neither. */
function letMessagesIn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
