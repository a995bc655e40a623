// One prompt answered by several models, side by side, each with its likeliest words, so that any difference is the
// models'. Stores nothing.
import type { EngineClient } from '../client/types';
import type { ModelId } from '../contract/records';
import { LiveReply, type FinishedReply } from './replies.svelte';
import type { SettingsState } from './settings.svelte';

export interface Answer {
  modelId: ModelId;
  live: LiveReply;
  /** Null while it is being written. */
  finished: FinishedReply | null;
}

export class AnswersState {
  #client: EngineClient;
  #settings: SettingsState;
  #answers = $state.raw<readonly Answer[]>([]);
  #prompt = $state('');

  constructor(client: EngineClient, settings: SettingsState) {
    this.#client = client;
    this.#settings = settings;
  }

  /** What was asked last; '' before. */
  get prompt(): string {
    return this.#prompt;
  }

  get isBusy(): boolean {
    return this.#answers.some(({ finished }) => finished === null);
  }

  /** The answer of a model to what was asked last, or null. */
  of(modelId: ModelId): Answer | null {
    return this.#answers.find((answer) => answer.modelId === modelId) ?? null;
  }

  /** Asks all of them; resolves when every answer is whole, stopped or failed. Never rejects. */
  async ask(prompt: string, modelIds: readonly ModelId[]): Promise<void> {
    const content = prompt.trim();
    if (content === '' || this.isBusy) return;
    this.#prompt = content;
    this.#answers = modelIds.map((modelId) => ({
      modelId,
      live: new LiveReply(),
      finished: null,
    }));
    const { chatMaxNewTokens: maxNewTokens } = this.#settings.values;
    const sampling = { temperature: 0, topK: 0, topP: 1, maxNewTokens, seed: 0 };
    const finish = async ({ live, modelId }: Answer) => {
      const messages = [{ role: 'user' as const, content }];
      const finished = await live.run(this.#client, modelId, messages, sampling);
      this.#answers = this.#answers.map((answer) =>
        answer.live === live ? { ...answer, finished } : answer,
      );
    };
    await Promise.all(this.#answers.map(finish));
  }

  /** Ends the answers that are on their way; what has come stays. */
  stop(): void {
    for (const { live } of this.#answers) live.stop();
  }

  /** Forgets what was said, for instance because a model has changed. */
  clear(): void {
    this.stop();
    this.#answers = [];
  }
}
