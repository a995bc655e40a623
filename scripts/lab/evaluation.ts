// What an experiment is judged by: one reply of each policy to every held-out prompt at temperature 1, win rate, KL,
// length, diversity, relevance, language loss. Definitions: docs/LOG.md and the README's section on the lab.
import type { Settings } from '../../src/contract/config';
import type { Message } from '../../src/contract/records';
import { bestOfEach, bestOfNKl } from '../../src/core/best-of-n';
import type { Random } from '../../src/core/rng';
import { distinct2, mean, winRate } from '../../src/core/statistics';
import type { LanguageModel } from '../../src/nn/language-model';
import type { Reward } from '../../src/train/reward';
import { scoreReplies } from '../../src/train/scored-replies';
import type { Labeler } from '../../src/world/labelers';
import { languageLosses, sumLogProbs } from './language-loss';
import { replyToAll, type Reply } from './replies';
import type { Row } from './rows';

export interface EvaluationInput {
  before: LanguageModel;
  after: LanguageModel;
  /** What the policy was rewarded with. */
  reward: Reward;
  /** Of the reward model, on the rankings that were held out; null where none was. */
  rewardAccuracy: number | null;
  labeler: Labeler;
  prompts: string[];
  /** Their method says what the trained policy does: best-of-n keeps the best-rewarded of n replies. */
  settings: Settings;
  languageRows: Row[];
  random: Random;
}

/** Both policies on the held-out prompts, under the names of the lab's last line. */
export async function evaluate(input: EvaluationInput) {
  const { before, after, prompts, random, settings } = input;
  const isBestOfN = settings.method === 'best-of-n';
  const conversations = prompts.map((content): Message[] => [{ role: 'user', content }]);
  const sampling = { temperature: 1, topK: 0, topP: 1, maxNewTokens: settings.maxNewTokens };
  const repliesBefore = await replyToAll(before, conversations, sampling, random.fork());
  const repliesAfter = isBestOfN
    ? await bestReplies(input, conversations, sampling, random.fork())
    : await replyToAll(after, conversations, sampling, random.fork());
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
    kl: isBestOfN
      ? bestOfNKl(settings.repliesPerPrompt)
      : mean(policyLogProbs.map((logProb, index) => logProb - referenceLogProbs[index]!)),
    length_before: first.length,
    length_after: second.length,
    distinct2_before: first.distinct2,
    distinct2_after: second.distinct2,
    relevance_before: first.relevance,
    relevance_after: second.relevance,
    language_loss_before: first.languageLoss.all,
    language_loss_after: second.languageLoss.all,
    dialogue_loss_before: first.languageLoss.dialogues,
    dialogue_loss_after: second.languageLoss.dialogues,
  };
}

/** Of n replies to each conversation the one that is rewarded best. */
async function bestReplies(
  { after, reward, settings }: EvaluationInput,
  conversations: Message[][],
  sampling: Parameters<typeof replyToAll>[2],
  random: Random,
): Promise<Reply[]> {
  const n = settings.repliesPerPrompt;
  const repeated = conversations.flatMap((messages) => Array.from({ length: n }, () => messages));
  const replies = await replyToAll(after, repeated, sampling, random);
  const scored = await scoreReplies(replies, { reward, settings });
  const scores = scored.map(({ score }) => score);
  return bestOfEach(scores, n).map((index) => replies[index]!);
}

async function measure(
  { before, reward, labeler, prompts, languageRows }: EvaluationInput,
  model: LanguageModel,
  replies: Reply[],
  random: Random,
) {
  return {
    golds: replies.map(({ text }, index) => labeler.score(prompts[index]!, text)),
    reward: mean((await reward.score(replies)).total),
    length: mean(replies.map(({ reply }) => reply.length)),
    distinct2: distinct2(replies.map(({ text }) => text)),
    relevance: await relevance(before, replies, random),
    languageLoss: await languageLosses(model, languageRows),
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
