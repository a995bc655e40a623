// How unlike each other the replies of a batch are, one by one: what a reward for diversity is made of. Pure.
import { wordPairsOf, mean, standardDeviation } from './statistics';

/** Below this, surprises differ by rounding alone. */
const leastDeviation = 1e-9;

/**
 * How rare each reply's pairs of neighbouring words are among the other prompts of the batch: the mean over its pairs of
 * -log(share of the prompts that have the pair in one of their replies), brought to mean 0 and deviation 1 over the batch.
 * A reply without a pair of words, and any where all are alike, has 0. (A reward for diversity beside that for quality:
 * Li et al. 2025, who compare meanings; word pairs are what distinct-2 counts.)
 * @param prompts which prompt each reply belongs to: equal keys, same prompt
 */
export function novelty(texts: readonly string[], prompts: readonly string[]): number[] {
  const pairs = texts.map(wordPairsOf);
  const promptsOf = new Map<string, Set<string>>();
  pairs.forEach((own, index) => {
    for (const pair of own) {
      const known = promptsOf.get(pair);
      if (known) known.add(prompts[index]!);
      else promptsOf.set(pair, new Set([prompts[index]!]));
    }
  });
  const count = new Set(prompts).size;
  const surprise = pairs.map((own) =>
    mean(own.map((pair) => -Math.log(promptsOf.get(pair)!.size / count))),
  );
  const known = surprise.filter((value) => !Number.isNaN(value));
  const centre = mean(known);
  const deviation = standardDeviation(known, 0);
  return surprise.map((value) =>
    Number.isNaN(value) || !(deviation > leastDeviation) ? 0 : (value - centre) / deviation,
  );
}
