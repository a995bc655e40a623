// Products by something else than the kernels: the hook for it gets the right addresses, and a library that cannot be
// used is refused in words.
import * as tf from '@tensorflow/tfjs';
import { execFileSync } from 'node:child_process';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useBlas } from '../../scripts/lib/blas';
import { Random } from '../../src/core/rng';
import { startBackend } from '../../src/nn/backend';
import { linear, linearTransposed } from '../../src/nn/ops/linear';
import { useForeignProduct } from '../../src/nn/wasm/module';

beforeAll(async () => {
  await startBackend({ backend: 'wasm', wasmFiles: null, onDeviceFailure: () => {} });
  [x, weight, table] = [matrix(13, 9), matrix(9, 21), matrix(17, 9)];
});
afterEach(() => useForeignProduct(null));

const random = new Random(1);
const matrix = (rows: number, columns: number) =>
  tf.tensor2d(
    Float32Array.from({ length: rows * columns }, () => random.normal()),
    [rows, columns],
  );
let x: tf.Tensor2D;
let weight: tf.Tensor2D;
let table: tf.Tensor2D;

/** Both layers and their gradients, which need every kind of transposed product. */
async function everything(): Promise<number[]> {
  const loss = (input: tf.Tensor, w: tf.Tensor, t: tf.Tensor) =>
    tf.add(
      tf.sum(tf.square(linear(input as tf.Tensor2D, w as tf.Tensor2D))),
      tf.sum(tf.square(linearTransposed(input as tf.Tensor2D, t as tf.Tensor2D))),
    ) as tf.Scalar;
  const tensors = [loss(x, weight, table), ...tf.grads(loss)([x, weight, table])];
  const values = await Promise.all(tensors.map((tensor) => tensor.data()));
  tf.dispose(tensors);
  return values.flatMap((value) => [...value]);
}

function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, i) => {
    expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-4 * (1 + Math.abs(expected[i]!)));
  });
}

describe('a product from elsewhere', () => {
  it('stands in for the kernel in values and gradients', async () => {
    const expected = await everything();
    let calls = 0;
    useForeignProduct((memory, a, transposeA, b, transposeB, c, m, n, k) => {
      calls += 1;
      const [left, right] = [
        new Float32Array(memory, a, m * k),
        new Float32Array(memory, b, k * n),
      ];
      const out = new Float32Array(memory, c, m * n);
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) {
          let sum = 0;
          for (let step = 0; step < k; step++) {
            const one = left[transposeA ? step * m + i : i * k + step]!;
            sum += one * right[transposeB ? j * k + step : step * n + j]!;
          }
          out[i * n + j] = sum;
        }
      }
    });
    expectClose(await everything(), expected);
    // Two layers; each is run twice forward, and once back to its input and to its weight.
    expect(calls).toBe(8);
  });
});

const openBlas = 'libopenblas.so.0';
const hasOpenBlas = (() => {
  try {
    return execFileSync('/sbin/ldconfig', ['-p']).includes(openBlas);
  } catch {
    return false;
  }
})();

describe('a BLAS library', () => {
  it.runIf(hasOpenBlas)('multiplies as the kernels do', async () => {
    const expected = await everything();
    useBlas(openBlas);
    expectClose(await everything(), expected);
  });

  it('is refused in one line when it is not there or is none', () => {
    expect(() => useBlas('/no/such/library.so')).toThrow(
      /^The BLAS library \/no\/such\/library\.so cannot be used: .+/,
    );
    expect(() => useBlas('libc.so.6')).toThrow(/^The BLAS library libc\.so\.6 cannot be used: .+/);
  });
});
