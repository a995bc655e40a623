// PPO on a tiny random model: it learns a toy reward, repeats and resumes to the bit, and leaves nothing behind.
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/contract/config';
import { disposeLanguageModel, type LanguageModel } from '../../src/nn/language-model';
import { exportParameters } from '../../src/nn/parameters';
import { readSafetensors } from '../../src/nn/safetensors';
import { ppo, type PpoEvent } from '../../src/train/ppo';
import { createReward, rewardOf, RuleError, type Reward } from '../../src/train/reward';
import { disposeRewardModel, type RewardModel } from '../../src/train/reward-scoring';
import {
  tinyModel,
  tinyPrompts,
  tinyRewardModel,
  tinySettings,
  useWasm,
} from './support/tiny-model';

let base: LanguageModel;
let rewardModel: RewardModel;
beforeAll(async () => {
  await useWasm();
  base = tinyModel(8);
  rewardModel = tinyRewardModel(base);
});
afterAll(() => {
  disposeRewardModel(rewardModel);
  disposeLanguageModel(base);
});

type Checkpoint = Extract<PpoEvent, { type: 'checkpoint' }>;
const start = (
  settings: Settings,
  resume: Checkpoint | null = null,
  control = { stopRequested: false },
  judge = rewardModel,
) => startWith(rewardOf({ members: [judge] }), settings, resume, control);
const startWith = (
  reward: Reward,
  settings: Settings,
  resume: Checkpoint | null = null,
  control = { stopRequested: false },
) =>
  ppo({
    ...{ base, reward, settings, control },
    ...{ trainingPrompts: tinyPrompts, samplePrompts: tinyPrompts.slice(0, 2) },
    resume: resume && { iteration: resume.iteration, state: resume.resumeState },
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
const samplesOf = (events: PpoEvent[]) =>
  events.flatMap((event) => (event.type === 'samples' ? [event] : []));
/** Metrics without the clock. */
const timeless = (events: PpoEvent[]) =>
  metricsOf(events).map((metrics) => ({ ...metrics, 'time/iteration': 0 }));
const bytes = (buffer: ArrayBuffer) => Buffer.from(buffer).toString('base64');

describe('ppo', () => {
  it('samples first, reports every iteration, saves every few and at the end', async () => {
    const settings = tinySettings({
      iterations: 3,
      klCoefficient: 0.1,
      learningRateSchedule: 'linear',
    });
    const events = await collect(start(settings));
    const names = events.map(
      (event) => `${event.type} ${'iteration' in event ? event.iteration : ''}`,
    );
    expect(names).toEqual([
      'samples 0',
      'metrics 1',
      'metrics 2',
      'episodes 2',
      'samples 2',
      'checkpoint 2',
      'metrics 3',
      'episodes 3',
      'samples 3',
      'checkpoint 3',
    ]);
    for (const metrics of metricsOf(events)) {
      expect(Object.values(metrics).every(Number.isFinite)).toBe(true);
      const { 'objective/scores': scores, 'objective/rlhf_reward': reward } = metrics;
      expect(reward).toBeCloseTo(scores + metrics['objective/non_score_reward'], 12);
      expect(metrics['objective/non_score_reward']).toBeCloseTo(-0.1 * metrics['objective/kl'], 12);
    }
    expect(metricsOf(events).map(({ episode }) => episode)).toEqual([6, 12, 18]);
    expect(metricsOf(events).map(({ lr }) => lr / 1e-3)).toEqual([
      1,
      expect.closeTo(2 / 3),
      expect.closeTo(1 / 3),
    ]);
    // Policy and reference are still one model in the first rollout, and the first ratio is exactly 1.
    expect(metricsOf(events)[0]!['objective/kl']).toBe(0);
    expect(samplesOf(events)[0]!.replies.map(({ prompt }) => prompt)).toEqual(
      tinyPrompts.slice(0, 2),
    );
  });

  it('starts from a ratio of exactly 1', async () => {
    // One update an iteration: its statistics are from before its step.
    const once = tinySettings({ ppoEpochs: 1, minibatches: 1, rolloutBatchSize: 9, iterations: 2 });
    for (const metrics of metricsOf(await collect(start(once)))) {
      expect(metrics['val/ratio']).toBe(1);
      expect(metrics['policy/approxkl_avg']).toBe(0);
      expect(metrics['policy/clipfrac_avg']).toBe(0);
      // Whitened advantages over the same tokens have mean 0.
      expect(metrics['loss/policy_avg']).toBeCloseTo(0, 6);
    }
  });

  it('raises a toy reward', async () => {
    const settings = tinySettings({
      ...{ iterations: 12, rolloutBatchSize: 32, ppoEpochs: 4, minibatches: 1, maxNewTokens: 2 },
      ...{ learningRate: 3e-2, valueLearningRate: 3e-2, klCoefficient: 0.01, missingEndPenalty: 0 },
      ...{ checkpointEvery: 100, sampleEvery: 100 },
    });
    const rows = metricsOf(await collect(start(settings)));
    const mean = (part: typeof rows) =>
      part.reduce((sum, row) => sum + row['objective/scores'], 0) / part.length;
    expect(mean(rows.slice(-3)) - mean(rows.slice(0, 3))).toBeGreaterThan(0.5);
    expect(rows.at(-1)!['objective/kl']).toBeGreaterThan(0.5);
  });

  it('finds what a rule likes, and not at learning rate 0', async () => {
    // Any byte pair may come out of a random model; the letter e is in some.
    const hasLetter = (reply: string) => (reply.includes('e') ? 1 : 0);
    const reward = () =>
      createReward({
        tokenizer: base.tokenizer,
        model: null,
        rule: { weight: 1, judge: async (cases) => cases.map(({ reply }) => hasLetter(reply)) },
      });
    const settings = tinySettings({
      ...{ iterations: 15, rolloutBatchSize: 32, ppoEpochs: 4, minibatches: 1, maxNewTokens: 2 },
      ...{ learningRate: 3e-2, valueLearningRate: 3e-2, klCoefficient: 0, missingEndPenalty: 0 },
      ...{ checkpointEvery: 100, sampleEvery: 100 },
    });
    const last = async (changes: Partial<Settings>) =>
      metricsOf(await collect(startWith(reward(), { ...settings, ...changes }))).at(-1)!;
    expect((await last({}))['objective/scores']).toBeGreaterThan(0.9);
    expect((await last({ learningRate: 0 }))['objective/scores']).toBeLessThan(0.5);
  });

  it('reports the parts of a reward beside their sum', async () => {
    const ensemble = { members: [rewardModel, rewardModel] };
    const reward = createReward({
      tokenizer: base.tokenizer,
      model: { ensemble, reduce: 'mean', weight: 2 },
      rule: { weight: -1, judge: async (cases) => cases.map(() => 3) },
    });
    const settings = tinySettings({ iterations: 1, missingEndPenalty: 0 });
    const [metrics] = metricsOf(await collect(startWith(reward, settings)));
    const [alone] = metricsOf(await collect(start(settings)));
    expect(alone).not.toHaveProperty('scores/rule');
    expect(metrics!['scores/rule']).toBe(3);
    expect(metrics!['scores/ensemble_deviation']).toBe(0);
    expect(metrics!['scores/reward_model']).toBeCloseTo(alone!['objective/scores'], 5);
    expect(metrics!['objective/scores']).toBeCloseTo(2 * alone!['objective/scores'] - 3, 5);
  });

  it('keeps finished iterations when a rule fails, and goes on to the same bits', async () => {
    const settings = tinySettings({ iterations: 3, checkpointEvery: 100, sampleEvery: 100 });
    /** Fails after `left` batches, and is well again when it is asked anew. */
    const failing = (left: number) =>
      createReward({
        tokenizer: base.tokenizer,
        model: null,
        rule: {
          weight: 1,
          judge: async (cases) => {
            left -= 1;
            if (left === -1) throw new RuleError({ kind: 'too-slow', limitMs: 2000 }, '', cases);
            return cases.map(({ reply }) => reply.length);
          },
        },
      });
    const whole = await collect(startWith(failing(Infinity), settings));
    const before = tf.memory().numTensors;
    // The fixed prompts are one batch, each of an iteration's two minibatches another.
    for (const [batches, finished] of [
      [0, 0],
      [2, 0],
      [3, 1],
      [6, 2],
      [7, 3],
    ] as const) {
      const events: PpoEvent[] = [];
      const run = startWith(failing(batches), settings);
      await expect(
        (async () => {
          for await (const event of run) if (event.type !== 'phase') events.push(event);
        })(),
      ).rejects.toThrow('longer than 2 seconds');
      expect(tf.memory().numTensors).toBe(before);
      const [checkpoint, ...others] = checkpointsOf(events);
      expect(others).toEqual([]);
      expect(checkpoint!.iteration).toBe(finished);
      const rest = await collect(startWith(failing(Infinity), settings, checkpoint!));
      expect(timeless(rest)).toEqual(timeless(whole).slice(finished));
      if (finished < 3) {
        expect(bytes(checkpointsOf(rest).at(-1)!.resumeState)).toBe(
          bytes(checkpointsOf(whole).at(-1)!.resumeState),
        );
      }
    }
  });

  it('teaches the value model to foresee the score of a policy that stands still', async () => {
    const settings = tinySettings({
      ...{ iterations: 6, rolloutBatchSize: 16, ppoEpochs: 4, maxNewTokens: 2, learningRate: 0 },
      ...{ valueLearningRate: 1e-2, valueClipRange: 5 },
      ...{ checkpointEvery: 100, sampleEvery: 100 },
    });
    // Scores far from 0, where the value model starts.
    const far = { ...rewardModel, normalisation: { mean: 6, deviation: 2 } };
    const rows = metricsOf(await collect(start(settings, null, { stopRequested: false }, far)));
    const [first, last] = [rows[0]!, rows.at(-1)!].map((row) => row['loss/value_avg']);
    expect(last!).toBeLessThan(first! / 2);
  });

  it('pays a penalty for replies without an end', async () => {
    const free = metricsOf(
      await collect(start(tinySettings({ iterations: 1, missingEndPenalty: 0 }))),
    )[0]!;
    const strict = metricsOf(
      await collect(start(tinySettings({ iterations: 1, missingEndPenalty: 3 }))),
    )[0]!;
    const missing = 6 - free['val/num_eos_tokens'];
    expect(missing).toBeGreaterThan(0);
    expect(free['objective/scores'] - strict['objective/scores']).toBeCloseTo(
      (3 * missing) / 6,
      10,
    );
  });

  it('leaves the policy as it is at learning rate 0', async () => {
    const events = await collect(start(tinySettings({ learningRate: 0 })));
    const { arrays } = readSafetensors(checkpointsOf(events).at(-1)!.policy);
    expect(arrays).toEqual(await exportParameters(base.parameters));
    for (const metrics of metricsOf(events)) expect(metrics['objective/kl']).toBeCloseTo(0, 5);
  });

  it('gives the same bits for the same seed, others for another', async () => {
    const [first, second, other] = [
      await collect(start(tinySettings())),
      await collect(start(tinySettings())),
      await collect(start(tinySettings({ seed: 2 }))),
    ];
    expect(timeless(second!)).toEqual(timeless(first!));
    const last = (events: PpoEvent[]) => bytes(checkpointsOf(events).at(-1)!.resumeState);
    expect(last(second!)).toBe(last(first!));
    expect(last(other!)).not.toBe(last(first!));
  });

  it('goes on from a checkpoint to the very bits of an uninterrupted run', async () => {
    const settings = tinySettings({ iterations: 4 });
    const whole = await collect(start(settings));
    const rest = await collect(start(settings, checkpointsOf(whole)[0]!));
    expect(timeless(rest)).toEqual(timeless(whole).slice(2));
    expect(bytes(checkpointsOf(rest).at(-1)!.resumeState)).toBe(
      bytes(checkpointsOf(whole).at(-1)!.resumeState),
    );
    expect(samplesOf(rest)).toEqual(samplesOf(whole).slice(-1));
  });

  it('finishes its iteration and saves when asked to stop', async () => {
    const control = { stopRequested: false };
    const seen: string[] = [];
    for await (const event of start(
      tinySettings({ iterations: 9, checkpointEvery: 5 }),
      null,
      control,
    )) {
      if (event.type === 'phase' && event.phase === 'optimise') control.stopRequested = true;
      if (event.type !== 'phase' && event.type !== 'samples')
        seen.push(`${event.type} ${event.iteration}`);
    }
    expect(seen).toEqual(['metrics 1', 'episodes 1', 'checkpoint 1']);
  });

  it('drops an iteration that only samples yet when asked to stop, and goes on to the same bits', async () => {
    const settings = tinySettings({ iterations: 4, checkpointEvery: 100 });
    const whole = await collect(start(settings));
    const before = tf.memory().numTensors;
    for (const finished of [0, 1]) {
      const control = { stopRequested: false };
      const events: PpoEvent[] = [];
      let tokens = 0;
      for await (const event of start(settings, null, control)) {
        if (event.type !== 'phase') events.push(event);
        else if (event.phase === 'rollout' && metricsOf(events).length === finished) {
          tokens += 1;
          control.stopRequested = true;
        }
      }
      expect(tokens).toBe(1);
      expect(tf.memory().numTensors).toBe(before);
      expect(metricsOf(events)).toHaveLength(finished);
      const [checkpoint, ...others] = checkpointsOf(events);
      expect(others).toEqual([]);
      expect(checkpoint!.iteration).toBe(finished);
      expect(checkpoint!.score === null).toBe(finished === 0);

      const rest = await collect(start(settings, checkpoint!));
      expect(timeless(rest)).toEqual(timeless(whole).slice(finished));
      expect(bytes(checkpointsOf(rest).at(-1)!.resumeState)).toBe(
        bytes(checkpointsOf(whole).at(-1)!.resumeState),
      );
      expect([...samplesOf(events), ...samplesOf(rest)]).toEqual(samplesOf(whole));
    }
  });

  it('saves nothing twice when it is stopped right after a checkpoint', async () => {
    const settings = tinySettings({ iterations: 4, checkpointEvery: 1 });
    const [first] = checkpointsOf(await collect(start(tinySettings({ iterations: 1 }))));
    const control = { stopRequested: false };
    const seen: string[] = [];
    for await (const event of start(settings, first!, control)) {
      seen.push(event.type);
      control.stopRequested = true;
    }
    expect(seen).toEqual(['phase']);
  });

  it('holds as many tensors after iteration 4 as after iteration 2, and none at the end', async () => {
    const before = tf.memory().numTensors;
    const counts: number[] = [];
    for await (const event of start(tinySettings({ iterations: 4 }))) {
      if (event.type === 'metrics') counts.push(tf.memory().numTensors);
    }
    expect(counts[3]).toBe(counts[1]);
    expect(tf.memory().numTensors).toBe(before);
    // Ended wherever it happens to be.
    for (const steps of [1, 4, 12, 15]) {
      const run = start(tinySettings());
      for (let i = 0; i < steps; i++) await run.next();
      await run.return();
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  it('says that it diverged, and since when', async () => {
    const broken = { ...rewardModel, normalisation: { mean: NaN, deviation: 1 } };
    const before = tf.memory().numTensors;
    const run = start(tinySettings(), null, { stopRequested: false }, broken);
    await expect(collect(run)).rejects.toMatchObject({
      name: 'DivergedError',
      message: expect.stringContaining('last good iteration is 0') as string,
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses a state that is damaged or of another model', async () => {
    const [checkpoint] = checkpointsOf(await collect(start(tinySettings({ iterations: 1 }))));
    const cut = { ...checkpoint!, resumeState: checkpoint!.resumeState.slice(0, 1000) };
    await expect(collect(start(tinySettings(), cut))).rejects.toThrow('safetensors');
    const policyOnly = { ...checkpoint!, resumeState: checkpoint!.policy };
    await expect(collect(start(tinySettings(), policyOnly))).rejects.toThrow(
      'no state of a PPO run',
    );
  });

  it('can whiten rewards and reward entropy', async () => {
    const rows = metricsOf(
      await collect(
        start(tinySettings({ whitenRewards: true, entropyCoefficient: 0.1, temperature: 0.8 })),
      ),
    );
    expect(rows).toHaveLength(3);
    expect(rows.every((row) => Object.values(row).every(Number.isFinite))).toBe(true);
  });
});
