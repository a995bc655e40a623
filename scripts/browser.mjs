// Finds a Chromium for the tests, or gets one: the system's, else the distribution's package,
// else Playwright's download. `node scripts/browser.mjs` prints its path.
// Must run before anything is installed, so Playwright is imported only when it is needed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What every test browser is started with: no calls home, and no sandbox in a container. */
export const browserLaunchArguments = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Gives WebGPU to a machine without a GPU: Chromium's software adapter. */
export const webgpuArguments = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

const commandNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const fixedPaths = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** @param {string} path */
function starts(path) {
  if (!existsSync(path)) return false;
  // Chrome for Windows opens a window when asked for its version.
  if (process.platform === 'win32') return true;
  // Some distributions install a `chromium-browser` that only says how to get the real one.
  const answer = spawnSync(path, ['--version', '--no-sandbox'], { timeout: 20_000 });
  return answer.status === 0;
}

/**
 * The path of an installed Chromium or Chrome, or null. Installs nothing.
 * `CHROMIUM_PATH` wins; throws when it is set and does not start.
 * @returns {string | null}
 */
export function findBrowser() {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) {
    if (starts(wanted)) return wanted;
    throw new Error(`CHROMIUM_PATH is ${wanted}, which does not start as a browser.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [
    ...commandNames.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...fixedPaths,
  ];
  return candidates.find(starts) ?? null;
}

/** @param {string} command @param {string[]} commandArguments */
function succeeds(command, commandArguments) {
  const result = spawnSync(command, commandArguments, {
    // The path is the only thing this script prints on stdout.
    stdio: ['ignore', 2, 2],
    timeout: 600_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return result.status === 0;
}

/** Installs Debian's package where that is possible without asking for a password. */
function installPackage() {
  if (process.platform !== 'linux' || !succeeds('apt-get', ['--version'])) return;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !succeeds('sudo', ['-n', 'true'])) return;
  /** @param {string[]} rest */
  const apt = (...rest) =>
    isRoot ? succeeds('apt-get', rest) : succeeds('sudo', ['-n', 'apt-get', ...rest]);
  console.error('No Chromium found; installing the chromium package.');
  const install = ['install', '-y', '--no-install-recommends', 'chromium'];
  if (!apt(...install)) {
    apt('update');
    apt(...install);
  }
}

/** Playwright's own Chromium, downloaded first if need be. @returns {Promise<string | null>} */
async function playwrightBrowser() {
  try {
    const { chromium } = await import('playwright');
    const path = chromium.executablePath();
    if (starts(path)) return path;
    console.error("Trying Playwright's download of Chromium.");
    succeeds(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium']);
    return starts(path) ? path : null;
  } catch {
    return null;
  }
}

/**
 * The path of a Chromium, installing one if there is none.
 * @returns {Promise<string>}
 * @throws when none can be found or installed
 */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  installPackage();
  const path = findBrowser() ?? (await playwrightBrowser());
  if (path) return path;
  throw new Error('No Chromium: install Chromium or Chrome, or set CHROMIUM_PATH to one.');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(await ensureBrowser());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
