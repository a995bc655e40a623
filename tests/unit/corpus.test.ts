// The training text on a small folder of its own: what is held out, how it is mixed, how voices are, shards from seeds.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planChatBatches } from '../../scripts/pretrain/batches';
import { SmallTalkWriter, varySpelling } from '../../scripts/pretrain/demonstrations';
import { Endless } from '../../scripts/pretrain/endless';
import { mixes, tokensPerStep } from '../../scripts/pretrain/mix';
import { readSources, voices, type Sources } from '../../scripts/pretrain/sources';
import {
  cachedTokenizer,
  trainTokenizer,
  type TokenizerFiles,
} from '../../scripts/pretrain/tokenizer-training';
import { TrainingText } from '../../scripts/pretrain/training-text';
import { Random } from '../../src/core/rng';
import { isHeldOutQuestion, normalizeQuestion } from '../../src/world/held-out';

let folder: string;
let sources: Sources;
let files: TokenizerFiles;
let text: TrainingText;
let baseShard: Uint16Array;
let chatShard: ReturnType<TrainingText['chatShard']>;

const contextLength = 64;
const textOptions = { seed: 1, mix: mixes.micro, contextLength, shardSteps: 12 };
const tokenizerOptions = { vocabularySize: 320, contextLength, seed: 1, worldChats: 1000 };

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

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'corpus-test-'));
  writeCorpora(join(folder, 'corpora'));
  sources = readSources(join(folder, 'corpora'), 1);
  files = trainTokenizer(sources, tokenizerOptions);
  text = new TrainingText(sources, files, textOptions);
  baseShard = text.baseShard(0);
  chatShard = text.chatShard(0);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const textOf = (ids: Uint16Array) => text.tokenizer.decode(ids);

describe('readSources', () => {
  it('names every source with its licence, the generator too', () => {
    const attributions = sources.licences.map(({ attribution }) => attribution);
    expect(attributions).toContain('By ms_chitchat.MIT.txt');
    expect(attributions.some((line) => line.includes('src/world'))).toBe(true);
    expect(attributions.length).toBe(5);
  });

  it('is empty without a corpus', () => {
    const none = readSources(null, 1);
    expect(none.smallTalk.train).toEqual([]);
    expect(none.licences.length).toBe(1);
  });

  it('says in one line what is missing', () => {
    expect(() => readSources(join(folder, 'nowhere'), 1)).toThrow(
      /^No training text at .*--corpora DIR/,
    );
    const damaged = join(folder, 'damaged');
    writeCorpora(damaged);
    writeFileSync(join(damaged, 'stories.jsonl'), '{"text": "a"}\n{"text"');
    expect(() => readSources(damaged, 1)).toThrow('stories.jsonl, line 2: not a JSON object.');
  });
});

describe('TrainingText', () => {
  it('keeps held-out questions out of both stages, in every spelling', () => {
    const heldOut = questions.filter((question) => isHeldOutQuestion(question, 1));
    expect(heldOut.length).toBeGreaterThan(0);
    expect(text.heldOut().smallTalk.length).toBe(5 * heldOut.length);
    const all = [baseShard, ...chatShard.map(({ ids }) => ids)];
    const train = all.map((ids) => ` ${normalizeQuestion(textOf(ids))} `).join('\n');
    const kept = questions.find((question) => !isHeldOutQuestion(question, 1))!;
    expect(train).toContain(` ${normalizeQuestion(kept)} `);
    for (const question of heldOut) expect(train).not.toContain(` ${normalizeQuestion(question)} `);
  });

  it('masks exactly the replies', () => {
    for (const { ids, replyMask } of text.heldOut().smallTalk) {
      expect(ids.length).toBe(replyMask.length);
      expect(textOf(ids.filter((_, i) => replyMask[i] === 1))).toMatch(/^A \w+ reply\.$/);
      expect(ids.at(-1)).toBe(text.tokenizer.endTokenId);
      expect(replyMask.at(-1)).toBe(1);
    }
  });

  it('holds no demonstration longer than the context, and enough for every step', () => {
    expect(Math.max(...chatShard.map(({ ids }) => ids.length))).toBeLessThanOrEqual(contextLength);
    const batches = planChatBatches(chatShard, tokensPerStep, 1);
    expect(batches.length).toBeGreaterThanOrEqual(textOptions.shardSteps);
  });

  it('mixes by the shares of the plan', () => {
    const smallTalk = chatShard.filter(({ ids }) => /you like number/i.test(textOf(ids)));
    const tokens = (rows: typeof chatShard) => rows.reduce((sum, { ids }) => sum + ids.length, 0);
    expect(tokens(smallTalk) / tokens(chatShard)).toBeCloseTo(mixes.micro.chat.smallTalk, 1);
  });

  it('gives Tom other names', () => {
    const sentences = textOf(baseShard).match(/\w+ saw \d+ cats/g) ?? [];
    const toms = sentences.filter((sentence) => sentence.startsWith('Tom'));
    expect(sentences.length).toBeGreaterThan(40);
    expect(toms.length).toBeLessThan(sentences.length / 4);
  });

  it('writes the same shard from the same seed, whatever was written before', () => {
    const again = new TrainingText(sources, files, textOptions);
    const later = again.baseShard(1);
    expect(again.baseShard(0)).toEqual(baseShard);
    expect(later).not.toEqual(baseShard);
    expect(again.chatShard(0)).toEqual(chatShard);
  });

  it('writes full shards of the world alone', () => {
    const alone = new TrainingText(readSources(null, 1), files, textOptions);
    expect(alone.baseShard(0).length).toBe(baseShard.length);
    expect(planChatBatches(alone.chatShard(0), tokensPerStep, 1).length).toBeGreaterThanOrEqual(
      textOptions.shardSteps,
    );
    expect(alone.heldOut().world.length).toBeGreaterThan(100);
  });
});

describe('cachedTokenizer', () => {
  it('keeps what it has made', () => {
    const cache = join(folder, 'cache');
    expect(cachedTokenizer(cache, sources, tokenizerOptions)).toEqual(files);
    const [name] = readdirSync(cache);
    writeFileSync(join(cache, name!), '{"tokenizerJson":1}');
    expect(cachedTokenizer(cache, sources, tokenizerOptions)).toEqual({ tokenizerJson: 1 });
  });
});

describe('Endless', () => {
  it('holds every row once an epoch, in an order of its own, from any place', () => {
    const rows = Array.from({ length: 10 }, (_, i) => i);
    const endless = new Endless(rows, 1);
    const first = endless.take(0, 10);
    const second = endless.take(10, 10);
    expect(first.toSorted((a, b) => a - b)).toEqual(rows);
    expect(second.toSorted((a, b) => a - b)).toEqual(rows);
    expect(second).not.toEqual(first);
    expect(new Endless(rows, 1).take(7, 6)).toEqual([...first.slice(7), ...second.slice(0, 3)]);
    expect(new Endless([], 1).take(0, 3)).toEqual([]);
  });
});

describe('SmallTalkWriter', () => {
  const topic = (name: string, size: number) =>
    Array.from({ length: size }, (_, i) => ({
      question: `${name} ${i}`,
      replies: voices.map((voice) => `${name} ${voice}`),
    }));
  const draw = (writer: SmallTalkWriter, count: number) => {
    const random = new Random(1);
    return Array.from({ length: count }, () => writer.chat(random));
  };

  it('gives every voice an equal share, and a topic its square root', () => {
    const writer = new SmallTalkWriter([...topic('big', 90), ...topic('small', 10)], 0, 1);
    const replies = draw(writer, 10_000).map((chat) => chat[1]!.content);
    // Weights sqrt(90) : sqrt(10) = 3 : 1, each split by five: 1,500 and 500, four deviations about 150 and 90.
    for (const voice of voices) {
      const count = (text: string) => replies.filter((reply) => reply === text).length;
      expect(Math.abs(count(`big ${voice}`) - 1500)).toBeLessThan(150);
      expect(Math.abs(count(`small ${voice}`) - 500)).toBeLessThan(90);
    }
  });

  it('keeps one voice throughout a chat of several exchanges', () => {
    const writer = new SmallTalkWriter([...topic('a', 5), ...topic('b', 5)], 1, 1);
    for (const chat of draw(writer, 200)) {
      expect([4, 6]).toContain(chat.length);
      const voicesUsed = chat.filter((_, i) => i % 2 === 1).map(({ content }) => content.slice(2));
      expect(new Set(voicesUsed).size).toBe(1);
    }
  });
});

describe('varySpelling', () => {
  const spellingsOf = (question: string, isHeldOut?: (question: string) => boolean) => {
    const random = new Random(3);
    return new Set(Array.from({ length: 200 }, () => varySpelling(question, random, isHeldOut)));
  };

  it('changes case and punctuation, and of the words only short forms', () => {
    for (const question of ['i was sad', 'Hi!', 'How are you', "Don't you see?"]) {
      const spellings = spellingsOf(question);
      expect(spellings.size).toBeGreaterThan(2);
      for (const spelling of spellings) {
        expect(normalizeQuestion(spelling)).toBe(normalizeQuestion(question));
      }
    }
    const forms = (question: string) => new Set([...spellingsOf(question)].map(normalizeQuestion));
    expect(forms("What's up?")).toEqual(new Set(['what s up', 'what is up']));
    expect(forms("I do not think you're fair")).toEqual(
      new Set(
        ['do not', 'don t', 'dont'].flatMap((doNot) =>
          ['you re', 'you are'].map((youAre) => `i ${doNot} think ${youAre} fair`),
        ),
      ),
    );
  });

  it('never makes a kept-out question of one that is not', () => {
    const isHeldOut = (question: string) => normalizeQuestion(question) === 'what is up';
    const spellings = [...spellingsOf("What's up?", isHeldOut)];
    expect(spellings.length).toBeGreaterThan(2);
    expect(spellings.filter(isHeldOut)).toEqual([]);
  });
});
