// What a ranking means: which comparisons it makes, how clicks and drags become ranks, and which rankings are held
// out. Pure functions over indices of samples; trains nothing, stores nothing.
//
// The meaning of a ranking of K samples, as the reward model learns it (r is the reward of a sample):
//   two different ranks   the better one wins              loss -log sigmoid(r_better - r_worse)
//   equal ranks           a tie, target probability 1/2    loss -1/2 log sigmoid(d) - 1/2 log sigmoid(-d), d = r_1 - r_2
//   unranked (null)       loses to every ranked sample; two unranked ones are not compared
//   all bad               every sample loses to an imaginary reply with reward 0, the mean score: -log sigmoid(-r);
//                         the samples are not compared with one another
// The loss of a ranking is the mean over its comparisons, so that every ranking weighs the same (Ouyang et al. 2022).
import type { Ranking } from '../contract/records';
import { Random } from './rng';

/** One judgement; numbers are positions in `ranking.samples`. */
export type Comparison =
  | { kind: 'pair'; better: number; worse: number }
  | { kind: 'tie'; first: number; second: number }
  | { kind: 'below-reference'; sample: number };

type Judged = Pick<Ranking, 'ranks' | 'allBad' | 'samples'>;

/**
 * All comparisons of a ranking: C(K,2) for a full one, none for one in which nothing was ranked.
 * @throws when there is not one rank per sample
 */
export function rankingToComparisons(ranking: Judged): Comparison[] {
  const { ranks, allBad, samples } = ranking;
  if (ranks.length !== samples.length) {
    throw new Error(`A ranking has ${samples.length} samples but ${ranks.length} ranks.`);
  }
  if (allBad) return samples.map((_, sample) => ({ kind: 'below-reference', sample }));
  const comparisons: Comparison[] = [];
  for (let first = 0; first < ranks.length; first++) {
    for (let second = first + 1; second < ranks.length; second++) {
      const difference = rankValue(ranks[first]) - rankValue(ranks[second]);
      if (difference < 0) comparisons.push({ kind: 'pair', better: first, worse: second });
      else if (difference > 0) comparisons.push({ kind: 'pair', better: second, worse: first });
      else if (ranks[first] !== null) comparisons.push({ kind: 'tie', first, second });
    }
  }
  return comparisons;
}

/** Unranked comes after every rank. A finite number, so that two unranked ones differ by 0. */
function rankValue(rank: number | null | undefined): number {
  return rank ?? Number.MAX_SAFE_INTEGER;
}

/** How many ordered pairs (one sample better than another) a ranking makes. */
export function pairCount(ranking: Judged): number {
  return rankingToComparisons(ranking).filter(({ kind }) => kind === 'pair').length;
}

/** The samples ranked so far, best first; samples in one group are tied, those in none are unranked. */
export type Order = readonly (readonly number[])[];

/** A click: puts an unranked sample last, or takes a ranked one out. */
export function clickSample(order: Order, sample: number): Order {
  return isRanked(order, sample) ? withoutSample(order, sample) : [...order, [sample]];
}

/** Ties a sample with the group before it; an unranked one with the last group. */
export function tieWithPrevious(order: Order, sample: number): Order {
  const position = groupOf(order, sample);
  if (position === 0) return order;
  const target = order[position === -1 ? order.length - 1 : position - 1];
  if (!target) return [[sample]];
  return withoutSample(order, sample).map((group) =>
    group.includes(target[0]!) ? [...group, sample] : group,
  );
}

/** Takes a sample out of its tie; it then comes right behind the others of its group. */
export function untie(order: Order, sample: number): Order {
  return order.flatMap((group) =>
    group.includes(sample) && group.length > 1
      ? [group.filter((other) => other !== sample), [sample]]
      : [group],
  );
}

/**
 * A drag: the sample becomes a group of its own, with `position` groups before it (clamped), counted without itself.
 */
export function moveSample(order: Order, sample: number, position: number): Order {
  const others = withoutSample(order, sample);
  return [
    ...others.slice(0, Math.max(0, position)),
    [sample],
    ...others.slice(Math.max(0, position)),
  ];
}

export function isRanked(order: Order, sample: number): boolean {
  return groupOf(order, sample) !== -1;
}

/** Per sample its rank (1 is best, tied samples share one, no rank is left out), null where it has none. */
export function orderToRanks(order: Order, sampleCount: number): (number | null)[] {
  return Array.from({ length: sampleCount }, (_, sample) => {
    const group = groupOf(order, sample);
    return group === -1 ? null : group + 1;
  });
}

/** The inverse of `orderToRanks`; ranks with gaps (1, 1, 3) give the same groups as ranks without. */
export function ranksToOrder(ranks: readonly (number | null)[]): Order {
  const used = [...new Set(ranks.filter((rank) => rank !== null))].sort((a, b) => a - b);
  return used.map((rank) => ranks.flatMap((other, sample) => (other === rank ? [sample] : [])));
}

/** Ranks of samples that were clicked from best to worst. */
export function clickOrderToRanks(
  clicked: readonly number[],
  sampleCount: number,
): (number | null)[] {
  return orderToRanks(
    clicked.map((sample) => [sample]),
    sampleCount,
  );
}

function groupOf(order: Order, sample: number): number {
  return order.findIndex((group) => group.includes(sample));
}

function withoutSample(order: Order, sample: number): Order {
  return order
    .map((group) => group.filter((other) => other !== sample))
    .filter((group) => group.length > 0);
}

/**
 * Holds out about `share` of the rankings, whole prompts at a time: rankings of one conversation are never on both
 * sides, and so neither are pairs of one ranking. The same rankings, share and seed give the same split in any order.
 * With a share above 0 and at least two prompts, at least one ranking is held out and one prompt is left to train on.
 */
export function splitHeldOut<R extends Pick<Ranking, 'id' | 'messages'>>(
  rankings: readonly R[],
  share: number,
  seed: number,
): { training: R[]; heldOut: R[] } {
  const sizes = new Map<string, number>();
  for (const ranking of rankings) {
    const prompt = promptKey(ranking);
    sizes.set(prompt, (sizes.get(prompt) ?? 0) + 1);
  }
  const heldOutPrompts = new Set<string>();
  if (share > 0 && sizes.size > 1) {
    const target = Math.max(1, Math.round(share * rankings.length));
    const prompts = [...sizes.keys()].sort(
      (a, b) => hash(a, seed) - hash(b, seed) || (a < b ? -1 : 1),
    );
    let count = 0;
    for (const prompt of prompts) {
      const size = sizes.get(prompt)!;
      if (count + size > target || heldOutPrompts.size === sizes.size - 1) continue;
      heldOutPrompts.add(prompt);
      count += size;
    }
    // Every prompt has more rankings than wanted: better one prompt than nothing to measure with.
    if (count === 0) heldOutPrompts.add(prompts[0]!);
  }
  const isHeldOut = (ranking: R) => heldOutPrompts.has(promptKey(ranking));
  return {
    training: rankings.filter((ranking) => !isHeldOut(ranking)),
    heldOut: rankings.filter(isHeldOut),
  };
}

function promptKey({ messages }: Pick<Ranking, 'messages'>): string {
  return JSON.stringify(messages.map(({ role, content }) => [role, content]));
}

/** FNV-1a over the text, mixed with the seed by the generator; 32 bits. */
function hash(text: string, seed: number): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return new Random(value ^ Math.imul(seed + 1, 0x9e3779b1)).nextUint32();
}
