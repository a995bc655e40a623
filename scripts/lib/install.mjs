// Makes node_modules agree with package-lock.json, and does nothing when it already does.
// Plain JavaScript without packages: it runs before anything is installed.
import { createHash } from 'node:crypto';
import { lstat, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runNpm } from './process.mjs';

const lockfile = join(root, 'package-lock.json');
const installedLockfile = join(root, 'node_modules', '.package-lock.json');
const stampFile = join(root, 'node_modules', '.rlhf-playground-install');

/**
 * Whether every package of the lockfile is present in its version, by npm's own record of what
 * it installed. Optional packages (binaries for other systems) may be absent.
 * @param {string} lockText
 * @returns {Promise<boolean>}
 */
async function matchesInstalled(lockText) {
  try {
    const wanted = JSON.parse(lockText).packages;
    const present = JSON.parse(await readFile(installedLockfile, 'utf8')).packages;
    return Object.entries(wanted).every(
      ([path, entry]) =>
        path === '' || entry.optional || entry.peer || present[path]?.version === entry.version,
    );
  } catch {
    return false;
  }
}

/**
 * Runs `npm ci` unless what is installed is what the lockfile asks for.
 * @throws when npm fails
 */
export async function ensureInstalled() {
  const lockText = await readFile(lockfile, 'utf8');
  const stamp = createHash('sha256').update(lockText).digest('hex');
  const previous = await readFile(stampFile, 'utf8').catch(() => '');
  if (previous === stamp) return;
  if (!(await matchesInstalled(lockText))) {
    const folder = await lstat(join(root, 'node_modules')).catch(() => null);
    // `npm ci` would empty the folder that the link leads to, under whoever works there.
    if (folder?.isSymbolicLink()) {
      throw new Error('node_modules is a link to packages of other versions: remove the link.');
    }
    console.error('Installing packages (once) ...');
    const status = await runNpm(['ci', '--include=dev', '--no-audit', '--no-fund']);
    if (status !== 0) throw new Error(`npm ci failed with exit status ${status}.`);
  }
  await writeFile(stampFile, stamp);
}
