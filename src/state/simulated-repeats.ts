// Lets a simulated labeler rank again what it ranked before, with its share of mistakes drawn anew, so that its
// agreement with itself can be seen. Stores nothing; core/repeats says which ranking.
import type { Ranking } from '../contract/records';
import {
  inOtherOrder,
  labelerKey,
  rankingsPerRepeat,
  rankingToRepeat,
  separateRepeats,
} from '../core/repeats';
import { Random } from '../core/rng';
import type { LabelerName } from '../world/labelers';
import { drawSeed } from './sample-writing.svelte';

/**
 * The repeats that are due of the labeler who made the newest rankings: one for every ten first ones.
 * @param rankings all there are, the newest among them
 * @param newest of one simulated labeler, with one share of mistakes
 */
export async function simulatedRepeats(
  rankings: readonly Ranking[],
  newest: readonly Ranking[],
  random: Random,
): Promise<Omit<Ranking, 'id' | 'createdAtMs'>[]> {
  const [{ source } = {}] = newest;
  if (source?.kind !== 'simulated') return [];
  const key = labelerKey({ source });
  const own = rankings.filter((ranking) => labelerKey(ranking) === key);
  const { first, repeats } = separateRepeats(own);
  const due = Math.floor(first.length / rankingsPerRepeat) - repeats.length;
  const { labelers, rankWith } = await import('../world/labelers');
  const labeler = labelers[source.labeler as LabelerName];
  const made: Ranking[] = [];
  while (made.length < due) {
    const original = rankingToRepeat([...own, ...made], random, false);
    if (!original) break;
    const samples = inOtherOrder(original.samples, random);
    const seed = drawSeed(random);
    const asked = original.messages.at(-1)?.content ?? '';
    const texts = samples.map(({ text }) => text);
    const { ranks } = rankWith(labeler, asked, texts, source.noise, new Random(seed));
    made.push({
      ...original,
      ...{ samples, ranks, source: { ...source, seed }, repeatOf: original.id },
    });
  }
  return made;
}
