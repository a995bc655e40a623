// The rule that is being written, tried on a typed reply and on some of the chat model's own: what it gives each, and
// what went wrong. Stores nothing and starts no run.
import type { EngineClient, RuleSandbox } from '../client/types';
import type { RuleCase, RuleProblem } from '../contract/messages';
import type { ModelId } from '../contract/records';
import { sampledPrompts } from '../world/prompts';
import { failureKind, type FailureWord } from './engine.svelte';

/** Null where the rule gave nothing. */
export type TriedCase = RuleCase & { score: number | null };

/** As many of the fixed prompts are answered. */
const promptCount = 3;

export class RuleTrial {
  #client: Pick<EngineClient, 'generate'>;
  #sandbox: RuleSandbox;
  #busy = $state(false);
  #cases = $state.raw<readonly TriedCase[]>([]);
  #problem = $state.raw<RuleProblem | null>(null);
  #failure = $state<FailureWord | null>(null);
  #answers: { modelId: ModelId; cases: RuleCase[] } | null = null;

  constructor(client: Pick<EngineClient, 'generate'>, sandbox: RuleSandbox) {
    this.#client = client;
    this.#sandbox = sandbox;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** What the rule was tried on last. */
  get cases(): readonly TriedCase[] {
    return this.#cases;
  }

  /** Why the rule gave no scores. */
  get problem(): RuleProblem | null {
    return this.#problem;
  }

  /** Why the chat model did not answer; the typed reply is tried all the same. */
  get failure(): FailureWord | null {
    return this.#failure;
  }

  /** Forgets what came of the last try: the rule is another one now. */
  clear(): void {
    this.#cases = [];
    this.#problem = null;
  }

  /** @param typed tried first, where its reply has words */
  async tryOut(source: string, typed: RuleCase, modelId: ModelId): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#failure = null;
    try {
      const answers = await this.#answersOf(modelId);
      const cases = typed.reply.trim() === '' ? answers : [typed, ...answers];
      const outcome = await this.#sandbox.judge(source, cases);
      const scores = 'scores' in outcome ? outcome.scores : [];
      this.#problem = 'problem' in outcome ? outcome.problem : null;
      this.#cases = cases.map((one, index) => ({ ...one, score: scores[index] ?? null }));
    } finally {
      this.#busy = false;
    }
  }

  /** Asked once a model: a second try is about the rule. */
  async #answersOf(modelId: ModelId): Promise<RuleCase[]> {
    if (this.#answers?.modelId === modelId) return this.#answers.cases;
    const prompts = sampledPrompts.slice(0, promptCount);
    try {
      const replies = await this.#client.generate(
        modelId,
        prompts.map((content) => [{ role: 'user', content }]),
        { temperature: 1, topK: 0, topP: 1, maxNewTokens: 32, seed: 1 },
      );
      const cases = prompts.map((prompt, index) => ({ prompt, reply: replies[index]!.text }));
      this.#answers = { modelId, cases };
      return cases;
    } catch (error) {
      this.#failure = failureKind(error);
      return [];
    }
  }
}
