// Two kinds of tests: `unit` in Node, `browser` in a real Chromium (runes, IndexedDB, workers).
// End-to-end tests of the whole page are Playwright's, see playwright.config.ts.
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import { browserLaunchArguments, findBrowser, webgpuArguments } from './scripts/browser.mjs';
import viteConfig from './vite.config.ts';

export default mergeConfig(
  viteConfig,
  defineConfig({
    test: {
      // By default one core is left free; with two cores that would halve what runs.
      maxWorkers: 2,
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            environment: 'node',
            include: ['tests/unit/**/*.test.ts'],
            testTimeout: 60_000,
            hookTimeout: 60_000,
          },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            include: ['tests/browser/**/*.test.ts'],
            testTimeout: 60_000,
            hookTimeout: 60_000,
            // One page at a time: the tests share two cores with the browser itself.
            fileParallelism: false,
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              provider: playwright({
                launchOptions: {
                  executablePath: findBrowser() ?? undefined,
                  args: [...browserLaunchArguments, ...webgpuArguments],
                },
              }),
              instances: [{ browser: 'chromium' }],
            },
          },
        },
      ],
    },
  }),
);
