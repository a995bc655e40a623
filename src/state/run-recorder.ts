// What a run brings forth, on its way to the page and to the store: metrics, troubles, why it ended by itself, samples,
// kept episodes, checkpoints. Decides nothing.
import type { RunEvent } from '../contract/messages';
import type { Checkpoint } from '../contract/records';
import type { Store } from '../storage/types';
import type { ModelsState } from './models.svelte';
import type { RunHistory } from './run-history.svelte';
import type { RunRecords } from './run-records.svelte';

export type RunProduct = Extract<
  RunEvent,
  {
    type:
      'runMetrics' | 'runTrouble' | 'runSettled' | 'runSamples' | 'runEpisodes' | 'runCheckpoint';
  }
>;

export class RunRecorder {
  #runs: Store['runs'];
  #records: RunRecords;
  #history: RunHistory;
  #models: ModelsState;

  constructor(runs: Store['runs'], records: RunRecords, history: RunHistory, models: ModelsState) {
    this.#runs = runs;
    this.#records = records;
    this.#history = history;
    this.#models = models;
  }

  /** Shows it at once, except for a checkpoint, which is there when it is stored. */
  record(event: RunProduct): void {
    const { runId, step: iteration } = event;
    switch (event.type) {
      case 'runMetrics': {
        const row = { runId, iteration, values: { ...event.metrics } };
        this.#history.addMetrics(row);
        this.#records.queue.add(() => this.#runs.addMetrics(row));
        this.#records.change(runId, { iteration });
        return;
      }
      case 'runTrouble': {
        const troubles = this.#records.find(runId)?.troubles ?? [];
        this.#records.change(runId, { troubles: [...troubles, event.trouble] });
        return;
      }
      case 'runSettled':
        this.#records.change(runId, { stop: event.stop });
        return;
      case 'runSamples': {
        const row = { runId, iteration, replies: event.replies };
        this.#history.addSamples(row);
        this.#records.queue.add(() => this.#runs.addSamples(row));
        return;
      }
      case 'runEpisodes': {
        const { klCoefficient, episodes } = event;
        const row = { runId, iteration, klCoefficient, episodes };
        this.#history.addEpisodes(row);
        this.#records.queue.add(() => this.#runs.addEpisodes(row));
        return;
      }
      case 'runCheckpoint':
        this.#recordCheckpoint(event);
        return;
      default:
        event satisfies never;
    }
  }

  #recordCheckpoint(event: Extract<RunProduct, { type: 'runCheckpoint' }>): void {
    const { runId, step: iteration, policy, resumeState, score, kl } = event;
    const checkpoint: Checkpoint = {
      // Going on from a checkpoint makes the later ones again, with the same bits.
      id: `${runId}-${iteration}`,
      runId,
      iteration,
      createdAtMs: Date.now(),
      bytes: policy.byteLength,
      score,
      kl,
    };
    this.#records.queue.add(async () => {
      await this.#runs.addCheckpoint(checkpoint, policy, resumeState);
      this.#records.show(runId, { resumableIteration: iteration });
      this.#history.addCheckpoint(checkpoint);
      await this.#models.refresh();
    });
  }
}
