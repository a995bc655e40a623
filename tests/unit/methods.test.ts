// Every method of the third stage on a task whose best answer is known: it finds it, does not at learning rate 0, repeats
// and resumes to the bit, and leaves nothing behind. What is PPO's alone is in ppo.test.ts.
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import type { Method, Settings } from '../../src/contract/config';
import { metricOfMethod, metricsOfMethod } from '../../src/contract/methods';
import { bestOfNKl } from '../../src/core/best-of-n';
import { exportParameters } from '../../src/nn/parameters';
import { readSafetensors } from '../../src/nn/safetensors';
import type { MethodInput } from '../../src/train/method-events';
import { runMethod, type RunEvent } from '../../src/train/methods';
import { createReward, rewardOf, RuleError, type Reward } from '../../src/train/reward';
import type { RewardModel } from '../../src/train/reward-scoring';
import { rankingOf, tinyPrompts } from './support/tiny-model';
import { bestLetter, toyRankings, toySettings, toyTask } from './support/toy-task';

const task = toyTask();

type Checkpoint = Extract<RunEvent, { type: 'checkpoint' }>;
interface Options {
  resume?: Checkpoint | null;
  control?: { stopRequested: boolean };
  judge?: RewardModel;
  /** Instead of the reward model `judge`. */
  reward?: Reward;
  watched?: Pick<MethodInput, 'gold' | 'heldOutLanguage'>;
}

function start(settings: Settings, { resume, control, judge, reward, watched }: Options = {}) {
  return runMethod({
    ...watched,
    ...{ base: task.base, settings, rankings: toyRankings() },
    reward: reward ?? rewardOf({ members: [judge ?? task.rewardModel] }),
    ...{ trainingPrompts: tinyPrompts, samplePrompts: tinyPrompts.slice(0, 2) },
    control: control ?? { stopRequested: false },
    resume: resume ? { iteration: resume.iteration, state: resume.resumeState } : null,
  });
}

async function collect(run: AsyncGenerator<RunEvent, void>): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of run) if (event.type !== 'phase') events.push(event);
  return events;
}
const of = <Type extends RunEvent['type']>(events: RunEvent[], type: Type) =>
  events.filter((event): event is Extract<RunEvent, { type: Type }> => event.type === type);
/** Metrics without the clock. */
const rowsOf = (events: RunEvent[]): Record<string, number>[] =>
  of(events, 'metrics').map(({ metrics }) => ({ ...metrics, 'time/iteration': 0 }));
const bytes = (buffer: ArrayBuffer) => Buffer.from(buffer).toString('base64');

const learning: Method[] = ['ppo', 'rejection', 'dpo', 'grpo'];
const all: Method[] = [...learning, 'best-of-n'];

describe.each(learning)('%s learns', (method) => {
  it('finds the best answer', async () => {
    const events = await collect(start(toySettings({ method })));
    const rows = rowsOf(events);
    expect(rows[0]!['objective/scores']).toBeLessThan(0.45);
    expect(rows.at(-1)!['objective/scores']).toBeGreaterThan(0.85);
    expect(rows.at(-1)!['objective/kl']).toBeGreaterThan(0.5);
    const [before, after] = [of(events, 'samples')[0]!, of(events, 'samples').at(-1)!];
    expect(before.replies.map(({ reply }) => reply)).not.toEqual([bestLetter, bestLetter]);
    expect(after.replies.map(({ reply }) => reply)).toEqual([bestLetter, bestLetter]);
  });

  it('does not find it at learning rate 0, and leaves the policy as it was', async () => {
    const events = await collect(start(toySettings({ method, learningRate: 0 })));
    for (const row of rowsOf(events)) {
      expect(row['objective/scores']).toBeLessThan(0.45);
      expect(row['objective/kl']).toBeCloseTo(0, 5);
    }
    const { arrays } = readSafetensors(of(events, 'checkpoint').at(-1)!.policy);
    expect(arrays).toEqual(await exportParameters(task.base.parameters));
  });
});

it.each(all)('%s shows the gold score, and what learning costs in other talk', async (method) => {
  const settings = toySettings({ method, iterations: 4, languageLossEvery: 2 });
  const gold = (_: string, reply: string) => (reply === bestLetter ? 1 : 0);
  const heldOutLanguage = [{ prompt: [3, 4, 5], reply: [6, 7, 8] }];
  const rows = rowsOf(await collect(start(settings, { watched: { gold, heldOutLanguage } })));
  for (const row of rows) {
    expect(row['objective/gold']).toBeGreaterThanOrEqual(0);
    expect(row['objective/gold']).toBeLessThanOrEqual(1);
    expect(row['reply/commonest_share']).toBeGreaterThan(0);
  }
  if (method === 'best-of-n') return;
  expect(rows.map((row) => 'eval/alignment_tax' in row)).toEqual([false, true, false, true]);
  const { 'eval/language_loss': loss, 'eval/alignment_tax': tax } = rows.at(-1)!;
  expect(loss).toBeGreaterThan(0);
  expect(tax).not.toBe(0);
});

describe.each(all)('%s as a run', (method) => {
  const quick = (changes: Partial<Settings> = {}) =>
    toySettings({
      ...{ method, iterations: 3, checkpointEvery: 2, sampleEvery: 2, rolloutBatchSize: 9 },
      ...{ repliesPerPrompt: 3, maxNewTokens: 3, ...changes },
    });

  it('samples first, reports every iteration under its own names, saves every few and at the end', async () => {
    // Replies to so small a task may well be alike, and the watch says so.
    const events = (await collect(start(quick()))).filter(({ type }) => type !== 'trouble');
    expect(events.map((event) => [event.type, 'iteration' in event && event.iteration])).toEqual([
      ['samples', 0],
      ['metrics', 1],
      ['metrics', 2],
      ['episodes', 2],
      ['samples', 2],
      ['checkpoint', 2],
      ['metrics', 3],
      ['episodes', 3],
      ['samples', 3],
      ['checkpoint', 3],
    ]);
    const names = metricsOfMethod(method);
    const always = names.filter((name) => !metricOfMethod(method, name)!.occasional);
    for (const { metrics } of of(events, 'metrics')) {
      expect(names).toEqual(expect.arrayContaining(Object.keys(metrics)));
      expect(Object.keys(metrics)).toEqual(expect.arrayContaining(always));
      expect(Object.values(metrics).every(Number.isFinite)).toBe(true);
      expect(metrics['time/iteration']).toBeGreaterThan(0);
    }
    expect(rowsOf(events).map(({ episode }) => episode)).toEqual([9, 18, 27]);
    const [row, checkpoint] = [rowsOf(events).at(-1)!, of(events, 'checkpoint').at(-1)!];
    expect(checkpoint.score).toBe(row['objective/scores']);
    expect(checkpoint.kl).toBe(row['objective/kl']);
  });

  it('gives the same for the same seed, other replies for another', async () => {
    const first = await collect(start(quick()));
    const second = await collect(start(quick()));
    const other = await collect(start(quick({ seed: 2 })));
    expect(rowsOf(second)).toEqual(rowsOf(first));
    expect(of(second, 'samples')).toEqual(of(first, 'samples'));
    const last = (events: RunEvent[]) => bytes(of(events, 'checkpoint').at(-1)!.resumeState);
    expect(last(second)).toBe(last(first));
    expect(last(other)).not.toBe(last(first));
    expect(rowsOf(other)).not.toEqual(rowsOf(first));
  });

  it('goes on from a checkpoint to the very bits of an uninterrupted run', async () => {
    const settings = quick({ iterations: 5 });
    const whole = await collect(start(settings));
    const rest = await collect(start(settings, { resume: of(whole, 'checkpoint')[0]! }));
    expect(rowsOf(rest)).toEqual(rowsOf(whole).slice(2));
    expect(of(rest, 'samples')).toEqual(of(whole, 'samples').slice(2));
    const last = (events: RunEvent[]) => of(events, 'checkpoint').at(-1)!;
    expect(bytes(last(rest).resumeState)).toBe(bytes(last(whole).resumeState));
    expect(bytes(last(rest).policy)).toBe(bytes(last(whole).policy));
  });

  it('waits where its caller lets it wait, and others may use the backend meanwhile', async () => {
    const undisturbed = await collect(start(quick()));
    const events: RunEvent[] = [];
    for await (const event of start(quick())) {
      tf.tidy(() => void tf.matMul(tf.ones([8, 8]), tf.ones([8, 8])).dataSync());
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (event.type !== 'phase') events.push(event);
    }
    expect(rowsOf(events)).toEqual(rowsOf(undisturbed));
  });

  it('drops an iteration that only samples yet when asked to stop, and goes on to the same bits', async () => {
    const settings = quick({ checkpointEvery: 100 });
    const whole = await collect(start(settings));
    for (const finished of [0, 1]) {
      const control = { stopRequested: false };
      const events: RunEvent[] = [];
      for await (const event of start(settings, { control })) {
        if (event.type !== 'phase') events.push(event);
        else if (event.phase === 'rollout' && rowsOf(events).length === finished) {
          control.stopRequested = true;
        }
      }
      expect(rowsOf(events)).toHaveLength(finished);
      const [checkpoint, ...others] = of(events, 'checkpoint');
      expect(others).toEqual([]);
      expect(checkpoint!.iteration).toBe(finished);
      expect(checkpoint!.score === null).toBe(finished === 0);
      const rest = await collect(start(settings, { resume: checkpoint! }));
      expect(rowsOf(rest)).toEqual(rowsOf(whole).slice(finished));
      expect(bytes(of(rest, 'checkpoint').at(-1)!.resumeState)).toBe(
        bytes(of(whole, 'checkpoint').at(-1)!.resumeState),
      );
    }
  });

  it('finishes an iteration that has begun to score when asked to stop, and saves once', async () => {
    const control = { stopRequested: false };
    const seen: string[] = [];
    for await (const event of start(quick({ checkpointEvery: 5, sampleEvery: 5 }), { control })) {
      if (event.type === 'phase' && event.phase === 'score') control.stopRequested = true;
      if (event.type !== 'phase' && event.type !== 'samples')
        seen.push(`${event.type} ${event.iteration}`);
    }
    expect(seen).toEqual(['metrics 1', 'episodes 1', 'checkpoint 1']);
  });

  it('holds no more tensors from iteration to iteration, and none at the end, wherever that is', async () => {
    const before = tf.memory().numTensors;
    const counts: number[] = [];
    for await (const event of start(quick({ iterations: 4 }))) {
      if (event.type === 'metrics') counts.push(tf.memory().numTensors);
    }
    expect(counts[3]).toBe(counts[1]);
    expect(tf.memory().numTensors).toBe(before);
    for (const steps of [1, 4, 8, 10, 12, 15]) {
      const run = start(quick());
      for (let i = 0; i < steps; i++) await run.next();
      await run.return();
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  it('is rewarded by an ensemble and a rule together, and reports what each gives', async () => {
    const lower = { ...task.rewardModel, normalisation: { mean: 1, deviation: 1 } };
    const reward = createReward({
      tokenizer: task.base.tokenizer,
      model: {
        ensemble: { members: [task.rewardModel, lower] },
        ...{ reduce: 'worst-case', weight: 2 },
      },
      rule: { weight: -1, judge: async (cases) => cases.map(() => 3) },
    });
    const events = await collect(start(quick({ iterations: 1 }), { reward }));
    const alone = await collect(start(quick({ iterations: 1 })));
    const [row] = rowsOf(events);
    expect(rowsOf(alone)[0]).not.toHaveProperty('scores/rule');
    expect(row!['scores/rule']).toBe(3);
    expect(row!['scores/ensemble_deviation']).toBeCloseTo(0.5, 6);
    expect(row!['objective/scores']).toBeCloseTo(2 * row!['scores/reward_model']! - 3, 5);
    // The same replies: what the other member gives is lower by 1.
    const own = rowsOf(alone)[0]!['objective/scores']!;
    expect(row!['scores/reward_model']).toBeCloseTo(own - 1, 5);
  });

  it('keeps finished iterations when a rule fails, and goes on to the same bits', async () => {
    const settings = quick({ checkpointEvery: 100, sampleEvery: 100 });
    /** Fails after `left` questions. */
    const failing = (left: number) =>
      createReward({
        ...{ tokenizer: task.base.tokenizer, model: null },
        rule: {
          weight: 1,
          judge: async (cases) => {
            left -= 1;
            if (left === -1) throw new RuleError({ kind: 'not-a-function' }, '', cases);
            return cases.map(({ reply }) => reply.length);
          },
        },
      });
    const whole = await collect(start(settings, { reward: failing(Infinity) }));
    const before = tf.memory().numTensors;
    const reached: number[] = [];
    for (let questions = 0; questions < 100; questions++) {
      const events: RunEvent[] = [];
      const run = async () => {
        const reward = failing(questions);
        for await (const event of start(settings, { reward }))
          if (event.type !== 'phase') events.push(event);
      };
      const problem = await run().catch((error: unknown) => error);
      expect(tf.memory().numTensors).toBe(before);
      if (!problem) break;
      expect(problem).toBeInstanceOf(RuleError);
      const [checkpoint, ...others] = of(events, 'checkpoint');
      expect(others).toEqual([]);
      expect(checkpoint!.iteration).toBe(of(events, 'metrics').length);
      reached.push(checkpoint!.iteration);
      const rest = await collect(
        start(settings, { reward: failing(Infinity), resume: checkpoint! }),
      );
      expect(rowsOf(rest)).toEqual(rowsOf(whole).slice(checkpoint!.iteration));
      if (checkpoint!.iteration < settings.iterations) {
        const [last, wholeLast] = [rest, whole].map((all) => of(all, 'checkpoint').at(-1)!);
        expect(bytes(last!.resumeState)).toBe(bytes(wholeLast!.resumeState));
      }
    }
    // It failed at the fixed prompts, within each iteration, and at the fixed prompts after the last.
    expect([...new Set(reached)]).toEqual([0, 1, 2, 3]);
  });

  it('says that it diverged, and since when', async () => {
    const judge = { ...task.rewardModel, normalisation: { mean: NaN, deviation: 1 } };
    const before = tf.memory().numTensors;
    await expect(collect(start(quick(), { judge }))).rejects.toMatchObject({
      name: 'DivergedError',
      message: expect.stringContaining('last good iteration is 0') as string,
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses a state that is damaged or of another method', async () => {
    const before = tf.memory().numTensors;
    const other = method === 'grpo' ? 'rejection' : 'grpo';
    const one = { iterations: 1, checkpointEvery: 1 };
    const [foreign] = of(await collect(start(quick({ ...one, method: other }))), 'checkpoint');
    await expect(collect(start(quick(), { resume: foreign! }))).rejects.toThrow('no state of a');
    const [own] = of(await collect(start(quick(one))), 'checkpoint');
    const cut = { ...own!, resumeState: own!.resumeState.slice(0, 60) };
    await expect(collect(start(quick(), { resume: cut }))).rejects.toThrow('safetensors');
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe.each(learning)('%s that ends by itself', (method) => {
  const settings = toySettings({
    ...{ method, iterations: 9, checkpointEvery: 2, sampleEvery: 100, languageLossEvery: 100 },
    ...{ rolloutBatchSize: 16, stopKl: 0.001 },
  });
  const heldOutLanguage = [{ prompt: [3, 4, 5], reply: [6, 7, 8] }];

  it('does so beyond its limit of KL, as it would after its last iteration, and not without one', async () => {
    const before = tf.memory().numTensors;
    const events = await collect(start(settings, { watched: { heldOutLanguage } }));
    expect(tf.memory().numTensors).toBe(before);
    const [settled, ...others] = of(events, 'settled');
    expect(others).toEqual([]);
    const { iteration, stop } = settled!;
    expect(iteration).toBeLessThan(9);
    const rows = rowsOf(events);
    expect(rows).toHaveLength(iteration);
    const last = rows.slice(-3).map((row) => row['objective/kl']!);
    expect(stop).toMatchObject({ kind: 'kl-limit', iteration, reference: 0.001 });
    expect(stop.value).toBeCloseTo((last[0]! + last[1]! + last[2]!) / 3, 12);
    expect(of(events, 'checkpoint').at(-1)!.iteration).toBe(iteration);
    expect(of(events, 'samples').at(-1)!.iteration).toBe(iteration);
    expect(of(events, 'episodes').at(-1)!.iteration).toBe(iteration);
    expect(rows.map((row) => 'eval/language_loss' in row).indexOf(true)).toBe(iteration - 1);

    const whole = await collect(start({ ...settings, stopKl: 0 }));
    expect(of(whole, 'metrics')).toHaveLength(9);
    expect(of(whole, 'settled')).toEqual([]);
    // Until then nothing else is learned than without the limit.
    const plain = await collect(start(settings));
    expect(rowsOf(plain)).toEqual(rowsOf(whole).slice(0, iteration));
  });

  it('does so again at the same place when it is resumed, and goes no further from there', async () => {
    const whole = await collect(start(settings));
    const [settled] = of(whole, 'settled');
    const rest = await collect(start(settings, { resume: of(whole, 'checkpoint')[0]! }));
    expect(rowsOf(rest)).toEqual(rowsOf(whole).slice(2));
    expect(of(rest, 'settled')).toEqual([settled]);
    const last = of(whole, 'checkpoint').at(-1)!;
    expect(bytes(of(rest, 'checkpoint').at(-1)!.resumeState)).toBe(bytes(last.resumeState));
    expect(await collect(start(settings, { resume: last }))).toEqual([settled]);
    // A run that somebody stops there is not one that ended by itself.
    const control = { stopRequested: true };
    expect(await collect(start(settings, { resume: last, control }))).toEqual([]);
  });

  it('is done, not ended by itself, where the reason comes with its last iteration', async () => {
    const [settled] = of(await collect(start(settings)), 'settled');
    const exact = await collect(start({ ...settings, iterations: settled!.iteration }));
    expect(of(exact, 'settled')).toEqual([]);
    expect(of(exact, 'metrics')).toHaveLength(settled!.iteration);
  });
});

describe('best-of-n', () => {
  it('has nothing to end for, whatever the limits are', async () => {
    const settings = toySettings({
      ...{ method: 'best-of-n', iterations: 4, rolloutBatchSize: 8, repliesPerPrompt: 8 },
      ...{ stopKl: 0.1, stopVariety: 1, stopPatience: 1 },
    });
    const events = await collect(start(settings));
    expect(of(events, 'metrics')).toHaveLength(4);
    expect(of(events, 'settled')).toEqual([]);
  });

  it('finds the best answer as often as n draws do, at the KL of the formula', async () => {
    const scores: number[] = [];
    for (const repliesPerPrompt of [2, 32]) {
      const settings = toySettings({
        ...{ method: 'best-of-n', rolloutBatchSize: 128, iterations: 4, repliesPerPrompt },
      });
      const events = await collect(start(settings));
      for (const row of rowsOf(events)) {
        expect(row['objective/kl']).toBe(bestOfNKl(repliesPerPrompt));
        expect(row['best_of_n/n']).toBe(repliesPerPrompt);
        expect(row['best_of_n/scores_all']).toBeLessThan(0.45);
        expect(row['best_of_n/scores_half']).toBeLessThanOrEqual(row['objective/scores']!);
      }
      const rows = rowsOf(events);
      scores.push(rows.reduce((sum, row) => sum + row['objective/scores']! / rows.length, 0));
      if (repliesPerPrompt === 32) {
        const after = of(events, 'samples').at(-1)!;
        expect(after.replies.map(({ reply }) => reply)).toEqual([bestLetter, bestLetter]);
      }
      const { arrays } = readSafetensors(of(events, 'checkpoint').at(-1)!.policy);
      expect(arrays).toEqual(await exportParameters(task.base.parameters));
    }
    expect(scores[0]).toBeLessThan(0.6);
    expect(scores[1]).toBeGreaterThan(0.9);
  });
});

describe('rejection', () => {
  it('keeps what scores better than the rest, and grows surer of it', async () => {
    const rows = rowsOf(await collect(start(toySettings({ method: 'rejection' }))));
    expect(rows[0]!['rejection/kept_scores']).toBeGreaterThan(rows[0]!['objective/scores']! + 0.2);
    expect(rows.at(-1)!.loss).toBeLessThan(rows[0]!.loss! / 2);
  });
});

describe('dpo', () => {
  it('starts from a coin toss, then prefers what the labeler preferred', async () => {
    const rows = rowsOf(await collect(start(toySettings({ method: 'dpo' }))));
    expect(rows[0]!.loss).toBeCloseTo(Math.log(2), 5);
    expect(rows[0]!['rewards/margins']).toBeCloseTo(0, 5);
    // Eight rankings, eight a step: an iteration is a pass.
    expect(rows.map(({ epoch }) => epoch)).toEqual(rows.map((_, index) => index + 1));
    const last = rows.at(-1)!;
    expect(last['rewards/accuracies']).toBeGreaterThan(0.95);
    expect(last['rewards/margins']).toBeCloseTo(
      last['rewards/chosen']! - last['rewards/rejected']!,
      5,
    );
    expect(last['logps/chosen']).toBeGreaterThan(last['logps/rejected']!);
  });

  it('says plainly when no ranking prefers anything', async () => {
    const settings = toySettings({ method: 'dpo' });
    const rankings = [rankingOf('Hello', ['a', 'b'], { ranks: [1, 1] })];
    const reward = rewardOf({ members: [task.rewardModel] });
    const run = runMethod({
      ...{
        base: task.base,
        settings,
        rankings,
        reward,
        trainingPrompts: tinyPrompts,
        samplePrompts: [],
      },
      ...{ control: { stopRequested: false }, resume: null },
    });
    await expect(collect(run)).rejects.toThrow('nothing to learn');
  });
});

describe('grpo', () => {
  const grpo = (changes: Partial<Settings>) =>
    collect(start(toySettings({ method: 'grpo', ...changes })));

  it('starts from a ratio of exactly 1, without a value model', async () => {
    const once = { ppoEpochs: 1, minibatches: 1, iterations: 2 };
    for (const row of rowsOf(await grpo(once))) {
      expect(row['clip_ratio/region_mean']).toBe(0);
      expect(row.reward).toBe(row['objective/scores']);
      // Advantages of a group sum to 0 and replies have one token each: what is left is the price of drifting.
      expect(row.loss).toBeCloseTo(0.01 * row.kl!, 5);
    }
  });

  it('stands still where all answers to a prompt score alike', async () => {
    const judge = { ...task.rewardModel, normalisation: { mean: 0, deviation: Infinity } };
    const settings = toySettings({ method: 'grpo', iterations: 2 });
    const events = await collect(start(settings, { judge }));
    for (const row of rowsOf(events)) {
      expect(row.frac_reward_zero_std).toBe(1);
      expect(row.reward_std).toBe(0);
    }
    expect(rowsOf(events).at(-1)!['objective/kl']).toBeCloseTo(0, 4);
  });

  it.each(['grpo', 'dr_grpo'] as const)(
    'finds the best answer with the loss %s too',
    async (loss) => {
      const rows = rowsOf(await grpo({ grpoLoss: loss, groupScaling: 'none' }));
      expect(rows.at(-1)!['objective/scores']).toBeGreaterThan(0.85);
    },
  );
});
