// `loadModel` and `unloadModel`: from addresses or sent weights to a model on the shelf.
import type {
  CommandOf,
  LoadProgress,
  ModelFiles,
  ModelSource,
  Replies,
} from '../../contract/messages';
import { loadLanguageModel } from '../../nn/language-model';
import { parameterCount } from '../../nn/model-config';
import { startedEngine, type Engine } from '../engine';
import { EngineError } from '../failures';
import { fetchModel, fetchModelShape, type ProgressListener } from '../model-files';

/** The page's bar needs no more updates than this. */
const progressIntervalMs = 50;

export async function loadModel(
  engine: Engine,
  command: CommandOf<'loadModel'>,
): Promise<Replies['loadModel']> {
  const { requestId, modelId, source } = command;
  const { assetBase } = startedEngine(engine);
  const controller = new AbortController();
  const { signal } = controller;
  const report = new ProgressReport((progress) =>
    engine.port.send({ type: 'loadProgress', modelId, progress }),
  );
  engine.cancellations.set(requestId, () => controller.abort());
  try {
    return await engine.activity.whileLoading(async () => {
      const onProgress: ProgressListener = (loadedBytes, totalBytes) =>
        report.report({ loadedBytes, totalBytes });
      const files = await readSource(assetBase, source, onProgress, signal);
      return engine.scheduler.once('interactive', () => {
        if (signal.aborted) return { parameters: null };
        const model = loadFiles(files);
        engine.models.put(modelId, model);
        return { parameters: parameterCount(model.parameters.config) };
      });
    });
  } catch (error) {
    if (signal.aborted) return { parameters: null };
    throw error;
  } finally {
    engine.cancellations.delete(requestId);
    report.end();
  }
}

export function unloadModel(engine: Engine, command: CommandOf<'unloadModel'>): object {
  engine.models.remove(command.modelId);
  return {};
}

async function readSource(
  assetBase: string,
  source: ModelSource,
  onProgress: ProgressListener,
  signal: AbortSignal,
): Promise<ModelFiles> {
  switch (source.kind) {
    case 'shipped':
      return fetchModel(assetBase, source.name, onProgress, signal);
    case 'stored':
      return {
        ...(await fetchModelShape(assetBase, source.shippedBase)),
        weights: source.weights,
      };
    default:
      return source satisfies never;
  }
}

function loadFiles(files: ModelFiles) {
  try {
    return loadLanguageModel(files);
  } catch (error) {
    if (error instanceof RangeError) throw error; // out of memory
    const message = error instanceof Error ? error.message : String(error);
    throw new EngineError('bad-input', message, { cause: error });
  }
}

/** Tells the page how much of a model has come: the first and the newest figures, and no more than it can show. */
class ProgressReport {
  private readonly send: (progress: LoadProgress | null) => void;
  private latest: LoadProgress | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: ProgressReport['send']) {
    this.send = send;
  }

  report(progress: LoadProgress): void {
    this.latest = progress;
    if (this.timer === undefined) this.sendLatest();
  }

  end(): void {
    clearTimeout(this.timer);
    if (this.latest) this.send(this.latest);
    this.send(null);
  }

  private sendLatest(): void {
    this.send(this.latest);
    this.latest = null;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.latest) this.sendLatest();
    }, progressIntervalMs);
  }
}
