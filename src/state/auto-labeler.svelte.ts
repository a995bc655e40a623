// A simulated labeler at work: has samples written for many prompts, ranks them by its taste, stores
// the rankings as simulated. Owns its progress; a person's rankings are never its business.
import type { EngineClient } from '../client/types';
import type { Settings } from '../contract/config';
import type { GeneratedReply } from '../contract/messages';
import type { Message, ModelId, RankedSample, Ranking, Sampling } from '../contract/records';
import { samplesToDraw } from '../core/differing-samples';
import { candidatesPerRanking, guessTaste, mostInstructive } from '../core/next-prompt';
import { Random } from '../core/rng';
import { failureDetail, failureKind, type FailureWord } from './engine.svelte';
import { duplicatesOf } from './identical-samples';
import { settingModelId } from './models.svelte';
import type { PromptPool, RankPrompt } from './prompt-pool';
import type { RankingsState } from './rankings.svelte';
import { simulatedRepeats } from './simulated-repeats';
import { drawSeed, keepSamples, toSample } from './sample-writing.svelte';
import type { SettingsState } from './settings.svelte';
import { storageProblemKind, type StorageProblemKind } from './storage-problem';

/** Prompts whose samples are written at once: large enough to be fast, small enough to show progress. */
const promptsPerBatch = 8;
/** Replies that are written in one request: more of them would take much memory. */
const rowsAtOnce = 64;
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
      const { rankings, random, newId, now } = this.#context;
      const repeats = await simulatedRepeats([...rankings.stored, ...wanted], wanted, random);
      const made = repeats.map((repeat) => ({ ...repeat, id: newId(), createdAtMs: now() }));
      await rankings.add([...wanted, ...made]);
      return { added: wanted.length };
    } catch (error) {
      return { kind: 'not-stored', problem: storageProblemKind(error) };
    }
  }

  /** Ranks samples of `count` prompts, the most instructive first; prompts whose samples are all equal drop out. */
  async #writeBatch(values: Settings, count: number, signal: AbortSignal): Promise<Ranking[]> {
    const { pool, random, rankings } = this.#context;
    const ownBefore = rankings.all.filter(
      ({ source }) => source.kind === 'simulated' && source.labeler === values.labeler,
    );
    const isChosen = values.promptChoice === 'teaches-most';
    const prompts = await pool.draw(count * (isChosen ? candidatesPerRanking : 1), ownBefore, {
      choice: values.promptChoice,
    });
    const sampling: Sampling = {
      temperature: values.rankTemperature,
      topK: 0,
      topP: 1,
      maxNewTokens: values.maxNewTokens,
      seed: drawSeed(random),
    };
    const written = await this.#writeSamples(values, prompts, sampling, signal);
    if (signal.aborted) return [];
    const tasks = prompts
      .map((prompt, index) => ({ prompt, samples: withoutDuplicates(written[index]!) }))
      .filter(({ samples }) => samples.length > 1);
    const candidates = tasks.map(({ prompt, samples }) => ({
      skill: pool.skillOf(prompt),
      texts: samples.map(({ text }) => text),
    }));
    const order = isChosen
      ? mostInstructive(candidates, count, guessTaste(ownBefore, random))
      : [...tasks.keys()];
    // Loaded late: the world's facts, by which it judges, are large, and few visits need them.
    const { labelers, rankWith } = await import('../world/labelers');
    return order.map((index) => {
      const { prompt, samples } = tasks[index]!;
      const seed = drawSeed(random);
      const asked = prompt.messages.at(-1)?.content ?? '';
      const texts = samples.map(({ text }) => text);
      const labeler = labelers[values.labeler];
      const { ranks } = rankWith(labeler, asked, texts, values.labelNoise, new Random(seed));
      return this.#newRanking(values, { prompt, samples, sampling, ranks, seed });
    });
  }

  /** As many samples a prompt as are ranked, in requests that are not too large. */
  async #writeSamples(
    values: Settings,
    prompts: readonly RankPrompt[],
    sampling: Sampling,
    signal: AbortSignal,
  ): Promise<RankedSample[][]> {
    const { samplesPerPrompt } = values;
    const perPrompt =
      values.sampleChoice === 'different' ? samplesToDraw(samplesPerPrompt) : samplesPerPrompt;
    const conversations = prompts.flatMap(({ messages }) =>
      Array.from({ length: perPrompt }, () => messages),
    );
    const replies = await this.#generateAll(
      settingModelId(values.model),
      conversations,
      sampling,
      signal,
    );
    return prompts.map((_, index) => {
      const drawn = Array.from({ length: perPrompt }, (_, row) =>
        toSample(replies[index * perPrompt + row]),
      );
      return keepSamples(drawn, samplesPerPrompt);
    });
  }

  async #generateAll(
    modelId: ModelId,
    conversations: Message[][],
    sampling: Sampling,
    signal: AbortSignal,
  ): Promise<GeneratedReply[]> {
    const { client, random } = this.#context;
    const replies: GeneratedReply[] = [];
    for (let at = 0; at < conversations.length && !signal.aborted; at += rowsAtOnce) {
      const rows = conversations.slice(at, at + rowsAtOnce);
      const seeded = at === 0 ? sampling : { ...sampling, seed: drawSeed(random) };
      replies.push(...(await client.generate(modelId, rows, seeded, { signal })));
    }
    return replies;
  }

  #newRanking(
    values: Settings,
    made: Pick<Ranking, 'samples' | 'sampling' | 'ranks'> & { prompt: RankPrompt; seed: number },
  ): Ranking {
    const { newId, now } = this.#context;
    const { prompt, seed, ...ranked } = made;
    return {
      id: newId(),
      createdAtMs: now(),
      messages: prompt.messages,
      ...ranked,
      allBad: false,
      source: { kind: 'simulated', labeler: values.labeler, noise: values.labelNoise, seed },
      modelId: settingModelId(values.model),
    };
  }
}

function withoutDuplicates(samples: readonly RankedSample[]): RankedSample[] {
  const duplicates = duplicatesOf(samples.map(({ text }) => text));
  return samples.filter((_, index) => duplicates[index] === null);
}
