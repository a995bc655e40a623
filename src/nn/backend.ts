// Chooses where tensors live: WebGPU on real graphics hardware, else WASM, and says why. Runs in the worker and in
// Node. Knows no messages and no addresses: the caller says where the WASM files are.
import * as tf from '@tensorflow/tfjs';
import {
  getThreadsCount,
  setThreadsCount,
  setWasmPaths,
  type BackendWasm,
} from '@tensorflow/tfjs-backend-wasm';
import type { BackendName, EngineInfo } from '../contract/messages';
import { selfTest } from './self-test';
import { findAdapter, startWebgpu, type DeviceFailureListener } from './webgpu-device';

export interface BackendRequest {
  backend: 'auto' | BackendName;
  /** Addresses of the three WASM binaries by file name; null where tfjs finds them itself (Node). */
  wasmFiles: Record<string, string> | null;
  /** Why WebGPU was given up before, so that it is not tried again. */
  webgpuFailure?: string | null;
  onDeviceFailure: DeviceFailureListener;
}

type WhyWasm = Pick<EngineInfo, 'reason' | 'detail'>;

/**
 * Starts tfjs on the best backend, or on the one that is asked for where it can run.
 * @throws Error when not even WASM starts
 */
export async function startBackend(request: BackendRequest): Promise<EngineInfo> {
  if (request.backend === 'wasm') {
    return startWasm(request, { reason: 'asked-for', detail: null });
  }
  if (request.webgpuFailure) {
    return startWasm(request, { reason: 'webgpu-failed', detail: request.webgpuFailure });
  }
  const outcome = await tryWebgpu(request).catch((error: unknown): WhyWasm => {
    return {
      reason: 'webgpu-failed',
      detail: error instanceof Error ? error.message : String(error),
    };
  });
  return 'backend' in outcome ? outcome : startWasm(request, outcome);
}

async function tryWebgpu(request: BackendRequest): Promise<EngineInfo | WhyWasm> {
  const found = await findAdapter();
  if (typeof found === 'string') return { reason: found, detail: null };
  if (found.software && request.backend === 'auto') {
    return { reason: 'software-adapter', detail: found.name };
  }
  let failure: string | null = null;
  let chosen = false;
  await startWebgpu(found, (kind, message) => {
    failure ??= message;
    if (chosen) request.onDeviceFailure(kind, message);
  });
  const problem = (await selfTest()) ?? failure;
  if (problem) {
    tf.removeBackend('webgpu');
    return { reason: 'self-test-failed', detail: problem };
  }
  chosen = true;
  return {
    backend: 'webgpu',
    device: found.name,
    software: found.software,
    threads: 0,
    reason: request.backend === 'webgpu' ? 'asked-for' : 'hardware-gpu',
    detail: null,
  };
}

async function startWasm(request: BackendRequest, why: WhyWasm): Promise<EngineInfo> {
  if (request.wasmFiles) setWasmPaths(request.wasmFiles);
  const cores = typeof navigator === 'undefined' ? 1 : (navigator.hardwareConcurrency ?? 1);
  // tfjs gives itself half of the cores. Where that is one, its threaded build only costs: slower memory, and a
  // worker that is never used.
  if (cores < 4) tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  else setThreadsCount(cores);
  if (!(await tf.setBackend('wasm'))) throw new Error('tfjs could not start on WASM.');
  refuseNullPointers(tf.backend() as BackendWasm);
  const problem = await selfTest();
  if (problem) throw new Error(`WASM computes wrongly here. ${problem}`);
  const threads = Math.max(1, getThreadsCount());
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  const device = `${simd ? 'SIMD' : 'no SIMD'}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  return { backend: 'wasm', device, software: false, threads, ...why };
}

/** tfjs does not look whether memory was given; it would then write over address 0. */
function refuseNullPointers(backend: BackendWasm): void {
  // The package's types leave out what Emscripten adds to every module.
  const module = backend.wasm as unknown as { _malloc: (bytes: number) => number };
  const allocate = module._malloc;
  module._malloc = (bytes) => {
    const address = allocate(bytes);
    if (address === 0 && bytes > 0) {
      throw new RangeError(`Out of memory: WASM could not give ${bytes} bytes.`);
    }
    return address;
  };
}
