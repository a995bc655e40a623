// A thread that is one of a run's workers: opens the run as the main thread does, and joins in every step.
import { on } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { startBackend } from '../../src/nn/backend';
import { useBlas } from '../lib/blas';
import { openRun } from './checkpoint';
import { GradientExchange } from './gradient-exchange';
import type { WorkerStart } from './team';
import { teamStep, type StepOrder } from './team-step';

const { memory, workers, rank, run, blas } = (workerData as { data: WorkerStart }).data;
const port = parentPort!;

await startBackend({
  ...{ backend: 'wasm', wasmFiles: null },
  onDeviceFailure: (_, message) => console.error(message),
});
if (blas !== null) useBlas(blas);
const copy = openRun(run);
const exchange = new GradientExchange(memory, workers, rank);
const orders = on(port, 'message') as AsyncIterable<[StepOrder]>;
port.postMessage('ready');
for await (const [order] of orders) await teamStep(copy, exchange, order);
