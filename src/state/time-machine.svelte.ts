// Going back in a run: which iteration is looked at, what was kept nearest to it, and the branch that is being prepared
// from one of its checkpoints. Starts no run; that is state/runs.
import { settingsOfMethod, settingsOfReward } from '../contract/methods';
import type { EpisodeRow } from '../contract/episodes';
import type { Checkpoint, ModelId, Run, RunParent, SampleRow } from '../contract/records';
import { nearest } from '../core/nearest';
import type { RewardChoice } from './reward-choice.svelte';
import type { RewardModelsState } from './reward-models.svelte';
import type { RunsState } from './runs.svelte';
import type { SettingsState } from './settings.svelte';
import { restoreSettings } from './stored-settings';

/**
 * A run to be started from another's checkpoint. It takes the checkpoint's policy only: the value model, both optimizers
 * and the random numbers begin anew, because the method and what it trains may be others, and because a run keeps the
 * state to go on from at its newest checkpoint alone. Its reference, against which the KL is measured and paid for, stays
 * the parent's base; so curves of parent and branch can be laid over each other.
 */
export interface Branch {
  parent: RunParent;
  /** The parent's own base. */
  baseModelId: ModelId;
}

interface States {
  runs: RunsState;
  rewardChoice: RewardChoice;
  rewardModels: RewardModelsState;
  settings: SettingsState;
}

export class TimeMachine {
  #states: States;
  #chosen = $state.raw<{ runId: string; iteration: number } | null>(null);
  #branch = $state.raw<Branch | null>(null);

  constructor(states: States) {
    this.#states = states;
  }

  /** The newest finished iteration of the open run; 0 before the first. */
  get newest(): number {
    const { metrics } = this.#states.runs.history;
    return metrics.length === 0 ? 0 : metrics.position(metrics.length - 1);
  }

  /** The iteration of the open run that was chosen; null while the newest is followed. */
  get chosen(): number | null {
    if (!this.#chosen || this.#chosen.runId !== this.#states.runs.open?.id) return null;
    return Math.min(this.#chosen.iteration, this.newest);
  }

  /** The chosen iteration, else the newest. */
  get iteration(): number {
    return this.chosen ?? this.newest;
  }

  choose(iteration: number): void {
    const runId = this.#states.runs.open?.id;
    if (runId) this.#chosen = { runId, iteration };
  }

  /** Follows the newest iteration again. */
  release(): void {
    this.#chosen = null;
  }

  /** The fixed prompts' answers kept nearest to the iteration. */
  get samples(): SampleRow | null {
    return nearest(this.#states.runs.history.samples, this.iteration);
  }

  /** The replies kept token by token nearest to the iteration. */
  get episodes(): EpisodeRow | null {
    return nearest(this.#states.runs.history.episodes, this.iteration);
  }

  get checkpoint(): Checkpoint | null {
    return nearest(this.#states.runs.history.checkpoints, this.iteration);
  }

  /** The model nearest to the iteration: a checkpoint, or what the run began with, which is iteration 0. */
  get model(): { id: ModelId; iteration: number } | null {
    const run = this.#states.runs.open;
    if (!run) return null;
    const start = { id: initialModelOf(run), iteration: 0 };
    const kept = this.#states.runs.history.checkpoints.map(({ id, iteration }) => {
      return { id: `checkpoint:${id}` as const, iteration };
    });
    return nearest([start, ...kept], this.iteration);
  }

  /** The branch that the next new run will be; null for a run of its own. */
  get branch(): Branch | null {
    return this.#branch;
  }

  /** Prepares a run from a checkpoint of the open one: the form then has that run's settings and reward. */
  async branchFrom({ id: checkpointId, iteration }: Checkpoint): Promise<void> {
    const { runs, rewardChoice, rewardModels, settings } = this.#states;
    const run = runs.open;
    if (!run) return;
    const { model, rule } = run.reward;
    const own = restoreSettings(run.settings);
    const ofReward = settingsOfReward(own.rewardSource, true);
    for (const name of [...settingsOfMethod(run.method), ...ofReward]) {
      settings.setText(name, String(own[name]));
    }
    if (model && rewardModels.all.some(({ id }) => id === model.id)) rewardModels.select(model.id);
    if (rule) rewardChoice.setRule(rule.source);
    this.#branch = {
      parent: { runId: run.id, iteration, checkpointId },
      baseModelId: run.baseModelId,
    };
    await runs.openRun(null);
  }

  /** The next new run will be one of its own. */
  dropBranch(): void {
    this.#branch = null;
  }
}

function initialModelOf({ parent, baseModelId }: Run): ModelId {
  return parent ? `checkpoint:${parent.checkpointId}` : baseModelId;
}
