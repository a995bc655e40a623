// A run of a method that trains a policy and nothing else: opens its state or begins one, goes through the iterations,
// frees everything. PPO has a value model besides and opens its own.
import type { Method } from '../contract/config';
import type { LanguageMetrics, OutcomeMetrics, ReplyMetrics } from '../contract/metrics';
import { initialPolicyOf, type MethodInput, type Steps } from './method-events';
import { requireNumbers } from './policy-step';
import { encodePrompts } from './rollout';
import { runIterations, startRhythm, type Finished } from './run-rhythm';
import {
  createPolicyState,
  disposePolicyState,
  restorePolicyState,
  savePolicyState,
  type PolicyState,
} from './run-state';

/**
 * @param iterate one iteration, given the training prompts in tokens; it may change the policy, and is null when a stop was requested before it had begun to learn
 * @throws Error named `DivergedError` when one of its numbers is no longer a number
 */
export async function* trainPolicy<Metrics extends OutcomeMetrics>(
  method: Method,
  input: MethodInput,
  iterate: (state: PolicyState, prompts: number[][]) => Steps<Finished<Metrics> | null>,
): Steps<void, Metrics & ReplyMetrics & LanguageMetrics> {
  const { base, resume, settings } = input;
  const prompts = encodePrompts(base, input.trainingPrompts, settings);
  const state = resume
    ? restorePolicyState(method, base.parameters, resume.state)
    : createPolicyState(initialPolicyOf(input), settings.seed);
  const rhythm = startRhythm(input, state, () => savePolicyState(method, state));
  try {
    yield* runIterations(rhythm, async function* () {
      const finished = yield* iterate(state, prompts);
      if (finished) requireNumbers(finished.metrics, state.iteration);
      return finished;
    });
  } finally {
    disposePolicyState(state);
  }
}
