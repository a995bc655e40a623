// What every experiment's file declares beside its arms (src/contract/experiments.ts): the question, what is measured, how
// it is drawn. And the columns that several of them share.
import type { ExperimentId } from '../../../src/contract/experiments';
import type { Figure } from '../figure/svg';
import { evaluated, rise, summaryOf, type ArmData, type Summary } from '../measures';

export interface Column {
  /** With its unit. */
  heading: string;
  digits: number;
  value: (arm: ArmData) => Summary | null;
}

export interface DeclaredExperiment {
  id: ExperimentId;
  question: string;
  /** What is done, in a paragraph; settings, labelers and command are added from the data. */
  setup: string;
  columns: Column[];
  figure: (arms: ArmData[]) => Pick<Figure, 'description' | 'panels'>;
  /** Further tables as markdown. */
  more?: (arms: ArmData[]) => string;
}

const column = (
  heading: string,
  digits: number,
  pick: Parameters<typeof evaluated>[1],
): Column => ({ heading, digits, value: (arm) => evaluated(arm, pick) });

export const goldRise = rise('gold_before', 'gold_after');
export const rewardRise = rise('reward_before', 'reward_after');

export const winRateColumn = column('win rate', 3, ({ win_rate }) => win_rate);
export const goldColumn = column('gold score, rise (0 to 1)', 3, goldRise);
export const rewardColumn = column('reward, rise (deviations)', 2, rewardRise);
export const klColumn = column('KL (nats)', 2, ({ kl }) => kl);
export const lengthColumn = column('reply length (tokens)', 1, ({ length_after }) => length_after);
export const distinctColumn = column('distinct-2', 3, ({ distinct2_after }) => distinct2_after);
export const relevanceColumn = column('relevance', 3, ({ relevance_after }) => relevance_after);
export const accuracyColumn = column(
  'reward model, held-out accuracy',
  3,
  ({ reward_accuracy }) => reward_accuracy,
);
export const languageLossColumn = column(
  'language loss (nats per token)',
  3,
  ({ language_loss_after }) => language_loss_after,
);
export const languageRiseColumn = column(
  'its rise',
  3,
  rise('language_loss_before', 'language_loss_after'),
);
export const dialogueRiseColumn = column(
  'rise on the dialogues alone',
  3,
  rise('dialogue_loss_before', 'dialogue_loss_after'),
);
export const tokensColumn: Column = {
  heading: 'tokens sampled + trained (thousands)',
  digits: 0,
  value: ({ records }) =>
    summaryOf(records.map(({ tokens }) => (tokens.sampled + tokens.trained) / 1000)),
};
export const secondsColumn: Column = {
  heading: 'seconds',
  digits: 0,
  value: ({ records }) =>
    summaryOf(records.map(({ seconds }) => seconds.curve ?? seconds.optimise ?? null)),
};
