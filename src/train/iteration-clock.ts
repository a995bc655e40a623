// How long each iteration of a run takes, without what the caller does between two events. Knows no method.
import type { MethodEvent, Steps } from './method-events';

/**
 * Passes a loop's events on and sets `time/iteration` of its metrics, in milliseconds. Ending it early ends the loop.
 */
export async function* withIterationTime<Metrics extends { 'time/iteration': number }>(
  steps: Steps<void, Metrics>,
): AsyncGenerator<MethodEvent<Metrics>, void> {
  let busyMs = 0;
  try {
    for (;;) {
      // The clock stands still while the caller does something else between two events.
      const before = performance.now();
      const step = await steps.next();
      busyMs += performance.now() - before;
      if (step.done) return;
      if (step.value.type === 'metrics') step.value.metrics['time/iteration'] = busyMs;
      if (step.value.type !== 'phase') busyMs = 0;
      yield step.value;
    }
  } finally {
    await steps.return();
  }
}
