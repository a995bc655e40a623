// What a run cost, in a unit that does not depend on the machine: reply tokens that were drawn, and reply tokens that went
// through an optimizer step, each time and for each model that learns. Forward passes that only measure are not counted,
// nor are the replies that DPO draws only to see where it stands.
import type { Settings } from '../../src/contract/config';

export interface TokenCounts {
  sampled: number;
  trained: number;
}

/**
 * Of all iterations of a run; not of best-of-n, which learns nothing (best-of-n-curve.ts counts its own).
 * @param rows metrics an iteration, under their names
 * @param rankedTokens mean length of the ranked samples, tokens
 * @param rankings how many there are to learn from
 */
export function countTokens(
  rows: readonly Record<string, number>[],
  settings: Settings,
  rankedTokens: number,
  rankings: number,
): TokenCounts {
  const counts = { sampled: 0, trained: 0 };
  rows.forEach((row, index) => {
    // Episodes are counted from the start of the run.
    const replies = row.episode! / (index + 1);
    const { sampled, trained } = ofIteration(row, replies, settings, rankedTokens, rankings);
    counts.sampled += sampled;
    counts.trained += trained;
  });
  return { sampled: Math.round(counts.sampled), trained: Math.round(counts.trained) };
}

function ofIteration(
  row: Record<string, number>,
  replies: number,
  settings: Settings,
  rankedTokens: number,
  rankings: number,
): TokenCounts {
  const { ppoEpochs, minibatches, repliesPerPrompt, rejectionEpochs, rolloutCandidates } = settings;
  const drawn = replies * row['reply/mean_length']!;
  switch (settings.method) {
    case 'ppo': {
      // Of several candidates two are learned from. An early stop leaves updates out. Policy and value model each learn
      // every token.
      const learned = Math.min(1, 2 / rolloutCandidates);
      const most = ppoEpochs * Math.min(minibatches, learned * replies);
      const passes = ppoEpochs * Math.min(1, row['policy/num_updates']! / most);
      return { sampled: drawn, trained: 2 * passes * learned * drawn };
    }
    case 'grpo':
      return { sampled: drawn, trained: ppoEpochs * drawn };
    case 'rejection':
      // As if the kept replies were as long as the others.
      return { sampled: drawn, trained: (rejectionEpochs * drawn) / repliesPerPrompt };
    case 'dpo': {
      const batch = Math.min(settings.dpoBatchSize, rankings);
      return { sampled: 0, trained: batch * settings.samplesPerPrompt * rankedTokens };
    }
    case 'best-of-n':
      return { sampled: drawn, trained: 0 };
    default:
      return settings.method satisfies never;
  }
}
