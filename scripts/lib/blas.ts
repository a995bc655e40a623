// Lets a BLAS library of this machine (OpenBLAS, BLIS) multiply matrices for pretraining: it may use wider vectors than
// WASM has. It works on the backend's own memory; everything else stays in the kernels that the page runs.
import koffi from 'koffi';
import { useForeignProduct, type ForeignProduct } from '../../src/nn/wasm/module';

const rowMajor = 101;
const asStored = 111;
const transposed = 112;

/**
 * Opens the library and makes every later product go through it, in this thread.
 * @param file name or path of a library with CBLAS's functions, e.g. `libopenblas.so.0`
 * @throws Error with one clear line when it cannot be opened, has no `cblas_sgemm`, or multiplies wrongly
 */
export function useBlas(file: string): void {
  const product = openBlas(file);
  checkProduct(product, file);
  useForeignProduct(product);
}

function openBlas(file: string): ForeignProduct {
  let sgemm: koffi.KoffiFunction;
  try {
    const library = koffi.load(file);
    sgemm = library.func(
      'void cblas_sgemm(int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int)',
    );
    useOneThread(library);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The BLAS library ${file} cannot be used: ${why}`, { cause: error });
  }
  return (memory, a, transposeA, b, transposeB, c, m, n, k) => {
    sgemm(
      ...[rowMajor, transposeA ? transposed : asStored, transposeB ? transposed : asStored],
      ...[m, n, k, 1],
      ...[new Float32Array(memory, a, m * k), transposeA ? m : k],
      ...[new Float32Array(memory, b, k * n), transposeB ? k : n, 0],
      ...[new Float32Array(memory, c, m * n), n],
    );
  };
}

/** Workers share every step already; threads of the library's own would only get in their way. */
function useOneThread(library: koffi.IKoffiLib): void {
  try {
    library.func('void openblas_set_num_threads(int)')(1);
  } catch {
    // Not OpenBLAS: its own default holds.
  }
}

/** Some builds of OpenBLAS compute wrong results on processors newer than they are. */
function checkProduct(product: ForeignProduct, file: string): void {
  const [m, n, k] = [37, 29, 53];
  for (const transposeA of [false, true]) {
    for (const transposeB of [false, true]) {
      const memory = new ArrayBuffer(4 * (m * k + k * n + m * n));
      const a = new Float32Array(memory, 0, m * k).map((_, i) => Math.sin(i));
      const b = new Float32Array(k * n).map((_, i) => Math.cos(3 * i));
      new Float32Array(memory).set(a);
      new Float32Array(memory).set(b, m * k);
      product(memory, 0, transposeA, 4 * m * k, transposeB, 4 * (m * k + k * n), m, n, k);
      const c = new Float32Array(memory, 4 * (m * k + k * n), m * n);
      for (let i = 0; i < m * n; i++) {
        const [row, column] = [Math.floor(i / n), i % n];
        let expected = 0;
        for (let j = 0; j < k; j++) {
          const left = transposeA ? a[j * m + row]! : a[row * k + j]!;
          expected += left * (transposeB ? b[column * k + j]! : b[j * n + column]!);
        }
        if (!(Math.abs(c[i]! - expected) < 1e-3)) {
          throw new Error(`The BLAS library ${file} multiplies wrongly on this processor.`);
        }
      }
    }
  }
}
