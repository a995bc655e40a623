// `lab loss`: language loss of a model on a file.
import { parseArgs } from 'node:util';
import { languageLossOf } from './language-loss';
import { openModel } from './model-files';
import { required } from './options';
import { writeLine } from './output';
import { readRows } from './rows';

export const lossUsage = 'loss --model M --data F';

export async function lossCommand(options: string[]): Promise<void> {
  const { values } = parseArgs({
    args: options,
    options: { model: { type: 'string' }, data: { type: 'string' } },
  });
  const rows = readRows(required('data', values.data));
  writeLine(await languageLossOf(openModel(required('model', values.model)), rows));
}
