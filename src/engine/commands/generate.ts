// `generate`: samples replies to conversations and streams their text, a few tokens a message.
import type { CommandOf, GeneratedReply, Replies } from '../../contract/messages';
import type { Message } from '../../contract/records';
import { Random } from '../../core/rng';
import { generate } from '../../nn/generate';
import { encodeForReply, TooLongError, type LanguageModel } from '../../nn/language-model';
import type { StreamingDecoder, Tokenizer } from '../../nn/tokenizer';
import type { Engine } from '../engine';
import { EngineError } from '../failures';

/** A message a frame is as often as a person sees. */
const streamIntervalMs = 30;

export async function generateReplies(
  engine: Engine,
  command: CommandOf<'generate'>,
): Promise<Replies['generate']> {
  const { requestId, conversations, sampling } = command;
  const lease = engine.models.lease(command.modelId);
  const { parameters, tokenizer } = lease.item;
  try {
    const prompts = conversations.map((messages) =>
      encodePrompt(lease.item, messages, sampling.maxNewTokens),
    );
    const rows = prompts.map(() => new ReplyText(tokenizer));
    let streamedAtMs = -Infinity;
    const stream = () => {
      const deltas = rows.map((row) => row.takeNewText());
      if (deltas.every((delta) => delta === '')) return;
      streamedAtMs = engine.now();
      engine.port.send({ type: 'tokens', requestId, deltas });
    };
    const task = engine.scheduler.start(
      'interactive',
      () =>
        generate(parameters, prompts, {
          sampling,
          endTokenId: tokenizer.endTokenId,
          padTokenId: tokenizer.padTokenId,
          random: new Random(sampling.seed),
        }),
      ({ tokens }) => {
        rows.forEach((row, index) => row.push(tokens[index]!));
        if (engine.now() - streamedAtMs >= streamIntervalMs) stream();
      },
    );
    engine.cancellations.set(requestId, () => task.cancel());
    const finished = await task.result;
    const replies = rows.map((row) => row.finish(finished === null));
    stream();
    return { replies };
  } finally {
    engine.cancellations.delete(requestId);
    lease.release();
  }
}

function encodePrompt(
  { parameters, tokenizer }: LanguageModel,
  messages: Message[],
  maxNewTokens: number,
): number[] {
  try {
    return encodeForReply(tokenizer, messages, parameters.config.contextLength, maxNewTokens);
  } catch (error) {
    if (error instanceof TooLongError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new EngineError('bad-input', message, { cause: error });
  }
}

/** The text of one reply as its tokens arrive. */
class ReplyText {
  private readonly decoder: StreamingDecoder;
  private readonly endTokenId: number;
  private text = '';
  private streamed = 0;
  private tokens = 0;
  private ended = false;

  constructor(tokenizer: Tokenizer) {
    this.decoder = tokenizer.streamingDecoder();
    this.endTokenId = tokenizer.endTokenId;
  }

  /** @param token -1 when the row had ended before */
  push(token: number): void {
    if (token < 0) return;
    this.tokens += 1;
    if (token === this.endTokenId) this.ended = true;
    else this.text += this.decoder.push(token);
  }

  /** The text since the last call. */
  takeNewText(): string {
    const delta = this.text.slice(this.streamed);
    this.streamed = this.text.length;
    return delta;
  }

  finish(stopped: boolean): GeneratedReply {
    this.text += this.decoder.flush();
    const unfinished = stopped ? 'stopped' : 'length';
    return {
      text: this.text,
      tokens: this.tokens,
      ending: this.ended ? 'end' : unfinished,
    };
  }
}
