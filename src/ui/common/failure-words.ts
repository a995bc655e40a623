// What went wrong and what to do, in words, for failures of the engine and of the store.
import { m } from '../../paraglide/messages.js';
import type { FailureWord } from '../../state/engine.svelte';
import type { StorageProblemKind } from '../../state/storage-problem';

const engineFailures: Record<FailureWord, () => string> = {
  'bad-input': m.engine_failure_bad_input,
  'too-long': m.engine_failure_too_long,
  'out-of-memory': m.engine_failure_out_of_memory,
  'device-lost': m.engine_failure_device_lost,
  'gpu-error': m.engine_failure_gpu_error,
  diverged: m.engine_failure_diverged,
  'rule-failed': m.engine_failure_rule_failed,
  network: m.engine_failure_network,
  internal: m.engine_failure_internal,
  'engine-died': m.engine_failure_engine_died,
};
const storageProblems: Record<StorageProblemKind, () => string> = {
  full: m.common_storage_full,
  blocked: m.common_storage_blocked,
  unavailable: m.common_storage_unavailable,
  damaged: m.common_storage_damaged,
  'newer-version': m.common_storage_newer_version,
  missing: m.common_storage_missing,
};

/** A failure of the engine, with what to do. */
export function failureText(kind: FailureWord): string {
  return engineFailures[kind]();
}

/** A failure of the store, with what to do. */
export function storageProblemText(kind: StorageProblemKind): string {
  return storageProblems[kind]();
}
