// End-to-end tests: a real Chromium on the production build, with the real model.
// Files named *.webgpu.spec.ts run with a software WebGPU adapter, all others without WebGPU.
import { defineConfig } from '@playwright/test';
import { browserLaunchArguments, findBrowser, webgpuArguments } from './scripts/browser.mjs';

const port = 4273;
const executablePath = findBrowser() ?? undefined;

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // Training on two cores takes its time, all the more with another page beside; a single step has to be far quicker.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${port}/`,
    locale: 'en-US',
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'wasm',
      testIgnore: '**/*.webgpu.spec.ts',
      use: { launchOptions: { executablePath, args: browserLaunchArguments } },
    },
    {
      name: 'webgpu',
      testMatch: '**/*.webgpu.spec.ts',
      use: {
        launchOptions: { executablePath, args: [...browserLaunchArguments, ...webgpuArguments] },
      },
    },
  ],
  webServer: {
    command: 'node scripts/start.mjs --no-open',
    env: { PORT: String(port) },
    url: `http://localhost:${port}/`,
    timeout: 300_000,
    reuseExistingServer: false,
    stdout: 'pipe',
  },
});
