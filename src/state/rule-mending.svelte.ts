// The rule of a run that waits because its rule gave no score: the text while it is being mended, which is kept, and the
// way on with it. What a new run will be rewarded by is state/reward-choice.
import { record, safeParse, string } from 'valibot';
import type { Run } from '../contract/records';
import type { Store } from '../storage/types';
import type { RunMode } from './run-types';
import type { RunsState } from './runs.svelte';

const mendingKey = 'train.mending';
const draftsSchema = record(string(), string());

export class RuleMending {
  #preferences: Store['preferences'];
  #runs: RunsState;
  /** By run. */
  #drafts = $state.raw<Readonly<Record<string, string>>>({});

  constructor(preferences: Store['preferences'], runs: RunsState) {
    this.#preferences = preferences;
    this.#runs = runs;
  }

  /** Reads what was stored; call once, before the page is shown. */
  async load(): Promise<void> {
    const parsed = safeParse(draftsSchema, await this.#preferences.get(mendingKey));
    if (parsed.success) this.#drafts = parsed.output;
  }

  /** The open run, where it waits for its rule to be mended. */
  get run(): Run | null {
    const { open, live, activity } = this.#runs;
    const waits = open?.ruleFailure && open.reward.rule && activity === 'paused';
    return waits && live?.id !== open.id ? open : null;
  }

  /** Its rule as it was typed last. */
  get rule(): string {
    const { run } = this;
    return run ? (this.#drafts[run.id] ?? run.reward.rule!.source) : '';
  }

  write(text: string): void {
    if (this.run) this.#keep(this.run.id, text);
  }

  /** Lets the run go on from where it waits, with the rule as it is now. */
  async goOn(mode: RunMode): Promise<void> {
    const { run, rule } = this;
    if (!run || rule.trim() === '') return;
    await this.#runs.goOn(mode, rule);
    const now = this.#runs.all.find(({ id }) => id === run.id);
    if (now?.reward.rule?.source === rule) this.#keep(run.id, null);
  }

  #keep(runId: string, text: string | null): void {
    const exists = (id: string) => this.#runs.all.some((run) => run.id === id);
    const others = Object.entries(this.#drafts).filter(([id]) => id !== runId && exists(id));
    this.#drafts = Object.fromEntries(text === null ? others : [...others, [runId, text]]);
    // Losing a preference is no reason to stop anyone.
    this.#preferences.set(mendingKey, this.#drafts).catch(() => undefined);
  }
}
