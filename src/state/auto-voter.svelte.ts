// A simulated labeler in the arena: has two models answer many prompts, prefers by its taste, stores the votes as
// simulated. Owns its progress; a person's votes are never its business.
import type { EngineClient } from '../client/types';
import type { Settings } from '../contract/config';
import type { ModelId, Vote, VoteChoice, VoteSide } from '../contract/records';
import { Random } from '../core/rng';
import { labelers, rankWith } from '../world/labelers';
import { pairOrder, writeSides, type PairOrder } from './arena-pair';
import { failureDetail, failureKind, type FailureWord } from './engine.svelte';
import type { PromptPool, RankPrompt } from './prompt-pool';
import { drawSeed } from './sample-writing.svelte';
import type { SettingsState } from './settings.svelte';
import { storageProblemKind, type StorageProblemKind } from './storage-problem';
import type { VotesState } from './votes.svelte';

/** Prompts that are answered at once: large enough to be fast, small enough to show progress. */
const promptsPerBatch = 8;

type Failed = { kind: 'failed'; failure: FailureWord; detail: string };
type NotStored = { kind: 'not-stored'; problem: StorageProblemKind };

export type AutoVotePhase =
  | { kind: 'idle' }
  | { kind: 'running'; done: number; total: number; remainingMs: number | null }
  | { kind: 'finished'; done: number; total: number; end: 'all' | 'cancelled' }
  | (Failed & { done: number })
  | (NotStored & { done: number });

export interface AutoVoterContext {
  client: EngineClient;
  votes: VotesState;
  settings: SettingsState;
  pool: PromptPool;
  random: Random;
  now: () => number;
  newId: () => string;
}

export class AutoVoter {
  #context: AutoVoterContext;
  #phase = $state.raw<AutoVotePhase>({ kind: 'idle' });
  #abort: AbortController | null = null;

  constructor(context: AutoVoterContext) {
    this.#context = context;
  }

  get phase(): AutoVotePhase {
    return this.#phase;
  }

  get isRunning(): boolean {
    return this.#phase.kind === 'running';
  }

  cancel(): void {
    this.#abort?.abort();
  }

  dismiss(): void {
    if (!this.isRunning) this.#phase = { kind: 'idle' };
  }

  /** Casts as many votes between two models as the settings say, a batch at a time; what was stored stays. */
  async start(first: ModelId, second: ModelId): Promise<void> {
    if (this.isRunning) return;
    const { now, settings } = this.#context;
    const values = settings.snapshot();
    const total = values.voteCount;
    const { signal } = (this.#abort = new AbortController());
    const order = pairOrder(first, second, values.maxNewTokens);
    const startedAtMs = now();
    let done = 0;
    this.#phase = { kind: 'running', done, total, remainingMs: null };
    while (done < total && !signal.aborted) {
      const count = Math.min(promptsPerBatch, total - done);
      const batch = await this.#castBatch(values, order, count, signal);
      if (batch !== 'cancelled' && batch !== 'cast') {
        this.#phase = { ...batch, done };
        return;
      }
      if (batch === 'cast') done += count;
      const msPerVote = (now() - startedAtMs) / Math.max(done, 1);
      this.#phase = { kind: 'running', done, total, remainingMs: msPerVote * (total - done) };
    }
    this.#phase = { kind: 'finished', done, total, end: done >= total ? 'all' : 'cancelled' };
  }

  async #castBatch(
    values: Settings,
    order: PairOrder,
    count: number,
    signal: AbortSignal,
  ): Promise<'cast' | 'cancelled' | Failed | NotStored> {
    let batch: Vote[];
    try {
      batch = await this.#judgeBatch(values, order, count, signal);
    } catch (error) {
      if (signal.aborted) return 'cancelled';
      return { kind: 'failed', failure: failureKind(error), detail: failureDetail(error) };
    }
    if (signal.aborted) return 'cancelled';
    try {
      await this.#context.votes.add(batch);
      return 'cast';
    } catch (error) {
      return { kind: 'not-stored', problem: storageProblemKind(error) };
    }
  }

  /** Both models answer `count` prompts; one reply each, whatever it says, as the win rate is defined. */
  async #judgeBatch(
    values: Settings,
    order: PairOrder,
    count: number,
    signal: AbortSignal,
  ): Promise<Vote[]> {
    const { client, random } = this.#context;
    const prompts = await this.#drawPrompts(values, order, count);
    const conversations = prompts.map(({ messages }) => messages);
    const [first, second] = await Promise.all(
      [order.first, order.second].map((modelId) =>
        writeSides(client, modelId, conversations, order.sampling, {
          seed: drawSeed(random),
          signal,
        }),
      ),
    );
    return prompts.map((prompt, index) => {
      const sides = random.shuffled([first![index]!, second![index]!]);
      return this.#judge(values, order, prompt, sides as [VoteSide, VoteSide]);
    });
  }

  /** Those that this labeler has judged least often between these two; a small pool is gone through again. */
  async #drawPrompts(values: Settings, order: PairOrder, count: number): Promise<RankPrompt[]> {
    const { pool, votes } = this.#context;
    const own = votes.all.filter(
      ({ source, left, right }) =>
        source.kind === 'simulated' &&
        source.labeler === values.labeler &&
        [left.modelId, right.modelId].every((id) => id === order.first || id === order.second),
    );
    const prompts: RankPrompt[] = [];
    while (prompts.length < count) {
      const drawn = await pool.draw(count - prompts.length, [...own, ...prompts]);
      if (drawn.length === 0) throw new Error('There is no prompt to ask.');
      prompts.push(...drawn);
    }
    return prompts;
  }

  #judge(
    values: Settings,
    { sampling }: PairOrder,
    { messages }: RankPrompt,
    [left, right]: [VoteSide, VoteSide],
  ): Vote {
    const { newId, now, random } = this.#context;
    const seed = drawSeed(random);
    const labeler = labelers[values.labeler];
    const asked = messages.at(-1)?.content ?? '';
    const replies = [left.reply, right.reply];
    const { ranks } = rankWith(labeler, asked, replies, values.labelNoise, new Random(seed));
    const choice: VoteChoice =
      ranks[0] === ranks[1] ? 'tie' : ranks[0]! < ranks[1]! ? 'left' : 'right';
    return {
      ...{ id: newId(), createdAtMs: now(), messages, left, right, choice, sampling },
      source: { kind: 'simulated', labeler: labeler.name, noise: values.labelNoise, seed },
    };
  }
}
