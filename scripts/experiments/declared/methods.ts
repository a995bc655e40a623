// PPO against rejection-sampling fine-tuning, best-of-n, DPO and GRPO at about equal computing and equal rankings.
import { alongRun, evaluated, pointOf, tokensUpTo, type ArmData } from '../measures';
import {
  distinctColumn,
  goldColumn,
  klColumn,
  relevanceColumn,
  secondsColumn,
  tokensColumn,
  winRateColumn,
  type DeclaredExperiment,
} from './declared';

export const methods: DeclaredExperiment = {
  id: 'methods',
  question:
    'For the same rankings and about the same computing, does PPO beat simply choosing or fine-tuning on what the reward ' +
    'model likes best, and learning from the rankings without a reward model?',
  setup:
    'Computing is counted in reply tokens, so that it does not depend on the machine: tokens drawn, plus tokens that went ' +
    "through an optimizer step, each time and for each model that learns (PPO's value model counts like its policy). " +
    'Forward passes that only measure are not counted, and training the reward model, which DPO does without, is the same ' +
    'for all others and left out. By that count 20 iterations of PPO on 48 replies (one pass, two models: 3 tokens for each drawn) ' +
    'equal 30 of GRPO (2), 53 rounds of rejection sampling (1 1/8) and 45 steps of DPO on 16 rankings of 4; best-of-n learns ' +
    'nothing and spends as much on drawing 29 replies to each held-out prompt. How well that came out is measured ' +
    'in the table, and the seconds beside it. Every method has the same learning rate; none was tuned for this.',
  columns: [
    winRateColumn,
    klColumn,
    goldColumn,
    distinctColumn,
    relevanceColumn,
    tokensColumn,
    secondsColumn,
  ],
  figure: (arms) => ({
    description:
      'Left: win rate against KL, a point a method with standard errors both ways. Right: the rise of the gold score along ' +
      'the run against tokens sampled and trained on.',
    panels: [
      {
        title: 'What came out, held-out prompts',
        xLabel: 'KL (nats per reply)',
        yLabel: 'win rate against the start',
        series: arms.map((arm) => ({
          ...{ name: arm.label, look: arm.look },
          points: pointOf(
            evaluated(arm, ({ kl }) => kl),
            evaluated(arm, ({ win_rate }) => win_rate),
          ),
        })),
      },
      {
        title: 'On the way',
        xLabel: 'reply tokens sampled and trained on (thousands)',
        yLabel: 'gold score, rise (0 to 1)',
        series: arms.map((arm) => ({
          ...{ name: arm.label, look: arm.look, isLine: true },
          points: goldAlongTokens(arm),
        })),
      },
    ],
  }),
};

function goldAlongTokens(arm: ArmData) {
  return alongRun(
    arm,
    (_row, index, record) => {
      const { sampled, trained } = tokensUpTo(record, index);
      return (sampled + trained) / 1000;
    },
    (row, _index, { rows }) => row['objective/gold']! - rows[0]!['objective/gold']!,
  );
}
