// `initialise`: starts the backend, and from then on hears of device failures for as long as the worker lives.
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import type { CommandOf, Replies } from '../../contract/messages';
import { startBackend } from '../../nn/backend';
import type { Engine } from '../engine';
import { EngineError } from '../failures';

const wasmFiles = {
  'tfjs-backend-wasm.wasm': absolute(plainWasm),
  'tfjs-backend-wasm-simd.wasm': absolute(simdWasm),
  'tfjs-backend-wasm-threaded-simd.wasm': absolute(threadedWasm),
};

/** Threads are started from blob addresses, which no relative address can be resolved against. */
function absolute(address: string): string {
  return new URL(address, location.href).href;
}

export async function initialise(
  engine: Engine,
  command: CommandOf<'initialise'>,
): Promise<Replies['initialise']> {
  const info = await startBackend({
    backend: command.backend,
    wasmFiles,
    webgpuFailure: command.webgpuFailure ?? null,
    onDeviceFailure: (kind, message) => {
      // First this, so that the page gives the engine up before it hears of what failed with it.
      engine.port.send({ type: 'deviceFailure', kind, message });
      engine.scheduler.failAll(new EngineError(kind, message));
    },
  });
  engine.started = { info, assetBase: command.assetBase };
  engine.activity.setStarted();
  return { info };
}
