// What a run of a method other than PPO owns while it goes on, and the one file from which it goes on to the bit: its
// place (iteration, random generator) and, where it learns, the policy and its optimizer. PPO has a value model besides
// and keeps its own (ppo-state.ts).
import type { Method } from '../contract/config';
import { Random, type RandomState } from '../core/rng';
import type { WatchedRow } from '../core/run-watch';
import { createAdamW, disposeAdamW, exportAdamW, importAdamW, type AdamW } from '../nn/adamw';
import {
  cloneParameters,
  disposeParameters,
  exportParameters,
  importParameters,
  parameterList,
  type Parameters,
} from '../nn/parameters';
import {
  joinParts,
  partOf,
  readSafetensors,
  writeSafetensors,
  type NamedArrays,
} from '../nn/safetensors';

/** Where a run stands. */
export interface Position {
  random: Random;
  /** Finished iterations. */
  iteration: number;
  /** What the watch saw of each. */
  watched: WatchedRow[];
}

/** Dispose with `disposePolicyState`. */
export interface PolicyState extends Position {
  policy: Parameters;
  optimizer: AdamW;
}

/** A new run's: the policy is a copy of the base. */
export function createPolicyState(base: Parameters, seed: number): PolicyState {
  const policy = cloneParameters(base);
  const optimizer = createAdamW(parameterList(policy));
  return { policy, optimizer, random: new Random(seed), iteration: 0, watched: [] };
}

export function disposePolicyState({ policy, optimizer }: PolicyState): void {
  disposeParameters(policy);
  disposeAdamW(optimizer);
}

/** The place alone, as a safetensors file without tensors. */
export function savePosition(method: Method, position: Position): ArrayBuffer {
  return writeFile(method, position, {}, 0);
}

/** @throws Error in plain words when the file is damaged or of another method */
export function restorePosition(method: Method, file: ArrayBuffer): Position {
  const { place } = readFile(method, file);
  return { random: new Random(place.random), iteration: place.iteration, watched: place.watched };
}

/** Place, policy and optimizer as one safetensors file, float32. */
export async function savePolicyState(method: Method, state: PolicyState): Promise<ArrayBuffer> {
  const arrays = joinParts({
    policy: await exportParameters(state.policy),
    optimizer: await exportAdamW(state.optimizer),
  });
  return writeFile(method, state, arrays, state.optimizer.step);
}

/** @throws Error in plain words when the file is damaged, of another method or of another model */
export function restorePolicyState(
  method: Method,
  base: Parameters,
  file: ArrayBuffer,
): PolicyState {
  const { place, arrays } = readFile(method, file);
  const policy = importParameters(base.config, partOf(arrays, 'policy'));
  const optimizer = createAdamW(parameterList(policy));
  const random = new Random(place.random);
  const { iteration, watched } = place;
  const state = { policy, optimizer, random, iteration, watched };
  try {
    importAdamW(optimizer, partOf(arrays, 'optimizer'), place.optimizerStep);
  } catch (error) {
    disposePolicyState(state);
    throw error;
  }
  return state;
}

interface Place {
  version: number;
  method: Method;
  iteration: number;
  random: RandomState;
  watched: WatchedRow[];
  optimizerStep: number;
}

function writeFile(
  method: Method,
  { iteration, random, watched }: Position,
  arrays: NamedArrays,
  optimizerStep: number,
): ArrayBuffer {
  const place: Place = {
    ...{ version: 1, method, iteration, random: random.state(), watched },
    optimizerStep,
  };
  return writeSafetensors(arrays, { metadata: { run: JSON.stringify(place) } });
}

function readFile(method: Method, file: ArrayBuffer): { place: Place; arrays: NamedArrays } {
  const { arrays, metadata } = readSafetensors(file);
  const place = JSON.parse(metadata.run ?? 'null') as Place | null;
  if (place?.version !== 1 || place.method !== method) {
    throw new Error(
      `This file holds no state of a run of ${method} that this version can go on from.`,
    );
  }
  return { place, arrays };
}
