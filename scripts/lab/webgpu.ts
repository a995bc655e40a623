// WebGPU in Node, through Dawn's bindings where they are installed (`npm i --no-save webgpu`).
import { UsageError } from './options';

/** Gives Node the browser's `navigator.gpu`. */
export async function provideWebgpu(): Promise<void> {
  // By a variable: the package is an extra that this project does not depend on.
  const name = 'webgpu';
  try {
    const dawn = (await import(name)) as { create(flags: string[]): unknown; globals: object };
    Object.assign(globalThis, dawn.globals);
    Object.defineProperty(navigator, 'gpu', { value: dawn.create([]), configurable: true });
  } catch (error) {
    throw new UsageError(
      `WebGPU in Node needs Dawn's bindings (npm i --no-save webgpu): ${(error as Error).message.split('\n')[0]}`,
    );
  }
}
