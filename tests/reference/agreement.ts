// How closely the engine has to agree with the references of tests/fixtures/reference/, and reading what they hold.
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import type { NamedArrays } from '../../src/nn/safetensors';

export interface Closeness {
  /** Largest distance, relative to the number itself. */
  relative: number;
  /** Share of the largest number of an array below which a number is taken to be that large. */
  floor: number;
}

/**
 * Float32 on any backend. What is left of sums that cancel cannot be more exact than they were, hence the floor: on the
 * gradients of model.json PyTorch's own float32 is off by 2e-5 in this measure, and by 1.5e-4 with a floor of 0.01.
 */
const float32: Closeness = { relative: 1e-4, floor: 0.1 };
/** The plain arithmetic of core/; the files hold ten digits. */
export const float64: Closeness = { relative: 1e-8, floor: 0 };

/** Every number agrees. */
export function expectAgreement(
  found: ArrayLike<number>,
  expected: readonly number[],
  { relative, floor }: Closeness = float32,
): void {
  expect(found.length).toBe(expected.length);
  const least = floor * Math.max(...expected.map(Math.abs));
  expected.forEach((value, index) => {
    const distance = Math.abs(found[index]! - value) / (Math.max(Math.abs(value), least) || 1);
    expect(distance, `number ${index}: ${found[index]} for ${value}`).toBeLessThan(relative);
  });
}

/** The same of rows of different lengths. */
export function expectRowsAgree(
  found: readonly (readonly number[])[],
  expected: readonly (readonly number[])[],
  closeness = float32,
): void {
  expect(found.map(({ length }) => length)).toEqual(expected.map(({ length }) => length));
  expectAgreement(found.flat(), expected.flat(), closeness);
}

/** Weights or gradients of a file, in float32. */
export function namedArrays(
  stored: Record<string, { shape: number[]; data: number[] }>,
): NamedArrays {
  return Object.fromEntries(
    Object.entries(stored).map(([name, { shape, data }]) => [
      name,
      { shape, data: Float32Array.from(data) },
    ]),
  );
}

/** Reads a tensor and lets it go. */
export async function readNumbers(tensor: tf.Tensor): Promise<Float32Array> {
  const data = (await tensor.data()) as Float32Array;
  tensor.dispose();
  return data;
}

/** Value and gradient of a loss of one vector. */
export async function differentiate(
  loss: (x: tf.Tensor1D) => tf.Scalar,
  at: readonly number[],
): Promise<{ loss: number; gradient: Float32Array }> {
  const point = tf.tensor1d([...at]);
  const { value, grad } = tf.valueAndGrad((x) => loss(x as tf.Tensor1D))(point);
  point.dispose();
  return { loss: (await readNumbers(value))[0]!, gradient: await readNumbers(grad) };
}
