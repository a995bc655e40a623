// Settings of PPO at work in whole runs of a tiny model: each does what its help says, and what goes on from a
// checkpoint goes on to the bit with it, too.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/core/rng';
import { disposeLanguageModel, type LanguageModel } from '../../src/nn/language-model';
import {
  attachScalarHead,
  cloneParameters,
  disposeParameters,
  exportParameters,
  type Parameters,
} from '../../src/nn/parameters';
import { readSafetensors, type NamedArrays } from '../../src/nn/safetensors';
import { ppo, type PpoEvent, type PpoInput } from '../../src/train/ppo';
import { createPpoState, disposePpoState, findSharedLayers } from '../../src/train/ppo-state';
import { rewardOf } from '../../src/train/reward';
import { disposeRewardModel, type RewardModel } from '../../src/train/reward-scoring';
import type { Settings } from '../../src/contract/config';
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
  rewardModel = tinyRewardModel(base, { mean: 1, deviation: 2 });
});
afterAll(() => {
  disposeRewardModel(rewardModel);
  disposeLanguageModel(base);
});

async function run(changes: Partial<Settings>, more: Partial<PpoInput> = {}): Promise<PpoEvent[]> {
  const events: PpoEvent[] = [];
  const input: PpoInput = {
    ...{
      base,
      reward: rewardOf({ members: [rewardModel] }),
      settings: tinySettings({ sampleEvery: 100, ...changes }),
    },
    ...{ trainingPrompts: tinyPrompts, samplePrompts: [], resume: null },
    control: { stopRequested: false },
    ...more,
  };
  for await (const event of ppo(input)) if (event.type !== 'phase') events.push(event);
  return events;
}
const metricsOf = (events: PpoEvent[]) =>
  events.flatMap((event) => (event.type === 'metrics' ? [event.metrics] : []));
const checkpointsOf = (events: PpoEvent[]) =>
  events.flatMap((event) => (event.type === 'checkpoint' ? [event] : []));
const weightsOf = (events: PpoEvent[]): NamedArrays =>
  readSafetensors(checkpointsOf(events).at(-1)!.policy).arrays;
const bytes = (buffer: ArrayBuffer) => Buffer.from(buffer).toString('base64');

describe('settings of PPO', () => {
  it('an adaptive KL coefficient falls below its target, and goes on from a checkpoint', async () => {
    const adaptive = {
      ...{ klControl: 'adaptive' as const, klTarget: 50, klHorizon: 12, klCoefficient: 0.1 },
      ...{ iterations: 4, checkpointEvery: 2 },
    };
    const whole = await run(adaptive);
    // 6 replies an iteration, horizon 12, full error: a tenth less each time.
    metricsOf(whole).forEach((metrics, index) =>
      expect(metrics['objective/kl_coef']).toBeCloseTo(0.1 * 0.9 ** index, 12),
    );
    const [second] = checkpointsOf(whole);
    const rest = await run(adaptive, { resume: { iteration: 2, state: second!.resumeState } });
    expect(metricsOf(rest)[0]!['objective/kl_coef']).toBeCloseTo(0.1 * 0.81, 12);
    expect(bytes(checkpointsOf(rest).at(-1)!.resumeState)).toBe(
      bytes(checkpointsOf(whole).at(-1)!.resumeState),
    );
  });

  it('the KL that is shown is k1 whatever is charged, and the penalty is what is charged', async () => {
    const [first] = metricsOf(await run({ iterations: 2, klEstimator: 'k1' })).slice(1);
    const squared = metricsOf(await run({ iterations: 2, klEstimator: 'k2' }));
    expect(first!['objective/non_score_reward']).toBeCloseTo(-0.05 * first!['objective/kl'], 12);
    const second = squared[1]!;
    expect(second['objective/non_score_reward']).toBeLessThan(0);
    expect(second['objective/non_score_reward']).not.toBeCloseTo(-0.05 * second['objective/kl'], 8);
    const { 'objective/scores': scores, 'objective/rlhf_reward': reward } = second;
    expect(reward).toBeCloseTo(scores + second['objective/non_score_reward'], 12);
  });

  it('without a value baseline the value model learns on, and the policy learns something else', async () => {
    const shared = { iterations: 2, whitenAdvantages: false, checkpointEvery: 2 };
    const [with_, without] = [await run(shared), await run({ ...shared, valueBaseline: false })];
    // In the first iteration the values are 0: only lambda and the order of time tell the two apart.
    const [first, second] = metricsOf(without);
    expect(first!['objective/scores']).toBe(metricsOf(with_)[0]!['objective/scores']);
    expect(second!['loss/value_avg']).not.toBe(first!['loss/value_avg']);
    expect(bytes(checkpointsOf(without)[0]!.policy)).not.toBe(
      bytes(checkpointsOf(with_)[0]!.policy),
    );
    const lambda1 = { ...shared, iterations: 1, gaeLambda: 1, checkpointEvery: 1 };
    const same = [await run(lambda1), await run({ ...lambda1, valueBaseline: false })];
    expect(bytes(checkpointsOf(same[1]!)[0]!.policy)).toBe(
      bytes(checkpointsOf(same[0]!)[0]!.policy),
    );
  });

  it('old log-probabilities noted while sampling are those of the training pass but for rounding', async () => {
    // One step an iteration: all ratios are first ones.
    const shared = { iterations: 2, ppoEpochs: 1, minibatches: 1, temperature: 0.7 };
    const trained = metricsOf(await run(shared));
    const sampled = metricsOf(await run({ ...shared, oldLogProbs: 'sampling' }));
    for (const [index, metrics] of sampled.entries()) {
      expect(trained[index]!['policy/approxkl_avg']).toBe(0);
      expect(metrics['policy/approxkl_avg']).toBeLessThan(1e-8);
      expect(metrics['objective/entropy']).toBeCloseTo(trained[index]!['objective/entropy'], 2);
    }
    expect(sampled[0]!['objective/entropy']).not.toBe(trained[0]!['objective/entropy']);
    expect(sampled[0]!['objective/kl']).toBeCloseTo(0, 4);
  });

  it('layers that do not learn stay as they were', async () => {
    const start = await exportParameters(base.parameters);
    const changed = (weights: NamedArrays) =>
      Object.keys(start).filter((name) => bytes32(weights[name]!) !== bytes32(start[name]!));
    const head = weightsOf(await run({ trainedLayers: 'head', iterations: 2 }));
    expect(changed(head)).toEqual(['model.embed_tokens.weight', 'model.norm.weight']);
    const last = await run({ trainedLayers: 'last', trainedLayerCount: 1, iterations: 2 });
    const names = changed(weightsOf(last));
    expect(names).toContain('model.layers.1.self_attn.q_proj.weight');
    expect(names.filter((name) => !/^model\.(layers\.1|norm)\./.test(name))).toEqual([]);
    expect(changed(weightsOf(await run({ iterations: 2 })))).toEqual(Object.keys(start));
    // The value model learns in the same layers, and its head.
    const { arrays } = readSafetensors(checkpointsOf(last).at(-1)!.resumeState);
    const value = Object.fromEntries(
      Object.keys(start).map((name) => [name, arrays[`value/${name}`]!]),
    );
    const valueNames = changed(value);
    expect(valueNames).toContain('model.layers.1.self_attn.q_proj.weight');
    expect(valueNames.filter((name) => !/^model\.(layers\.1|norm)\./.test(name))).toEqual([]);
    expect(arrays['value/score.weight']!.data.some((x) => x !== 0)).toBe(true);
  });

  it('dialogues go once through the layers that all models have in common, and only those', async () => {
    const last = tinySettings({ trainedLayers: 'last', trainedLayerCount: 1 });
    const other = cloneParameters(base.parameters);
    other.layers[0]!.qkv.assign(other.layers[0]!.qkv.mul(20));
    const sharedBy = async (policy: Parameters, value: Parameters, settings: Settings) => {
      const state = createPpoState(policy, value, settings);
      await findSharedLayers(state, base.parameters, settings);
      disposePpoState(state);
      return state.shared;
    };
    const { parameters } = base;
    expect(await sharedBy(parameters, parameters, last)).toEqual({ policy: 1, value: 1 });
    expect(await sharedBy(parameters, other, last)).toEqual({ policy: 1, value: 0 });
    expect(await sharedBy(other, parameters, last)).toEqual({ policy: 0, value: 0 });
    expect(await sharedBy(parameters, parameters, tinySettings())).toEqual({ policy: 0, value: 0 });
    // A policy that learns on from elsewhere reads everything itself, and begins where that stood.
    const [branched] = metricsOf(await run({ ...last, iterations: 1 }, { initialPolicy: other }));
    const [fresh] = metricsOf(await run({ ...last, iterations: 1 }));
    expect(Math.abs(branched!['objective/kl'])).toBeGreaterThan(1e-4);
    expect(Math.abs(fresh!['objective/kl'])).toBeLessThan(1e-6);
    disposeParameters(other);
  });

  it('the passes over a batch end once the policy has moved too far', async () => {
    const passes = { ppoEpochs: 4, minibatches: 2, iterations: 1, learningRate: 1e-2 };
    const free = metricsOf(await run(passes))[0]!;
    expect(free['policy/num_updates']).toBe(8);
    const stopped = metricsOf(await run({ ...passes, maxApproximateKl: 1e-6 }))[0]!;
    // The first update sees a policy that has not moved yet, the second one that has.
    expect(stopped['policy/num_updates']).toBe(2);
    expect(stopped['policy/approxkl_avg']).toBeGreaterThan(1e-6 / 2);
  });

  it('the value model starts from the reward model or from the chat model', async () => {
    // With its own steps at 0 it stays what it started as.
    const still = { iterations: 1, valueLearningRate: 0 };
    const valueOf = async (valueModelStart: Settings['valueModelStart']) => {
      const [checkpoint] = checkpointsOf(await run({ ...still, valueModelStart }));
      const { arrays } = readSafetensors(checkpoint!.resumeState);
      return bytes32(arrays['value/model.layers.0.self_attn.q_proj.weight']!);
    };
    const name = 'model.layers.0.self_attn.q_proj.weight';
    const other = cloneParameters(base.parameters);
    other.layers[0]!.qkv.assign(other.layers[0]!.qkv.mul(2));
    attachScalarHead(other, new Random(3), 0.5);
    const own = rewardModel;
    rewardModel = { ...own, parameters: other };
    try {
      expect(await valueOf('policy')).toBe(
        bytes32((await exportParameters(base.parameters))[name]!),
      );
      expect(await valueOf('reward-model')).toBe(bytes32((await exportParameters(other))[name]!));
    } finally {
      disposeRewardModel(rewardModel);
      rewardModel = own;
    }
  });

  it('normalised scores change what is learned, not what is shown', async () => {
    const [plain, normalised] = [
      await run({ iterations: 1 }),
      await run({ iterations: 1, normaliseRewards: true }),
    ].map((events) => metricsOf(events)[0]!);
    expect(normalised!['objective/scores']).toBe(plain!['objective/scores']);
    expect(normalised!['loss/value_avg']).not.toBe(plain!['loss/value_avg']);
    // One reply a batch has no scale of its own; two are one above and one below, whatever they score.
    const pair = { rolloutBatchSize: 2, maxNewTokens: 1, gaeLambda: 1, whitenAdvantages: false };
    const off = { ...pair, klCoefficient: 0, ppoEpochs: 1, minibatches: 1, iterations: 1 };
    const [row] = metricsOf(await run({ ...off, normaliseRewards: true }));
    // Values are 0 still: the value loss is half the mean of 0.5 and 0.5.
    expect(row!['loss/value_avg']).toBeCloseTo(0.25, 4);
  });

  it('warms up and anneals both learning rates', async () => {
    const rates = metricsOf(
      await run({ iterations: 4, warmupIterations: 1, learningRateSchedule: 'linear' }),
    ).map(({ lr }) => lr / 1e-3);
    [0.5, 1, 2 / 3, 1 / 3].forEach((rate, index) => expect(rates[index]).toBeCloseTo(rate, 10));
  });
});

const bytes32 = ({ data }: { data: Float32Array }) =>
  Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');
