// First module of a thread that runs TypeScript: tsx registers itself in a process's main thread only (Node 20).
// `workerData.module` is the address of the module to run.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.module);
