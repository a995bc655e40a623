// What every optimizer step on a policy shares, whatever the method: AdamW's settings, the rate, and the word for a run whose
// numbers are no longer numbers.
import type { Settings } from '../contract/config';
import { scheduledRate } from '../core/schedules';
import type { AdamWSettings } from '../nn/adamw';

/** The learning rate, the policy's unless told another, in an iteration counted from 0. */
export function learningRateAt(
  settings: Settings,
  iteration: number,
  rate = settings.learningRate,
): number {
  return scheduledRate(rate, iteration, settings.iterations, {
    schedule: settings.learningRateSchedule,
    warmupSteps: settings.warmupIterations,
  });
}

export function adamSettings(settings: Settings, learningRate: number): AdamWSettings {
  const { adamEpsilon: epsilon, maxGradientNorm } = settings;
  return { learningRate, beta1: 0.9, beta2: 0.999, epsilon, weightDecay: 0, maxGradientNorm };
}

/** An Error named `DivergedError` that says since when. */
export function divergedError(lastGoodIteration: number): Error {
  const error = new Error(
    `The run diverged: a loss is no longer a number. The last good iteration is ${lastGoodIteration}. ` +
      'Lower the learning rate or raise the KL coefficient.',
  );
  error.name = 'DivergedError';
  return error;
}

/** @throws Error named `DivergedError` when one of an iteration's metrics is no longer a number */
export function requireNumbers(metrics: object, lastGoodIteration: number): void {
  if (!Object.values(metrics).every(Number.isFinite)) throw divergedError(lastGoodIteration);
}
