// The experiments' table, their data files, what is computed from them, and the pages drawn: with records made up by hand.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countTokens } from '../../scripts/experiments/computing';
import { evaluationPrompts, jobsOf } from '../../scripts/experiments/jobs';
import { alongRun, pointOf, summaryOf, summaryText } from '../../scripts/experiments/measures';
import { armsOf, writePages } from '../../scripts/experiments/pages';
import {
  appendRecord,
  dataFile,
  isRecordOf,
  readAllRecords,
  readRecords,
  type ArmRecord,
} from '../../scripts/experiments/records';
import { findRecord } from '../../scripts/experiments/runner';
import { armLabel, titleOf } from '../../scripts/experiments/words';
import { classicRlhf, defaultSettings, runToTheEnd } from '../../src/contract/config';
import {
  armIds,
  experimentIds,
  experimentOf,
  experimentSettingNames,
  planOf,
  rankingCounts,
} from '../../src/contract/experiments';

let out: string;
beforeEach(() => void (out = mkdtempSync(join(tmpdir(), 'experiments-'))));
afterEach(() => rmSync(out, { recursive: true, force: true }));

const sizes = { model: 'tiny', trainingPrompts: 5, heldOutPrompts: 2 };

function recordOf(
  job: ReturnType<typeof jobsOf>[number],
  changes: Partial<ArmRecord> = {},
): ArmRecord {
  return {
    ...{ version: 1, experiment: job.experiment, arm: job.arm, seed: job.seed, isQuick: false },
    ...sizes,
    settings: Object.fromEntries(experimentSettingNames.map((name) => [name, job.settings[name]])),
    rankWith: job.rankWith,
    ...{ outcome: 'finished', rankedTokens: 10 },
    rows: [1, 2, 3].map((iteration) => ({
      iteration,
      ...{ 'objective/kl': iteration - 1, 'objective/scores': iteration + job.seed },
      ...{ 'objective/gold': 0.3 + iteration / 10, 'reply/mean_length': 10 },
      ...{ 'policy/num_updates': 12, episode: 48 * iteration },
    })),
    evaluation: { win_rate: 0.5 + job.seed / 10, kl: 2, gold_before: 0.3, gold_after: 0.6 },
    tokens: { sampled: 1440, trained: 11520 },
    seconds: { label: 1, reward_model: 2, optimise: 3, evaluate: 4 },
    ...changes,
  };
}

describe('the table of experiments', () => {
  const all = experimentIds.flatMap((id) => armIds(id).map((arm) => ({ id, arm })));

  it.each(all)('$id / $arm fits the settings, and has its words', ({ id, arm }) => {
    const { unavailable, rankWith, settings } = planOf(id, arm);
    // What goes too far is what there is to see.
    expect(settings).toMatchObject(runToTheEnd);
    expect(unavailable).toEqual([]);
    expect(rankWith.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(titleOf(id)).toBeTruthy();
    expect(armLabel(id, arm)).toBeTruthy();
  });

  it('has one arm that differs in nothing else from each other one', () => {
    for (const id of experimentIds) {
      const plans = armIds(id).map((arm) => JSON.stringify(experimentOf(id).arms[arm]));
      expect(new Set(plans).size).toBe(plans.length);
      const labels = armIds(id).map((arm) => armLabel(id, arm));
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it('says which setting an arm lacks', () => {
    expect(() => planOf('methods', 'nonsense')).toThrow('no arm "nonsense"');
  });

  it('shares the rankings out to the last one', () => {
    const half = { labeler: 'cheerful', share: 0.6 } as const;
    const rest = { labeler: 'length-lover', share: 0.4 } as const;
    expect(rankingCounts([half, rest], 50).map(({ count }) => count)).toEqual([30, 20]);
    expect(rankingCounts([half, rest], 12).map(({ count }) => count)).toEqual([7, 5]);
    expect(rankingCounts([half, rest], 1).map(({ count }) => count)).toEqual([1, 0]);
  });
});

describe('the data file', () => {
  const [job] = jobsOf('break-it', 1, false);

  it('gives back what was appended, NaN as nothing', () => {
    const record = recordOf(job!, { evaluation: { win_rate: NaN, kl: 1 / 3 } });
    appendRecord(out, record);
    const [read] = readRecords(dataFile(out, 'break-it'));
    expect(read!.evaluation).toEqual({ win_rate: null, kl: 0.333333 });
    expect(read!.settings).toEqual(record.settings);
    expect(readAllRecords(out)).toHaveLength(1);
  });

  it('loses only a last line that was cut short, and goes on after it', () => {
    const path = dataFile(out, 'break-it');
    appendRecord(out, recordOf(job!));
    appendFileSync(path, '{"version":1,"experiment":"bre');
    expect(readRecords(path)).toHaveLength(1);
    appendRecord(out, recordOf(job!, { seed: 2 }));
    expect(readRecords(path).map(({ seed }) => seed)).toEqual([1, 2]);
  });

  it('names a damaged line', () => {
    mkdirSync(join(out, 'data'));
    writeFileSync(dataFile(out, 'methods'), '{"version":7}\n');
    expect(() => readAllRecords(out)).toThrow('methods.jsonl, line 1');
  });
});

describe('going on', () => {
  const jobs = jobsOf('break-it', 2, false);
  const jobFor = (arm: string, seed = 1) =>
    jobs.find((job) => job.arm === arm && job.seed === seed)!;

  it('finds its own record, the same run of another experiment, and no other', () => {
    const methods = jobsOf('methods', 1, false).find(({ arm }) => arm === 'ppo')!;
    const taxed = jobsOf('alignment-tax', 2, false);
    const [plain, secondPlain] = taxed.filter(({ arm }) => arm === 'plain');
    const records = [recordOf(methods)];
    expect(findRecord(records, plain!, sizes)).toMatchObject({ kind: 'other' });
    expect(findRecord(records, secondPlain!, sizes)).toBeNull();
    for (const other of taxed.filter(({ arm }) => arm !== 'plain'))
      expect(findRecord(records, other, sizes)).toBeNull();
    records.push(recordOf(jobFor('whole')));
    expect(findRecord(records, jobFor('whole'), sizes)).toMatchObject({ kind: 'own' });
    expect(findRecord(records, jobFor('whole'), { ...sizes, model: 'other' })).toBeNull();
  });

  it('takes a setting that a record is too old to have at its default', () => {
    const record = recordOf(jobFor('whole'));
    delete record.settings.valueBaseline;
    expect(isRecordOf(record, { ...sizes, ...jobFor('whole') })).toBe(true);
    expect(isRecordOf(record, { ...sizes, ...jobFor('no-baseline') })).toBe(false);
  });

  it('takes a record from before runs could end by themselves for one of a whole run', () => {
    const record = recordOf(jobFor('whole'));
    for (const name of Object.keys(runToTheEnd)) delete record.settings[name];
    expect(isRecordOf(record, { ...sizes, ...jobFor('whole') })).toBe(true);
  });

  it('lets runs that rank alike stand together', () => {
    const noise = jobsOf('label-noise', 2, false);
    expect(new Set(noise.map(({ preparation }) => preparation)).size).toBe(noise.length);
    expect(new Set(jobs.map(({ preparation }) => preparation)).size).toBe(2);
    expect(jobs.map(({ seed }) => seed)).toEqual([...Array(6).fill(1), ...Array(6).fill(2)]);
    const quick = jobsOf('length-bias', 1, true);
    expect(quick.map(({ settings }) => settings.iterations)).toEqual([2, 2, 2, 2]);
  });
});

describe('computing', () => {
  const settings = { ...defaultSettings(), ...classicRlhf, ppoEpochs: 4, minibatches: 3 };
  const rows = [{ episode: 48, 'reply/mean_length': 10, 'policy/num_updates': 12 }];

  it('is drawn and trained tokens of every model that learns', () => {
    expect(countTokens(rows, settings, 9, 50)).toEqual({ sampled: 480, trained: 3840 });
    // Half of the updates were left out.
    const stopped = [{ ...rows[0]!, 'policy/num_updates': 6 }];
    expect(countTokens(stopped, settings, 9, 50).trained).toBe(1920);
    expect(countTokens(rows, { ...settings, method: 'grpo' }, 9, 50).trained).toBe(1920);
    expect(countTokens(rows, { ...settings, method: 'rejection' }, 9, 50).trained).toBe(60);
    expect(countTokens(rows, { ...settings, method: 'dpo' }, 9, 50)).toEqual({
      sampled: 0,
      trained: 288,
    });
    // Two of eight candidates are learned from.
    const extremes = { ...settings, rolloutCandidates: 8 };
    expect(countTokens(rows, extremes, 9, 50)).toEqual({ sampled: 480, trained: 960 });
    const two = [...rows, { ...rows[0]!, episode: 96, 'reply/mean_length': 20 }];
    expect(countTokens(two, settings, 9, 50).sampled).toBe(480 + 960);
  });

  it('is about equal for every method of the comparison', () => {
    // Of replies of one length: PPO 20 x 48 x 3.
    const budget = 20 * 48 * 3;
    for (const arm of armIds('methods')) {
      const own = planOf('methods', arm).settings;
      const all = Array.from({ length: own.iterations }, (_, index) => {
        return {
          episode: own.rolloutBatchSize * (index + 1),
          'reply/mean_length': 1,
          'policy/num_updates': 12,
        };
      });
      const counted = countTokens(all, own, 1, 50);
      const total =
        own.method === 'best-of-n'
          ? own.repliesPerPrompt * evaluationPrompts
          : counted.sampled + counted.trained;
      expect(Math.abs(total / budget - 1), arm).toBeLessThan(0.01);
    }
  });
});

describe('means over seeds', () => {
  it('come with their standard error', () => {
    // Deviation 2 (n - 1), over sqrt 3.
    const summary = summaryOf([1, 3, 5, null])!;
    expect(summary).toMatchObject({ mean: 3, count: 3 });
    expect(summary.error).toBeCloseTo(2 / Math.sqrt(3), 12);
    expect(summaryText(summary, 2)).toBe('3.00 ± 1.15');
    expect(summaryText(summaryOf([-0.5]), 1)).toBe('−0.5');
    expect(summaryOf([null, NaN])).toBeNull();
    expect(pointOf(summary, null)).toEqual([]);
  });

  it('follow a run row by row, as far as each seed has got', () => {
    const jobs = jobsOf('break-it', 2, false).filter(({ arm }) => arm === 'whole');
    const records = jobs.map((job) => recordOf(job));
    records[1]!.rows = records[1]!.rows.slice(0, 2);
    const points = alongRun(
      { arm: 'whole', label: 'whole', look: 0, records },
      (row) => row.iteration,
      (row) => row['objective/scores'],
    );
    expect(points.map(({ x, y }) => [x, y])).toEqual([
      [1, 2.5],
      [2, 3.5],
      [3, 4],
    ]);
    expect(points[0]!.error).toBeCloseTo(0.5, 12);
    expect(points[2]!.error).toBeNaN();
  });
});

describe('pages', () => {
  it('exist where there is data, with what a person saw and what was not run', async () => {
    for (const job of jobsOf('break-it', 2, false)) {
      if (job.arm !== 'no-clip') appendRecord(out, recordOf(job));
    }
    mkdirSync(join(out, 'seen'));
    writeFileSync(join(out, 'seen', 'break-it.md'), 'It held.\nSo did we.\n');
    const paths = await writePages(out);
    expect(paths).toEqual(
      ['break-it.md', 'break-it.svg', 'README.md'].map((name) => join(out, name)),
    );
    const page = readFileSync(join(out, 'break-it.md'), 'utf8');
    expect(page).toContain('npm run experiments -- break-it --seeds 2 --model tiny');
    expect(page).toContain('It held. So did we.');
    expect(page).toContain('Not run: No clipping of the ratio.');
    expect(page).toMatch(/No KL penalty +\| 2 +\| 0.650 ± 0.050/);
    expect(page).toContain('`klCoefficient=0`');
    expect(readFileSync(join(out, 'README.md'), 'utf8')).toContain('not run yet');
    rmSync(join(out, 'data'), { recursive: true });
    await writePages(out);
    expect(existsSync(join(out, 'break-it.md'))).toBe(false);
  });

  it.each(experimentIds)('%s is drawn from records alone', async (id) => {
    for (const job of jobsOf(id, 2, false)) appendRecord(out, recordOf(job));
    await writePages(out);
    expect(readFileSync(join(out, `${id}.svg`), 'utf8')).not.toMatch(/NaN|undefined|Infinity/);
    expect(readFileSync(join(out, `${id}.md`), 'utf8')).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('keep to the newest run of a seed, and to one model', () => {
    const [job] = jobsOf('break-it', 1, false);
    const records = [
      recordOf(job!, { model: 'old' }),
      recordOf(job!, { evaluation: { win_rate: 0.1 } }),
      recordOf(job!, { evaluation: { win_rate: 0.2 } }),
    ];
    const [arm] = armsOf('break-it', records);
    expect(arm!.records.map(({ evaluation }) => evaluation!.win_rate)).toEqual([0.2]);
    expect(armsOf('break-it', [])).toEqual([]);
  });
});
