// The whole model against PyTorch: logits behind left padding, cached decoding, what is read of replies, and the
// gradient of every weight under the loss of each stage.
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  joinRows,
  lastTokenScores,
  packDialogues,
  replyLogProbs,
  replyValues,
  splitByRow,
} from '../../src/nn/dialogue-batch';
import { pairwiseLoss, policyLoss, valueLoss, weightedMean } from '../../src/nn/losses';
import { fromHuggingFaceConfig } from '../../src/nn/model-config';
import { tokenLogProbs } from '../../src/nn/ops/token-log-probs';
import {
  cloneParameters,
  disposeParameters,
  exportParameters,
  importParameters,
  parameterList,
  type Parameters,
} from '../../src/nn/parameters';
import type { NamedArrays } from '../../src/nn/safetensors';
import {
  createDecoder,
  decode,
  disposeDecoder,
  forward,
  languageLogits,
  scalarOutput,
} from '../../src/nn/transformer';
import { joinComparisons } from '../../src/train/reward-data';
import { languageLoss } from '../../src/train/sft';
import reference from '../fixtures/reference/model.json';
import { expectAgreement, expectRowsAgree, namedArrays, readNumbers } from './agreement';
import { preparedRankings } from './loss-tests';

type Stored = Record<string, { shape: number[]; data: number[] }>;

let parameters: Parameters;
const packed = packDialogues(reference.dialogues, 0, reference.config.max_position_embeddings);
const tokenCount = packed.weights.reduce((sum, weight) => sum + weight, 0);

/** Defines the tests; the caller has chosen a backend. */
export function modelTests(): void {
  beforeAll(() => {
    const config = fromHuggingFaceConfig(reference.config);
    parameters = importParameters(config, namedArrays(reference.weights));
  });
  afterAll(() => disposeParameters(parameters));
  describe('rows behind left padding', leftPaddedTests);
  describe('replies in a batch', replyTests);
  describe('gradients of every weight', gradientTests);
}

function leftPaddedTests(): void {
  const { batch, time, starts, tokens, targets, mask, ...expected } = reference.left_padded;
  const real = (numbers: ArrayLike<number>) => mask.flatMap((on, i) => (on ? [numbers[i]!] : []));
  const view = () => {
    const hidden = forward(parameters, {
      tokens: tf.tensor1d(tokens, 'int32'),
      starts: tf.tensor1d(starts, 'int32'),
      ...{ batch, time },
    });
    const logits = languageLogits(parameters, hidden);
    const scaled: tf.Tensor2D = tf.div(logits, expected.temperature);
    const read = tokenLogProbs(scaled, tf.tensor1d(targets, 'int32'));
    return { logits, values: scalarOutput(parameters, hidden), ...read };
  };

  it('logits, log-probabilities, entropies, values', async () => {
    const found = tf.tidy(view);
    const logits = await readNumbers(found.logits);
    const width = reference.config.vocab_size;
    const rows = mask.flatMap((on, i) => (on ? [...logits.slice(i * width, (i + 1) * width)] : []));
    expectAgreement(rows, expected.logits.flat());
    expectAgreement(real(await readNumbers(found.logProbs)), expected.log_probs);
    expectAgreement(real(await readNumbers(found.entropies)), expected.entropies);
    expectAgreement(real(await readNumbers(found.values)), expected.values);
  });

  it('gradients', () =>
    expectGradients(expected, () => {
      const { logProbs, entropies, values } = view();
      const errors = tf.square(tf.sub(values, tf.tensor1d(expected.value_targets)));
      const gain = tf.add(logProbs, tf.mul(entropies, expected.entropy_weight));
      const perToken = tf.sub(tf.mul(errors, expected.value_weight), gain);
      return weightedMean(perToken, tf.tensor1d(mask), expected.log_probs.length);
    }));

  it('logits of cached decoding', async () => {
    const decoder = createDecoder(parameters, starts, time);
    const width = reference.config.vocab_size;
    // Every row's first real token is among the columns that are read at once.
    const first = Math.max(...starts) + 1;
    for (let column = first; column <= time; column++) {
      const from = column === first ? 0 : column - 1;
      const columns = starts.flatMap((_, row) =>
        tokens.slice(row * time + from, row * time + column),
      );
      const logits = await readNumbers(decode(decoder, Int32Array.from(columns), column - from));
      starts.forEach((_, row) => {
        const before = mask.slice(0, row * time + column - 1).filter(Boolean).length;
        const own = logits.slice(row * width, (row + 1) * width);
        expectAgreement(own, expected.logits[before]!);
      });
    }
    disposeDecoder(decoder);
  });
}

function replyTests(): void {
  const expected = reference.replies;

  it('log-probabilities and entropies at a temperature', async () => {
    const { logProbs, entropies } = replyLogProbs(parameters, packed, expected.temperature);
    expectRowsAgree(splitByRow(packed, await readNumbers(logProbs)), expected.log_probs);
    expectRowsAgree(splitByRow(packed, await readNumbers(entropies)), expected.entropies);
  });

  it('values before each token, scores at the last', async () => {
    const values = await readNumbers(replyValues(parameters, packed));
    expectRowsAgree(splitByRow(packed, values), expected.values);
    expectAgreement(await readNumbers(lastTokenScores(parameters, packed)), expected.score);
  });
}

function gradientTests(): void {
  it('fine-tuning: language loss on replies', () =>
    expectGradients(reference.language, () =>
      languageLoss(parameters, {
        ...{ batch: packed.rows, time: packed.time, tokens: packed.tokens },
        positions: packed.predicting.slice(0, tokenCount),
        targets: packed.targets.slice(0, tokenCount),
      }),
    ));

  it('reward model: preference loss on scores', () => {
    const prepared = preparedRankings(reference.reward.ranks);
    return expectGradients(reference.reward, () => {
      const scores = lastTokenScores(parameters, packed);
      return tf.mul(pairwiseLoss(scores, joinComparisons(prepared)), 1 / prepared.length);
    });
  });

  const { clip_range, entropy_coefficient, policy, value, ...given } = reference.ppo;
  const flat = (rows: number[][]) => tf.tensor1d(joinRows(packed, rows));
  const real = () => [tf.tensor1d(packed.weights), tokenCount] as const;

  it('PPO: policy loss with entropy bonus', () =>
    expectGradients(policy, () => {
      const { temperature } = reference.replies;
      const { logProbs, entropies } = replyLogProbs(parameters, packed, temperature);
      const [old, advantages] = [flat(given.old_log_probs), flat(given.advantages)];
      const clipped = policyLoss(logProbs, old, advantages, ...real(), clip_range);
      const bonus = tf.mul(weightedMean(entropies, ...real()), entropy_coefficient);
      return tf.sub(clipped, bonus);
    }));

  it('PPO: value loss', () =>
    expectGradients(value, () => {
      const [old, returns] = [flat(given.old_values), flat(given.returns)];
      return valueLoss(replyValues(parameters, packed), old, returns, ...real(), clip_range);
    }));
}

/** Compares under Hugging Face's names; a weight that a loss does not reach has gradient 0. */
async function expectGradients(
  expected: { loss: number; gradients: Stored },
  loss: () => tf.Scalar,
): Promise<void> {
  const list = parameterList(parameters);
  const variables = list.map(({ variable }) => variable);
  const { value, grads } = tf.variableGrads(loss, variables);
  expectAgreement(await readNumbers(value), [expected.loss]);
  const found = await underStoredNames(
    parameters,
    variables.map(({ name }) => grads[name]),
  );
  tf.dispose(grads);
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected.gradients).sort());
  for (const [name, { data }] of Object.entries(expected.gradients)) {
    expectAgreement(found[name]!.data, data);
  }
}

/** What belongs to each weight, named and laid out by the function that writes weights; zeros where there is nothing. */
export async function underStoredNames(
  owner: Parameters,
  tensors: (tf.Tensor | undefined)[],
): Promise<NamedArrays> {
  const holder = cloneParameters(owner);
  parameterList(holder).forEach(({ variable }, index) =>
    tf.tidy(() => variable.assign(tensors[index] ?? tf.zerosLike(variable))),
  );
  const arrays = await exportParameters(holder);
  disposeParameters(holder);
  return arrays;
}
