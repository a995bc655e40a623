// What a new run will be rewarded with: the person's choice in the settings, the current reward model, and the rule
// that is being written, which is kept. Runs no rule; that is state/rule-trial and the run itself.
import type { Settings } from '../contract/config';
import type { RewardDescription } from '../contract/records';
import { rewardWeights } from '../core/reward-sum';
import type { Store } from '../storage/types';

const ruleKey = 'train.rule';

/** A rule to begin with; JavaScript reads the same in every language. */
export const exampleRule = `(prompt, reply) => {
  const cheers = Math.min(3, reply.split('!').length - 1);
  const words = reply.trim().split(' ').length;
  return cheers - 0.1 * words;
}`;

export class RewardChoice {
  #preferences: Store['preferences'];
  #rule = $state(exampleRule);

  constructor(preferences: Store['preferences']) {
    this.#preferences = preferences;
  }

  /** Reads what was stored; call once, before the page is shown. */
  async load(): Promise<void> {
    const stored = await this.#preferences.get(ruleKey);
    if (typeof stored === 'string') this.#rule = stored;
  }

  /** The rule as it was typed. */
  get rule(): string {
    return this.#rule;
  }

  setRule(text: string): void {
    this.#rule = text;
    // Losing a preference is no reason to stop anyone.
    this.#preferences.set(ruleKey, text).catch(() => undefined);
  }

  /**
   * The reward as a run takes it, or null while a part of it is missing.
   * @param rewardModelId of the current reward model, null when there is none
   */
  describe(
    settings: Pick<
      Settings,
      'rewardSource' | 'rewardEnsembleReduce' | 'rewardModelWeight' | 'ruleWeight'
    >,
    rewardModelId: string | null,
  ): RewardDescription | null {
    const weights = rewardWeights(settings);
    const source = this.#rule.trim() === '' ? null : this.#rule;
    if (weights.model !== null && rewardModelId === null) return null;
    if (weights.rule !== null && source === null) return null;
    return {
      model:
        weights.model === null
          ? null
          : { id: rewardModelId!, reduce: settings.rewardEnsembleReduce, weight: weights.model },
      rule: weights.rule === null ? null : { source: source!, weight: weights.rule },
    };
  }
}
