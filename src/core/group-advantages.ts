// GRPO's arithmetic: how much better each reply is than the others to its own prompt, and how much each of its tokens
// counts. Plain numbers; no tensors.
import { mean, standardDeviation } from './statistics';

/** What the distance from the group's mean is divided by: its own deviation, that of the whole batch, or nothing. */
export type GroupScaling = 'group' | 'batch' | 'none';

/** TRL's names of what is averaged: tokens within a reply, tokens of the batch, or tokens over a constant length. */
export type GrpoAveraging = 'grpo' | 'dapo' | 'dr_grpo';

/** Keeps a group of equal scores from dividing by zero; as in TRL's GRPOTrainer. */
const deviationFloor = 1e-4;

export interface GroupAdvantages {
  /** One a score. */
  advantages: number[];
  /** Mean over the groups of the deviation within each. */
  meanDeviation: number;
  /** Share of groups whose scores are all alike: they teach nothing. */
  shareWithoutDifference: number;
}

/**
 * (score - mean of its group) / (deviation + 1e-4) (Shao et al. 2024, DeepSeekMath, section 4.1; scaling by the batch
 * or not at all: Liu et al. 2025, Dr. GRPO). Deviations are those of samples (n - 1).
 * @param scores groups of `size` neighbours; as many as a multiple of it
 */
export function groupAdvantages(
  scores: readonly number[],
  size: number,
  scaling: GroupScaling,
): GroupAdvantages {
  if (size < 2 || scores.length % size !== 0) {
    throw new Error(`${scores.length} scores cannot be cut into groups of ${size}.`);
  }
  const groups = Array.from({ length: scores.length / size }, (_, group) =>
    scores.slice(group * size, (group + 1) * size),
  );
  const deviations = groups.map((group) => standardDeviation(group));
  const batchDeviation = standardDeviation(scores);
  const divisor = (group: number) => {
    if (scaling === 'none') return 1;
    return (scaling === 'group' ? deviations[group]! : batchDeviation) + deviationFloor;
  };
  return {
    advantages: groups.flatMap((group, index) => {
      const centre = mean(group);
      return group.map((score) => (score - centre) / divisor(index));
    }),
    meanDeviation: mean(deviations),
    shareWithoutDifference:
      groups.filter((group) => group.every((score) => score === group[0])).length / groups.length,
  };
}

/**
 * What one token of each reply of a minibatch counts in the loss. `grpo`: every reply the same, each token an equal
 * part of its reply (Shao et al. 2024); `dapo`: every token of the minibatch the same (Yu et al. 2025); `dr_grpo`:
 * every token 1 over the longest reply allowed, so that length changes nothing (Liu et al. 2025).
 * @param lengths tokens of each reply, none of them 0
 * @returns one weight a reply
 */
export function tokenWeights(
  lengths: readonly number[],
  averaging: GrpoAveraging,
  maxNewTokens: number,
): number[] {
  const replies = lengths.length;
  const tokens = lengths.reduce((sum, length) => sum + length, 0);
  switch (averaging) {
    case 'grpo':
      return lengths.map((length) => 1 / (replies * length));
    case 'dapo':
      return lengths.map(() => 1 / tokens);
    case 'dr_grpo':
      return lengths.map(() => 1 / (replies * maxNewTokens));
    default:
      return averaging satisfies never;
  }
}
