// The experiments that the field's papers report, at toy size: which arms each has, and what must be ranked before. The
// headless runner (scripts/experiments) and the Train room's chooser read this one table. Their words live in the message
// files as `experiments_<id>_title`, `_watch`, and `_arm_<arm>`. Holds no interface text and runs nothing.
import {
  classicRlhf,
  defaultSettings,
  parseSetting,
  runToTheEnd,
  settingNames,
  settings,
  type Settings,
} from './config';

/** Values by the names of the table of settings; checked when an arm is read, so that an arm may name a setting to come. */
export type SettingValues = Readonly<Record<string, number | boolean | string>>;

/** A share of the rankings, and the simulated labeler that makes them. */
export interface RankingShare {
  labeler: Settings['labeler'];
  /** Above 0; the shares of an arm sum to 1. */
  share: number;
}

export interface ExperimentArm {
  /** Those that differ from the experiment's. */
  settings: SettingValues;
  /** In place of the experiment's. */
  rankWith?: readonly RankingShare[];
}

export interface ExperimentDefinition {
  /** Who does the paper's version. */
  source: string;
  /** Who ranks. The first one's hidden score is the gold score. */
  rankWith: readonly RankingShare[];
  /** Those that differ from the defaults in every arm, beside those by which every run goes on to its end. */
  settings: SettingValues;
  arms: Readonly<Record<string, ExperimentArm>>;
}

const cheerful = [{ labeler: 'cheerful', share: 1 }] as const;
/** Few replies at a large step, and no text beside them: three seeds of everything take an hour or two. */
const short = { iterations: 20, rolloutBatchSize: 48, learningRate: 3e-4, ptxCoefficient: 0 };
/** Eight steps on every batch: what safeguards are for, and what goes too far soon. */
const hasty = {
  rolloutBatchSize: 32,
  ppoEpochs: 4,
  minibatches: 2,
  ptxCoefficient: 0,
  languageLossEvery: 0,
};
const ensemble = { rewardEnsembleSize: '3', rewardEnsembleReduce: 'worst-case' };

export const experiments = {
  'over-optimization': {
    source: 'Gao, Schulman, Hilton 2023',
    rankWith: cheerful,
    settings: { ...hasty, iterations: 12, learningRate: 3e-4 },
    arms: {
      'no-kl': { settings: { klCoefficient: 0 } },
      'weak-kl': { settings: { klCoefficient: 0.05 } },
      'strong-kl': { settings: { klCoefficient: 0.2 } },
      'best-of-n': { settings: { method: 'best-of-n', repliesPerPrompt: 32, iterations: 10 } },
    },
  },
  // Iterations by which each method samples and trains on about as many tokens as PPO: docs/experiments/README.md.
  methods: {
    source: 'Ouyang et al. 2022; Rafailov et al. 2023; Shao et al. 2024; Dong et al. 2023',
    rankWith: cheerful,
    settings: short,
    arms: {
      ppo: { settings: {} },
      rejection: { settings: { method: 'rejection', iterations: 53, minibatches: 3 } },
      'best-of-n': { settings: { method: 'best-of-n', repliesPerPrompt: 29, iterations: 10 } },
      // Its own replies only show where it stands.
      dpo: { settings: { method: 'dpo', iterations: 45, dpoBatchSize: 16, rolloutBatchSize: 16 } },
      grpo: { settings: { method: 'grpo', iterations: 30 } },
    },
  },
  'alignment-tax': {
    source: 'Ouyang et al. 2022',
    rankWith: cheerful,
    settings: short,
    arms: {
      plain: { settings: {} },
      ptx: { settings: { ptxCoefficient: 0.1 } },
      'strong-kl': { settings: { klCoefficient: 0.2 } },
    },
  },
  'length-bias': {
    source: 'Stiennon et al. 2020; Singhal et al. 2023',
    rankWith: cheerful,
    settings: short,
    arms: {
      'fair-weak-kl': { settings: {} },
      'fair-strong-kl': { settings: { klCoefficient: 0.2 } },
      'biased-weak-kl': { settings: {}, rankWith: withLengthLover(0.4) },
      'biased-strong-kl': { settings: { klCoefficient: 0.2 }, rankWith: withLengthLover(0.4) },
    },
  },
  'label-noise': {
    source: 'Coste et al. 2023',
    rankWith: cheerful,
    settings: short,
    arms: {
      'one-0': { settings: { labelNoise: 0 } },
      'one-10': { settings: { labelNoise: 0.1 } },
      'one-25': { settings: { labelNoise: 0.25 } },
      'one-40': { settings: { labelNoise: 0.4 } },
      'ensemble-0': { settings: { labelNoise: 0, ...ensemble } },
      'ensemble-10': { settings: { labelNoise: 0.1, ...ensemble } },
      'ensemble-25': { settings: { labelNoise: 0.25, ...ensemble } },
      'ensemble-40': { settings: { labelNoise: 0.4, ...ensemble } },
    },
  },
  'break-it': {
    source: 'Schulman et al. 2017; Huang et al. 2022',
    rankWith: cheerful,
    settings: { ...hasty, iterations: 8, learningRate: 1e-4 },
    arms: {
      whole: { settings: {} },
      'no-kl': { settings: { klCoefficient: 0 } },
      'no-clip': { settings: { clipRange: 0 } },
      'no-whitening': { settings: { whitenAdvantages: false } },
      'no-baseline': { settings: { valueBaseline: false } },
      'other-log-probs': { settings: { oldLogProbs: 'sampling' } },
    },
  },
} as const satisfies Record<string, ExperimentDefinition>;

export type ExperimentId = keyof typeof experiments;
export const experimentIds = Object.keys(experiments) as ExperimentId[];

/** An experiment without the narrow types of its literals. */
export const experimentOf = (id: ExperimentId): ExperimentDefinition => experiments[id];

export const armIds = (id: ExperimentId): string[] => Object.keys(experiments[id].arms);

/** One arm, made whole. */
export interface ArmPlan {
  settings: Settings;
  rankWith: readonly RankingShare[];
  /** Settings that this version does not have, or not with this value: such an arm cannot be run. */
  unavailable: string[];
}

/**
 * Every setting of an arm: the defaults with PPO as the papers have it, then the experiment's, then the arm's own. What
 * goes too far is to be seen, so that no run ends by itself.
 */
export function planOf(id: ExperimentId, armId: string): ArmPlan {
  const experiment = experimentOf(id);
  const arm = experiment.arms[armId];
  if (!arm) throw new Error(`The experiment ${id} has no arm "${armId}".`);
  const whole: Record<string, unknown> = defaultSettings();
  const unavailable: string[] = [];
  const wanted = { ...classicRlhf, ...runToTheEnd, ...experiment.settings, ...arm.settings };
  for (const [name, value] of Object.entries(wanted)) {
    const parsed = parseSetting(name, String(value));
    if (parsed.ok) whole[name] = parsed.value;
    else unavailable.push(`${name}=${String(value)}`);
  }
  return {
    settings: whole as Settings,
    rankWith: arm.rankWith ?? experiment.rankWith,
    unavailable,
  };
}

/** Settings that neither rankings nor runs depend on. */
const otherStages = new Set<string>(['engine', 'chat', 'sft']);

/** The settings that an arm fixes: of ranking, reward model and run. How many votes the arena asks for is none of them. */
export const experimentSettingNames = settingNames.filter(
  (name) => !otherStages.has(settings[name].stage) && name !== 'voteCount',
);

/** How many rankings each labeler makes; they sum to `labelCount`, the last one takes what rounding leaves. */
export function rankingCounts(
  rankWith: readonly RankingShare[],
  labelCount: number,
): { labeler: Settings['labeler']; count: number }[] {
  let left = labelCount;
  return rankWith.map(({ labeler, share }, index) => {
    const count =
      index === rankWith.length - 1 ? left : Math.min(left, Math.round(share * labelCount));
    left -= count;
    return { labeler, count };
  });
}

function withLengthLover(share: number): RankingShare[] {
  return [
    { labeler: 'cheerful', share: 1 - share },
    { labeler: 'length-lover', share },
  ];
}
