// Best-of-n sampling (Stiennon et al. 2020; Nakano et al. 2021): nothing is learned. Sample n replies to a prompt, score
// them, keep the best. Each iteration does so for a batch of prompts; its KL is a formula of n and is not measured.
import type { BestOfNMetrics } from '../contract/metrics';
import { bestOfEach, bestOfNKl, expectedBestOf } from '../core/best-of-n';
import { Random } from '../core/rng';
import { mean } from '../core/statistics';
import type { Parameters } from '../nn/parameters';
import { withIterationTime } from './iteration-clock';
import { initialPolicyOf, type MethodEvent, type MethodInput, type Steps } from './method-events';
import { splitChunks } from './minibatches';
import { requireNumbers } from './policy-step';
import { answerSamplePrompts, encodePrompts, sample } from './rollout';
import { runIterations, startRhythm, type Finished, type Learned } from './run-rhythm';
import { restorePosition, savePosition, type Position } from './run-state';
import { measureReplies, outcomeOf, sampleReplies, scoreReplies } from './scored-replies';

/** It never changes; only its place in the run does. */
type Policy = Position & { policy: Parameters };

/**
 * Runs best-of-n on batches of the training prompts; events, stopping and resuming are as PPO's. Every checkpoint holds
 * the weights that it began with; a branch must be given them again when it is resumed.
 * @throws Error named `DivergedError` when a score is not a number
 */
export function bestOfN(input: MethodInput): AsyncGenerator<MethodEvent<BestOfNMetrics>, void> {
  return withIterationTime(choose(input));
}

async function* choose(input: MethodInput): Steps<void, BestOfNMetrics> {
  const { base, settings } = input;
  const policy = initialPolicyOf(input);
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
  yield* runIterations(rhythm, () => iterate(state, prompts, input));
}

async function* iterate(
  state: Policy,
  prompts: number[][],
  input: MethodInput,
): Steps<Finished<Learned<BestOfNMetrics>> | null> {
  const n = input.settings.repliesPerPrompt;
  // n replies to each of a few prompts, and their scores.
  const replies = yield* sampleReplies(state.policy, prompts, n, state, input);
  if (!replies) return null;
  const scores = replies.map(({ score }) => score);

  // The best to each prompt.
  const kept = bestOfEach(scores, n).map((index) => replies[index]!);
  yield* measureReplies(splitChunks(kept), state.policy, input);
  const groups = kept.map((_, group) => scores.slice(group * n, (group + 1) * n));
  const outcome = outcomeOf(kept, state.iteration + 1);
  const metrics = {
    ...outcome,
    // What choosing adds to the distance that a branch's policy has already, measured on the kept replies; for the
    // base itself that is 0.
    'objective/kl': bestOfNKl(n) + outcome['objective/kl'],
    'best_of_n/n': n,
    'best_of_n/scores_all': mean(scores),
    'best_of_n/scores_half': mean(groups.map((group) => expectedBestOf(group, Math.ceil(n / 2)))),
    episode: (state.iteration + 1) * replies.length,
  };
  requireNumbers(metrics, state.iteration);
  return { metrics, replies: kept };
}

/** The fixed prompts: at first the likeliest reply, then the best of n, drawn anew each time. */
async function* answer(state: Policy, input: MethodInput): Steps<void> {
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
