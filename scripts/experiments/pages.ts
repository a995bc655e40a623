// A page and a figure for every experiment that has data, and the index of all. Everything is drawn from the data; what was
// seen is written by a person, in seen/<experiment>.md, and only included here.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { settingsBefore } from '../../src/contract/config';
import {
  armIds,
  experimentIds,
  experimentOf,
  experimentSettingNames,
  planOf,
  type ExperimentId,
} from '../../src/contract/experiments';
import { alignmentTax } from './declared/alignment-tax';
import { breakIt } from './declared/break-it';
import type { DeclaredExperiment } from './declared/declared';
import { labelNoise } from './declared/label-noise';
import { lengthBias } from './declared/length-bias';
import { methods } from './declared/methods';
import { overOptimization } from './declared/over-optimization';
import { drawFigure } from './figure/svg';
import { indexText } from './index-page';
import { markdownTable } from './markdown';
import { summaryText, type ArmData } from './measures';
import { dataFile, readRecords, type ArmRecord } from './records';
import { armLabel, titleOf } from './words';

const declared: Record<ExperimentId, DeclaredExperiment> = {
  'over-optimization': overOptimization,
  methods,
  'alignment-tax': alignmentTax,
  'length-bias': lengthBias,
  'label-noise': labelNoise,
  'break-it': breakIt,
};

/** Writes what can be drawn and takes away what has no data any more. @returns the paths written */
export async function writePages(out: string): Promise<string[]> {
  mkdirSync(out, { recursive: true });
  const written: string[] = [];
  const overview = [];
  for (const id of experimentIds) {
    const arms = armsOf(id, readRecords(dataFile(out, id)));
    const [page, figure] = [join(out, `${id}.md`), join(out, `${id}.svg`)];
    overview.push({ id, title: titleOf(id), arms });
    if (arms.length === 0) {
      rmSync(page, { force: true });
      rmSync(figure, { force: true });
      continue;
    }
    writeFileSync(figure, drawFigure({ title: titleOf(id), ...declared[id].figure(arms) }));
    await writeMarkdown(page, pageText(declared[id], arms, seenIn(out, id)));
    written.push(page, figure);
  }
  const index = join(out, 'README.md');
  await writeMarkdown(index, indexText(overview));
  return [...written, index];
}

async function writeMarkdown(path: string, text: string): Promise<void> {
  const config = await resolveConfig('docs/experiments/README.md');
  writeFileSync(
    path,
    await format(text, { ...config, parser: 'markdown', proseWrap: 'always', printWidth: 120 }),
  );
}

/** A person's two sentences, or null. */
function seenIn(out: string, id: ExperimentId): string | null {
  const path = join(out, 'seen', `${id}.md`);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
}

/** The newest record of every arm and seed, of the newest record's model and prompts. */
export function armsOf(id: ExperimentId, records: readonly ArmRecord[]): ArmData[] {
  const newest = records.at(-1);
  if (!newest) return [];
  const comparable = records.filter(
    ({ model, isQuick, heldOutPrompts }) =>
      model === newest.model &&
      isQuick === newest.isQuick &&
      heldOutPrompts === newest.heldOutPrompts,
  );
  return armIds(id).flatMap((arm, look) => {
    const bySeed = new Map<number, ArmRecord>();
    for (const record of comparable) if (record.arm === arm) bySeed.set(record.seed, record);
    const own = [...bySeed.values()].sort((a, b) => a.seed - b.seed);
    return own.length > 0 ? [{ arm, label: armLabel(id, arm), look, records: own }] : [];
  });
}

function pageText(
  { id, question, setup, columns, more }: DeclaredExperiment,
  arms: ArmData[],
  seen: string | null,
): string {
  const first = arms[0]!.records[0]!;
  const seeds = Math.max(...arms.map(({ records }) => records.length));
  const options = [
    ...(first.model === 'micro-chat' ? [] : [` --model ${first.model}`]),
    ...(first.isQuick ? [' --quick'] : []),
  ].join('');
  const table = markdownTable(
    ['arm', 'runs', ...columns.map(({ heading }) => heading)],
    arms.map((arm) => [
      arm.label,
      runsText(arm),
      ...columns.map(({ value, digits }) => summaryText(value(arm), digits)),
    ]),
  );
  return [
    `# ${titleOf(id)}`,
    first.isQuick
      ? '**A quick run: far fewer iterations, rankings and prompts than below. It shows that the experiment runs, and nothing else.**'
      : '',
    question,
    '## Setup',
    setup,
    `Model ${first.model}, ${first.settings.labelCount} rankings of ${first.settings.samplesPerPrompt} replies, seeds 1 to ${seeds}, ` +
      `${first.heldOutPrompts} held-out prompts at temperature 1. No run ends by itself before its last iteration. After ${experimentOf(id).source}.`,
    `\`\`\`\nnpm run experiments -- ${id} --seeds ${seeds}${options}\n\`\`\``,
    armsTable(arms),
    missingText(id, arms),
    '## What came out',
    `![${titleOf(id)}](${id}.svg)`,
    table,
    'Means over seeds ± standard error of the mean. Every number is in the data, [' +
      `data/${id}.jsonl](data/${id}.jsonl); definitions are in the [index](README.md).`,
    more?.(arms) ?? '',
    '## What was seen',
    seen ?? '_Nobody has written it down yet._',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function runsText({ records }: ArmData): string {
  const diverged = records.filter(({ outcome }) => outcome === 'diverged').length;
  return diverged === 0 ? String(records.length) : `${records.length}, ${diverged} diverged`;
}

/** Labelers and what each arm sets, as they were in the runs. */
function armsTable(arms: ArmData[]): string {
  // That runs go on to their end is said once for all.
  const defaults = settingsBefore();
  const rows = arms.map(({ label, records }) => {
    const { settings, rankWith } = records[0]!;
    const changed = experimentSettingNames.filter((name) => {
      return name !== 'seed' && settings[name] !== undefined && settings[name] !== defaults[name];
    });
    return [
      label,
      rankWith.map(({ labeler, count }) => `${labeler} ${count}`).join(', '),
      changed.map((name) => `\`${name}=${String(settings[name])}\``).join(' ') || 'the defaults',
    ];
  });
  return markdownTable(['arm', 'rankings by', 'settings other than the defaults'], rows);
}

function missingText(id: ExperimentId, arms: ArmData[]): string {
  const missing = armIds(id).filter((arm) => !arms.some((own) => own.arm === arm));
  if (missing.length === 0) return '';
  const texts = missing.map((arm) => {
    const { unavailable } = planOf(id, arm);
    const reason = unavailable.length > 0 ? ` (not available: ${unavailable.join(', ')})` : '';
    return `${armLabel(id, arm)}${reason}`;
  });
  return `Not run: ${texts.join('; ')}.`;
}
