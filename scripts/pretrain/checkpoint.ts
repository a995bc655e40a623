// Checkpoints of a pretraining run on disk: weights, optimizer moments and position, written beside the old file and
// renamed over it, so that an interruption at any moment leaves a sound one.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Random } from '../../src/core/rng';
import { createAdamW, exportAdamW, importAdamW, type AdamW } from '../../src/nn/adamw';
import type { ModelConfig } from '../../src/nn/model-config';
import {
  createParameters,
  exportParameters,
  importParameters,
  parameterList,
  type Parameters,
} from '../../src/nn/parameters';
import { readSafetensors, writeSafetensors } from '../../src/nn/safetensors';
import { growWeights } from './grow';

/** Where a run stands. */
export interface Position {
  /** Steps done over both stages. */
  step: number;
  tokensSeen: number;
  /** Seconds of training so far, over all interruptions. */
  trainedSeconds: number;
  /** Smoothed training loss, nats per token. */
  smoothedLoss: number;
}

/** What decides where a run starts or goes on. */
export interface RunStart {
  checkpointPath: string;
  config: ModelConfig;
  seed: number;
  /** A trained model that a new run begins from, of the same size or smaller; null to begin from nothing. */
  growFrom: Ancestor | null;
}

/** A trained model from whose weights another begins. */
export interface Ancestor {
  /** Its name, `micro-chat`. */
  name: string;
  /** Path of its `model.safetensors`. */
  weights: string;
  config: ModelConfig;
}

/** A model in training; the holder disposes weights and moments. */
export interface OpenRun {
  parameters: Parameters;
  optimizer: AdamW;
  position: Position;
}

/** The run's last checkpoint, or its beginning: the same bits at every call. */
export function openRun({ checkpointPath, config, seed, growFrom }: RunStart): OpenRun {
  const makeOptimizer = (parameters: Parameters) => createAdamW(parameterList(parameters));
  const resumed = loadCheckpoint(checkpointPath, config, makeOptimizer);
  if (resumed) return resumed;
  const random = new Random(seed);
  const parameters = growFrom
    ? importParameters(
        config,
        growWeights(readArrays(growFrom.weights).arrays, growFrom.config, config, random),
      )
    : createParameters(config, random);
  const position: Position = { step: 0, tokensSeen: 0, trainedSeconds: 0, smoothedLoss: 0 };
  return { parameters, optimizer: makeOptimizer(parameters), position };
}

/** Of a finished or running model: its weights under Hugging Face's names beside the moments. */
export async function saveCheckpoint(
  path: string,
  parameters: Parameters,
  optimizer: AdamW,
  position: Position,
): Promise<void> {
  const file = writeSafetensors(
    { ...(await exportParameters(parameters)), ...(await exportAdamW(optimizer)) },
    { metadata: { position: JSON.stringify({ ...position, updates: optimizer.step }) } },
  );
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, new Uint8Array(file));
  renameSync(`${path}.new`, path);
}

/** @returns null when there is no checkpoint yet */
export function loadCheckpoint(
  path: string,
  config: ModelConfig,
  makeOptimizer: (parameters: Parameters) => AdamW,
): OpenRun | null {
  if (!existsSync(path)) return null;
  const { arrays, metadata } = readArrays(path);
  const { updates, ...position } = JSON.parse(metadata.position ?? '{}') as Position & {
    updates: number;
  };
  const parameters = importParameters(config, arrays);
  const optimizer = makeOptimizer(parameters);
  importAdamW(optimizer, arrays, updates);
  return { parameters, optimizer, position };
}

/** Of a safetensors file. */
export function readArrays(path: string): ReturnType<typeof readSafetensors> {
  const bytes = readFileSync(path);
  return readSafetensors(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
  );
}
