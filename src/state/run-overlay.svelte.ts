// Several stored runs laid over each other: which ones, by which metric, and their stored metrics. Reads the store, also
// while a run goes on; remembers what was chosen. Draws nothing.
import * as v from 'valibot';
import type { MetricRow, Run } from '../contract/records';
import { metricNamesIn, metricPoints, rewardAgainstKl } from '../core/run-points';
import type { KlScale, RunPoint } from '../core/run-points';
import type { Store } from '../storage/types';
import { storageProblemKind, type StorageProblemKind } from './storage-problem';

export type { KlScale, RunPoint } from '../core/run-points';

const storageKey = 'run-overlay';
/** More curves than these at once are hard to tell apart; others can be added by hand. */
const shownAtFirst = 6;
/** An iteration is told before it is stored: its row is looked for again, so often and so far apart. */
const rowPatience = { times: 5, waitMs: 400 };

const choiceSchema = v.object({
  metric: v.string(),
  klScale: v.picklist(['linear', 'root']),
  /** By run: whether it is shown, where somebody has said so. */
  shown: v.record(v.string(), v.boolean()),
});
type Choice = v.InferOutput<typeof choiceSchema>;

interface Stored {
  /** What the run said of itself when its rows were read. */
  stamp: string;
  rows: readonly MetricRow[];
}

export class RunOverlay {
  #store: Store;
  #rows = $state.raw<ReadonlyMap<string, Stored>>(new Map());
  #choice = $state.raw<Choice>({ metric: 'objective/scores', klScale: 'root', shown: {} });
  #problem = $state<StorageProblemKind | null>(null);

  constructor(store: Store) {
    this.#store = store;
  }

  /** Reads what was chosen before a reload. Call once, before the page is shown. */
  async load(): Promise<void> {
    const result = v.safeParse(choiceSchema, await this.#store.preferences.get(storageKey));
    if (result.success) this.#choice = result.output;
  }

  /** Why the metrics of a run could not be read. */
  get problem(): StorageProblemKind | null {
    return this.#problem;
  }

  get metric(): string {
    return this.#choice.metric;
  }

  chooseMetric(metric: string): void {
    this.#choose({ metric });
  }

  get klScale(): KlScale {
    return this.#choice.klScale;
  }

  chooseKlScale(klScale: KlScale): void {
    this.#choose({ klScale });
  }

  /** The chosen ones of `runs` (newest first), in that order: the newest few until somebody chooses. */
  chosen(runs: readonly Run[]): Run[] {
    return runs.filter(({ id }, index) => this.#choice.shown[id] ?? index < shownAtFirst);
  }

  choose(runId: string, isShown: boolean): void {
    this.#choose({ shown: { ...this.#choice.shown, [runId]: isShown } });
  }

  /** Every metric that any of the runs has, by name. */
  metricNames(runs: readonly Run[]): string[] {
    return metricNamesIn(runs.flatMap(({ id }) => this.#rowsOf(id)));
  }

  points(runId: string): RunPoint[] {
    return metricPoints(this.#rowsOf(runId), this.#choice.metric);
  }

  rewardAgainstKl(runId: string): RunPoint[] {
    return rewardAgainstKl(this.#rowsOf(runId), this.#choice.klScale);
  }

  /** Reads the metrics of those runs that have gone on since they were read. Call whenever one has. */
  async follow(runs: readonly Run[]): Promise<void> {
    const changed = runs.filter((run) => this.#rows.get(run.id)?.stamp !== stampOf(run));
    await Promise.all(changed.map((run) => this.#read(run)));
  }

  async #read(run: Run): Promise<void> {
    const stamp = stampOf(run);
    // Said at once, so that a second call does not read it again.
    this.#put(run.id, { stamp, rows: this.#rowsOf(run.id) });
    try {
      for (let time = 0; time < rowPatience.times; time++) {
        const rows = await this.#store.runs.metrics(run.id);
        // A later call has begun to read what came after.
        if (this.#rows.get(run.id)?.stamp !== stamp) return;
        this.#put(run.id, { stamp, rows });
        this.#problem = null;
        if (rows.some(({ iteration }) => iteration >= run.iteration) || run.iteration === 0) return;
        await new Promise((resolve) => setTimeout(resolve, rowPatience.waitMs));
      }
    } catch (error) {
      this.#problem = storageProblemKind(error);
    }
  }

  #rowsOf(runId: string): readonly MetricRow[] {
    return this.#rows.get(runId)?.rows ?? [];
  }

  #put(runId: string, stored: Stored): void {
    this.#rows = new Map(this.#rows).set(runId, stored);
  }

  #choose(choice: Partial<Choice>): void {
    this.#choice = { ...this.#choice, ...choice };
    // Losing a choice of view is no reason to stop anyone.
    this.#store.preferences.set(storageKey, this.#choice).catch(() => undefined);
  }
}

function stampOf({ iteration, status }: Run): string {
  return `${iteration} ${status}`;
}
