// PPO as it runs by default: several candidates a prompt of which the extremes are learned from, the KL of whole
// distributions in the loss, steps nearly of plain gradient descent. What it shares with the papers' PPO is in ppo.test.ts.
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import type { Settings } from '../../src/contract/config';
import type { RuleCase } from '../../src/contract/messages';
import { mean } from '../../src/core/statistics';
import { disposeLanguageModel, type LanguageModel } from '../../src/nn/language-model';
import { distributionKl } from '../../src/nn/ops/distribution-kl';
import { ppo, type PpoEvent } from '../../src/train/ppo';
import { extremes } from '../../src/train/ppo-rollout';
import { createReward, rewardOf, type Reward } from '../../src/train/reward';
import { tinyPrompts } from './support/tiny-model';
import { bestLetter, toyModel, toySettings, toyTask } from './support/toy-task';

const task = toyTask();

describe('the KL of two distributions', () => {
  // p = (1/2, 1/4, 1/4) and (1/3, 1/3, 1/3), q = (1/4, 1/4, 1/2) and the same as p.
  const logits = [Math.log(2), 0, 0, 1, 1, 1];
  const reference = [0, 0, Math.log(2), 4, 4, 4];
  const kl = (x: tf.Tensor2D) => distributionKl(x, tf.tensor2d(reference, [2, 3]));

  it('is that of plain arithmetic', () => {
    const values = tf.tidy(() => kl(tf.tensor2d(logits, [2, 3])).arraySync());
    // 1/2 log 2 + 1/4 log 1 + 1/4 log 1/2 = 1/4 log 2.
    expect(values[0]).toBeCloseTo(Math.log(2) / 4, 6);
    expect(values[1]).toBeCloseTo(0, 6);
  });

  it('has the gradient that central differences have, of every row as it is weighed', () => {
    const weights = [2, -1];
    const at = [0.3, -0.7, 0.4, 1.2, 0.1, -0.5];
    const loss = (x: tf.Tensor2D) => tf.sum(tf.mul(kl(x), tf.tensor1d(weights)));
    const gradient = tf.tidy(() => [
      ...tf
        .grad((x) => loss(x as tf.Tensor2D))(tf.tensor2d(at, [2, 3]))
        .dataSync(),
    ]);
    const value = (x: number[]) => tf.tidy(() => loss(tf.tensor2d(x, [2, 3])).dataSync()[0]!);
    at.forEach((_, index) => {
      const moved = (by: number) => value(at.map((x, i) => (i === index ? x + by : x)));
      expect(gradient[index]).toBeCloseTo((moved(1e-2) - moved(-1e-2)) / 2e-2, 3);
    });
  });

  it('leaves no tensors behind but its value', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      tf.grad((x) => tf.sum(kl(x as tf.Tensor2D)))(tf.tensor2d(logits, [2, 3]));
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('the extremes of a group', () => {
  it('are its best and its worst', () => {
    expect(extremes([9, 9, 1, 4, 0, 3], 2, 4)).toEqual([3, 4]);
  });
  it('are two different ones where all score alike', () => {
    expect(extremes([1, 1, 1], 0, 3)).toEqual([0, 2]);
  });
});

interface Options {
  resume?: Checkpoint | null;
  base?: LanguageModel;
  reward?: Reward;
  prompts?: string[];
}

async function run(changes: Partial<Settings>, options: Options = {}) {
  const { resume = null, base = task.base, reward, prompts = tinyPrompts } = options;
  const events: PpoEvent[] = [];
  const settings = toySettings({
    ...{ rolloutCandidates: 4, klPenalty: 'loss', adamEpsilon: 1e-2, iterations: 12 },
    ...{ rolloutBatchSize: 16, checkpointEvery: 100, sampleEvery: 100, ...changes },
  });
  const steps = ppo({
    ...{ base, settings, reward: reward ?? rewardOf({ members: [task.rewardModel] }) },
    ...{ trainingPrompts: prompts, samplePrompts: [], control: { stopRequested: false } },
    resume: resume && { iteration: resume.iteration, state: resume.resumeState },
  });
  for await (const event of steps) if (event.type !== 'phase') events.push(event);
  return events;
}
type Checkpoint = Extract<PpoEvent, { type: 'checkpoint' }>;
const rows = (events: PpoEvent[]) =>
  events.flatMap((event) => (event.type === 'metrics' ? [event.metrics] : []));
const checkpoints = (events: PpoEvent[]) =>
  events.flatMap((event) => (event.type === 'checkpoint' ? [event] : []));
const bytes = (buffer: ArrayBuffer) => Buffer.from(buffer).toString('base64');

describe('PPO with candidates and the KL in its loss', () => {
  it('finds the best answer, and not at learning rate 0', async () => {
    const score = async (changes: Partial<Settings>) =>
      rows(await run({ klCoefficient: 0.01, adamEpsilon: 1e-5, ...changes })).at(-1)![
        'objective/scores'
      ];
    expect(await score({})).toBeGreaterThan(0.85);
    expect(await score({ learningRate: 0, valueLearningRate: 0 })).toBeLessThan(0.4);
  });

  it('counts and scores all that was drawn, and keeps the extremes of it', async () => {
    const settings = { iterations: 1, rolloutBatchSize: 6, rolloutCandidates: 5, keptEpisodes: 6 };
    const events = await run({ ...settings, sampleEvery: 1 });
    // Three groups of five.
    expect(rows(events)[0]!.episode).toBe(15);
    const [kept] = events.flatMap((event) => (event.type === 'episodes' ? [event] : []));
    expect(kept!.episodes).toHaveLength(6);
    // In the loss the KL costs no token its reward.
    expect(kept!.klCoefficient).toBeNull();
    // The score that is learned from is what it is above the mean of its own group.
    const best = kept!.episodes.filter(({ tokens }) => tokens[0] === bestLetter);
    expect(best.length).toBeGreaterThan(0);
    for (const { score } of best) expect(score).toBeGreaterThan(0);
    const others = kept!.episodes.filter((episode) => !best.includes(episode));
    expect(others.length).toBeGreaterThan(0);
    for (const { score } of others) expect(score).toBeLessThanOrEqual(0);
  });

  it('goes on from a checkpoint to the bit, and repeats', async () => {
    const settings = {
      iterations: 4,
      checkpointEvery: 2,
      noveltyCoefficient: 0.5,
      maxNewTokens: 3,
    };
    const whole = checkpoints(await run(settings));
    expect(bytes(checkpoints(await run(settings)).at(-1)!.policy)).toBe(bytes(whole[1]!.policy));
    const resumed = checkpoints(await run(settings, { resume: whole[0]! }));
    expect(bytes(resumed.at(-1)!.resumeState)).toBe(bytes(whole[1]!.resumeState));
  });

  it('a high coefficient in the loss holds the policy where it was', async () => {
    const drift = async (klCoefficient: number) =>
      rows(await run({ klCoefficient, adamEpsilon: 1e-5, iterations: 10 })).at(-1)!['objective/kl'];
    const [free, held] = [await drift(0), await drift(2)];
    expect(free).toBeGreaterThan(0.5);
    expect(held).toBeLessThan(free / 3);
  });

  it.each([1, 4])('pays for rare replies, %i to a prompt', async (rolloutCandidates) => {
    // Seven answers in ten are the same, and nothing else is rewarded.
    const base = await toyModel([...Array<string>(7).fill('a b'), 'c d', 'e f', 'g h']);
    // So many that no prompt has had every answer.
    const prompts = Array.from({ length: 32 }, (_, i) => `${tinyPrompts[i % 4]!} ${i}`);
    const rule = { judge: (cases: RuleCase[]) => Promise.resolve(cases.map(() => 0)), weight: 1 };
    const reward = createReward({ tokenizer: base.tokenizer, model: null, rule });
    const commonest = async (noveltyCoefficient: number) => {
      const settings = { klCoefficient: 0, adamEpsilon: 1e-5, maxNewTokens: 4, iterations: 16 };
      const found = rows(
        await run(
          { ...settings, rolloutCandidates, rolloutBatchSize: 32, noveltyCoefficient },
          { base, reward, prompts },
        ),
      );
      return mean(found.slice(-4).map((row) => row['reply/commonest_share']!));
    };
    const [unpaid, paid] = [await commonest(0), await commonest(1)];
    expect(unpaid).toBeGreaterThan(0.5);
    expect(paid).toBeLessThan(unpaid - 0.15);
    disposeLanguageModel(base);
  });

  it('adapts the coefficient of the loss, too', async () => {
    const adaptive = { klControl: 'adaptive', klTarget: 50, klHorizon: 16 } as const;
    const found = rows(await run({ ...adaptive, klCoefficient: 0.3, iterations: 3 }));
    const coefficients = found.map((row) => row['objective/kl_coef']);
    expect(coefficients[0]).toBe(0.3);
    expect(coefficients[2]).toBeLessThan(coefficients[1]!);
  });
});
