// How reward models and scores read in words. Decides nothing.
import { replyFactNames } from '../../contract/reply-facts';
import type { FactEffect, Ranking, RewardModelRecord } from '../../contract/records';
import { wilsonInterval, type Interval } from '../../core/statistics';
import { m } from '../../paraglide/messages.js';
import type { RewardTraining } from '../../state/reward-models.svelte';
import { formatNumber, formatShare } from '../common/words';

/** A share as people quote accuracies: 0.78. */
export function formatAccuracy(share: number): string {
  return formatNumber(Math.round(share * 100) / 100);
}

/** A normalised score, or a difference of two scores or shares: two decimals, with its sign. */
export function formatScore(score: number): string {
  const rounded = Math.round(score * 100) / 100;
  return `${rounded > 0 ? '+' : rounded < 0 ? '−' : ''}${formatNumber(Math.abs(rounded))}`;
}

/** Rankings that it learned from: those chosen, without the held-out ones. */
export function trainedRankings({ rankings }: RewardModelRecord): number {
  return rankings.person + rankings.simulated - rankings.heldOut;
}

/** What the status "Reward model" says. */
export function statusText(training: RewardTraining, current: RewardModelRecord | null): string {
  if (training.state === 'running') {
    const { step, totalSteps: total } = training;
    if (total === 0) return m.reward_status_preparing();
    return step < total ? m.reward_status_training({ step, total }) : m.reward_status_scaling();
  }
  if (!current) return m.reward_status_none();
  const rankings = trainedRankings(current);
  if (current.heldOutAccuracy === null) return m.reward_status_unmeasured({ rankings });
  return m.reward_status_trained({
    rankings,
    accuracy: formatAccuracy(current.heldOutAccuracy),
    pairs: current.heldOutPairs,
    heldOut: current.rankings.heldOut,
  });
}

/** Below this many pairs the interval is wider than 0.2. */
export const fewPairs = 80;
/** Accuracy on its own rankings this far above the held-out one is memorising. */
const overfitGap = 0.2;

/** What to think of the two accuracies, in sentences. */
export function accuracyAdvice(record: RewardModelRecord): string[] {
  const { heldOutAccuracy, trainAccuracy, members, disagreement } = record;
  if (heldOutAccuracy === null) return [m.reward_noise_none()];
  const [training, heldOut] = [formatAccuracy(trainAccuracy), formatAccuracy(heldOutAccuracy)];
  return [
    ...(record.heldOutScores ? [] : noiseAdvice(heldOutAccuracy, record.heldOutPairs)),
    ...(trainAccuracy - heldOutAccuracy > overfitGap
      ? [m.reward_overfit({ training, heldOut })]
      : []),
    ...(disagreement === null
      ? []
      : [
          m.reward_ensemble({ count: members.length, disagreement: formatNumber(disagreement, 2) }),
        ]),
  ];
}

/** For records without scores; with them, the interval stands beside the baselines (TrustCard). */
function noiseAdvice(accuracy: number, pairs: number): string[] {
  const { low, high } = wilsonInterval(accuracy * pairs, pairs);
  const noise = m.reward_noise({
    ...{ accuracy: formatAccuracy(accuracy), pairs },
    ...{ low: formatAccuracy(low), high: formatAccuracy(high) },
  });
  return pairs < fewPairs ? [noise, m.reward_noise_few()] : [noise];
}

/** "0.55 to 0.81" */
export function intervalText({ low, high }: Interval): string {
  return m.reward_accuracy_range({ low: formatAccuracy(low), high: formatAccuracy(high) });
}

/** Who was asked again. */
export function labelerName(source: Ranking['source']): string {
  if (source.kind === 'person') return m.reward_accuracy_person();
  return m.reward_accuracy_simulated({
    labeler: source.labeler,
    noise: formatShare(source.noise),
  });
}

/** A normalised score in plain words; `zero` is what scores 0 on average. */
export function scoreWords(score: number, zero: 'samples' | 'demonstrations'): string {
  if (zero === 'demonstrations') {
    if (score >= 0.25) return m.reward_scale_demonstrations_above();
    return score > -0.25
      ? m.reward_scale_demonstrations_alike()
      : m.reward_scale_demonstrations_below();
  }
  if (score >= 2) return m.reward_scale_far_above();
  if (score >= 0.75) return m.reward_scale_above();
  if (score >= 0.25) return m.reward_scale_little_above();
  if (score > -0.25) return m.reward_scale_average();
  if (score > -0.75) return m.reward_scale_little_below();
  if (score > -2) return m.reward_scale_below();
  return m.reward_scale_far_below();
}

const factNames = new Map<string, string>(
  (['likelihood', ...replyFactNames] as const).map((name) => [name, m[`reward_fact_${name}`]()]),
);

/** "has exclamation marks"; null for one that only another version of the app knows. */
export function factName(fact: FactEffect['fact']): string | null {
  return factNames.get(fact) ?? null;
}
