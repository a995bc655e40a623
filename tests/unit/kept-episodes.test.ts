// The numbers kept of each token are those that the method used: they add up to the reply's reward, to the returns, and
// to the metrics of their iteration. A run that branches off starts from a checkpoint and keeps its reference.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import type { Method, Settings } from '../../src/contract/config';
import { episodeRowSchema, type KeptEpisode } from '../../src/contract/episodes';
import { bestOfNKl } from '../../src/core/best-of-n';
import { disposeLanguageModel, type LanguageModel } from '../../src/nn/language-model';
import { disposeParameters, importParameters } from '../../src/nn/parameters';
import { readSafetensors } from '../../src/nn/safetensors';
import type { MethodInput } from '../../src/train/method-events';
import { runMethod, type RunEvent } from '../../src/train/methods';
import { rewardOf } from '../../src/train/reward';
import { disposeRewardModel, type RewardModel } from '../../src/train/reward-scoring';
import {
  rankingOf,
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

/** Every reply of every iteration is kept. */
const settingsFor = (method: Method, changes: Partial<Settings> = {}) =>
  tinySettings({
    ...{ method, iterations: 2, sampleEvery: 1, keptEpisodes: 32, klCoefficient: 0.1 },
    ...{ languageLossEvery: 0, learningRate: 1e-2, repliesPerPrompt: 3, rewardHeldOutShare: 0 },
    ...changes,
  });

async function run(settings: Settings, changes: Partial<MethodInput> = {}): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  const rankings = tinyPrompts.map((prompt) => rankingOf(prompt, ['a', 'b']));
  for await (const event of runMethod({
    ...{
      base,
      reward: rewardOf({ members: [rewardModel] }),
      settings,
      rankings,
      trainingPrompts: tinyPrompts,
    },
    ...{ samplePrompts: [], resume: null, control: { stopRequested: false } },
    ...changes,
  }))
    events.push(event);
  return events;
}
const of = <Type extends RunEvent['type']>(events: RunEvent[], type: Type) =>
  events.filter((event): event is Extract<RunEvent, { type: Type }> => event.type === type);
const metricsOf = (events: RunEvent[]): Record<string, number>[] =>
  of(events, 'metrics').map(({ metrics }) => ({ ...metrics }));
const total = (values: ArrayLike<number> | null) =>
  Array.from(values!).reduce((sum, value) => sum + value, 0);
const mean = (values: number[]) => total(values) / values.length;
const perToken = (episodes: KeptEpisode[], pick: (episode: KeptEpisode) => ArrayLike<number>) =>
  episodes.flatMap((episode) => Array.from(pick(episode)));

describe('what PPO keeps of its replies', () => {
  it('adds up: penalties and score make the reply’s reward, which is its return without discount', async () => {
    const events = await run(settingsFor('ppo', { discount: 1, gaeLambda: 1 }));
    for (const { episodes } of of(events, 'episodes')) {
      for (const { klPenalties, score, rewards, returns, values, tokens } of episodes) {
        const reward = total(klPenalties) + score;
        expect(total(rewards)).toBeCloseTo(reward, 4);
        expect(returns![0]!).toBeCloseTo(reward, 4);
        expect(rewards!.at(-1)! - klPenalties!.at(-1)!).toBeCloseTo(score, 4);
        expect(values).toHaveLength(tokens.length);
      }
    }
  });

  it('agrees with the metrics of its iteration', async () => {
    const events = await run(settingsFor('ppo'));
    const rows = of(events, 'episodes');
    expect(rows.map(({ iteration }) => iteration)).toEqual([1, 2]);
    metricsOf(events).forEach((metrics, index) => {
      const { episodes, klCoefficient } = rows[index]!;
      expect(episodes).toHaveLength(6);
      expect(klCoefficient).toBe(0.1);
      const drift = ({ logProbs, referenceLogProbs }: KeptEpisode) =>
        total(logProbs) - total(referenceLogProbs);
      const averages = {
        'objective/scores': mean(episodes.map(({ score }) => score)),
        'objective/kl': mean(episodes.map(drift)),
        'objective/non_score_reward': mean(episodes.map((e) => total(e.klPenalties))),
        'objective/rlhf_reward': mean(episodes.map(({ rewards }) => total(rewards))),
        'objective/entropy': mean(episodes.map(({ logProbs }) => -total(logProbs))),
        'reply/mean_length': mean(episodes.map(({ tokens }) => tokens.length)),
      };
      for (const [name, value] of Object.entries(averages)) {
        expect(value, name).toBeCloseTo(metrics[name]!, 4);
      }
    });
  });

  it('has a ratio of exactly 1, and nothing clipped, in a first and only update', async () => {
    const events = await run(settingsFor('ppo', { ppoEpochs: 1, minibatches: 1 }));
    for (const { episodes } of of(events, 'episodes')) {
      expect(perToken(episodes, ({ ratios }) => ratios!).every((ratio) => ratio === 1)).toBe(true);
      expect(perToken(episodes, ({ clipped }) => clipped!).every((flag) => flag === 0)).toBe(true);
    }
  });

  it('shows the ratios and the clipped tokens of the last update', async () => {
    // The second of two updates is the last; the metrics are means over both.
    const changes = { ppoEpochs: 2, minibatches: 1, learningRate: 0.1, clipRange: 0.05 };
    const events = await run(settingsFor('ppo', changes));
    of(events, 'episodes').forEach(({ episodes }, index) => {
      const metrics = metricsOf(events)[index]!;
      const ratios = perToken(episodes, ({ ratios }) => ratios!);
      const clipped = perToken(episodes, ({ clipped }) => clipped!);
      expect((1 + mean(ratios)) / 2).toBeCloseTo(metrics['val/ratio']!, 4);
      expect(mean(clipped) / 2).toBeCloseTo(metrics['policy/clipfrac_avg']!, 6);
      expect(total(clipped)).toBeGreaterThan(0);
    });
  });

  it('keeps the whitened advantages, and the returns from before', async () => {
    const { episodes } = of(await run(settingsFor('ppo')), 'episodes')[0]!;
    const advantages = perToken(episodes, ({ advantages }) => advantages!);
    expect(mean(advantages)).toBeCloseTo(0, 5);
    const plain = of(await run(settingsFor('ppo', { whitenAdvantages: false })), 'episodes')[0]!;
    for (const { advantages, returns, values } of plain.episodes) {
      returns!.forEach((target, t) => expect(target).toBeCloseTo(advantages![t]! + values![t]!, 4));
    }
  });

  it('has the reply’s own text, token by token, and no more replies than were asked for', async () => {
    const { episodes } = of(await run(settingsFor('ppo', { keptEpisodes: 2 })), 'episodes')[0]!;
    expect(episodes).toHaveLength(2);
    for (const { prompt, tokens, ended } of episodes) {
      expect(tinyPrompts.some((own) => prompt.includes(own))).toBe(true);
      if (ended) expect(tokens.at(-1)).toBe('');
    }
    expect(of(await run(settingsFor('ppo', { keptEpisodes: 0 })), 'episodes')).toEqual([]);
  });

  it('says that there is no ratio where no update saw the reply', async () => {
    // The first update finds an approximate KL of 0; the second one is the last that is made.
    const changes = { minibatches: 6, ppoEpochs: 1, learningRate: 0.3, maxApproximateKl: 1e-9 };
    const { episodes } = of(await run(settingsFor('ppo', changes)), 'episodes')[0]!;
    const unseen = episodes.filter(({ ratios }) => ratios!.every(Number.isNaN));
    expect(unseen.length).toBeGreaterThan(0);
    expect(unseen.length).toBeLessThan(6);
  });
});

describe.each(['grpo', 'rejection', 'dpo', 'best-of-n'] as const)('what %s keeps', (method) => {
  it('is what it knows of its tokens, and can be stored', async () => {
    const events = await run(settingsFor(method));
    for (const { iteration, klCoefficient, episodes } of of(events, 'episodes')) {
      v.assert(episodeRowSchema, { runId: 'run', iteration, klCoefficient, episodes });
      const isClipped = method === 'grpo';
      expect(klCoefficient).toBe(isClipped ? 0.1 : null);
      for (const { logProbs, referenceLogProbs, ...episode } of episodes) {
        expect(logProbs.every((logProb) => logProb < 0)).toBe(true);
        expect(referenceLogProbs.every((logProb) => logProb < 0)).toBe(true);
        expect(episode).toMatchObject({ rewards: null, values: null, returns: null });
        expect(
          [episode.advantages, episode.ratios, episode.clipped, episode.klPenalties].map(Boolean),
        ).toEqual(Array(4).fill(isClipped));
      }
      const kl = mean(episodes.map((e) => total(e.logProbs) - total(e.referenceLogProbs)));
      if (method !== 'best-of-n') {
        expect(kl).toBeCloseTo(metricsOf(events)[iteration - 1]!['objective/kl']!, 4);
      }
    }
  });
});

describe.each(['ppo', 'grpo', 'rejection', 'dpo', 'best-of-n'] as const)(
  'a branch by %s',
  (method) => {
    it('starts from the checkpoint and is measured against the base', async () => {
      const trained = await run(settingsFor('ppo', { learningRate: 3e-2 }));
      const checkpoint = of(trained, 'checkpoint').at(-1)!;
      const initialPolicy = importParameters(
        base.parameters.config,
        readSafetensors(checkpoint.policy).arrays,
      );
      try {
        const settings = settingsFor(method, {
          iterations: 1,
          learningRate: 0,
          valueLearningRate: 0,
        });
        const own = metricsOf(await run(settings))[0]!['objective/kl']!;
        const branched = await run(settings, { initialPolicy });
        const kl = metricsOf(branched)[0]!['objective/kl']!;
        expect(own).toBe(method === 'best-of-n' ? bestOfNKl(3) : 0);
        expect(Math.abs(kl - own)).toBeGreaterThan(1e-3);
        // Nothing was learned at learning rate 0: what it saves is what it began with.
        const saved = readSafetensors(of(branched, 'checkpoint').at(-1)!.policy).arrays;
        for (const [name, { data }] of Object.entries(readSafetensors(checkpoint.policy).arrays)) {
          expect(saved[name]!.data, name).toEqual(data);
        }
      } finally {
        disposeParameters(initialPolicy);
      }
    });
  },
);
