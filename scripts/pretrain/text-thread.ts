// A thread that writes training text: one shard for every request, in their order.
import { parentPort, workerData } from 'node:worker_threads';
import type { ShardRequest, TextStart } from './text-ahead';
import { TrainingText } from './training-text';

const { sources, tokenizer, options } = (workerData as { data: TextStart }).data;
const text = new TrainingText(sources, tokenizer, options);
const port = parentPort!;

port.on('message', ({ stage, shard }: ShardRequest) => {
  port.postMessage(stage === 'base' ? text.baseShard(shard) : text.chatShard(shard));
});
