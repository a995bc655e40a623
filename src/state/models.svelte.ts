// Every model that can be talked to: those shipped with the page and every stored checkpoint, with
// names for people. Must not load any of them.
import { type InferOutput, array, number, object, optional, parse, string } from 'valibot';
import type { Checkpoint, ModelId, Run } from '../contract/records';
import { m } from '../paraglide/messages.js';
import type { Store } from '../storage/types';

const manifestSchema = array(
  object({
    name: string(),
    /** For people; the name will do where there is none. */
    label: optional(string()),
    parameters: number(),
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
  #runs = $state.raw<Run[]>([]);
  #checkpoints = $state.raw<Checkpoint[]>([]);
  #manifestFailed = $state(false);
  #store: Store;
  #groups = $derived<ModelGroup[]>([
    { label: m.chat_models_shipped(), choices: this.#shipped.map(shippedChoice) },
    ...this.#runs.map((run) => this.#runGroup(run)).filter((group) => group.choices.length > 0),
  ]);
  #names = $derived(
    new Map(this.#groups.flatMap((group) => group.choices.map((c) => [c.id, c.name] as const))),
  );

  constructor(store: Store) {
    this.#store = store;
    store.onChange((kind) => {
      if (kind === 'runs' || kind === 'checkpoints') void this.refresh();
    });
  }

  /** Reads the list of shipped models and the stored runs. `manifestUrl` is relative to the page. */
  async load(manifestUrl: string): Promise<void> {
    await Promise.all([this.#loadManifest(manifestUrl), this.refresh()]);
  }

  /** To be called when a checkpoint or a run was added or deleted in this tab. */
  async refresh(): Promise<void> {
    const [runs, checkpoints] = await Promise.all([
      this.#store.runs.all(),
      this.#store.runs.checkpoints(),
    ]);
    this.#runs = runs.toSorted((a, b) => b.createdAtMs - a.createdAtMs);
    this.#checkpoints = checkpoints.toSorted((a, b) => b.iteration - a.iteration);
  }

  /** Shipped models, then runs, newest first, each with its checkpoints, newest first. */
  get groups(): readonly ModelGroup[] {
    return this.#groups;
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
    return id.startsWith('shipped:') ? id.slice('shipped:'.length) : m.chat_models_gone();
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

function shippedChoice(model: ShippedModel): ModelChoice {
  const millions = (model.parameters / 1e6).toLocaleString(undefined, { maximumFractionDigits: 1 });
  return {
    id: `shipped:${model.name}`,
    name: model.label ?? model.name,
    note: m.chat_models_size({ millions }),
  };
}

function checkpointNote({ score, kl }: Checkpoint): string {
  if (score === null || kl === null) return '';
  const words = (value: number) => value.toLocaleString(undefined, { maximumFractionDigits: 2 });
  return m.chat_models_checkpoint_note({ score: words(score), kl: words(kl) });
}

/** The model that the setting `model` means: a shipped model's name, or a whole model id. */
export function settingModelId(name: string): ModelId {
  return /^(shipped|checkpoint):./.test(name) ? (name as ModelId) : `shipped:${name}`;
}
