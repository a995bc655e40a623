// `npm run -s lab -- <command> [--option value ...]`: the engine without a page. Results are JSON lines on stdout and
// nothing else; logs go to stderr. Exit status 2: a wrong option, file or row; 3: a run that diverged.
import './quiet-stdout';
import '../lib/relaxed-simd';
import type { BackendName } from '../../src/contract/messages';
import { backendOption, startNamedBackend } from './backend';
import { benchCommand, benchUsage } from './bench';
import { lossCommand, lossUsage } from './loss';
import { UsageError } from './options';
import { replyCommand, replyUsage } from './reply';
import { rlhfCommand, rlhfUsage } from './rlhf';

type Command = (options: string[]) => Promise<void>;
const commands: Record<string, Command> = {
  reply: replyCommand,
  loss: lossCommand,
  rlhf: rlhfCommand,
};
const usage = `Usage: npm run -s lab -- <command> [--backend wasm|webgpu] ...
  ${replyUsage}
  ${lossUsage}
  ${rlhfUsage}
  ${benchUsage}`;

/** npm runs scripts in the project's folder; paths mean the folder that the person is in. */
function enterCallersFolder(): void {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env;
  if (script === 'lab' && folder) process.chdir(folder);
}

async function main(words: string[]): Promise<void> {
  enterCallersFolder();
  const [name, ...rest] = words;
  if (name === '--help' || name === 'help') {
    console.error(usage);
    return;
  }
  if (name === 'bench') process.exit(benchCommand(rest));
  if (name === undefined || !Object.hasOwn(commands, name)) {
    throw new UsageError(
      `${name === undefined ? 'A command is needed' : `There is no command "${name}"`}; ` +
        `commands: ${Object.keys(commands).join(', ')}, bench; --help says more.`,
    );
  }
  const { backend, options } = takeBackend(rest);
  await startNamedBackend(backend);
  await commands[name]!(options);
}

/** Every command takes `--backend`; the rest is its own. */
function takeBackend(words: string[]): { backend: BackendName; options: string[] } {
  const at = words.indexOf('--backend');
  if (at < 0) return { backend: 'wasm', options: words };
  return { backend: backendOption(words[at + 1]), options: words.toSpliced(at, 2) };
}

/** `parseArgs` throws a TypeError with such a code for an option it does not know. */
const isOptionError = (error: unknown): error is Error =>
  error instanceof UsageError ||
  String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');

main(process.argv.slice(2)).then(
  // Dawn's device would keep the process alive.
  () => process.exit(0),
  (error: unknown) => {
    const isDiverged = error instanceof Error && error.name === 'DivergedError';
    if (isOptionError(error) || isDiverged) console.error((error as Error).message.split('\n')[0]);
    else console.error(error);
    process.exit(isOptionError(error) ? 2 : isDiverged ? 3 : 1);
  },
);
