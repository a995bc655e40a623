// The data file of an experiment: one JSON line for every finished run of an arm with a seed, appended at once, so that a
// runner that was killed goes on where it stood. Pages and figures are drawn from these lines alone.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { settingsBefore, type Settings } from '../../src/contract/config';
import { experimentIds, experimentSettingNames } from '../../src/contract/experiments';
import { UsageError } from '../lab/options';

const numbers = v.record(v.string(), v.number());
const nullableNumber = v.nullable(v.number());

const recordSchema = v.object({
  version: v.literal(1),
  experiment: v.picklist(experimentIds),
  arm: v.string(),
  seed: v.number(),
  model: v.string(),
  /** At a size that only shows that the arm runs. */
  isQuick: v.boolean(),
  /** Of rankings, reward model and run, by their names in the table of settings. */
  settings: v.record(v.string(), v.union([v.number(), v.boolean(), v.string()])),
  rankWith: v.array(v.object({ labeler: v.string(), count: v.number() })),
  trainingPrompts: v.number(),
  heldOutPrompts: v.number(),
  /** `diverged`: a number was none any more; there is then no evaluation. */
  outcome: v.picklist(['finished', 'diverged']),
  /** Mean length of the ranked samples, tokens. */
  rankedTokens: v.number(),
  /** One row an iteration under the metrics' names; of best-of-n one row for every n (best-of-n-curve.ts). */
  rows: v.array(numbers),
  /** Under the names of the lab's last line. */
  evaluation: v.nullable(v.record(v.string(), nullableNumber)),
  /** Reply tokens that the method drew to learn or to choose from, and that went through an optimizer step. */
  tokens: v.object({ sampled: v.number(), trained: v.number() }),
  /** Of this run alone; rankings and reward model may have been shared with another arm, then they took 0. */
  seconds: numbers,
});

/** One finished run. */
export type ArmRecord = v.InferOutput<typeof recordSchema>;

const dataFolder = (out: string): string => join(out, 'data');
export const dataFile = (out: string, experiment: string): string =>
  join(dataFolder(out), `${experiment}.jsonl`);

/**
 * The records of a file, oldest first; none where there is no file. A last line that was cut short by a kill is taken
 * off the file.
 * @throws UsageError that names the line, where any other is damaged
 */
export function readRecords(path: string): ArmRecord[] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
  return whole
    .split('\n')
    .slice(0, -1)
    .map((line, index) => {
      try {
        return v.parse(recordSchema, JSON.parse(line));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new UsageError(`${path}, line ${index + 1}: ${reason}`);
      }
    });
}

/** The records of every experiment under a folder. */
export function readAllRecords(out: string): ArmRecord[] {
  if (!existsSync(dataFolder(out))) return [];
  return readdirSync(dataFolder(out))
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readRecords(join(dataFolder(out), name)));
}

export function appendRecord(out: string, record: ArmRecord): void {
  const path = dataFile(out, record.experiment);
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, `${JSON.stringify(record, compactNumber)}\n`);
}

/** Six significant digits; JSON has no NaN. */
function compactNumber(_key: string, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isInteger(value)) return value;
  return Number.isFinite(value) ? Number(value.toPrecision(6)) : null;
}

/** What makes two runs the same run. */
export interface RunIdentity {
  model: string;
  settings: Settings;
  rankWith: readonly { labeler: string; count: number }[];
  trainingPrompts: number;
  heldOutPrompts: number;
}

/** True when a record is what this run would give; a setting that it is too old to have must be as it was before. */
export function isRecordOf(record: ArmRecord, run: RunIdentity): boolean {
  const before = settingsBefore();
  return (
    record.model === run.model &&
    record.trainingPrompts === run.trainingPrompts &&
    record.heldOutPrompts === run.heldOutPrompts &&
    JSON.stringify(record.rankWith) === JSON.stringify(run.rankWith) &&
    experimentSettingNames.every(
      (name) => (record.settings[name] ?? before[name]) === run.settings[name],
    )
  );
}
