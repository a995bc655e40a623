// Growing a model: the larger one says what the smaller one says, and its copies are free to part.
import * as tf from '@tensorflow/tfjs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openRun } from '../../scripts/pretrain/checkpoint';
import { growWeights } from '../../scripts/pretrain/grow';
import { Random } from '../../src/core/rng';
import { disposeAdamW } from '../../src/nn/adamw';
import { startBackend } from '../../src/nn/backend';
import {
  createParameters,
  disposeParameters,
  exportParameters,
  importParameters,
  parameterList,
  type Parameters,
} from '../../src/nn/parameters';
import { writeSafetensors } from '../../src/nn/safetensors';
import { languageLoss, type LanguageBatch } from '../../src/train/sft';

const small = {
  ...{ vocabularySize: 24, width: 16, layers: 2, heads: 2, feedForwardWidth: 20 },
  ...{ contextLength: 32, ropeTheta: 10_000, normEpsilon: 1e-5 },
};
const large = { ...small, width: 32, heads: 4, feedForwardWidth: 36 };

const tokens = Int32Array.from({ length: 24 }, (_, i) => (7 * i + 3) % 24);
const batch: LanguageBatch = {
  ...{ batch: 2, time: 12, tokens, positions: null },
  targets: Int32Array.from(tokens, (token) => (5 * token + 1) % 24),
};

beforeAll(async () => {
  await startBackend({ backend: 'wasm', wasmFiles: null, onDeviceFailure: () => {} });
});

/** Weights far from their start, so that every part of the model matters. */
async function trainedLook(): Promise<Parameters> {
  const parameters = createParameters(small, new Random(3));
  const random = new Random(4);
  for (const { variable } of parameterList(parameters)) {
    const noise = Float32Array.from({ length: variable.size }, () => 0.3 * random.normal());
    variable.assign(tf.add(variable, tf.tensor(noise, variable.shape)));
  }
  return parameters;
}

describe('a grown model', () => {
  it('has the loss of the one it was grown from, and gradients that differ between copies', async () => {
    const parameters = await trainedLook();
    const grown = importParameters(
      large,
      growWeights(await exportParameters(parameters), small, large, new Random(1)),
    );
    const [before] = await languageLoss(parameters, batch).data();
    const [after] = await languageLoss(grown, batch).data();
    expect(before!).toBeGreaterThan(3);
    expect(after!).toBeCloseTo(before!, 4);

    const { grads, value } = tf.variableGrads(() => languageLoss(grown, batch), [grown.embedding]);
    const gradient = (await grads[grown.embedding.name]!.array()) as number[][];
    const apart = gradient.map((row) => Math.abs(row[0]! - row[small.width]!));
    expect(Math.max(...apart)).toBeGreaterThan(1e-3);
    tf.dispose([value, ...Object.values(grads)]);
    disposeParameters(parameters);
    disposeParameters(grown);
  });

  it('is where a run begins that has no checkpoint yet', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'grow-'));
    const parameters = await trainedLook();
    try {
      const weights = join(folder, 'model.safetensors');
      writeFileSync(weights, new Uint8Array(writeSafetensors(await exportParameters(parameters))));
      const run = openRun({
        ...{ checkpointPath: join(folder, 'checkpoint'), config: large, seed: 1 },
        growFrom: { name: 'small-base', weights, config: small },
      });
      const [before] = await languageLoss(parameters, batch).data();
      const [after] = await languageLoss(run.parameters, batch).data();
      expect(after!).toBeCloseTo(before!, 4);
      expect(run.position.step).toBe(0);
      disposeParameters(run.parameters);
      disposeAdamW(run.optimizer);
    } finally {
      rmSync(folder, { recursive: true });
      disposeParameters(parameters);
    }
  });

  it('is refused where it is no widening', async () => {
    const parameters = createParameters(small, new Random(1));
    const arrays = await exportParameters(parameters);
    const grow = (changes: Partial<typeof large>) => () =>
      growWeights(arrays, small, { ...large, ...changes }, new Random(1));
    expect(grow({ layers: 3 })).toThrow('another layers');
    expect(grow({ width: 24, heads: 3 })).toThrow('no multiple of 16');
    expect(grow({ heads: 2 })).toThrow('equally wide');
    expect(grow({ feedForwardWidth: 12 })).toThrow('narrower');
    disposeParameters(parameters);
  });
});
