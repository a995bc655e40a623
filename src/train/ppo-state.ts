// What a PPO run owns while it goes on, and the one file from which it goes on to the bit: both models, both
// optimizers, the random generator, the iteration. The loop itself is ppo.ts.
import { Random, type RandomState } from '../core/rng';
import { createAdamW, disposeAdamW, exportAdamW, importAdamW, type AdamW } from '../nn/adamw';
import type { ModelConfig } from '../nn/model-config';
import {
  attachScalarHead,
  cloneParameters,
  disposeParameters,
  exportParameters,
  importParameters,
  parameterList,
  type Parameters,
} from '../nn/parameters';
import { readSafetensors, writeSafetensors, type NamedArrays } from '../nn/safetensors';

/** Dispose with `disposePpoState`. */
export interface PpoState {
  policy: Parameters;
  value: Parameters;
  policyOptimizer: AdamW;
  valueOptimizer: AdamW;
  random: Random;
  /** Finished iterations. */
  iteration: number;
}

/**
 * A new run's state: the policy is a copy of the base, the value model a copy of `valueBackbone` with a head of zeros.
 */
export function createPpoState(
  base: Parameters,
  valueBackbone: Parameters,
  seed: number,
): PpoState {
  const random = new Random(seed);
  const policy = cloneParameters(base);
  const value = cloneParameters(valueBackbone);
  attachScalarHead(value, random, 0);
  return withOptimizers(policy, value, random, 0);
}

function withOptimizers(
  policy: Parameters,
  value: Parameters,
  random: Random,
  iteration: number,
): PpoState {
  return {
    policy,
    value,
    policyOptimizer: createAdamW(parameterList(policy)),
    valueOptimizer: createAdamW(parameterList(value)),
    random,
    iteration,
  };
}

export function disposePpoState(state: PpoState): void {
  disposeParameters(state.policy);
  disposeParameters(state.value);
  disposeAdamW(state.policyOptimizer);
  disposeAdamW(state.valueOptimizer);
}

const parts = ['policy', 'value', 'policyOptimizer', 'valueOptimizer'] as const;

/** The state as one safetensors file, float32, with the small numbers in its metadata. */
export async function savePpoState(state: PpoState): Promise<ArrayBuffer> {
  const arrays: NamedArrays = {};
  for (const part of parts) {
    const own = await (part === 'policy' || part === 'value'
      ? exportParameters(state[part])
      : exportAdamW(state[part]));
    for (const [name, array] of Object.entries(own)) arrays[`${part}/${name}`] = array;
  }
  const position = {
    version: 1,
    iteration: state.iteration,
    random: state.random.state(),
    policyStep: state.policyOptimizer.step,
    valueStep: state.valueOptimizer.step,
  };
  return writeSafetensors(arrays, { metadata: { ppo: JSON.stringify(position) } });
}

/** @throws Error in plain words when the file is damaged or of another model */
export function restorePpoState(config: ModelConfig, file: ArrayBuffer): PpoState {
  const { arrays, metadata } = readSafetensors(file);
  const position = JSON.parse(metadata.ppo ?? 'null') as {
    version: number;
    iteration: number;
    random: RandomState;
    policyStep: number;
    valueStep: number;
  } | null;
  if (position?.version !== 1) {
    throw new Error('This file holds no state of a PPO run that this version can go on from.');
  }
  const own = (part: (typeof parts)[number]): NamedArrays =>
    Object.fromEntries(
      Object.entries(arrays)
        .filter(([name]) => name.startsWith(`${part}/`))
        .map(([name, array]) => [name.slice(part.length + 1), array]),
    );
  const policy = importParameters(config, own('policy'));
  const value = importParameters(config, own('value'));
  const state = withOptimizers(policy, value, new Random(position.random), position.iteration);
  try {
    importAdamW(state.policyOptimizer, own('policyOptimizer'), position.policyStep);
    importAdamW(state.valueOptimizer, own('valueOptimizer'), position.valueStep);
  } catch (error) {
    disposePpoState(state);
    throw error;
  }
  return state;
}
