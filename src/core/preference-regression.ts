// Bradley-Terry with features (Bradley and Terry 1952; logistic regression on differences): weights w such that
// sigmoid(w . (x_first - x_second)) foretells which of two is preferred, found by Newton's method on the convex loss
//   sum of weight * cross-entropy(target, sigmoid(f))  +  ridge * |w|^2.
// Plain numbers; knows nothing of replies.

/** One judgement: `target` is the share of the preference that goes to the first, 1/2 for a tie. */
export interface FeatureComparison {
  /** x_first - x_second. */
  difference: Float64Array;
  /** 0 to 1. */
  target: number;
  /** How much it counts. */
  weight: number;
}

export interface NewtonStep {
  weights: Float64Array;
  /** Cross-entropy alone, weighted; nats. */
  loss: number;
  /** Length of the whole loss's gradient before the step. */
  gradientNorm: number;
  /** Share of Newton's step that was taken: halved until the loss falls. */
  stepLength: number;
}

/** Steps of conjugate gradients at most; each costs two passes over the comparisons. */
const solverSteps = 60;
const halvingsAtMost = 20;

/**
 * Newton's method from weights of 0, one step a turn, without end: a handful are enough. Where nothing is left to gain
 * the steps are 0.
 * @param size length of every difference
 * @param ridge above 0, so that the weights stay finite where all can be told apart
 */
export function* newtonSteps(
  comparisons: readonly FeatureComparison[],
  size: number,
  ridge: number,
): Generator<NewtonStep, never> {
  let weights: Float64Array = new Float64Array(size);
  for (;;) {
    const outputs = comparisons.map(({ difference }) => dot(difference, weights));
    const gradient = weights.map((weight) => 2 * ridge * weight);
    const curvatures = comparisons.map(({ difference, target, weight }, index) => {
      const share = sigmoid(outputs[index]!);
      addScaled(gradient, difference, weight * (share - target));
      return weight * share * (1 - share);
    });
    const times = (vector: Float64Array) => {
      const product = vector.map((value) => 2 * ridge * value);
      comparisons.forEach(({ difference }, index) =>
        addScaled(product, difference, curvatures[index]! * dot(difference, vector)),
      );
      return product;
    };
    const direction = solve(times, gradient);
    const step = lowering(comparisons, weights, direction, ridge);
    weights = step.weights;
    const loss = wholeLoss(comparisons, weights, 0);
    yield {
      weights,
      loss,
      gradientNorm: Math.sqrt(dot(gradient, gradient)),
      stepLength: step.length,
    };
  }
}

/** Goes against the direction, half as far until the loss falls; not at all where it does not. */
function lowering(
  comparisons: readonly FeatureComparison[],
  weights: Float64Array,
  direction: Float64Array,
  ridge: number,
): { weights: Float64Array; length: number } {
  const before = wholeLoss(comparisons, weights, ridge);
  for (let length = 1; length >= 2 ** -halvingsAtMost; length /= 2) {
    const next = weights.map((weight, index) => weight - length * direction[index]!);
    if (wholeLoss(comparisons, next, ridge) < before) return { weights: next, length };
  }
  return { weights, length: 0 };
}

/** The x of A x = b for a symmetric positive A, by conjugate gradients (Hestenes and Stiefel 1952). */
function solve(times: (x: Float64Array) => Float64Array, b: Float64Array): Float64Array {
  const x = new Float64Array(b.length);
  const residual = b.slice();
  let direction: Float64Array = b.slice();
  let norm = dot(residual, residual);
  const enough = 1e-16 * norm;
  for (let step = 0; step < solverSteps && norm > enough; step++) {
    const product = times(direction);
    const length = norm / dot(direction, product);
    addScaled(x, direction, length);
    addScaled(residual, product, -length);
    const nextNorm = dot(residual, residual);
    direction = direction.map((value, index) => residual[index]! + (nextNorm / norm) * value);
    norm = nextNorm;
  }
  return x;
}

function wholeLoss(
  comparisons: readonly FeatureComparison[],
  weights: Float64Array,
  ridge: number,
): number {
  let loss = ridge * dot(weights, weights);
  for (const { difference, target, weight } of comparisons) {
    const output = dot(difference, weights);
    loss += weight * (softplus(output) - target * output);
  }
  return loss;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
/** log(1 + e^x), also where e^x is too large a number. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** The inner product of two vectors of one length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}

function addScaled(to: Float64Array, vector: Float64Array, by: number): void {
  for (let index = 0; index < to.length; index++) to[index]! += by * vector[index]!;
}
