// Loads the compiled kernels into the memory of tfjs's WASM backend, and hands out tensor addresses, outputs and
// scratch space. The only file that touches the backend's internals.
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { kernelBinaries } from './kernels.generated';
import type { KernelFunctions } from './kernel-functions';

/** A fresh tensor and the byte address of its values. */
export interface Output<R extends tf.Rank> {
  tensor: tf.Tensor<R>;
  address: number;
}

/** The kernels of one backend instance. */
export interface Kernels {
  run: KernelFunctions;
  /** True when the build with fused multiply-add runs. */
  relaxed: boolean;
  /** Byte address of a tensor's values; valid until the tensor is disposed. */
  address(tensor: tf.Tensor): number;
  /** True when no other tensor shares the values, so that they may be changed in place. */
  isSoleOwner(tensor: tf.Tensor): boolean;
  /** An uninitialised float32 tensor, tracked by the current tidy. @throws Error when memory is used up */
  output<R extends tf.Rank>(shape: number[]): Output<R>;
  /** At least `bytes` of working space, valid until the next call. @throws Error when memory is used up */
  scratch(bytes: number): number;
  /** Memory of one's own; give it back with `free`. @throws Error when memory is used up */
  allocate(bytes: number): number;
  free(address: number): void;
  write(address: number, values: Int32Array): void;
  /** Bytes from one place to another; they may overlap. */
  copy(to: number, from: number, bytes: number): void;
  /** Cosines and sines [columns, headWidth/2] of the columns from `first` on; owned by the kernels. */
  rotary(
    first: number,
    columns: number,
    headWidth: number,
    theta: number,
  ): { cosine: number; sine: number };
}

interface Heap {
  asm?: { memory?: WebAssembly.Memory };
  wasmMemory?: WebAssembly.Memory;
  HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/**
 * c [m, n] = op(a) op(b) on the backend's own memory: addresses are bytes, op(a) is [m, k] (stored as [k, m] when
 * `transposeA`), op(b) is [k, n] (stored as [n, k] when `transposeB`), all float32. c overlaps neither.
 */
export type ForeignProduct = (
  memory: ArrayBufferLike,
  a: number,
  transposeA: boolean,
  b: number,
  transposeB: boolean,
  c: number,
  m: number,
  n: number,
  k: number,
) => void;

/** Which kernels run: the fastest build the engine accepts, the one without fused multiply-add, or none. */
export type KernelChoice = 'fastest' | 'plain' | 'off';

let cached: {
  backend: unknown;
  choice: KernelChoice;
  kernels: Kernels | null;
  status: string;
} | null = null;
let choice: KernelChoice = 'fastest';
let foreignProduct: ForeignProduct | null = null;

/** The kernels for the current backend; null when it is not WASM, or they cannot run (see `fusedKernelsStatus`). */
export function fusedKernels(): Kernels | null {
  if (choice === 'off' || tf.getBackend() !== 'wasm') return null;
  const backend = tf.backend() as unknown as BackendWasm;
  if (cached?.backend !== backend || cached.choice !== choice) {
    cached = { backend, choice, ...load(backend, choice === 'fastest') };
  }
  return cached.kernels;
}

/** One line on whether fused kernels run, and if not, why. */
export function fusedKernelsStatus(): string {
  if (choice === 'off') return 'Fused kernels are switched off.';
  if (tf.getBackend() !== 'wasm') {
    return `Fused kernels are for WASM; the backend is ${tf.getBackend()}.`;
  }
  fusedKernels();
  return cached?.status ?? '';
}

/** For comparisons: 'off' lets the stock operations run instead. */
export function chooseKernels(chosen: KernelChoice): void {
  choice = chosen;
}

/** For Node: lets a library outside the sandbox multiply matrices in place of the kernel; null for the kernel. */
export function useForeignProduct(product: ForeignProduct | null): void {
  foreignProduct = product;
  cached = null;
}

function load(backend: BackendWasm, fastest: boolean): { kernels: Kernels | null; status: string } {
  const heap = backend.wasm as unknown as Heap;
  const memory = heap.wasmMemory ?? heap.asm?.memory;
  if (!(memory instanceof WebAssembly.Memory)) {
    return {
      kernels: null,
      status: 'Fused kernels are off: the backend does not show its memory.',
    };
  }
  const shared = !(memory.buffer instanceof ArrayBuffer);
  try {
    const relaxedBinary = decode(shared ? kernelBinaries.relaxedShared : kernelBinaries.relaxed);
    const relaxed = fastest && WebAssembly.validate(relaxedBinary);
    const binary = relaxed
      ? relaxedBinary
      : decode(shared ? kernelBinaries.plainShared : kernelBinaries.plain);
    const instance = new WebAssembly.Instance(new WebAssembly.Module(binary), { env: { memory } });
    const run = withForeignProduct(instance.exports as unknown as KernelFunctions, heap);
    shareCopies();
    const status = `Fused kernels run, ${relaxed ? 'with' : 'without'} fused multiply-add.`;
    return { kernels: bind(backend, heap, run, relaxed), status };
  } catch (error) {
    return { kernels: null, status: `Fused kernels are off: ${String(error)}` };
  }
}

function withForeignProduct(exports: KernelFunctions, heap: Heap): KernelFunctions {
  const product = foreignProduct;
  if (!product) return exports;
  return {
    ...exports,
    matmul: (a, transposeA, b, transposeB, c, init, m, n, k, scratch) => {
      if (init !== 0) exports.matmul(a, transposeA, b, transposeB, c, init, m, n, k, scratch);
      // The buffer is another one after the heap has grown.
      else product(heap.HEAPU8.buffer, a, transposeA === 1, b, transposeB === 1, c, m, n, k);
    },
  };
}

/**
 * Lets a clone share its source's values, as the other backends do. The stock kernel copies them, and every tensor
 * that an operation saves for its gradient is a clone.
 */
function shareCopies(): void {
  tf.unregisterKernel('Identity', 'wasm');
  tf.registerKernel({
    kernelName: 'Identity',
    backendName: 'wasm',
    kernelFunc: ({ inputs, backend }) => {
      const { dataId, shape, dtype } = inputs.x as tf.TensorInfo;
      (backend as BackendWasm).incRef(dataId);
      return { dataId, shape, dtype };
    },
  });
}

function bind(backend: BackendWasm, heap: Heap, run: KernelFunctions, relaxed: boolean): Kernels {
  let scratchAddress = 0;
  let scratchBytes = 0;
  const tables = new Map<string, { columns: number; cosine: number; sine: number }>();
  const allocate = (bytes: number): number => {
    const address = heap._malloc(bytes) >>> 0;
    if (address === 0) throw new Error(`WASM memory is used up (${bytes} bytes asked for).`);
    return address;
  };
  return {
    run,
    relaxed,
    address: (tensor) => backend.dataIdMap.get(tensor.dataId).memoryOffset,
    isSoleOwner: (tensor) => backend.refCount(tensor.dataId) === 1,
    output: <R extends tf.Rank>(shape: number[]) => {
      const { dataId } = backend.makeOutput(shape, 'float32');
      const address = backend.dataIdMap.get(dataId).memoryOffset;
      if (address === 0) throw new Error(`WASM memory is used up (tensor [${shape}]).`);
      const tensor = tf.engine().makeTensorFromDataId(dataId, shape, 'float32', backend);
      return { tensor: tensor as tf.Tensor<R>, address };
    },
    scratch: (bytes) => {
      if (bytes > scratchBytes) {
        if (scratchAddress) heap._free(scratchAddress);
        scratchBytes = 0;
        scratchAddress = allocate(bytes);
        scratchBytes = bytes;
      }
      return scratchAddress;
    },
    allocate,
    free: (address) => heap._free(address),
    write: (address, values) => {
      new Int32Array(heap.HEAPU8.buffer, address, values.length).set(values);
    },
    copy: (to, from, bytes) => {
      heap.HEAPU8.copyWithin(to, from, from + bytes);
    },
    rotary: (first, columns, headWidth, theta) => {
      const key = `${headWidth}:${theta}`;
      const half = headWidth / 2;
      let table = tables.get(key);
      if (!table || table.columns < first + columns) {
        if (table) heap._free(table.cosine);
        const capacity = Math.max(first + columns, 2 * (table?.columns ?? 0));
        const values = rotaryTable(capacity, half, theta);
        const cosine = allocate(values.byteLength);
        new Float32Array(heap.HEAPU8.buffer, cosine, values.length).set(values);
        table = { columns: capacity, cosine, sine: cosine + values.byteLength / 2 };
        tables.set(key, table);
      }
      const offset = first * half * 4;
      return { cosine: table.cosine + offset, sine: table.sine + offset };
    },
  };
}

/** Cosines [columns, half], then sines [columns, half] (Su et al. 2021). */
function rotaryTable(columns: number, half: number, theta: number): Float32Array {
  const values = new Float32Array(2 * columns * half);
  for (let t = 0; t < columns; t++) {
    for (let i = 0; i < half; i++) {
      const angle = t * theta ** (-i / half);
      values[t * half + i] = Math.cos(angle);
      values[(columns + t) * half + i] = Math.sin(angle);
    }
  }
  return values;
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
