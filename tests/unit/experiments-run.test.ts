// The runner at work: the smallest model, one seed, two iterations; killed and started again, it does nothing twice.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { jobsOf } from '../../scripts/experiments/jobs';
import { writePages } from '../../scripts/experiments/pages';
import { dataFile, readRecords } from '../../scripts/experiments/records';
import { runJobs } from '../../scripts/experiments/runner';
import { useWasm } from './support/tiny-model';

let out: string;
beforeAll(async () => {
  await useWasm();
  out = mkdtempSync(join(tmpdir(), 'experiments-run-'));
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

it('keeps each run at once, goes on with the next, and takes from elsewhere what is the same', async () => {
  const options = { model: 'nano-chat', out, isQuick: true };
  const jobs = jobsOf('over-optimization', 1, true);
  const of = (arm: string) => jobs.filter((job) => job.arm === arm);
  // The same run as if another experiment had it, too.
  const whole = of('weak-kl').map((job) => ({
    ...{ ...job, experiment: 'break-it' as const, arm: 'whole' },
  }));

  const first = await runJobs(of('weak-kl'), options);
  expect(first).toEqual({ run: 1, copied: 0, skipped: 0, unavailable: 0, failed: 0 });
  const lines = readFileSync(dataFile(out, 'over-optimization'), 'utf8');

  const unknown = [{ ...of('no-kl')[0]!, unavailable: ['rewardMagic=true'] }];
  const second = await runJobs(
    [...of('weak-kl'), ...of('best-of-n'), ...unknown, ...whole],
    options,
  );
  expect(second).toEqual({ run: 1, copied: 1, skipped: 1, unavailable: 1, failed: 0 });
  expect(readFileSync(dataFile(out, 'over-optimization'), 'utf8').startsWith(lines)).toBe(true);

  const [ppo, bestOfN] = readRecords(dataFile(out, 'over-optimization'));
  expect(ppo).toMatchObject({ arm: 'weak-kl', seed: 1, outcome: 'finished', heldOutPrompts: 16 });
  expect(ppo!.rows.map(({ iteration }) => iteration)).toEqual([1, 2]);
  expect(ppo!.rows[0]!['objective/kl']).toBeCloseTo(0, 5);
  expect(ppo!.evaluation!.win_rate).toBeGreaterThanOrEqual(0);
  expect(ppo!.tokens.trained).toBe(ppo!.tokens.sampled * 8);
  // The more to choose from, the better the best by the reward itself.
  const scores = bestOfN!.rows.map((row) => row['objective/scores']!);
  expect(bestOfN!.rows.map((row) => row['best_of_n/n'])).toEqual([1, 2, 4, 8]);
  expect(scores).toEqual(scores.toSorted((a, b) => a - b));
  // Rankings and reward model were those of an earlier start, so this one made its own.
  expect(bestOfN!.seconds.label).toBeGreaterThan(0);
  expect(readRecords(dataFile(out, 'break-it'))[0]).toMatchObject({
    arm: 'whole',
    rows: ppo!.rows,
  });

  // A method that cannot begin keeps no other from running.
  const broken = { ...whole[0]!, seed: 9, rankWith: [{ labeler: 'cheerful' as const, count: 0 }] };
  expect(await runJobs([broken, ...whole], options)).toMatchObject({ failed: 1, skipped: 1 });

  expect(await writePages(out)).toContain(join(out, 'over-optimization.svg'));
}, 240_000);
