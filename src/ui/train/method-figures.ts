// The small figures of methods other than PPO: what tells whether they learn. Titles are the metrics' own labels.
import type { Method } from '../../contract/config';
import { metricOfMethod, type RunMetricName } from '../../contract/methods';
import { m } from '../../paraglide/messages.js';
import { metricWords } from '../common/words';

export interface Figure {
  metric: RunMetricName;
  title: () => string;
  axis: () => string;
  color: string;
  yMin?: number;
}

const metrics: Record<Exclude<Method, 'ppo'>, RunMetricName[]> = {
  'best-of-n': ['best_of_n/scores_all', 'best_of_n/scores_half'],
  rejection: ['rejection/kept_scores', 'loss', 'objective/entropy'],
  dpo: ['rewards/margins', 'rewards/accuracies', 'loss', 'logps/chosen', 'objective/entropy'],
  grpo: ['entropy', 'clip_ratio/region_mean', 'reward_std', 'frac_reward_zero_std'],
};

export function figuresOf(method: Method): Figure[] {
  if (method === 'ppo') return [];
  return metrics[method].map((metric, index) => {
    const unit = metricOfMethod(method, metric)?.unit;
    const title = () => metricWords(method, metric).label;
    return {
      ...{ metric, title },
      axis: unit === 'nats' ? m.train_axis_nats : unit === 'share' ? m.train_axis_share : title,
      color: `series-${3 + (index % 4)}`,
      yMin: unit === 'share' ? 0 : undefined,
    };
  });
}
