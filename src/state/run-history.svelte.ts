// What the open run has shown so far: its metrics as curves, the fixed prompts answered again and again, and its
// checkpoints. Fed by state/runs; writes nothing to the store.
import { runMetricNames, type RunMetricName } from '../contract/methods';
import type { EpisodeRow } from '../contract/episodes';
import type { Checkpoint, MetricRow, SampleRow } from '../contract/records';
import type { Store } from '../storage/types';
import { Series } from './series.svelte';

export class RunHistory {
  /** Of whatever method; what the open run's does not report has no values. */
  readonly metrics = new Series<RunMetricName>(runMetricNames);
  #samples = $state.raw<SampleRow[]>([]);
  #episodes = $state.raw<EpisodeRow[]>([]);
  #checkpoints = $state.raw<Checkpoint[]>([]);
  #runs: Store['runs'];
  #runId: string | null = null;
  /** What arrived while the store was being read. */
  #waiting: (() => void)[] | null = null;

  constructor(runs: Store['runs']) {
    this.#runs = runs;
  }

  /** In the order of the iterations. */
  get samples(): readonly SampleRow[] {
    return this.#samples;
  }

  /** The replies kept token by token, in the order of the iterations. */
  get episodes(): readonly EpisodeRow[] {
    return this.#episodes;
  }

  /** In the order of the iterations. */
  get checkpoints(): readonly Checkpoint[] {
    return this.#checkpoints;
  }

  get runId(): string | null {
    return this.#runId;
  }

  /** Shows another run, or none; resolves when what is stored of it has been read. */
  async open(runId: string | null): Promise<void> {
    if (runId !== this.#runId) this.#show([], [], [], []);
    this.#runId = runId;
    if (!runId) return;
    const waiting: (() => void)[] = [];
    this.#waiting = waiting;
    const [metrics, samples, episodes, checkpoints] = await Promise.all([
      this.#runs.metrics(runId),
      this.#runs.samples(runId),
      this.#runs.episodes(runId),
      this.#runs.checkpoints(runId),
    ]);
    // Another run may have been opened meanwhile.
    if (this.#waiting !== waiting) return;
    this.#waiting = null;
    this.#show(metrics, samples, episodes, checkpoints);
    for (const apply of waiting) apply();
  }

  addMetrics({ runId, iteration, values }: MetricRow): void {
    this.#apply(runId, () => {
      const last = this.metrics.length - 1;
      const isNew = last < 0 || this.metrics.position(last) < iteration;
      if (isNew) this.metrics.add(iteration, values);
    });
  }

  addSamples(row: SampleRow): void {
    this.#apply(row.runId, () => (this.#samples = replaced(this.#samples, row)));
  }

  addEpisodes(row: EpisodeRow): void {
    this.#apply(row.runId, () => (this.#episodes = replaced(this.#episodes, row)));
  }

  addCheckpoint(checkpoint: Checkpoint): void {
    this.#apply(
      checkpoint.runId,
      () => (this.#checkpoints = replaced(this.#checkpoints, checkpoint)),
    );
  }

  removeCheckpoint(id: string): void {
    this.#checkpoints = this.#checkpoints.filter((checkpoint) => checkpoint.id !== id);
  }

  /** Drops what came after an iteration from which the run will go on. */
  truncate(runId: string, iteration: number): void {
    this.#apply(runId, () => {
      this.metrics.truncate(iteration);
      this.#samples = this.#samples.filter((row) => row.iteration <= iteration);
      this.#episodes = this.#episodes.filter((row) => row.iteration <= iteration);
    });
  }

  #apply(runId: string, change: () => void): void {
    if (runId !== this.#runId) return;
    if (this.#waiting) this.#waiting.push(change);
    else change();
  }

  #show(
    metrics: MetricRow[],
    samples: SampleRow[],
    episodes: EpisodeRow[],
    checkpoints: Checkpoint[],
  ): void {
    this.metrics.clear();
    for (const row of byIteration(metrics)) this.metrics.add(row.iteration, row.values);
    this.#samples = byIteration(samples);
    this.#episodes = byIteration(episodes);
    this.#checkpoints = byIteration(checkpoints);
  }
}

function byIteration<Row extends { iteration: number }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => a.iteration - b.iteration);
}

/** A run that goes on from a checkpoint may bring an iteration a second time. */
function replaced<Row extends { iteration: number }>(rows: readonly Row[], row: Row): Row[] {
  return byIteration([...rows.filter(({ iteration }) => iteration !== row.iteration), row]);
}
