// The whole model against plain loops, cached decoding against the full forward pass, and batches against single rows.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  chunkDialogues,
  dialogueTrunk,
  lastTokenScores,
  packDialogues,
  replyLogProbs,
  replyValues,
  splitByRow,
} from '../../src/nn/dialogue-batch';
import { Random } from '../../src/core/rng';
import {
  attachScalarHead,
  cloneParameters,
  disposeParameters,
  equalLayers,
  exportParameters,
} from '../../src/nn/parameters';
import {
  createDecoder,
  decode,
  disposeDecoder,
  forward,
  languageLogits,
  type Trunk,
} from '../../src/nn/transformer';
import { plainLogits, softmax } from './support/plain-transformer';
import { tinyModel, useWasm } from './support/tiny-model';

beforeAll(useWasm);

const tokens = [7, 120, 33, 5, 259, 33, 90];

/** A tiny model whose weights are large enough for every part to show. */
function loudModel() {
  const { parameters } = tinyModel(11);
  for (const { qkv, attentionOutput, gateUp, down } of parameters.layers) {
    for (const variable of [qkv, attentionOutput, gateUp, down]) {
      tf.tidy(() => variable.assign(tf.mul(variable as tf.Tensor, 12)));
    }
  }
  tf.tidy(() => parameters.embedding.assign(tf.mul(parameters.embedding, 10)));
  return parameters;
}

function fullLogits(parameters: ReturnType<typeof loudModel>, row: number[]): number[][] {
  return tf.tidy(() => {
    const hidden = forward(parameters, {
      tokens: tf.tensor1d(row, 'int32'),
      starts: tf.zeros([1], 'int32'),
      batch: 1,
      time: row.length,
    });
    return languageLogits(parameters, hidden).arraySync();
  });
}

const expectClose = (actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number) => {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < actual.length; i++) {
    expect(Math.abs(actual[i]! - expected[i]!)).toBeLessThan(tolerance);
  }
};

describe('transformer', () => {
  it('computes what plain loops compute', async () => {
    const parameters = loudModel();
    const expected = plainLogits(parameters.config, await exportParameters(parameters), tokens);
    const actual = fullLogits(parameters, tokens);
    const spread = Math.max(...expected.flat()) - Math.min(...expected.flat());
    expect(spread).toBeGreaterThan(5);
    actual.forEach((row, t) => expectClose(row, expected[t]!, 1e-4 * spread));
    disposeParameters(parameters);
  });

  it('decodes with its cache as in one pass, left padding and all', () => {
    const parameters = loudModel();
    const other = [44, 3, 250];
    const decoder = createDecoder(parameters, [0, 2], 8);
    const first = decode(decoder, Int32Array.from([...tokens.slice(0, 5), 0, 0, ...other]), 5);
    const second = decode(decoder, Int32Array.from([tokens[5]!, 18]), 1);
    const third = decode(decoder, Int32Array.from([tokens[6]!, 19]), 1);
    const steps = [first, second, third].map((logits) => logits.arraySync());
    const full = fullLogits(parameters, tokens);
    const otherFull = fullLogits(parameters, [...other, 18, 19]);
    steps.forEach((step, index) => {
      expectClose(step[0]!, full[4 + index]!, 2e-4);
      expectClose(step[1]!, otherFull[2 + index]!, 2e-4);
    });
    tf.dispose([first, second, third]);
    disposeDecoder(decoder);
    disposeParameters(parameters);
  });
});

describe('two models', () => {
  it('are the same up to the first layer with another weight', async () => {
    const parameters = loudModel();
    const other = cloneParameters(parameters);
    expect(await equalLayers(parameters, other)).toBe(2);
    const touch = (variable: tf.Variable) =>
      tf.tidy(() => {
        const first = tf.oneHot([0], variable.size).reshape(variable.shape).toFloat();
        variable.assign(tf.add(variable as tf.Tensor, first));
      });
    touch(other.layers[1]!.down);
    expect(await equalLayers(parameters, other)).toBe(1);
    touch(other.layers[0]!.attentionNorm);
    expect(await equalLayers(parameters, other)).toBe(0);
    const third = cloneParameters(parameters);
    touch(third.embedding);
    expect(await equalLayers(parameters, third)).toBe(0);
    [parameters, other, third].forEach(disposeParameters);
  });
});

describe('dialogues in a batch', () => {
  const dialogues = [
    { prompt: [7, 120], reply: [33, 5, 259] },
    { prompt: [90, 12, 13, 14], reply: [1] },
  ];

  it('get the log-probabilities, values and scores of each row alone', async () => {
    const parameters = loudModel();
    attachScalarHead(parameters, new Random(2), 1);
    const weights = await exportParameters(parameters);
    const batch = packDialogues(dialogues, 0, 64);
    expect(batch.time % 8).toBe(0);
    const { logProbs, entropies } = replyLogProbs(parameters, batch, 0.5);
    const values = replyValues(parameters, batch);
    const scores = lastTokenScores(parameters, batch);
    const found = splitByRow(batch, logProbs.dataSync());
    const foundEntropies = splitByRow(batch, entropies.dataSync());
    const foundValues = splitByRow(batch, values.dataSync());
    dialogues.forEach(({ prompt, reply }, row) => {
      const logits = plainLogits(parameters.config, weights, [...prompt, ...reply]);
      reply.forEach((token, t) => {
        const shares = softmax(logits[prompt.length + t - 1]!.map((x) => x / 0.5));
        expect(found[row]![t]!).toBeCloseTo(Math.log(shares[token]!), 3);
        const entropy = -shares.reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0);
        expect(foundEntropies[row]![t]!).toBeCloseTo(entropy, 3);
      });
      const alone = packDialogues([{ prompt, reply }], 0, 64);
      const valuesAlone = replyValues(parameters, alone);
      const scoreAlone = lastTokenScores(parameters, alone);
      expectClose(foundValues[row]!, splitByRow(alone, valuesAlone.dataSync())[0]!, 1e-4);
      expect(scores.dataSync()[row]!).toBeCloseTo(scoreAlone.dataSync()[0]!, 4);
      tf.dispose([valuesAlone, scoreAlone]);
    });
    tf.dispose([logProbs, entropies, values, scores]);
    disposeParameters(parameters);
  });

  it('that went through the first layer once give every model above it the same numbers and gradients', () => {
    const parameters = loudModel();
    attachScalarHead(parameters, new Random(2), 1);
    const batch = packDialogues(dialogues, 0, 64);
    const trunk = dialogueTrunk(parameters, batch, 1)!;
    expect(dialogueTrunk(parameters, batch, 0)).toBeUndefined();
    const read = (from?: Trunk) => {
      const variables = [parameters.layers[1]!.qkv, parameters.finalNorm];
      return tf.tidy(() => {
        const { value, grads } = tf.variableGrads(() => {
          const { logProbs } = replyLogProbs(parameters, batch, 0.5, from);
          return tf.add(tf.sum(logProbs), tf.sum(replyValues(parameters, batch, from)));
        }, variables);
        const gradients = variables.map(({ name }) => Array.from(grads[name]!.dataSync()));
        return { value: value.dataSync()[0]!, gradients };
      });
    };
    expect(read(trunk)).toEqual(read());
    tf.dispose(trunk.states);
    disposeParameters(parameters);
  });

  it('are refused when empty or longer than the context', () => {
    expect(() => packDialogues([{ prompt: [1], reply: [] }], 0, 64)).toThrow('no tokens');
    expect(() => packDialogues([{ prompt: [1], reply: Array<number>(64).fill(2) }], 0, 64)).toThrow(
      'context of 64',
    );
  });

  it('are cut into chunks that fit, every one exactly once, of similar length', () => {
    const many = Array.from({ length: 23 }, (_, i) => ({
      prompt: [1],
      reply: Array<number>(1 + ((i * 7) % 30)).fill(2),
    }));
    const chunks = chunkDialogues(many, 64);
    expect(chunks.flat().sort((a, b) => a - b)).toEqual(many.map((_, i) => i));
    for (const chunk of chunks) {
      const batch = packDialogues(
        chunk.map((i) => many[i]!),
        0,
        64,
      );
      expect(batch.rows * batch.time).toBeLessThanOrEqual(64);
    }
    expect(chunkDialogues(many.slice(4, 5), 8)).toEqual([[0]]);
  });
});
