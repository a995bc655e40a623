// The production server: paths, types and headers, with and without cross-origin isolation.
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../../scripts/lib/serve.mjs';

let folder = '';

beforeAll(async () => {
  const parent = await mkdtemp(join(tmpdir(), 'serve-'));
  folder = join(parent, 'dist');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(parent, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(folder, 'assets', 'main-abc.js'), 'export {};');
  await writeFile(join(folder, 'assets', 'kernel-abc.wasm'), 'wasm');
  await writeFile(join(folder, 'model.safetensors'), 'weights');
});

afterAll(() => rm(join(folder, '..'), { recursive: true }));

type Options = Omit<Parameters<typeof serve>[0], 'folder' | 'port'>;

async function withServer(options: Options, use: (url: string) => Promise<void>) {
  const { url, close } = await serve({ folder, port: 0, ...options });
  try {
    await use(url);
  } finally {
    await close();
  }
}

/** Asks for a path as it is written; `fetch` would tidy up the dots. */
function rawStatus(url: string, path: string): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .once('error', reject)
      .end();
  });
}

describe('serve', () => {
  it('isolates the page and restricts its workers', () =>
    withServer({}, async (url) => {
      const page = await fetch(url);
      expect(await page.text()).toContain('<title>page</title>');
      expect(page.headers.get('content-type')).toBe('text/html;charset=utf-8');
      expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(page.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
      expect(page.headers.get('cache-control')).toBe('no-cache');
      const script = await fetch(`${url}assets/main-abc.js`);
      expect(script.headers.get('content-type')).toContain('text/javascript');
      expect(script.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
      expect(script.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(script.headers.get('cache-control')).toContain('immutable');
    }));

  it('names the types of binaries', () =>
    withServer({}, async (url) => {
      const kernel = await fetch(`${url}assets/kernel-abc.wasm`);
      expect(kernel.headers.get('content-type')).toBe('application/wasm');
      const weights = await fetch(`${url}model.safetensors`);
      expect(weights.headers.get('content-type')).toBe('application/octet-stream');
      expect(await weights.text()).toBe('weights');
    }));

  it('is a plain host under a path when asked', () =>
    withServer({ basePath: '/some/where', isIsolated: false }, async (url) => {
      expect(new URL(url).pathname).toBe('/some/where/');
      const page = await fetch(url.slice(0, -1));
      expect(page.url).toBe(url);
      expect(page.headers.get('cross-origin-opener-policy')).toBeNull();
      const script = await fetch(`${url}assets/main-abc.js`);
      expect(script.headers.get('content-security-policy')).toBeNull();
      expect((await fetch(new URL('/', url))).status).toBe(404);
    }));

  it('gives nothing from outside of its folder and takes nothing', () =>
    withServer({}, async (url) => {
      expect(await rawStatus(url, '/../secret.txt')).toBe(404);
      expect(await rawStatus(url, '/..%2fsecret.txt')).toBe(404);
      expect((await fetch(`${url}nowhere.js`)).status).toBe(404);
      expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    }));

  it('says so when the port is taken', () =>
    withServer({}, async (url) => {
      const port = Number(new URL(url).port);
      await expect(serve({ folder, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    }));
});
