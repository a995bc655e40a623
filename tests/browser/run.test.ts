// Rankings to reward model to PPO in a real worker, with chatting meanwhile, pausing, stepping, stopping, going on
// from a checkpoint, and the worker's death in the middle.
import { afterEach, describe, expect, it } from 'vitest';
import { createRuleSandbox } from '../../src/client/rule-sandbox';
import type { EngineClient, ModelProvider, RuleSandbox } from '../../src/client/types';
import {
  classicRlhf,
  defaultSettings,
  type Method,
  type Settings,
} from '../../src/contract/config';
import type {
  BackendName,
  RewardModelState,
  RunEvent,
  RunStart,
} from '../../src/contract/messages';
import { metricOfMethod, metricsOfMethod, type RunMetricName } from '../../src/contract/methods';
import type { PpoMetrics } from '../../src/contract/metrics';
import { rewardModelAlone, type Ranking } from '../../src/contract/records';
import {
  createWorker,
  emptyStorage,
  hello,
  sampling,
  startEngine,
  stopEngines,
  tiny,
} from './support/engine';

let sandbox: RuleSandbox | null = null;
afterEach(() => {
  stopEngines();
  sandbox?.dispose();
});

const prompts = ['Hello', 'How are you?', 'Good night', 'Tell me a joke'];
const settings: Settings = {
  ...defaultSettings(),
  ...classicRlhf,
  ...{ rolloutBatchSize: 4, maxNewTokens: 8, ppoEpochs: 2, minibatches: 2, ptxCoefficient: 0 },
  ...{ iterations: 3, checkpointEvery: 1, sampleEvery: 2 },
};

function makeRankings(): Ranking[] {
  return prompts.flatMap((content, index) =>
    [0, 1].map((copy) => ({
      ...{ id: `${index}-${copy}`, createdAtMs: 0, messages: [{ role: 'user' as const, content }] },
      samples: ['Oh! Wonderful!', 'no', 'It is what it is.'].map((text) => ({
        ...{ text, tokens: 5, ended: true },
      })),
      ...{ ranks: [1, 3, 2], allBad: false, source: { kind: 'person' as const } },
      ...{ modelId: tiny, sampling },
    })),
  );
}

/** Keeps what the engine made, as the page's storage does. */
class Memory implements ModelProvider {
  rewardState: RewardModelState | null = null;

  checkpoint = emptyStorage.checkpoint;
  sftModel = emptyStorage.sftModel;

  async rewardModel() {
    const { weights, normalisation, members } = this.rewardState!;
    return { weights: weights.slice(0), normalisation, members, baseModelId: tiny };
  }
}

async function startWithRewardModel(
  workers: Worker[] = [],
  backend: BackendName = 'wasm',
  changes: Partial<Settings> = {},
) {
  // A software adapter takes a second for what WASM does in milliseconds.
  const rewardEpochs = backend === 'wasm' ? 2 : 1;
  const memory = new Memory();
  sandbox = createRuleSandbox({ address: new URL('/rule-sandbox.html', location.href).href });
  const client = startEngine({
    backend,
    sandbox,
    provider: memory,
    createWorker: () => {
      const worker = createWorker();
      workers.push(worker);
      return worker;
    },
  });
  const steps: number[] = [];
  const request = { rewardModelId: 'r', baseModelId: tiny, rankings: makeRankings(), prompts };
  const trained = await client.trainRewardModel(
    { ...request, settings: { ...settings, rewardEpochs, rewardScaleReplies: 16, ...changes } },
    { onProgress: ({ step }) => steps.push(step) },
  );
  const { weights, normalisation, members } = trained!;
  memory.rewardState = { weights, normalisation, members };
  return { client, trained: trained!, steps };
}

function runStart(more: Partial<RunStart> = {}): RunStart {
  return {
    ...{ runId: 'one', baseModelId: tiny, reward: rewardModelAlone('r'), settings },
    ...{ trainingPrompts: prompts, samplePrompts: ['Hello'], resume: null, mode: 'continuous' },
    ...more,
  };
}

/** All events of a run so far, and a way to wait for one. */
function record(client: EngineClient) {
  const events: RunEvent[] = [];
  const waiting: { fits: (event: RunEvent) => boolean; resolve: (event: RunEvent) => void }[] = [];
  client.onRunEvent((event) => {
    events.push(event);
    for (const { fits, resolve } of waiting) if (fits(event)) resolve(event);
  });
  const next = (fits: (event: RunEvent) => boolean) =>
    new Promise<RunEvent>((resolve) => waiting.push({ fits, resolve }));
  return {
    events,
    next,
    state: (wanted: string) => next((event) => event.type === 'runState' && event.state === wanted),
    count: (type: RunEvent['type']) => events.filter((event) => event.type === type).length,
  };
}

describe('the loop in the worker', () => {
  it('trains a reward model that prefers what was preferred, and scores with it', async () => {
    const { client, trained, steps } = await startWithRewardModel();
    expect(steps.length).toBeGreaterThan(1);
    expect(trained.trainAccuracy).toBeGreaterThan(0.5);
    // Of the held-out rankings alone, one score a sample.
    expect(trained.heldOutScores).toHaveLength(trained.heldOutRankings);
    expect(trained.heldOutScores.flatMap(({ scores }) => scores).every(Number.isFinite)).toBe(true);
    const dialogues = ['Oh! Wonderful!', 'no'].map((reply) => ({ messages: hello, reply }));
    const scores = await client.score('r', dialogues);
    expect(scores[0]).toBeGreaterThan(scores[1]!);
  });

  it('runs to its end while a reply is generated', async () => {
    const { client } = await startWithRewardModel();
    const run = record(client);
    const finished = run.state('finished');
    await client.startRun(runStart());
    await run.next((event) => event.type === 'runPhase');
    expect(client.status).toMatchObject({ activity: 'training' });
    const [reply] = await client.generate(tiny, [hello], sampling);
    expect(reply!.tokens).toBeGreaterThan(0);
    expect(run.count('runMetrics')).toBeLessThan(settings.iterations);
    await finished;
    expect(run.count('runMetrics')).toBe(settings.iterations);
    expect(run.count('runCheckpoint')).toBe(settings.iterations);
    expect(run.count('runSamples')).toBeGreaterThan(0);
    // Its policy is a model like any other.
    const last = run.events.filter((event) => event.type === 'runCheckpoint').at(-1)!;
    expect(last.step).toBe(settings.iterations);
    expect(last.policy.byteLength).toBeGreaterThan(50_000);
  });

  it('measures the gold score of a labeler that it is told', async () => {
    const { client } = await startWithRewardModel();
    const run = record(client);
    const finished = run.state('finished');
    await client.startRun(runStart({ goldLabeler: 'cheerful' }));
    await finished;
    const golds = run.events.flatMap((event) =>
      event.type === 'runMetrics' ? [(event.metrics as PpoMetrics)['objective/gold']] : [],
    );
    expect(golds).toHaveLength(settings.iterations);
    for (const gold of golds) expect(gold).toBeGreaterThanOrEqual(0);
  });

  it('does one iteration a step, pauses, and stops with a checkpoint', async () => {
    const { client } = await startWithRewardModel();
    const run = record(client);
    let paused = run.state('paused');
    await client.startRun(runStart({ mode: 'single-step' }));
    await paused;
    expect(run.count('runMetrics')).toBe(1);
    paused = run.state('paused');
    await client.controlRun('one', 'step');
    await paused;
    expect(run.count('runMetrics')).toBe(2);
    await expect(client.startRun(runStart({ runId: 'two' }))).rejects.toMatchObject({
      kind: 'bad-input',
    });
    const stopped = run.state('stopped');
    await client.controlRun('one', 'stop');
    await stopped;
    // The third iteration was only sampling yet; it is dropped, and the second is saved.
    expect(run.count('runMetrics')).toBe(2);
    const saved = run.events.filter((event) => event.type === 'runCheckpoint');
    expect(saved.map(({ step }) => step)).toEqual([1, 2]);
    await expect(client.controlRun('one', 'resume')).rejects.toMatchObject({ kind: 'bad-input' });
  });

  it('reports a dead worker, and goes on from the checkpoint as if nothing had been', async () => {
    const workers: Worker[] = [];
    const { client } = await startWithRewardModel(workers);
    const whole = record(client);
    const finished = whole.state('finished');
    await client.startRun(runStart());
    await finished;

    const run = record(client);
    const lost = new Promise<string>((resolve) => client.onRunLost(resolve));
    const checkpoint = run.next((event) => event.type === 'runCheckpoint');
    await client.startRun(runStart({ runId: 'two' }));
    const saved = await checkpoint;
    workers.at(-1)!.terminate();
    expect(await lost).toBe('two');
    expect(saved.type === 'runCheckpoint' && saved.step).toBe(1);

    const resumed = record(client);
    const end = resumed.state('finished');
    const state = saved.type === 'runCheckpoint' ? saved.resumeState : null;
    const resume = { iteration: saved.step, state: state! };
    await client.startRun(runStart({ runId: 'two', resume }));
    await end;
    const rewards = (events: RunEvent[]) =>
      events.flatMap((event) =>
        event.type === 'runMetrics' && event.step > 1 ? [event.metrics['objective/scores']] : [],
      );
    expect(rewards(resumed.events)).toHaveLength(2);
    expect(rewards(resumed.events)).toEqual(rewards(whole.events.slice(0, -1)).slice(0, 2));
  });

  it('runs every other method to its end, with checkpoints', async () => {
    const { client } = await startWithRewardModel();
    const methods: Method[] = ['best-of-n', 'rejection', 'dpo', 'grpo'];
    for (const method of methods) {
      const run = record(client);
      const finished = run.state('finished');
      const own = { ...settings, method, repliesPerPrompt: 2 };
      await client.startRun(runStart({ runId: method, settings: own, rankings: makeRankings() }));
      await finished;
      expect(run.count('runMetrics'), method).toBe(3);
      expect(run.count('runCheckpoint'), method).toBe(3);
      const event = run.events.find(({ type }) => type === 'runMetrics')!;
      const { metrics } = event as Extract<RunEvent, { type: 'runMetrics' }>;
      const names = Object.keys(metrics);
      expect(metricsOfMethod(method)).toEqual(expect.arrayContaining(names));
      const isDue = (name: RunMetricName) => !metricOfMethod(method, name)?.occasional;
      expect(names).toEqual(expect.arrayContaining(metricsOfMethod(method).filter(isDue)));
    }
  });

  it.each(['ppo', 'grpo'] as const)(
    '%s is rewarded by the worst of an ensemble and a rule together, also in the next worker',
    async (method) => {
      const workers: Worker[] = [];
      const { client, trained } = await startWithRewardModel(workers, 'wasm', {
        rewardEnsembleSize: '3',
      });
      expect(trained.members).toHaveLength(3);
      const reward = {
        model: { id: 'r', reduce: 'worst-case' as const, weight: 0.5 },
        rule: { source: '(prompt, reply) => reply.length / 10', weight: 2 },
      };
      const firstRow = async (runId: string) => {
        const run = record(client);
        const stopped = run.state('paused');
        await client.startRun(
          runStart({
            runId,
            reward,
            mode: 'single-step',
            settings: { ...settings, method, repliesPerPrompt: 2 },
          }),
        );
        await stopped;
        const [first] = run.events.filter((event) => event.type === 'runMetrics');
        return { ...(first!.metrics as PpoMetrics), 'time/iteration': 0 };
      };
      const metrics = await firstRow('one');
      const missing = settings.missingEndPenalty * (4 - metrics['val/num_eos_tokens']);
      const sum = 0.5 * metrics['scores/reward_model']! + 2 * metrics['scores/rule']! - missing / 4;
      expect(metrics['objective/scores']).toBeCloseTo(sum, 6);
      expect(metrics['scores/ensemble_deviation']).toBeGreaterThan(0);
      const lost = new Promise((resolve) => client.onRunLost(resolve));
      workers.at(-1)!.terminate();
      await lost;
      expect(await firstRow('two')).toEqual(metrics);
    },
  );

  it.each(['ppo', 'grpo'] as const)(
    '%s stops where its rule fails, says why, and loses nothing',
    async (method) => {
      const own = { ...settings, method, repliesPerPrompt: 2 };
      const { client } = await startWithRewardModel();
      const run = record(client);
      const failed = run.state('failed');
      const source = `(prompt, reply) => {
  if (prompt === 'Good night')
    throw new Error('no nights');
  return 1;
}`;
      const rule = { source, weight: 1 };
      await client.startRun(runStart({ settings: own, reward: { model: null, rule } }));
      expect(await failed).toMatchObject({
        failure: { kind: 'rule-failed', message: expect.stringContaining('line 3') as string },
      });
      const saved = run.events.filter((event) => event.type === 'runCheckpoint');
      expect(saved.map(({ step }) => step)).toEqual([0]);
      // The engine goes on as if nothing had been.
      const again = record(client);
      const finished = again.state('finished');
      const better = { ...rule, source: '(prompt, reply) => 1' };
      await client.startRun(
        runStart({ runId: 'two', settings: own, reward: { model: null, rule: better } }),
      );
      await finished;
      expect(again.count('runMetrics')).toBe(settings.iterations);
    },
  );

  it('does an iteration on WebGPU, and answers meanwhile', async () => {
    const few: Partial<Settings> = {
      ...{ rewardModelKind: 'linear', rewardScaleReplies: 8 },
      ...{ maxNewTokens: 2, rewardHeldOutShare: 0 },
    };
    const { client } = await startWithRewardModel([], 'webgpu', few);
    expect(client.status).toMatchObject({ info: { backend: 'webgpu' } });
    const run = record(client);
    const paused = run.state('paused');
    const small = { rolloutBatchSize: 2, maxNewTokens: 4, ppoEpochs: 1, minibatches: 1 };
    await client.startRun(
      runStart({ mode: 'single-step', settings: { ...settings, ...small, sampleEvery: 3 } }),
    );
    const short = { ...sampling, maxNewTokens: 3 };
    expect(await client.generate(tiny, [hello], short)).toHaveLength(1);
    await paused;
    expect(run.count('runMetrics')).toBe(1);
    const event = run.events.find(({ type }) => type === 'runMetrics')!;
    const metrics = (event as { metrics: PpoMetrics }).metrics;
    expect(metrics['policy/grad_norm']).toBeGreaterThan(0);
    expect(Math.abs(metrics['val/ratio'] - 1)).toBeLessThan(0.2);
  }, 300_000);
});
