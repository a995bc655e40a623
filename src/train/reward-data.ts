// Rankings as the reward model reads them: tokens, comparisons with their weights, and how well scores agree with the labeler. Plain numbers; no tensors.
import type { Ranking, ScoredRanking } from '../contract/records';
import { rankingToComparisons } from '../core/rankings';
import { mean } from '../core/statistics';
import type { TokenDialogue } from '../nn/dialogue-batch';
import { encodeForReply } from '../nn/language-model';
import type { ScoreComparison } from '../nn/losses';
import type { Tokenizer } from '../nn/tokenizer';

/** One ranking in tokens. */
export interface PreparedRanking {
  /** Of the ranking it comes from. */
  id: string;
  dialogues: TokenDialogue[];
  /** They count the ranking's own dialogues from 0; their weights sum to 1 (Ouyang et al. 2022). */
  comparisons: ScoreComparison[];
}

/**
 * Rankings that say something, in tokens.
 * @throws Error when a sample does not fit the context
 */
export function prepareRankings(
  rankings: readonly Ranking[],
  tokenizer: Tokenizer,
  contextLength: number,
): PreparedRanking[] {
  return rankings.flatMap((ranking) => {
    const comparisons = weightedComparisons(ranking);
    if (comparisons.length === 0) return [];
    const dialogues = ranking.samples.map(({ text, ended }) => {
      const ids = tokenizer.encode(text);
      // A reply that the length limit cut is judged at its last token.
      const reply = ended || ids.length === 0 ? [...ids, tokenizer.endTokenId] : ids;
      const prompt = encodeForReply(tokenizer, ranking.messages, contextLength, reply.length);
      return { prompt, reply };
    });
    return [{ id: ranking.id, dialogues, comparisons }];
  });
}

/** Padded tokens that one forward and backward pass holds at most. */
const chunkTokens = 1024;

function weightedComparisons(ranking: Ranking): ScoreComparison[] {
  const comparisons = rankingToComparisons(ranking);
  const weight = 1 / comparisons.length;
  return comparisons.map((comparison) => {
    switch (comparison.kind) {
      case 'pair':
        return { first: comparison.better, second: comparison.worse, target: 1, weight };
      case 'tie':
        return { first: comparison.first, second: comparison.second, target: 0.5, weight };
      case 'below-reference':
        return { first: comparison.sample, second: null, target: 0, weight };
      default:
        return comparison satisfies never;
    }
  });
}

/** @throws Error in plain words when no ranking prefers one sample to another */
export function requirePreferences(rankings: readonly PreparedRanking[]): void {
  if (rankings.length === 0) {
    throw new Error('There are no rankings to train on yet: rank some samples first.');
  }
  if (!rankings.some(({ comparisons }) => comparisons.some(isOrderedPair))) {
    throw new Error(
      'No ranking prefers one sample to another, so there is nothing to learn: rank some samples apart.',
    );
  }
}

const isOrderedPair = ({ second, target }: ScoreComparison) => second !== null && target !== 0.5;

/** The comparisons of several rankings, counted through the joined list of their dialogues. */
export function joinComparisons(
  rankings: readonly Omit<PreparedRanking, 'id'>[],
): ScoreComparison[] {
  let offset = 0;
  return rankings.flatMap(({ dialogues, comparisons }) => {
    const start = offset;
    offset += dialogues.length;
    return comparisons.map(({ first, second, ...rest }) => ({
      first: start + first,
      second: second === null ? null : start + second,
      ...rest,
    }));
  });
}

/** Whole rankings in groups of at most `chunkTokens`, one at least. */
export function chunkRankings(rankings: readonly PreparedRanking[]): PreparedRanking[][] {
  const chunks: PreparedRanking[][] = [];
  let tokens = Infinity;
  for (const ranking of rankings) {
    const own = ranking.dialogues.reduce(
      (sum, { prompt, reply }) => sum + prompt.length + reply.length,
      0,
    );
    if (tokens + own > chunkTokens) {
      chunks.push([]);
      tokens = 0;
    }
    chunks.at(-1)!.push(ranking);
    tokens += own;
  }
  return chunks;
}

/** @param scores one per dialogue of the joined list that `joinComparisons` counts through */
export function scoresByRanking(
  rankings: readonly PreparedRanking[],
  scores: readonly number[],
): ScoredRanking[] {
  let at = 0;
  return rankings.map(({ id, dialogues }) => ({
    rankingId: id,
    scores: scores.slice(at, (at += dialogues.length)),
  }));
}

export interface Agreement {
  /** Share of ordered pairs that the scores order as the labeler did, equal scores half; null without pairs. */
  accuracy: number | null;
  /** Mean of better minus worse; 0 without pairs. */
  margin: number;
  pairs: number;
}

/** @param scores one per dialogue of the joined list that `joinComparisons` counts through */
export function agreement(
  comparisons: readonly ScoreComparison[],
  scores: readonly number[],
): Agreement {
  const differences = comparisons
    .filter(isOrderedPair)
    .map(
      ({ first, second, target }) => (scores[first]! - scores[second!]!) * (target > 0.5 ? 1 : -1),
    );
  if (differences.length === 0) return { accuracy: null, margin: 0, pairs: 0 };
  const correct = differences.map((d) => (d > 0 ? 1 : d === 0 ? 0.5 : 0));
  return { accuracy: mean(correct), margin: mean(differences), pairs: differences.length };
}
