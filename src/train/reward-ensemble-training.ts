// Stage 2 for one reward model or an ensemble: its members learn side by side, a step of each in turn, so that their
// curves are one. Coste et al. 2023: they differ by the seed of the head and by the order of the rankings, nothing else;
// linear ones by the rankings they drew. How one of them learns is reward-model.ts or reward-linear.ts.
import type { Settings } from '../contract/config';
import type { RewardModelResult } from '../contract/messages';
import type { RewardMetricName, RewardMetrics } from '../contract/metrics';
import type { FactEffect } from '../contract/records';
import { splitHeldOut } from '../core/rankings';
import { memberDeviations, reduceMembers } from '../core/reward-sum';
import { mean } from '../core/statistics';
import { agreement, joinComparisons, prepareRankings, scoresByRanking } from './reward-data';
import { disposeRewardEnsemble, memberScores, type RewardEnsemble } from './reward-ensemble';
import { trainLinearRewardModel } from './reward-linear';
import { trainRewardModel } from './reward-model';
import type {
  RewardTrainingEvent,
  RewardTrainingInput,
  TrainedRewardModel,
} from './reward-training';

export interface TrainedRewardEnsemble {
  ensemble: RewardEnsemble;
  result: Omit<RewardModelResult, 'weights'>;
}

type StepEvent = Extract<RewardTrainingEvent, { type: 'step' }>;
type Training = AsyncGenerator<RewardTrainingEvent, TrainedRewardModel>;

/**
 * Trains as many members as the settings say. Ending the generator early frees everything.
 * @returns the ensemble, which the caller disposes; figures are those of the members' mean score
 * @throws Error as `trainRewardModel` does
 */
export async function* trainRewardEnsemble(
  input: RewardTrainingInput,
): AsyncGenerator<RewardTrainingEvent, TrainedRewardEnsemble> {
  const train =
    input.settings.rewardModelKind === 'linear' ? trainLinearRewardModel : trainRewardModel;
  const trainings = Array.from({ length: ensembleSize(input.settings) }, (_, member) =>
    train(input, member),
  );
  const trained: TrainedRewardModel[] = [];
  let done = false;
  try {
    yield* learnSideBySide(trainings);
    for (const training of trainings) trained.push(yield* training);
    const ensemble = { members: trained.map(({ model }) => model) };
    const result = await joinResults(ensemble, trained, input);
    done = true;
    return { ensemble, result };
  } finally {
    for (const training of trainings) await training.return(undefined as never);
    if (!done) disposeRewardEnsemble({ members: trained.map(({ model }) => model) });
  }
}

function ensembleSize({ rewardEnsembleSize }: Pick<Settings, 'rewardEnsembleSize'>): number {
  return Number(rewardEnsembleSize);
}

/** All optimizer steps; every member has as many. */
async function* learnSideBySide(trainings: Training[]): AsyncGenerator<RewardTrainingEvent> {
  let [step, totalSteps] = [0, 1];
  while (step < totalSteps) {
    const events: StepEvent[] = [];
    for (const training of trainings) {
      // Between two members' steps others may use the backend.
      if (events.length > 0) yield { type: 'turn' };
      events.push(yield* nextStep(training));
    }
    ({ step, totalSteps } = events[0]!);
    yield { type: 'step', step, totalSteps, ...meanOf(events) };
  }
}

async function* nextStep(training: Training): AsyncGenerator<RewardTrainingEvent, StepEvent> {
  for (;;) {
    const event = (await training.next()).value as StepEvent | { type: 'turn' };
    if (event.type === 'step') return event;
    yield event;
  }
}

/** Of one step of each member: the mean of every figure. */
function meanOf(events: StepEvent[]): Pick<StepEvent, 'metrics' | 'heldOutAccuracy'> {
  const names = Object.keys(events[0]!.metrics) as RewardMetricName[];
  const accuracies = events.flatMap(({ heldOutAccuracy }) => heldOutAccuracy ?? []);
  return {
    metrics: Object.fromEntries(
      names.map((name) => [name, mean(events.map(({ metrics }) => metrics[name]))]),
    ) as RewardMetrics,
    heldOutAccuracy: accuracies.length > 0 ? mean(accuracies) : null,
  };
}

/** The figures of a single model are its own; those of several are measured on their mean score. */
async function joinResults(
  ensemble: RewardEnsemble,
  trained: TrainedRewardModel[],
  { base, rankings, settings }: RewardTrainingInput,
): Promise<TrainedRewardEnsemble['result']> {
  const first = trained[0]!.result;
  if (trained.length === 1) return { ...first, members: [], disagreement: null };
  const split = splitHeldOut(rankings, settings.rewardHeldOutShare, settings.seed);
  const { contextLength } = base.parameters.config;
  const measure = async (part: typeof rankings) => {
    const prepared = prepareRankings(part, base.tokenizer, contextLength);
    const dialogues = prepared.flatMap((ranking) => ranking.dialogues);
    const scores = await memberScores(ensemble, dialogues);
    const joint = reduceMembers(scores, 'mean');
    const { accuracy } = agreement(joinComparisons(prepared), joint);
    return { accuracy, deviations: memberDeviations(scores), prepared, joint };
  };
  const [heldOut, training] = [await measure(split.heldOut), await measure(split.training)];
  const scales = ensemble.members.map(({ normalisation }) => normalisation);
  const normalisation = {
    mean: mean(scales.map((scale) => scale.mean)),
    deviation: mean(scales.map((scale) => scale.deviation)),
  };
  // The members' mean is a score on their own scales; raw is what the ensemble's scale makes that score of.
  const raw = heldOut.joint.map((score) => score * normalisation.deviation + normalisation.mean);
  return {
    ...first,
    heldOutAccuracy: heldOut.accuracy,
    heldOutScores: scoresByRanking(heldOut.prepared, raw),
    trainAccuracy: training.accuracy ?? 0.5,
    normalisation,
    members: scales,
    disagreement: heldOut.deviations.length > 0 ? mean(heldOut.deviations) : null,
    ...(first.factEffects && { factEffects: meanEffects(trained) }),
  };
}

function meanEffects(trained: TrainedRewardModel[]): FactEffect[] {
  const [first, ...others] = trained.map(({ result }) => result.factEffects!);
  return first!.map(({ fact, effect }, index) => ({
    fact,
    effect: mean([effect, ...others.map((effects) => effects[index]!.effect)]),
  }));
}
