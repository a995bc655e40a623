// The linear reward model: what it reads is what it says, its head gives the scores of its regression, members of an
// ensemble learn from different rankings, and it tells what it has learned.
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/contract/config';
import { replyFacts } from '../../src/core/reply-facts';
import { packDialogues, replyLogProbs, replySummaries } from '../../src/nn/dialogue-batch';
import { disposeLanguageModel, type LanguageModel } from '../../src/nn/language-model';
import { exportParameters, importParameters, linearHeadInputs } from '../../src/nn/parameters';
import { forward } from '../../src/nn/transformer';
import {
  disposeRewardEnsemble,
  exportRewardEnsemble,
  memberScores,
  restoreRewardEnsemble,
} from '../../src/train/reward-ensemble';
import { readSafetensors, writeSafetensors } from '../../src/nn/safetensors';
import { trainRewardEnsemble } from '../../src/train/reward-ensemble-training';
import { rawScores, replyFeatures, toTokens } from '../../src/train/reward-scoring';
import { rankingOf, tinyModel, tinyPrompts, tinySettings, useWasm } from './support/tiny-model';

let base: LanguageModel;
beforeAll(async () => {
  await useWasm();
  base = tinyModel(6);
});
afterAll(() => disposeLanguageModel(base));

/** Whoever ranks them likes questions. */
const rankings = Array.from({ length: 12 }, (_, i) =>
  rankingOf(`${tinyPrompts[i % 4]!} ${i}`, ['thank you?', `hello ${i}.`, 'are they are.']),
);
const normalisation = { mean: 0, deviation: 1 };
const dialogueOf = (prompt: string, reply: string) =>
  toTokens({ ...base, normalisation }, { messages: [{ role: 'user', content: prompt }], reply });

async function train(changes: Partial<Settings> = {}, given = rankings) {
  const training = trainRewardEnsemble({
    ...{ base, rankings: given, prompts: tinyPrompts },
    settings: tinySettings({ rewardModelKind: 'linear', ...changes }),
  });
  for (;;) {
    const step = await training.next();
    if (step.done) return step.value;
  }
}

describe('what a linear reward model reads', () => {
  it('is the last state, the mean state, the mean log-probability, and the facts', async () => {
    const dialogues = [dialogueOf('Hello there!', 'thank you, hello!'), dialogueOf('Hi', 'a')];
    const { width, contextLength } = base.parameters.config;
    const features = await replyFeatures(base, dialogues);
    for (const [index, dialogue] of dialogues.entries()) {
      // Alone, so that no padding and no other row can have a hand in it.
      const packed = packDialogues([dialogue], base.tokenizer.padTokenId, contextLength);
      const states = tf.tidy(() =>
        forward(base.parameters, {
          tokens: tf.tensor1d(packed.tokens, 'int32'),
          starts: tf.zeros([1], 'int32'),
          ...{ batch: 1, time: packed.time },
        }).arraySync(),
      );
      const from = dialogue.prompt.length;
      const own = states.slice(from, from + dialogue.reply.length);
      const logProbs = tf.tidy(() => [
        ...replyLogProbs(base.parameters, packed, 1).logProbs.dataSync(),
      ]);
      const expected = [
        ...own.at(-1)!,
        ...own[0]!.map((_, j) => own.reduce((sum, state) => sum + state[j]!, 0) / own.length),
        logProbs.slice(0, own.length).reduce((sum, x) => sum + x, 0) / own.length,
        ...replyFacts(['Hello there!', 'Hi'][index]!, ['thank you, hello!', 'a'][index]!),
      ];
      expect(expected).toHaveLength(linearHeadInputs({ width }));
      expected.forEach((value, j) => expect(features[index]![j]).toBeCloseTo(value, 4));
    }
  });

  it('leaves no tensors behind', async () => {
    const before = tf.memory().numTensors;
    await replyFeatures(base, [dialogueOf('Hello', 'thank you')]);
    const packed = packDialogues([dialogueOf('Hello', 'a')], base.tokenizer.padTokenId, 64);
    replySummaries(base.parameters, packed).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a linear reward model', () => {
  it('says what it likes, and scores by it', async () => {
    const { ensemble, result } = await train();
    const effects = new Map(result.factEffects!.map(({ fact, effect }) => [fact, effect]));
    expect(effects.get('ends_with_question')).toBeGreaterThan(0);
    expect(effects.get('full_stops')).toBeLessThan(0);
    const [question, statement] = await rawScores(ensemble.members[0]!, [
      dialogueOf('Good night', 'hello you?'),
      dialogueOf('Good night', 'hello you.'),
    ]);
    expect(question).toBeGreaterThan(statement!);
    disposeRewardEnsemble(ensemble);
  });

  it('leaves the chat model in it as it was', async () => {
    const { ensemble } = await train();
    const [own, before] = [
      await exportParameters(ensemble.members[0]!.parameters),
      await exportParameters(base.parameters),
    ];
    for (const [name, { data }] of Object.entries(before)) expect(own[name]!.data).toEqual(data);
    expect(own['score.weight']!.shape).toEqual([1, linearHeadInputs(base.parameters.config)]);
    disposeRewardEnsemble(ensemble);
  });

  it('with a stronger ridge is less sure', async () => {
    const spread = async (rewardRidge: number) => {
      const { ensemble } = await train({ rewardRidge });
      const [good, bad] = await rawScores(ensemble.members[0]!, [
        dialogueOf('Good night', 'thank you?'),
        dialogueOf('Good night', 'are they are.'),
      ]);
      disposeRewardEnsemble(ensemble);
      return good! - bad!;
    };
    const [loose, tight] = [await spread(0.01), await spread(5)];
    expect(tight).toBeGreaterThan(0);
    expect(loose).toBeGreaterThan(2 * tight);
  });

  it('in an ensemble learns from other rankings than its fellows, and disagrees with them', async () => {
    const before = tf.memory().numTensors;
    const { ensemble, result } = await train({ rewardEnsembleSize: '3' });
    const scores = await memberScores(ensemble, [dialogueOf('Hello', 'they hello')]);
    expect(new Set(scores.map(([score]) => score)).size).toBe(3);
    expect(result.disagreement).toBeGreaterThan(0);
    expect(result.factEffects).toHaveLength(16);
    disposeRewardEnsemble(ensemble);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('learns where every sample of a ranking is bad, and from a single ranking', async () => {
    const allBad = rankingOf('Hello', ['are.', 'they.'], { allBad: true, ranks: [null, null] });
    const { ensemble } = await train({ rewardHeldOutShare: 0 }, [...rankings, allBad, allBad]);
    const [bad] = await rawScores(ensemble.members[0]!, [dialogueOf('Hello', 'are.')]);
    expect(bad).toBeLessThan(0);
    disposeRewardEnsemble(ensemble);
    const alone = await train({}, rankings.slice(0, 1));
    expect(alone.result.trainAccuracy).toBe(1);
    disposeRewardEnsemble(alone.ensemble);
  });

  it('is stored with its facts, and one for other facts is refused with what to do', async () => {
    const { ensemble, result } = await train();
    const weights = await exportRewardEnsemble(ensemble);
    const { normalisation } = result;
    const restored = restoreRewardEnsemble(base, { weights, normalisation });
    const dialogues = [dialogueOf('Hello', 'they hello?')];
    expect(await memberScores(restored, dialogues)).toEqual(
      await memberScores(ensemble, dialogues),
    );
    const { arrays } = readSafetensors(weights);
    const other = writeSafetensors(arrays, { metadata: { reply_facts: 'words,smiles' } });
    expect(() => restoreRewardEnsemble(base, { weights: other, normalisation })).toThrow(
      'Train it anew',
    );
    [ensemble, restored].forEach(disposeRewardEnsemble);
  });

  it('gives no say to what was the same in all samples of every ranking', async () => {
    // Only in one ranking, and there in both samples: nobody said anything of it.
    const allBad = rankingOf('Hello', ['are, they.', 'they, are.'], {
      ...{ allBad: true, ranks: [null, null] },
    });
    const { ensemble, result } = await train({ rewardHeldOutShare: 0 }, [...rankings, allBad]);
    expect(result.factEffects!.find(({ fact }) => fact === 'commas')!.effect).toBe(0);
    const [without, withComma] = await rawScores(ensemble.members[0]!, [
      dialogueOf('Good night', 'hello you.'),
      dialogueOf('Good night', 'hello, you.'),
    ]);
    expect(Math.abs(without! - withComma!)).toBeLessThan(1);
    disposeRewardEnsemble(ensemble);
  });

  it('tells a head of a wrong size from its own', async () => {
    const arrays = await exportParameters(base.parameters);
    const size = linearHeadInputs(base.parameters.config) + 1;
    arrays['score.weight'] = { shape: [1, size], data: new Float32Array(size) };
    expect(() => importParameters(base.parameters.config, arrays)).toThrow('score.weight');
  });
});
