// What a fine-tuning owns while it goes on, and the one file from which it goes on to the bit: the model, the
// optimizer, the step. The loop itself is fine-tuning.ts.
import { createAdamW, disposeAdamW, exportAdamW, importAdamW, type AdamW } from '../nn/adamw';
import {
  cloneParameters,
  disposeParameters,
  exportParameters,
  importParameters,
  parameterList,
  type Parameters,
} from '../nn/parameters';
import { joinParts, partOf, readSafetensors, writeSafetensors } from '../nn/safetensors';

/** Dispose with `disposeSftState`. */
export interface SftState {
  parameters: Parameters;
  optimizer: AdamW;
  /** Finished optimizer steps. */
  step: number;
  /** Tokens of prompts and replies that were learned from so far. */
  tokens: number;
}

/** A new one: a copy of the base. */
export function createSftState(base: Parameters): SftState {
  const parameters = cloneParameters(base);
  return { parameters, optimizer: createAdamW(parameterList(parameters)), step: 0, tokens: 0 };
}

export function disposeSftState(state: SftState): void {
  disposeParameters(state.parameters);
  disposeAdamW(state.optimizer);
}

/** The state as one safetensors file, float32, with the small numbers in its metadata. */
export async function saveSftState(state: SftState): Promise<ArrayBuffer> {
  const arrays = joinParts({
    model: await exportParameters(state.parameters),
    optimizer: await exportAdamW(state.optimizer),
  });
  const position = { version: 1, step: state.step, tokens: state.tokens };
  return writeSafetensors(arrays, { metadata: { sft: JSON.stringify(position) } });
}

/** @throws Error in plain words when the file is damaged or of another model */
export function restoreSftState(base: Parameters, file: ArrayBuffer): SftState {
  const { arrays, metadata } = readSafetensors(file);
  const position = JSON.parse(metadata.sft ?? 'null') as {
    version: number;
    step: number;
    tokens: number;
  } | null;
  if (position?.version !== 1) {
    throw new Error('This file holds no state of a fine-tuning that this version can go on from.');
  }
  const parameters = importParameters(base.config, partOf(arrays, 'model'));
  const optimizer = createAdamW(parameterList(parameters));
  const state = { parameters, optimizer, step: position.step, tokens: position.tokens };
  try {
    importAdamW(optimizer, partOf(arrays, 'optimizer'), position.step);
  } catch (error) {
    disposeSftState(state);
    throw error;
  }
  return state;
}
