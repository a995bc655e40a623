// Which key asks for what in the arena. Pure.
import type { VoteChoice } from '../../contract/records';

export type ArenaAction = VoteChoice | 'skip' | 'undo';

type Key = Pick<
  KeyboardEvent,
  'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'
>;

const letters: Record<string, ArenaAction> = { t: 'tie', b: 'both-bad', s: 'skip', u: 'undo' };
const digits: Record<string, ArenaAction> = { 1: 'left', 2: 'right' };

/** What a key means, wherever it was pressed; null for every other key. */
export function arenaAction(event: Key): ArenaAction | null {
  if (event.altKey || event.repeat) return null;
  if (event.ctrlKey || event.metaKey) {
    return event.key.toLowerCase() === 'z' && !event.shiftKey ? 'undo' : null;
  }
  // Some keyboards type it with Shift.
  if (event.key === '=') return 'tie';
  if (event.shiftKey) return null;
  // By its place on the keyboard: on French ones a digit's key types a sign.
  const digit = /^Digit([12])$/.exec(event.code)?.[1] ?? event.key;
  return digits[digit] ?? letters[event.key.toLowerCase()] ?? null;
}
