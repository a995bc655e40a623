// The error that every call of the engine client fails with.
import type { EngineFailure } from './types';

export class EngineCallError extends Error implements EngineFailure {
  readonly kind: EngineFailure['kind'];

  constructor(kind: EngineFailure['kind'], message: string) {
    super(message);
    this.name = 'EngineCallError';
    this.kind = kind;
  }
}
