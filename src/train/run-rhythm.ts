// What a method does around its iterations: watches its replies, answers the fixed prompts every few iterations, saves a
// checkpoint every few, wherever it is stopped and where a rule fails; ends where going on does not pay. Learns nothing;
// each method hands in its iteration.
import type { LanguageMetrics, OutcomeMetrics, ReplyMetrics } from '../contract/metrics';
import { settingsOfMethod } from '../contract/methods';
import type { RunStop } from '../contract/records';
import { Random, type RandomState } from '../core/rng';
import { reasonToStop } from '../core/run-stop';
import { newTroubles, watchedRow } from '../core/run-watch';
import type { TokenDialogue } from '../nn/dialogue-batch';
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
  /** Those that were learned from, measured. */
  replies: readonly MeasuredReply[];
  /** All that were drawn, where more were drawn than were learned from. */
  observed?: readonly TokenDialogue[];
  /** What a nat of KL cost; absent for a method that charges nothing. */
  charge?: KlCharge;
}

/**
 * Goes through the iterations until all are done, there is a reason to stop or a stop is requested; ends with a
 * checkpoint whichever it is. A new run shows first what the model answers before anything is learned.
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
    // Resumed where it had settled, it says so again and goes no further.
    let stop = reasonNow(rhythm);
    if (stop) yield { type: 'settled', iteration: state.iteration, stop };
    while (!stop && state.iteration < settings.iterations && !control.stopRequested) {
      const finished = yield* iterate();
      if (!finished) break;
      stop = yield* finishIteration(rhythm, finished);
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

/** Why the run ends by itself where it stands, if it does; not after its last iteration nor where it was asked to stop. */
function reasonNow({ input, state }: Rhythm): RunStop | null {
  const { settings, control } = input;
  const isOver = state.iteration >= settings.iterations || control.stopRequested;
  if (isOver || !settingsOfMethod(settings.method).includes('stopKl')) return null;
  return reasonToStop(state.watched, settings);
}

/**
 * Counts a finished iteration and reports it with what its replies' words say; saves and answers when it is time.
 * Returns why the run ends with it, if it does so by itself.
 */
async function* finishIteration<Metrics extends OutcomeMetrics>(
  rhythm: Rhythm,
  { metrics: learned, replies, observed: drawn = replies, charge }: Finished<Metrics>,
): Steps<RunStop | null, Metrics & ReplyMetrics & LanguageMetrics> {
  const { state, input } = rhythm;
  const { settings } = input;
  state.iteration += 1;
  const { iteration } = state;
  rhythm.randomBefore = state.random.state();
  rhythm.latest = { score: learned['objective/scores'], kl: learned['objective/kl'] };
  const observed = { ...learned, ...observeReplies(drawn, input) };
  state.watched.push(watchedRow(observed));
  const stop = reasonNow(rhythm);
  const isLast = stop !== null || iteration === settings.iterations;
  const metrics = { ...observed, ...(yield* rhythm.language.observe(state, isLast)) };
  yield { type: 'metrics', iteration, metrics };
  for (const trouble of newTroubles(state.watched)) yield { type: 'trouble', iteration, trouble };
  if (stop) yield { type: 'settled', iteration, stop };
  yield* keepEpisodes(iteration, replies, charge ?? null, isLast, input);
  if (isLast || iteration % settings.sampleEvery === 0) yield* rhythm.answer();
  if (isLast || iteration % settings.checkpointEvery === 0) yield* checkpoint(rhythm);
  return stop;
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
