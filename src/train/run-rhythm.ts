// What a method does around its iterations: watches its replies, answers the fixed prompts every few iterations, saves a
// checkpoint every few, wherever it is stopped and where a rule fails. Learns nothing; each method hands in its iteration.
import type { LanguageMetrics, OutcomeMetrics, ReplyMetrics } from '../contract/metrics';
import { Random, type RandomState } from '../core/rng';
import { newTroubles, watchedRow } from '../core/run-watch';
import { exportWeights } from '../nn/language-model';
import type { Parameters } from '../nn/parameters';
import { keepEpisodes, type KlCharge, type MeasuredReply } from './kept-episodes';
import type { MethodInput, Steps } from './method-events';
import { LanguageObserver, observeReplies } from './observation';
import { RuleError } from './reward';
import { answerSamplePrompts } from './rollout';
import type { Position } from './run-state';

export interface Rhythm {
  input: MethodInput;
  state: Position & { policy: Parameters };
  /** The file that a resumed run goes on from. */
  save: () => Promise<ArrayBuffer>;
  /** Answers the fixed prompts. */
  answer: () => Steps<void>;
  language: LanguageObserver;
  /** Of the last finished iteration; null where this run has finished none. */
  latest: { score: number | null; kl: number | null };
  /** Iteration of the last checkpoint; null before the first. */
  savedIteration: number | null;
  /** Of the random generator after the last finished iteration. */
  randomBefore: RandomState;
}

export function startRhythm(
  input: MethodInput,
  state: Rhythm['state'],
  save: Rhythm['save'],
  answer: Rhythm['answer'] = () => answerSamplePrompts(state, input),
): Rhythm {
  const savedIteration = input.resume ? state.iteration : null;
  const language = new LanguageObserver(input);
  return {
    input,
    state,
    save,
    answer,
    language,
    latest: { score: null, kl: null },
    savedIteration,
    randomBefore: state.random.state(),
  };
}

/** A method's metrics without those that every method's replies and policy are watched by. */
export type Learned<Metrics> = Omit<Metrics, keyof ReplyMetrics | keyof LanguageMetrics>;

/** What an iteration came to. */
export interface Finished<Metrics> {
  metrics: Metrics;
  /** Those whose outcome the metrics tell, measured. */
  replies: readonly MeasuredReply[];
  /** What a nat of KL cost; absent for a method that charges nothing. */
  charge?: KlCharge;
}

/**
 * Goes through the iterations until all are done or a stop is requested; ends with a checkpoint either way. A new run
 * shows first what the model answers before anything is learned.
 * @param iterate one iteration; null when a stop was requested before it had begun to learn
 */
export async function* runIterations<Metrics extends OutcomeMetrics>(
  rhythm: Rhythm,
  iterate: () => Steps<Finished<Metrics> | null>,
): Steps<void, Metrics & ReplyMetrics & LanguageMetrics> {
  const { input, state } = rhythm;
  const { settings, control } = input;
  try {
    if (!input.resume) yield* rhythm.answer();
    while (state.iteration < settings.iterations && !control.stopRequested) {
      const finished = yield* iterate();
      if (!finished) break;
      yield* finishIteration(rhythm, finished);
    }
    if (control.stopRequested) yield* saveUnsaved(rhythm);
  } catch (error) {
    // A rule that fails costs nothing: finished iterations are kept, and the one that it ended is as if it had never
    // begun, which holds because every method asks the reward before it learns.
    if (error instanceof RuleError && rhythm.savedIteration !== state.iteration) {
      state.random = new Random(rhythm.randomBefore);
      yield* checkpoint(rhythm);
    }
    throw error;
  }
}

/** Counts a finished iteration and reports it with what its replies' words say; saves and answers when it is time. */
async function* finishIteration<Metrics extends OutcomeMetrics>(
  rhythm: Rhythm,
  { metrics: learned, replies, charge }: Finished<Metrics>,
): Steps<void, Metrics & ReplyMetrics & LanguageMetrics> {
  const { state, input } = rhythm;
  const { settings } = input;
  state.iteration += 1;
  const { iteration } = state;
  rhythm.randomBefore = state.random.state();
  rhythm.latest = { score: learned['objective/scores'], kl: learned['objective/kl'] };
  const metrics = {
    ...learned,
    ...observeReplies(replies, input),
    ...(yield* rhythm.language.observe(state)),
  };
  yield { type: 'metrics', iteration, metrics };
  state.watched.push(watchedRow(metrics));
  for (const trouble of newTroubles(state.watched)) yield { type: 'trouble', iteration, trouble };
  yield* keepEpisodes(iteration, replies, charge ?? null, input);
  const last = iteration === settings.iterations;
  if (last || iteration % settings.sampleEvery === 0) yield* rhythm.answer();
  if (last || iteration % settings.checkpointEvery === 0) yield* checkpoint(rhythm);
}

/** Saves a checkpoint of the finished iterations, unless that is what the last one holds. */
export async function* saveUnsaved(rhythm: Rhythm): Steps<void> {
  if (rhythm.savedIteration !== rhythm.state.iteration) yield* checkpoint(rhythm);
}

async function* checkpoint(rhythm: Rhythm): Steps<void> {
  const { state, latest } = rhythm;
  yield { type: 'phase', phase: 'checkpoint', progress: 1 };
  const policy = await exportWeights(state.policy);
  const resumeState = await rhythm.save();
  yield { type: 'checkpoint', iteration: state.iteration, policy, resumeState, ...latest };
  rhythm.savedIteration = state.iteration;
}
