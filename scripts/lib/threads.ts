// Starts a thread that runs a TypeScript module. V8's flags are the process's: what the main thread set holds in it.
import { Worker } from 'node:worker_threads';

/**
 * @param module address of the module; it finds `data` in `workerData.data`
 * @param data is copied, but for shared memory
 */
export function startThread(module: URL, data: unknown): Worker {
  return new Worker(new URL('./typescript-thread.mjs', import.meta.url), {
    execArgv: [],
    workerData: { module: module.href, data },
  });
}
