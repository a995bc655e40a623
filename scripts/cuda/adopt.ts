// Makes a shipped model folder of weights that `train.py` wrote: rounded, measured on what was held out, with its card.
import { join } from 'node:path';
import * as v from 'valibot';
import type { ModelSize } from '../../src/contract/records';
import { modelSizes } from '../../src/nn/model-config';
import { disposeParameters, importParameters } from '../../src/nn/parameters';
import { readArrays } from '../pretrain/checkpoint';
import { heldOutLosses } from '../pretrain/held-out-losses';
import { longMix } from '../pretrain/mix';
import { writeModelFolder } from '../pretrain/model-folder';
import type { Stage } from '../pretrain/plan';
import { readSources } from '../pretrain/sources';
import { readTokenizerFiles } from '../pretrain/tokenizer-training';
import { TrainingText } from '../pretrain/training-text';

export interface AdoptRequest {
  size: ModelSize;
  corporaDir: string | null;
  /** Folder of the model whose tokenizer it was trained with. */
  tokenizerFolder: string;
  /** Folder of `base.safetensors` and `chat.safetensors`. */
  weights: string;
  out: string;
  seed: number;
}

const fromText = v.pipe(v.string(), v.transform(Number), v.finite());
const metadataSchema = v.object({
  ...{ steps: fromText, tokens: fromText, batch: fromText, seconds: fromText, loss: fromText },
  ...{ distinct_tokens: fromText, machine: v.string() },
});

/** @throws Error when a file is missing, damaged, or of another size */
export async function adopt(request: AdoptRequest): Promise<void> {
  const { size, corporaDir, tokenizerFolder, out, seed } = request;
  const files = readTokenizerFiles(tokenizerFolder);
  const sources = readSources(corporaDir, seed);
  const { contextLength } = modelSizes[size];
  const text = new TrainingText(sources, files, { seed, mix: longMix(size), contextLength });
  const config = { ...modelSizes[size], vocabularySize: text.tokenizer.vocabularySize };
  const heldOut = text.heldOut();
  for (const stage of ['base', 'chat'] satisfies Stage[]) {
    const { arrays, metadata } = readArrays(join(request.weights, `${stage}.safetensors`));
    const trained = v.parse(metadataSchema, metadata);
    const parameters = importParameters(config, arrays);
    await writeModelFolder(join(out, `${size}-${stage}`), {
      ...{ size, stage, config, parameters, files, licences: sources.licences, ancestor: null },
      heldOut: await heldOutLosses(parameters, heldOut, text.tokenizer.padTokenId),
      position: {
        ...{ step: trained.steps, tokensSeen: trained.tokens, smoothedLoss: trained.loss },
        trainedSeconds: trained.seconds,
      },
      machine: {
        ...{ kind: 'gpu', name: trained.machine },
        ...{ batchTokens: trained.batch, distinctTokens: trained.distinct_tokens },
      },
    });
    disposeParameters(parameters);
    console.error(`Wrote ${join(out, `${size}-${stage}`)}.`);
  }
}
