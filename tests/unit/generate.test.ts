// Generation with a random model: repeatable, independent of neighbours, clean when cut short; and the cut of long chats.
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Message } from '../../src/contract/records';
import { Random } from '../../src/core/rng';
import { generate, generateAll, type GeneratedRow } from '../../src/nn/generate';
import {
  disposeLanguageModel,
  encodeForReply,
  type LanguageModel,
} from '../../src/nn/language-model';
import { chooseKernels, fusedKernels } from '../../src/nn/wasm/module';
import { tinyModel, useWasm } from './support/tiny-model';

let model: LanguageModel;
beforeAll(async () => {
  await useWasm();
  model = tinyModel(4);
});
afterAll(() => disposeLanguageModel(model));

const prompts = [[9, 8, 7], [5, 100, 101, 102, 103], [44]];
const options = (seed: number, changes = {}) => ({
  sampling: { temperature: 1, topK: 0, topP: 1, maxNewTokens: 12, ...changes },
  endTokenId: model.tokenizer.endTokenId,
  padTokenId: model.tokenizer.padTokenId,
  random: new Random(seed),
});

describe('generate', () => {
  it('gives the same replies for the same seed, others for another', async () => {
    const first = await generateAll(model.parameters, prompts, options(1));
    expect(await generateAll(model.parameters, prompts, options(1))).toEqual(first);
    expect(await generateAll(model.parameters, prompts, options(2))).not.toEqual(first);
  });

  it('gives a row the same reply whatever its neighbours are', async () => {
    const [together] = await generateAll(model.parameters, prompts, options(1));
    const [alone] = await generateAll(model.parameters, prompts.slice(0, 1), options(1));
    expect(alone).toEqual(together);
  });

  it('gives every row what it has where no row is selected, though prompts come several times and rows end early', async () => {
    const random = new Random(8);
    const many = Array.from({ length: 24 }, () => prompts[random.integer(prompts.length)]!);
    const generated = (endTokenId: number) =>
      generateAll(model.parameters, many, {
        ...options(5, { maxNewTokens: 20, topK: 8 }),
        ...{ endTokenId, keepLogProbs: true },
      });
    // The commonest token, declared to be the end, so that rows end at every length.
    const all = (await generated(model.tokenizer.endTokenId)).flatMap(({ tokens }) => tokens);
    const count = (token: number) => all.filter((other) => other === token).length;
    const [end] = [...new Set(all)].sort((a, b) => count(b) - count(a)) as [number];
    const selecting = await generated(end);
    expect(new Set(selecting.map(({ tokens }) => tokens.length)).size).toBeGreaterThan(2);
    chooseKernels('off');
    try {
      const plain = await generated(end);
      const withoutLogProbs = (rows: GeneratedRow[]) =>
        rows.map(({ tokens, ending }) => ({ tokens, ending }));
      expect(withoutLogProbs(plain)).toEqual(withoutLogProbs(selecting));
      plain.forEach(({ logProbs }, row) =>
        logProbs!.forEach((value, t) => expect(selecting[row]!.logProbs![t]).toBeCloseTo(value, 4)),
      );
    } finally {
      chooseKernels('fastest');
    }
  });

  it('streams the tokens that it returns, and ends rows at the end token', async () => {
    const seen = prompts.map((): number[] => []);
    const generation = generate(model.parameters, prompts, options(3, { maxNewTokens: 40 }));
    let step = await generation.next();
    while (!step.done) {
      step.value.tokens.forEach((token, index) => {
        if (token >= 0) seen[index]!.push(token);
      });
      step = await generation.next();
    }
    step.value.forEach(({ tokens, ending }, index) => {
      expect(tokens).toEqual(seen[index]);
      const end = tokens.indexOf(model.tokenizer.endTokenId);
      if (ending === 'end') expect(end).toBe(tokens.length - 1);
      else expect([end, tokens.length]).toEqual([-1, 40]);
    });
  });

  it('stops before the limit when every row has ended', async () => {
    // The likeliest token of every row, declared to be the end.
    const [[first]] = (
      await generateAll(model.parameters, [[9, 8, 7]], options(1, { temperature: 0 }))
    ).map(({ tokens }) => tokens) as [[number]];
    const rows = await generateAll(model.parameters, [[9, 8, 7]], {
      ...options(1, { temperature: 0 }),
      endTokenId: first,
    });
    expect(rows).toEqual([{ tokens: [first], ending: 'end' }]);
  });

  it('frees everything, also when it is ended early', async () => {
    await generateAll(model.parameters, prompts, options(1));
    const before = tf.memory().numTensors;
    await generateAll(model.parameters, prompts, options(1));
    expect(tf.memory().numTensors).toBe(before);
    // Ended after rows were selected, since every prompt comes twice.
    const kernels = fusedKernels()!;
    const allocate = vi.spyOn(kernels, 'allocate');
    const free = vi.spyOn(kernels, 'free');
    const generation = generate(model.parameters, [...prompts, ...prompts], options(1));
    await generation.next();
    await generation.next();
    await generation.return([]);
    expect(allocate.mock.calls.length).toBeGreaterThan(0);
    const given = allocate.mock.results.map(({ value }) => value as number);
    expect(free.mock.calls.map(([address]) => address).toSorted()).toEqual(given.toSorted());
    vi.restoreAllMocks();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses what does not fit the context, and empty prompts', async () => {
    const long = [Array<number>(60).fill(5)];
    await expect(generateAll(model.parameters, long, options(1))).rejects.toThrow(
      'context of 64 tokens',
    );
    await expect(generateAll(model.parameters, [[]], options(1))).rejects.toThrow('no tokens');
    expect(await generateAll(model.parameters, [], options(1))).toEqual([]);
  });
});

describe('a conversation that is too long', () => {
  const turn = (role: Message['role'], content: string): Message => ({ role, content });
  const chat = [
    turn('user', 'Hello there!'),
    turn('assistant', 'Hello, how are you?'),
    turn('user', 'How are they?'),
    turn('assistant', 'fine'),
    turn('user', 'Good night'),
  ];

  it('loses its oldest turns, so that it opens with a question', () => {
    const { tokenizer } = model;
    const whole = tokenizer.encodeChat(chat, { addGenerationPrompt: true });
    expect(encodeForReply(tokenizer, chat, whole.length + 4, 4)).toEqual(whole);
    const shorter = tokenizer.encodeChat(chat.slice(2), { addGenerationPrompt: true });
    expect(encodeForReply(tokenizer, chat, whole.length + 3, 4)).toEqual(shorter);
  });

  it('keeps a system message', () => {
    const { tokenizer } = model;
    const system = turn('system', 'you');
    const wanted = tokenizer.encodeChat([system, chat[4]!], { addGenerationPrompt: true });
    expect(encodeForReply(tokenizer, [system, ...chat], wanted.length, 0)).toEqual(wanted);
  });

  it('is refused when the last message alone is too long', () => {
    expect(() => encodeForReply(model.tokenizer, chat, 12, 8)).toThrow('too long');
  });
});
