// Every metric the engine reports: its name (TRL's where TRL has it), unit and source. How to read each one, in
// words, lives in the message files as `metrics_<id>_label` and `metrics_<id>_help`, where <id> is `messageId`.
// Imports nothing.

export interface MetricDefinition {
  /** Key in the message files. */
  messageId: string;
  unit: '' | 'nats' | 'tokens' | 'share' | 'ms' | 'tokens/s' | 'replies' | 'steps';
  /** Not measured in every iteration, or not in every run. */
  occasional?: true;
}

/** What the parts of a reward give, in a run whose reward has several; TRL has no such names. */
export const rewardPartMetrics = {
  'scores/reward_model': { messageId: 'reward_model_part', unit: '', occasional: true },
  'scores/rule': { messageId: 'rule_part', unit: '', occasional: true },
  'scores/ensemble_deviation': { messageId: 'ensemble_deviation', unit: '', occasional: true },
} as const satisfies Record<string, MetricDefinition>;
export type RewardPartName = keyof typeof rewardPartMetrics;

/**
 * PPO, one row per iteration; the names are TRL's (PPOTrainer; `objective/kl_coef` that of its older one). TRL has none
 * for `scores/`, `objective/gold`, `loss/ptx_avg`, `val/explained_variance`, `reply/`, `eval/`, `time/`, and what follows
 * `policy/` in `policy/grad_norm` and `policy/num_updates`.
 */
export const ppoMetrics = {
  'objective/scores': { messageId: 'scores', unit: '' },
  'objective/kl': { messageId: 'kl', unit: 'nats' },
  'objective/rlhf_reward': { messageId: 'rlhf_reward', unit: '' },
  'objective/non_score_reward': { messageId: 'non_score_reward', unit: '' },
  'objective/kl_coef': { messageId: 'kl_coef', unit: '' },
  'objective/gold': { messageId: 'gold', unit: '', occasional: true },
  'objective/entropy': { messageId: 'entropy', unit: 'nats' },
  'policy/entropy_avg': { messageId: 'policy_entropy', unit: 'nats' },
  'policy/approxkl_avg': { messageId: 'approxkl', unit: 'nats' },
  'policy/clipfrac_avg': { messageId: 'clipfrac', unit: 'share' },
  'loss/policy_avg': { messageId: 'policy_loss', unit: '' },
  'loss/ptx_avg': { messageId: 'ptx_loss', unit: 'nats', occasional: true },
  'loss/value_avg': { messageId: 'value_loss', unit: '' },
  'val/clipfrac_avg': { messageId: 'value_clipfrac', unit: 'share' },
  'val/explained_variance': { messageId: 'explained_variance', unit: 'share' },
  'val/ratio': { messageId: 'ratio', unit: '' },
  'val/ratio_var': { messageId: 'ratio_var', unit: '' },
  'val/num_eos_tokens': { messageId: 'num_eos', unit: 'replies' },
  'reply/mean_length': { messageId: 'reply_length', unit: 'tokens' },
  'reply/distinct_2': { messageId: 'distinct_2', unit: 'share', occasional: true },
  'reply/commonest_share': { messageId: 'commonest_share', unit: 'share' },
  'eval/language_loss': { messageId: 'language_loss', unit: 'nats', occasional: true },
  'eval/alignment_tax': { messageId: 'alignment_tax', unit: 'share', occasional: true },
  'policy/grad_norm': { messageId: 'grad_norm', unit: '' },
  'policy/num_updates': { messageId: 'num_updates', unit: 'steps' },
  lr: { messageId: 'lr', unit: '' },
  episode: { messageId: 'episode', unit: 'replies' },
  'time/iteration': { messageId: 'iteration_time', unit: 'ms' },
  ...rewardPartMetrics,
} as const satisfies Record<string, MetricDefinition>;
export type PpoMetricName = keyof typeof ppoMetrics;

/** One row of a table: a number for each metric, where an occasional one may be absent. */
type RowOf<Table extends Record<string, MetricDefinition>> = {
  [Name in keyof Table as Table[Name] extends { occasional: true } ? never : Name]: number;
} & {
  [Name in keyof Table as Table[Name] extends { occasional: true } ? Name : never]?: number;
};
export type PpoMetrics = RowOf<typeof ppoMetrics>;

/** What the words of an iteration's replies say, in every method. */
const replyMetrics = {
  'objective/gold': ppoMetrics['objective/gold'],
  'reply/distinct_2': ppoMetrics['reply/distinct_2'],
  'reply/commonest_share': ppoMetrics['reply/commonest_share'],
};
export type ReplyMetrics = RowOf<typeof replyMetrics>;

/** What learning costs in other talk, in every method that learns. */
const languageMetrics = {
  'eval/language_loss': ppoMetrics['eval/language_loss'],
  'eval/alignment_tax': ppoMetrics['eval/alignment_tax'],
};
export type LanguageMetrics = RowOf<typeof languageMetrics>;

/** What every method reports of the replies it sampled in an iteration, so that runs can be laid over each other. */
const outcomeMetrics = {
  'objective/scores': { messageId: 'scores', unit: '' },
  'objective/kl': { messageId: 'kl', unit: 'nats' },
  'objective/entropy': { messageId: 'entropy', unit: 'nats' },
  'val/num_eos_tokens': { messageId: 'num_eos', unit: 'replies' },
  'reply/mean_length': { messageId: 'reply_length', unit: 'tokens' },
  episode: { messageId: 'episode', unit: 'replies' },
  'time/iteration': { messageId: 'iteration_time', unit: 'ms' },
  ...rewardPartMetrics,
} as const satisfies Record<string, MetricDefinition>;
export type OutcomeMetrics = RowOf<typeof outcomeMetrics>;

/** Best-of-n, one row per iteration; score and KL are those of the kept replies. The names are ours. */
export const bestOfNMetrics = {
  ...outcomeMetrics,
  'objective/scores': { messageId: 'kept_scores', unit: '' },
  'objective/kl': { messageId: 'best_of_n_kl', unit: 'nats' },
  'best_of_n/n': { messageId: 'best_of_n_n', unit: 'replies' },
  'best_of_n/scores_all': { messageId: 'scores_all', unit: '' },
  'best_of_n/scores_half': { messageId: 'scores_half', unit: '' },
  ...replyMetrics,
} as const satisfies Record<string, MetricDefinition>;
export type BestOfNMetrics = RowOf<typeof bestOfNMetrics>;

/** Rejection-sampling fine-tuning, one row per round; the names of its learning are TRL's (SFTTrainer). */
export const rejectionMetrics = {
  ...outcomeMetrics,
  ...replyMetrics,
  ...languageMetrics,
  'rejection/kept_scores': { messageId: 'kept_scores', unit: '' },
  loss: { messageId: 'rejection_loss', unit: 'nats' },
  grad_norm: { messageId: 'grad_norm', unit: '' },
  learning_rate: { messageId: 'lr', unit: '' },
} as const satisfies Record<string, MetricDefinition>;
export type RejectionMetrics = RowOf<typeof rejectionMetrics>;

/** DPO, one row per optimizer step; the names of its learning are TRL's (DPOTrainer). */
export const dpoMetrics = {
  ...outcomeMetrics,
  ...replyMetrics,
  ...languageMetrics,
  loss: { messageId: 'dpo_loss', unit: '' },
  'rewards/chosen': { messageId: 'dpo_chosen', unit: '' },
  'rewards/rejected': { messageId: 'dpo_rejected', unit: '' },
  'rewards/margins': { messageId: 'dpo_margins', unit: '' },
  'rewards/accuracies': { messageId: 'dpo_accuracies', unit: 'share' },
  'logps/chosen': { messageId: 'logps_chosen', unit: 'nats' },
  'logps/rejected': { messageId: 'logps_rejected', unit: 'nats' },
  grad_norm: { messageId: 'grad_norm', unit: '' },
  learning_rate: { messageId: 'lr', unit: '' },
  epoch: { messageId: 'reward_epoch', unit: '' },
} as const satisfies Record<string, MetricDefinition>;
export type DpoMetrics = RowOf<typeof dpoMetrics>;

/** GRPO, one row per iteration; the names of its learning are TRL's (GRPOTrainer). */
export const grpoMetrics = {
  ...outcomeMetrics,
  ...replyMetrics,
  ...languageMetrics,
  reward: { messageId: 'grpo_reward', unit: '' },
  reward_std: { messageId: 'reward_std', unit: '' },
  frac_reward_zero_std: { messageId: 'frac_reward_zero_std', unit: 'share' },
  kl: { messageId: 'token_kl', unit: 'nats' },
  entropy: { messageId: 'policy_entropy', unit: 'nats' },
  'clip_ratio/region_mean': { messageId: 'clipfrac', unit: 'share' },
  'completions/mean_length': { messageId: 'completions_length', unit: 'tokens' },
  'completions/clipped_ratio': { messageId: 'completions_clipped', unit: 'share' },
  loss: { messageId: 'grpo_loss', unit: '' },
  grad_norm: { messageId: 'grad_norm', unit: '' },
  learning_rate: { messageId: 'lr', unit: '' },
} as const satisfies Record<string, MetricDefinition>;
export type GrpoMetrics = RowOf<typeof grpoMetrics>;

/** What each method reports, by the names of the setting `method`. */
export const methodMetrics = {
  ppo: ppoMetrics,
  'best-of-n': bestOfNMetrics,
  rejection: rejectionMetrics,
  dpo: dpoMetrics,
  grpo: grpoMetrics,
} as const;
/** One row of some method's table. */
export type RunMetrics = PpoMetrics | BestOfNMetrics | RejectionMetrics | DpoMetrics | GrpoMetrics;

/** Fine-tuning on demonstrations, one row per optimizer step; the names are TRL's (SFTTrainer). */
export const sftMetrics = {
  loss: { messageId: 'sft_loss', unit: 'nats' },
  learning_rate: { messageId: 'lr', unit: '' },
  grad_norm: { messageId: 'grad_norm', unit: '' },
  epoch: { messageId: 'sft_epoch', unit: '' },
  num_tokens: { messageId: 'sft_tokens', unit: 'tokens' },
} as const satisfies Record<string, MetricDefinition>;
export type SftMetricName = keyof typeof sftMetrics;
export type SftMetrics = Record<SftMetricName, number>;

/** Reward model, one row per optimizer step; the names are TRL's (RewardTrainer), ours are the held-out ones. */
export const rewardMetrics = {
  loss: { messageId: 'reward_loss', unit: '' },
  accuracy: { messageId: 'reward_accuracy', unit: 'share' },
  margin: { messageId: 'reward_margin', unit: '' },
  mean_reward: { messageId: 'reward_mean', unit: '' },
  learning_rate: { messageId: 'lr', unit: '' },
  grad_norm: { messageId: 'grad_norm', unit: '' },
  epoch: { messageId: 'reward_epoch', unit: '' },
} as const satisfies Record<string, MetricDefinition>;
export type RewardMetricName = keyof typeof rewardMetrics;
export type RewardMetrics = Record<RewardMetricName, number>;
