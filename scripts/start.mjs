// `npm start`: installs and builds what is missing or stale, serves the production build and
// opens it. Plain JavaScript, because on a fresh clone nothing is installed yet.
import { spawn } from 'node:child_process';
import { buildFolder, ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { requireNode } from './lib/process.mjs';

const defaultPort = 4173;

/** @returns {number} */
function readPort() {
  const text = process.env.PORT;
  if (!text) return defaultPort;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`PORT is ${text}; it has to be a whole number from 1 to 65535.`);
}

/** @param {string} url */
function openBrowser(url) {
  const [command, ...rest] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url];
  const child = spawn(/** @type {string} */ (command), rest, { stdio: 'ignore', detached: true });
  // A machine without a desktop has nothing to open it with; the address is printed anyway.
  child.once('error', () => {});
  child.unref();
}

/** @param {unknown} error @param {number} port */
function explain(error, port) {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Port ${port} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`;
  }
  return error instanceof Error ? error.message : String(error);
}

async function main() {
  requireNode();
  let port = defaultPort;
  try {
    port = readPort();
    await ensureInstalled();
    await ensureBuilt();
    const { serve } = await import('./lib/serve.mjs');
    const { url, close } = await serve({ folder: buildFolder, port });
    console.log(`RLHF Playground is at ${url} (Ctrl+C stops it)`);
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, () => void close().then(() => process.exit(0)));
    }
    if (!process.env.CI && !process.argv.includes('--no-open')) openBrowser(url);
  } catch (error) {
    console.error(explain(error, port));
    process.exitCode = 1;
  }
}

await main();
