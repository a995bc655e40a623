// Both kinds of reward model on toy rankings: they learn, repeat to the bit, keep their promises about scale, splits and
// ties. What is the linear one's alone is in reward-linear.test.ts.
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Demonstration, Ranking } from '../../src/contract/records';
import type { Settings } from '../../src/contract/config';
import { modelAccuracy, scoredPairs } from '../../src/core/reward-evaluation';
import { disposeLanguageModel, type LanguageModel } from '../../src/nn/language-model';
import { agreement, joinComparisons, prepareRankings } from '../../src/train/reward-data';
import { trainLinearRewardModel } from '../../src/train/reward-linear';
import { trainRewardModel } from '../../src/train/reward-model';
import type { RewardTrainingEvent } from '../../src/train/reward-training';
import {
  exportRewardEnsemble,
  restoreRewardEnsemble,
  scoreWithEnsemble,
} from '../../src/train/reward-ensemble';
import { disposeRewardModel, rawScores, toTokens } from '../../src/train/reward-scoring';
import { rankingOf, tinyModel, tinyPrompts, tinySettings, useWasm } from './support/tiny-model';

let base: LanguageModel;
beforeAll(async () => {
  await useWasm();
  base = tinyModel(6);
});
afterAll(() => disposeLanguageModel(base));

/** "thank you" is always better than "are". */
const rankings = Array.from({ length: 16 }, (_, i) =>
  rankingOf(`${tinyPrompts[i % 4]!} ${i}`, ['thank you', `hello ${i}`, 'are they are']),
);
const quick = tinySettings({ rewardLearningRate: 1e-2, rewardEpochs: 8 });

const demonstrationOf = (prompt: string, reply: string): Demonstration => ({
  ...{ id: prompt, createdAtMs: 0, updatedAtMs: 0, kind: 'plain', origin: null },
  messages: [{ role: 'user', content: prompt }],
  reply,
});
const stepsOf = (events: RewardTrainingEvent[]) =>
  events.flatMap((event) => (event.type === 'step' ? [event] : []));

describe.each([
  { kind: 'transformer', start: trainRewardModel, least: 0.1 },
  { kind: 'linear', start: trainLinearRewardModel, least: 0.2 },
] as const)('training a reward model: $kind', ({ start, least }) => {
  async function train(
    changes: Partial<Settings> = {},
    given: Ranking[] = rankings,
    demonstrations: Demonstration[] = [],
  ) {
    const training = start({
      ...{ base, rankings: given, prompts: tinyPrompts, demonstrations },
      settings: { ...quick, ...changes },
    });
    const events: RewardTrainingEvent[] = [];
    for (;;) {
      const step = await training.next();
      if (step.done) return { ...step.value, events };
      events.push(step.value);
    }
  }

  it('lowers the loss and orders held-out samples', async () => {
    const { model, result, events } = await train();
    const steps = stepsOf(events);
    expect(steps).toHaveLength(steps[0]!.totalSteps);
    expect(steps.at(-1)!.metrics.loss).toBeLessThan(least);
    expect(steps.at(-1)!.metrics.loss).toBeLessThan(steps[0]!.metrics.loss);
    expect(result.trainAccuracy).toBeGreaterThan(0.95);
    expect(result.heldOutRankings).toBe(2);
    expect(result.heldOutPairs).toBe(6);
    expect(result.heldOutAccuracy).toBeGreaterThan(0.9);
    expect(result.heldOutScores.map(({ scores }) => scores.length)).toEqual([3, 3]);
    const { pairs, missing } = scoredPairs(
      result.heldOutScores,
      (id) => rankings.find((ranking) => ranking.id === id) ?? null,
    );
    expect(missing).toBe(0);
    expect(pairs).toHaveLength(6);
    expect(modelAccuracy(pairs).share).toBe(result.heldOutAccuracy);
    const [good, bad] = await scoreWithEnsemble(
      { members: [model] },
      ['thank you', 'are they are'].map((reply) => ({
        messages: [{ role: 'user', content: 'Good night' }],
        reply,
      })),
    );
    expect(good!).toBeGreaterThan(bad!);
    disposeRewardModel(model);
  });

  it('gives the same bits for the same seed, and after storing', async () => {
    const first = await train();
    const second = await train();
    const weightsOf = (model: typeof first.model) => exportRewardEnsemble({ members: [model] });
    const weights = await weightsOf(first.model);
    expect(new Uint8Array(await weightsOf(second.model))).toEqual(new Uint8Array(weights));
    expect(second.result).toEqual(first.result);
    const { normalisation } = first.model;
    const restored = restoreRewardEnsemble(base, { weights, normalisation });
    const dialogues = [{ messages: rankings[0]!.messages, reply: 'hello' }];
    expect(await scoreWithEnsemble(restored, dialogues)).toEqual(
      await scoreWithEnsemble({ members: [first.model] }, dialogues),
    );
    [first.model, second.model, ...restored.members].forEach(disposeRewardModel);
  });

  it('frees everything but its result, also when it is ended early', async () => {
    disposeRewardModel((await train({ rewardEpochs: 1 })).model);
    const before = tf.memory().numTensors;
    disposeRewardModel((await train({ rewardEpochs: 1 })).model);
    expect(tf.memory().numTensors).toBe(before);
    const training = start({ base, rankings, prompts: tinyPrompts, settings: quick });
    await training.next();
    await training.next();
    await training.return({} as never);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('learns from all-bad rankings that the samples are below the mean', async () => {
    const allBad = tinyPrompts.map((prompt) =>
      rankingOf(prompt, ['are', 'they'], { allBad: true, ranks: [null, null] }),
    );
    const both = [...rankings, ...allBad];
    const { model } = await train({ rewardHeldOutShare: 0 }, both);
    const scores = await scoreWithEnsemble(
      { members: [model] },
      ['are', 'thank you'].map((reply) => ({ messages: allBad[0]!.messages, reply })),
    );
    const raw = scores.map(
      (score) => score * model.normalisation.deviation + model.normalisation.mean,
    );
    expect(raw[0]!).toBeLessThan(0);
    expect(raw[0]!).toBeLessThan(raw[1]!);
    disposeRewardModel(model);
  });

  it('says plainly what is missing', async () => {
    const ties = [rankingOf('Hello', ['a', 'b'], { ranks: [1, 1] })];
    const unranked = [rankingOf('Hello', ['a', 'b'], { ranks: [null, null] })];
    await expect(train({}, [])).rejects.toThrow('no rankings to train on');
    await expect(train({}, unranked)).rejects.toThrow('no rankings to train on');
    await expect(train({}, ties)).rejects.toThrow('nothing to learn');
    const long = [rankingOf('Hello', ['thank you '.repeat(60), 'b'])];
    await expect(train({}, long)).rejects.toThrow('too long');
    const withoutPrompts = start({ base, rankings, prompts: [], settings: quick });
    await expect(withoutPrompts.next()).rejects.toThrow('at least one prompt');
    expect(() =>
      restoreRewardEnsemble(base, {
        weights: new ArrayBuffer(4),
        normalisation: { mean: 0, deviation: 1 },
      }),
    ).toThrow('safetensors');
  });

  it('gives demonstrations 0 on average, where there are any and the setting wants it', async () => {
    const demonstrations = ['thank you', 'hello', 'thank '.repeat(80)].map((reply, index) =>
      demonstrationOf(tinyPrompts[index]!, reply),
    );
    const own = await train({ rewardZero: 'samples' }, rankings, demonstrations);
    const shown = await train({}, rankings, demonstrations);
    // The third is too long for the model.
    expect([own.result.zeroDemonstrations, shown.result.zeroDemonstrations]).toEqual([0, 2]);
    expect(own.model.normalisation.deviation).toBe(shown.model.normalisation.deviation);
    const fitting = demonstrations.slice(0, 2);
    const raw = await rawScores(
      shown.model,
      fitting.map((one) => toTokens(shown.model, one)),
    );
    expect(shown.model.normalisation.mean).toBeCloseTo((raw[0]! + raw[1]!) / 2, 6);
    const scores = await scoreWithEnsemble({ members: [shown.model] }, fitting);
    expect(scores[0]! + scores[1]!).toBeCloseTo(0, 5);
    expect((await train()).result.zeroDemonstrations).toBe(0);
  });

  it('works with a single ranking, nothing held out', async () => {
    const { model, result } = await train({}, rankings.slice(0, 1));
    expect(result.heldOutAccuracy).toBeNull();
    expect(result.heldOutPairs).toBe(0);
    disposeRewardModel(model);
  });

  it('keeps a finite scale when all scores are alike', async () => {
    const { model } = await train({
      ...{ maxNewTokens: 1, temperature: 0.1, rewardLearningRate: 1e-6, rewardRidge: 10 },
    });
    expect(model.normalisation.deviation).toBeGreaterThan(0);
    const dialogues = [{ messages: rankings[0]!.messages, reply: 'hello' }];
    expect(Number.isFinite((await scoreWithEnsemble({ members: [model] }, dialogues))[0])).toBe(
      true,
    );
    disposeRewardModel(model);
  });
});

describe('rankings in tokens', () => {
  it('weigh the same whatever their number of comparisons, and ties and cut replies are kept', () => {
    const [full, tied] = prepareRankings(
      [
        rankingOf('Hello', ['a', 'b', 'c', 'd']),
        rankingOf('Hello', ['a', 'b', 'c'], {
          ranks: [1, 1, 2],
          samples: [
            { text: 'a', tokens: 2, ended: true },
            { text: 'b', tokens: 1, ended: false },
            { text: '', tokens: 1, ended: true },
          ],
        }),
      ],
      base.tokenizer,
      64,
    );
    expect(full!.comparisons).toHaveLength(6);
    for (const { comparisons } of [full!, tied!]) {
      expect(comparisons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    }
    expect(tied!.comparisons.map(({ target }) => target)).toEqual([0.5, 1, 1]);
    const end = base.tokenizer.endTokenId;
    expect(tied!.dialogues.map(({ reply }) => reply.at(-1) === end)).toEqual([true, false, true]);
  });

  it('join with their offsets; agreement leaves ties out and counts equal scores half', () => {
    const pair = (first: number, second: number | null, target: number) => ({
      ...{ first, second, target, weight: 1 },
    });
    const joined = joinComparisons([
      { dialogues: Array(2).fill({ prompt: [1], reply: [1] }), comparisons: [pair(1, 0, 1)] },
      {
        dialogues: Array(3).fill({ prompt: [1], reply: [1] }),
        comparisons: [pair(0, 1, 0.5), pair(2, 0, 1), pair(1, null, 0)],
      },
    ]);
    expect(joined.map(({ first, second }) => [first, second])).toEqual([
      [1, 0],
      [2, 3],
      [4, 2],
      [3, null],
    ]);
    expect(agreement(joined, [0, 1, 5, 5, 5])).toEqual({ accuracy: 0.75, margin: 0.5, pairs: 2 });
    expect(agreement([], [])).toEqual({ accuracy: null, margin: 0, pairs: 0 });
  });
});
