// The graphics device of the WebGPU backend: errors that tfjs swallows, and its loss, are heard.
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, expect, it } from 'vitest';
import { startBackend } from '../../src/nn/backend';
import { settleGpu } from '../../src/nn/webgpu-device';

const heard: { kind: string; message: string }[] = [];
const patience = { timeout: 10_000 };
const device = () => (tf.backend() as WebGPUBackend).device;

beforeAll(async () => {
  const info = await startBackend({
    backend: 'webgpu',
    wasmFiles: null,
    onDeviceFailure: (kind, message) => heard.push({ kind, message }),
  });
  expect(info).toMatchObject({ backend: 'webgpu', software: true, reason: 'asked-for' });
});

it('reports an error that no call reports', async () => {
  expect(heard).toEqual([]);
  // A buffer may not be mapped for reading and be a storage buffer.
  device().createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE });
  // Sends what is waiting to the GPU's process, as every training step does.
  await settleGpu();
  await expect.poll(() => heard.map(({ kind }) => kind), patience).toContain('gpu-error');
  expect(heard[0]!.message).toMatch(/usage/i);
});

it('reports a lost device', async () => {
  device().destroy();
  await expect.poll(() => heard.map(({ kind }) => kind), patience).toContain('device-lost');
});
