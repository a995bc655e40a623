// AdamW (Loshchilov & Hutter 2019) with a clip on the global gradient norm. Owns the two moments of each weight.
import * as tf from '@tensorflow/tfjs';
import { fusedKernels, type Kernels } from './wasm/module';
import type { NamedParameter } from './parameters';
import type { NamedArrays } from './safetensors';

export interface AdamWSettings {
  learningRate: number;
  beta1: number;
  beta2: number;
  /** Added to the root of the second moment. */
  epsilon: number;
  /** Decoupled; applies to matrices only. */
  weightDecay: number;
  /** Gradients are scaled down to this global norm at most; 0 turns clipping off. */
  maxGradientNorm: number;
}

/** Optimizer state. Dispose with `disposeAdamW`. */
export interface AdamW {
  parameters: NamedParameter[];
  firstMoments: tf.Variable[];
  secondMoments: tf.Variable[];
  /** Updates done so far. */
  step: number;
}

export function createAdamW(parameters: NamedParameter[]): AdamW {
  const zeros = () =>
    parameters.map(({ variable }) => {
      const initial = tf.zeros(variable.shape);
      const moment = tf.variable(initial, false);
      initial.dispose();
      return moment;
    });
  return { parameters, firstMoments: zeros(), secondMoments: zeros(), step: 0 };
}

export function disposeAdamW(optimizer: AdamW): void {
  tf.dispose(optimizer.firstMoments);
  tf.dispose(optimizer.secondMoments);
}

/**
 * One update in place.
 * @param gradients one per parameter, in the same order and shape; not disposed
 * @returns scalar float32: the global gradient norm before clipping; caller disposes
 */
export function adamWStep(
  optimizer: AdamW,
  gradients: tf.Tensor[],
  settings: AdamWSettings,
): tf.Scalar {
  optimizer.step += 1;
  const kernels = fusedKernels();
  return kernels
    ? fusedStep(kernels, optimizer, gradients, settings)
    : compositeStep(optimizer, gradients, settings);
}

/** Bias corrections of the two moments after `step` updates. */
function corrections(step: number, { beta1, beta2 }: AdamWSettings) {
  return { correction1: 1 - beta1 ** step, correction2: 1 - beta2 ** step };
}

/** The reference in stock operations. */
function compositeStep(
  optimizer: AdamW,
  gradients: tf.Tensor[],
  settings: AdamWSettings,
): tf.Scalar {
  const { learningRate, beta1, beta2, epsilon, weightDecay, maxGradientNorm } = settings;
  const { correction1, correction2 } = corrections(optimizer.step, settings);
  return tf.tidy(() => {
    // Not addN: on WebGPU it binds every summand at once, more than a shader may read.
    const squares = gradients.map((gradient) => tf.reshape(tf.sum(tf.square(gradient)), [1]));
    const norm = tf.sqrt(tf.sum(tf.concat(squares))) as tf.Scalar;
    const scale =
      maxGradientNorm > 0
        ? tf.minimum(1, tf.div(maxGradientNorm, tf.add(norm, 1e-6)))
        : tf.scalar(1);
    optimizer.parameters.forEach(({ variable, decay }, index) => {
      const gradient = tf.mul(gradients[index]!, scale);
      const first = optimizer.firstMoments[index]!;
      const second = optimizer.secondMoments[index]!;
      first.assign(tf.add(tf.mul(first, beta1), tf.mul(gradient, 1 - beta1)));
      second.assign(tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
      const direction = tf.div(
        tf.div(first, correction1),
        tf.add(tf.sqrt(tf.div(second, correction2)), epsilon),
      );
      const shrunk =
        decay && weightDecay > 0 ? tf.mul(variable, 1 - learningRate * weightDecay) : variable;
      variable.assign(tf.sub(shrunk, tf.mul(direction, learningRate)));
    });
    return norm;
  });
}

/** One kernel per tensor for the norm, one for the update. */
function fusedStep(
  { run, address, output, isSoleOwner }: Kernels,
  optimizer: AdamW,
  gradients: tf.Tensor[],
  settings: AdamWSettings,
): tf.Scalar {
  const { learningRate, beta1, beta2, epsilon, weightDecay, maxGradientNorm } = settings;
  const { correction1, correction2 } = corrections(optimizer.step, settings);
  let squares = 0;
  for (const gradient of gradients) squares += run.sumSquares(address(gradient), gradient.size);
  const norm = Math.sqrt(squares);
  const scale = maxGradientNorm > 0 ? Math.min(1, maxGradientNorm / (norm + 1e-6)) : 1;
  tf.tidy(() => {
    optimizer.parameters.forEach(({ variable, decay }, index) => {
      const moments = [optimizer.firstMoments[index]!, optimizer.secondMoments[index]!] as const;
      for (const moment of moments) if (!isSoleOwner(moment)) moment.assign(tf.add(moment, 0));
      // A new tensor, not the old memory: tfjs's matMul keeps a packed copy per tensor.
      const updated = output(variable.shape);
      run.adamW(
        address(variable),
        address(gradients[index]!),
        address(moments[0]),
        address(moments[1]),
        updated.address,
        variable.size,
        scale,
        learningRate,
        beta1,
        beta2,
        1 - beta1,
        1 - beta2,
        epsilon,
        decay ? 1 - learningRate * weightDecay : 1,
        correction1,
        correction2,
      );
      variable.assign(updated.tensor);
    });
  });
  return tf.scalar(norm);
}

/** The moments as plain arrays under `first.<name>` and `second.<name>`, to resume from. */
export async function exportAdamW(optimizer: AdamW): Promise<NamedArrays> {
  const arrays: NamedArrays = {};
  for (const [index, { name }] of optimizer.parameters.entries()) {
    for (const [prefix, moments] of [
      ['first', optimizer.firstMoments],
      ['second', optimizer.secondMoments],
    ] as const) {
      const moment = moments[index]!;
      arrays[`${prefix}.${name}`] = {
        shape: moment.shape,
        data: (await moment.data()) as Float32Array,
      };
    }
  }
  return arrays;
}

/**
 * Restores what `exportAdamW` gave.
 * @throws Error that names the tensor when one is missing or of another shape
 */
export function importAdamW(optimizer: AdamW, arrays: NamedArrays, step: number): void {
  optimizer.step = step;
  optimizer.parameters.forEach(({ name }, index) => {
    for (const [prefix, moments] of [
      ['first', optimizer.firstMoments],
      ['second', optimizer.secondMoments],
    ] as const) {
      const moment = moments[index]!;
      const found = arrays[`${prefix}.${name}`];
      if (!found || found.shape.join() !== moment.shape.join()) {
        throw new Error(
          `The optimizer state lacks "${prefix}.${name}" of shape [${moment.shape}].`,
        );
      }
      tf.tidy(() => moment.assign(tf.tensor(found.data, found.shape, 'float32')));
    }
  });
}
