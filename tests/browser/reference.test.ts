// WebGPU against PyTorch (tests/reference): the same questions that tests/unit/reference-backend.test.ts asks of WASM.
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/nn/backend';
import { settleGpu } from '../../src/nn/webgpu-device';
import { adamWTests } from '../reference/adamw-tests';
import { lossTests } from '../reference/loss-tests';
import { methodTests } from '../reference/method-tests';
import { modelTests } from '../reference/model-tests';

const failures: string[] = [];

describe('WebGPU', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    const { backend } = await startBackend({
      backend: 'webgpu',
      wasmFiles: null,
      onDeviceFailure: (kind, message) => failures.push(`${kind}: ${message}`),
    });
    expect(backend).toBe('webgpu');
  });

  modelTests();
  adamWTests();
  lossTests();
  methodTests();

  it('reported no error meanwhile', async () => {
    await settleGpu();
    expect(failures).toEqual([]);
  });
});
