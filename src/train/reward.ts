// What a method is rewarded with: a reward model or an ensemble of them, a rule that a person wrote, or the weighted sum
// of both. Every method takes this one interface. Trains nothing; where a rule runs is the caller's affair.
import type { RuleCase, RuleProblem } from '../contract/messages';
import type { RewardPartName } from '../contract/metrics';
import type { EnsembleReduce } from '../contract/records';
import { memberDeviations, reduceMembers, weightedSum } from '../core/reward-sum';
import { mean } from '../core/statistics';
import type { TokenDialogue } from '../nn/dialogue-batch';
import type { Parameters } from '../nn/parameters';
import type { Tokenizer } from '../nn/tokenizer';
import { inWords } from './dialogue-words';
import { memberScores, type RewardEnsemble } from './reward-ensemble';
import { ruleProblemWords } from './rule-problem';

/** Owns nothing: who made it disposes what it was made of. */
export interface Reward {
  /**
   * Scores of token dialogues, in their order.
   * @throws RuleError when a rule gives none
   */
  score(dialogues: readonly TokenDialogue[]): Promise<RewardScores>;
  /** What a value model may start from; null where no reward model takes part. */
  backbone: Parameters | null;
}

export interface RewardScores {
  /** The reward itself, one a dialogue. */
  total: number[];
  /** What it is made of, where it is made of several. */
  parts: RewardPartScores;
}
type RewardPartScores = Partial<Record<RewardPartName, number[]>>;
/** A number for each part: what it gives one dialogue, or many on average. */
export type RowOfParts = Partial<Record<RewardPartName, number>>;

export interface RewardParts {
  tokenizer: Tokenizer;
  model: { ensemble: RewardEnsemble; reduce: EnsembleReduce; weight: number } | null;
  rule: { judge: (cases: RuleCase[]) => Promise<number[]>; weight: number } | null;
}

/** A rule gave no scores; the message says why, in words. */
export class RuleError extends Error {
  override readonly name = 'RuleError';

  constructor(problem: RuleProblem, source: string, cases: readonly RuleCase[]) {
    super(ruleProblemWords(problem, source, cases));
  }
}

/** @throws Error when neither a reward model nor a rule is given */
export function createReward({ tokenizer, model, rule }: RewardParts): Reward {
  if (!model && !rule) throw new Error('A run needs a reward model or a rule.');
  return {
    backbone: model?.ensemble.members[0]!.parameters ?? null,
    async score(dialogues) {
      const parts: RewardPartScores = {};
      const sum: { scores: number[]; weight: number }[] = [];
      if (model) {
        const members = await memberScores(model.ensemble, dialogues);
        const scores = reduceMembers(members, model.reduce);
        sum.push({ scores, weight: model.weight });
        if (rule) parts['scores/reward_model'] = scores;
        if (members.length > 1) parts['scores/ensemble_deviation'] = memberDeviations(members);
      }
      if (rule) {
        const scores = await rule.judge(dialogues.map((dialogue) => inWords(dialogue, tokenizer)));
        sum.push({ scores, weight: rule.weight });
        if (model) parts['scores/rule'] = scores;
      }
      return { total: weightedSum(sum), parts };
    },
  };
}

/** The reward of one reward model alone, as it is. */
export function rewardOf(ensemble: RewardEnsemble): Reward {
  const { tokenizer } = ensemble.members[0]!;
  return createReward({ tokenizer, model: { ensemble, reduce: 'mean', weight: 1 }, rule: null });
}

/** What each part gives the dialogue at `row`. */
export function partsOfRow(parts: RewardPartScores, row: number): RowOfParts {
  return Object.fromEntries(Object.entries(parts).map(([name, scores]) => [name, scores[row]!]));
}

/** The mean of each part over a whole batch, for the metrics. */
export function partMeans(rows: readonly RowOfParts[]): RowOfParts {
  const names = Object.keys(rows[0] ?? {}) as RewardPartName[];
  return Object.fromEntries(names.map((name) => [name, mean(rows.map((row) => row[name]!))]));
}
