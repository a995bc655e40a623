// Plain functions over demonstrations: their parts, how many there are of each kind, which are held out. No state.
import type { Demonstration, DemonstrationKind, Message } from '../contract/records';
import { splitHeldOut } from './rankings';

/** With fewer than this none is held out: each is needed for learning, and so few would measure nothing. */
export const fewestForHeldOut = 5;
/** More of them tell little more, and measuring takes time away from learning. */
const mostHeldOut = 100;

/** The user turn that the reply answers. */
export function promptOf({ messages }: Pick<Demonstration, 'messages'>): string {
  return messages.at(-1)!.content;
}

/** Examples or earlier turns, without the prompt itself. */
export function contextOf({ messages }: Pick<Demonstration, 'messages'>): Message[] {
  return messages.slice(0, -1);
}

export function countKinds(
  demonstrations: readonly Pick<Demonstration, 'kind'>[],
): Record<DemonstrationKind, number> {
  const counts = { plain: 0, 'few-shot': 0, 'from-use': 0 };
  for (const { kind } of demonstrations) counts[kind] += 1;
  return counts;
}

/**
 * Which demonstrations are kept for measuring: about `share` of them, whole prompts at a time, the same for the same
 * seed; at most a hundred, and none of very few.
 */
export function splitDemonstrations(
  demonstrations: readonly Demonstration[],
  share: number,
  seed: number,
): { training: Demonstration[]; heldOut: Demonstration[] } {
  const count = demonstrations.length;
  const wanted = count < fewestForHeldOut ? 0 : Math.min(share, mostHeldOut / count);
  return splitHeldOut(demonstrations, wanted, seed);
}
