// How the page is built and served while developing. Tests add to it in vitest.config.ts.
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { isolationHeaders } from './scripts/lib/headers.mjs';
import { messageOptions } from './scripts/lib/message-options.mjs';
import { standaloneWasmThreads } from './scripts/lib/wasm-threads.ts';

export default defineConfig({
  // Relative addresses, so that the build works from any path of any static host.
  base: './',
  plugins: [svelte(), paraglideVitePlugin(messageOptions)],
  worker: { format: 'es', plugins: () => [standaloneWasmThreads()] },
  build: {
    target: 'es2022',
    // tfjs is one large chunk of the worker; tests/e2e hold the real limit, in gzip.
    chunkSizeWarningLimit: 2500,
  },
  optimizeDeps: {
    // Found at the start rather than in the middle of a page load, which would reload it.
    include: [
      '@tensorflow/tfjs',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgpu',
      '@huggingface/jinja',
      '@huggingface/tokenizers',
    ],
  },
  server: { headers: isolationHeaders },
  preview: { headers: isolationHeaders },
});
