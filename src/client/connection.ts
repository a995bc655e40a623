// One Worker, from its creation to its death: requests and their answers, progress on its way, and noticing the
// death, which the browser announces to nobody. Starts no second worker and knows no models.
import type {
  Command,
  CommandOf,
  CommandType,
  EngineEvent,
  FailureKind,
  Replies,
} from '../contract/messages';
import { EngineCallError } from './failure';

/** Events that answer no request and are the client's to deal with. */
export type LooseEvent = Exclude<
  EngineEvent,
  { type: 'reply' | 'failed' | 'tokens' | 'rewardProgress' | 'alive' | 'deviceFailure' }
>;
export type ProgressEvent = Extract<EngineEvent, { type: 'tokens' | 'rewardProgress' }>;

/** Why a worker is no more. */
export interface Death {
  kind: Extract<FailureKind, 'gpu-error' | 'device-lost'> | 'engine-died';
  reason: string;
}

export interface ConnectionOptions {
  worker: Worker;
  /** A worker that says nothing for this long is taken for dead; it speaks every two seconds. */
  silenceTimeoutMs: number;
  /** The same before its first word, while its code is still being fetched. */
  startTimeoutMs: number;
  onEvent: (event: LooseEvent) => void;
  /** Called once, after all pending requests were rejected; not when `close` was called. */
  onDeath: (death: Death) => void;
}

interface Pending {
  resolve: (reply: Replies[CommandType]) => void;
  reject: (error: EngineCallError) => void;
  onProgress: ((event: ProgressEvent) => void) | undefined;
}

export interface Request<Reply> {
  requestId: number;
  answer: Promise<Reply>;
}

/** Of a union, member by member. */
type WithoutId<C> = C extends unknown ? Omit<C, 'requestId'> : never;

export class Connection {
  private readonly options: ConnectionOptions;
  private readonly pending = new Map<number, Pending>();
  private readonly lockWatch = new AbortController();
  private readonly watchdog: ReturnType<typeof setInterval>;
  private nextRequestId = 1;
  private heardAtMs = performance.now();
  private checkedAtMs = performance.now();
  private spoken = false;
  private death: Death | null = null;

  constructor(options: ConnectionOptions) {
    this.options = options;
    const { worker } = options;
    worker.onmessage = ({ data }: MessageEvent<EngineEvent>) => this.hear(data);
    worker.onerror = (event) => {
      const reason = event.message || 'The engine could not be loaded.';
      this.die({ kind: 'engine-died', reason });
    };
    worker.onmessageerror = () => {
      this.die({ kind: 'engine-died', reason: 'A message of the engine could not be read.' });
    };
    const intervalMs = Math.min(options.silenceTimeoutMs, options.startTimeoutMs) / 4;
    this.watchdog = setInterval(() => this.checkSilence(intervalMs), intervalMs);
  }

  /** Sends a command; the answer rejects with an EngineCallError. Buffers in `transfer` are gone afterwards. */
  request<Type extends CommandType>(
    command: WithoutId<CommandOf<Type>>,
    options: { onProgress?: (event: ProgressEvent) => void; transfer?: ArrayBuffer[] } = {},
  ): Request<Replies[Type]> {
    const requestId = this.nextRequestId++;
    const answer = new Promise<Replies[Type]>((resolve, reject) => {
      if (this.death) {
        reject(new EngineCallError(this.death.kind, this.death.reason));
        return;
      }
      const { onProgress, transfer = [] } = options;
      this.pending.set(requestId, {
        resolve: resolve as Pending['resolve'],
        reject,
        onProgress,
      });
      try {
        this.options.worker.postMessage({ ...command, requestId } as Command, transfer);
      } catch (error) {
        this.pending.delete(requestId);
        const reason = error instanceof Error ? error.message : String(error);
        reject(new EngineCallError('bad-input', `The request cannot be sent: ${reason}`));
      }
    });
    return { requestId, answer };
  }

  /** Ends the worker; pending requests reject with this reason. */
  close(reason: string): void {
    this.end({ kind: 'engine-died', reason });
  }

  private hear(event: EngineEvent): void {
    if (this.death) return;
    this.heardAtMs = performance.now();
    this.spoken = true;
    switch (event.type) {
      case 'reply':
        this.takePending(event.requestId)?.resolve(event);
        return;
      case 'failed':
        this.takePending(event.requestId)?.reject(new EngineCallError(event.kind, event.message));
        return;
      case 'tokens':
      case 'rewardProgress':
        this.pending.get(event.requestId)?.onProgress?.(event);
        return;
      case 'alive':
        if (event.lock) this.watchLock(event.lock);
        return;
      case 'deviceFailure':
        this.die({ kind: event.kind, reason: event.message });
        return;
      default:
        this.options.onEvent(event);
    }
  }

  private takePending(requestId: number): Pending | undefined {
    const found = this.pending.get(requestId);
    this.pending.delete(requestId);
    return found;
  }

  private watched: string | null = null;

  /** The browser hands the lock over the moment the worker is gone. */
  private watchLock(name: string): void {
    if (this.watched || !navigator.locks) return;
    this.watched = name;
    navigator.locks
      .request(name, { signal: this.lockWatch.signal }, () => {
        this.die({ kind: 'engine-died', reason: 'The engine ended unexpectedly.' });
      })
      .catch(() => {}); // aborted by `end`
  }

  private checkSilence(intervalMs: number): void {
    const nowMs = performance.now();
    // The page itself slept, or was kept busy: the engine's words may be waiting to be read.
    const late = nowMs - this.checkedAtMs > 2 * intervalMs;
    this.checkedAtMs = nowMs;
    if (late) this.heardAtMs = nowMs;
    const { silenceTimeoutMs, startTimeoutMs } = this.options;
    if (nowMs - this.heardAtMs > (this.spoken ? silenceTimeoutMs : startTimeoutMs)) {
      this.die({ kind: 'engine-died', reason: 'The engine stopped answering.' });
    }
  }

  private die(death: Death): void {
    if (this.death) return;
    this.end(death);
    this.options.onDeath(death);
  }

  private end(death: Death): void {
    if (this.death) return;
    this.death = death;
    clearInterval(this.watchdog);
    this.lockWatch.abort();
    this.options.worker.terminate();
    for (const { reject } of this.pending.values()) {
      reject(new EngineCallError(death.kind, death.reason));
    }
    this.pending.clear();
  }
}
