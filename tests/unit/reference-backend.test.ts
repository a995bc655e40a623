// WASM against PyTorch (tests/reference), with the fused kernels and in stock operations: model, optimizer, losses.
import '../../scripts/lib/relaxed-simd';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseKernels, fusedKernels } from '../../src/nn/wasm/module';
import { adamWTests } from '../reference/adamw-tests';
import { lossTests } from '../reference/loss-tests';
import { methodTests } from '../reference/method-tests';
import { modelTests } from '../reference/model-tests';
import { useWasm } from './support/tiny-model';

beforeAll(useWasm);
afterAll(() => chooseKernels('fastest'));

describe.each(['fastest', 'plain', 'off'] as const)('kernels: %s', (choice) => {
  beforeAll(() => chooseKernels(choice));

  it('are the ones that run', () => {
    expect(fusedKernels()?.relaxed ?? null).toBe(
      { fastest: true, plain: false, off: null }[choice],
    );
  });
  modelTests();
  adamWTests();
  lossTests();
  methodTests();
});
