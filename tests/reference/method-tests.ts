// The losses of DPO and GRPO, each with its gradient: pairs, and rankings with ties and "all bad"; every way to average
// over tokens, with and without the KL term.
import * as tf from '@tensorflow/tfjs';
import { describe, it } from 'vitest';
import { groupAdvantages, tokenWeights } from '../../src/core/group-advantages';
import {
  joinRows,
  packDialogues,
  splitByRow,
  sumByRow,
  type DialogueBatch,
} from '../../src/nn/dialogue-batch';
import { dpoLoss, grpoLoss, type ScoreComparison } from '../../src/nn/losses';
import { joinComparisons } from '../../src/train/reward-data';
import dpo from '../fixtures/reference/dpo.json';
import grpo from '../fixtures/reference/grpo.json';
import { differentiate, expectAgreement, expectRowsAgree } from './agreement';
import { preparedRankings } from './loss-tests';

/** A batch whose replies are as long as these rows; which tokens they are does not matter here. */
const batchFor = (rows: number[][]): DialogueBatch =>
  packDialogues(
    rows.map((row) => ({ prompt: [1], reply: row.map(() => 2) })),
    0,
    16,
  );
const flatTensor = (batch: DialogueBatch, rows: number[][]) => tf.tensor1d(joinRows(batch, rows));

/** Defines the tests; the caller has chosen a backend. */
export function methodTests(): void {
  describe("DPO's loss", dpoTests);
  describe("GRPO's loss", grpoTests);
}

function dpoTests(): void {
  it('of pairs, from the tokens of each reply', async () => {
    const { pairs } = dpo;
    const rows = [...pairs.chosen, ...pairs.rejected];
    const batch = batchFor(rows);
    const count = pairs.chosen.length;
    const comparisons: ScoreComparison[] = pairs.chosen.map((_, first) => ({
      ...{ first, second: count + first, target: 1, weight: 1 / count },
    }));
    const found = await differentiate(
      (x) => {
        const reference = flatTensor(batch, [
          ...pairs.reference_chosen,
          ...pairs.reference_rejected,
        ]);
        return dpoLoss(sumByRow(batch, x), sumByRow(batch, reference), comparisons, dpo.beta);
      },
      Array.from(joinRows(batch, rows)),
    );
    expectAgreement([found.loss], [pairs.loss]);
    expectRowsAgree(splitByRow(batch, found.gradient), [
      ...pairs.gradient_chosen,
      ...pairs.gradient_rejected,
    ]);
  });

  it('of rankings', async () => {
    const { ranks, log_probs, reference_log_probs, ...expected } = dpo.rankings;
    const prepared = preparedRankings(ranks);
    const found = await differentiate((x) => {
      const reference = tf.tensor1d(reference_log_probs.flat());
      const loss = dpoLoss(x, reference, joinComparisons(prepared), dpo.beta);
      return tf.mul(loss, 1 / prepared.length);
    }, log_probs.flat());
    expectAgreement([found.loss], [expected.loss]);
    expectAgreement(found.gradient, expected.gradient.flat());
  });
}

function grpoTests(): void {
  const batch = batchFor(grpo.log_probs);
  const lengths = grpo.log_probs.map(({ length }) => length);
  const perReply = (numbers: number[]) =>
    flatTensor(
      batch,
      lengths.map((length, row) => Array<number>(length).fill(numbers[row]!)),
    );
  const { advantages } = groupAdvantages(grpo.rewards.flat(), grpo.rewards[0]!.length, 'group');

  for (const averaging of ['grpo', 'dapo', 'dr_grpo'] as const) {
    for (const name of ['with_kl', 'without_kl'] as const) {
      it(`averaged as ${averaging}, ${name}`, async () => {
        const expected = grpo[averaging][name];
        const weights = tokenWeights(lengths, averaging, grpo.max_new_tokens);
        const found = await differentiate(
          (x) =>
            grpoLoss(
              x,
              flatTensor(batch, grpo.old_log_probs),
              flatTensor(batch, grpo.reference_log_probs),
              perReply(advantages),
              perReply(weights),
              {
                clipRange: grpo.clip_range,
                klCoefficient: name === 'with_kl' ? grpo.kl_coefficient : 0,
              },
            ),
          Array.from(joinRows(batch, grpo.log_probs)),
        );
        expectAgreement([found.loss], [expected.loss]);
        expectRowsAgree(splitByRow(batch, found.gradient), expected.gradient);
      });
    }
  }
}
