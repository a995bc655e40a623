// Which prompts to rank next: first those of skills that were judged too seldom, and of these, once their samples are
// there, those whose ranking is expected to teach most. Pure; writes no samples and stores nothing.
import type { Ranking } from '../contract/records';
import { variety } from './differing-samples';
import type { Random } from './rng';
import { expectedInformation, TasteGuess } from './taste-guess';

/** So many prompts are sampled for one that is ranked. */
export const candidatesPerRanking = 3;

/** With fewer rankings the guess of a taste is worth less than samples that differ. */
const leastRankingsToGuess = 6;

/** A prompt that could be ranked next, with its samples. */
export interface Candidate {
  skill: string;
  texts: readonly string[];
}

/**
 * Positions of prompts in an order in which the judged ones keep the shares that the skills have among all: always the
 * skill that lags farthest behind its share, within a skill by chance.
 * @param skills one per prompt
 * @param judged how often each skill was judged before
 */
export function coveringOrder(
  skills: readonly string[],
  judged: ReadonlyMap<string, number>,
  random: Random,
): number[] {
  const waiting = new Map<string, number[]>();
  for (const index of random.shuffled(skills.map((_, index) => index))) {
    waiting.set(skills[index]!, [...(waiting.get(skills[index]!) ?? []), index]);
  }
  const counts = new Map([...waiting.keys()].map((skill) => [skill, judged.get(skill) ?? 0]));
  const shares = new Map([...waiting].map(([skill, own]) => [skill, own.length / skills.length]));
  let total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const order: number[] = [];
  while (waiting.size > 0) {
    total += 1;
    let next = '';
    let mostBehind = -Infinity;
    for (const skill of waiting.keys()) {
      const behind = shares.get(skill)! * total - counts.get(skill)!;
      if (behind > mostBehind) [next, mostBehind] = [skill, behind];
    }
    const own = waiting.get(next)!;
    order.push(own.pop()!);
    if (own.length === 0) waiting.delete(next);
    counts.set(next, counts.get(next)! + 1);
  }
  return order;
}

/** What the rankings so far, oldest first, say about the taste behind them; null while they are too few. */
export function guessTaste(
  rankings: readonly Pick<Ranking, 'ranks' | 'allBad' | 'samples'>[],
  random: Random,
): TasteGuess | null {
  return rankings.length < leastRankingsToGuess ? null : TasteGuess.learn(rankings, random);
}

/**
 * Positions of `count` candidates, the most instructive first; another of a skill that was just taken counts half, a
 * third one a third. Where samples are all alike, nothing can be learned from them.
 * @param guess null while too little was judged: then samples that differ are taken to teach most
 */
export function mostInstructive(
  candidates: readonly Candidate[],
  count: number,
  guess: TasteGuess | null,
): number[] {
  const values = candidates.map(({ texts }) =>
    guess ? expectedInformation(guess.scores(texts)) : variety(texts),
  );
  const taken = new Map<string, number>();
  const chosen: number[] = [];
  while (chosen.length < Math.min(count, candidates.length)) {
    let best = -1;
    let bestValue = -1;
    candidates.forEach(({ skill }, index) => {
      if (chosen.includes(index)) return;
      const value = values[index]! / (1 + (taken.get(skill) ?? 0));
      if (value > bestValue) [best, bestValue] = [index, value];
    });
    const { skill } = candidates[best]!;
    taken.set(skill, (taken.get(skill) ?? 0) + 1);
    chosen.push(best);
  }
  return chosen;
}
