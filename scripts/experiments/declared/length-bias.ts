// A taste for long replies hidden inside another preference, under a weak and a strong KL penalty.
import { alongRun, evaluated, pointOf } from '../measures';
import {
  goldColumn,
  goldRise,
  klColumn,
  lengthColumn,
  rewardColumn,
  winRateColumn,
  type DeclaredExperiment,
} from './declared';

export const lengthBias: DeclaredExperiment = {
  id: 'length-bias',
  question:
    'When some of the rankings come from a labeler who takes long for good, does PPO lengthen replies, and does a stronger ' +
    'KL penalty hold it back?',
  setup:
    'In the fair arms the cheerful labeler makes all rankings; in the biased ones the length-lover makes two in five of ' +
    'them. The gold score is the cheerful labeler’s in every arm: the length is what nobody asked for.',
  columns: [lengthColumn, winRateColumn, goldColumn, rewardColumn, klColumn],
  figure: (arms) => ({
    description:
      'Left: mean reply length along the run. Right: rise of the cheerful gold score against reply length at the end, a point ' +
      'an arm with standard errors both ways.',
    panels: [
      {
        title: 'Reply length',
        xLabel: 'iteration',
        yLabel: 'tokens per reply',
        series: arms.map((arm) => ({
          ...{ name: arm.label, look: arm.look, isLine: true },
          points: alongRun(
            arm,
            (row) => row.iteration,
            (row) => row['reply/mean_length'],
          ),
        })),
      },
      {
        title: 'What came out, held-out prompts',
        xLabel: 'reply length (tokens)',
        yLabel: 'gold score, rise (0 to 1)',
        series: arms.map((arm) => ({
          ...{ name: arm.label, look: arm.look },
          points: pointOf(
            evaluated(arm, ({ length_after }) => length_after),
            evaluated(arm, goldRise),
          ),
        })),
      },
    ],
  }),
};
