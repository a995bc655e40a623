// The engine's end of the wire, and the only place that calls postMessage. Transfers large buffers, and holds back
// events that come too often to be worth a message each. Decides nothing else.
import type { EngineEvent } from '../contract/messages';

export interface Port {
  send(event: EngineEvent): void;
}

/** Phases of a run change many times a second; the page draws a bar. */
const phaseIntervalMs = 100;

/** What a worker's own scope is to its port. */
type Scope = Pick<MessagePort, 'postMessage'>;

/** @param now a clock in milliseconds */
export function createPort(scope: Scope, now: () => number): Port {
  let lastPhase = '';
  let lastPhaseAtMs = -Infinity;
  return {
    send(event) {
      if ('type' in event && event.type === 'runPhase') {
        const phase = `${event.runId} ${event.step} ${event.phase}`;
        if (phase === lastPhase && now() - lastPhaseAtMs < phaseIntervalMs) return;
        lastPhase = phase;
        lastPhaseAtMs = now();
      }
      scope.postMessage(event, { transfer: buffersOf(event) });
    },
  };
}

function buffersOf(event: EngineEvent): ArrayBuffer[] {
  if (event.type === 'runCheckpoint') return [event.policy, event.resumeState];
  if (event.type === 'runEpisodes') {
    return event.episodes.flatMap((episode) =>
      Object.values(episode).flatMap((value) => (ArrayBuffer.isView(value) ? [value.buffer] : [])),
    );
  }
  if (event.type === 'sftCheckpoint') {
    return event.resumeState ? [event.weights, event.resumeState] : [event.weights];
  }
  if (event.type === 'reply' && event.to === 'trainRewardModel' && event.result) {
    return [event.result.weights];
  }
  return [];
}
