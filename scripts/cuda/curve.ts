// Draws held-out loss against tokens and against size from the logs of `train.py`, a file `<name>.jsonl` each.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { parameterCount, type ModelConfig } from '../../src/nn/model-config';
import { drawFigure, type Series } from '../experiments/figure/svg';

const rowSchema = v.object({
  stage: v.picklist(['base', 'chat']),
  tokens: v.number(),
  rate: v.number(),
  held_out_world: v.number(),
  'held_out_small-talk': v.number(),
});
type LogRow = v.InferOutput<typeof rowSchema>;

/** A run, and the shape of the model that it trained. */
export interface CurveRun {
  name: string;
  config: ModelConfig;
}

/** @throws Error when the folder lacks a run's log, or a row is damaged */
export function drawCurve(folder: string, runs: readonly CurveRun[]): string {
  const logs = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));
  const found = runs.map((run) => {
    const file = logs.find((log) => basename(log, '.jsonl') === run.name);
    if (!file) throw new Error(`${folder} holds no ${run.name}.jsonl.`);
    return { ...run, rows: readLog(join(folder, file)) };
  });
  const alongTokens = (of: (row: LogRow) => number): Series[] =>
    found.map(({ name, config, rows }, look) => ({
      name: `${name}, ${millions(config)}M weights`,
      look,
      isLine: true,
      points: rows
        .filter(({ tokens }) => tokens >= 5e6)
        .map((row) => ({ x: Math.log10(row.tokens / 1e6), y: of(row) })),
    }));
  const alongSize = (of: (row: LogRow) => number): Series[] =>
    found.map(({ name, config, rows }, look) => ({
      name: `${name}, ${millions(config)}M weights`,
      look,
      points: [{ x: Math.log10(parameterCount(config) / 1e6), y: of(rows.at(-1)!) }],
    }));
  const world = (row: LogRow) => row.held_out_world;
  const smallTalk = (row: LogRow) => row['held_out_small-talk'];
  return drawFigure({
    title: 'Held-out loss against tokens and against size',
    description:
      'Four panels: loss on replies about the world asked in frames kept out of training, and on replies to small-talk ' +
      'questions kept out, each against the tokens read (both stages) and, at the end of training, against the weights.',
    panels: [
      panel('World, unseen frames', tokensLabel, alongTokens(world)),
      panel('Small talk, unseen questions', tokensLabel, alongTokens(smallTalk)),
      panel('World, end of training', sizeLabel, alongSize(world)),
      panel('Small talk, end of training', sizeLabel, alongSize(smallTalk)),
    ],
  });
}

const tokensLabel = 'tokens read, log10 of millions';
const sizeLabel = 'weights, log10 of millions';

const panel = (title: string, xLabel: string, series: Series[]) => ({
  ...{ title, xLabel, yLabel: 'nats per token', series },
});

const millions = (config: ModelConfig) => (parameterCount(config) / 1e6).toFixed(2);

/** The course of the chat model: the branch that anneals the base model, whose tokens count twice, is left out. */
function readLog(path: string): LogRow[] {
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => v.parse(rowSchema, JSON.parse(line)));
  const firstChat = rows.findIndex(({ stage }) => stage === 'chat');
  const returnsTo = rows[firstChat]?.tokens ?? Infinity;
  return rows.filter(({ stage, tokens }) => stage === 'chat' || tokens < returnsTo);
}

export function writeCurve(folder: string, runs: readonly CurveRun[]): string {
  const path = join(folder, 'curve.svg');
  writeFileSync(path, drawCurve(folder, runs));
  return path;
}
