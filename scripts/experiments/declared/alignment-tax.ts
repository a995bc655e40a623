// What PPO costs in general language, with and without text read beside it, or with a stronger KL penalty instead.
import { alongRun, evaluated, pointOf, rise } from '../measures';
import {
  dialogueRiseColumn,
  goldColumn,
  klColumn,
  languageLossColumn,
  languageRiseColumn,
  winRateColumn,
  type DeclaredExperiment,
} from './declared';

export const alignmentTax: DeclaredExperiment = {
  id: 'alignment-tax',
  question:
    'Does general language loss worsen during PPO, does a language-model term on ordinary text (ptx) mend it, and does a ' +
    'stronger KL penalty do the same (Ouyang et al. 2022 say that it does not)?',
  setup:
    'Language loss is measured every fifth iteration and at the end, on general language: the replies of real dialogues ' +
    'that no shipped model was trained on, and plain texts such as the base models were pretrained on. On the dialogues ' +
    'alone it must rise, because a taste that moves the answers to small talk is what the run is asked to learn; it ' +
    'stands beside. The ptx term’s text is written by the same generator with another seed, eight texts an update; its ' +
    'coefficient is 0.1 (InstructGPT’s 27.8 belongs to another scale of the loss).',
  columns: [
    ...[winRateColumn, goldColumn, klColumn],
    ...[languageLossColumn, languageRiseColumn, dialogueRiseColumn],
  ],
  figure: (arms) => ({
    description:
      'Left: language loss along the run. Right: win rate against the rise of the language loss, a point an arm with ' +
      'standard errors both ways.',
    panels: [
      {
        title: 'Held-out language loss',
        xLabel: 'iteration',
        yLabel: 'nats per token',
        series: arms.map((arm) => ({
          ...{ name: arm.label, look: arm.look, isLine: true },
          points: alongRun(
            arm,
            (row) => (row['eval/language_loss'] === undefined ? undefined : row.iteration),
            (row) => row['eval/language_loss'],
          ),
        })),
      },
      {
        title: 'What is bought with it',
        xLabel: 'rise of the language loss (nats per token)',
        yLabel: 'win rate against the start',
        series: arms.map((arm) => ({
          ...{ name: arm.label, look: arm.look },
          points: pointOf(
            evaluated(arm, rise('language_loss_before', 'language_loss_after')),
            evaluated(arm, ({ win_rate }) => win_rate),
          ),
        })),
      },
    ],
  }),
};
