// Best-of-n for every n up to N at once: N replies to each held-out prompt, and for each n the expected best of n of them
// without bias (Nakano et al. 2021, appendix I), both its reward and its gold score. Nothing is learned.
import { bestOfNKl, expectedBestOf } from '../../src/core/best-of-n';
import type { Random } from '../../src/core/rng';
import { mean } from '../../src/core/statistics';
import type { Message } from '../../src/contract/records';
import { scoreReplies } from '../../src/train/scored-replies';
import { replyToAll } from '../lab/replies';
import { rewardFor, type Plan, type Prepared } from '../lab/loop';
import type { TokenCounts } from './computing';

/**
 * A row for n = 1, 2, 4 ... and N = `repliesPerPrompt`, under the metrics' names; the KL is the formula's.
 * @returns the rows, and what drawing the replies cost
 */
export async function bestOfNCurve(
  { base, labeler, rule, settings, evalPrompts }: Plan,
  { trained }: Pick<Prepared, 'trained'>,
  random: Random,
): Promise<{ rows: Record<string, number>[]; tokens: TokenCounts }> {
  const most = settings.repliesPerPrompt;
  const conversations = evalPrompts.flatMap((content) =>
    Array.from({ length: most }, (): Message[] => [{ role: 'user', content }]),
  );
  const sampling = { temperature: 1, topK: 0, topP: 1, maxNewTokens: settings.maxNewTokens };
  const replies = await replyToAll(base, conversations, sampling, random);
  const reward = rewardFor(trained.ensemble, rule, settings);
  const scored = await scoreReplies(replies, { reward, settings });
  const groups = evalPrompts.map((prompt, index) => {
    const own = scored.slice(index * most, (index + 1) * most);
    return {
      scores: own.map(({ score }) => score),
      golds: own.map(({ text }) => labeler.score(prompt, text)),
      lengths: own.map(({ reply }) => reply.length),
    };
  });
  const rows = counts(most).map((n) => {
    const expected = (values: (group: (typeof groups)[number]) => number[]) =>
      mean(groups.map((group) => expectedBestOf(group.scores, n, values(group))));
    return {
      'best_of_n/n': n,
      'objective/kl': bestOfNKl(n),
      'objective/scores': expected(({ scores }) => scores),
      'objective/gold': expected(({ golds }) => golds),
      'reply/mean_length': expected(({ lengths }) => lengths),
    };
  });
  const sampled = replies.reduce((sum, { reply }) => sum + reply.length, 0);
  return { rows, tokens: { sampled, trained: 0 } };
}

/** Powers of two, then the largest. */
function counts(most: number): number[] {
  const powers: number[] = [];
  for (let n = 1; n < most; n *= 2) powers.push(n);
  return [...powers, most];
}
