// Votes, their results and runs in words. Decides only which settings of runs are worth naming.
import {
  settings,
  settingNames,
  settingsBefore,
  type SettingName,
  type SettingStage,
} from '../../contract/config';
import type { Run, Vote, VoteChoice } from '../../contract/records';
import type { PairResult } from '../../core/arena-results';
import { metricOfMethod, type RunMetricName } from '../../contract/methods';
import { m } from '../../paraglide/messages.js';
import {
  formatNumber,
  formatShare,
  metricWords,
  settingLabel,
  settingValue,
} from '../common/words';
import { formatScore } from '../reward/reward-words';

const choices: Record<VoteChoice, () => string> = {
  left: m.compare_last_left,
  right: m.compare_last_right,
  tie: m.compare_last_tie,
  'both-bad': m.compare_last_both_bad,
};

export function choiceWord(choice: VoteChoice): string {
  return choices[choice]();
}

/** Who cast votes. */
export function voterName(source: Vote['source']): string {
  if (source.kind === 'person') return m.compare_results_person();
  const { labeler, noise } = source;
  return m.compare_results_simulated({ labeler, share: formatShare(noise) });
}

interface Measured {
  winRate: number;
  interval: { low: number; high: number };
}

/** "64% (51% to 75%)" */
export function rateText({ winRate, interval }: Measured): string {
  return m.compare_results_interval({
    value: formatShare(winRate),
    low: formatShare(interval.low),
    high: formatShare(interval.high),
  });
}

/** "+0.42 (+0.1 to +0.74)" */
export function strengthText(result: { strength: number; low: number; high: number }): string {
  return m.compare_results_interval({
    value: formatScore(result.strength),
    low: formatScore(result.low),
    high: formatScore(result.high),
  });
}

/** What a person's votes between two models say so far. */
export function verdictText(
  pair: PairResult,
  name: (modelId: PairResult['first']) => string,
): string {
  const isFirstAhead = pair.winRate >= 0.5;
  const { low, high } = pair.interval;
  const words = {
    better: name(isFirstAhead ? pair.first : pair.second),
    other: name(isFirstAhead ? pair.second : pair.first),
    rate: formatShare(isFirstAhead ? pair.winRate : 1 - pair.winRate),
    low: formatShare(isFirstAhead ? low : 1 - high),
    high: formatShare(isFirstAhead ? high : 1 - low),
  };
  const isClear = low > 0.5 || high < 0.5;
  return isClear ? m.compare_verdict_clear(words) : m.compare_verdict_open(words);
}

/** A metric's name in plain words, or as the field names it where the page has none. */
export function metricLabel(name: string): string {
  return wordsOf(name)?.label ?? name;
}

export function metricHelp(name: string): string {
  return wordsOf(name)?.help ?? '';
}

/** In the words of the first method that reports it; null where none does. */
function wordsOf(name: string): { label: string; help: string } | null {
  const metric = name as RunMetricName;
  const method = settings.method.options.find((option) => metricOfMethod(option, metric) !== null);
  return method === undefined ? null : metricWords(method, metric);
}

/** Stages whose settings say nothing of how a run went. */
const silentStages: readonly SettingStage[] = [
  'engine',
  'chat',
  'sft',
  'rank',
  'labeler',
  'reward',
];

/** The settings in which runs differ from one another, in the order of the table. */
export function differingSettings(runs: readonly Run[]): SettingName[] {
  const before = settingsBefore();
  return settingNames.filter((name) => {
    const values = new Set(runs.map((run) => run.settings[name] ?? before[name]));
    return !silentStages.includes(settings[name].stage) && values.size > 1;
  });
}

/** "KL coefficient: 0.1" */
export function settingText(run: Run, name: SettingName): string {
  const value = run.settings[name] ?? settingsBefore()[name];
  return m.compare_runs_setting({ label: settingLabel(name), value: settingValue(name, value) });
}

/** How a curve went, for those who cannot see it. */
export function curveText(name: string, points: readonly { y: number }[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  return m.compare_figure_summary({
    name,
    first: formatNumber(first.y, 3),
    last: formatNumber(last.y, 3),
    count: points.length,
  });
}
