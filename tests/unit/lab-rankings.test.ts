// How the lab comes to its rankings: chosen prompts and samples, or chance, with a real model of a few thousand weights.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { makeRankings } from '../../scripts/lab/rankings';
import type { Settings } from '../../src/contract/config';
import { textDistance } from '../../src/core/differing-samples';
import { Random } from '../../src/core/rng';
import { disposeLanguageModel } from '../../src/nn/language-model';
import type { Labeler } from '../../src/world/labelers';
import { tinyModel, tinyPrompts, tinySettings, useWasm } from './support/tiny-model';

beforeAll(useWasm);

const byLength: Labeler = { name: 'length', score: (_prompt, reply) => reply.length };

/** A model with few words to say, so that its samples are often alike. */
async function rankings(count: number, changes: Partial<Settings>) {
  const model = tinyModel(3);
  const settings = tinySettings({
    ...{ samplesPerPrompt: 3, maxNewTokens: 2, labelNoise: 0, rankTemperature: 0.3 },
    ...changes,
  });
  const made = await makeRankings(model, byLength, tinyPrompts, count, settings, new Random(5));
  disposeLanguageModel(model);
  return made;
}

const alike = (made: Awaited<ReturnType<typeof rankings>>): number => {
  const pairs = made.flatMap(({ samples }) =>
    samples.flatMap((one, i) =>
      samples.slice(0, i).map((other) => textDistance(one.text, other.text)),
    ),
  );
  return pairs.filter((distance) => distance === 0).length / pairs.length;
};

const askedOf = (made: Awaited<ReturnType<typeof rankings>>) =>
  made.map(({ messages }) => messages[0]!.content);

it('asks every prompt once before any a second time, also when it may choose', async () => {
  const before = tf.memory().numTensors;
  for (const promptChoice of ['teaches-most', 'random'] as const) {
    const made = await rankings(10, { promptChoice });
    expect(made).toHaveLength(10);
    expect(new Set(made.map(({ id }) => id)).size).toBe(10);
    expect(made.every(({ samples, ranks }) => samples.length === 3 && ranks.length === 3)).toBe(
      true,
    );
    expect(askedOf(made).slice(0, 4).sort()).toEqual([...tinyPrompts].sort());
    expect(askedOf(made).slice(4, 8).sort()).toEqual([...tinyPrompts].sort());
  }
  expect(tf.memory().numTensors).toBe(before);
});

it('repeats itself for a seed', async () => {
  expect(await rankings(9, {})).toEqual(await rankings(9, {}));
});

it('ranks samples that are less alike than those that come by chance', async () => {
  const chosen = alike(await rankings(24, { sampleChoice: 'different' }));
  const byChance = alike(await rankings(24, { sampleChoice: 'random' }));
  expect(byChance).toBeGreaterThan(0);
  expect(chosen).toBeLessThan(byChance);
});
