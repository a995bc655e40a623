// WebGPU in Node, through Dawn's bindings where they are installed (`npm i --no-save webgpu`).
import { UsageError } from './options';

interface Dawn {
  create(flags: string[]): GPU;
  globals: object;
}

/** Gives Node the browser's `navigator.gpu`. */
export async function provideWebgpu(): Promise<void> {
  // By a variable: the package is an extra that this project does not depend on.
  const name = 'webgpu';
  let dawn: Dawn;
  try {
    dawn = (await import(name)) as Dawn;
  } catch (error) {
    throw new UsageError(
      `WebGPU in Node needs Dawn's bindings (npm i --no-save webgpu): ${(error as Error).message.split('\n')[0]}`,
    );
  }
  installWebgpu(dawn);
}

/** Puts the bindings where a browser has them. */
export function installWebgpu({ create, globals }: Dawn): void {
  Object.assign(globalThis, globals);
  // Node 20 has no `navigator` at all.
  if (typeof navigator === 'undefined') {
    Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
  }
  Object.defineProperty(navigator, 'gpu', { value: create([]), configurable: true });
}
