// A quick guess of a labeler's taste: a handful of small linear models on the words and the shape of replies, each
// trained on its own half of the rankings so far. It takes milliseconds and no tensors, so it can be made anew after
// every click; where its members disagree about samples, ranking them teaches most. It is no reward model and scores
// nothing that a person sees.
import type { Ranking } from '../contract/records';
import { rankingToComparisons } from './rankings';
import type { Random } from './rng';
import { wordsOf } from './statistics';

type Judged = Pick<Ranking, 'ranks' | 'allBad' | 'samples'>;

/** Places for hashed words; two words on one place do little harm. */
const wordPlaces = 1024;
/** Features of a text's shape; see `featuresOf`. */
const shapePlaces = 8;
const memberCount = 6;
const passes = 8;
const learningRate = 0.3;
const shrinkage = 0.003;
/** Deviation of the starting weights: members that have seen little disagree. */
const startingDeviation = 0.15;
/** Older rankings add little that these do not hold. */
const rankingsAtMost = 120;

/** Features of a reply, or their difference: place -> value. */
type Features = ReadonlyMap<number, number>;

interface Lesson {
  /** Places and values of the features of the better minus those of the worse. */
  places: readonly number[];
  values: readonly number[];
  /** 1 where one was better, 1/2 for a tie. */
  target: number;
  weight: number;
}

export class TasteGuess {
  readonly #members: readonly Float64Array[];

  private constructor(members: readonly Float64Array[]) {
    this.#members = members;
  }

  /** Learns from rankings, oldest first; each member sees every second one, twice (Owen & Eckles 2012). */
  static learn(rankings: readonly Judged[], random: Random): TasteGuess {
    const lessons = rankings.slice(-rankingsAtMost).map(lessonsOf);
    return new TasteGuess(
      Array.from({ length: memberCount }, () => {
        const weights = Float64Array.from(
          { length: wordPlaces + shapePlaces },
          () => startingDeviation * random.normal(),
        );
        train(weights, lessons.filter(() => random.uniform() < 0.5).flat(), random);
        return weights;
      }),
    );
  }

  /** Every member's score of every text, `[member][text]`; only differences between texts mean something. */
  scores(texts: readonly string[]): number[][] {
    const features = texts.map(featuresOf);
    return this.#members.map((weights) => features.map((own) => dot(weights, own)));
  }
}

/**
 * What the outcome of ranking these samples is expected to tell about which member is right, in nats per pair: the
 * entropy of the members' mean judgement less the mean entropy of their judgements (BALD, Houlsby et al. 2011). 0 where
 * all agree, and where all are unsure in the same way, as of two samples that are alike.
 * @param scores `[member][sample]`
 */
export function expectedInformation(scores: readonly (readonly number[])[]): number {
  const samples = scores[0]?.length ?? 0;
  let total = 0;
  let pairs = 0;
  for (let i = 0; i < samples; i++) {
    for (let j = 0; j < i; j++) {
      const chances = scores.map((member) => sigmoid(member[i]! - member[j]!));
      const meanChance = chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
      const meanEntropy =
        chances.reduce((sum, chance) => sum + entropy(chance), 0) / chances.length;
      total += entropy(meanChance) - meanEntropy;
      pairs++;
    }
  }
  return pairs === 0 ? 0 : total / pairs;
}

function lessonsOf(ranking: Judged): Lesson[] {
  const features = ranking.samples.map(({ text }) => featuresOf(text));
  const comparisons = rankingToComparisons(ranking);
  return comparisons.flatMap((comparison): Lesson[] => {
    // A ranking of many samples weighs no more than one of four.
    const weight = Math.min(1, 6 / comparisons.length);
    // What "all bad" is worse than has no words here.
    if (comparison.kind === 'below-reference') return [];
    const [better, worse, target] =
      comparison.kind === 'pair'
        ? [comparison.better, comparison.worse, 1]
        : [comparison.first, comparison.second, 0.5];
    const difference = minus(features[better]!, features[worse]!);
    return [{ places: [...difference.keys()], values: [...difference.values()], target, weight }];
  });
}

/** Stochastic gradient steps on the pairwise logistic loss. */
function train(weights: Float64Array, lessons: readonly Lesson[], random: Random): void {
  for (let pass = 0; pass < passes; pass++) {
    const rate = learningRate * (1 - pass / passes);
    for (const { places, values, target, weight } of random.shuffled(lessons)) {
      let score = 0;
      places.forEach((place, i) => (score += weights[place]! * values[i]!));
      const step = rate * weight * (target - sigmoid(score));
      const kept = 1 - rate * shrinkage;
      places.forEach((place, i) => (weights[place] = kept * weights[place]! + step * values[i]!));
    }
  }
}

/** Words and neighbouring pairs (each once), and the shape of the text, all of about the same size. */
function featuresOf(text: string): Features {
  const words = wordsOf(text);
  const features = new Map<number, number>();
  const parts = new Set([...words, ...words.slice(1).map((word, i) => `${words[i]} ${word}`)]);
  const value = 1 / Math.sqrt(Math.max(4, parts.size));
  for (const part of parts) features.set(placeOf(part), value);
  const shape = [
    Math.log1p(words.length) / 2,
    Math.min(2, count(text, /!/g)) / 2,
    Number(/\?\W*$/.test(text)),
    Number(/[.!?)"]\s*$/.test(text)),
    Math.min(3, count(text, /[.!?]/g)) / 3,
    Math.min(2, count(text, /['’]/g)) / 2,
    Number(text.includes('\n')),
    words.length === 0 ? 0 : words.join('').length / words.length / 6,
  ];
  shape.forEach((value, index) => features.set(wordPlaces + index, value));
  return features;
}

/** FNV-1a (Fowler, Noll and Vo), folded to a place. */
function placeOf(part: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < part.length; i++) hash = Math.imul(hash ^ part.charCodeAt(i), 0x01000193);
  return ((hash ^ (hash >>> 16)) >>> 0) % wordPlaces;
}

function minus(one: Features, other: Features): Features {
  const difference = new Map(one);
  for (const [place, value] of other) difference.set(place, (difference.get(place) ?? 0) - value);
  return difference;
}

function dot(weights: Float64Array, features: Features): number {
  let sum = 0;
  for (const [place, value] of features) sum += weights[place]! * value;
  return sum;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Of a coin that falls on one side with this chance, in nats. */
function entropy(chance: number): number {
  const other = 1 - chance;
  const part = (p: number): number => (p <= 0 ? 0 : -p * Math.log(p));
  return part(chance) + part(other);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
