// Each safeguard of PPO off in turn.
import type { Panel } from '../figure/svg';
import { alongRun, type ArmData } from '../measures';
import {
  distinctColumn,
  goldColumn,
  klColumn,
  relevanceColumn,
  rewardColumn,
  winRateColumn,
  type DeclaredExperiment,
} from './declared';

export const breakIt: DeclaredExperiment = {
  id: 'break-it',
  question:
    'Which of the safeguards does a run of this size need: the KL penalty, the clipped ratio, whitened advantages, the value ' +
    'baseline, old log-probabilities from the training pass?',
  setup:
    'One safeguard is off in each arm. Without a baseline advantages are the returns themselves; the whitening that stays ' +
    'on still takes the mean of the batch off. Old log-probabilities from sampling are those of the decoder that wrote the ' +
    'reply (cached, padded on the left), in float32 like everything here, so they differ by rounding only; elsewhere, where ' +
    'sampling runs at half precision in another program, they differ by far more.',
  columns: [winRateColumn, goldColumn, rewardColumn, klColumn, distinctColumn, relevanceColumn],
  figure: (arms) => ({
    description:
      'Four panels against the iteration: reward, gold score, KL and distinct-2, a line an arm. Points are means over seeds, ' +
      'bars standard errors.',
    panels: [
      panelOf(arms, 'Reward', 'mean score (deviations)', 'objective/scores'),
      panelOf(arms, "Gold: the labeler's hidden score", 'mean score (0 to 1)', 'objective/gold'),
      panelOf(arms, 'KL', 'nats per reply', 'objective/kl'),
      panelOf(arms, 'Variety (distinct-2)', 'share of word pairs', 'reply/distinct_2'),
    ],
  }),
};

function panelOf(arms: ArmData[], title: string, yLabel: string, metric: string): Panel {
  return {
    ...{ title, xLabel: 'iteration', yLabel },
    series: arms.map((arm) => ({
      ...{ name: arm.label, look: arm.look, isLine: true },
      points: alongRun(
        arm,
        (row) => row.iteration,
        (row) => row[metric],
      ),
    })),
  };
}
