// Every model that can be talked to: those shipped with the page, fine-tuned ones and every stored checkpoint, with
// names for people. Must not load any of them.
import {
  type InferOutput,
  array,
  number,
  object,
  optional,
  parse,
  picklist,
  string,
} from 'valibot';
import type { Checkpoint, ModelId, Run, SftModelRecord } from '../contract/records';
import { m } from '../paraglide/messages.js';
import type { Store } from '../storage/types';

const manifestSchema = array(
  object({
    name: string(),
    /** For people; the name will do where there is none. */
    label: optional(string()),
    /** Pretrained only, or fine-tuned on chats as well. */
    stage: optional(picklist(['base', 'chat']), 'chat'),
    parameters: number(),
    /** Of the weights, as they are downloaded where nothing compresses them. */
    bytes: number(),
  }),
);
type ShippedModel = InferOutput<typeof manifestSchema>[number];

export interface ModelChoice {
  id: ModelId;
  /** Complete on its own: "PPO run 2, iteration 20". */
  name: string;
  /** Beside the name, in a list: size, or score and KL. */
  note: string;
}
export interface ModelGroup {
  label: string;
  choices: ModelChoice[];
}

export class ModelsState {
  #shipped = $state.raw<ShippedModel[]>([]);
  /** Newest first, also those without weights yet. */
  #sftModels = $state.raw<SftModelRecord[]>([]);
  #runs = $state.raw<Run[]>([]);
  #checkpoints = $state.raw<Checkpoint[]>([]);
  #manifestFailed = $state(false);
  #store: Store;
  #groups = $derived<ModelGroup[]>(
    [
      { label: m.chat_models_shipped(), choices: this.#shipped.map(shippedChoice) },
      this.#sftGroup(),
      ...this.#runs.map((run) => this.#runGroup(run)),
    ].filter((group, index) => index === 0 || group.choices.length > 0),
  );
  #names = $derived(
    new Map(this.#groups.flatMap((group) => group.choices.map((c) => [c.id, c.name] as const))),
  );

  constructor(store: Store) {
    this.#store = store;
    store.onChange((kind) => {
      if (kind === 'runs' || kind === 'checkpoints' || kind === 'sftModels') void this.refresh();
    });
  }

  /** Reads the list of shipped models and the stored runs. `manifestUrl` is relative to the page. */
  async load(manifestUrl: string): Promise<void> {
    await Promise.all([this.#loadManifest(manifestUrl), this.refresh()]);
  }

  /** To be called when a checkpoint, a run or a fine-tuned model was added or deleted in this tab. */
  async refresh(): Promise<void> {
    const [sftModels, runs, checkpoints] = await Promise.all([
      this.#store.sftModels.all(),
      this.#store.runs.all(),
      this.#store.runs.checkpoints(),
    ]);
    this.#sftModels = sftModels.toSorted((a, b) => b.createdAtMs - a.createdAtMs);
    this.#runs = runs.toSorted((a, b) => b.createdAtMs - a.createdAtMs);
    this.#checkpoints = checkpoints.toSorted((a, b) => b.iteration - a.iteration);
  }

  /** Shipped models, then fine-tuned ones, then runs, newest first, each with its checkpoints, newest first. */
  get groups(): readonly ModelGroup[] {
    return this.#groups;
  }

  /** The newest model that was trained here, with the one that it began with; null while there is none. */
  get newestTrained(): { start: ModelId; trained: ModelId } | null {
    for (const run of this.#runs) {
      const newest = this.#checkpoints.find(({ runId }) => runId === run.id);
      if (newest) return { start: run.baseModelId, trained: `checkpoint:${newest.id}` };
    }
    const tuned = this.#sftModels.find(({ savedStep }) => savedStep > 0);
    return tuned ? { start: tuned.baseModelId, trained: `sft:${tuned.id}` } : null;
  }

  /** Size of a shipped model's weights; null of any other model. */
  weightBytes(id: ModelId): number | null {
    return this.#shippedModel(id)?.bytes ?? null;
  }

  /** True of a shipped model that was pretrained only. */
  isBase(id: ModelId): boolean {
    return this.#shippedModel(id)?.stage === 'base';
  }

  /** True when the list of shipped models could not be read. */
  get manifestFailed(): boolean {
    return this.#manifestFailed;
  }

  has(id: ModelId): boolean {
    return this.#names.has(id);
  }

  /** A model's name for people; of one that is gone, what its id still tells. */
  name(id: ModelId): string {
    return this.#names.get(id) ?? this.#goneName(id);
  }

  /** "PPO run 2": the second that was ever started among those stored. */
  runName(runId: string): string {
    const oldestFirst = this.#runs.toReversed();
    const index = oldestFirst.findIndex((run) => run.id === runId);
    return index < 0 ? m.chat_models_run_gone() : m.chat_models_run({ number: index + 1 });
  }

  /** "SFT model 2": the second that was ever begun among those stored. */
  sftName(id: string): string {
    const index = this.#sftModels.findIndex((model) => model.id === id);
    return index < 0
      ? m.demonstrate_model_gone()
      : m.demonstrate_model({ number: this.#sftModels.length - index });
  }

  #shippedModel(id: ModelId): ShippedModel | undefined {
    return this.#shipped.find(({ name }) => id === `shipped:${name}`);
  }

  async #loadManifest(url: string): Promise<void> {
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${response.status}`);
      this.#shipped = parse(manifestSchema, await response.json());
      this.#manifestFailed = false;
    } catch {
      this.#manifestFailed = true;
    }
  }

  #goneName(id: ModelId): string {
    if (id.startsWith('sft:')) return m.demonstrate_model_gone();
    return id.startsWith('shipped:') ? id.slice('shipped:'.length) : m.chat_models_gone();
  }

  #sftGroup(): ModelGroup {
    const withWeights = this.#sftModels.filter(({ savedStep }) => savedStep > 0);
    return {
      label: m.demonstrate_models_group(),
      choices: withWeights.map(({ id, demonstrationIds }) => ({
        id: `sft:${id}`,
        name: this.sftName(id),
        note: m.demonstrate_models_note({ count: demonstrationIds.length }),
      })),
    };
  }

  #runGroup(run: Run): ModelGroup {
    const name = this.runName(run.id);
    const date = new Date(run.createdAtMs).toLocaleString(undefined, {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    const checkpoints = this.#checkpoints.filter((checkpoint) => checkpoint.runId === run.id);
    return {
      label: m.chat_models_run_group({ name, date }),
      choices: checkpoints.map((checkpoint) => ({
        id: `checkpoint:${checkpoint.id}`,
        name: m.chat_models_checkpoint({ run: name, iteration: checkpoint.iteration }),
        note: checkpointNote(checkpoint),
      })),
    };
  }
}

/** From so many bytes on, a model is an offer for those who have the time to fetch it and a GPU to run it. */
const largeBytes = 8_000_000;

function shippedChoice(model: ShippedModel): ModelChoice {
  const number = (value: number) =>
    (value / 1e6).toLocaleString(undefined, { maximumFractionDigits: 1 });
  const notes = [m.chat_models_size({ millions: number(model.parameters) })];
  if (model.stage === 'base') notes.push(m.chat_models_base());
  if (model.bytes > largeBytes) {
    notes.push(m.chat_models_large({ megabytes: number(model.bytes) }));
  }
  return {
    id: `shipped:${model.name}`,
    name: model.label ?? model.name,
    note: notes.join(', '),
  };
}

function checkpointNote({ score, kl }: Checkpoint): string {
  if (score === null || kl === null) return '';
  const words = (value: number) => value.toLocaleString(undefined, { maximumFractionDigits: 2 });
  return m.chat_models_checkpoint_note({ score: words(score), kl: words(kl) });
}

/** The model that the setting `model` means: a shipped model's name, or a whole model id. */
export function settingModelId(name: string): ModelId {
  return /^(shipped|checkpoint|sft):./.test(name) ? (name as ModelId) : `shipped:${name}`;
}
