// How a run stands, in words. Decides nothing.
import { m } from '../../paraglide/messages.js';
import type { Run, RunActivity, RunPhase } from '../../state/run-types';

/** Where a click on a curve leads. */
export const timeMachineId = 'time-machine';

const states: Record<RunActivity, () => string> = {
  none: m.train_state_none,
  starting: m.train_state_starting,
  running: m.train_state_running,
  paused: m.train_state_paused,
  stopping: m.train_state_stopping,
  elsewhere: m.train_state_elsewhere,
  finished: m.train_state_finished,
  stopped: m.train_state_stopped,
  failed: m.train_state_failed,
};
const phases: Record<RunPhase, () => string> = {
  rollout: m.train_phase_rollout,
  score: m.train_phase_score,
  optimise: m.train_phase_optimise,
  measure: m.train_phase_measure,
  sample: m.train_phase_sample,
  checkpoint: m.train_phase_checkpoint,
};

/** One word for a list. */
export function stateWord(activity: RunActivity): string {
  return states[activity]();
}

export function phaseText(phase: RunPhase): string {
  return phases[phase]();
}

export function totalIterations(run: Run): number {
  return Number(run.settings.iterations ?? run.iteration);
}

/** What the run is doing and what the buttons would do now. */
export function statusText(run: Run | null, activity: RunActivity): string {
  if (!run || activity === 'none') return m.train_status_none();
  const { iteration } = run;
  const total = totalIterations(run);
  switch (activity) {
    case 'starting':
      return m.train_status_starting();
    case 'running':
      return m.train_status_running({ iteration: Math.min(iteration + 1, total), total });
    case 'paused':
      return m.train_status_paused({ iteration, total });
    case 'stopping':
      return m.train_status_stopping();
    case 'elsewhere':
      return m.train_status_elsewhere();
    case 'finished':
      return run.stop
        ? m.train_status_settled({ iteration, total })
        : m.train_status_finished({ iteration });
    case 'stopped':
      return m.train_status_stopped({ iteration });
    case 'failed':
      return m.train_status_failed({ iteration });
    default:
      return activity satisfies never;
  }
}

/** True while a run may still go on: its settings are then the only ones that matter. */
export function isOpenEnded(activity: RunActivity): boolean {
  return ['starting', 'running', 'paused', 'stopping', 'elsewhere'].includes(activity);
}
