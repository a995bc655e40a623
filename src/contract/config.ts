// Every setting of every stage, once: default, range, unit, source. Labels and one line of help for each live in
// the message files as `settings_<name>_label` and `settings_<name>_help`. Forms, links, the engine and the lab
// all read this table. Holds no interface text and imports nothing.

/** The stage a setting belongs to; the page groups its forms by it. */
export type SettingStage =
  'engine' | 'chat' | 'sft' | 'rank' | 'labeler' | 'reward' | 'run-reward' | 'method' | 'ppo';

interface SettingBase {
  stage: SettingStage;
  /** Where the default or the idea comes from. */
  source: string;
  /** Shown only when the reader asks for all settings. */
  advanced?: boolean;
}
export interface NumberSetting extends SettingBase {
  kind: 'number' | 'integer';
  default: number;
  min: number;
  max: number;
  /** 'log' where a slider should move by factors. */
  scale?: 'log';
  unit:
    | ''
    | 'tokens'
    | 'nats'
    | 'replies'
    | 'iterations'
    | 'demonstrations'
    | 'rankings'
    | 'votes'
    | 'samples'
    | 'epochs'
    | 'layers'
    | 'texts'
    | 'share';
}
export interface ChoiceSetting<Option extends string = string> extends SettingBase {
  kind: 'choice';
  default: Option;
  options: readonly Option[];
}
export interface ToggleSetting extends SettingBase {
  kind: 'toggle';
  default: boolean;
}
export interface TextSetting extends SettingBase {
  kind: 'text';
  default: string;
}
export type Setting = NumberSetting | ChoiceSetting | ToggleSetting | TextSetting;

const ppo = 'Schulman et al. 2017';
const trl = "TRL's default";
const pilot = 'docs/LOG.md';
const trainedLayers = ['all', 'last', 'head'] as const;

/** The table. A setting's key is its name in links, in the lab's `--set` and in stored runs. */
export const settings = {
  model: { kind: 'text', stage: 'engine', default: 'micro-chat', source: pilot },
  backend: {
    kind: 'choice',
    stage: 'engine',
    default: 'auto',
    options: ['auto', 'webgpu', 'wasm'],
    source: pilot,
  },
  seed: {
    kind: 'integer',
    stage: 'ppo',
    default: 1,
    min: 0,
    max: 2 ** 31 - 1,
    unit: '',
    source: pilot,
  },

  chatTemperature: number('chat', 0.7, 0, 2, '', trl),
  chatTopK: integer('chat', 0, 0, 2048, 'tokens', 'Fan et al. 2018', true),
  chatTopP: number('chat', 1, 0.01, 1, 'share', 'Holtzman et al. 2020', true),
  chatMaxNewTokens: integer('chat', 64, 1, 192, 'tokens', pilot),
  chatSeed: integer('chat', 0, 0, 2 ** 31 - 1, '', pilot, true),

  sftEpochs: integer('sft', 10, 1, 50, 'epochs', 'Ouyang et al. 2022: 16'),
  sftLearningRate: number('sft', 2e-3, 1e-6, 1e-2, '', pilot, false, 'log'),
  sftBatchSize: integer('sft', 4, 1, 64, 'demonstrations', pilot),
  sftHeldOutShare: number('sft', 0.1, 0, 0.5, 'share', pilot),
  sftWeightDecay: number('sft', 0.01, 0, 1, '', pilot, true),

  samplesPerPrompt: integer('rank', 4, 2, 9, 'samples', 'Ouyang et al. 2022: K = 4 to 9'),
  rankTemperature: number('rank', 1, 0.1, 2, '', pilot),
  promptChoice: {
    kind: 'choice',
    stage: 'rank',
    default: 'teaches-most',
    options: ['teaches-most', 'random'],
    source: 'Houlsby et al. 2011',
  },
  sampleChoice: {
    kind: 'choice',
    stage: 'rank',
    default: 'different',
    options: ['different', 'random'],
    source: pilot,
  },

  labeler: {
    kind: 'choice',
    stage: 'labeler',
    default: 'cheerful',
    options: [
      ...(['cheerful', 'brief', 'formal', 'truthful'] as const),
      ...(['asks-back', 'story-lover', 'rhymer', 'length-lover'] as const),
    ],
    source: pilot,
  },
  labelNoise: number('labeler', 0.1, 0, 0.5, 'share', 'Coste et al. 2023: 25% among people'),
  labelCount: integer('labeler', 50, 1, 500, 'rankings', pilot),
  voteCount: integer('labeler', 100, 1, 1000, 'votes', '95% interval of about 0.1 each way'),

  rewardModelKind: {
    kind: 'choice',
    stage: 'reward',
    default: 'linear',
    options: ['linear', 'transformer'],
    source: `${pilot}; a fine-tuned transformer: Stiennon et al. 2020`,
  },
  rewardRidge: number('reward', 0.2, 1e-3, 10, '', pilot, true, 'log'),
  rewardEpochs: integer('reward', 4, 1, 20, 'epochs', pilot),
  rewardLearningRate: number('reward', 1e-3, 1e-6, 1e-2, '', pilot, false, 'log'),
  rewardBatchSize: integer('reward', 4, 1, 32, 'rankings', pilot),
  rewardWeightDecay: number('reward', 0.1, 0, 1, '', pilot, true),
  rewardHeldOutShare: number('reward', 0.15, 0, 0.5, 'share', pilot),
  rewardTrainedLayers: choice('reward', 'all', trainedLayers, 'Stiennon et al. 2020 train all'),
  rewardTrainedLayerCount: integer('reward', 2, 1, 64, 'layers', pilot, true),
  rewardEnsembleSize: {
    kind: 'choice',
    stage: 'reward',
    default: '1',
    options: ['1', '3'],
    source: 'Coste et al. 2023: ensembles of reward models',
  },
  rewardZero: {
    kind: 'choice',
    stage: 'reward',
    default: 'demonstrations',
    options: ['demonstrations', 'samples'],
    source: 'Ouyang et al. 2022: demonstrations score 0',
    advanced: true,
  },
  rewardScaleReplies: integer('reward', 256, 8, 1024, 'replies', 'Ziegler et al. 2019', true),

  rewardSource: {
    kind: 'choice',
    stage: 'run-reward',
    default: 'model',
    options: ['model', 'rule', 'sum'],
    source: 'Ouyang et al. 2022; a rule instead: TRL takes reward functions',
  },
  rewardEnsembleReduce: {
    kind: 'choice',
    stage: 'run-reward',
    default: 'mean',
    options: ['mean', 'worst-case'],
    source: 'Coste et al. 2023',
  },
  rewardModelWeight: number('run-reward', 1, -10, 10, '', "TRL's reward_weights: 1"),
  ruleWeight: number('run-reward', 1, -10, 10, '', "TRL's reward_weights: 1"),

  method: {
    kind: 'choice',
    stage: 'method',
    default: 'ppo',
    options: ['ppo', 'best-of-n', 'rejection', 'dpo', 'grpo'],
    source: 'Ouyang et al. 2022',
  },
  repliesPerPrompt: integer('method', 8, 2, 256, 'replies', "TRL's num_generations"),
  rejectionEpochs: integer('method', 1, 1, 16, 'epochs', pilot),
  dpoBeta: number('method', 0.1, 0.001, 10, '', `${trl}; Rafailov et al. 2023`, false, 'log'),
  dpoBatchSize: integer('method', 8, 1, 64, 'rankings', pilot),
  groupScaling: {
    kind: 'choice',
    stage: 'method',
    default: 'group',
    options: ['group', 'batch', 'none'],
    source: "TRL's scale_rewards; Shao et al. 2024",
    advanced: true,
  },
  grpoLoss: {
    kind: 'choice',
    stage: 'method',
    default: 'dapo',
    options: ['grpo', 'dapo', 'dr_grpo'],
    source: "TRL's loss_type",
    advanced: true,
  },

  iterations: integer('ppo', 52, 1, 500, 'iterations', pilot),
  rolloutBatchSize: integer('ppo', 64, 2, 256, 'replies', pilot),
  maxNewTokens: integer('ppo', 32, 1, 128, 'tokens', pilot),
  rolloutCandidates: integer('ppo', 8, 1, 64, 'replies', `${pilot}; Xu et al. 2025`),
  klCoefficient: number('ppo', 0.2, 0, 2, '', `${pilot}; charged in the reward TRL uses 0.05`),
  klPenalty: choice(
    'ppo',
    'loss',
    ['loss', 'reward'],
    `${pilot}; in the reward: Ziegler et al. 2019; whole distributions: Amini et al. 2025`,
  ),
  klControl: choice('ppo', 'fixed', ['fixed', 'adaptive'], 'Ziegler et al. 2019 adapt'),
  klTarget: number('ppo', 6, 0.01, 100, 'nats', "Ziegler et al. 2019's code", true),
  klHorizon: integer('ppo', 100, 1, 100_000, 'replies', 'Ziegler et al. 2019: 10,000', true),
  klEstimator: choice('ppo', 'k1', ['k1', 'k2', 'k3'], 'Schulman 2020'),
  noveltyCoefficient: number(
    'ppo',
    0.2,
    0,
    5,
    '',
    `${pilot}; a reward for diversity: Li et al. 2025`,
  ),
  learningRate: number('ppo', 2e-3, 0, 1e-2, '', pilot, false, 'log'),
  ppoEpochs: integer('ppo', 1, 1, 16, 'epochs', pilot),
  minibatches: integer('ppo', 1, 1, 16, '', pilot, true),
  temperature: number('ppo', 1, 0.1, 2, '', 'Ziegler et al. 2019 sample at 1', true),
  clipRange: number('ppo', 0.2, 0, 1, '', ppo),
  maxApproximateKl: number('ppo', 0, 0, 10, 'nats', 'Huang et al. 2022: target_kl', true),
  valueClipRange: number('ppo', 0.2, 0, 10, '', trl, true),
  valueLearningRate: number('ppo', 1e-3, 0, 1e-2, '', pilot, true, 'log'),
  valueModelStart: choice(
    'ppo',
    'reward-model',
    ['reward-model', 'policy'],
    'Ouyang et al. 2022: from the reward model',
  ),
  valueBaseline: toggle('ppo', true, 'Schulman et al. 2016; off: Williams 1992', true),
  oldLogProbs: choice(
    'ppo',
    'training',
    ['training', 'sampling'],
    'Huang et al. 2024: from the training forward pass',
  ),
  ptxCoefficient: number('ppo', 0.3, 0, 100, '', `${pilot}; Ouyang et al. 2022: 27.8`, true),
  ptxTerm: choice(
    'ppo',
    'distillation',
    ['distillation', 'likelihood'],
    'Li & Hoiem 2016: learning without forgetting; the likelihood: Ouyang et al. 2022',
  ),
  ptxBatchSize: integer('ppo', 4, 1, 128, 'texts', pilot, true),
  entropyCoefficient: number('ppo', 0, 0, 1, '', ppo, true),
  discount: number('ppo', 1, 0.5, 1, '', 'Ouyang et al. 2022: no discount', true),
  gaeLambda: number('ppo', 0.95, 0, 1, '', 'Schulman et al. 2016', true),
  whitenAdvantages: toggle('ppo', true, 'Huang et al. 2022', true),
  normaliseRewards: toggle('ppo', false, "TRL's older use_score_scaling", true),
  whitenRewards: toggle('ppo', false, trl, true),
  missingEndPenalty: number('ppo', 1, 0, 10, '', "TRL's missing_eos_penalty", true),
  maxGradientNorm: number('ppo', 1, 0, 100, '', 'Huang et al. 2022', true),
  adamEpsilon: number('ppo', 1e-2, 1e-10, 1, '', `${pilot}; Huang et al. 2022: 1e-5`, true, 'log'),
  learningRateSchedule: choice(
    'ppo',
    'constant',
    ['constant', 'linear', 'cosine'],
    `${pilot}; Huang et al. 2022: linear`,
  ),
  warmupIterations: integer('ppo', 0, 0, 100, 'iterations', pilot, true),
  trainedLayers: choice('ppo', 'last', trainedLayers, `${pilot}; Ouyang et al. 2022 train all`),
  trainedLayerCount: integer('ppo', 3, 1, 64, 'layers', pilot, true),
  stopKl: number('ppo', 7, 0, 100, 'nats', pilot, true),
  stopVariety: number('ppo', 0.88, 0, 1, 'share', pilot, true),
  stopPatience: integer('ppo', 15, 0, 200, 'iterations', pilot, true),
  stopPrice: number('ppo', 0.03, 0, 1, '', pilot, true),
  checkpointEvery: integer('ppo', 5, 1, 100, 'iterations', pilot, true),
  languageLossEvery: integer('ppo', 5, 0, 100, 'iterations', pilot, true),
  sampleEvery: integer('ppo', 2, 1, 100, 'iterations', pilot, true),
  keptEpisodes: integer('ppo', 4, 0, 32, 'replies', pilot, true),
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
type ValueOf<S> = S extends { kind: 'choice'; options: readonly (infer Option)[] }
  ? Option
  : S extends { default: infer D }
    ? D extends boolean
      ? boolean
      : D extends number
        ? number
        : string
    : never;
/** One value for every setting. */
export type Settings = { -readonly [Name in SettingName]: ValueOf<(typeof settings)[Name]> };

/** How a run learns from the reward model, or from the rankings. */
export type Method = Settings['method'];

export const settingNames = Object.keys(settings) as SettingName[];

export function defaultSettings(): Settings {
  return Object.fromEntries(settingNames.map((name) => [name, settings[name].default])) as Settings;
}

/** With these no run ends by itself before its last iteration. */
export const runToTheEnd = {
  stopKl: 0,
  stopVariety: 0,
  stopPatience: 0,
} as const satisfies Partial<Settings>;

/**
 * RLHF as the papers have it: a fine-tuned transformer for a reward model; PPO with one reply a prompt, the KL paid for in
 * the reward, all layers learning, Adam as Huang et al. 2022 set it.
 */
export const classicRlhf = {
  rewardModelKind: 'transformer',
  rolloutCandidates: 1,
  klPenalty: 'reward',
  klCoefficient: 0.05,
  noveltyCoefficient: 0,
  ptxCoefficient: 0,
  ptxTerm: 'likelihood',
  ptxBatchSize: 8,
  trainedLayers: 'all',
  adamEpsilon: 1e-5,
  learningRate: 2e-4,
} as const satisfies Partial<Settings>;

/**
 * What a run that is too old to have a setting went by: the default, but older runs learned as the papers' PPO does,
 * never ended by themselves and read no text beside the replies.
 */
export function settingsBefore(): Settings {
  return { ...defaultSettings(), ...classicRlhf, ...runToTheEnd };
}

/** What reading one setting from text gave; `problem` is data for a message, not a sentence. */
export type ParsedSetting =
  | { ok: true; value: number | boolean | string }
  | {
      ok: false;
      problem: 'unknown' | 'not-a-number' | 'not-an-integer' | 'out-of-range' | 'not-an-option';
    };

/** Reads one setting from a link or a command line, checking kind and range. */
export function parseSetting(name: string, text: string): ParsedSetting {
  if (!Object.hasOwn(settings, name)) return { ok: false, problem: 'unknown' };
  const setting: Setting = settings[name as SettingName];
  switch (setting.kind) {
    case 'text':
      return { ok: true, value: text };
    case 'toggle':
      if (text === 'true' || text === '1') return { ok: true, value: true };
      if (text === 'false' || text === '0') return { ok: true, value: false };
      return { ok: false, problem: 'not-an-option' };
    case 'choice':
      return setting.options.includes(text)
        ? { ok: true, value: text }
        : { ok: false, problem: 'not-an-option' };
    case 'number':
    case 'integer': {
      const value = Number(text);
      if (text.trim() === '' || !Number.isFinite(value))
        return { ok: false, problem: 'not-a-number' };
      if (setting.kind === 'integer' && !Number.isInteger(value)) {
        return { ok: false, problem: 'not-an-integer' };
      }
      if (value < setting.min || value > setting.max) return { ok: false, problem: 'out-of-range' };
      return { ok: true, value };
    }
    default:
      return setting satisfies never;
  }
}

function number(
  stage: SettingStage,
  value: number,
  min: number,
  max: number,
  unit: NumberSetting['unit'],
  source: string,
  advanced = false,
  scale?: 'log',
): NumberSetting {
  return { kind: 'number', stage, default: value, min, max, unit, source, advanced, scale };
}

function integer(
  stage: SettingStage,
  value: number,
  min: number,
  max: number,
  unit: NumberSetting['unit'],
  source: string,
  advanced = false,
): NumberSetting {
  return { kind: 'integer', stage, default: value, min, max, unit, source, advanced };
}

/** Always among the settings that are one click away. */
function choice<const Option extends string>(
  stage: SettingStage,
  value: NoInfer<Option>,
  options: readonly Option[],
  source: string,
): ChoiceSetting<Option> {
  return { kind: 'choice', stage, default: value, options, source, advanced: true };
}

function toggle(
  stage: SettingStage,
  value: boolean,
  source: string,
  advanced = false,
): ToggleSetting {
  return { kind: 'toggle', stage, default: value, source, advanced };
}
