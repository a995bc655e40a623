// Runs that another tab, or this page before it was closed, left unfinished: waits for each to be free and puts it
// back to its last checkpoint. Starts nothing.
import type { Run } from '../contract/records';
import type { Store } from '../storage/types';
import type { RunHistory } from './run-history.svelte';
import { waitForRun } from './run-lock';
import type { RunRecords } from './run-records.svelte';

export class RunTakeover {
  #runs: Store['runs'];
  #records: RunRecords;
  #history: RunHistory;
  #elsewhere = $state.raw<ReadonlySet<string>>(new Set());

  constructor(runs: Store['runs'], records: RunRecords, history: RunHistory) {
    this.#runs = runs;
    this.#records = records;
    this.#history = history;
  }

  isElsewhere(runId: string): boolean {
    return this.#elsewhere.has(runId);
  }

  /**
   * Waits for a run that was going in another tab, and takes it up where that tab left it.
   * @param onInterrupted hears at which checkpoint it now waits when it was going, not paused
   */
  async takeUp(runId: string, onInterrupted: (iteration: number) => void): Promise<void> {
    this.#elsewhere = new Set(this.#elsewhere).add(runId);
    const release = await waitForRun(runId);
    try {
      await this.#records.queue.settled();
      const run = await this.#runs.get(runId);
      if (!run || !isUnfinished(run)) return;
      const { resumableIteration: iteration } = run;
      this.#records.show(runId, run);
      await this.rewind(runId, iteration);
      if (run.status === 'running' || run.iteration > iteration) onInterrupted(iteration);
      this.#records.change(runId, { status: 'paused', iteration });
      await this.#records.queue.settled();
    } finally {
      release();
      const others = new Set(this.#elsewhere);
      others.delete(runId);
      this.#elsewhere = others;
      await this.#records.read();
    }
  }

  /** Drops what came after an iteration, in the store and on the page. @throws StorageError */
  async rewind(runId: string, iteration: number): Promise<void> {
    await this.#runs.truncate(runId, iteration);
    this.#history.truncate(runId, iteration);
    const { troubles, stop } = this.#records.find(runId) ?? {};
    this.#records.show(runId, {
      iteration,
      ...(troubles && { troubles: troubles.filter((trouble) => trouble.iteration <= iteration) }),
      ...(stop && stop.iteration > iteration && { stop: undefined }),
    });
  }
}

export function isUnfinished({ status }: Run): boolean {
  return status === 'running' || status === 'paused';
}
