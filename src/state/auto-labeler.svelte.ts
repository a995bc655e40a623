// A simulated labeler at work: has samples written for many prompts, ranks them by its taste, stores
// the rankings as simulated. Owns its progress; a person's rankings are never its business.
import type { EngineClient } from '../client/types';
import type { Settings } from '../contract/config';
import type { RankedSample, Ranking, Sampling } from '../contract/records';
import { Random } from '../core/rng';
import { labelers, rankWith } from '../world/labelers';
import { failureDetail, failureKind, type FailureWord } from './engine.svelte';
import { duplicatesOf } from './identical-samples';
import { settingModelId } from './models.svelte';
import type { PromptPool, RankPrompt } from './prompt-pool';
import type { RankingsState } from './rankings.svelte';
import { drawSeed, toSample } from './sample-writing.svelte';
import type { SettingsState } from './settings.svelte';
import { storageProblemKind, type StorageProblemKind } from './storage-problem';

/** Prompts whose samples are written at once: large enough to be fast, small enough to show progress. */
const promptsPerBatch = 8;
/** Batches in a row that may give nothing to compare before it is pointless to go on. */
const emptyBatchesAllowed = 3;
/** However few are still wanted: the samples of one prompt may well be all alike. */
const leastPrompts = 4;

export type AutoLabelPhase =
  | { kind: 'idle' }
  | { kind: 'running'; done: number; total: number; remainingMs: number | null }
  | { kind: 'finished'; done: number; total: number; end: 'all' | 'cancelled' | 'too-alike' }
  | { kind: 'failed'; done: number; failure: FailureWord; detail: string }
  | { kind: 'not-stored'; done: number; problem: StorageProblemKind };

export interface AutoLabelerContext {
  client: EngineClient;
  rankings: RankingsState;
  settings: SettingsState;
  pool: PromptPool;
  random: Random;
  now: () => number;
  newId: () => string;
}

export class AutoLabeler {
  #context: AutoLabelerContext;
  #phase = $state.raw<AutoLabelPhase>({ kind: 'idle' });
  #abort: AbortController | null = null;

  constructor(context: AutoLabelerContext) {
    this.#context = context;
  }

  get phase(): AutoLabelPhase {
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

  /** Adds as many rankings as the settings say, a batch at a time; what was stored stays. */
  async start(): Promise<void> {
    if (this.isRunning) return;
    const { now, settings } = this.#context;
    const values = settings.snapshot();
    const total = values.labelCount;
    const { signal } = (this.#abort = new AbortController());
    const startedAtMs = now();
    let done = 0;
    let emptyBatches = 0;
    this.#phase = { kind: 'running', done, total, remainingMs: null };
    while (done < total && emptyBatches < emptyBatchesAllowed && !signal.aborted) {
      const batch = await this.#labelBatch(values, Math.min(promptsPerBatch, total - done), signal);
      if ('kind' in batch) {
        this.#phase = { ...batch, done };
        return;
      }
      done += batch.added;
      emptyBatches = batch.added === 0 ? emptyBatches + 1 : 0;
      const msPerRanking = (now() - startedAtMs) / Math.max(done, 1);
      this.#phase = { kind: 'running', done, total, remainingMs: msPerRanking * (total - done) };
    }
    const end = signal.aborted ? 'cancelled' : done >= total ? 'all' : 'too-alike';
    this.#phase = { kind: 'finished', done, total, end };
  }

  async #labelBatch(
    values: Settings,
    count: number,
    signal: AbortSignal,
  ): Promise<
    | { added: number }
    | { kind: 'failed'; failure: FailureWord; detail: string }
    | { kind: 'not-stored'; problem: StorageProblemKind }
  > {
    let batch: Ranking[];
    try {
      batch = await this.#writeBatch(values, Math.max(count, leastPrompts), signal);
    } catch (error) {
      if (signal.aborted) return { added: 0 };
      return { kind: 'failed', failure: failureKind(error), detail: failureDetail(error) };
    }
    if (signal.aborted || batch.length === 0) return { added: 0 };
    try {
      const wanted = batch.slice(0, count);
      await this.#context.rankings.add(wanted);
      return { added: wanted.length };
    } catch (error) {
      return { kind: 'not-stored', problem: storageProblemKind(error) };
    }
  }

  /** Writes and ranks samples of `count` prompts in one request; prompts whose samples are all equal drop out. */
  async #writeBatch(values: Settings, count: number, signal: AbortSignal): Promise<Ranking[]> {
    const { client, pool, random, rankings } = this.#context;
    const ownBefore = rankings.all.filter(
      ({ source }) => source.kind === 'simulated' && source.labeler === values.labeler,
    );
    const prompts = await pool.draw(count, ownBefore);
    const sampling: Sampling = {
      temperature: values.rankTemperature,
      topK: 0,
      topP: 1,
      maxNewTokens: values.maxNewTokens,
      seed: drawSeed(random),
    };
    const perPrompt = values.samplesPerPrompt;
    const conversations = prompts.flatMap(({ messages }) =>
      Array.from({ length: perPrompt }, () => messages),
    );
    const modelId = settingModelId(values.model);
    const replies = await client.generate(modelId, conversations, sampling, { signal });
    return prompts.flatMap((prompt, index) => {
      const rows = Array.from({ length: perPrompt }, (_, row) =>
        toSample(replies[index * perPrompt + row]),
      );
      const samples = withoutDuplicates(rows);
      return samples.length < 2 ? [] : [this.#rank(values, prompt, samples, sampling)];
    });
  }

  #rank(
    values: Settings,
    prompt: RankPrompt,
    samples: RankedSample[],
    sampling: Sampling,
  ): Ranking {
    const { newId, now, random } = this.#context;
    const seed = drawSeed(random);
    const asked = prompt.messages.at(-1)?.content ?? '';
    const texts = samples.map(({ text }) => text);
    const labeler = labelers[values.labeler];
    const { ranks } = rankWith(labeler, asked, texts, values.labelNoise, new Random(seed));
    return {
      id: newId(),
      createdAtMs: now(),
      messages: prompt.messages,
      samples,
      ranks,
      allBad: false,
      source: { kind: 'simulated', labeler: labeler.name, noise: values.labelNoise, seed },
      modelId: settingModelId(values.model),
      sampling,
    };
  }
}

function withoutDuplicates(samples: readonly RankedSample[]): RankedSample[] {
  const duplicates = duplicatesOf(samples.map(({ text }) => text));
  return samples.filter((_, index) => duplicates[index] === null);
}
