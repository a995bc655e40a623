// Learning rates over the course of a run.

/**
 * From the full rate at the first step straight down; the step after the last would have 0 (Huang et al. 2022).
 * @param step from 0
 */
export function linearDecay(rate: number, step: number, steps: number): number {
  return rate * Math.max(0, 1 - step / steps);
}

/**
 * Along half a cosine from the full rate to 0 (Loshchilov & Hutter 2017).
 * @param step from 0
 */
export function cosineDecay(rate: number, step: number, steps: number): number {
  return (rate / 2) * (1 + Math.cos(Math.PI * Math.min(1, step / steps)));
}

/**
 * The learning rate of a step: first up in equal parts over `warmupSteps`, then by the schedule over the steps left.
 * @param step from 0
 */
export function scheduledRate(
  rate: number,
  step: number,
  steps: number,
  { schedule, warmupSteps }: { schedule: 'constant' | 'linear' | 'cosine'; warmupSteps: number },
): number {
  if (step < warmupSteps) return (rate * (step + 1)) / (warmupSteps + 1);
  if (schedule === 'constant') return rate;
  const decay = schedule === 'linear' ? linearDecay : cosineDecay;
  return decay(rate, step - warmupSteps, steps - warmupSteps);
}
