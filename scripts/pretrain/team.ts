// The workers of one run, as the main thread sees them: it is worker 0 itself, the others are threads with a copy each
// of weights and moments. Starts them, orders steps, ends them.
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { startThread } from '../lib/threads';
import type { RunStart } from './checkpoint';
import {
  batchParts,
  createSharedMemory,
  GradientExchange,
  type SharedMemory,
} from './gradient-exchange';
import { teamStep, type Copy, type StepOrder, type StepOutcome } from './team-step';

/** What a thread needs to become a worker. */
export interface WorkerStart {
  memory: SharedMemory;
  workers: number;
  rank: number;
  /** Gives it the same weights and moments as the main thread's. */
  run: RunStart;
  /** BLAS library that multiplies; null for the kernels. */
  blas: string | null;
}

/** One for each core, and none that would have nothing to do. */
export const defaultWorkers = (): number => Math.min(availableParallelism(), batchParts);

export class Team {
  readonly workers: number;
  readonly #copy: Copy;
  readonly #exchange: GradientExchange;
  readonly #threads: Worker[];
  #failure: Error | null = null;

  private constructor(copy: Copy, workers: number, run: RunStart, blas: string | null) {
    const weights = copy.optimizer.parameters.reduce((sum, { variable }) => sum + variable.size, 0);
    const memory = createSharedMemory(weights);
    this.workers = workers;
    this.#copy = copy;
    this.#exchange = new GradientExchange(memory, workers, 0);
    this.#threads = Array.from({ length: workers - 1 }, (_, index) => {
      const start: WorkerStart = { memory, workers, rank: index + 1, run, blas };
      return startThread(new URL('./team-thread.ts', import.meta.url), start);
    });
    for (const thread of this.#threads) {
      thread.on('error', (error) => this.#fail(error));
      thread.on('exit', () => this.#fail(new Error('A worker of the run ended.')));
    }
  }

  /**
   * Returns when all workers are ready.
   * @param copy the main thread's, which stays the caller's to dispose
   * @param run as `openRun` opened the copy
   */
  static async start(
    copy: Copy,
    workers: number,
    run: RunStart,
    blas: string | null,
  ): Promise<Team> {
    const team = new Team(copy, Math.max(1, Math.min(workers, batchParts)), run, blas);
    await Promise.all(team.#threads.map((thread) => once(thread, 'message')));
    return team;
  }

  /** One optimizer step on a batch. @throws Error when a worker failed */
  async step(order: StepOrder): Promise<StepOutcome> {
    if (this.#failure) throw this.#failure;
    this.#exchange.open();
    for (const thread of this.#threads) thread.postMessage(order);
    try {
      return await teamStep(this.#copy, this.#exchange, order);
    } catch (error) {
      throw this.#failure ?? error;
    }
  }

  async close(): Promise<void> {
    for (const thread of this.#threads) thread.removeAllListeners();
    this.#exchange.abandon();
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#exchange.abandon();
  }
}
