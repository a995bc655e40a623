// One person voting between two models, blind: which models, the prompt, their replies on sides drawn by chance, vote,
// skip and undo, and the next pair written ahead. Owns the draft that survives a reload; the cast votes are state/votes'.
import type { EngineClient } from '../client/types';
import type { ModelId, Vote, VoteChoice } from '../contract/records';
import type { Random } from '../core/rng';
import type { Store } from '../storage/types';
import {
  decodeArenaDraft,
  type ArenaDraft,
  type ArenaStep,
  type ChosenModels,
} from './arena-draft';
import {
  fitsPairOrder,
  isSame,
  isSameOrder,
  pairOf,
  pairOrder,
  writePair,
  type ArenaPair,
  type PairOrder,
  type PairWriting,
} from './arena-pair';
import { failureDetail, failureKind, type FailureWord } from './engine.svelte';
import { settingModelId, type ModelsState } from './models.svelte';
import { promptKey, type PromptPool, type RankPrompt } from './prompt-pool';
import type { SettingsState } from './settings.svelte';
import { storageProblemKind, type StorageProblemKind } from './storage-problem';
import { filterVotes, type VotesState } from './votes.svelte';

const storageKey = 'arena-draft';
const historyLength = 20;

export type ArenaPhase =
  /** Two models are yet to be chosen, or the room was not open yet. */
  | { kind: 'idle' }
  | { kind: 'writing'; writing: PairWriting }
  | { kind: 'judging'; pair: ArenaPair }
  | { kind: 'failed'; prompt: RankPrompt; failure: FailureWord; detail: string };

export interface ArenaContext {
  store: Store;
  client: EngineClient;
  models: ModelsState;
  votes: VotesState;
  settings: SettingsState;
  pool: PromptPool;
  random: Random;
  now: () => number;
  newId: () => string;
}

export class Arena {
  #context: ArenaContext;
  #phase = $state.raw<ArenaPhase>({ kind: 'idle' });
  #chosen = $state.raw<ChosenModels | null>(null);
  #history = $state.raw<readonly ArenaStep[]>([]);
  #storageProblem = $state<StorageProblemKind | null>(null);
  #ready: readonly ArenaPair[] = [];
  #ahead: PairWriting | null = null;
  #mayWriteAhead = false;
  #isOpen = false;
  #busy = false;
  #models = $derived.by(() => this.#currentModels());
  #pair = $derived(this.#phase.kind === 'judging' ? this.#phase.pair : null);

  constructor(context: ArenaContext) {
    this.#context = context;
    context.client.onStatus(() => void this.#writeAhead());
  }

  get phase(): ArenaPhase {
    return this.#phase;
  }

  /** The two that are compared; null where one is yet to be chosen. */
  get models(): ChosenModels {
    return this.#models;
  }

  /** Two different models are chosen. */
  get canStart(): boolean {
    return this.#order() !== null;
  }

  get canVote(): boolean {
    return this.#pair !== null;
  }

  /** Equal replies can only be called a tie or both bad. */
  get canPrefer(): boolean {
    return this.#pair !== null && !isSame(this.#pair);
  }

  get canSkip(): boolean {
    return this.#pair !== null || this.#phase.kind === 'failed';
  }

  get canUndo(): boolean {
    return this.#history.length > 0;
  }

  /** The vote that Undo would take back next, or null. */
  get lastVote(): { vote: Vote; isRevealed: boolean } | null {
    const step = this.#history.at(-1);
    const vote = step?.kind === 'voted' ? this.#context.votes.find(step.id) : null;
    return step?.kind === 'voted' && vote ? { vote, isRevealed: step.isRevealed } : null;
  }

  /** Why the last vote could not be stored; its pair is then still on the screen. */
  get storageProblem(): StorageProblemKind | null {
    return this.#storageProblem;
  }

  /** Reads what was there before a reload. Call once, before the page is shown. */
  async load(): Promise<void> {
    const draft = decodeArenaDraft(await this.#context.store.preferences.get(storageKey));
    if (!draft) return;
    this.#chosen = draft.models;
    this.#history = draft.history;
    this.#ready = draft.pair ? [draft.pair, ...draft.ready] : draft.ready;
  }

  /** The room was opened: shows a pair, or has one written, as soon as there are two models. */
  async enter(): Promise<void> {
    this.#isOpen = true;
    const order = this.#order();
    // A newer model may have come, or a chosen one may be gone.
    const isStale =
      !order ||
      (this.#pair !== null && !fitsPairOrder(this.#pair, order)) ||
      (this.#phase.kind === 'writing' && !isSameOrder(this.#phase.writing.order, order));
    if (isStale) this.#dropPairs();
    if (this.#phase.kind === 'idle') await this.#next();
    else void this.#writeAhead();
  }

  /** The room was left: nothing more is written ahead; what is being written goes on. */
  leave(): void {
    this.#isOpen = false;
  }

  /** Puts another model in the place of one of the two. What was not judged yet is dropped. */
  async choose(place: keyof ChosenModels, modelId: ModelId | null): Promise<void> {
    this.#chosen = { ...this.#models, [place]: modelId };
    this.#dropPairs();
    this.#history = [];
    this.#remember();
    if (this.#isOpen) await this.#next();
  }

  /** Tries again after the engine failed. */
  retry(): void {
    const order = this.#order();
    if (this.#phase.kind === 'failed' && order)
      this.#show(this.#startWriting(this.#phase.prompt, order));
  }

  async vote(choice: VoteChoice): Promise<void> {
    const pair = this.#pair;
    if (!pair || this.#busy) return;
    if ((choice === 'left' || choice === 'right') && !this.canPrefer) return;
    const { newId, now, votes } = this.#context;
    const { prompt, left, right, sampling } = pair;
    const vote: Vote = {
      ...{ id: newId(), createdAtMs: now(), messages: prompt.messages },
      ...{ left, right, sampling, choice, source: { kind: 'person' } },
    };
    if (!(await this.#stored(() => votes.add([vote])))) return;
    const { origin } = prompt;
    this.#addToHistory({ kind: 'voted', id: vote.id, origin, isRevealed: false });
    await this.#next();
  }

  async skip(): Promise<void> {
    if (!this.canSkip || this.#busy) return;
    if (this.#pair) this.#addToHistory({ kind: 'skipped', pair: this.#pair });
    await this.#next();
  }

  /** Says which model wrote which reply of the last vote. */
  reveal(): void {
    const step = this.#history.at(-1);
    if (step?.kind !== 'voted') return;
    this.#history = [...this.#history.slice(0, -1), { ...step, isRevealed: true }];
    this.#remember();
  }

  /**
   * Takes the last vote or skip back and shows its pair again; a pair whose models were revealed cannot be judged blind
   * any more, so it stays away.
   */
  async undo(): Promise<void> {
    if (this.#busy) return;
    for (;;) {
      const step = this.#history.at(-1);
      if (!step) return;
      const vote = step.kind === 'voted' ? this.#context.votes.find(step.id) : null;
      // It may have been deleted meanwhile: then the one before it is the last.
      if (vote && !(await this.#stored(() => this.#context.votes.remove([vote.id])))) return;
      this.#history = this.#history.slice(0, -1);
      if (step.kind === 'skipped') this.#showAgain(step.pair);
      else if (!vote) continue;
      else if (!step.isRevealed) this.#showAgain(pairOf(vote, step.origin));
      this.#remember();
      return;
    }
  }

  #currentModels(): ChosenModels {
    const { models, settings } = this.#context;
    const exists = (modelId: ModelId | null) => modelId === null || models.has(modelId);
    if (this.#chosen && exists(this.#chosen.first) && exists(this.#chosen.second)) {
      return this.#chosen;
    }
    const newest = models.newestTrained;
    return newest
      ? { first: newest.start, second: newest.trained }
      : { first: settingModelId(settings.values.model), second: null };
  }

  #order(): PairOrder | null {
    const { first, second } = this.#models;
    if (!first || !second || first === second) return null;
    return pairOrder(first, second, this.#context.settings.values.maxNewTokens);
  }

  async #stored(work: () => Promise<void>): Promise<boolean> {
    this.#busy = true;
    try {
      await work();
      this.#storageProblem = null;
      return true;
    } catch (error) {
      this.#storageProblem = storageProblemKind(error);
      return false;
    } finally {
      this.#busy = false;
    }
  }

  #addToHistory(step: ArenaStep): void {
    this.#history = [...this.#history, step].slice(-historyLength);
  }

  #dropPairs(): void {
    if (this.#phase.kind === 'writing') this.#phase.writing.abort.abort();
    this.#ahead?.abort.abort();
    this.#ahead = null;
    this.#ready = [];
    this.#phase = { kind: 'idle' };
  }

  /** Shows what is ready, or what is being written ahead, or asks for a new prompt. */
  async #next(): Promise<void> {
    const order = this.#order();
    // Settings may have changed since they were written.
    const [ready, ...later] = order ? this.#ready.filter((pair) => fitsPairOrder(pair, order)) : [];
    this.#ready = later;
    if (ready) this.#judge(ready);
    else if (order && this.#ahead && isSameOrder(this.#ahead.order, order)) {
      this.#show(this.#ahead);
      this.#ahead = null;
    } else {
      this.#phase = { kind: 'idle' };
      this.#remember();
      const prompt = order && (await this.#drawPrompt());
      const isStillWanted = this.#phase.kind === 'idle' && isSameOrder(order, this.#order());
      if (prompt && order && isStillWanted) this.#show(this.#startWriting(prompt, order));
    }
  }

  #judge(pair: ArenaPair): void {
    this.#phase = { kind: 'judging', pair };
    this.#mayWriteAhead = true;
    this.#remember();
    void this.#writeAhead();
  }

  #show(writing: PairWriting): void {
    this.#phase = { kind: 'writing', writing };
    this.#remember();
  }

  /** What was on the screen comes after it. */
  #showAgain(pair: ArenaPair): void {
    if (this.#pair) this.#ready = [this.#pair, ...this.#ready].slice(0, 5);
    if (this.#phase.kind === 'writing') this.#ahead ??= this.#phase.writing;
    this.#judge(pair);
  }

  #startWriting(prompt: RankPrompt, order: PairOrder): PairWriting {
    const { client, random } = this.#context;
    const writing = { prompt, order, abort: new AbortController() };
    writePair(client, writing, random).then(
      (pair) => this.#finish(writing, pair),
      (error: unknown) => this.#fail(writing, error),
    );
    return writing;
  }

  #finish(writing: PairWriting, pair: ArenaPair): void {
    if (writing.abort.signal.aborted) return;
    if (this.#ahead === writing) this.#ahead = null;
    if (this.#phase.kind === 'writing' && this.#phase.writing === writing) this.#judge(pair);
    else {
      this.#ready = [...this.#ready, pair];
      this.#remember();
    }
  }

  #fail(writing: PairWriting, error: unknown): void {
    if (writing.abort.signal.aborted) return;
    if (this.#ahead === writing) {
      this.#ahead = null;
      // The next pair that is asked for will tell the person; nothing is retried unseen.
      this.#mayWriteAhead = false;
    }
    if (this.#phase.kind !== 'writing' || this.#phase.writing !== writing) return;
    const { prompt } = writing;
    const failure = failureKind(error);
    this.#phase = { kind: 'failed', prompt, failure, detail: failureDetail(error) };
  }

  /** Has the next pair written while the person judges and the engine has nothing else to do. */
  async #writeAhead(): Promise<void> {
    const { status } = this.#context.client;
    const isFree = status.state === 'running' && status.activity === 'ready';
    const isWanted = this.#isOpen && this.#mayWriteAhead && this.#phase.kind === 'judging';
    if (!isFree || !isWanted || this.#ready.length > 0 || this.#ahead) return;
    this.#mayWriteAhead = false;
    const prompt = await this.#drawPrompt();
    const order = this.#order();
    if (prompt && order && !this.#ahead) this.#ahead = this.#startWriting(prompt, order);
  }

  async #drawPrompt(): Promise<RankPrompt | null> {
    const { pool, votes } = this.#context;
    const skipped = this.#history.flatMap((step) => (step.kind === 'skipped' ? [step.pair] : []));
    const shown = this.#pair ? [this.#pair, ...skipped] : skipped;
    const avoid = new Set(shown.map(({ prompt }) => promptKey(prompt.messages)));
    const [prompt] = await pool.draw(1, filterVotes(votes.all, 'person'), { avoid });
    return prompt ?? null;
  }

  #remember(): void {
    const draft: ArenaDraft = {
      models: this.#chosen,
      pair: this.#pair,
      ready: [...this.#ready],
      history: [...this.#history],
    };
    // The cast votes are safe; a draft that cannot be kept is lost only by a reload.
    this.#context.store.preferences.set(storageKey, draft).catch(() => undefined);
  }
}
