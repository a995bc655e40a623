// Samples of one prompt that say the same: found, and kept from being judged against each other. Pure.
import { orderToRanks, ranksToOrder } from '../core/rankings';

/** Two texts that a reader cannot tell apart have the same key. */
function textKey(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

/** Per text the position of the first equal one before it, null where it is the first itself. */
export function duplicatesOf(texts: readonly string[]): (number | null)[] {
  const keys = texts.map(textKey);
  return keys.map((key, index) => {
    const first = keys.indexOf(key);
    return first === index ? null : first;
  });
}

/**
 * Ranks in which equal texts share the best rank that any of them was given, without gaps. Whoever ranks
 * one of them has ranked them all.
 */
export function shareIdenticalRanks(
  ranks: readonly (number | null)[],
  texts: readonly string[],
): (number | null)[] {
  const firsts = duplicatesOf(texts).map((first, index) => first ?? index);
  const best = new Map<number, number>();
  ranks.forEach((rank, index) => {
    if (rank === null) return;
    const first = firsts[index]!;
    best.set(first, Math.min(rank, best.get(first) ?? rank));
  });
  const shared = firsts.map((first) => best.get(first) ?? null);
  return orderToRanks(ranksToOrder(shared), texts.length);
}
