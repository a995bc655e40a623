// Which key asks for what while ranking. Pure but for looking at where the key was pressed.
export type RankAction =
  | { kind: 'place' | 'tie-place'; sample: number }
  | { kind: 'tie' | 'submit' | 'all-bad' | 'skip' | 'undo' };

type Key = Pick<
  KeyboardEvent,
  'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'
>;

const letters: Record<string, RankAction> = {
  t: { kind: 'tie' },
  b: { kind: 'all-bad' },
  s: { kind: 'skip' },
  u: { kind: 'undo' },
};

/** What a key means, wherever it was pressed; null for every other key. */
export function rankAction(event: Key): RankAction | null {
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) {
    return event.key.toLowerCase() === 'z' && !event.shiftKey ? { kind: 'undo' } : null;
  }
  // By its place on the keyboard: with Shift, and on French keyboards always, a digit's key types a sign.
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1] ?? /^[1-9]$/.exec(event.key)?.[0];
  if (event.repeat) return null;
  if (digit) return { kind: event.shiftKey ? 'tie-place' : 'place', sample: Number(digit) - 1 };
  if (event.shiftKey) return null;
  if (event.key === 'Enter') return { kind: 'submit' };
  return letters[event.key.toLowerCase()] ?? null;
}

/** Whether a key that is pressed there belongs to what is there: a field, an open dialog or panel. */
export function isKeyTaken(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open], [popover]:popover-open')) return true;
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]')
    ? true
    : false;
}
