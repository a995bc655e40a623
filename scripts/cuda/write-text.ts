// Writes the training text of one size as files of rows: base-<n>.rows and chat-<n>.rows, and what is held out. Any number
// of these may write side by side, each its own shards; a file that is there is whole.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelSize } from '../../src/contract/records';
import { Random } from '../../src/core/rng';
import { modelSizes } from '../../src/nn/model-config';
import { longMix } from '../pretrain/mix';
import { readSources } from '../pretrain/sources';
import { readTokenizerFiles, writeWhole } from '../pretrain/tokenizer-training';
import { TrainingText, type Demonstration } from '../pretrain/training-text';
import { packRows, streamRows } from './rows';

export interface TextRequest {
  size: ModelSize;
  corporaDir: string | null;
  /** Folder of a model whose tokenizer is used. */
  tokenizerFolder: string;
  out: string;
  seed: number;
  /** Shards `first`, `first + step`, ... below `end`. */
  first: number;
  step: number;
  end: number;
}

export function writeText(request: TextRequest): void {
  const { size, corporaDir, tokenizerFolder, out, seed, first, step, end } = request;
  const files = readTokenizerFiles(tokenizerFolder);
  const text = new TrainingText(readSources(corporaDir, seed), files, {
    ...{ seed, mix: longMix(size), contextLength: modelSizes[size].contextLength },
  });
  const { padTokenId } = text.tokenizer;
  mkdirSync(out, { recursive: true });
  const write = (name: string, rows: Uint16Array) =>
    writeWhole(
      join(out, `${name}.rows`),
      new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength),
    );
  const packed = (chats: readonly Demonstration[], shard: number) =>
    packRows(new Random(1_000_003 * seed + shard).shuffled(chats), padTokenId);
  if (first === 0) {
    const heldOut = text.heldOut();
    write('held-out-small-talk-0', packed(heldOut.smallTalk, 0));
    write('held-out-world-0', packed(heldOut.world, 0));
    write('held-out-text-0', streamRows(heldOut.text));
  }
  for (let shard = first; shard < end; shard += step) {
    write(`base-${shard}`, streamRows(text.baseShard(shard)));
    write(`chat-${shard}`, packed(text.chatShard(shard), shard));
  }
}
