// What a PPO run owns while it goes on, and the one file from which it goes on to the bit: both models, both
// optimizers, the random generator, the KL coefficient, the iteration. The loop itself is ppo.ts.
import * as tf from '@tensorflow/tfjs';
import type { Settings } from '../contract/config';
import { Random, type RandomState } from '../core/rng';
import type { WatchedRow } from '../core/run-watch';
import { createAdamW, disposeAdamW, exportAdamW, importAdamW, type AdamW } from '../nn/adamw';
import type { ModelConfig } from '../nn/model-config';
import {
  attachScalarHead,
  cloneParameters,
  disposeParameters,
  equalLayers,
  exportParameters,
  frozenLayers,
  importParameters,
  trainedParameters,
  type Parameters,
} from '../nn/parameters';
import { joinParts, partOf, readSafetensors, writeSafetensors } from '../nn/safetensors';

/** Dispose with `disposePpoState`. */
export interface PpoState {
  policy: Parameters;
  value: Parameters;
  policyOptimizer: AdamW;
  valueOptimizer: AdamW;
  shared: SharedLayers;
  random: Random;
  /** Of the next iteration; changes where it adapts. */
  klCoefficient: number;
  /** What the watch over the run has seen, an entry an iteration. */
  watched: WatchedRow[];
  /** Finished iterations. */
  iteration: number;
}

/**
 * Leading layers that the base, the policy and perhaps the value model have in common for good, because they do not learn:
 * a dialogue goes through these once for all of them. None until `findSharedLayers` has looked.
 */
export interface SharedLayers {
  policy: number;
  /** As many, or 0 where the value model came from elsewhere. */
  value: number;
}

/** Compares the weights, once when a run begins or goes on. */
export async function findSharedLayers(
  state: PpoState,
  base: Parameters,
  { trainedLayers, trainedLayerCount }: Settings,
): Promise<void> {
  const frozen = frozenLayers(base, trainedLayers, trainedLayerCount);
  if (frozen === 0) return;
  const policy = await equalLayers(state.policy, base, frozen);
  const isInValue = (await equalLayers(state.value, base, policy)) === policy;
  state.shared = { policy, value: isInValue ? policy : 0 };
}

/**
 * A new run's state: the policy is a copy of `start` (the base, or the checkpoint that a run branches off), the value
 * model a copy of `valueBackbone` with a head of zeros.
 */
export function createPpoState(
  start: Parameters,
  valueBackbone: Parameters,
  settings: Settings,
): PpoState {
  const random = new Random(settings.seed);
  const policy = cloneParameters(start);
  const value = cloneParameters(valueBackbone);
  attachScalarHead(value, random, 0);
  const { klCoefficient } = settings;
  return withOptimizers(
    { policy, value, random, klCoefficient, watched: [], iteration: 0 },
    settings,
  );
}

function withOptimizers(
  models: Omit<PpoState, 'policyOptimizer' | 'valueOptimizer' | 'shared'>,
  { trainedLayers, trainedLayerCount }: Settings,
): PpoState {
  const optimizerOf = (parameters: Parameters) =>
    createAdamW(trainedParameters(parameters, trainedLayers, trainedLayerCount));
  return {
    ...models,
    shared: { policy: 0, value: 0 },
    policyOptimizer: optimizerOf(models.policy),
    valueOptimizer: optimizerOf(models.value),
  };
}

export function disposePpoState(state: PpoState): void {
  disposeParameters(state.policy);
  disposeParameters(state.value);
  disposeAdamW(state.policyOptimizer);
  disposeAdamW(state.valueOptimizer);
}

/** How a run stood, to put it back to. Its tensors share memory with the run until that learns on. */
export interface KeptState {
  tensors: tf.Tensor[];
  random: RandomState;
  steps: { policy: number; value: number };
}

/** Keeps weights, moments and random state as they are between two iterations; dispose with `disposeKept`. */
export function keepState(state: PpoState): KeptState {
  return {
    tensors: variablesOf(state).map((variable) => tf.keep(tf.clone(variable))),
    random: state.random.state(),
    steps: { policy: state.policyOptimizer.step, value: state.valueOptimizer.step },
  };
}

/** Puts a run back to where it was kept, within the same iteration. */
export function revertState(state: PpoState, { tensors, random, steps }: KeptState): void {
  variablesOf(state).forEach((variable, index) => variable.assign(tensors[index]!));
  state.random = new Random(random);
  state.policyOptimizer.step = steps.policy;
  state.valueOptimizer.step = steps.value;
}

export function disposeKept(kept: KeptState | null): void {
  tf.dispose(kept?.tensors ?? []);
}

/** False when a weight or a moment that learns is no number any more. */
export async function hasOnlyNumbers(state: PpoState): Promise<boolean> {
  for (const variable of variablesOf(state)) {
    if (!(await variable.data()).every((value) => Number.isFinite(value))) return false;
  }
  return true;
}

function variablesOf({ policyOptimizer, valueOptimizer }: PpoState): tf.Variable[] {
  return [policyOptimizer, valueOptimizer].flatMap(
    ({ parameters, firstMoments, secondMoments }) => [
      ...parameters.map(({ variable }) => variable),
      ...firstMoments,
      ...secondMoments,
    ],
  );
}

/** The state as one safetensors file, float32, with the small numbers in its metadata. */
export async function savePpoState(state: PpoState): Promise<ArrayBuffer> {
  const arrays = joinParts({
    policy: await exportParameters(state.policy),
    value: await exportParameters(state.value),
    policyOptimizer: await exportAdamW(state.policyOptimizer),
    valueOptimizer: await exportAdamW(state.valueOptimizer),
  });
  const position = {
    version: 1,
    iteration: state.iteration,
    random: state.random.state(),
    klCoefficient: state.klCoefficient,
    watched: state.watched,
    policyStep: state.policyOptimizer.step,
    valueStep: state.valueOptimizer.step,
  };
  return writeSafetensors(arrays, { metadata: { ppo: JSON.stringify(position) } });
}

/** @throws Error in plain words when the file is damaged or of another model */
export function restorePpoState(
  config: ModelConfig,
  settings: Settings,
  file: ArrayBuffer,
): PpoState {
  const { arrays, metadata } = readSafetensors(file);
  const position = JSON.parse(metadata.ppo ?? 'null') as {
    version: number;
    iteration: number;
    random: RandomState;
    /** Absent in files from before it could adapt. */
    klCoefficient?: number;
    watched?: WatchedRow[];
    policyStep: number;
    valueStep: number;
  } | null;
  if (position?.version !== 1) {
    throw new Error('This file holds no state of a PPO run that this version can go on from.');
  }
  const policy = importParameters(config, partOf(arrays, 'policy'));
  const value = importParameters(config, partOf(arrays, 'value'));
  const { iteration, klCoefficient = settings.klCoefficient, watched = [] } = position;
  const random = new Random(position.random);
  const state = withOptimizers(
    { policy, value, random, klCoefficient, watched, iteration },
    settings,
  );
  try {
    importAdamW(state.policyOptimizer, partOf(arrays, 'policyOptimizer'), position.policyStep);
    importAdamW(state.valueOptimizer, partOf(arrays, 'valueOptimizer'), position.valueStep);
  } catch (error) {
    disposePpoState(state);
    throw error;
  }
  return state;
}
