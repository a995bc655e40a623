// Memory that the workers of a run share: the gradient of each part of a batch, their sum, and the points at which all
// workers meet. What is summed, and in which order, does not depend on how many workers there are or on who was faster.
import { setImmediate } from 'node:timers/promises';

/** Into so many parts every batch is cut; more workers than that have nothing to do. */
export const batchParts = 4;

/** What the workers' threads get to see of each other. */
export interface SharedMemory {
  /** Int32, see `slots`. */
  control: SharedArrayBuffer;
  /** Float32 [batchParts, weights] */
  gradients: SharedArrayBuffer;
  /** Float32 [weights] */
  sum: SharedArrayBuffer;
  /** Float64 [batchParts] */
  losses: SharedArrayBuffer;
}

const slots = { nextPart: 0, arrived: 1, meetings: 2, abandoned: 3 } as const;
/** A waiting worker looks up this often, to notice that another one has died. */
const lookUpMs = 500;

/** @param weights how many numbers a gradient has */
export function createSharedMemory(weights: number): SharedMemory {
  const bytes = Float32Array.BYTES_PER_ELEMENT * weights;
  return {
    control: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * Object.keys(slots).length),
    gradients: new SharedArrayBuffer(bytes * batchParts),
    sum: new SharedArrayBuffer(bytes),
    losses: new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT * batchParts),
  };
}

/** One worker's view. A step: take parts until there are none, meet, sum one's slice, meet, read the sum. */
export class GradientExchange {
  /** [weights]; whole between the second meeting of a step and the first one of the next. */
  readonly sum: Float32Array<SharedArrayBuffer>;
  readonly #control: Int32Array<SharedArrayBuffer>;
  readonly #gradients: Float32Array<SharedArrayBuffer>[];
  readonly #losses: Float64Array<SharedArrayBuffer>;
  readonly #workers: number;
  readonly #rank: number;

  /** @param rank this worker's number, from 0 */
  constructor(memory: SharedMemory, workers: number, rank: number) {
    this.sum = new Float32Array(memory.sum);
    this.#control = new Int32Array(memory.control);
    const { length, byteLength } = this.sum;
    this.#gradients = Array.from(
      { length: batchParts },
      (_, part) => new Float32Array(memory.gradients, part * byteLength, length),
    );
    this.#losses = new Float64Array(memory.losses);
    this.#workers = workers;
    this.#rank = rank;
  }

  /** Lets parts be taken from the first on. Called once a step, while nobody takes any. */
  open(): void {
    Atomics.store(this.#control, slots.nextPart, 0);
  }

  /** A part that nobody else has; may be past the last. */
  takePart(): number {
    return Atomics.add(this.#control, slots.nextPart, 1);
  }

  /** @param gradients one array a weight tensor, in the order of all workers */
  put(part: number, loss: number, gradients: readonly Float32Array[]): void {
    this.#losses[part] = loss;
    let at = 0;
    for (const gradient of gradients) {
      this.#gradients[part]!.set(gradient, at);
      at += gradient.length;
    }
  }

  /** Adds up this worker's slice of the gradients of the first `parts` parts. */
  addUp(parts: number): void {
    const slice = (array: Float32Array<SharedArrayBuffer>) =>
      array.subarray(
        Math.floor((array.length * this.#rank) / this.#workers),
        Math.floor((array.length * (this.#rank + 1)) / this.#workers),
      );
    const sum = slice(this.sum);
    sum.set(slice(this.#gradients[0]!));
    for (let part = 1; part < parts; part++) {
      const gradient = slice(this.#gradients[part]!);
      for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + gradient[i]!;
    }
  }

  /** Sum of the first `parts` parts' losses. */
  loss(parts: number): number {
    return this.#losses.subarray(0, parts).reduce((total, loss) => total + loss, 0);
  }

  /**
   * Waits until every worker has come here; what each wrote before, all can read after. Holds the thread.
   * @throws Error when the run was abandoned
   */
  async meet(): Promise<void> {
    const control = this.#control;
    const meeting = Atomics.load(control, slots.meetings);
    if (Atomics.add(control, slots.arrived, 1) === this.#workers - 1) {
      Atomics.store(control, slots.arrived, 0);
      Atomics.add(control, slots.meetings, 1);
      Atomics.notify(control, slots.meetings);
      return;
    }
    while (Atomics.load(control, slots.meetings) === meeting) {
      if (Atomics.load(control, slots.abandoned)) throw new Error('A worker of the run is gone.');
      const woken = Atomics.wait(control, slots.meetings, meeting, lookUpMs);
      if (woken === 'timed-out') await setImmediate();
    }
  }

  /** Makes every meeting fail, for one worker will not come. */
  abandon(): void {
    Atomics.store(this.#control, slots.abandoned, 1);
    Atomics.notify(this.#control, slots.meetings);
  }
}
