// AdamW against torch.optim.AdamW: norm, weights after each of five steps, and both moments at the end.
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import {
  adamWStep,
  createAdamW,
  disposeAdamW,
  exportAdamW,
  type AdamWSettings,
} from '../../src/nn/adamw';
import type { NamedParameter } from '../../src/nn/parameters';
import reference from '../fixtures/reference/adamw.json';
import { expectAgreement, readNumbers } from './agreement';

type Run = (typeof reference)['ppo'];
const weightNames = ['matrix', 'gain', 'narrow'] as const;
const tensorOf = (numbers: number[] | number[][], shape: number[]) =>
  tf.tensor(Float32Array.from(numbers.flat()), shape);

/** Defines the tests; the caller has chosen a backend. */
export function adamWTests(): void {
  describe('AdamW', () => {
    for (const name of ['with_decay', 'ppo', 'unclipped'] as const) {
      it(`five steps, ${name}`, () => fiveSteps(reference[name]));
    }
  });
}

async function fiveSteps(run: Run): Promise<void> {
  const parameters: NamedParameter[] = weightNames.map((name) => {
    const initial = tensorOf(run.start[name], run.shapes[name]);
    const variable = tf.variable(initial);
    initial.dispose();
    return { name, variable, decay: variable.rank === 2 };
  });
  const optimizer = createAdamW(parameters);
  const steps = [run.step_1, run.step_2, run.step_3, run.step_4, run.step_5];
  let clipped = 0;
  for (const step of steps) {
    const settings: AdamWSettings = {
      learningRate: step.learning_rate,
      beta1: run.beta1,
      beta2: run.beta2,
      epsilon: run.epsilon,
      weightDecay: run.weight_decay,
      maxGradientNorm: run.max_gradient_norm,
    };
    const gradients = weightNames.map((name) => tensorOf(step.gradients[name], run.shapes[name]));
    const norm = await readNumbers(adamWStep(optimizer, gradients, settings));
    tf.dispose(gradients);
    expectAgreement(norm, [step.norm]);
    clipped += run.max_gradient_norm > 0 && step.norm > run.max_gradient_norm ? 1 : 0;
    for (const { name, variable } of parameters) {
      const expected = step.weights[name as (typeof weightNames)[number]];
      expectAgreement((await variable.data()) as Float32Array, expected.flat());
    }
  }
  // Both sides of the clip were taken.
  expect(clipped).toBe(run.max_gradient_norm > 0 ? 3 : 0);
  const moments = await exportAdamW(optimizer);
  for (const name of weightNames) {
    expectAgreement(moments[`first.${name}`]!.data, run.first_moments[name].flat());
    expectAgreement(moments[`second.${name}`]!.data, run.second_moments[name].flat());
  }
  disposeAdamW(optimizer);
  tf.dispose(parameters.map(({ variable }) => variable));
}
