// The backend that a command asks for, or a clear refusal: figures of another one would mislead.
import { startBackend } from '../../src/nn/backend';
import type { BackendName, EngineInfo } from '../../src/contract/messages';
import { UsageError } from './options';
import { provideWebgpu } from './webgpu';

/** What `--backend` says. */
export function backendOption(value: string | undefined): BackendName {
  if (value === 'wasm' || value === 'webgpu') return value;
  throw new UsageError(`--backend is wasm or webgpu, not "${value ?? ''}".`);
}

/** Starts it; a device that fails later ends the process. */
export async function startNamedBackend(backend: BackendName): Promise<EngineInfo> {
  if (backend === 'webgpu') await provideWebgpu();
  const info = await startBackend({
    backend,
    wasmFiles: null,
    onDeviceFailure: (kind, message) => {
      console.error(`${kind}: ${message}`);
      process.exit(1);
    },
  });
  if (info.backend !== backend) {
    throw new UsageError(
      `WebGPU does not run here (${info.reason}): ${info.detail ?? 'no reason given'}.`,
    );
  }
  return info;
}
