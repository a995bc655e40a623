// Which of many samples of one prompt are worth comparing: those that differ. Reads words only; draws and judges nothing.
import { wordsOf } from './statistics';

/** Beyond this, texts are simply different: being odd is no merit of its own. */
const differentEnough = 0.7;

/** How many samples to draw so that `count` that differ can be kept. */
export function samplesToDraw(count: number): number {
  return count + Math.ceil(count / 2);
}

/** 0 for the same words in the same order, 1 for no word in common: the Jaccard distance of words and word pairs. */
export function textDistance(one: string, other: string): number {
  const [ours, theirs] = [partsOf(one), partsOf(other)];
  let shared = 0;
  for (const part of ours) if (theirs.has(part)) shared++;
  const all = ours.size + theirs.size - shared;
  return all === 0 ? 0 : 1 - shared / all;
}

/** Mean distance of all pairs, near-duplicates counting little; 0 for fewer than two texts. */
export function variety(texts: readonly string[]): number {
  let total = 0;
  let pairs = 0;
  for (let i = 0; i < texts.length; i++) {
    for (let j = 0; j < i; j++) {
      total += Math.min(differentEnough, textDistance(texts[i]!, texts[j]!)) / differentEnough;
      pairs++;
    }
  }
  return pairs === 0 ? 0 : total / pairs;
}

/**
 * `count` positions in `texts`, whose texts lie far from each other: one after the other, the text farthest from those
 * kept so far (Gonzalez 1985), the earlier of two that are far enough. Texts among the first `count` that are kept stay
 * at their place. All positions where there are no more than `count`.
 */
export function keepDiffering(texts: readonly string[], count: number): number[] {
  const kept = texts.length === 0 ? [] : [0];
  while (kept.length < Math.min(count, texts.length)) {
    let farthest = -1;
    let farthestDistance = -1;
    texts.forEach((text, index) => {
      if (kept.includes(index)) return;
      const nearest = Math.min(...kept.map((other) => textDistance(texts[other]!, text)));
      const distance = Math.min(differentEnough, nearest);
      if (distance > farthestDistance) [farthest, farthestDistance] = [index, distance];
    });
    kept.push(farthest);
  }
  const added = kept.filter((index) => index >= count).sort((a, b) => a - b);
  return Array.from({ length: kept.length }, (_, place) =>
    kept.includes(place) ? place : added.shift()!,
  );
}

/** Words and pairs of neighbours, each once. */
function partsOf(text: string): Set<string> {
  const words = wordsOf(text);
  return new Set([...words, ...words.slice(1).map((word, i) => `${words[i]} ${word}`)]);
}
