// Knows whether dist/ was built from the sources as they are now, and builds it when not.
// Compares contents rather than times, which a checkout or a copy changes for nothing.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root, runNpm } from './process.mjs';

/** The folder that holds the production build. */
export const buildFolder = join(root, 'dist');

const stampFile = join(root, '.cache', 'build-stamp');
const inputs = [
  'src',
  'public',
  'messages',
  'project.inlang/settings.json',
  'scripts/lib/message-options.mjs',
  'scripts/lib/wasm-threads.ts',
  'index.html',
  'package-lock.json',
  'svelte.config.js',
  'tsconfig.json',
  'vite.config.ts',
];

/** @param {string} path @returns {Promise<string[]>} the files at or below it, sorted */
async function filesBelow(path) {
  const absolute = join(root, path);
  if (!existsSync(absolute) || path === 'src/paraglide') return [];
  if (!(await stat(absolute)).isDirectory()) return [path];
  const names = (await readdir(absolute)).sort();
  const lists = await Promise.all(names.map((name) => filesBelow(`${path}/${name}`)));
  return lists.flat();
}

/** @returns {Promise<string>} a hash of everything that the build reads */
async function sourceStamp() {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of await filesBelow(input)) {
      hash.update(`${file}\0`).update(await readFile(join(root, file)));
    }
  }
  return hash.digest('hex');
}

/** Whether dist/ is complete and was built from the present sources. */
async function isBuildFresh() {
  if (!existsSync(join(buildFolder, 'index.html'))) return false;
  const previous = await readFile(stampFile, 'utf8').catch(() => '');
  return previous === (await sourceStamp());
}

/**
 * Builds dist/ unless it is fresh.
 * @throws when the build fails
 */
export async function ensureBuilt() {
  if (await isBuildFresh()) return;
  console.error('Building the page ...');
  const status = await runNpm(['run', '--silent', 'build']);
  if (status !== 0) throw new Error(`The build failed with exit status ${status}.`);
}

/**
 * Runs a build and records what it was made from. The record is taken before and removed first,
 * so that a failed build, or sources edited meanwhile, never look fresh.
 * @param {() => Promise<void>} build
 */
export async function recordBuild(build) {
  await rm(stampFile, { force: true });
  const stamp = await sourceStamp();
  await build();
  await mkdir(dirname(stampFile), { recursive: true });
  await writeFile(stampFile, stamp);
}
