// `npm run experiments -- [names] [--seeds 3] [--quick] [--model micro-chat] [--out docs/experiments]`: runs what is not
// run yet, then draws pages and figures from the data alone. Stop it at any time; the next start goes on.
import '../lab/quiet-stdout';
import { parseArgs } from 'node:util';
import { experimentIds, type ExperimentId } from '../../src/contract/experiments';
import { startNamedBackend } from '../lab/backend';
import { numberOption, UsageError } from '../lab/options';
import { useBlas } from '../lib/blas';
import { jobsOf } from './jobs';
import { writePages } from './pages';
import { runJobs } from './runner';

const usage = `Usage: npm run experiments -- [name ...] [--seeds 3] [--arm A ...] [--quick] [--pages] [--model micro-chat] [--out DIR] [--blas FILE]
  name     ${experimentIds.join(', ')}; all of them without a name
  --arm    only this arm of the named experiment
  --quick  a few iterations on a few prompts, into .cache/experiments: shows that it runs, and nothing else
  --pages  runs nothing; draws pages and figures anew from the data
  --blas   a library (libopenblas.so.0) that multiplies faster than the page's own kernels`;

/** @returns the exit status */
async function main(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      seeds: { type: 'string', default: '3' },
      arm: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      pages: { type: 'boolean', default: false },
      model: { type: 'string', default: 'micro-chat' },
      out: { type: 'string' },
      blas: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.error(usage);
    return 0;
  }
  const isQuick = values.quick;
  const out = values.out ?? (isQuick ? '.cache/experiments' : 'docs/experiments');
  const seeds = numberOption('seeds', values.seeds, { min: 1, max: 100, integer: true });
  const names = positionals.length > 0 ? positionals.map(experimentNamed) : experimentIds;
  const jobs = names.flatMap((name) => jobsOf(name, seeds, isQuick));
  const wanted = values.arm.length > 0 ? jobs.filter(({ arm }) => values.arm.includes(arm)) : jobs;
  if (wanted.length === 0) throw new UsageError(`No arm is called ${values.arm.join(', ')}.`);
  let failed = 0;
  if (!values.pages) {
    await startNamedBackend('wasm');
    if (values.blas !== undefined) useBlas(values.blas);
    const done = await runJobs(wanted, { model: values.model, out, isQuick });
    console.error(
      `${done.run} run, ${done.copied} taken from another experiment, ${done.skipped} done before, ` +
        `${done.unavailable} not available, ${done.failed} failed.`,
    );
    failed = done.failed;
  }
  for (const path of await writePages(out)) process.stdout.write(`${path}\n`);
  return failed > 0 ? 1 : 0;
}

function experimentNamed(name: string): ExperimentId {
  const found = experimentIds.find((id) => id === name);
  if (!found) {
    throw new UsageError(
      `There is no experiment "${name}"; there are ${experimentIds.join(', ')}.`,
    );
  }
  return found;
}

main(process.argv.slice(2)).then(
  (status) => process.exit(status),
  (error: unknown) => {
    const isUsage =
      error instanceof UsageError ||
      String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
    console.error(isUsage ? `${(error as Error).message.split('\n')[0]}\n${usage}` : error);
    process.exit(isUsage ? 2 : 1);
  },
);
