// One minibatch update of GRPO, and what it saw. Decides neither what is in a minibatch nor how often it is used; that is
// the loop in grpo.ts.
import * as tf from '@tensorflow/tfjs';
import { tokenWeights } from '../core/group-advantages';
import { klEstimators } from '../core/kl';
import { policyStatistics } from '../core/ppo-statistics';
import { mean } from '../core/statistics';
import { joinRows, replyLogProbs, splitByRow } from '../nn/dialogue-batch';
import { addGradients, applyGradients, disposeGradients, startGradients } from '../nn/gradients';
import { grpoLoss } from '../nn/losses';
import { clippedTokens } from './kept-episodes';
import type { MethodInput, Steps } from './method-events';
import { pack, readAll } from './minibatches';
import { adamSettings } from './policy-step';
import type { PolicyState } from './run-state';
import type { ScoredReply } from './scored-replies';

export interface GrpoReply extends ScoredReply {
  /** The same for each of its tokens. */
  advantage: number;
  /** pi now / pi that sampled, as the last update that saw the reply found it; empty until one does. */
  ratios: number[];
  /** Whether that update's clip took the token's gradient away. */
  clipped: boolean[];
}

/** What one update saw before its step; means over the tokens of the minibatch but for the loss. */
export interface GrpoUpdate {
  loss: number;
  /** k3, nats a token. */
  kl: number;
  entropy: number;
  clipShare: number;
  gradientNorm: number;
}

/** One optimizer step of the policy on one minibatch, its gradients summed over chunks. */
export async function* grpoUpdate(
  minibatch: GrpoReply[][],
  { policy, optimizer }: PolicyState,
  { base, settings }: MethodInput,
  learningRate: number,
  progress: number,
): Steps<GrpoUpdate> {
  const replies = minibatch.flat();
  const weightOf = tokenWeights(
    replies.map(({ reply }) => reply.length),
    settings.grpoLoss,
    settings.maxNewTokens,
  );
  const weights = new Map(replies.map((reply, index) => [reply, weightOf[index]!]));
  const gradients = startGradients(optimizer);
  const seen = { loss: 0, logProbs: [] as number[], entropies: [] as number[] };
  try {
    for (const chunk of minibatch) {
      const packed = pack(chunk, base);
      const perToken = (pick: (reply: GrpoReply) => number[]) =>
        tf.tensor1d(joinRows(packed, chunk.map(pick)));
      const kept: tf.Tensor[] = [];
      const loss = addGradients(gradients, () => {
        const { logProbs, entropies } = replyLogProbs(policy, packed, settings.temperature);
        kept.push(tf.keep(logProbs), tf.keep(entropies));
        return grpoLoss(
          logProbs,
          perToken((reply) => reply.logProbs),
          perToken((reply) => reply.referenceLogProbs),
          perToken(({ reply, advantage }) => reply.map(() => advantage)),
          perToken((reply) => reply.reply.map(() => weights.get(reply)!)),
          settings,
        );
      });
      const [[chunkLoss], logProbs, entropies] = (await readAll([loss, ...kept])) as [
        Float32Array,
        Float32Array,
        Float32Array,
      ];
      seen.loss += chunkLoss!;
      const rows = splitByRow(packed, logProbs);
      chunk.forEach((reply, row) => {
        const { logProbs: old, advantage } = reply;
        const advantages = old.map(() => advantage);
        Object.assign(reply, clippedTokens(rows[row]!, old, advantages, settings.clipRange));
      });
      seen.logProbs.push(...rows.flat());
      seen.entropies.push(...splitByRow(packed, entropies).flat());
      yield { type: 'phase', phase: 'optimise', progress };
    }
    const norm = applyGradients(gradients, adamSettings(settings, learningRate));
    const [[gradientNorm]] = (await readAll([norm])) as [Float32Array];
    return { ...statisticsOf(replies, seen, settings.clipRange), gradientNorm: gradientNorm! };
  } finally {
    disposeGradients(gradients);
  }
}

function statisticsOf(
  replies: readonly GrpoReply[],
  seen: { loss: number; logProbs: number[]; entropies: number[] },
  clipRange: number,
): Omit<GrpoUpdate, 'gradientNorm'> {
  const { clipShare, entropy } = policyStatistics(
    {
      ...seen,
      oldLogProbs: replies.flatMap(({ logProbs }) => logProbs),
      advantages: replies.flatMap(({ reply, advantage }) => reply.map(() => advantage)),
    },
    clipRange,
  );
  const reference = replies.flatMap(({ referenceLogProbs }) => referenceLogProbs);
  const kl = mean(seen.logProbs.map((logProb, i) => klEstimators(logProb, reference[i]!).k3));
  return { loss: seen.loss, kl, entropy, clipShare };
}
