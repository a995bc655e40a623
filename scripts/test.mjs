// `npm test`: installs, finds a browser, then runs every kind of check in order, all of them
// even if one fails, and ends with the line `N passed, N failed`.
// Plain JavaScript, because on a fresh clone nothing is installed yet.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { requireNode, root, runNpm } from './lib/process.mjs';

const resultsFolder = join(root, '.cache', 'tests');
const stageLimitMs = 15 * 60_000;

/** @typedef {{ passed: number, failed: number }} Count */
/** @typedef {{ name: string, script: string, tool: 'check' | 'vitest' | 'playwright' }} Stage */

/**
 * Side by side: each takes a core, and the two lists take about as long.
 * @type {Stage[][]}
 */
const checks = [
  [
    { name: 'formatting', script: 'format:check', tool: 'check' },
    { name: 'lint', script: 'lint', tool: 'check' },
    { name: 'dead code', script: 'deadcode', tool: 'check' },
  ],
  [{ name: 'types', script: 'types', tool: 'check' }],
];
/**
 * One after the other: each uses all cores.
 * @type {Stage[]}
 */
const tests = [
  { name: 'unit tests', script: 'test:unit', tool: 'vitest' },
  { name: 'browser tests', script: 'test:browser', tool: 'vitest' },
  { name: 'end-to-end tests', script: 'test:e2e', tool: 'playwright' },
];

/** @param {Stage} stage @param {string} file where the tool writes its results */
function reporting(stage, file) {
  if (stage.tool === 'vitest') {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    return { extra: ['--', ...reporters], env: {} };
  }
  if (stage.tool === 'playwright') {
    return { extra: ['--', '--reporter=list,json'], env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file } };
  }
  return { extra: [], env: {} };
}

/**
 * Counts single tests in a tool's JSON report. A vitest file that does not load holds no tests;
 * it counts as one failure.
 * @param {Stage['tool']} tool
 * @param {any} report
 * @returns {Count}
 */
function countTests(tool, report) {
  if (tool === 'playwright') {
    const { expected, unexpected, flaky } = report.stats;
    return { passed: expected + flaky, failed: unexpected };
  }
  const brokenFiles = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles };
}

/**
 * @param {Stage} stage
 * @param {(text: string) => void} [onOutput] takes what would be shown
 * @returns {Promise<Count>}
 */
async function runStage(stage, onOutput) {
  const file = join(resultsFolder, `${stage.script.replace(':', '-')}.json`);
  await rm(file, { force: true });
  const { extra, env } = reporting(stage, file);
  const options = { env, limitMs: stageLimitMs, ...(onOutput && { onOutput }) };
  const status = await runNpm(['run', '--silent', stage.script, ...extra], options);
  if (status === 124) console.log(`${stage.name}: ended after ${stageLimitMs / 60_000} minutes`);
  if (stage.tool === 'check') {
    return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  }
  let count = { passed: 0, failed: 0 };
  try {
    count = countTests(stage.tool, JSON.parse(await readFile(file, 'utf8')));
  } catch {
    console.log(`${stage.name}: no report was written`);
  }
  // A tool that fails outside any test, or runs none at all, has not passed.
  const hasRun = count.passed + count.failed > 0;
  if (count.failed === 0 && (status !== 0 || !hasRun)) count.failed = 1;
  return count;
}

async function main() {
  requireNode();
  const total = { passed: 0, failed: 0 };
  /** @type {string[]} */
  const lines = [];
  /** @param {Stage} stage @param {(text: string) => void} [onOutput] */
  const add = async (stage, onOutput) => {
    const startMs = Date.now();
    const count = await runStage(stage, onOutput);
    total.passed += count.passed;
    total.failed += count.failed;
    const seconds = Math.round((Date.now() - startMs) / 1000);
    lines.push(`${stage.name}: ${count.passed} passed, ${count.failed} failed, ${seconds} s`);
  };
  /** @param {Stage} stage */
  const heading = (stage) => `\n== ${stage.name} (npm run ${stage.script})`;
  try {
    await ensureInstalled();
    process.env.CHROMIUM_PATH = await ensureBrowser();
    await mkdir(resultsFolder, { recursive: true });
    // Where they do not compile, each check tries again, and fails.
    if ((await runNpm(['run', '--silent', 'messages'])) === 0) process.env.MESSAGES_COMPILED = '1';
    const lanes = checks.map(async (lane) => {
      for (const stage of lane) {
        let output = '';
        await add(stage, (text) => (output += text));
        console.log(`${heading(stage)}\n${output.trimEnd()}`);
      }
    });
    await Promise.all(lanes);
    for (const stage of tests) {
      console.log(heading(stage));
      await add(stage);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    total.failed += 1;
  }
  console.log(`\n${lines.join('\n')}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

await main();
