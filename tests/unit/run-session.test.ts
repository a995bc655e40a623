// A run of every method as the engine leads it: its events on the wire, pause, step, stop, going on from a checkpoint,
// failing. The real session and scheduler without a worker around them; PPO in a worker is tests/browser/run.test.ts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settings as table, type Settings } from '../../src/contract/config';
import type { EngineEvent, RunEvent, RunStart, RunState } from '../../src/contract/messages';
import { metricOfMethod, metricsOfMethod, type RunMetricName } from '../../src/contract/methods';
import { rewardModelAlone } from '../../src/contract/records';
import { createEngine } from '../../src/engine/engine';
import { RunSession } from '../../src/engine/session';
import { tinyPrompts, useWasm } from './support/tiny-model';
import { toyModel, toyRankings, toyReward, toySettings } from './support/toy-task';

const events: RunEvent[] = [];
const waiting: { fits: (event: RunEvent) => boolean; resolve: () => void }[] = [];
const isRunEvent = (event: EngineEvent): event is RunEvent => 'runId' in event;
const engine = createEngine(
  {
    send(event) {
      if (!isRunEvent(event)) return;
      events.push(event);
      for (const { fits, resolve } of waiting) if (fits(event)) resolve();
    },
  },
  () => performance.now(),
);
const next = (fits: (event: RunEvent) => boolean) =>
  new Promise<void>((resolve) => waiting.push({ fits, resolve }));
const state = (wanted: RunState) =>
  next((event) => event.type === 'runState' && event.state === wanted);
const of = <Type extends RunEvent['type']>(type: Type) =>
  events.filter((event): event is Extract<RunEvent, { type: Type }> => event.type === type);

beforeAll(async () => {
  await useWasm();
  const base = await toyModel();
  engine.models.put('shipped:toy', base);
  engine.rewardModels.put('r', { members: [toyReward(base)] });
});
afterAll(() => {
  engine.models.remove('shipped:toy');
  engine.rewardModels.remove('r');
});

function start(settings: Settings, more: Partial<RunStart> = {}): RunSession {
  events.length = 0;
  waiting.length = 0;
  return new RunSession(
    engine,
    {
      ...{ runId: 'one', baseModelId: 'shipped:toy', settings },
      ...{ reward: rewardModelAlone('r'), trainingPrompts: tinyPrompts },
      samplePrompts: tinyPrompts.slice(0, 1),
      ...{ rankings: toyRankings(), resume: null, mode: 'continuous' as const, ...more },
    },
    () => {},
  );
}

describe.each(table.method.options)('a run of %s', (method) => {
  const settings = toySettings({
    ...{ method, iterations: 3, checkpointEvery: 1, sampleEvery: 1 },
    ...{ rolloutBatchSize: 8, repliesPerPrompt: 4 },
  });

  it('reports metrics, samples and checkpoints, and ends', async () => {
    start(settings);
    await state('finished');
    expect(of('runMetrics').map(({ step }) => step)).toEqual([1, 2, 3]);
    expect(of('runSamples').map(({ step }) => step)).toEqual([0, 1, 2, 3]);
    expect(of('runCheckpoint').map(({ step }) => step)).toEqual([1, 2, 3]);
    for (const { metrics } of of('runMetrics')) {
      const names = Object.keys(metrics);
      expect(metricsOfMethod(method)).toEqual(expect.arrayContaining(names));
      const isDue = (name: RunMetricName) => !metricOfMethod(method, name)?.occasional;
      expect(names).toEqual(expect.arrayContaining(metricsOfMethod(method).filter(isDue)));
    }
    const shares = of('runPhase').map(({ progress }) => progress);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
  });

  it('pauses after a step, goes on, and stops with a checkpoint', async () => {
    const session = start({ ...settings, checkpointEvery: 100 }, { mode: 'single-step' });
    await state('paused');
    expect(of('runMetrics')).toHaveLength(1);
    const again = state('paused');
    session.act('step');
    await again;
    expect(of('runMetrics')).toHaveLength(2);
    const stopped = state('stopped');
    session.act('stop');
    await stopped;
    expect(of('runCheckpoint').map(({ step }) => step)).toEqual([2]);
  });

  it('goes on from a checkpoint as if nothing had happened', async () => {
    start(settings);
    await state('finished');
    const timeless = () =>
      of('runMetrics').map(({ metrics }) => ({ ...metrics, 'time/iteration': 0 }));
    const whole = timeless();
    const [{ step: iteration, resumeState }] = of('runCheckpoint') as [
      Extract<RunEvent, { type: 'runCheckpoint' }>,
    ];
    start(settings, { resume: { iteration, state: resumeState } });
    await state('finished');
    expect(timeless()).toEqual(whole.slice(1));
  });
});

it('a run that ends by itself says why, keeps a checkpoint and is finished, though asked to stop then', async () => {
  const settings = toySettings({
    ...{ method: 'ppo', iterations: 9, rolloutBatchSize: 16, stopKl: 0.001 },
  });
  const session = start(settings);
  const [told, finished] = [
    next(({ type }) => type === 'runSettled').then(() => session.act('stop')),
    state('finished'),
  ];
  await Promise.all([told, finished]);
  const [{ step, stop }] = of('runSettled') as [Extract<RunEvent, { type: 'runSettled' }>];
  expect(stop).toMatchObject({ kind: 'kl-limit', iteration: step });
  expect(of('runMetrics')).toHaveLength(step);
  expect(of('runCheckpoint').map((event) => event.step)).toEqual([step]);
  expect(of('runState').at(-1)).toMatchObject({ state: 'finished', step, failure: null });
});

describe('a branch', () => {
  const settings = toySettings({
    method: 'ppo',
    iterations: 1,
    rolloutBatchSize: 8,
    sampleEvery: 1,
  });

  it('starts from the model it is given and keeps its replies token by token', async () => {
    const other = await toyModel();
    engine.models.put('checkpoint:other', other);
    start(settings, { initialModelId: 'checkpoint:other' });
    // In use: the run keeps it loaded.
    engine.models.remove('checkpoint:other');
    await state('finished');
    const [row] = of('runEpisodes');
    expect(row).toMatchObject({ step: 1, klCoefficient: settings.klCoefficient });
    expect(row!.episodes).toHaveLength(settings.keptEpisodes);
    expect(other.parameters.embedding.isDisposed).toBe(true);
  });

  it('does not start without it, and lets go of the rest', async () => {
    const base = await toyModel();
    engine.models.put('shipped:other', base);
    const changes = { baseModelId: 'shipped:other', initialModelId: 'checkpoint:gone' } as const;
    expect(() => start(settings, changes)).toThrow('checkpoint:gone');
    engine.models.remove('shipped:other');
    expect(base.parameters.embedding.isDisposed).toBe(true);
  });
});

describe('a run of dpo', () => {
  it('says in words that there are no rankings', async () => {
    start(toySettings({ method: 'dpo' }), { rankings: undefined });
    await state('failed');
    expect(of('runState').at(-1)!.failure!.message).toContain('no rankings');
  });
});
