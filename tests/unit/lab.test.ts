// The lab as its users meet it: a process of its own with a tiny random model, judged by stdout, stderr and exit status.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openModel } from '../../scripts/lab/model-files';
import { disposeLanguageModel } from '../../src/nn/language-model';
import { readSafetensors, writeSafetensors } from '../../src/nn/safetensors';
import { createDecoder, decode, disposeDecoder } from '../../src/nn/transformer';
import { useWasm } from './support/tiny-model';

const tiny = join(import.meta.dirname, '..', 'fixtures', 'models', 'tiny');
const script = join(import.meta.dirname, '..', '..', 'scripts', 'lab', 'main.ts');
/** Each start costs seconds, more on a busy machine. */
const timeoutMs = 240_000;

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'lab-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const jsonLines = (rows: unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

interface Outcome {
  status: number | null;
  stdout: string;
  stderr: string;
}
const lab = (...words: string[]) => labIn({}, ...words);
const labIn = (environment: NodeJS.ProcessEnv, ...words: string[]) =>
  new Promise<Outcome>((resolve, reject) => {
    const env = { ...process.env, ...environment };
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...words], { env });
    const outcome: Outcome = { status: null, stdout: '', stderr: '' };
    child.stdout.on('data', (data) => (outcome.stdout += String(data)));
    child.stderr.on('data', (data) => (outcome.stderr += String(data)));
    child.on('error', reject);
    child.on('close', (status) => resolve({ ...outcome, status }));
  });

/** The values of stdout; anything on it that is no JSON throws. */
const linesOf = ({ stdout }: Outcome) =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** Nothing on stdout, one line on stderr that says what is wrong. */
function expectRefusal(outcome: Outcome, status: number, ...words: string[]) {
  expect(outcome).toMatchObject({ status, stdout: '' });
  expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
  for (const word of words) expect(outcome.stderr).toContain(word);
}

/** Two at a time: starting takes longer than what is tested. */
async function expectRefusals(cases: [start: () => Promise<Outcome>, ...words: string[]][]) {
  for (let at = 0; at < cases.length; at += 2) {
    const pair = cases.slice(at, at + 2);
    const outcomes = await Promise.all(pair.map(([start]) => start()));
    pair.forEach(([, ...words], index) => expectRefusal(outcomes[index]!, 2, ...words));
  }
}

describe('lab reply', () => {
  it(
    'answers every row, keeps its other keys, and repeats itself for a seed',
    async () => {
      const rows = [
        { prompt: 'Hello there!', id: 7, note: { nested: true } },
        { messages: [{ role: 'user', content: 'How are you?' }], text: 'kept' },
        { prompt: 'Good night', completion: 'ignored' },
      ];
      const prompts = file('prompts.jsonl', jsonLines(rows));
      const common = ['reply', '--model', tiny, '--prompts', prompts, '--max-tokens', '12'];
      const sampled = ['--temperature', '1', '--top-p', '0.9', '--samples', '2'];
      const [greedy, first] = await Promise.all([lab(...common), lab(...common, ...sampled)]);
      // Under npm, which works in the project's folder, a path means the caller's.
      const caller = { npm_lifecycle_event: 'lab', INIT_CWD: folder };
      const relative = common.map((word) => (word === prompts ? 'prompts.jsonl' : word));
      const [again, second] = await Promise.all([
        labIn(caller, ...relative),
        lab(...common, ...sampled),
      ]);
      for (const [outcome, samples] of [[greedy, 1] as const, [first, 2] as const]) {
        expect(outcome.status).toBe(0);
        const lines = linesOf(outcome);
        expect(lines.map(({ replies: _, ...row }) => row)).toEqual(rows);
        for (const { replies } of lines) {
          expect(replies).toEqual(Array.from({ length: samples }, () => expect.any(String)));
        }
      }
      expect(again.stdout).toBe(greedy.stdout);
      expect(second.stdout).toBe(first.stdout);
      expect(linesOf(first).map(({ replies }) => replies)).not.toEqual(
        linesOf(greedy).map(({ replies }) => [replies, replies].flat()),
      );
    },
    timeoutMs,
  );
});

describe('lab loss', () => {
  it(
    'counts the reply of a dialogue and the whole of a text',
    async () => {
      const reply = 'I am well, thanks!';
      const text = 'Once there was a cat.';
      const data = file(
        'data.jsonl',
        jsonLines([{ prompt: 'How are you?', completion: reply }, { text }]),
      );
      const outcome = await lab('loss', '--model', tiny, '--data', data);
      expect(outcome.status).toBe(0);
      const [line, ...others] = linesOf(outcome);
      expect(others).toEqual([]);
      const { nats, tokens } = await lossByHand(reply, text);
      expect(Object.keys(line!)).toEqual([
        'nats_per_token',
        'nats_per_character',
        'tokens',
        'rows',
      ]);
      expect(line).toMatchObject({ tokens, rows: 2 });
      expect(line!.nats_per_token).toBeCloseTo(nats / tokens, 5);
      expect(line!.nats_per_character).toBeCloseTo(nats / (reply.length + text.length), 5);
    },
    timeoutMs,
  );
});

/** Token by token through the decoder: nothing is shared with the batches of the lab but the model. */
async function lossByHand(reply: string, text: string) {
  await useWasm();
  const model = openModel(tiny);
  const { parameters, tokenizer } = model;
  const opening = tokenizer.encodeChat([{ role: 'user', content: 'How are you?' }], {
    addGenerationPrompt: true,
  });
  const sequences = [
    { given: opening, counted: [...tokenizer.encode(reply), tokenizer.endTokenId] },
    {
      given: [tokenizer.specialTokenId('<|text|>')],
      counted: [...tokenizer.encode(text), tokenizer.endTokenId],
    },
  ];
  let nats = 0;
  for (const { given, counted } of sequences) {
    const decoder = createDecoder(parameters, [0], given.length + counted.length);
    let input = given;
    for (const token of counted) {
      const logits = decode(decoder, Int32Array.from(input), input.length);
      const scores = (await logits.data()) as Float32Array;
      logits.dispose();
      const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
      nats -= scores[token]! - Math.log(total);
      input = [token];
    }
    disposeDecoder(decoder);
  }
  disposeLanguageModel(model);
  expect(tf.memory().numTensors).toBe(0);
  return { nats, tokens: sequences.reduce((sum, { counted }) => sum + counted.length, 0) };
}

const summaryKeys = [
  ...['method', 'win_rate', 'win_rate_ci95', 'gold_before', 'gold_after', 'reward_before'],
  ...['reward_after', 'reward_accuracy', 'kl', 'length_before', 'length_after', 'distinct2_before'],
  ...['distinct2_after', 'relevance_before', 'relevance_after', 'language_loss_before'],
  ...['language_loss_after', 'dialogue_loss_before', 'dialogue_loss_after', 'iterations'],
  ...['stopped', 'seconds'],
];

describe('lab rlhf', () => {
  /** The command with everything small; `changes` replace or add options. */
  function rlhf(changes: Record<string, string> = {}, ...more: string[]) {
    const rows = ['Hello there!', 'How are you?', 'Who are you?', 'Good night'];
    const prompts = file('single.jsonl', jsonLines(rows.map((prompt) => ({ prompt }))));
    const options = {
      ...{ model: tiny, prompts, eval: prompts, rankings: '6', k: '2', iterations: '2', seed: '3' },
      labeler: file('long.mjs', 'export default (prompt, reply) => reply.length;\n'),
      'language-data': file(
        'talk.jsonl',
        jsonLines([{ prompt: 'Hi', completion: 'Hello!' }, { text: 'Cows eat grass.' }]),
      ),
      ...changes,
    };
    const set = ['rolloutBatchSize=4', 'maxNewTokens=6', 'ppoEpochs=1', 'rewardScaleReplies=16'];
    return lab(
      'rlhf',
      ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
      ...set.flatMap((assignment) => ['--set', assignment]),
      ...more,
    );
  }

  it(
    'runs the whole loop with a labeler from a file, and repeats itself for a seed',
    async () => {
      const out = join(folder, 'out');
      const [first, second] = await Promise.all([rlhf({ out }), rlhf()]);
      expect(first.status).toBe(0);
      const lines = linesOf(first);
      expect(lines.map(({ iteration }) => iteration)).toEqual([1, 2, undefined]);
      expect(lines[0]).toMatchObject({ 'objective/kl': 0, episode: 16 });
      const summary = lines.at(-1)!;
      expect(Object.keys(summary)).toEqual(summaryKeys);
      expect(summary).toMatchObject({
        ...{
          method: 'ppo',
          iterations: 2,
          stopped: null,
          length_before: expect.any(Number) as number,
        },
        win_rate_ci95: [expect.any(Number), expect.any(Number)],
      });
      expect(Object.keys(summary.seconds as object)).toEqual([
        ...['label', 'reward_model', 'optimise', 'evaluate'],
      ]);
      const timeless = (outcome: Outcome) =>
        linesOf(outcome).map((line) => ({ ...line, seconds: 0 }));
      expect(timeless(second)).toEqual(timeless(first));
      // What it leaves behind is a model like any other.
      disposeLanguageModel(openModel(out));
      const kept = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) as object;
      expect(kept).toMatchObject({ win_rate: summary.win_rate });
    },
    timeoutMs,
  );

  it(
    'ends with the same line whatever the method, and says what each measured before it',
    async () => {
      const own: Record<string, string> = {
        'best-of-n': 'best_of_n/scores_all',
        rejection: 'rejection/kept_scores',
        dpo: 'rewards/margins',
        grpo: 'frac_reward_zero_std',
      };
      const settings = ['repliesPerPrompt=16', 'dpoBatchSize=3', 'missingEndPenalty=0'];
      const set = settings.flatMap((text) => ['--set', text]);
      for (const pair of [
        ['best-of-n', 'rejection'],
        ['dpo', 'grpo'],
      ]) {
        const outcomes = await Promise.all(pair.map((method) => rlhf({ method }, ...set)));
        outcomes.forEach((outcome, index) => {
          const method = pair[index]!;
          expect(outcome.status, outcome.stderr).toBe(0);
          const lines = linesOf(outcome);
          expect(lines.map(({ iteration }) => iteration)).toEqual([1, 2, undefined]);
          expect(lines[0]![own[method]!]).toEqual(expect.any(Number));
          expect(lines[0]).not.toHaveProperty(['time/iteration']);
          const summary = lines.at(-1)!;
          expect(Object.keys(summary)).toEqual(summaryKeys);
          expect(summary).toMatchObject({ method, iterations: 2 });
          // By the formula, whatever was sampled; the model itself is as it was.
          if (method !== 'best-of-n') return;
          expect(summary.kl).toBeCloseTo(Math.log(16) - 15 / 16, 12);
          expect(summary.language_loss_after).toBe(summary.language_loss_before);
          expect(summary.dialogue_loss_after).toBe(summary.dialogue_loss_before);
          expect(summary.dialogue_loss_before).not.toBe(summary.language_loss_before);
          expect(summary.reward_after).toBeGreaterThan(summary.reward_before as number);
        });
      }
    },
    timeoutMs,
  );

  it(
    'stops by itself where it is told to, and says why and after how many iterations',
    async () => {
      const set = ['learningRate=0.01', 'stopKl=0.001'].flatMap((text) => ['--set', text]);
      const outcome = await rlhf({ iterations: '9' }, ...set);
      expect(outcome.status, outcome.stderr).toBe(0);
      const lines = linesOf(outcome);
      const { iterations, stopped } = lines.at(-1) as { iterations: number; stopped: unknown };
      expect(iterations).toBeLessThan(9);
      expect(lines).toHaveLength(iterations + 1);
      expect(stopped).toEqual({ kind: 'kl-limit', iteration: iterations });
      expect(outcome.stderr).toContain(
        `It stopped by itself after iteration ${iterations}: the KL`,
      );
    },
    timeoutMs,
  );

  it(
    'rewards with the worst of an ensemble and a rule together',
    async () => {
      const rule = file('rule.mjs', 'export default (prompt, reply) => reply.length;\n');
      const settings = ['rewardSource=sum', 'rewardEnsembleSize=3', 'ruleWeight=0.5'];
      const outcome = await rlhf(
        { 'reward-rule': rule, iterations: '1' },
        ...[...settings, 'rewardEnsembleReduce=worst-case'].flatMap((one) => ['--set', one]),
      );
      expect(outcome.status).toBe(0);
      const [line] = linesOf(outcome) as Record<string, number>[];
      expect(line!['scores/rule']).toBeGreaterThan(0);
      expect(line!['scores/ensemble_deviation']).toBeGreaterThan(0);
      const missing = (4 - line!['val/num_eos_tokens']!) / 4;
      const sum = line!['scores/reward_model']! + 0.5 * line!['scores/rule']! - missing;
      expect(line!['objective/scores']).toBeCloseTo(sum, 6);
    },
    timeoutMs,
  );

  it(
    'refuses what it cannot do in one line, with status 2',
    async () => {
      const labeler = (name: string, body: string) => file(name, `export default () => ${body};\n`);
      await expectRefusals([
        [() => rlhf({ method: 'magic' }), 'magic', 'ppo, best-of-n, rejection, dpo, grpo'],
        [() => rlhf({}, '--set', 'unheardOf=1'), 'unheardOf', 'learningRate'],
        [() => rlhf({ k: '99' }), '--k 99', '2 to 9'],
        [() => rlhf({}, '--set', 'rewardSource=rule'), '--reward-rule', 'go together'],
        [() => rlhf({ labeler: labeler('nan.mjs', 'NaN') }), 'nan.mjs', 'NaN'],
        [() => rlhf({ labeler: labeler('throws.mjs', 'tired()') }), 'throws.mjs', 'tired is not'],
        [() => rlhf({ labeler: labeler('same.mjs', '1') }), 'same.mjs', 'alike'],
      ]);
    },
    timeoutMs,
  );

  it(
    'says that a run diverged, with status 3',
    async () => {
      // Scores so large that the square of their gradient is no float32 any more.
      const loud = join(folder, 'loud');
      cpSync(tiny, loud, { recursive: true });
      const weights = join(loud, 'model.safetensors');
      const bytes = readFileSync(weights);
      const { arrays } = readSafetensors(
        bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
      );
      const norm = arrays['model.norm.weight']!;
      norm.data.set(norm.data.map((weight) => weight * 1e22));
      writeFileSync(weights, new Uint8Array(writeSafetensors(arrays)));
      // It says the same whatever it is asked, so the labeler has to tell the samples apart by their order.
      const labeler = file('order.mjs', 'let count = 0;\nexport default () => (count += 1);\n');
      // Of several replies that are all alike nothing would be learned.
      const outcome = await rlhf({ model: loud, labeler }, '--set', 'rolloutCandidates=1');
      expect(outcome.status).toBe(3);
      expect(outcome.stdout).toBe('');
      expect(outcome.stderr.trim().split('\n').at(-1)).toContain('diverged');
    },
    timeoutMs,
  );
});

describe('the command line', () => {
  it(
    'answers a wrong option, file or row with one line and status 2',
    async () => {
      const good = file('good.jsonl', jsonLines([{ prompt: 'Hi' }]));
      const bad = file('bad.jsonl', '{"prompt":"Hi"}\n{"prompt":5}\n');
      const long = file('long.jsonl', jsonLines([{ prompt: 'word '.repeat(400) }]));
      const reply = (...words: string[]) => lab('reply', '--model', tiny, ...words);
      await expectRefusals([
        [() => lab('dance'), 'dance', 'reply, loss, rlhf'],
        [() => reply('--prompts', good, '--volume', '3'), '--volume'],
        [() => reply('--prompts', good, '--top-p', '1.5'), '--top-p', 'between 0 and 1'],
        [() => reply('--prompts', join(folder, 'none.jsonl')), 'none.jsonl', 'ENOENT'],
        [() => reply('--prompts', bad), 'bad.jsonl, line 2', 'prompt'],
        [() => reply('--prompts', long), 'long.jsonl, line 1', 'too long'],
        [() => lab('loss', '--model', tiny, '--data', good), 'line 1', 'completion'],
        [() => lab('loss', '--model', 'no-such-model', '--data', good), 'no-such-model'],
      ]);
    },
    timeoutMs,
  );

  const hasDawn = (() => {
    try {
      return Boolean(createRequire(import.meta.url).resolve('webgpu'));
    } catch {
      return false;
    }
  })();
  it.skipIf(hasDawn)(
    'says what WebGPU needs where it is missing',
    async () => {
      const data = file('gpu.jsonl', jsonLines([{ text: 'Hi' }]));
      const words = ['loss', '--model', tiny, '--data', data, '--backend', 'webgpu'];
      expectRefusal(await lab(...words), 2, 'WebGPU', 'npm i --no-save webgpu');
    },
    timeoutMs,
  );
});
