import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ranking } from '../../src/contract/records';
import { importPreferences } from '../../src/core/preferences-import';
import { exportPreferences } from '../../src/core/preferences-jsonl';

const options = { modelId: 'shipped:nano-chat', createdAtMs: 1000 } as const;

function ranking(parts: Partial<Ranking> = {}): Ranking {
  return {
    id: 'r1',
    createdAtMs: 5,
    messages: [{ role: 'user', content: 'Hi' }],
    samples: [
      { text: 'Hello!', tokens: 3, ended: true },
      { text: 'No', tokens: 32, ended: false },
      { text: 'Hey', tokens: 2, ended: true },
    ],
    ranks: [1, 3, 2],
    allBad: false,
    source: { kind: 'person' },
    modelId: 'shipped:micro-chat',
    sampling: { temperature: 1, topK: 0, topP: 1, maxNewTokens: 32, seed: 4 },
    ...parts,
  };
}

function rows(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function lines(...values: unknown[]): string {
  return values
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
    .join('\n');
}

describe('export', () => {
  test('one line per ordered pair, plain strings for one turn', () => {
    const exported = rows(exportPreferences([ranking()]));
    expect(exported.map(({ prompt, chosen, rejected }) => [prompt, chosen, rejected])).toEqual([
      ['Hi', 'Hello!', 'No'],
      ['Hi', 'Hello!', 'Hey'],
      ['Hi', 'Hey', 'No'],
    ]);
    expect(exported[0]!.ranking).toEqual(ranking());
  });

  test('one conversation of more turns makes message lists of all', () => {
    const messages: Ranking['messages'] = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Yes?' },
      { role: 'user', content: 'Bye' },
    ];
    const long = ranking({ id: 'r2', messages, ranks: [1, null, null] });
    const exported = rows(exportPreferences([ranking({ ranks: [1, 2, 2] }), long]));
    expect(exported[0]).toMatchObject({
      prompt: [{ role: 'user', content: 'Hi' }],
      chosen: [{ role: 'assistant', content: 'Hello!' }],
      rejected: [{ role: 'assistant', content: 'No' }],
    });
    expect(exported[2]).toMatchObject({ prompt: messages });
  });

  test('a ranking without a pair is a line that teaches TRL nothing', () => {
    const allBad = ranking({ ranks: [null, null, null], allBad: true });
    const exported = rows(exportPreferences([allBad]));
    expect(exported).toHaveLength(1);
    expect(exported[0]).toMatchObject({ prompt: 'Hi', chosen: 'Hello!', rejected: 'Hello!' });
    expect(importPreferences(exportPreferences([allBad]), options).rankings).toEqual([allBad]);
  });
});

const text = fc.string({ unit: 'grapheme' });
const anyRanking: fc.Arbitrary<Omit<Ranking, 'id'>> = fc
  .array(fc.tuple(text, fc.option(fc.integer({ min: 1, max: 3 }))), { minLength: 2, maxLength: 9 })
  .chain((samples) =>
    fc
      .record({
        prompt: text.filter((prompt) => prompt.trim() !== ''),
        earlier: fc.option(fc.tuple(text, text)),
        allBad: fc.boolean(),
        isSimulated: fc.boolean(),
      })
      .map(({ prompt, earlier, allBad, isSimulated }) => ({
        ...ranking({
          messages: [
            ...(earlier
              ? ([
                  { role: 'user', content: earlier[0] },
                  { role: 'assistant', content: earlier[1] },
                ] as const)
              : []),
            { role: 'user', content: prompt },
          ],
          samples: samples.map(([sample]) => ({ text: sample, tokens: 2, ended: true })),
          ranks: samples.map(([, rank]) => (allBad ? null : rank)),
          allBad,
          source: isSimulated
            ? { kind: 'simulated', labeler: 'cheerful', noise: 0.1, seed: 3 }
            : { kind: 'person' },
        }),
      })),
  );

test('any rankings come back exactly, once each, in order', () => {
  fc.assert(
    fc.property(fc.array(anyRanking, { maxLength: 6 }), (parts) => {
      const rankings = parts.map((part, i) => ({ ...part, id: `r${i}` }));
      const result = importPreferences(exportPreferences(rankings), options);
      expect(result).toEqual({ rankings, problems: [] });
    }),
  );
});

describe('plain TRL files', () => {
  test('a pair becomes a ranking of two samples', () => {
    const file = lines({ prompt: 'Hi', chosen: 'Hello!', rejected: 'No' });
    const { rankings, problems } = importPreferences(file, options);
    expect(problems).toEqual([]);
    expect(rankings).toHaveLength(1);
    expect(rankings[0]).toMatchObject({
      messages: [{ role: 'user', content: 'Hi' }],
      ranks: [1, 2],
      source: { kind: 'person' },
      modelId: 'shipped:nano-chat',
      createdAtMs: 1000,
    });
    expect(rankings[0]!.samples.map((sample) => sample.text)).toEqual(['Hello!', 'No']);
  });

  test('conversational rows, with and without a prompt of their own, are the same', () => {
    const prompt = [{ role: 'user', content: 'Hi' }];
    const [chosen, rejected] = [
      [{ role: 'assistant', content: 'Hello!' }],
      [{ role: 'assistant', content: 'No' }],
    ];
    const explicit = importPreferences(lines({ prompt, chosen, rejected }), options);
    const implicit = importPreferences(
      lines({ chosen: [...prompt, ...chosen], rejected: [...prompt, ...rejected] }),
      options,
    );
    expect(explicit.problems).toEqual([]);
    expect(implicit).toEqual(explicit);
  });

  test('reading a file again gives the same ids; equal rows stay two', () => {
    const row = { prompt: 'Hi', chosen: 'Hello!', rejected: 'No' };
    const file = `\uFEFF${lines(row, row, '', { ...row, prompt: 'Hey' })}\r\n`;
    const first = importPreferences(file, options);
    expect(first.problems).toEqual([]);
    expect(new Set(first.rankings.map(({ id }) => id)).size).toBe(3);
    expect(importPreferences(file, options)).toEqual(first);
  });
});

describe('bad rows', () => {
  test.each([
    ['not-json', '{"prompt": "Hi", "chosen'],
    ['not-an-object', '[1]'],
    ['not-an-object', '"Hi"'],
    ['missing-field', { prompt: 'Hi', chosen: 'a' }],
    ['missing-field', { chosen: 'a', rejected: 'b' }],
    ['missing-field', { prompt: 'Hi', chosen: 1, rejected: 'b' }],
    ['missing-field', { prompt: [{ role: 'robot', content: '' }], chosen: 'a', rejected: 'b' }],
    ['bad-prompt', { prompt: '  ', chosen: 'a', rejected: 'b' }],
    ['bad-prompt', { prompt: [], chosen: 'a', rejected: 'b' }],
    ['bad-reply', { prompt: 'Hi', chosen: [], rejected: 'b' }],
    ['bad-reply', { prompt: 'Hi', chosen: 'a', rejected: [{ role: 'user', content: 'b' }] }],
    ['equal-replies', { prompt: 'Hi', chosen: 'a', rejected: 'a' }],
    ['bad-ranking', { prompt: 'Hi', chosen: 'a', rejected: 'b', ranking: { id: 'x' } }],
  ])('%s: %j is named with its line, and the others are read', (kind, row) => {
    const good = { prompt: 'Hi', chosen: 'Hello!', rejected: 'No' };
    const { rankings, problems } = importPreferences(lines(good, '', row, good), options);
    expect(rankings).toHaveLength(2);
    expect(problems).toMatchObject([{ line: 3, kind }]);
  });

  test('a truncated file loses only rankings that are not whole', () => {
    const file = exportPreferences([ranking(), ranking({ id: 'r2' })]);
    const secondStart = file.split('\n').slice(0, 3).join('\n').length + 1;
    const cut = importPreferences(file.slice(0, secondStart + 20), options);
    expect(cut.rankings).toEqual([ranking()]);
    expect(cut.problems).toMatchObject([{ line: 4, kind: 'not-json' }]);
    // The first ranking stands whole in each of its lines.
    const middle = importPreferences(file.slice(0, secondStart - 20), options);
    expect(middle.rankings).toEqual([ranking()]);
  });

  test('any cut gives only rankings that were there', () => {
    const all = [ranking(), ranking({ id: 'r2', ranks: [1, 1, null] }), ranking({ id: 'r3' })];
    const file = exportPreferences(all);
    fc.assert(
      fc.property(fc.nat(file.length), (length) => {
        const { rankings, problems } = importPreferences(file.slice(0, length), options);
        for (const found of rankings) expect(all).toContainEqual(found);
        expect(problems.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('an oversized file or line is refused with its size', () => {
    const file = exportPreferences([ranking()]);
    const tooLarge = importPreferences(file, { ...options, maxFileLength: 100 });
    expect(tooLarge.rankings).toEqual([]);
    expect(tooLarge.problems).toMatchObject([{ line: 0, kind: 'file-too-large' }]);
    const tooLong = importPreferences(
      lines({ prompt: 'Hi', chosen: 'x'.repeat(200), rejected: 'b' }),
      { ...options, maxLineLength: 100 },
    );
    expect(tooLong.rankings).toEqual([]);
    expect(tooLong.problems).toMatchObject([{ line: 1, kind: 'line-too-long' }]);
  });

  test('a pair that its ranking does not make takes the ranking with it', () => {
    const [first, second] = rows(exportPreferences([ranking()]));
    const lie = { ...second, chosen: 'No', rejected: 'Hello!' };
    const { rankings, problems } = importPreferences(lines(first, lie), options);
    expect(rankings).toEqual([]);
    expect(problems).toMatchObject([{ line: 2, kind: 'pair-not-in-ranking', detail: 'r1' }]);
    const otherPrompt = importPreferences(lines({ ...first, prompt: 'Bye' }), options);
    expect(otherPrompt.problems).toMatchObject([{ line: 1, kind: 'pair-not-in-ranking' }]);
  });

  test('two contents under one id are a conflict', () => {
    const file = exportPreferences([ranking(), ranking({ ranks: [1, 2, null] })]);
    const { rankings, problems } = importPreferences(file, options);
    expect(rankings).toEqual([]);
    expect(problems[0]).toMatchObject({ line: 4, kind: 'ranking-conflict' });
  });

  test.each([
    { ranks: [1, 2] },
    { ranks: [1, 2, 3], allBad: true },
    { messages: [{ role: 'assistant', content: 'Hi' }] },
    { ranks: [0, 1, 2] },
    { samples: [] },
  ])('a ranking that contradicts itself is refused: %j', (lie) => {
    const [row] = rows(exportPreferences([ranking()]));
    const { rankings, problems } = importPreferences(
      lines({ ...row, ranking: { ...ranking(), ...lie } }),
      options,
    );
    expect(rankings).toEqual([]);
    expect(problems).toMatchObject([{ line: 1, kind: 'bad-ranking' }]);
  });
});
