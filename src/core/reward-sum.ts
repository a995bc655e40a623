// How several scores of one reply become one: the members of an ensemble (Coste et al. 2023), and the parts of a
// weighted sum. Plain numbers.
import type { Settings } from '../contract/config';
import type { EnsembleReduce } from '../contract/records';
import { mean, standardDeviation } from './statistics';

/**
 * One score a reply: the members' mean, or the worst that any of them gives, so that pleasing one is not enough.
 * @param members scores[member][reply], one member at least
 */
export function reduceMembers(
  members: readonly (readonly number[])[],
  reduce: EnsembleReduce,
): number[] {
  return perReply(members, (scores) => {
    switch (reduce) {
      case 'mean':
        return mean(scores);
      case 'worst-case':
        return Math.min(...scores);
      default:
        return reduce satisfies never;
    }
  });
}

/** How far the members are apart about each reply: the standard deviation between them, 0 for a single one. */
export function memberDeviations(members: readonly (readonly number[])[]): number[] {
  return perReply(members, (scores) => standardDeviation(scores, 0));
}

function perReply(
  members: readonly (readonly number[])[],
  summary: (scores: number[]) => number,
): number[] {
  return members[0]!.map((_, reply) => summary(members.map((scores) => scores[reply]!)));
}

/** @param parts lists of scores of one length, each with its weight; one at least */
export function weightedSum(
  parts: readonly { scores: readonly number[]; weight: number }[],
): number[] {
  return parts[0]!.scores.map((_, reply) =>
    parts.reduce((sum, { scores, weight }) => sum + weight * scores[reply]!, 0),
  );
}

/** What reward model and rule weigh in a reward, by its settings; null for what is no part of it. */
export function rewardWeights({
  rewardSource,
  rewardModelWeight,
  ruleWeight,
}: Pick<Settings, 'rewardSource' | 'rewardModelWeight' | 'ruleWeight'>): {
  model: number | null;
  rule: number | null;
} {
  switch (rewardSource) {
    case 'model':
      return { model: 1, rule: null };
    case 'rule':
      return { model: null, rule: 1 };
    case 'sum':
      return { model: rewardModelWeight, rule: ruleWeight };
    default:
      return rewardSource satisfies never;
  }
}
