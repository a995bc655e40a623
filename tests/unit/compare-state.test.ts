// The pure parts of comparing: keys, stored drafts, pairs, points of runs, settings that set runs apart.
import { describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/client/types';
import { defaultSettings } from '../../src/contract/config';
import type { Run, Sampling } from '../../src/contract/records';
import { Random } from '../../src/core/rng';
import { metricNamesIn, metricPoints, rewardAgainstKl } from '../../src/core/run-points';
import { decodeArenaDraft, type ArenaDraft } from '../../src/state/arena-draft';
import { fitsPairOrder, isSame, pairOrder, writePair } from '../../src/state/arena-pair';
import { markerPolygon } from '../../src/ui/common/curve-looks';
import { arenaAction } from '../../src/ui/compare/arena-keys';
import { differingSettings } from '../../src/ui/compare/compare-words';

describe('arenaAction', () => {
  const key = (given: Partial<KeyboardEvent>) =>
    arenaAction({
      ...{ key: '', code: '', repeat: false },
      ...{ shiftKey: false, ctrlKey: false, metaKey: false, altKey: false },
      ...given,
    });

  it('knows digits by their place, and letters', () => {
    expect(key({ key: '1', code: 'Digit1' })).toBe('left');
    expect(key({ key: '&', code: 'Digit1' })).toBe('left');
    expect(key({ key: '2', code: 'Numpad2' })).toBe('right');
    expect(['t', 'B', 's', 'u'].map((letter) => key({ key: letter }))).toEqual([
      ...['tie', 'both-bad', 'skip', 'undo'],
    ]);
    expect(key({ key: '=', code: 'Digit0', shiftKey: true })).toBe('tie');
    expect(key({ key: 'z', ctrlKey: true })).toBe('undo');
  });

  it('leaves the keys of others alone, and does not vote on while one is held down', () => {
    expect(key({ key: '3', code: 'Digit3' })).toBeNull();
    expect(key({ key: '!', code: 'Digit1', shiftKey: true })).toBeNull();
    expect(key({ key: 's', ctrlKey: true })).toBeNull();
    expect(key({ key: '1', code: 'Digit1', altKey: true })).toBeNull();
    expect(key({ key: '1', code: 'Digit1', repeat: true })).toBeNull();
    expect(key({ key: 'Enter' })).toBeNull();
  });
});

describe('writePair', () => {
  /** Answers with what `say` gives for a model and a seed. */
  function engine(say: (modelId: string, seed: number) => string) {
    const asked: { modelId: string; sampling: Sampling }[] = [];
    const client = {
      generate: (modelId: string, conversations: unknown[], sampling: Sampling) => {
        asked.push({ modelId, sampling });
        const text = say(modelId, sampling.seed);
        return Promise.resolve(conversations.map(() => ({ text, tokens: 3, ending: 'end' })));
      },
    } as unknown as EngineClient;
    return { asked, client };
  }
  const prompt = {
    messages: [{ role: 'user' as const, content: 'Hi' }],
    origin: 'shipped' as const,
  };
  const order = pairOrder('shipped:a', 'shipped:b', 16);
  const write = (client: EngineClient, random: Random) =>
    writePair(client, { prompt, order, abort: new AbortController() }, random);

  it('draws the sides anew for each pair, and each side with a seed of its own', async () => {
    const { asked, client } = engine((modelId) => `I am ${modelId}`);
    const random = new Random(5);
    let aLeft = 0;
    for (let i = 0; i < 200; i++) {
      const pair = await write(client, random);
      expect(pair.left.reply).toBe(`I am ${pair.left.modelId}`);
      expect([pair.left.modelId, pair.right.modelId].sort()).toEqual(['shipped:a', 'shipped:b']);
      expect(pair.left.seed).not.toBe(pair.right.seed);
      expect(fitsPairOrder(pair, order)).toBe(true);
      if (pair.left.modelId === 'shipped:a') aLeft++;
    }
    // Six deviations of a fair coin to either side.
    expect(aLeft).toBeGreaterThan(57);
    expect(aLeft).toBeLessThan(143);
    expect(asked).toHaveLength(400);
    expect(asked[0]!.sampling).toMatchObject({
      temperature: 1,
      topK: 0,
      topP: 1,
      maxNewTokens: 16,
    });
  });

  it('is repeated exactly by the same seed', async () => {
    const { client } = engine((modelId, seed) => `${modelId} ${seed}`);
    expect(await write(client, new Random(9))).toEqual(await write(client, new Random(9)));
  });

  it('draws equal replies again, a few times, and then shows them as equal', async () => {
    let times = 0;
    const thenDifferent = engine((modelId) => (times++ < 4 ? 'Same  words' : modelId));
    expect(isSame(await write(thenDifferent.client, new Random(1)))).toBe(false);
    expect(thenDifferent.asked).toHaveLength(6);
    const always = engine((modelId) => (modelId === 'shipped:a' ? 'No.' : ' No. '));
    expect(isSame(await write(always.client, new Random(1)))).toBe(true);
    expect(always.asked).toHaveLength(8);
  });

  it('does not fit when another model or length is asked for', async () => {
    const { client } = engine((modelId) => modelId);
    const pair = await write(client, new Random(2));
    expect(fitsPairOrder(pair, pairOrder('shipped:b', 'shipped:a', 16))).toBe(true);
    expect(fitsPairOrder(pair, pairOrder('shipped:a', 'shipped:c', 16))).toBe(false);
    expect(fitsPairOrder(pair, pairOrder('shipped:a', 'shipped:b', 17))).toBe(false);
  });
});

describe('decodeArenaDraft', () => {
  const side = { modelId: 'shipped:a' as const, reply: 'Hi', ended: true, seed: 1 };
  const pair = {
    prompt: { messages: [{ role: 'user' as const, content: 'Hi' }], origin: 'chat' as const },
    left: side,
    right: { ...side, modelId: 'sft:b' as const },
    sampling: { temperature: 1, topK: 0, topP: 1, maxNewTokens: 8 },
  };
  const draft: ArenaDraft = {
    models: { first: 'shipped:a', second: null },
    pair,
    ready: [pair],
    history: [
      { kind: 'voted', id: 'v', origin: 'shipped', isRevealed: true },
      { kind: 'skipped', pair },
    ],
  };

  it('gives back what was stored, and nothing for what cannot be read', () => {
    expect(decodeArenaDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
    expect(decodeArenaDraft(undefined)).toBeNull();
    expect(decodeArenaDraft({ ...draft, models: { first: 'nobody', second: null } })).toBeNull();
  });
});

describe('points of runs', () => {
  const row = (iteration: number, kl: number, score: number) => ({
    iteration,
    values: { 'objective/kl': kl, 'objective/scores': score },
  });
  const rows = [row(2, 4, 1), row(1, -0.01, 0.5), { iteration: 3, values: { lr: 0.1 } }];

  it('come in the order of the iterations, without those that lack the metric', () => {
    expect(metricPoints(rows, 'objective/scores')).toEqual([
      { x: 1, y: 0.5, iteration: 1 },
      { x: 2, y: 1, iteration: 2 },
    ]);
    expect(metricPoints(rows, 'lr')).toEqual([{ x: 3, y: 0.1, iteration: 3 }]);
    expect(metricNamesIn(rows)).toEqual(['objective/kl', 'objective/scores', 'lr']);
  });

  it('lay reward against KL or its root, which is 0 for an estimate below 0', () => {
    expect(rewardAgainstKl(rows, 'linear').map(({ x, y }) => [x, y])).toEqual([
      [-0.01, 0.5],
      [4, 1],
    ]);
    expect(rewardAgainstKl(rows, 'root').map(({ x }) => x)).toEqual([0, 2]);
  });
});

describe('differingSettings', () => {
  const run = (changes: Partial<Run['settings']>) =>
    ({ settings: { ...defaultSettings(), ...changes } }) as unknown as Run;

  it('names what sets runs apart, also where an older run lacks a setting, and no chatter', () => {
    const strict = run({ klCoefficient: 0.3, seed: 2, labelCount: 7 });
    const { temperature: _, ...older } = run({}).settings;
    expect(differingSettings([run({}), strict])).toEqual(['seed', 'klCoefficient']);
    expect(differingSettings([run({}), { settings: older } as Run])).toEqual([]);
    expect(differingSettings([strict])).toEqual([]);
  });
});

it('every form of dots but the circle is a polygon', () => {
  expect(markerPolygon('circle', 4)).toBeNull();
  expect(markerPolygon('triangle', 4)!.split(' ')).toHaveLength(3);
  expect(markerPolygon('rectRot', 4)!.split(' ')).toHaveLength(4);
});
