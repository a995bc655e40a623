// What a method does around its iterations: watches its replies, answers the fixed prompts every few iterations, saves a
// checkpoint every few, wherever it is stopped and where a rule fails. Learns nothing; each method's loop calls it.
import type { LanguageMetrics, OutcomeMetrics, ReplyMetrics } from '../contract/metrics';
import { Random, type RandomState } from '../core/rng';
import { newTroubles, watchedRow } from '../core/run-watch';
import type { TokenDialogue } from '../nn/dialogue-batch';
import { exportWeights } from '../nn/language-model';
import type { Parameters } from '../nn/parameters';
import type { MethodInput, Steps } from './method-events';
import { LanguageObserver, observeReplies } from './observation';
import { divergedError } from './policy-step';
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

/** Whether another iteration is to begin. */
export function goesOn({ input, state }: Rhythm): boolean {
  return state.iteration < input.settings.iterations && !input.control.stopRequested;
}

/** A new run shows first what the model answers before anything is learned. */
export async function* beforeIterations(rhythm: Rhythm): Steps<void> {
  if (!rhythm.input.resume) yield* rhythm.answer();
}

/**
 * Counts a finished iteration and reports it with what its replies' words say; saves and answers when it is time.
 * @param replies those whose outcome the metrics tell
 * @throws Error named `DivergedError` when one of its numbers is no longer a number
 */
export async function* finishIteration<Metrics extends OutcomeMetrics>(
  rhythm: Rhythm,
  learned: Metrics,
  replies: readonly TokenDialogue[],
): Steps<void, Metrics & ReplyMetrics & LanguageMetrics> {
  const { state, input } = rhythm;
  const { settings } = input;
  if (!Object.values(learned).every(Number.isFinite)) throw divergedError(state.iteration);
  state.iteration += 1;
  const { iteration } = state;
  rhythm.randomBefore = state.random.state();
  rhythm.latest = { score: learned['objective/scores'], kl: learned['objective/kl'] };
  const observed = {
    ...observeReplies(replies, input),
    ...(yield* rhythm.language.observe(state)),
  };
  yield { type: 'metrics', iteration, metrics: { ...learned, ...observed } };
  state.watched.push(watchedRow({ ...learned, ...observed }));
  for (const trouble of newTroubles(state.watched)) yield { type: 'trouble', iteration, trouble };
  const last = iteration === settings.iterations;
  if (last || iteration % settings.sampleEvery === 0) yield* rhythm.answer();
  if (last || iteration % settings.checkpointEvery === 0) yield* checkpoint(rhythm);
}

/** A run that was stopped between two checkpoints ends with one. */
export async function* afterIterations(rhythm: Rhythm): Steps<void> {
  const { state, input, savedIteration } = rhythm;
  if (input.control.stopRequested && savedIteration !== state.iteration) yield* checkpoint(rhythm);
}

/**
 * After an error: a rule that fails costs nothing. Finished iterations are kept, and the one that it ended is as if it
 * had never begun, which holds because every method asks the reward before it learns. Other errors save nothing here.
 */
export async function* keepFinished(rhythm: Rhythm, error: unknown): Steps<void> {
  const { state, savedIteration, randomBefore } = rhythm;
  if (!(error instanceof RuleError) || savedIteration === state.iteration) return;
  state.random = new Random(randomBefore);
  yield* checkpoint(rhythm);
}

async function* checkpoint(rhythm: Rhythm): Steps<void> {
  const { state, latest } = rhythm;
  yield { type: 'phase', phase: 'checkpoint', progress: 1 };
  const policy = await exportWeights(state.policy);
  const resumeState = await rhythm.save();
  yield { type: 'checkpoint', iteration: state.iteration, policy, resumeState, ...latest };
  rhythm.savedIteration = state.iteration;
}
