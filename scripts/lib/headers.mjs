// The HTTP headers that the development server, the production server and the tests share.
// Plain JavaScript, because `npm start` runs before anything is installed.

/**
 * Cross-origin isolation: without these two a browser gives no SharedArrayBuffer, so WASM gets
 * no threads. A static host that cannot send them still works, on one thread.
 */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * The policy of scripts that run as workers; a worker does not inherit the page's <meta> policy.
 * `blob:` scripts are what tfjs starts its WASM threads from.
 */
export const workerPolicyHeader = {
  'Content-Security-Policy':
    "default-src 'self'; script-src 'self' blob: 'wasm-unsafe-eval'; worker-src 'self' blob:; connect-src 'self' blob: data:",
};
