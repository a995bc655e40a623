// The demonstration that is being written, edited or corrected, kept over a reload, and the model's suggestion for its
// reply. Owns no stored demonstration: state/demonstrations does.
import { array, nullable, object, safeParse, string, type InferOutput } from 'valibot';
import type { EngineClient } from '../client/types';
import {
  demonstrationKindSchema,
  messageSchema,
  modelIdSchema,
  type Demonstration,
  type DemonstrationKind,
  type Message,
  type ModelId,
} from '../contract/records';
import { contextOf, promptOf } from '../core/demonstrations';
import type { Store } from '../storage/types';
import type { DemonstrationsState } from './demonstrations.svelte';
import type { FailureWord } from './engine.svelte';
import { LiveReply } from './replies.svelte';
import type { SettingsState } from './settings.svelte';

const storageKey = 'demonstrate.draft';

const draftSchema = object({
  /** The stored demonstration that is being edited; null for a new one. */
  id: nullable(string()),
  kind: demonstrationKindSchema,
  /** Examples or earlier turns: user and assistant in turns. */
  context: array(messageSchema),
  prompt: string(),
  reply: string(),
  origin: nullable(object({ modelId: modelIdSchema, reply: string() })),
});
type Draft = InferOutput<typeof draftSchema>;

const emptyDraft: Draft = {
  id: null,
  kind: 'plain',
  context: [],
  prompt: '',
  reply: '',
  origin: null,
};

/** A question and its answer, shown to the model before the prompt. */
export interface Example {
  question: string;
  answer: string;
}

export interface DraftContext {
  store: Store;
  client: EngineClient;
  settings: SettingsState;
  demonstrations: DemonstrationsState;
}

export class DemonstrationDraft {
  #context: DraftContext;
  #draft = $state.raw<Draft>(emptyDraft);
  #suggesting = $state.raw<LiveReply | null>(null);
  #failure = $state.raw<{ kind: FailureWord; detail: string } | null>(null);
  #suggestionModel = $state.raw<ModelId | null>(null);

  constructor(context: DraftContext) {
    this.#context = context;
  }

  /** Reads what was being written; call once, before the page is shown. */
  async load(): Promise<void> {
    const stored = safeParse(draftSchema, await this.#context.store.preferences.get(storageKey));
    if (stored.success) this.#draft = stored.output;
  }

  get kind(): DemonstrationKind {
    return this.#draft.kind;
  }

  get prompt(): string {
    return this.#draft.prompt;
  }

  /** While a suggestion is being written, what has come of it. */
  get reply(): string {
    return this.#suggesting?.text ?? this.#draft.reply;
  }

  get origin(): Demonstration['origin'] {
    return this.#draft.origin;
  }

  /** Turns of a chat before the prompt, of one from use. */
  get earlierTurns(): readonly Message[] {
    return this.kind === 'from-use' ? this.#draft.context : [];
  }

  /** The examples of a few-shot demonstration. */
  get examples(): readonly Example[] {
    if (this.kind !== 'few-shot') return [];
    const { context } = this.#draft;
    return context.flatMap((question, index) =>
      question.role === 'user'
        ? [{ question: question.content, answer: context[index + 1]?.content ?? '' }]
        : [],
    );
  }

  get isEditing(): boolean {
    return this.#draft.id !== null;
  }

  get isEmpty(): boolean {
    return this.prompt.trim() === '' && this.#draft.reply.trim() === '' && !this.origin;
  }

  get isSuggesting(): boolean {
    return this.#suggesting !== null;
  }

  /** Why the last suggestion did not come. */
  get failure(): { kind: FailureWord; detail: string } | null {
    return this.#failure;
  }

  /** Who suggests; null for the model of the settings. */
  get suggestionModel(): ModelId | null {
    return this.#suggestionModel;
  }

  /** Complete: a prompt, a reply, and no example half-written. */
  get isComplete(): boolean {
    return (
      !this.isSuggesting &&
      this.prompt.trim() !== '' &&
      this.#draft.reply.trim() !== '' &&
      this.#draft.context.every(({ content }) => content.trim() !== '') &&
      (this.kind !== 'few-shot' || this.#draft.context.length > 0)
    );
  }

  chooseSuggestionModel(modelId: ModelId | null): void {
    this.#suggestionModel = modelId;
  }

  chooseKind(kind: 'plain' | 'few-shot'): void {
    if (this.kind === kind) return;
    const context = kind === 'few-shot' ? pairTurns({ question: '', answer: '' }) : [];
    this.#change({ kind, context, origin: null });
  }

  writePrompt(prompt: string): void {
    this.#change({ prompt });
  }

  writeReply(reply: string): void {
    this.#change({ reply });
  }

  addExample(): void {
    this.#setExamples([...this.examples, { question: '', answer: '' }]);
  }

  writeExample(index: number, change: Partial<Example>): void {
    this.#setExamples(
      this.examples.map((example, at) => (at === index ? { ...example, ...change } : example)),
    );
  }

  removeExample(index: number): void {
    const examples = this.examples.filter((_, at) => at !== index);
    if (examples.length === 0) this.chooseKind('plain');
    else this.#setExamples(examples);
  }

  /** Of one from use: learns the reply without what was said before. */
  dropEarlierTurns(): void {
    if (this.kind === 'from-use') this.#change({ context: [] });
  }

  /** Takes a reply of a chat, to be corrected. @param messages what it answered, ending with a user turn */
  correct(messages: readonly Message[], modelId: ModelId, reply: string): void {
    const prompt = messages.at(-1)?.content ?? '';
    const context = messages.slice(0, -1);
    this.#set({ id: null, kind: 'from-use', context, prompt, reply, origin: { modelId, reply } });
  }

  /** Opens a stored demonstration for editing. */
  edit(demonstration: Demonstration): void {
    const { id, kind, reply, origin } = demonstration;
    const [prompt, context] = [promptOf(demonstration), contextOf(demonstration)];
    this.#set({ id, kind, context, prompt, reply, origin });
  }

  clear(): void {
    this.#set(emptyDraft);
  }

  /** Stores it, and begins a new one of the same kind at once. True when it worked; else it is back where it was. */
  async save(): Promise<boolean> {
    if (!this.isComplete) return false;
    const draft = this.#draft;
    const { id, kind, context, prompt, reply, origin } = draft;
    const { demonstrations } = this.#context;
    const nowMs = Date.now();
    // Examples are often shown before several prompts.
    this.#set(kind === 'few-shot' ? { ...emptyDraft, kind, context } : emptyDraft);
    const stored = await demonstrations.add([
      {
        id: id ?? crypto.randomUUID(),
        createdAtMs: (id && demonstrations.find(id)?.createdAtMs) || nowMs,
        updatedAtMs: nowMs,
        kind,
        messages: [...context, { role: 'user', content: prompt.trim() }],
        reply: reply.trim(),
        origin,
      },
    ]);
    if (!stored && this.isEmpty) this.#set(draft);
    return stored;
  }

  /** Lets a model write the reply, to be edited. Never rejects; see `failure`. */
  async suggest(modelId: ModelId): Promise<void> {
    if (this.isSuggesting || this.prompt.trim() === '') return;
    const { client, settings } = this.#context;
    const { chatTemperature, chatTopK, chatTopP, chatMaxNewTokens } = settings.values;
    const live = new LiveReply();
    this.#suggesting = live;
    this.#failure = null;
    const messages: Message[] = [
      ...this.#draft.context.filter(({ content }) => content.trim() !== ''),
      { role: 'user', content: this.prompt.trim() },
    ];
    const reply = await live.run(client, modelId, messages, {
      temperature: chatTemperature,
      topK: chatTopK,
      topP: chatTopP,
      maxNewTokens: chatMaxNewTokens,
      seed: crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1,
    });
    this.#suggesting = null;
    if (!reply.ok) this.#failure = { kind: reply.kind, detail: reply.detail };
    // An attempt that brought nothing takes nothing away.
    if (reply.text.trim() !== '') this.#change({ reply: reply.text.trim() });
  }

  /** Ends a suggestion; what has come of it stays. */
  stopSuggesting(): void {
    this.#suggesting?.stop();
  }

  #setExamples(examples: readonly Example[]): void {
    // An imported one may begin with a system message, which has no field here.
    const system = this.#draft.context.filter(({ role }) => role === 'system');
    this.#change({ context: [...system, ...examples.flatMap(pairTurns)] });
  }

  #change(change: Partial<Draft>): void {
    this.#set({ ...this.#draft, ...change });
  }

  #set(draft: Draft): void {
    this.#draft = draft;
    this.#failure = null;
    // Losing a draft is no reason to stop anyone.
    this.#context.store.preferences.set(storageKey, draft).catch(() => undefined);
  }
}

function pairTurns({ question, answer }: Example): Message[] {
  return [
    { role: 'user', content: question },
    { role: 'assistant', content: answer },
  ];
}
