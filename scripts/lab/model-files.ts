// Finds a model for the lab: the name of a shipped one, or a folder in Hugging Face's layout. Writes such folders too.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadLanguageModel, type LanguageModel } from '../../src/nn/language-model';
import { UsageError } from './options';

const shippedFolder = fileURLToPath(new URL('../../public/models', import.meta.url));
const jsonFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json'] as const;

/** The folder of a model by its name or its path. */
export function modelFolder(nameOrPath: string): string {
  const shipped = join(shippedFolder, nameOrPath);
  if (/^[\w.-]+$/.test(nameOrPath) && existsSync(join(shipped, 'config.json'))) return shipped;
  const folder = resolve(nameOrPath);
  if (existsSync(join(folder, 'config.json'))) return folder;
  const names = existsSync(shippedFolder)
    ? readdirSync(shippedFolder).filter((name) =>
        existsSync(join(shippedFolder, name, 'config.json')),
      )
    : [];
  throw new UsageError(
    `There is no model "${nameOrPath}": neither a shipped one (${names.join(', ') || 'none here'}) nor a folder ` +
      'with a config.json.',
  );
}

/** @throws UsageError in plain words when a file is missing or damaged */
export function openModel(nameOrPath: string): LanguageModel {
  const folder = modelFolder(nameOrPath);
  try {
    const [config, tokenizer, tokenizerConfig] = jsonFiles.map((name): unknown =>
      JSON.parse(readFileSync(join(folder, name), 'utf8')),
    );
    const bytes = readFileSync(join(folder, 'model.safetensors'));
    const weights = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    return loadLanguageModel({ weights, config, tokenizer, tokenizerConfig });
  } catch (error) {
    throw new UsageError(`${folder}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Writes weights beside copies of the base model's other files: a folder that `--model` takes. */
export function writeModel(folder: string, weights: ArrayBuffer, base: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'model.safetensors'), new Uint8Array(weights));
  for (const name of jsonFiles) copyFileSync(join(modelFolder(base), name), join(folder, name));
}
