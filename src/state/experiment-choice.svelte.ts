// The experiment that the Train room offers: which one and which arm is looked at, and its settings in place of the
// reader's own, which can be put back. Owns no setting; starts nothing.
import { defaultSettings, type SettingName, type Settings } from '../contract/config';
import {
  armIds,
  experimentIds,
  experimentSettingNames,
  planOf,
  rankingCounts,
  type ArmPlan,
  type ExperimentId,
} from '../contract/experiments';
import type { SettingsState } from './settings.svelte';

/** All that an arm fixes but the seed, of which every arm is to be tried with several. */
const fixedNames = experimentSettingNames.filter((name) => name !== 'seed');

export class ExperimentChoice {
  #settings: SettingsState;
  #experiment = $state.raw<ExperimentId>(experimentIds[0]!);
  #arm = $state.raw(armIds(experimentIds[0]!)[0]!);
  /** The reader's own, while an arm's are in their place. */
  #before = $state.raw<Settings | null>(null);

  constructor(settings: SettingsState) {
    this.#settings = settings;
  }

  get experiment(): ExperimentId {
    return this.#experiment;
  }

  get arm(): string {
    return this.#arm;
  }

  get plan(): ArmPlan {
    return planOf(this.#experiment, this.#arm);
  }

  /** What is to be ranked before, by whom. */
  get rankings(): { labeler: Settings['labeler']; count: number }[] {
    const { rankWith, settings } = this.plan;
    return rankingCounts(rankWith, settings.labelCount);
  }

  /** What the arm sets other than the defaults. */
  get changes(): SettingName[] {
    const { settings } = this.plan;
    const defaults = defaultSettings();
    return fixedNames.filter((name) => settings[name] !== defaults[name]);
  }

  /** Whether the reader's settings are this arm's; which labeler ranks next is theirs to change. */
  get isApplied(): boolean {
    const { settings } = this.plan;
    return fixedNames
      .filter((name) => name !== 'labeler' && name !== 'labelCount')
      .every((name) => this.#settings.values[name] === settings[name]);
  }

  get canUndo(): boolean {
    return this.#before !== null;
  }

  chooseExperiment(id: ExperimentId): void {
    this.#experiment = id;
    this.#arm = armIds(id)[0]!;
  }

  chooseArm(arm: string): void {
    this.#arm = arm;
  }

  /** Sets everything that an arm fixes, and the labeler that ranks first. The reader's own settings can be put back. */
  apply(): void {
    const { settings, unavailable } = this.plan;
    if (unavailable.length > 0) return;
    this.#before ??= this.#settings.snapshot();
    this.#assign(settings);
    this.chooseLabeler(0);
  }

  /** Sets labeler, number of rankings and mistakes to one of `rankings`. */
  chooseLabeler(index: number): void {
    const { labeler, count } = this.rankings[index]!;
    this.#settings.set('labeler', labeler);
    this.#settings.set('labelCount', count);
    this.#settings.set('labelNoise', this.plan.settings.labelNoise);
  }

  /** Puts back what was set before the first arm. */
  undo(): void {
    if (!this.#before) return;
    this.#assign(this.#before);
    this.#before = null;
  }

  #assign(values: Settings): void {
    for (const name of fixedNames) {
      const isOther = this.#settings.values[name] !== values[name];
      if (isOther || this.#settings.rejected(name)) this.#settings.set(name, values[name]);
    }
  }
}
