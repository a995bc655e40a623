// The graphics device of the WebGPU backend: finding an adapter, telling hardware from software, creating the device
// that tfjs then uses, and listening to the errors that tfjs swallows. Imported code only when WebGPU is to run.
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

/** Hears of a GPU error that no call reported, or of a lost device. Nothing computed afterwards can be trusted. */
export type DeviceFailureListener = (kind: 'gpu-error' | 'device-lost', message: string) => void;

export interface FoundAdapter {
  adapter: GPUAdapter;
  /** The adapter's own name, e.g. "nvidia ampere". */
  name: string;
  /** True when the adapter computes on the processor. */
  software: boolean;
}

const softwareNames = /swiftshader|llvmpipe|lavapipe|software|basic render|warp/i;

/** The fastest adapter, or why there is none. */
export async function findAdapter(): Promise<FoundAdapter | 'no-webgpu' | 'no-adapter'> {
  const gpu = typeof navigator === 'undefined' ? undefined : navigator.gpu;
  if (!gpu) return 'no-webgpu';
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return 'no-adapter';
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const parts = description ? [description] : [vendor, architecture, device];
  const name = parts.filter(Boolean).join(' ');
  // Chromium before 136 said it on the adapter itself.
  const fallback =
    isFallbackAdapter || (adapter as { isFallbackAdapter?: boolean }).isFallbackAdapter === true;
  const everyName = [vendor, architecture, device, description].join(' ');
  return { adapter, name: name || 'GPU', software: fallback || softwareNames.test(everyName) };
}

/**
 * Creates a device with the adapter's own limits and makes it tfjs's `webgpu` backend.
 * @throws Error when the device cannot be had or tfjs refuses it
 */
export async function startWebgpu(
  { adapter }: FoundAdapter,
  onFailure: DeviceFailureListener,
): Promise<void> {
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  const { limits } = adapter;
  const device = await adapter.requestDevice({
    requiredFeatures: adapter.features.has('timestamp-query') ? ['timestamp-query'] : [],
    requiredLimits: {
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
      maxBufferSize: limits.maxBufferSize,
      maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
    },
  });
  device.addEventListener('uncapturederror', (event) => {
    event.preventDefault();
    onFailure('gpu-error', event.error.message);
  });
  void device.lost.then(({ reason, message }) => {
    onFailure('device-lost', message || `The device was lost (${reason}).`);
  });
  // The package registers a backend of its own, whose device nobody listens to.
  tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info), 3);
  if (!(await tf.setBackend('webgpu'))) throw new Error('tfjs could not start on WebGPU.');
}

/** Waits until the GPU has done what was asked of it so far; at once on other backends. */
export async function settleGpu(): Promise<void> {
  if (tf.getBackend() !== 'webgpu') return;
  const backend = tf.backend() as WebGPUBackend;
  // Right after a readback there is nothing to submit, which tfjs does not expect.
  backend.ensureCommandEncoderReady();
  backend.submitQueue();
  await backend.queue.onSubmittedWorkDone();
}
