// Wrong labels at four rates, with one reward model and with the worst case of an ensemble of three.
import type { Series } from '../figure/svg';
import { evaluated, pointOf, summaryOf, type ArmData, type Evaluation } from '../measures';
import {
  accuracyColumn,
  goldColumn,
  goldRise,
  klColumn,
  rewardColumn,
  rewardRise,
  winRateColumn,
  type DeclaredExperiment,
} from './declared';

export const labelNoise: DeclaredExperiment = {
  id: 'label-noise',
  question:
    'How much of what PPO gains is lost when 0, 10, 25 or 40% of the judgements are wrong, and does an ensemble of reward ' +
    'models keep it (Coste et al. 2023: nearly all of it)?',
  setup:
    'Each pairwise judgement is flipped with the given probability before a ranking is formed. The ensemble is three reward ' +
    'models on the same rankings with different seeds; the policy is rewarded with the lowest of their scores (worst case).',
  columns: [accuracyColumn, rewardColumn, goldColumn, winRateColumn, klColumn],
  figure: (arms) => ({
    description:
      'The rise of the gold score and of the proxy reward against the share of wrong judgements, for one reward model and ' +
      'for three. Points are means over seeds, bars standard errors.',
    panels: [
      {
        title: "Gold: the labeler's hidden score",
        xLabel: 'wrong judgements (%)',
        yLabel: 'rise (0 to 1)',
        series: bothKinds(arms, goldRise),
      },
      {
        title: 'Proxy: what the policy is rewarded with',
        xLabel: 'wrong judgements (%)',
        yLabel: 'rise (deviations)',
        series: bothKinds(arms, rewardRise),
      },
    ],
  }),
};

function bothKinds(arms: ArmData[], pick: (evaluation: Evaluation) => number | null): Series[] {
  const kinds = [
    ['one', 'One reward model'],
    ['ensemble', 'Worst case of three'],
  ] as const;
  return kinds.flatMap(([prefix, name], look) => {
    const own = arms.filter(({ arm }) => arm.startsWith(prefix));
    const points = own.flatMap((arm) => {
      const noise = summaryOf(
        arm.records.slice(0, 1).map(({ settings }) => 100 * Number(settings.labelNoise)),
      );
      return pointOf(noise, evaluated(arm, pick));
    });
    return points.length > 0 ? [{ name, look, points, isLine: true }] : [];
  });
}
