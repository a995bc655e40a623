// Writes a trained model as a Hugging Face folder: float16 weights, configuration, tokenizer and an honest model card;
// and lists it in the `index.json` that the page reads.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ModelSize } from '../../src/contract/records';
import { disposeLanguageModel, loadLanguageModel } from '../../src/nn/language-model';
import { parameterCount, toHuggingFaceConfig, type ModelConfig } from '../../src/nn/model-config';
import { exportParameters, type Parameters } from '../../src/nn/parameters';
import { writeSafetensors } from '../../src/nn/safetensors';
import { createTokenizer } from '../../src/nn/tokenizer';
import type { Position } from './checkpoint';
import type { HeldOutLosses } from './held-out-losses';
import { modelCard } from './model-card';
import type { Stage } from './plan';
import type { SourceLicence } from './sources';
import { writeWhole, type TokenizerFiles } from './tokenizer-training';

export interface TrainedModel {
  size: ModelSize;
  stage: Stage;
  config: ModelConfig;
  parameters: Parameters;
  files: TokenizerFiles;
  position: Position;
  heldOut: HeldOutLosses;
  licences: SourceLicence[];
  ancestor: Origin | null;
  machine: Machine;
}

/** What trained it: threads of a processor, perhaps with a BLAS library that multiplied, or a GPU by its name. */
export type Machine =
  | { kind: 'processor'; workers: number; blas: boolean }
  | {
      kind: 'gpu';
      name: string;
      /** Tokens of one optimizer step. */
      batchTokens: number;
      /** Of both stages' text; what was read beyond them was read again. */
      distinctTokens: number;
    };

/** The trained model from whose weights another began. */
export interface Origin {
  name: string;
  /** Whether it was smaller. */
  isGrown: boolean;
}

/** The folder's name must be `<size>-<stage>`; files that are there are written over. */
export async function writeModelFolder(folder: string, model: TrainedModel): Promise<void> {
  const { tokenizerJson, tokenizerConfigJson } = model.files;
  const { endTokenId, padTokenId } = createTokenizer(tokenizerJson, tokenizerConfigJson);
  const config = {
    ...toHuggingFaceConfig(model.config, { end: endTokenId, pad: padTokenId }),
    torch_dtype: 'float16',
  };
  const weights = writeSafetensors(await exportParameters(model.parameters), {
    type: 'F16',
    metadata: { format: 'pt' },
  });
  // What the card shows is what the rounded weights say.
  const shipped = loadLanguageModel({
    ...{ weights, config },
    ...{ tokenizer: tokenizerJson, tokenizerConfig: tokenizerConfigJson },
  });
  const card = await modelCard(model, shipped);
  disposeLanguageModel(shipped);
  const json = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'model.safetensors'), new Uint8Array(weights));
  writeFileSync(join(folder, 'config.json'), json(config));
  writeFileSync(join(folder, 'tokenizer.json'), json(tokenizerJson));
  writeFileSync(join(folder, 'tokenizer_config.json'), json(tokenizerConfigJson));
  writeFileSync(join(folder, 'README.md'), card);
  updateIndex(dirname(folder), {
    name: `${model.size}-${model.stage}`,
    stage: model.stage,
    parameters: parameterCount(model.config),
    bytes: weights.byteLength,
  });
}

/** A shipped model, as the page offers it. */
interface IndexEntry {
  name: string;
  stage: Stage;
  parameters: number;
  /** Of the weights, uncompressed. */
  bytes: number;
}

/** `index.json` beside the folders lists the shipped models for the page, smallest first, chat before base. */
function updateIndex(folder: string, entry: IndexEntry): void {
  const path = join(folder, 'index.json');
  const existing = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as IndexEntry[]) : [];
  const others = existing.filter(({ name }) => name !== entry.name);
  const sorted = [...others, entry].sort(
    (a, b) => a.parameters - b.parameters || b.name.localeCompare(a.name),
  );
  writeWhole(path, `${JSON.stringify(sorted, null, 1)}\n`);
}
