// `lab reply`: answers each prompt of a file.
import { parseArgs } from 'node:util';
import { Random } from '../../src/core/rng';
import { openModel } from './model-files';
import { numberOption, required, UsageError } from './options';
import { writeLine } from './output';
import { replyToAll, requireRoom } from './replies';
import { promptOf, readRows } from './rows';

export const replyUsage =
  'reply --model M --prompts F [--samples 1] [--temperature 0] [--top-k 0] [--top-p 1] [--max-tokens 64] [--seed 1]';

export async function replyCommand(options: string[]): Promise<void> {
  const { values } = parseArgs({
    args: options,
    options: {
      model: { type: 'string' },
      prompts: { type: 'string' },
      samples: { type: 'string', default: '1' },
      temperature: { type: 'string', default: '0' },
      'top-k': { type: 'string', default: '0' },
      'top-p': { type: 'string', default: '1' },
      'max-tokens': { type: 'string', default: '64' },
      seed: { type: 'string', default: '1' },
    },
  });
  const whole = (name: 'samples' | 'top-k' | 'max-tokens' | 'seed', min: number, max: number) =>
    numberOption(name, values[name], { min, max, integer: true });
  const samples = whole('samples', 1, 1000);
  const sampling = {
    temperature: numberOption('temperature', values.temperature, { min: 0, max: 10 }),
    topK: whole('top-k', 0, 1_000_000),
    topP: numberOption('top-p', values['top-p'], { min: 0, max: 1 }),
    maxNewTokens: whole('max-tokens', 1, 100_000),
  };
  const random = new Random(whole('seed', 0, 2 ** 31 - 1));
  const rows = readRows(required('prompts', values.prompts));
  const conversations = rows.map(promptOf);
  const model = openModel(required('model', values.model));
  const { contextLength } = model.parameters.config;
  if (sampling.maxNewTokens >= contextLength) {
    throw new UsageError(
      `--max-tokens must be below the model's context of ${contextLength} tokens.`,
    );
  }
  requireRoom(model, rows, sampling.maxNewTokens);
  // A few rows at a time, so that results appear as they are made.
  const rowsAtOnce = Math.max(1, Math.floor(32 / samples));
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const own = rows.slice(at, at + rowsAtOnce);
    const repeated = own.flatMap((_, index) =>
      Array.from({ length: samples }, () => conversations[at + index]!),
    );
    const replies = await replyToAll(model, repeated, sampling, random);
    own.forEach(({ value }, index) =>
      writeLine({
        ...value,
        replies: replies.slice(index * samples, (index + 1) * samples).map(({ text }) => text),
      }),
    );
  }
}
