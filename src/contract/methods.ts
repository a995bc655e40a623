// Which settings belong to which method of the third stage, and the names of all their metrics. Holds no values.
import { settingNames, settings, type Method, type SettingName, type Settings } from './config';
import { methodMetrics, type MetricDefinition } from './metrics';

const sampling: SettingName[] = [
  ...(['seed', 'iterations', 'rolloutBatchSize', 'maxNewTokens', 'temperature'] as const),
  ...(['missingEndPenalty', 'checkpointEvery', 'sampleEvery', 'keptEpisodes'] as const),
];
const learning: SettingName[] = [
  'languageLossEvery',
  ...(['learningRate', 'learningRateSchedule', 'warmupIterations'] as const),
  ...(['maxGradientNorm', 'adamEpsilon'] as const),
  ...(['stopKl', 'stopVariety', 'stopPatience', 'stopPrice'] as const),
];

/** PPO's are all that are not another method's own. */
const ofOthers: Record<Exclude<Method, 'ppo'>, ReadonlySet<SettingName>> = {
  'best-of-n': new Set<SettingName>([...sampling, 'repliesPerPrompt']),
  rejection: new Set<SettingName>([
    ...[...sampling, ...learning],
    ...(['repliesPerPrompt', 'rejectionEpochs', 'minibatches'] as const),
  ]),
  dpo: new Set<SettingName>([...sampling, ...learning, 'dpoBeta', 'dpoBatchSize']),
  grpo: new Set<SettingName>([
    ...[...sampling, ...learning],
    ...(['repliesPerPrompt', 'klCoefficient', 'clipRange', 'ppoEpochs', 'minibatches'] as const),
    ...(['groupScaling', 'grpoLoss'] as const),
  ]),
};

/** The method itself first, then what it reads, in the table's order. */
export function settingsOfMethod(method: Method): SettingName[] {
  const belongs = (name: SettingName) =>
    method === 'ppo' ? settings[name].stage === 'ppo' : ofOthers[method].has(name);
  return ['method', ...settingNames.filter(belongs)];
}

const ofRewardModels = settingNames.filter((name) => settings[name].stage === 'reward');
const ofLinearOnes = new Set<SettingName>(['rewardRidge']);
const ofEveryKind = new Set<SettingName>([
  ...(['rewardModelKind', 'rewardHeldOutShare', 'rewardEnsembleSize'] as const),
  ...(['rewardZero', 'rewardScaleReplies'] as const),
]);

/** What the training of a reward model of this kind reads, in the table's order. */
export function settingsOfRewardModel(kind: Settings['rewardModelKind']): SettingName[] {
  return ofRewardModels.filter(
    (name) => ofEveryKind.has(name) || (kind === 'linear') === ofLinearOnes.has(name),
  );
}

/** What a run's reward is made of, as a form asks for it; how an ensemble's scores become one only where there is one. */
export function settingsOfReward(
  source: Settings['rewardSource'],
  isEnsemble = false,
): SettingName[] {
  return [
    'rewardSource',
    ...(isEnsemble && source !== 'rule' ? (['rewardEnsembleReduce'] as const) : []),
    ...(source === 'sum' ? (['rewardModelWeight', 'ruleWeight'] as const) : []),
  ];
}

export type RunMetricName = { [M in Method]: keyof (typeof methodMetrics)[M] }[Method];

/** What a method reports, in the order of its table. */
export function metricsOfMethod(method: Method): RunMetricName[] {
  return Object.keys(methodMetrics[method]) as RunMetricName[];
}

/** Every name that some method reports, once. */
export const runMetricNames = [
  ...new Set((Object.keys(methodMetrics) as Method[]).flatMap(metricsOfMethod)),
];

/** One name means nearly the same in every method; its words and its unit are the method's own. */
export function metricOfMethod(method: Method, name: RunMetricName): MetricDefinition | null {
  const table: Partial<Record<string, MetricDefinition>> = methodMetrics[method];
  return table[name] ?? null;
}
