// Replies that are being written right now: their text as it streams in, and how to stop them. Owns
// no stored turn; state/chats keeps those.
import type { EngineClient } from '../client/types';
import type { GeneratedReply } from '../contract/messages';
import type { Message, ModelId, Sampling } from '../contract/records';
import { failureDetail, failureKind, type FailureWord } from './engine.svelte';

export type FinishedReply =
  | ({ ok: true } & GeneratedReply)
  /** `text` is what had come before it failed. */
  | { ok: false; text: string; kind: FailureWord; detail: string };

/** One reply on its way. Shown text changes at most once per animation frame. */
export class LiveReply {
  #text = $state('');
  #arrived = '';
  #frame = 0;
  #abort = new AbortController();

  /** Empty until the first token; the model may still be loading then. */
  get text(): string {
    return this.#text;
  }

  stop(): void {
    this.#abort.abort();
  }

  /** Asks the engine and resolves when the reply is whole, stopped or failed; never rejects. */
  async run(
    client: EngineClient,
    modelId: ModelId,
    messages: Message[],
    sampling: Sampling,
  ): Promise<FinishedReply> {
    try {
      const [reply] = await client.generate(modelId, [messages], sampling, {
        onText: ([delta]) => this.#receive(delta ?? ''),
        signal: this.#abort.signal,
      });
      if (!reply) throw new Error('The engine answered without a reply.');
      return { ok: true, ...reply };
    } catch (error) {
      if (this.#abort.signal.aborted) {
        return { ok: true, text: this.#arrived, tokens: 0, ending: 'stopped' };
      }
      return {
        ok: false,
        text: this.#arrived,
        kind: failureKind(error),
        detail: failureDetail(error),
      };
    } finally {
      cancelAnimationFrame(this.#frame);
    }
  }

  #receive(delta: string): void {
    this.#arrived += delta;
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#text = this.#arrived;
    });
  }
}
