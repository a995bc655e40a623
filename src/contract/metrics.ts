// Every metric the engine reports: its name (TRL's where TRL has it), unit and source. How to read each one, in
// words, lives in the message files as `metrics_<id>_label` and `metrics_<id>_help`, where <id> is `messageId`.
// Imports nothing.

export interface MetricDefinition {
  /** Key in the message files. */
  messageId: string;
  unit: '' | 'nats' | 'tokens' | 'share' | 'ms' | 'tokens/s' | 'replies';
}

/** What the parts of a reward give, where it has several; TRL has no such names. */
export const rewardPartMetrics = {
  'scores/reward_model': { messageId: 'reward_model_part', unit: '' },
  'scores/rule': { messageId: 'rule_part', unit: '' },
  'scores/ensemble_deviation': { messageId: 'ensemble_deviation', unit: '' },
} as const satisfies Record<string, MetricDefinition>;
export type RewardPartName = keyof typeof rewardPartMetrics;

/** PPO, one row per iteration; the names are TRL's (PPOTrainer), ours are at the end. */
export const ppoMetrics = {
  'objective/scores': { messageId: 'scores', unit: '' },
  'objective/kl': { messageId: 'kl', unit: 'nats' },
  'objective/rlhf_reward': { messageId: 'rlhf_reward', unit: '' },
  'objective/non_score_reward': { messageId: 'non_score_reward', unit: '' },
  'objective/entropy': { messageId: 'entropy', unit: 'nats' },
  'policy/entropy_avg': { messageId: 'policy_entropy', unit: 'nats' },
  'policy/approxkl_avg': { messageId: 'approxkl', unit: 'nats' },
  'policy/clipfrac_avg': { messageId: 'clipfrac', unit: 'share' },
  'loss/policy_avg': { messageId: 'policy_loss', unit: '' },
  'loss/value_avg': { messageId: 'value_loss', unit: '' },
  'val/clipfrac_avg': { messageId: 'value_clipfrac', unit: 'share' },
  'val/explained_variance': { messageId: 'explained_variance', unit: 'share' },
  'val/ratio': { messageId: 'ratio', unit: '' },
  'val/ratio_var': { messageId: 'ratio_var', unit: '' },
  'val/num_eos_tokens': { messageId: 'num_eos', unit: 'replies' },
  'reply/mean_length': { messageId: 'reply_length', unit: 'tokens' },
  'policy/grad_norm': { messageId: 'grad_norm', unit: '' },
  lr: { messageId: 'lr', unit: '' },
  episode: { messageId: 'episode', unit: 'replies' },
  'time/iteration': { messageId: 'iteration_time', unit: 'ms' },
  ...rewardPartMetrics,
} as const satisfies Record<string, MetricDefinition>;
export type PpoMetricName = keyof typeof ppoMetrics;
export type PpoMetrics = Record<Exclude<PpoMetricName, RewardPartName>, number> &
  Partial<Record<RewardPartName, number>>;

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
