// Best-of-n sampling (Stiennon et al. 2020; Nakano et al. 2021): nothing is learned. Sample n replies to a prompt, score
// them, keep the best. Each iteration does so for a batch of prompts; its KL is a formula of n and is not measured.
import type { BestOfNMetrics } from '../contract/metrics';
import { bestOfEach, bestOfNKl, expectedBestOf } from '../core/best-of-n';
import { Random } from '../core/rng';
import { mean } from '../core/statistics';
import { withIterationTime } from './iteration-clock';
import type { MethodEvent, MethodInput, Steps } from './method-events';
import { splitChunks } from './minibatches';
import { answerSamplePrompts, encodePrompts, sample } from './rollout';
import {
  afterIterations,
  beforeIterations,
  finishIteration,
  goesOn,
  keepFinished,
  startRhythm,
} from './run-rhythm';
import { restorePosition, savePosition, type Position } from './run-state';
import { measureReplies, outcomeOf, sampleReplies, scoreReplies } from './scored-replies';

/**
 * Runs best-of-n on batches of the training prompts; events, stopping and resuming are as PPO's. Every checkpoint holds
 * the base's own weights.
 * @throws Error named `DivergedError` when a score is not a number
 */
export function bestOfN(input: MethodInput): AsyncGenerator<MethodEvent<BestOfNMetrics>, void> {
  return withIterationTime(iterate(input));
}

async function* iterate(input: MethodInput): Steps<void, BestOfNMetrics> {
  const { base, settings } = input;
  const n = settings.repliesPerPrompt;
  const policy = base.parameters;
  const prompts = encodePrompts(base, input.trainingPrompts, settings);
  const position = input.resume
    ? restorePosition('best-of-n', input.resume.state)
    : { random: new Random(settings.seed), iteration: 0, watched: [] };
  const state = { ...position, policy };
  const rhythm = startRhythm(
    input,
    state,
    async () => savePosition('best-of-n', state),
    () => answer(state, input),
  );
  try {
    yield* beforeIterations(rhythm);
    while (goesOn(rhythm)) {
      // n replies to each of a few prompts, and their scores.
      const replies = yield* sampleReplies(policy, prompts, n, state, input);
      if (!replies) break;
      const scores = replies.map(({ score }) => score);

      // The best to each prompt.
      const kept = bestOfEach(scores, n).map((index) => replies[index]!);
      yield* measureReplies(splitChunks(kept), policy, input);
      const groups = kept.map((_, group) => scores.slice(group * n, (group + 1) * n));
      const metrics = {
        ...outcomeOf(kept, state.iteration + 1),
        'objective/kl': bestOfNKl(n),
        'best_of_n/n': n,
        'best_of_n/scores_all': mean(scores),
        'best_of_n/scores_half': mean(
          groups.map((group) => expectedBestOf(group, Math.ceil(n / 2))),
        ),
        episode: (state.iteration + 1) * replies.length,
      };
      yield* finishIteration(rhythm, metrics, kept);
    }
    yield* afterIterations(rhythm);
  } catch (error) {
    yield* keepFinished(rhythm, error);
    throw error;
  }
}

/** The fixed prompts: at first the likeliest reply, then the best of n, drawn anew each time. */
async function* answer(
  state: Position & { policy: MethodInput['base']['parameters'] },
  input: MethodInput,
): Steps<void> {
  const { base, settings, samplePrompts } = input;
  const { iteration, policy } = state;
  if (iteration === 0 || samplePrompts.length === 0) {
    return yield* answerSamplePrompts({ iteration, policy }, input);
  }
  const n = settings.repliesPerPrompt;
  const prompts = encodePrompts(base, samplePrompts, settings).flatMap((prompt) =>
    Array.from({ length: n }, () => prompt),
  );
  const rows = (yield* sample(policy, base, prompts, {
    temperature: settings.temperature,
    maxNewTokens: settings.maxNewTokens,
    // From the seed and the iteration alone, so that the run itself draws what it would have drawn without them.
    random: new Random(Math.imul(settings.seed + 1, 0x9e3779b1) ^ iteration),
    phase: 'sample',
    control: null,
  }))!;
  const drawn = rows.map(({ tokens, ending }, row) => ({
    prompt: prompts[row]!,
    reply: tokens,
    ended: ending === 'end',
  }));
  const scored = await scoreReplies(drawn, input);
  const best = bestOfEach(
    scored.map(({ score }) => score),
    n,
  );
  const replies = best.map((index, prompt) => ({
    prompt: samplePrompts[prompt]!,
    reply: base.tokenizer.decode(scored[index]!.reply),
    score: scored[index]!.score,
  }));
  yield { type: 'samples', iteration, replies };
}
