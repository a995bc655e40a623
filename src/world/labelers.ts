// Simulated labelers: each has a taste, written as a score that can be read (labelers/), and ranks replies by it with a
// chosen share of mistakes. Their score without mistakes is the hidden gold score. Trains nothing, knows no database.
//
// Every score lies in [0, 1] and saturates: more of a good thing stops paying soon, an empty reply scores 0, one that
// breaks off or repeats itself scores low, and one beside the point lower than one to the point, so that no single line
// pleases after every prompt. That is no proof against fooling, and is not meant to be one.
import { settings, type Settings } from '../contract/config';
import type { Random } from '../core/rng';
import { asksBack } from './labelers/asks-back';
import { cheerful } from './labelers/cheerful';
import { formal } from './labelers/formal';
import type { Labeler } from './labelers/labeler';
import { brief, lengthLover } from './labelers/length';
import { rhymer } from './labelers/rhymer';
import { storyLover } from './labelers/story-lover';
import { truthful } from './labelers/truthful';

export type { Labeler };
export type LabelerName = Settings['labeler'];

/** The built-in labelers' names, as the settings offer them. */
export const labelerNames: readonly LabelerName[] = settings.labeler.options;

/** The built-in labelers by name. */
export const labelers: Record<LabelerName, Labeler> = {
  cheerful,
  brief,
  formal,
  truthful,
  'asks-back': asksBack,
  'story-lover': storyLover,
  rhymer,
  'length-lover': lengthLover,
};

/**
 * Ranks replies to one prompt. Every pair is judged by score; each judgement is flipped with probability `noise`
 * (0 to 1); equal scores give half a win each. Most wins is rank 1, equal wins tie, no rank is left out.
 * @throws when a score is not a number
 */
export function rankWith(
  labeler: Labeler,
  prompt: string,
  replies: readonly string[],
  noise: number,
  random: Random,
): { ranks: number[] } {
  const scores = replies.map((reply) => labeler.score(prompt, reply));
  const wrong = scores.findIndex((score) => Number.isNaN(score) || typeof score !== 'number');
  if (wrong !== -1) {
    throw new Error(`The labeler ${labeler.name} gave no number for: ${replies[wrong]}`);
  }
  const wins = replies.map(() => 0);
  for (let first = 0; first < replies.length; first++) {
    for (let second = first + 1; second < replies.length; second++) {
      // Drawn for every pair, so that the same seed flips the same pairs whatever the scores are.
      const isFlipped = random.uniform() < noise;
      const sign = Math.sign(scores[first]! - scores[second]!) * (isFlipped ? -1 : 1);
      wins[first]! += (1 + sign) / 2;
      wins[second]! += (1 - sign) / 2;
    }
  }
  const levels = [...new Set(wins)].sort((a, b) => b - a);
  return { ranks: wins.map((count) => levels.indexOf(count) + 1) };
}
