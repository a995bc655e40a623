// Chats: the open one with its one or two lanes, the earlier ones, and the exchange with the engine.
// Owns what is stored of them; must not know how they look.
import { array, nullable, object, safeParse, string } from 'valibot';
import type { EngineClient } from '../client/types';
import { modelIdSchema } from '../contract/records';
import type { Chat, ChatTurn, ModelId, Sampling } from '../contract/records';
import type { Store } from '../storage/types';
import { messagesBefore } from './conversations';
import type { FailureWord } from './engine.svelte';
import { settingModelId, type ModelsState } from './models.svelte';
import { LiveReply } from './replies.svelte';
import type { SettingsState } from './settings.svelte';
import { storageProblemKind, type StorageProblemKind } from './storage-problem';

const storageKey = 'chat';
const rememberedSchema = object({
  chatId: nullable(string()),
  modelIds: array(modelIdSchema),
  /** The setting `model` at that time; a link that names another model wins. */
  settingModel: string(),
  draft: string(),
});

type Lane = Chat['lanes'][number];

export interface ChatsContext {
  store: Store;
  client: EngineClient;
  settings: SettingsState;
  models: ModelsState;
  /** Starts loading the models that are likely to be asked for next, and no others. */
  warmUp(modelIds: readonly ModelId[]): void;
}

export class ChatsState {
  #context: ChatsContext;
  #chats = $state.raw<Chat[]>([]);
  #openId = $state<string | null>(null);
  #modelIds = $state.raw<ModelId[]>([]);
  #draft = $state('');
  #live = $state.raw<ReadonlyMap<string, LiveReply>>(new Map());
  #failures = $state.raw<ReadonlyMap<string, { kind: FailureWord; detail: string }>>(new Map());
  #storageProblem = $state<StorageProblemKind | null>(null);
  #open = $derived(this.#chats.find((chat) => chat.id === this.#openId) ?? null);

  constructor(context: ChatsContext) {
    this.#context = context;
    context.store.onChange((kind) => {
      if (kind === 'chats' && !this.busy) void this.#reload();
    });
  }

  /** Reads the stored chats and which of them was open. Call once, before the page is shown. */
  async load(): Promise<void> {
    const { store, settings } = this.#context;
    const [remembered] = await Promise.all([store.preferences.get(storageKey), this.#reload()]);
    const parsed = safeParse(rememberedSchema, remembered);
    const settingModel = settings.values.model;
    if (parsed.success) {
      this.#openId = parsed.output.chatId;
      this.#draft = parsed.output.draft;
      if (parsed.output.settingModel === settingModel) this.#modelIds = parsed.output.modelIds;
    }
    if (this.#modelIds.length === 0) this.#modelIds = [settingModelId(settingModel)];
    const lanes = this.#open?.lanes.length;
    if (lanes === 2 && this.#modelIds.length === 1)
      this.#modelIds = [...this.#modelIds, this.#modelIds[0]!];
    if (lanes === 1) this.#modelIds = this.#modelIds.slice(0, 1);
    this.#context.warmUp(this.#modelIds);
  }

  /** Newest first. */
  get all(): readonly Chat[] {
    return this.#chats;
  }

  /** The chat that is shown; null before the first message of a new one. */
  get open(): Chat | null {
    return this.#open;
  }

  /** One model, or two side by side: who answers the next message. */
  get modelIds(): readonly ModelId[] {
    return this.#modelIds;
  }

  /** What stands in the message field; kept over a reload. */
  get draft(): string {
    return this.#draft;
  }

  /** True while any reply is on its way. */
  get busy(): boolean {
    return this.#live.size > 0;
  }

  /** Set when a chat could not be stored, until the next time it works. */
  get storageProblem(): StorageProblemKind | null {
    return this.#storageProblem;
  }

  liveReply(turnId: string): LiveReply | null {
    return this.#live.get(turnId) ?? null;
  }

  /** Why a reply failed, while this page is open. */
  failure(turnId: string): { kind: FailureWord; detail: string } | null {
    return this.#failures.get(turnId) ?? null;
  }

  write(draft: string): void {
    this.#draft = draft;
    this.#remember();
  }

  /** Chooses who answers in the first lane. A shipped or a fine-tuned model becomes the whole app's model. */
  chooseModel(modelId: ModelId): void {
    this.#modelIds = [modelId, ...this.#modelIds.slice(1)];
    if (!modelId.startsWith('checkpoint:')) {
      this.#context.settings.set('model', modelId.replace(/^shipped:/, ''));
    }
    this.#context.warmUp(this.#modelIds);
    this.#remember();
  }

  /**
   * Adds or changes the second model; null takes it away. Taking it away from a chat that has begun
   * opens a new one, so that nothing said is lost.
   */
  compareWith(modelId: ModelId | null): void {
    if (modelId === null && this.#open?.lanes.length === 2) this.#openId = null;
    const first = this.#modelIds[0]!;
    this.#modelIds = modelId === null ? [first] : [first, modelId];
    const lane = this.#open?.lanes[0];
    if (modelId !== null && this.#open && lane) {
      // A lane that joins later has heard the same, and goes its own way from here.
      const turns = this.#open.lanes[1]?.turns ?? lane.turns;
      this.#put({ ...this.#open, lanes: [lane, { modelId, turns }] });
    }
    this.#context.warmUp(this.#modelIds);
    this.#remember();
  }

  startNew(): void {
    this.stop();
    this.#openId = null;
    this.#remember();
  }

  show(chatId: string): void {
    const chat = this.#chats.find(({ id }) => id === chatId);
    if (!chat) return;
    const { models, settings } = this.#context;
    const fallback = settingModelId(settings.values.model);
    this.#openId = chatId;
    this.#modelIds = chat.lanes.map(({ modelId }) => (models.has(modelId) ? modelId : fallback));
    this.#context.warmUp(this.#modelIds);
    this.#remember();
  }

  async delete(chatId: string): Promise<void> {
    if (this.#openId === chatId) this.startNew();
    this.#chats = this.#chats.filter(({ id }) => id !== chatId);
    await this.#stored(() => this.#context.store.chats.delete(chatId));
  }

  /** Says something to every lane and waits for the replies. Does nothing while replies are coming. */
  async send(text: string): Promise<void> {
    const content = text.trim();
    if (content === '' || this.busy) return;
    const nowMs = Date.now();
    const chat: Chat = this.#open ?? {
      id: crypto.randomUUID(),
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
      lanes: [],
    };
    const lanes = this.#modelIds.map((modelId, index) => ({
      modelId,
      turns: [...(chat.lanes[index]?.turns ?? []), userTurn(content)],
    }));
    this.#openId = chat.id;
    this.#draft = '';
    this.#put({ ...chat, lanes });
    this.#remember();
    await Promise.all(lanes.map((_, lane) => this.#reply(chat.id, lane)));
  }

  /** Writes the last reply of a lane anew. */
  async retry(lane: number): Promise<void> {
    const chat = this.#open;
    const turns = chat?.lanes[lane]?.turns;
    if (!chat || !turns || this.busy || turns.at(-1)?.role !== 'assistant') return;
    const modelId = this.#modelIds[lane] ?? chat.lanes[lane]!.modelId;
    this.#changeLane(chat.id, lane, { modelId, turns: turns.slice(0, -1) });
    await this.#reply(chat.id, lane);
  }

  /** Ends every reply that is on its way; what has come stays. */
  stop(): void {
    for (const reply of this.#live.values()) reply.stop();
  }

  async #reply(chatId: string, lane: number): Promise<void> {
    const before = this.#lane(chatId, lane);
    if (!before) return;
    const { modelId } = before;
    const sampling = this.#sampling();
    const messages = messagesBefore(before.turns);
    const turn: ChatTurn = {
      id: crypto.randomUUID(),
      role: 'assistant',
      content: '',
      modelId,
      sampling,
      ending: null,
    };
    const live = new LiveReply();
    this.#live = new Map(this.#live).set(turn.id, live);
    this.#changeLane(chatId, lane, { turns: [...before.turns, turn] });
    const reply = await live.run(this.#context.client, modelId, messages, sampling);
    if (!reply.ok) {
      const { kind, detail } = reply;
      this.#failures = new Map(this.#failures).set(turn.id, { kind, detail });
    }
    const finished: ChatTurn = {
      ...turn,
      content: reply.text,
      ending: reply.ok ? reply.ending : 'failed',
    };
    this.#live = new Map([...this.#live].filter(([id]) => id !== turn.id));
    const turns = this.#lane(chatId, lane)?.turns ?? [];
    this.#changeLane(chatId, lane, { turns: turns.map((t) => (t.id === turn.id ? finished : t)) });
  }

  #sampling(): Sampling {
    const { values } = this.#context.settings;
    return {
      temperature: values.chatTemperature,
      topK: values.chatTopK,
      topP: values.chatTopP,
      maxNewTokens: values.chatMaxNewTokens,
      seed: values.chatSeed || crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1,
    };
  }

  #lane(chatId: string, lane: number): Lane | null {
    return this.#chats.find(({ id }) => id === chatId)?.lanes[lane] ?? null;
  }

  #changeLane(chatId: string, lane: number, change: Partial<Lane>): void {
    const chat = this.#chats.find(({ id }) => id === chatId);
    // It may have been deleted while the reply was on its way.
    if (!chat) return;
    const lanes = chat.lanes.map((old, index) => (index === lane ? { ...old, ...change } : old));
    this.#put({ ...chat, lanes });
  }

  #put(chat: Chat): void {
    const updated = { ...chat, updatedAtMs: Date.now() };
    this.#chats = [updated, ...this.#chats.filter(({ id }) => id !== chat.id)];
    void this.#stored(() => this.#context.store.chats.put(updated));
  }

  async #stored(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#storageProblem = null;
    } catch (error) {
      this.#storageProblem = storageProblemKind(error);
    }
  }

  async #reload(): Promise<void> {
    const chats = await this.#context.store.chats.all();
    this.#chats = chats.toSorted((a, b) => b.updatedAtMs - a.updatedAtMs);
  }

  #remember(): void {
    const remembered = {
      chatId: this.#openId,
      modelIds: [...this.#modelIds],
      settingModel: this.#context.settings.values.model,
      draft: this.#draft,
    };
    // Losing this only means that the page opens with a new chat.
    this.#context.store.preferences.set(storageKey, remembered).catch(() => undefined);
  }
}

function userTurn(content: string): ChatTurn {
  return {
    id: crypto.randomUUID(),
    role: 'user',
    content,
    modelId: null,
    sampling: null,
    ending: null,
  };
}
