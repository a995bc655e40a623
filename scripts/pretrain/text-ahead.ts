// Training text written ahead of its use, in a thread of its own: while one shard is read the next one is made.
import type { Worker } from 'node:worker_threads';
import { startThread } from '../lib/threads';
import type { Stage } from './plan';
import type { Sources } from './sources';
import type { TokenizerFiles } from './tokenizer-training';
import type { Demonstration, TextOptions } from './training-text';

/** What the thread makes its `TrainingText` from. */
export interface TextStart {
  sources: Sources;
  tokenizer: TokenizerFiles;
  options: TextOptions;
}

export interface ShardRequest {
  stage: Stage;
  shard: number;
}

type Shard = Uint16Array | Demonstration[];

/** Writes shards when asked, and keeps each until it is fetched. */
export class TextAhead {
  readonly #thread: Worker;
  readonly #shards = new Map<string, Promise<Shard>>();
  /** Requests that have no answer yet, the oldest first. */
  readonly #waiting: { resolve: (shard: Shard) => void; reject: (error: Error) => void }[] = [];
  #failure: Error | null = null;

  constructor(start: TextStart) {
    this.#thread = startThread(new URL('./text-thread.ts', import.meta.url), start);
    this.#thread.on('message', (shard: Shard) => this.#waiting.shift()!.resolve(shard));
    this.#thread.on('error', (error) => {
      this.#failure = error;
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
  }

  /** Has a shard written, if it is not yet. */
  order(request: ShardRequest): void {
    void this.#written(request);
  }

  /** Tokens of a shard of the first stage. @throws Error when the thread failed */
  base(shard: number): Promise<Uint16Array> {
    return this.#fetch({ stage: 'base', shard }) as Promise<Uint16Array>;
  }

  /** A shard of the second stage. @throws Error when the thread failed */
  chat(shard: number): Promise<Demonstration[]> {
    return this.#fetch({ stage: 'chat', shard }) as Promise<Demonstration[]>;
  }

  async close(): Promise<void> {
    await this.#thread.terminate();
  }

  async #fetch(request: ShardRequest): Promise<Shard> {
    const shard = await this.#written(request);
    this.#shards.delete(key(request));
    return shard;
  }

  #written(request: ShardRequest): Promise<Shard> {
    const ordered = this.#shards.get(key(request));
    if (ordered) return ordered;
    const written = new Promise<Shard>((resolve, reject) => {
      if (this.#failure) reject(this.#failure);
      this.#waiting.push({ resolve, reject });
    });
    // Whoever fetches it hears of a failure; nobody may.
    written.catch(() => {});
    this.#shards.set(key(request), written);
    this.#thread.postMessage(request);
    return written;
  }
}

const key = ({ stage, shard }: ShardRequest): string => `${stage} ${shard}`;
