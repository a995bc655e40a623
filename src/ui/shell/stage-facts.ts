// The few words beside each room's link: how far that stage has come. Reads states, changes nothing.
import { m } from '../../paraglide/messages.js';
import type { AppState } from '../../state/app';
import { settingModelId } from '../../state/models.svelte';
import type { Room } from '../../state/navigation.svelte';
import { formatNumber, formatShare } from '../common/words';

/** One short phrase a room, where there is something to say. */
export function stageFacts(app: AppState): Partial<Record<Room, string>> {
  return {
    chat: app.models.name(settingModelId(app.settings.values.model)),
    demonstrate: demonstrateFact(app),
    rank: rankFact(app.rankings.all.length),
    reward: rewardFact(app),
    train: trainFact(app),
    compare: compareFact(app.votes.all.length),
  };
}

function demonstrateFact({ demonstrations, fineTuning }: AppState): string {
  const { current } = fineTuning;
  const activity = current && fineTuning.activityOf(current);
  if (activity === 'starting' || activity === 'running' || activity === 'stopping') {
    return m.common_fact_sft_running();
  }
  if (activity === 'paused') return m.common_fact_sft_paused();
  if (activity === 'interrupted') return m.common_fact_sft_interrupted();
  if (current && current.savedStep > 0) {
    const learned = current.demonstrationIds.length;
    return m.common_fact_sft_trained({ count: learned });
  }
  const count = demonstrations.all.length;
  if (count === 0) return m.common_fact_no_demonstrations();
  return count === 1
    ? m.common_fact_one_demonstration()
    : m.common_fact_demonstrations({ count: formatNumber(count, 21) });
}

function rankFact(count: number): string {
  if (count === 0) return m.common_fact_no_rankings();
  return count === 1
    ? m.common_fact_one_ranking()
    : m.common_fact_rankings({ count: formatNumber(count, 21) });
}

function rewardFact({ rewardModels }: AppState): string {
  const { current } = rewardModels;
  if (!current) return m.common_fact_reward_none();
  const { heldOutAccuracy } = current;
  if (heldOutAccuracy === null) return m.common_fact_reward_unmeasured();
  return m.common_fact_reward({ accuracy: formatShare(heldOutAccuracy) });
}

function trainFact({ runs }: AppState): string {
  const run = runs.live ?? runs.open;
  if (!run) return m.common_fact_train_none();
  const iteration = formatNumber(run.iteration, 21);
  const iterations = formatNumber(Number(run.settings.iterations), 21);
  return m[`common_fact_train_${runs.activityOf(run)}`]({ iteration, iterations });
}

function compareFact(count: number): string {
  if (count === 0) return m.common_fact_no_votes();
  return count === 1
    ? m.common_fact_one_vote()
    : m.common_fact_votes({ count: formatNumber(count, 21) });
}
