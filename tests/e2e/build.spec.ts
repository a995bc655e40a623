// The production build as a folder of files: its size, and that it works on any static host.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { serve } from '../../scripts/lib/serve.mjs';

const firstLoadLimitBytes = 1_200_000;

test('the first load, without model and WASM, is under 1.2 MB in gzip', async () => {
  const names = await readdir('dist', { recursive: true });
  const loaded = names.filter((name) => /\.(html|js|css|svg|woff2?)$/.test(name));
  expect(loaded.some((name) => name.endsWith('.js'))).toBe(true);
  const sizes = await Promise.all(
    loaded.map(async (name) => gzipSync(await readFile(join('dist', name))).length),
  );
  const totalBytes = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`first load: ${totalBytes} bytes in gzip`);
  expect(totalBytes).toBeLessThan(firstLoadLimitBytes);
});

test('works from a path of a static host without special headers, and calls nobody', async ({
  page,
}) => {
  const host = await serve({ folder: 'dist', port: 0, basePath: '/a/b/', isIsolated: false });
  try {
    const strangers: string[] = [];
    const missing: string[] = [];
    page.on('request', (request) => {
      const { protocol, href } = new URL(request.url());
      if (/^https?:$/.test(protocol) && !href.startsWith(host.url)) strangers.push(href);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) missing.push(response.url());
    });
    await page.goto(host.url);
    const engine = page.getByRole('status', { name: 'Engine' });
    await expect(engine).toContainText('WASM', { timeout: 60_000 });
    await expect(engine).toContainText('ready', { timeout: 60_000 });
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    expect(strangers).toEqual([]);
    expect(missing).toEqual([]);
  } finally {
    await host.close();
  }
});
