// K samples of one prompt being written: their text as it streams in, and the finished samples. Writes
// samples that came out equal again, a few times. Owns no ranking.
import type { EngineClient } from '../client/types';
import type { GeneratedReply } from '../contract/messages';
import type { ModelId, RankedSample, Sampling } from '../contract/records';
import type { Random } from '../core/rng';
import { duplicatesOf } from './identical-samples';
import type { RankPrompt } from './prompt-pool';

/** After these, equal samples are shown as equal. */
const rewritingRounds = 3;

/** How samples are to be written. */
export interface WritingOrder {
  modelId: ModelId;
  sampleCount: number;
  /** The seed is drawn when the writing starts. */
  sampling: Omit<Sampling, 'seed'>;
}

/** Finished samples of one prompt, ready to be judged. */
export interface RankTask {
  prompt: RankPrompt;
  samples: RankedSample[];
  modelId: ModelId;
  sampling: Sampling;
}

export class SampleWriting {
  readonly prompt: RankPrompt;
  readonly order: WritingOrder;
  /** Resolves when every sample is whole and, as far as possible, different; rejects when the engine fails. */
  readonly result: Promise<RankTask>;
  #texts = $state.raw<readonly string[]>([]);
  #arrived: string[];
  #frame = 0;

  constructor(client: EngineClient, prompt: RankPrompt, order: WritingOrder, random: Random) {
    this.prompt = prompt;
    this.order = order;
    this.#arrived = Array.from({ length: order.sampleCount }, () => '');
    this.#texts = [...this.#arrived];
    this.result = this.#write(client, random);
  }

  /** The samples so far, changing at most once per animation frame. */
  get texts(): readonly string[] {
    return this.#texts;
  }

  async #write(client: EngineClient, random: Random): Promise<RankTask> {
    const { modelId, sampleCount } = this.order;
    const sampling = { ...this.order.sampling, seed: drawSeed(random) };
    const all = Array.from({ length: sampleCount }, (_, index) => index);
    const samples: RankedSample[] = [];
    try {
      await this.#writeRows(client, sampling, all, samples);
      for (let round = 0; round < rewritingRounds; round++) {
        const equal = duplicatesOf(samples.map(({ text }) => text));
        const rows = all.filter((row) => equal[row] !== null);
        if (rows.length === 0) break;
        await this.#writeRows(client, { ...sampling, seed: drawSeed(random) }, rows, samples);
      }
    } finally {
      cancelAnimationFrame(this.#frame);
    }
    return { prompt: this.prompt, samples, modelId, sampling };
  }

  async #writeRows(
    client: EngineClient,
    sampling: Sampling,
    rows: readonly number[],
    samples: RankedSample[],
  ): Promise<void> {
    for (const row of rows) this.#arrived[row] = '';
    const conversations = rows.map(() => this.prompt.messages);
    const replies = await client.generate(this.order.modelId, conversations, sampling, {
      onText: (deltas) => {
        rows.forEach((row, index) => (this.#arrived[row] += deltas[index] ?? ''));
        this.#show();
      },
    });
    rows.forEach((row, index) => (samples[row] = toSample(replies[index])));
  }

  #show(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#texts = [...this.#arrived];
    });
  }
}

/** A reply as a ranking keeps it. Throws when the engine answered with fewer replies than asked. */
export function toSample(reply: GeneratedReply | undefined): RankedSample {
  if (!reply) throw new Error('The engine answered with fewer samples than it was asked for.');
  return { text: reply.text, tokens: reply.tokens, ended: reply.ending === 'end' };
}

export function drawSeed(random: Random): number {
  return random.nextUint32() >>> 1;
}
