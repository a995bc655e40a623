// What a PPO run is given and what it tells: the vocabulary that the loop (ppo.ts) and its parts share. No behaviour.
import type { PpoMetrics } from '../contract/metrics';
import type { MethodEvent, MethodInput } from './method-events';

export type PpoInput = MethodInput;
export type PpoEvent = MethodEvent<PpoMetrics>;

/** A part of the loop: it says how far it is, then gives its result. */
export type Steps<Result> = AsyncGenerator<PpoEvent, Result>;
