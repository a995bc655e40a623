// One person ranking prompt after prompt: which prompt is shown, its samples, the order so far, submit,
// skip and undo, and the next prompt written ahead. Owns the draft that survives a reload; the made
// rankings are state/rankings', the order's own steps state/ranking-order's.
import type { EngineClient } from '../client/types';
import type { Message, Ranking } from '../contract/records';
import { candidatesPerRanking, guessTaste, mostInstructive } from '../core/next-prompt';
import { ranksToOrder } from '../core/rankings';
import type { Random } from '../core/rng';
import type { Store } from '../storage/types';
import { failureDetail, failureKind } from './engine.svelte';
import { Judgement } from './judgement.svelte';
import { PersonRepeats } from './person-repeats';
import { promptKey, type PromptPool, type RankPrompt } from './prompt-pool';
import { shownIn, type RankPhase } from './rank-phase';
import { decodeDraft, type PastStep, type RankingDraft } from './ranking-draft';
import { RankingOrder } from './ranking-order.svelte';
import { filterRankings, type RankingsState } from './rankings.svelte';
import { SampleWriting, type RankTask, type WritingOrder } from './sample-writing.svelte';
import type { SettingsState } from './settings.svelte';
import { storageProblemKind, type StorageProblemKind } from './storage-problem';
import { fitsOrder, sameOrder, writingOrder } from './writing-order';

const storageKey = 'ranking-draft';
const historyLength = 20;

export interface RankingSessionContext {
  store: Store;
  client: EngineClient;
  rankings: RankingsState;
  settings: SettingsState;
  pool: PromptPool;
  random: Random;
  now: () => number;
  newId: () => string;
}

export class RankingSession {
  readonly order: RankingOrder;
  #context: RankingSessionContext;
  #phase = $state.raw<RankPhase>({ kind: 'idle' });
  #history = $state.raw<readonly PastStep[]>([]);
  #storageProblem = $state<StorageProblemKind | null>(null);
  #ready: readonly RankTask[] = [];
  #ahead: SampleWriting | null = null;
  #mayWriteAhead = false;
  #isOpen = false;
  #busy = false;
  #task = $derived(this.#phase.kind === 'judging' ? this.#phase.task : null);
  #judgement: Judgement;
  #repeats: PersonRepeats;

  constructor(context: RankingSessionContext) {
    this.#context = context;
    this.order = new RankingOrder(() => this.#remember());
    this.#judgement = new Judgement(this.order, () => this.#task);
    this.#repeats = new PersonRepeats(context);
    context.client.onStatus(() => void this.#writeAhead());
  }

  get phase(): RankPhase {
    return this.#phase;
  }

  /** Per sample the position of an equal one before it, or null. */
  get duplicates(): readonly (number | null)[] {
    return this.#judgement.duplicates;
  }

  /** Per sample its rank as it would be stored: equal samples share one. */
  get ranks(): readonly (number | null)[] {
    return this.#judgement.ranks;
  }

  /** Ordered pairs that submitting would make. */
  get pairCount(): number {
    return this.#judgement.pairCount;
  }

  get tieCount(): number {
    return this.#judgement.comparisonCount - this.pairCount;
  }

  get canSubmit(): boolean {
    return this.#judgement.comparisonCount > 0;
  }

  get canUndo(): boolean {
    return !this.order.isEmpty || this.#history.length > 0;
  }

  /** Why the last judgement could not be stored; it is then still on the screen. */
  get storageProblem(): StorageProblemKind | null {
    return this.#storageProblem;
  }

  /** Reads what was half-made before a reload. Call once, before the page is shown. */
  async load(): Promise<void> {
    const draft = decodeDraft(await this.#context.store.preferences.get(storageKey));
    if (!draft) return;
    this.#history = draft.history;
    this.#ready = draft.ready;
    if (draft.task) this.#judge(draft.task, draft.order);
    else if (draft.prompt) this.#waiting = draft.prompt;
  }
  #waiting: RankPrompt | null = null;

  /** The room was opened: asks the engine for samples unless some are there. */
  async enter(): Promise<void> {
    this.#isOpen = true;
    if (this.#phase.kind !== 'idle') {
      void this.#writeAhead();
      return;
    }
    if (this.#waiting) this.#write(this.#waiting);
    else await this.#next();
  }

  /** The room was left: nothing more is written ahead; what is being written goes on. */
  leave(): void {
    this.#isOpen = false;
  }

  /** Shows alternatives for a conversation from Chat next; what was being judged comes after it. */
  handOver(messages: Message[]): void {
    this.#isOpen = true;
    this.#setAside();
    this.#write({ messages, origin: 'handed-over' });
  }

  /** Tries again after the engine failed. */
  retry(): void {
    if (this.#phase.kind === 'failed') this.#write(this.#phase.prompt);
  }

  click(sample: number): void {
    if (this.#task && sample < this.#task.samples.length) this.order.click(sample);
  }

  toggleTie(sample: number): void {
    if (this.#task && sample < this.#task.samples.length) this.order.toggleTie(sample);
  }

  async submit(): Promise<void> {
    if (this.#task && this.canSubmit) await this.#record(this.#task, [...this.ranks], false);
  }

  async allBad(): Promise<void> {
    if (!this.#task) return;
    const ranks = this.#task.samples.map(() => null);
    await this.#record(this.#task, ranks, true);
  }

  /** A prompt can be passed over once its samples are there, or when they could not be written. */
  get canSkip(): boolean {
    return this.#task !== null || this.#phase.kind === 'failed';
  }

  async skip(): Promise<void> {
    if (!this.canSkip || this.#busy) return;
    if (this.#task) this.#addToHistory({ kind: 'skipped', task: this.#task });
    if (this.#task?.repeatOf !== undefined) this.#repeats.passOver();
    await this.#next();
  }

  /** Takes the last step of the order back; with nothing ordered, the last ranking or skip. */
  async undo(): Promise<void> {
    if (this.#busy || this.order.stepBack()) return;
    for (;;) {
      const step = this.#history.at(-1);
      if (!step) return;
      if (step.kind === 'skipped') {
        this.#history = this.#history.slice(0, -1);
        this.#setAside();
        this.#judge(step.task, []);
        return;
      }
      const ranking = this.#context.rankings.find(step.id);
      // It may have been deleted from the list meanwhile: then the one before it is the last.
      if (ranking && !(await this.#stored(() => this.#context.rankings.remove([step.id])))) return;
      this.#history = this.#history.slice(0, -1);
      if (!ranking) continue;
      this.#setAside();
      const { messages, samples, modelId, sampling, repeatOf } = ranking;
      const task = { prompt: { messages, origin: step.origin }, samples, modelId, sampling };
      this.#judge(
        repeatOf === undefined ? task : { ...task, repeatOf },
        ranksToOrder(ranking.ranks),
      );
      return;
    }
  }

  async #record(task: RankTask, ranks: (number | null)[], allBad: boolean): Promise<void> {
    if (this.#busy) return;
    const { newId, now, rankings } = this.#context;
    const ranking: Ranking = {
      id: newId(),
      createdAtMs: now(),
      messages: task.prompt.messages,
      samples: task.samples,
      ranks,
      allBad,
      source: { kind: 'person' },
      modelId: task.modelId,
      sampling: task.sampling,
      // Should the first one be gone meanwhile, this is the first.
      ...(task.repeatOf && rankings.find(task.repeatOf) ? { repeatOf: task.repeatOf } : {}),
    };
    if (!(await this.#stored(() => rankings.add([ranking])))) return;
    this.#addToHistory({ kind: 'submitted', id: ranking.id, origin: task.prompt.origin });
    await this.#next();
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

  #addToHistory(step: PastStep): void {
    this.#history = [...this.#history, step].slice(-historyLength);
  }

  /** Shows what is due to be ranked again, or what is ready, or being written ahead, or asks for a new prompt. */
  async #next(): Promise<void> {
    this.order.restart([]);
    this.#ready = this.#ready.filter(
      ({ repeatOf }) => repeatOf === undefined || this.#context.rankings.find(repeatOf) !== null,
    );
    const isWaiting = this.#ready.some(({ repeatOf }) => repeatOf !== undefined);
    const repeat = isWaiting ? null : this.#repeats.next();
    const ready = this.#ready[0];
    const ahead = this.#ahead;
    if (repeat) {
      this.#judge(repeat, []);
    } else if (ready) {
      this.#ready = this.#ready.slice(1);
      // Settings may have changed since it was written; a conversation is worth asking again.
      const isFit = ready.repeatOf !== undefined || fitsOrder(ready, this.#writingOrder());
      if (isFit) this.#judge(ready, []);
      else this.#write(ready.prompt);
    } else if (ahead && sameOrder(ahead.order, this.#writingOrder())) {
      this.#ahead = null;
      ahead.awaitShown();
      this.#phase = { kind: 'writing', writing: ahead };
      this.#remember();
    } else {
      this.#phase = { kind: 'idle' };
      const [prompt] = await this.#drawPrompts(1);
      // Chat may have handed something over while the pool was being read.
      if (prompt && this.#phase.kind === 'idle') this.#write(prompt);
    }
  }

  /** Samples that were written whole come back later. */
  #setAside(): void {
    if (this.#task) this.#ready = [this.#task, ...this.#ready].slice(0, 5);
    if (this.#phase.kind === 'writing') this.#ahead ??= this.#phase.writing;
  }

  #judge(task: RankTask, order: RankingDraft['order'] | ReturnType<typeof ranksToOrder>): void {
    this.#phase = { kind: 'judging', task };
    this.order.restart(order);
    this.#mayWriteAhead = true;
    this.#remember();
    void this.#writeAhead();
  }

  #write(prompt: RankPrompt): void {
    this.#waiting = null;
    this.order.restart([]);
    const writing = this.#startWriting([prompt]);
    writing.awaitShown();
    this.#phase = { kind: 'writing', writing };
    this.#remember();
  }

  /** @param prompts where nobody waits, several: the one is taken whose ranking should teach most */
  #startWriting(prompts: readonly [RankPrompt, ...RankPrompt[]]): SampleWriting {
    const { client, pool, random, rankings, settings } = this.#context;
    const choice = {
      wantsDifferent: settings.values.sampleChoice === 'different',
      choosePrompt: (texts: readonly (readonly string[])[]) => {
        const candidates = prompts.map((prompt, index) => ({
          skill: pool.skillOf(prompt),
          texts: texts[index]!,
        }));
        const guess = guessTaste(filterRankings(rankings.all, 'person'), random);
        return mostInstructive(candidates, 1, guess)[0]!;
      },
    };
    const writing = new SampleWriting(client, prompts, this.#writingOrder(), choice, random);
    writing.result.then(
      (task) => this.#finish(writing, task),
      (error: unknown) => this.#fail(writing, error),
    );
    return writing;
  }

  #finish(writing: SampleWriting, task: RankTask): void {
    if (this.#ahead === writing) this.#ahead = null;
    if (this.#phase.kind === 'writing' && this.#phase.writing === writing) {
      this.#judge(task, []);
    } else {
      this.#ready = [...this.#ready, task];
      this.#remember();
    }
  }

  #fail(writing: SampleWriting, error: unknown): void {
    if (this.#ahead === writing) {
      this.#ahead = null;
      // The next prompt that is asked for will tell the person; nothing is retried unseen.
      this.#mayWriteAhead = false;
    }
    if (this.#phase.kind !== 'writing' || this.#phase.writing !== writing) return;
    const { prompt } = writing;
    this.#phase = {
      kind: 'failed',
      prompt,
      failure: failureKind(error),
      detail: failureDetail(error),
    };
  }

  /** Has the next samples written while the person judges and the engine has nothing else to do. */
  async #writeAhead(): Promise<void> {
    const { status } = this.#context.client;
    const isFree = status.state === 'running' && status.activity === 'ready';
    const isWanted = this.#isOpen && this.#mayWriteAhead && this.#phase.kind === 'judging';
    if (!isFree || !isWanted || this.#ready.length > 0 || this.#ahead) return;
    this.#mayWriteAhead = false;
    const isChosen = this.#context.settings.values.promptChoice === 'teaches-most';
    const [first, ...others] = await this.#drawPrompts(isChosen ? candidatesPerRanking : 1);
    if (first && !this.#ahead) this.#ahead = this.#startWriting([first, ...others]);
  }

  async #drawPrompts(count: number): Promise<RankPrompt[]> {
    const { pool, rankings, settings } = this.#context;
    const shown = shownIn(this.#phase).prompt;
    const skipped = this.#history.flatMap((step) => (step.kind === 'skipped' ? [step.task] : []));
    const avoid = new Set(skipped.map((task) => promptKey(task.prompt.messages)));
    if (shown) avoid.add(promptKey(shown.messages));
    const judged = filterRankings(rankings.all, 'person');
    return pool.draw(count, judged, { avoid, choice: settings.values.promptChoice });
  }

  #writingOrder(): WritingOrder {
    return writingOrder(this.#context.settings.values);
  }

  #remember(): void {
    const draft: RankingDraft = {
      prompt: shownIn(this.#phase).prompt,
      task: this.#task,
      order: this.order.groups.map((group) => [...group]),
      ready: [...this.#ready],
      history: [...this.#history],
    };
    // The made rankings are safe; a draft that cannot be kept is lost only by a reload.
    this.#context.store.preferences.set(storageKey, draft).catch(() => undefined);
  }
}
