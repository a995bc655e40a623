// `lab bench`: the measurements of bench/main.ts, in a process of their own, so that nothing else is measured.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../bench/main.ts', import.meta.url));

export const benchUsage = "bench ...  (see the project's README)";

/** @returns the exit status */
export function benchCommand(options: string[]): number {
  const words = [...process.execArgv, script, ...options];
  return spawnSync(process.execPath, words, { stdio: 'inherit' }).status ?? 1;
}
