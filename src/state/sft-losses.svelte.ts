// The losses of one fine-tuning, as they come in or as they were stored: rows for the record, curves for the chart.
// Knows no engine and no store.
import { sftMetrics, type SftMetricName } from '../contract/metrics';
import { Series } from './series.svelte';

/** One optimizer step: `step`, the metrics, and `held_out_loss` where it was measured; at step 0 that alone. */
export type SftRow = Record<string, number>;

export class SftLosses {
  /** One point a step. */
  readonly training = new Series<SftMetricName>(Object.keys(sftMetrics) as SftMetricName[]);
  /** Where it was measured. */
  readonly heldOut = new Series<'held_out_loss'>(['held_out_loss']);
  #rows: SftRow[] = [];

  /** A copy of all rows so far, for the record. */
  get rows(): SftRow[] {
    return this.#rows.map((row) => ({ ...row }));
  }

  /** Shows what was stored, in place of what was shown before. */
  show(rows: readonly SftRow[]): void {
    this.#rows = rows.map((row) => ({ ...row }));
    this.training.clear();
    this.heldOut.clear();
    for (const row of rows) {
      if (row.loss !== undefined) this.training.add(row.step!, row);
      if (row.held_out_loss !== undefined) this.heldOut.add(row.step!, row);
    }
  }

  addStep(step: number, metrics: Readonly<Record<SftMetricName, number>>): void {
    this.#rows.push({ step, ...metrics });
    this.training.add(step, metrics);
  }

  addHeldOut(step: number, loss: number): void {
    const last = this.#rows.at(-1);
    if (last?.step === step) last.held_out_loss = loss;
    else this.#rows.push({ step, held_out_loss: loss });
    this.heldOut.add(step, { held_out_loss: loss });
  }
}
