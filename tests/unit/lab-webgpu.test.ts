// Dawn's bindings end up where a browser has WebGPU, in every Node: Node 20 has no `navigator`.
import { afterEach, expect, it, vi } from 'vitest';
import { installWebgpu } from '../../scripts/lab/webgpu';

afterEach(() => vi.unstubAllGlobals());

it.each([undefined, { hardwareConcurrency: 2 }])('gives navigator.gpu, from %o', (before) => {
  vi.stubGlobal('navigator', before);
  vi.stubGlobal('GPUBufferUsage', undefined);
  const gpu = {} as GPU;
  const usage = { STORAGE: 128 };
  installWebgpu({ create: () => gpu, globals: { GPUBufferUsage: usage } });
  expect(navigator.gpu).toBe(gpu);
  expect(globalThis.GPUBufferUsage).toBe(usage);
  expect(navigator.hardwareConcurrency).toBe(before?.hardwareConcurrency);
});
