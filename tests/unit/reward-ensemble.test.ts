// An ensemble of reward models on toy rankings: its members differ, the first is the model that would be trained alone,
// and it comes out of storage as it went in.
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/contract/config';
import { modelAccuracy, scoredPairs } from '../../src/core/reward-evaluation';
import { disposeLanguageModel, type LanguageModel } from '../../src/nn/language-model';
import {
  disposeRewardEnsemble,
  exportRewardEnsemble,
  memberScores,
  restoreRewardEnsemble,
} from '../../src/train/reward-ensemble';
import { trainRewardEnsemble } from '../../src/train/reward-ensemble-training';
import type { RewardTrainingEvent } from '../../src/train/reward-training';
import { toTokens } from '../../src/train/reward-scoring';
import { rankingOf, tinyModel, tinyPrompts, tinySettings, useWasm } from './support/tiny-model';

let base: LanguageModel;
beforeAll(async () => {
  await useWasm();
  base = tinyModel(6);
});
afterAll(() => disposeLanguageModel(base));

const rankings = Array.from({ length: 12 }, (_, i) =>
  rankingOf(`${tinyPrompts[i % 4]!} ${i}`, ['thank you', `hello ${i}`, 'are they are']),
);
const start = (changes: Partial<Settings>) =>
  trainRewardEnsemble({
    ...{ base, rankings, prompts: tinyPrompts },
    settings: tinySettings({ rewardLearningRate: 1e-2, rewardEpochs: 3, ...changes }),
  });

async function train(changes: Partial<Settings> = {}) {
  const training = start(changes);
  const events: RewardTrainingEvent[] = [];
  for (;;) {
    const step = await training.next();
    if (step.done) return { ...step.value, events };
    events.push(step.value);
  }
}
const stepsOf = (events: RewardTrainingEvent[]) =>
  events.flatMap((event) => (event.type === 'step' ? [event] : []));

describe('an ensemble of reward models', () => {
  it('has three members that differ, the first being the one that is trained alone', async () => {
    const single = await train();
    const three = await train({ rewardEnsembleSize: '3' });
    expect([single.ensemble.members.length, three.ensemble.members.length]).toEqual([1, 3]);
    const dialogues = ['thank you', 'are'].map((reply) =>
      toTokens(single.ensemble.members[0]!, { messages: rankings[0]!.messages, reply }),
    );
    const [alone] = await memberScores(single.ensemble, dialogues);
    const scores = await memberScores(three.ensemble, dialogues);
    expect(scores[0]).toEqual(alone);
    expect(new Set(scores.map(([first]) => first)).size).toBe(3);
    // All of them learned the same preference.
    for (const [good, bad] of scores) expect(good!).toBeGreaterThan(bad!);

    expect(single.result).toMatchObject({ members: [], disagreement: null });
    expect(three.result.members).toEqual(
      three.ensemble.members.map(({ normalisation }) => normalisation),
    );
    expect(three.result.disagreement!).toBeGreaterThan(0);
    expect(three.result.heldOutAccuracy!).toBeGreaterThan(0.9);
    expect(three.result.heldOutRankings).toBe(single.result.heldOutRankings);
    // Its scores of held-out rankings are on its own scale, and give its own accuracy.
    const { pairs } = scoredPairs(
      three.result.heldOutScores,
      (id) => rankings.find((ranking) => ranking.id === id) ?? null,
    );
    expect(pairs).toHaveLength(three.result.heldOutPairs);
    expect(modelAccuracy(pairs).share).toBe(three.result.heldOutAccuracy);

    // One curve: as many steps, each the mean of its members.
    const [oneCurve, meanCurve] = [stepsOf(single.events), stepsOf(three.events)];
    expect(meanCurve.map(({ step }) => step)).toEqual(oneCurve.map(({ step }) => step));
    expect(meanCurve[0]!.metrics.loss).not.toBe(oneCurve[0]!.metrics.loss);
    expect(meanCurve.at(-1)!.heldOutAccuracy).not.toBeNull();
    [single, three].forEach(({ ensemble }) => disposeRewardEnsemble(ensemble));
  });

  it('comes out of storage as it went in, and damage is told', async () => {
    const { ensemble, result } = await train({ rewardEnsembleSize: '3', rewardEpochs: 1 });
    const state = { ...result, weights: await exportRewardEnsemble(ensemble) };
    const restored = restoreRewardEnsemble(base, state);
    const dialogue = toTokens(ensemble.members[0]!, {
      messages: rankings[0]!.messages,
      reply: 'hello',
    });
    expect(await memberScores(restored, [dialogue])).toEqual(
      await memberScores(ensemble, [dialogue]),
    );
    disposeRewardEnsemble(restored);
    const before = tf.memory().numTensors;
    const tooMany = { ...state, members: [...result.members, result.members[0]!] };
    expect(() => restoreRewardEnsemble(base, tooMany)).toThrow('no scalar head');
    expect(tf.memory().numTensors).toBe(before);
    disposeRewardEnsemble(ensemble);
  });

  it('frees everything but its result, wherever it is ended', async () => {
    const before = tf.memory().numTensors;
    disposeRewardEnsemble((await train({ rewardEnsembleSize: '3', rewardEpochs: 1 })).ensemble);
    expect(tf.memory().numTensors).toBe(before);
    for (const steps of [1, 2, 5, 12, 30]) {
      const training = start({ rewardEnsembleSize: '3', rewardEpochs: 1 });
      for (let i = 0; i < steps; i++) await training.next();
      await training.return(undefined as never);
      expect(tf.memory().numTensors, `after ${steps} steps`).toBe(before);
    }
  });
});
