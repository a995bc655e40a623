// What a run measures beside its learning, and how it goes wrong: the gold score, language loss and variety are what they
// say they are and change nothing; troubles are told; a run stopped by a number that is none keeps its last good iteration.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Settings } from '../../src/contract/config';
import { specialTokens } from '../../src/core/chat-template';
import { Random } from '../../src/core/rng';
import {
  packDialogues,
  replyLogits,
  type DialogueBatch,
  type TokenDialogue,
} from '../../src/nn/dialogue-batch';
import { disposeLanguageModel, type LanguageModel } from '../../src/nn/language-model';
import { distributionKl } from '../../src/nn/ops/distribution-kl';
import { disposeParameters, importParameters } from '../../src/nn/parameters';
import { readSafetensors } from '../../src/nn/safetensors';
import {
  heldOutTextPieces,
  heldOutTexts,
  readHeldOutDialogues,
  spreadLanguage,
} from '../../src/train/held-out-language';
import { languageLoss, replyLogProbSums } from '../../src/train/language-loss';
import { observeReplies } from '../../src/train/observation';
import { ppo, type PpoEvent, type PpoInput } from '../../src/train/ppo';
import {
  createPpoState,
  disposeKept,
  disposePpoState,
  hasOnlyNumbers,
  keepState,
  revertState,
  savePpoState,
} from '../../src/train/ppo-state';
import { PretrainingText } from '../../src/train/pretraining-text';
import { rewardOf } from '../../src/train/reward';
import { disposeRewardModel, type RewardModel } from '../../src/train/reward-scoring';
import { textPieces } from '../../src/train/text-pieces';
import { fetchHeldOutLanguage } from '../../src/engine/held-out';
import {
  heldOutLanguageRows,
  languageLosses,
  languageLossOf,
  languagePieces,
} from '../../scripts/lab/language-loss';
import {
  tinyModel,
  tinyPrompts,
  tinyRewardModel,
  tinySettings,
  useWasm,
} from './support/tiny-model';

let base: LanguageModel;
let rewardModel: RewardModel;
let heldOut: TokenDialogue[];
beforeAll(async () => {
  await useWasm();
  base = tinyModel(8);
  rewardModel = tinyRewardModel(base);
  heldOut = ["I'm fine, thank you.", 'Hello, hello', 'how are they?'].map((text) => ({
    prompt: base.tokenizer.encode('How are you?'),
    reply: [...base.tokenizer.encode(text), base.tokenizer.endTokenId],
  }));
});
afterAll(() => {
  disposeRewardModel(rewardModel);
  disposeLanguageModel(base);
});

const shippedDialogues = join(import.meta.dirname, '../../public/models/heldout-chat.jsonl');

const start = (changes: Partial<Settings>, more: Partial<PpoInput> = {}) =>
  ppo({
    ...{
      base,
      reward: rewardOf({ members: [rewardModel] }),
      settings: tinySettings({ sampleEvery: 100, ...changes }),
    },
    ...{ trainingPrompts: tinyPrompts, samplePrompts: [], resume: null },
    control: { stopRequested: false },
    ...more,
  });

async function collect(run: AsyncGenerator<PpoEvent, void>): Promise<PpoEvent[]> {
  const events: PpoEvent[] = [];
  for await (const event of run) if (event.type !== 'phase') events.push(event);
  return events;
}
const metricsOf = (events: PpoEvent[]) =>
  events.flatMap((event) => (event.type === 'metrics' ? [event.metrics] : []));
const checkpointsOf = (events: PpoEvent[]) =>
  events.flatMap((event) => (event.type === 'checkpoint' ? [event] : []));
const timeless = (events: PpoEvent[]) =>
  metricsOf(events).map((metrics) => ({ ...metrics, 'time/iteration': 0 }));
const bytes = (buffer: ArrayBuffer) => Buffer.from(buffer).toString('base64');
async function finish<Result>(steps: AsyncGenerator<unknown, Result>): Promise<Result> {
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
  }
}

describe('the language loss', () => {
  it('is the mean over all tokens of the replies', async () => {
    const { padTokenId } = base.tokenizer;
    const sums = await finish(replyLogProbSums(base.parameters, heldOut, padTokenId));
    // One at a time gives the same sums: neither padding nor order counts.
    for (const [index, dialogue] of heldOut.entries()) {
      const [sum] = await finish(replyLogProbSums(base.parameters, [dialogue], padTokenId));
      expect(sums[index]).toBeCloseTo(sum!, 4);
    }
    const tokens = heldOut.reduce((count, { reply }) => count + reply.length, 0);
    const loss = await finish(languageLoss(base.parameters, heldOut, padTokenId));
    expect(loss).toBeCloseTo(-sums.reduce((sum, x) => sum + x, 0) / tokens, 6);
    // A random model is about as surprised as a fair draw from the vocabulary.
    expect(loss).toBeCloseTo(Math.log(base.tokenizer.vocabularySize), 0);
  });

  it('comes every few iterations and at the end, with what it has risen by', async () => {
    const settings = { iterations: 5, languageLossEvery: 2, learningRate: 0 };
    const rows = metricsOf(await collect(start(settings, { heldOutLanguage: heldOut })));
    expect(rows.map((row) => 'eval/language_loss' in row)).toEqual([
      ...[false, true, false, true, true],
    ]);
    const loss = await finish(languageLoss(base.parameters, heldOut, base.tokenizer.padTokenId));
    expect(rows[1]!['eval/language_loss']).toBeCloseTo(loss, 6);
    // The policy has not moved.
    expect(rows[4]!['eval/alignment_tax']).toBeCloseTo(0, 10);
    const moved = { iterations: 2, languageLossEvery: 2, learningRate: 1e-2 };
    const [, last] = metricsOf(await collect(start(moved, { heldOutLanguage: heldOut })));
    expect(last!['eval/alignment_tax']).toBeCloseTo(last!['eval/language_loss']! / loss - 1, 8);
    expect(last!['eval/alignment_tax']).not.toBe(0);
    const never = metricsOf(
      await collect(start({ languageLossEvery: 0 }, { heldOutLanguage: heldOut })),
    );
    expect(never.some((row) => 'eval/language_loss' in row)).toBe(false);
  });

  it('and the gold score change nothing else', async () => {
    const gold = () => 0.5;
    const watched = await collect(start({}, { heldOutLanguage: heldOut, gold }));
    const plain = await collect(start({}));
    timeless(plain).forEach((row, index) => expect(timeless(watched)[index]).toMatchObject(row));
    expect(checkpointsOf(watched).map(({ policy }) => bytes(policy))).toEqual(
      checkpointsOf(plain).map(({ policy }) => bytes(policy)),
    );
  });
});

describe('held-out dialogues', () => {
  it('are read from rows of prompt and completion that fit; others are left out', () => {
    const long = 'hello '.repeat(80);
    const lines = [
      '{"prompt":"Who are you?","completion":"I\'m fine"}',
      'not json',
      '{"prompt":"Who are you?"}',
      JSON.stringify({ prompt: 'Hello', completion: long }),
      '',
    ].join('\n');
    const dialogues = readHeldOutDialogues(lines, base.tokenizer, 64);
    expect(dialogues).toHaveLength(1);
    const { prompt, reply } = dialogues[0]!;
    expect(base.tokenizer.decode(prompt)).toBe('Who are you?');
    expect(base.tokenizer.decode(reply)).toBe("I'm fine");
    expect(reply.at(-1)).toBe(base.tokenizer.endTokenId);
  });

  it('of the shipped file all fit, and a hundred of them are spread over it', () => {
    const all = readHeldOutDialogues(readFileSync(shippedDialogues, 'utf8'), base.tokenizer, 256);
    expect(all.length).toBeGreaterThan(300);
    const spread = spreadLanguage({ dialogues: all, texts: [] });
    expect(spread).toHaveLength(100);
    expect(new Set(spread).size).toBe(100);
    expect(all.indexOf(spread.at(-1)!)).toBeGreaterThan(all.length * 0.98);
    const few = all.slice(0, 7);
    expect(spreadLanguage({ dialogues: few, texts: [] })).toEqual(few);
  });
});

describe('held-out texts', () => {
  it('are the same ones always, and others than a run draws to learn from', () => {
    const texts = heldOutTexts();
    expect(texts).toHaveLength(120);
    expect(heldOutTexts()).toEqual(texts);
    expect(new Set(texts).size).toBeGreaterThan(115);
    const pieces = heldOutTextPieces(base.tokenizer, 256);
    for (const seed of [0, 1, 2]) {
      const drawn = new PretrainingText(base.tokenizer, 256, 'distillation').draw(
        120,
        new Random(seed),
      );
      expect(drawn.slice(0, 60)).not.toEqual(pieces.slice(0, 60));
      // A joke or a poem may come twice.
      const own = new Set(pieces.map(({ reply }) => reply.join(' ')));
      const shared = drawn.filter(({ reply }) => own.has(reply.join(' ')));
      expect(shared.length).toBeLessThan(drawn.length * 0.15);
    }
  });

  it('count whole, with their end; one that exceeds the context goes on in a further piece', () => {
    const { tokenizer } = base;
    const text = 'Cows eat grass. A cow is big.';
    const ids = [...tokenizer.encode(text), tokenizer.endTokenId];
    const [whole, ...none] = textPieces(text, tokenizer, 256);
    expect(none).toEqual([]);
    expect(whole!.reply).toEqual(ids);
    expect(whole!.prompt).toEqual([tokenizer.specialTokenId(specialTokens.text)]);
    const pieces = textPieces(text, tokenizer, 6);
    expect(pieces.length).toBe(Math.ceil(ids.length / 5));
    expect(pieces.flatMap(({ reply }) => reply)).toEqual(ids);
    expect(pieces[1]!.prompt).toEqual([pieces[0]!.reply.at(-1)]);
    // It never leaves the context.
    for (const { reply } of heldOutTextPieces(tokenizer, 64)) {
      expect(reply.length).toBeLessThan(64);
    }
  });
});

describe('what a run is measured on', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is dialogues and texts, the same in the page as in the lab', async () => {
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (address) => {
      expect(String(address)).toBe('http://localhost/models/heldout-chat.jsonl');
      return new Response(readFileSync(shippedDialogues));
    });
    const roomy = tinyModel(8, { contextLength: 256 });
    const inPage = await fetchHeldOutLanguage('http://localhost/', roomy);
    const inLab = languagePieces(roomy, heldOutLanguageRows());
    disposeLanguageModel(roomy);
    expect(inPage).toHaveLength(160);
    expect(inPage.filter(({ prompt }) => prompt.length === 1)).toHaveLength(60);
    expect(inLab).toEqual(inPage);
  });

  it('is in the lab every token of both alike, and the dialogues alone beside', async () => {
    const dialogues = [
      { value: { prompt: 'Hello', completion: "I'm fine" }, where: '1' },
      { value: { prompt: 'Who are you?', completion: 'Hello, hello' }, where: '2' },
    ];
    const texts = [{ value: { text: 'Cows eat grass, and how are they?' }, where: '3' }];
    const both = await languageLosses(base, [...texts, ...dialogues]);
    const pooled = await languageLossOf(base, [...dialogues, ...texts]);
    expect(both.all).toBeCloseTo(pooled.nats_per_token, 6);
    const alone = await languageLossOf(base, dialogues);
    expect(both.dialogues).toBeCloseTo(alone.nats_per_token, 6);
    expect(both.dialogues).not.toBeCloseTo(both.all, 3);
    expect((await languageLosses(base, texts)).dialogues).toBeNaN();
    expect((await languageLosses(base, dialogues)).all).toBeCloseTo(alone.nats_per_token, 6);
  });

  it('is texts alone where the dialogues cannot be fetched', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('', { status: 404 }));
    const pieces = await fetchHeldOutLanguage('http://localhost/', base);
    expect(warn).toHaveBeenCalledOnce();
    const texts = heldOutTextPieces(base.tokenizer, base.parameters.config.contextLength);
    expect(pieces).toEqual(spreadLanguage({ dialogues: [], texts }));
    expect(pieces).toHaveLength(60);
  });
});

describe('the gold score', () => {
  it('is the mean of what the labeler says of prompts and replies in words', async () => {
    const asked: [string, string][] = [];
    const gold = (prompt: string, reply: string) => {
      asked.push([prompt, reply]);
      return asked.length;
    };
    const [row] = metricsOf(await collect(start({ iterations: 1 }, { gold })));
    expect(row!['objective/gold']).toBeCloseTo((1 + 2 + 3 + 4 + 5 + 6) / 6, 10);
    expect(asked).toHaveLength(6);
    for (const [prompt, reply] of asked) {
      expect(tinyPrompts).toContain(prompt);
      expect(reply).not.toContain('<|');
    }
    expect('objective/gold' in metricsOf(await collect(start({ iterations: 1 })))[0]!).toBe(false);
  });
});

describe('the variety of the replies', () => {
  const reply = (prompt: string, text: string): TokenDialogue => ({
    prompt: base.tokenizer.encode(prompt),
    reply: base.tokenizer.encode(text),
  });
  const variety = (replies: TokenDialogue[]) =>
    observeReplies(replies, { base, gold: undefined })['reply/distinct_2'];

  it('is that of one reply to each prompt, averaged where there are several', () => {
    // Each prompt's two are the same, and no two prompts' are: all different, and again.
    const alike = ['one', 'two', 'three'].flatMap((prompt) =>
      [1, 2].map(() => reply(prompt, `${prompt} you`)),
    );
    expect(variety(alike)).toBe(1);
    // First ones: "a b" thrice, 1/3. Second ones: all different.
    const half = ['one', 'two', 'three'].flatMap((prompt) => [
      reply(prompt, 'a b'),
      reply(prompt, `${prompt} b`),
    ]);
    expect(variety(half)).toBeCloseTo((1 / 3 + 1) / 2, 12);
  });

  it('leaves out a rest that has fewer prompts, and is missing without pairs of words', () => {
    const rest = [reply('one', 'a b'), reply('two', 'a b'), reply('one', 'c d')];
    expect(variety(rest)).toBe(0.5);
    expect(variety([reply('one', 'a'), reply('two', 'b')])).toBeUndefined();
  });
});

describe('pretraining text', () => {
  it('is chats and texts that fit, the same for the same seed, never ending', () => {
    const source = new PretrainingText(base.tokenizer, 64, 'likelihood');
    const drawn = source.draw(60, new Random(5));
    const again = new PretrainingText(base.tokenizer, 64, 'likelihood');
    expect(again.draw(60, new Random(5))).toEqual(drawn);
    expect(source.draw(3, new Random(6))).not.toEqual(drawn.slice(0, 3));
    for (const { prompt, reply } of drawn) {
      expect(prompt.length).toBeGreaterThan(0);
      expect(reply.length).toBeGreaterThan(0);
      expect(prompt.length + reply.length).toBeLessThanOrEqual(64);
    }
    const texts = drawn.filter(({ prompt }) => prompt.length === 1);
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.length).toBeLessThan(30);
    const chats = drawn.filter(({ prompt }) => prompt.length > 1);
    for (const { reply } of chats) expect(reply.at(-1)).toBe(base.tokenizer.endTokenId);
  });

  it('is plain text alone where the policy is to stay as it was', () => {
    const source = new PretrainingText(base.tokenizer, 64, 'distillation');
    expect(source.draw(20, new Random(5)).every(({ prompt }) => prompt.length === 1)).toBe(true);
  });

  it('is learned in PPO where its coefficient says so, and a run goes on with it to the bit', async () => {
    const settings = {
      ...{ iterations: 4, checkpointEvery: 2, learningRate: 3e-3, ptxBatchSize: 4 },
      ...{ ptxCoefficient: 5, ptxTerm: 'likelihood' as const },
    };
    const whole = await collect(start(settings));
    const losses = metricsOf(whole).map((row) => row['loss/ptx_avg']!);
    expect(losses.at(-1)!).toBeLessThan(losses[0]! - 0.1);
    const plain = await collect(start({ ...settings, ptxCoefficient: 0 }));
    expect('loss/ptx_avg' in metricsOf(plain)[0]!).toBe(false);
    const [second] = checkpointsOf(whole);
    const resume = { iteration: 2, state: second!.resumeState };
    const rest = await collect(start(settings, { resume }));
    expect(timeless(rest)).toEqual(timeless(whole).slice(2));
    // Text that neither has read: the policy that reads along foresees it better.
    const source = new PretrainingText(base.tokenizer, 64, 'likelihood');
    const text = source.draw(40, new Random(9));
    const [reading, forgetting] = [await lossOf(whole, text), await lossOf(plain, text)];
    expect(reading).toBeLessThan(forgetting - 0.1);
  });

  it('keeps the policy near the start on it, and begins at a distance of 0', async () => {
    const settings = { iterations: 4, learningRate: 3e-3, ppoEpochs: 1, minibatches: 1 };
    const anchor = { ptxTerm: 'distillation', ptxCoefficient: 5, ptxBatchSize: 4 } as const;
    const anchored = await collect(start({ ...settings, ...anchor }));
    const distances = metricsOf(anchored).map((row) => row['loss/ptx_avg']!);
    expect(Math.abs(distances[0]!)).toBeLessThan(1e-6);
    expect(distances.at(-1)!).toBeGreaterThan(1e-6);
    const free = await collect(start(settings));
    const source = new PretrainingText(base.tokenizer, 64, 'distillation');
    const packed = packDialogues(source.draw(20, new Random(9)), base.tokenizer.padTokenId, 64);
    expect(meanDistance(anchored, packed)).toBeLessThan(meanDistance(free, packed) / 1.5);
  });
});

/** Language loss of the policy that a run ended with. */
async function lossOf(events: PpoEvent[], dialogues: TokenDialogue[]): Promise<number> {
  const { arrays } = readSafetensors(checkpointsOf(events).at(-1)!.policy);
  const policy = importParameters(base.parameters.config, arrays);
  try {
    return await finish(languageLoss(policy, dialogues, base.tokenizer.padTokenId));
  } finally {
    disposeParameters(policy);
  }
}

/** Mean KL of the next-token distributions of the policy that a run ended with from the base's, nats. */
function meanDistance(events: PpoEvent[], packed: DialogueBatch): number {
  const { arrays } = readSafetensors(checkpointsOf(events).at(-1)!.policy);
  const policy = importParameters(base.parameters.config, arrays);
  try {
    return tf.tidy(() => {
      const [own, reference] = [policy, base.parameters].map((model) =>
        replyLogits(model, packed, 1),
      );
      const each = distributionKl(own!, reference!);
      const weights = tf.tensor1d(packed.weights);
      return tf.div(tf.sum(tf.mul(each, weights)), tf.sum(weights)).dataSync()[0]!;
    });
  } finally {
    disposeParameters(policy);
  }
}

describe('a run that goes wrong', () => {
  it('says that all replies became alike', async () => {
    // One token, at a rate that soon makes it always the same.
    const settings = {
      ...{ iterations: 15, rolloutBatchSize: 16, maxNewTokens: 1, ppoEpochs: 4, minibatches: 1 },
      ...{ learningRate: 1e-2, klCoefficient: 0, missingEndPenalty: 0, checkpointEvery: 100 },
    };
    const events = await collect(start(settings));
    const troubles = events.flatMap((event) => (event.type === 'trouble' ? [event] : []));
    const alike = troubles.find(({ trouble }) => trouble.kind === 'replies-alike');
    const row = metricsOf(events)[alike!.iteration - 1]!;
    expect(alike!.trouble.value).toBe(row['reply/commonest_share']);
    expect(row['reply/commonest_share']).toBeGreaterThan(0.5);
  });

  it('stops at its last good iteration, from which it goes on as if nothing had happened', async () => {
    const settings = { iterations: 4, checkpointEvery: 100 };
    const whole = await collect(start(settings));
    const before = tf.memory().numTensors;
    // From the third iteration on the reward model's scores are no numbers.
    const breaking = { ...rewardModel, normalisation: { ...rewardModel.normalisation } };
    const events: PpoEvent[] = [];
    const run = async () => {
      for await (const event of start(settings, { reward: rewardOf({ members: [breaking] }) })) {
        if (event.type !== 'phase') events.push(event);
        if (event.type === 'metrics' && event.iteration === 2) breaking.normalisation.mean = NaN;
      }
    };
    await expect(run()).rejects.toMatchObject({
      name: 'DivergedError',
      message: expect.stringContaining('last good iteration is 2') as string,
    });
    expect(tf.memory().numTensors).toBe(before);
    expect(timeless(events)).toEqual(timeless(whole).slice(0, 2));
    const [checkpoint, ...others] = checkpointsOf(events);
    expect(others).toEqual([]);
    expect(checkpoint).toMatchObject({
      iteration: 2,
      score: metricsOf(whole)[1]!['objective/scores'],
    });
    const resume = { iteration: 2, state: checkpoint!.resumeState };
    const rest = await collect(start(settings, { resume }));
    expect(timeless(rest)).toEqual(timeless(whole).slice(2));
    expect(bytes(checkpointsOf(rest).at(-1)!.resumeState)).toBe(
      bytes(checkpointsOf(whole).at(-1)!.resumeState),
    );
  });

  it('knows a state with a broken weight, and can put it back to where it was kept', async () => {
    const settings = tinySettings();
    const state = createPpoState(base.parameters, rewardModel.parameters, settings);
    const kept = keepState(state);
    try {
      expect(await hasOnlyNumbers(state)).toBe(true);
      const start = await savePpoState(state);
      tf.tidy(() => state.policy.finalNorm.assign(tf.fill([16], NaN)));
      state.random.uniform();
      expect(await hasOnlyNumbers(state)).toBe(false);
      revertState(state, kept);
      expect(await hasOnlyNumbers(state)).toBe(true);
      expect(bytes(await savePpoState(state))).toBe(bytes(start));
    } finally {
      disposeKept(kept);
      disposePpoState(state);
    }
  });

  it('saves no checkpoint twice, and none of an iteration 0', async () => {
    for (const [checkpointEvery, goodIterations] of [
      [1, 1],
      [1, 0],
    ] as const) {
      const breaking = { ...rewardModel, normalisation: { ...rewardModel.normalisation } };
      if (goodIterations === 0) breaking.normalisation.mean = NaN;
      const saved: number[] = [];
      const run = async () => {
        for await (const event of start(
          { checkpointEvery },
          { reward: rewardOf({ members: [breaking] }) },
        )) {
          if (event.type === 'checkpoint') saved.push(event.iteration);
          if (event.type === 'metrics') breaking.normalisation.mean = NaN;
        }
      };
      await expect(run()).rejects.toThrow('no longer a number');
      expect(saved).toEqual(goodIterations === 0 ? [] : [1]);
    }
  });
});
