// Every method of the third stage by its name. Each is a file of its own.
import type { RunMetrics } from '../contract/metrics';
import { bestOfN } from './best-of-n';
import { dpo } from './dpo';
import { grpo } from './grpo';
import type { MethodEvent, RankingsInput } from './method-events';
import { ppo } from './ppo';
import { rejection } from './rejection';

export type RunEvent = MethodEvent<RunMetrics>;

/** Starts what the setting `method` says; PPO's file describes events, stopping and resuming. */
export function runMethod(input: RankingsInput): AsyncGenerator<RunEvent, void> {
  const { method } = input.settings;
  switch (method) {
    case 'ppo':
      return ppo(input);
    case 'best-of-n':
      return bestOfN(input);
    case 'rejection':
      return rejection(input);
    case 'dpo':
      return dpo(input);
    case 'grpo':
      return grpo(input);
    default:
      return method satisfies never;
  }
}
