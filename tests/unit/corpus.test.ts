// The training data on a small folder of its own: what is held out, how voices are mixed, the cache.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareCorpus, type Corpus } from '../../scripts/pretrain/corpus';
import { smallTalkChats, varySpelling } from '../../scripts/pretrain/demonstrations';
import { voices } from '../../scripts/pretrain/sources';
import { Random } from '../../src/core/rng';
import { isHeldOutQuestion, normalizeQuestion } from '../../src/world/held-out';

let folder: string;
let options: Parameters<typeof prepareCorpus>[0];
let corpus: Corpus;

const questions = Array.from({ length: 60 }, (_, i) => `Do you like number ${i}?`);

function writeCorpora(corporaDir: string): void {
  const rows: Record<string, unknown[]> = {
    'chitchat.jsonl': questions.map((q) => ({
      q,
      ...Object.fromEntries(voices.map((voice) => [voice, `A ${voice} reply.`])),
    })),
    'dialogues.jsonl': Array.from({ length: 20 }, (_, i) => ({
      turns: [`Hi, I am ${i}.`, 'Nice!', 'And you?', 'I am fine.', 'Good.', 'Bye.'],
    })),
    'stories.jsonl': [{ text: 'Once upon a time.\nThe end.' }, { text: 'long '.repeat(400) }],
    'sentences.jsonl': Array.from({ length: 50 }, (_, i) => ({
      text: `Tom saw ${i} cats.`,
      by: 'x',
    })),
  };
  mkdirSync(join(corporaDir, 'LICENSES'), { recursive: true });
  for (const [file, content] of Object.entries(rows)) {
    writeFileSync(join(corporaDir, file), content.map((row) => JSON.stringify(row)).join('\n'));
  }
  const licences = [
    'ms_chitchat.MIT.txt',
    'synthetic_persona_chat.CC-BY-4.0.txt',
    'tinystories.CDLA-Sharing-1.0.txt',
    'tatoeba.CC-BY-2.0-FR.txt',
  ];
  for (const file of licences) {
    writeFileSync(
      join(corporaDir, 'LICENSES', file),
      `Licence: L\n\nAttribution line (put this in the model card):\n  By ${file}\n`,
    );
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'corpus-test-'));
  writeCorpora(join(folder, 'corpora'));
  options = {
    corporaDir: join(folder, 'corpora'),
    cacheDir: join(folder, 'cache'),
    vocabularySize: 320,
    seed: 1,
    contextLength: 64,
    mix: { smallTalkChats: 500, severalExchangesShare: 0.2, dialogueWindows: 30 },
  };
  corpus = await prepareCorpus(options);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const textOf = (ids: Uint16Array) => corpus.tokenizer.decode(ids);

describe('prepareCorpus', () => {
  it('keeps held-out questions out of both stages, in every spelling', () => {
    const heldOut = questions.filter((question) => isHeldOutQuestion(question, 1));
    expect(heldOut.length).toBeGreaterThan(0);
    expect(corpus.chat.heldOut.length).toBe(5 * heldOut.length);
    const train = [textOf(corpus.base.train), ...corpus.chat.train.map(({ ids }) => textOf(ids))];
    for (const question of heldOut) {
      const words = `${normalizeQuestion(question)} `;
      expect(train.some((text) => normalizeQuestion(text).includes(words))).toBe(false);
    }
  });

  it('masks exactly the replies', () => {
    for (const { ids, replyMask } of corpus.chat.heldOut) {
      expect(ids.length).toBe(replyMask.length);
      expect(textOf(ids.filter((_, i) => replyMask[i] === 1))).toMatch(/^A \w+ reply\.$/);
      expect(ids.at(-1)).toBe(corpus.tokenizer.endTokenId);
      expect(replyMask.at(-1)).toBe(1);
    }
  });

  it('holds no demonstration longer than the context', () => {
    expect(Math.max(...corpus.chat.train.map(({ ids }) => ids.length))).toBeLessThanOrEqual(64);
  });

  it('gives Tom other names', () => {
    const toms = textOf(corpus.base.train).match(/Tom saw/g)?.length ?? 0;
    expect(toms).toBeLessThan(12);
  });

  it('names every source with its licence', () => {
    expect(corpus.licences.map(({ attribution }) => attribution)).toContain(
      'By ms_chitchat.MIT.txt',
    );
    expect(corpus.licences.length).toBe(4);
  });

  it('is the same again, from the cache and without it', async () => {
    const cached = await prepareCorpus(options);
    const anew = await prepareCorpus({ ...options, cacheDir: join(folder, 'other') });
    for (const again of [cached, anew]) {
      expect(again.tokenizerJson).toEqual(corpus.tokenizerJson);
      expect(again.base).toEqual(corpus.base);
      expect(again.chat.heldOut).toEqual(corpus.chat.heldOut);
      expect(again.chat.train).toEqual(corpus.chat.train);
    }
  });

  it('makes a damaged cache anew', async () => {
    const [key] = readdirSync(options.cacheDir);
    truncateSync(join(options.cacheDir, key!, 'base-train.u16'), 10);
    expect((await prepareCorpus(options)).base).toEqual(corpus.base);
  });

  it('says in one line what is missing', async () => {
    const missing = { ...options, corporaDir: join(folder, 'nowhere') };
    await expect(prepareCorpus(missing)).rejects.toThrow(/^No training text at .*--corpora DIR/);
    const damaged = join(folder, 'damaged');
    writeCorpora(damaged);
    writeFileSync(join(damaged, 'stories.jsonl'), '{"text": "a"}\n{"text"');
    await expect(prepareCorpus({ ...options, corporaDir: damaged })).rejects.toThrow(
      'stories.jsonl, line 2: not a JSON object.',
    );
  });
});

describe('smallTalkChats', () => {
  const topic = (name: string, size: number) =>
    Array.from({ length: size }, (_, i) => ({
      question: `${name} ${i}`,
      replies: voices.map((voice) => `${name} ${voice}`),
    }));

  it('gives every voice an equal share, and a topic its square root', () => {
    const mix = { smallTalkChats: 1000, severalExchangesShare: 0, dialogueWindows: 0 };
    const chats = smallTalkChats([...topic('big', 90), ...topic('small', 10)], mix, new Random(1));
    const replies = chats.map((chat) => chat[1]!.content);
    // Weights sqrt(90) : sqrt(10) = 3 : 1, each split by five.
    for (const voice of voices) {
      expect(replies.filter((reply) => reply === `big ${voice}`).length).toBe(150);
      expect(replies.filter((reply) => reply === `small ${voice}`).length).toBe(50);
    }
  });

  it('keeps one voice throughout a chat of several exchanges', () => {
    const mix = { smallTalkChats: 200, severalExchangesShare: 1, dialogueWindows: 0 };
    const chats = smallTalkChats([...topic('a', 5), ...topic('b', 5)], mix, new Random(2));
    for (const chat of chats) {
      expect([4, 6]).toContain(chat.length);
      const voicesUsed = chat.filter((_, i) => i % 2 === 1).map(({ content }) => content.slice(2));
      expect(new Set(voicesUsed).size).toBe(1);
    }
  });
});

describe('varySpelling', () => {
  it('changes case and punctuation only', () => {
    const random = new Random(3);
    for (const question of ["What's up?", 'i am sad', 'Hi!', 'How are you']) {
      const spellings = new Set(Array.from({ length: 60 }, () => varySpelling(question, random)));
      expect(spellings.size).toBeGreaterThan(2);
      for (const spelling of spellings) {
        expect(normalizeQuestion(spelling)).toBe(normalizeQuestion(question));
      }
    }
  });
});
