// Turns: who goes first, how the time is shared, and that everything that is started ends.
import { describe, expect, it } from 'vitest';
import { Scheduler, type Priority } from '../../src/engine/scheduler';

/** A scheduler on a clock that moves only where a task says so. */
function createScheduler() {
  let nowMs = 0;
  const busy: string[] = [];
  const scheduler = new Scheduler({
    now: () => nowMs,
    settle: async () => {},
    onBusy: (priorities) => busy.push([...priorities].sort().join('+')),
  });
  const log: string[] = [];
  /** Takes `turns` turns of `turnMs` each and writes its name at each. */
  const task = (name: string, priority: Priority, turns: number, turnMs: number) => {
    const freed = { done: false };
    const handle = scheduler.start(
      priority,
      async function* () {
        try {
          for (let turn = 1; turn <= turns; turn++) {
            await Promise.resolve();
            nowMs += turnMs;
            log.push(name);
            yield turn;
          }
          return `${name} done`;
        } finally {
          freed.done = true;
        }
      },
      () => {},
    );
    return { ...handle, freed };
  };
  return { scheduler, task, log, busy };
}

/** More turns than can pass before a test has looked. */
const many = 2000;
const waitForTurns = (log: string[], count: number) =>
  expect.poll(() => log.length, { interval: 1 }).toBeGreaterThanOrEqual(count);

describe('turns', () => {
  it('gives a reply several steps for each training step, and twice its time', async () => {
    const { task, log } = createScheduler();
    const training = task('T', 'training', 6, 100);
    const reply = task('r', 'interactive', 60, 5);
    expect(await reply.result).toBe('r done');
    // 200 ms of replies to 100 ms of training: 40 steps of 5 ms each.
    expect(log.join('')).toMatch(/^Tr{40}Tr{20}T?$/);
    expect(await training.result).toBe('T done');
  });

  it('never starves training, however slow the replies are', async () => {
    const { task, log } = createScheduler();
    const training = task('T', 'training', 4, 1);
    const replies = [task('a', 'interactive', 10, 50), task('b', 'interactive', 10, 50)];
    await Promise.all(replies.map(({ result }) => result));
    await training.result;
    // At least four steps of a reply, then training has its turn.
    expect(log.join('')).toMatch(/^(T(abab)){4}/);
  });

  it('lets tasks of one kind alternate', async () => {
    const { task, log } = createScheduler();
    const both = [task('a', 'interactive', 3, 1), task('b', 'interactive', 3, 1)];
    await Promise.all(both.map(({ result }) => result));
    expect(log.join('')).toBe('ababab');
  });

  it('lets messages in between two turns', async () => {
    const { task, log } = createScheduler();
    const seen: number[] = [];
    const long = task('r', 'interactive', 200, 1);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      seen.push(log.length);
      long.cancel();
    };
    port2.postMessage('stop');
    expect(await long.result).toBeNull();
    port1.close();
    expect(seen).toHaveLength(1);
    expect(log.length).toBeLessThan(200);
  });
});

describe('a task', () => {
  it('rests while it is paused and goes on where it was', async () => {
    const { task, log, busy } = createScheduler();
    const training = task('T', 'training', many, 1);
    await waitForTurns(log, 2);
    training.pause();
    const paused = log.length;
    const reply = task('r', 'interactive', 3, 1);
    await reply.result;
    expect(log.filter((name) => name === 'T').length).toBeLessThanOrEqual(paused + 1);
    training.resume();
    expect(await training.result).toBe('T done');
    expect(log.filter((name) => name === 'T')).toHaveLength(many);
    expect(busy).toContain('interactive');
    await expect.poll(() => busy.at(-1)).toBe('');
  });

  it('frees what it holds when it is cancelled, even while paused', async () => {
    const { task, log } = createScheduler();
    const training = task('T', 'training', many, 1);
    await waitForTurns(log, 1);
    training.pause();
    training.cancel();
    expect(await training.result).toBeNull();
    expect(training.freed.done).toBe(true);
    expect(log.length).toBeLessThan(many);
  });

  it('fails alone', async () => {
    const { scheduler, task } = createScheduler();
    // eslint-disable-next-line require-yield -- it fails before its first step
    const failing = scheduler.start('interactive', async function* () {
      throw new Error('no such thing');
    });
    const other = task('r', 'interactive', 3, 1);
    await expect(failing.result).rejects.toThrow('no such thing');
    expect(await other.result).toBe('r done');
    expect(await scheduler.once('interactive', () => 7)).toBe(7);
    const once = scheduler.once('training', () => Promise.reject(new Error('neither this')));
    await expect(once).rejects.toThrow('neither this');
  });

  it('fails with all others when the device is gone, and is freed', async () => {
    const { scheduler, task, log } = createScheduler();
    const tasks = [task('T', 'training', many, 1), task('r', 'interactive', many, 1)];
    const results = tasks.map(({ result }) => result.catch((error: Error) => error.message));
    await waitForTurns(log, 10);
    scheduler.failAll(new Error('device lost'));
    expect(await Promise.all(results)).toEqual(['device lost', 'device lost']);
    await expect.poll(() => tasks.every(({ freed }) => freed.done)).toBe(true);
  });
});
