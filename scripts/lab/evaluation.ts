// What an experiment is judged by: one reply of each policy to every held-out prompt at temperature 1, win rate, KL,
// length, diversity, relevance, language loss. Definitions: docs/LOG.md and the README's section on the lab.
import type { Message } from '../../src/contract/records';
import type { Random } from '../../src/core/rng';
import { reduceMembers } from '../../src/core/reward-sum';
import { distinct2, mean, winRate } from '../../src/core/statistics';
import type { LanguageModel } from '../../src/nn/language-model';
import { memberScores, type RewardEnsemble } from '../../src/train/reward-ensemble';
import type { Labeler } from '../../src/world/labelers';
import { languageLossOf, sumLogProbs } from './language-loss';
import { replyToAll, type Reply } from './replies';
import type { Row } from './rows';

export interface EvaluationInput {
  before: LanguageModel;
  after: LanguageModel;
  rewardModel: RewardEnsemble;
  /** On the rankings that were held out; null where none was. */
  rewardAccuracy: number | null;
  labeler: Labeler;
  prompts: string[];
  maxNewTokens: number;
  languageRows: Row[];
  random: Random;
}

/** Both policies on the held-out prompts, under the names of the lab's last line. */
export async function evaluate(input: EvaluationInput) {
  const { before, after, prompts, random } = input;
  const conversations = prompts.map((content): Message[] => [{ role: 'user', content }]);
  const sampling = { temperature: 1, topK: 0, topP: 1, maxNewTokens: input.maxNewTokens };
  const repliesBefore = await replyToAll(before, conversations, sampling, random.fork());
  const repliesAfter = await replyToAll(after, conversations, sampling, random.fork());
  const relevanceSeed = random.fork();
  const first = await measure(input, before, repliesBefore, relevanceSeed.fork());
  const second = await measure(input, after, repliesAfter, relevanceSeed.fork());
  const { rate, interval } = winRate(second.golds, first.golds);
  const pad = before.tokenizer.padTokenId;
  const policyLogProbs = await sumLogProbs(after.parameters, repliesAfter, pad);
  const referenceLogProbs = await sumLogProbs(before.parameters, repliesAfter, pad);
  return {
    win_rate: rate,
    win_rate_ci95: [interval.low, interval.high],
    gold_before: mean(first.golds),
    gold_after: mean(second.golds),
    reward_before: first.reward,
    reward_after: second.reward,
    reward_accuracy: input.rewardAccuracy,
    kl: mean(policyLogProbs.map((logProb, index) => logProb - referenceLogProbs[index]!)),
    length_before: first.length,
    length_after: second.length,
    distinct2_before: first.distinct2,
    distinct2_after: second.distinct2,
    relevance_before: first.relevance,
    relevance_after: second.relevance,
    language_loss_before: first.languageLoss,
    language_loss_after: second.languageLoss,
  };
}

async function measure(
  { before, rewardModel, labeler, prompts, languageRows }: EvaluationInput,
  model: LanguageModel,
  replies: Reply[],
  random: Random,
) {
  return {
    golds: replies.map(({ text }, index) => labeler.score(prompts[index]!, text)),
    reward: mean(reduceMembers(await memberScores(rewardModel, replies), 'mean')),
    length: mean(replies.map(({ reply }) => reply.length)),
    distinct2: distinct2(replies.map(({ text }) => text)),
    relevance: await relevance(before, replies, random),
    languageLoss: (await languageLossOf(model, languageRows)).nats_per_token,
  };
}

/** How many other prompts each reply is tried with. */
const otherPrompts = 9;

/**
 * Share of comparisons in which a reply is likelier after its own prompt than after another one (mean log-probability
 * per token under the starting model), ties half; 1/2 when every reply fits every prompt alike. NaN for one prompt.
 */
export async function relevance(
  model: LanguageModel,
  replies: Reply[],
  random: Random,
): Promise<number> {
  const pairs = replies.flatMap((own, index) => {
    const others = random
      .shuffled(replies.filter((_, other) => other !== index))
      .slice(0, otherPrompts);
    return [own, ...others].map(({ prompt }) => ({ own: index, prompt, reply: own.reply }));
  });
  const sums = await sumLogProbs(model.parameters, pairs, model.tokenizer.padTokenId);
  // The same reply on both sides: comparing sums is comparing means per token.
  const wins: number[] = [];
  let ownSum = 0;
  pairs.forEach(({ own }, index) => {
    if (index === 0 || pairs[index - 1]!.own !== own) ownSum = sums[index]!;
    else wins.push(ownSum > sums[index]! ? 1 : ownSum === sums[index]! ? 0.5 : 0);
  });
  return mean(wins);
}
