// Demonstrations out to JSON lines and back, foreign files of TRL's two formats, and files that lie or are cut.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Demonstration } from '../../src/contract/records';
import { countKinds, splitDemonstrations } from '../../src/core/demonstrations';
import { importDemonstrations } from '../../src/core/demonstrations-import';
import { exportDemonstrations } from '../../src/core/demonstrations-jsonl';

const options = { createdAtMs: 7 };

function demonstration(changes: Partial<Demonstration> = {}): Demonstration {
  return {
    id: 'd1',
    createdAtMs: 1,
    updatedAtMs: 2,
    kind: 'plain',
    messages: [{ role: 'user', content: 'Hello' }],
    reply: 'Ahoy!',
    origin: null,
    ...changes,
  };
}

const fewShot = demonstration({
  id: 'd2',
  kind: 'few-shot',
  messages: [
    { role: 'user', content: 'cat' },
    { role: 'assistant', content: 'meow' },
    { role: 'user', content: 'dog' },
  ],
  reply: 'woof',
});
const fromUse = demonstration({
  id: 'd3',
  kind: 'from-use',
  messages: [{ role: 'user', content: 'Who are you?\n“Me”?' }],
  reply: 'A small model.',
  origin: { modelId: 'shipped:nano-chat', reply: 'A person.' },
});
const all = [demonstration(), fewShot, fromUse];

const lines = (...rows: unknown[]) =>
  rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n');
const rows = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('writing and reading back', () => {
  test.each(['prompt-completion', 'messages'] as const)('%s restores all of it', (format) => {
    const file = exportDemonstrations(all, format);
    expect(importDemonstrations(file, options)).toEqual({ demonstrations: all, problems: [] });
    expect(exportDemonstrations([], format)).toBe('');
  });

  test('single turns are plain text; one longer prompt makes the whole file lists', () => {
    const [text] = rows(exportDemonstrations([demonstration()], 'prompt-completion'));
    expect(text).toMatchObject({ prompt: 'Hello', completion: 'Ahoy!' });
    for (const row of rows(exportDemonstrations(all, 'prompt-completion'))) {
      expect(Array.isArray(row.prompt)).toBe(true);
      expect(row.completion).toEqual([{ role: 'assistant', content: expect.any(String) }]);
    }
    const [, whole] = rows(exportDemonstrations(all, 'messages'));
    expect(whole!.messages).toEqual([...fewShot.messages, { role: 'assistant', content: 'woof' }]);
  });

  test('any texts survive', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((value) => value.trim() !== '');
    fc.assert(
      fc.property(text, text, (content, reply) => {
        const one = demonstration({ messages: [{ role: 'user', content }], reply });
        const file = exportDemonstrations([one], 'prompt-completion');
        expect(importDemonstrations(file, options).demonstrations).toEqual([one]);
      }),
    );
  });
});

describe('foreign files', () => {
  test('both formats are read; what follows examples is few-shot', () => {
    const system = { role: 'system', content: 'Be brief.' };
    const file = lines(
      { prompt: 'Hello', completion: 'Ahoy!', source: 'elsewhere' },
      { prompt: fewShot.messages, completion: [{ role: 'assistant', content: 'woof' }] },
      { messages: [system, ...fewShot.messages, { role: 'assistant', content: 'woof!' }] },
      {
        messages: [system, { role: 'user', content: 'Hi' }, { role: 'assistant', content: 'Hi!' }],
      },
    );
    const { demonstrations, problems } = importDemonstrations(file, options);
    expect(problems).toEqual([]);
    expect(demonstrations.map(({ kind }) => kind)).toEqual([
      'plain',
      'few-shot',
      'few-shot',
      'plain',
    ]);
    expect(demonstrations[0]).toMatchObject({ createdAtMs: 7, updatedAtMs: 7, origin: null });
    expect(demonstrations[3]!.messages[0]).toEqual(system);
  });

  test('reading a file again gives the same ids, and equal rows are one', () => {
    const row = { prompt: 'Hello', completion: 'Ahoy!' };
    const file = `\uFEFF${lines(row, '', row, { ...row, completion: 'Hi!' })}\r\n`;
    const first = importDemonstrations(file, options);
    expect(first.demonstrations).toHaveLength(2);
    expect(importDemonstrations(file, options)).toEqual(first);
  });

  test.each([
    ['not-json', '{"prompt": "Hi", "compl'],
    ['not-an-object', '[1]'],
    ['missing-field', { prompt: 'Hi' }],
    ['missing-field', { completion: 'Hi' }],
    ['missing-field', { text: 'Hi' }],
    ['missing-field', { prompt: 3, completion: 'Hi' }],
    ['missing-field', { messages: 'Hi' }],
    ['missing-field', { messages: [] }],
    ['missing-field', { prompt: [{ role: 'robot', content: 'x' }], completion: 'Hi' }],
    ['bad-prompt', { prompt: ' ', completion: 'Hi' }],
    ['bad-prompt', { prompt: [{ role: 'assistant', content: 'x' }], completion: 'Hi' }],
    ['bad-prompt', { messages: [{ role: 'assistant', content: 'x' }] }],
    ['bad-reply', { prompt: 'Hi', completion: '  ' }],
    ['bad-reply', { prompt: 'Hi', completion: [{ role: 'user', content: 'x' }] }],
    ['bad-reply', { messages: [{ role: 'user', content: 'x' }] }],
    ['bad-demonstration', { prompt: 'Hi', completion: 'Hi', demonstration: { id: 4 } }],
  ])('%s: %j is named with its line, and the others are read', (kind, row) => {
    const good = (prompt: string) => ({ prompt, completion: 'Ahoy!' });
    const file = lines(good('1'), '', row, good('2'));
    const { demonstrations, problems } = importDemonstrations(file, options);
    expect(demonstrations).toHaveLength(2);
    expect(problems).toMatchObject([{ line: 3, kind }]);
  });

  test('any cut gives only demonstrations that were there', () => {
    const file = exportDemonstrations(all, 'messages');
    fc.assert(
      fc.property(fc.nat(file.length), (length) => {
        const { demonstrations, problems } = importDemonstrations(file.slice(0, length), options);
        for (const found of demonstrations) expect(all).toContainEqual(found);
        expect(problems.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('an oversized file or line is refused with its size', () => {
    const file = exportDemonstrations(all, 'messages');
    const tooLarge = importDemonstrations(file, { ...options, maxFileLength: 100 });
    expect(tooLarge).toMatchObject({
      demonstrations: [],
      problems: [{ line: 0, kind: 'file-too-large' }],
    });
    const tooLong = importDemonstrations(file, { ...options, maxLineLength: 60 });
    expect(tooLong.problems[0]).toMatchObject({ line: 1, kind: 'line-too-long' });
  });
});

describe('counting and holding out', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      demonstration({ id: `${index}`, messages: [{ role: 'user', content: `prompt ${index}` }] }),
    );

  test('kinds are counted', () => {
    expect(countKinds(all)).toEqual({ plain: 1, 'few-shot': 1, 'from-use': 1 });
  });

  test('very few are all learned from; of more, about the share is held out, by seed', () => {
    expect(splitDemonstrations(many(4), 0.5, 1).heldOut).toEqual([]);
    expect(splitDemonstrations(many(5), 0.1, 1).heldOut).toHaveLength(1);
    const { training, heldOut } = splitDemonstrations(many(50), 0.2, 1);
    expect([training.length, heldOut.length]).toEqual([40, 10]);
    expect(splitDemonstrations(many(50), 0.2, 1).heldOut).toEqual(heldOut);
    expect(splitDemonstrations(many(50), 0.2, 2).heldOut).not.toEqual(heldOut);
    expect(splitDemonstrations(many(5000), 0.5, 1).heldOut).toHaveLength(100);
    expect(splitDemonstrations(many(50), 0, 1).heldOut).toEqual([]);
  });

  test('all demonstrations of one prompt stay on one side', () => {
    const twice = many(10).flatMap((one) => [one, { ...one, id: `${one.id}b` }]);
    const { training, heldOut } = splitDemonstrations(twice, 0.3, 1);
    const prompts = (list: Demonstration[]) => new Set(list.map((d) => d.messages[0]!.content));
    expect(heldOut.length).toBeGreaterThan(0);
    for (const prompt of prompts(heldOut)) expect(prompts(training).has(prompt)).toBe(false);
  });
});
