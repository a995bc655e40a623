// A small static server for dist/: what `npm start` runs and what the end-to-end tests open.
// Owns headers and types; knows nothing about what it serves.
import { createServer } from 'node:http';
import sirv from 'sirv';
import { isolationHeaders, workerPolicyHeader } from './headers.mjs';

/**
 * @typedef {object} ServeOptions
 * @property {string} folder what is served
 * @property {number} port 0 for any free one
 * @property {string} [basePath] the path it is served under, `/` or e.g. `/some/where/`
 * @property {boolean} [isIsolated] whether to send the headers that threads need (default true);
 *   false is a plain static host
 */

/** @param {import('node:http').ServerResponse} response @param {string} path */
function setHeaders(response, path, isIsolated = true) {
  // File names under assets/ hold a hash of their content; everything else may change.
  const isHashed = path.startsWith('/assets/');
  response.setHeader('Cache-Control', isHashed ? 'max-age=31536000, immutable' : 'no-cache');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (path.endsWith('.safetensors')) {
    response.setHeader('Content-Type', 'application/octet-stream');
  }
  if (!isIsolated) return;
  const headers = path.endsWith('.js')
    ? { ...isolationHeaders, ...workerPolicyHeader }
    : isolationHeaders;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

/**
 * Starts serving a folder on this machine.
 * @param {ServeOptions} options
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `url` ends with a slash
 * @throws an error with code EADDRINUSE when the port is taken
 */
export async function serve({ folder, port, basePath = '/', isIsolated = true }) {
  const base = `/${basePath}/`.replace(/\/+/g, '/');
  const files = sirv(folder, {
    etag: true,
    setHeaders: (response, path) => setHeaders(response, path, isIsolated),
  });
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    /** @param {number} status @param {Record<string, string>} [headers] */
    const answer = (status, headers) =>
      response.writeHead(status, headers).end(`${status} ${path}\n`);
    if (request.method !== 'GET' && request.method !== 'HEAD') answer(405, { Allow: 'GET, HEAD' });
    else if (`${path}/` === base) answer(302, { Location: base });
    else if (!path.startsWith(base)) answer(404);
    else {
      request.url = path.slice(base.length - 1);
      files(request, response, () => answer(404));
    }
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => resolve(undefined));
  });
  const address = server.address();
  const actualPort = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://localhost:${actualPort}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
