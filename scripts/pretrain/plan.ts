// The course of a run over both stages: which step reads which batch, at which learning rate. Holds the shard that is
// being read, and has the next one written meanwhile; everything follows from the step's number.
import type { ModelSize } from '../../src/contract/records';
import type { LanguageBatch } from '../../src/train/sft';
import { baseBatch, chatBatch, planChatBatches } from './batches';
import { baseRowTokens, stepsPerShard, tokensPerStep } from './mix';
import type { ShardRequest, TextAhead } from './text-ahead';
import type { Demonstration } from './training-text';

export type Stage = 'base' | 'chat';

/** Padded tokens that each stage reads. */
export type StageTokens = Record<Stage, number>;

/** What two cores train in an evening; more helps, the larger the model the longer. */
export const defaultTokens: Record<ModelSize, StageTokens> = {
  nano: { base: 8_000_000, chat: 10_000_000 },
  micro: { base: 14_000_000, chat: 16_000_000 },
  mini: { base: 4_000_000, chat: 8_000_000 },
};

/** Sizes that begin where a smaller chat model ended, where that one is there: they say at once what it says. */
export const grownFrom: Partial<Record<ModelSize, ModelSize>> = { mini: 'micro' };

export const peakLearningRate: Record<ModelSize, number> = {
  nano: 3e-3,
  micro: 1.5e-3,
  mini: 1e-3,
};

/** Share of the peak for a run that goes on from a trained model of its own size: it shall keep what that one knows. */
export const goOnShare = 0.4;

/** At most, and no more than a tenth of a short run. */
const warmUpSteps = 50;

/** Steps of a stage that reads so many tokens. */
const stepsOf = (tokens: number): number => Math.ceil(tokens / tokensPerStep);

/** Steps for which text is written at a time: no more than the longer stage has. */
export function shardSteps({ base, chat }: StageTokens): number {
  return Math.max(1, Math.min(stepsPerShard, Math.max(stepsOf(base), stepsOf(chat))));
}

/** Where a plan's text comes from. */
export interface PlanText {
  text: Pick<TextAhead, 'base' | 'chat' | 'order'>;
  shardSteps: number;
  padTokenId: number;
}

/** Both stages as one numbered sequence of batches: base text first, then demonstrations as the rate falls. */
export class Plan {
  readonly baseSteps: number;
  /** Of both stages together. */
  readonly steps: number;
  readonly #source: PlanText;
  readonly #seed: number;
  #base: { shard: number; stream: Uint16Array } | null = null;
  #chat: { shard: number; demonstrations: Demonstration[]; batches: number[][] } | null = null;

  constructor(source: PlanText, tokens: StageTokens, seed: number) {
    this.#source = source;
    this.#seed = seed;
    this.baseSteps = stepsOf(tokens.base);
    this.steps = this.baseSteps + stepsOf(tokens.chat);
  }

  stage(step: number): Stage {
    return step < this.baseSteps ? 'base' : 'chat';
  }

  async batch(step: number): Promise<LanguageBatch> {
    const { stage, shard, within } = this.#find(step);
    return stage === 'base'
      ? this.#baseBatch(shard, within, step)
      : this.#chatBatch(shard, within, step);
  }

  /**
   * Share of the peak rate: a short warm-up, then down to 2% by a cosine over both stages. With batches as small as
   * these a rate that stays high teaches manners only: facts come as it falls.
   */
  rate(step: number): number {
    const warmUp = Math.min(1, (step + 1) / Math.min(warmUpSteps, this.steps / 10));
    return warmUp * (0.02 + 0.98 * 0.5 * (1 + Math.cos((Math.PI * step) / this.steps)));
  }

  /** The shard that a step reads, and its place in it. */
  #find(step: number): ShardRequest & { within: number } {
    const stage = this.stage(step);
    const place = stage === 'base' ? step : step - this.baseSteps;
    const { shardSteps } = this.#source;
    return { stage, shard: Math.floor(place / shardSteps), within: place % shardSteps };
  }

  /** Has the shard written that comes after the one that `step` reads. */
  #orderNext(step: number): void {
    const { within } = this.#find(step);
    const shardEnd = step - within + this.#source.shardSteps;
    const next = step < this.baseSteps ? Math.min(shardEnd, this.baseSteps) : shardEnd;
    if (next < this.steps) this.#source.text.order(this.#find(next));
  }

  async #baseBatch(shard: number, within: number, step: number): Promise<LanguageBatch> {
    if (this.#base?.shard !== shard) {
      this.#base = { shard, stream: await this.#source.text.base(shard) };
      this.#orderNext(step);
    }
    const rows = tokensPerStep / baseRowTokens;
    return baseBatch(this.#base.stream, within, rows, baseRowTokens, this.#seed + shard);
  }

  async #chatBatch(shard: number, within: number, step: number): Promise<LanguageBatch> {
    if (this.#chat?.shard !== shard) {
      const demonstrations = await this.#source.text.chat(shard);
      this.#orderNext(step);
      const batches = planChatBatches(demonstrations, tokensPerStep, this.#seed + shard);
      this.#chat = { shard, demonstrations, batches };
    }
    const { demonstrations, batches } = this.#chat;
    const indices = batches[within]!;
    return chatBatch(
      indices.map((index) => demonstrations[index]!),
      this.#source.padTokenId,
    );
  }
}
