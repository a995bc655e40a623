// K samples of one prompt being written: their text as it streams in, and the finished samples. Where
// nobody waits yet, samples of several prompts are written and the prompt is chosen by them. Of more
// than K samples keeps those that differ; writes equal ones again, a few times. Owns no ranking.
import type { EngineClient } from '../client/types';
import type { GeneratedReply } from '../contract/messages';
import type { ModelId, RankedSample, Sampling } from '../contract/records';
import { keepDiffering, samplesToDraw } from '../core/differing-samples';
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
  /** Id of the ranking that is asked again; absent for new samples. */
  repeatOf?: string;
}

/** What is written before the choice is made. */
export interface WritingChoice {
  /** Whether to draw more samples than are kept, so that they differ. */
  wantsDifferent: boolean;
  /** Which prompt to take, given the samples of each. */
  choosePrompt(texts: readonly (readonly string[])[]): number;
}

export class SampleWriting {
  readonly order: WritingOrder;
  /** Resolves when every sample is whole and, as far as possible, different; rejects when the engine fails. */
  readonly result: Promise<RankTask>;
  #prompt = $state.raw<RankPrompt>()!;
  #texts = $state.raw<readonly string[]>([]);
  #arrived: string[];
  #frame = 0;
  #isAwaited = false;

  /** @param prompts the first of them is shown and taken when somebody waits for it */
  constructor(
    client: EngineClient,
    prompts: readonly [RankPrompt, ...RankPrompt[]],
    order: WritingOrder,
    choice: WritingChoice,
    random: Random,
  ) {
    this.#prompt = prompts[0];
    this.order = order;
    this.#arrived = Array.from({ length: order.sampleCount }, () => '');
    this.#texts = [...this.#arrived];
    this.result = this.#write(client, prompts, choice, random);
  }

  /** Whose samples are shown. */
  get prompt(): RankPrompt {
    return this.#prompt;
  }

  /** The samples so far, changing at most once per animation frame. */
  get texts(): readonly string[] {
    return this.#texts;
  }

  /** Somebody looks at it from now on: what is shown is what will be judged. */
  awaitShown(): void {
    this.#isAwaited = true;
  }

  async #write(
    client: EngineClient,
    prompts: readonly RankPrompt[],
    choice: WritingChoice,
    random: Random,
  ): Promise<RankTask> {
    const { modelId, sampleCount } = this.order;
    const sampling = { ...this.order.sampling, seed: drawSeed(random) };
    try {
      const perPrompt = choice.wantsDifferent ? samplesToDraw(sampleCount) : sampleCount;
      const drawn = await this.#draw(client, sampling, prompts, perPrompt);
      const kept = drawn.map((samples) => keepSamples(samples, sampleCount));
      const texts = kept.map((samples) => samples.map(({ text }) => text));
      const chosen = this.#isAwaited || prompts.length === 1 ? 0 : choice.choosePrompt(texts);
      this.#prompt = prompts[chosen]!;
      this.#arrived = [...texts[chosen]!];
      this.#texts = [...this.#arrived];
      const samples = kept[chosen]!;
      await this.#rewriteEqual(client, sampling, samples, random);
      return { prompt: this.#prompt, samples, modelId, sampling };
    } finally {
      cancelAnimationFrame(this.#frame);
    }
  }

  /** Samples of every prompt in one request; those of the first are shown as they come. */
  async #draw(
    client: EngineClient,
    sampling: Sampling,
    prompts: readonly RankPrompt[],
    perPrompt: number,
  ): Promise<RankedSample[][]> {
    const conversations = prompts.flatMap(({ messages }) =>
      Array.from({ length: perPrompt }, () => messages),
    );
    const replies = await client.generate(this.order.modelId, conversations, sampling, {
      onText: (deltas) => {
        this.#arrived.forEach((_, row) => (this.#arrived[row] += deltas[row] ?? ''));
        this.#show();
      },
    });
    return prompts.map((_, prompt) =>
      Array.from({ length: perPrompt }, (_, row) => toSample(replies[prompt * perPrompt + row])),
    );
  }

  async #rewriteEqual(
    client: EngineClient,
    sampling: Sampling,
    samples: RankedSample[],
    random: Random,
  ): Promise<void> {
    for (let round = 0; round < rewritingRounds; round++) {
      const equal = duplicatesOf(samples.map(({ text }) => text));
      const rows = samples.map((_, row) => row).filter((row) => equal[row] !== null);
      if (rows.length === 0) return;
      for (const row of rows) this.#arrived[row] = '';
      const conversations = rows.map(() => this.#prompt.messages);
      const seeded = { ...sampling, seed: drawSeed(random) };
      const replies = await client.generate(this.order.modelId, conversations, seeded, {
        onText: (deltas) => {
          rows.forEach((row, index) => (this.#arrived[row] += deltas[index] ?? ''));
          this.#show();
        },
      });
      rows.forEach((row, index) => (samples[row] = toSample(replies[index])));
    }
  }

  #show(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#texts = [...this.#arrived];
    });
  }
}

/** As many samples as are ranked, those that differ where there are more. */
export function keepSamples(samples: readonly RankedSample[], count: number): RankedSample[] {
  return keepDiffering(
    samples.map(({ text }) => text),
    count,
  ).map((index) => samples[index]!);
}

/** A reply as a ranking keeps it. Throws when the engine answered with fewer replies than asked. */
export function toSample(reply: GeneratedReply | undefined): RankedSample {
  if (!reply) throw new Error('The engine answered with fewer samples than it was asked for.');
  return { text: reply.text, tokens: reply.tokens, ended: reply.ending === 'end' };
}

export function drawSeed(random: Random): number {
  return random.nextUint32() >>> 1;
}
