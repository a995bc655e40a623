// Starts child processes of the launch scripts, from the root of the repository.
// Plain JavaScript without packages: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository, without a slash at its end. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Ends the script with one clear line when Node is too old for the tools. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Node 20.19 or later is needed; this is ${process.versions.node}.`);
  process.exit(1);
}

/**
 * Runs npm with its output shown.
 * @param {string[]} npmArguments
 * @param {{ env?: Record<string, string>, limitMs?: number, onOutput?: (text: string) => void }} [options]
 *   `limitMs`: the child and its children are ended after that long; `onOutput` takes what would be shown
 * @returns {Promise<number>} the exit status; 124 when the limit ended it
 */
export function runNpm(npmArguments, { env = {}, limitMs, onOutput } = {}) {
  const isWindows = process.platform === 'win32';
  return new Promise((resolve) => {
    const child = spawn('npm', npmArguments, {
      cwd: root,
      stdio: onOutput ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      // npm is a script on Windows, which only a shell starts.
      shell: isWindows,
      // A group of its own, so that the limit also ends browsers and servers below it.
      detached: limitMs !== undefined && !isWindows,
      env: { ...process.env, ...env },
    });
    if (onOutput) {
      child.stdout?.setEncoding('utf8').on('data', onOutput);
      child.stderr?.setEncoding('utf8').on('data', onOutput);
    }
    /** @param {NodeJS.Signals} signal */
    const end = (signal) => {
      if (child.pid === undefined) return;
      try {
        if (isWindows || limitMs === undefined) child.kill(signal);
        else process.kill(-child.pid, signal);
      } catch {
        // It has ended already.
      }
    };
    let isOverLimit = false;
    const timer =
      limitMs === undefined
        ? undefined
        : setTimeout(() => {
            isOverLimit = true;
            end('SIGKILL');
          }, limitMs);
    const interrupt = () => {
      end('SIGTERM');
      process.exit(130);
    };
    process.once('SIGINT', interrupt);
    process.once('SIGTERM', interrupt);
    /** @param {number} status */
    const finish = (status) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      resolve(isOverLimit ? 124 : status);
    };
    child.once('error', (error) => {
      console.error(`npm did not start: ${error.message}`);
      finish(127);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}
