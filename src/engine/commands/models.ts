// `loadModel` and `unloadModel`: from addresses or sent weights to a model on the shelf.
import type { CommandOf, ModelFiles, ModelSource, Replies } from '../../contract/messages';
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
  const { modelId, source } = command;
  const { assetBase } = startedEngine(engine);
  return engine.activity.whileLoading(async () => {
    const files = await readSource(assetBase, source, progressReport(engine, modelId));
    return engine.scheduler.once('interactive', () => {
      const model = loadFiles(files);
      engine.models.put(modelId, model);
      return { parameters: parameterCount(model.parameters.config) };
    });
  });
}

export function unloadModel(engine: Engine, command: CommandOf<'unloadModel'>): object {
  engine.models.remove(command.modelId);
  return {};
}

async function readSource(
  assetBase: string,
  source: ModelSource,
  onProgress: ProgressListener,
): Promise<ModelFiles> {
  switch (source.kind) {
    case 'shipped':
      return fetchModel(assetBase, source.name, onProgress);
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

function progressReport(
  engine: Engine,
  modelId: CommandOf<'loadModel'>['modelId'],
): ProgressListener {
  let lastAtMs = -Infinity;
  return (loadedBytes, totalBytes) => {
    const complete = loadedBytes === totalBytes;
    if (!complete && engine.now() - lastAtMs < progressIntervalMs) return;
    lastAtMs = engine.now();
    engine.port.send({ type: 'loadProgress', modelId, loadedBytes, totalBytes });
  };
}
