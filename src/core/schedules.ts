// Learning rates over the course of a run.

/**
 * From the full rate at the first step straight down; the step after the last would have 0 (Huang et al. 2022).
 * @param step from 0
 */
export function linearDecay(rate: number, step: number, steps: number): number {
  return rate * Math.max(0, 1 - step / steps);
}
