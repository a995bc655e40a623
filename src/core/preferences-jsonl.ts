// Rankings as TRL's preference data, one JSON object a line, and back. Writing is here, reading is
// preferences-import.ts. Touches no file and no database.
//
// A line is `{prompt, chosen, rejected, ranking}`: one ordered pair, which is all that TRL reads, and the whole
// ranking it comes from, from which the import restores ties, unranked samples and the rest, once per ranking.
// - Prompts of one turn are plain strings (TRL's standard format). When any ranking has more turns, the whole file
//   uses message lists (TRL's conversational format): a column must have one type.
// - A ranking without an ordered pair (only ties, all bad, nothing ranked) gets one line in which chosen and rejected
//   are the same reply: TRL can read it, and its gradient is exactly zero. So does a ranking that was asked again, which
//   nobody shall learn from twice.
import type { Message, Ranking } from '../contract/records';
import { rankingToComparisons } from './rankings';

/** A pair in the text of one line. */
export interface PreferencePair {
  chosen: string;
  rejected: string;
}

/** The ordered pairs to learn from, as texts; where there are none, one pair of a reply with itself. */
export function preferencePairs(ranking: Ranking): PreferencePair[] {
  const textOf = (sample: number) => ranking.samples[sample]!.text;
  const comparisons = ranking.repeatOf === undefined ? rankingToComparisons(ranking) : [];
  const pairs = comparisons.flatMap((comparison) =>
    comparison.kind === 'pair'
      ? [{ chosen: textOf(comparison.better), rejected: textOf(comparison.worse) }]
      : [],
  );
  return pairs.length > 0 ? pairs : [{ chosen: textOf(0), rejected: textOf(0) }];
}

/** What a line of a preference file is made of. */
export interface PreferenceRecord {
  messages: Message[];
  pairs: PreferencePair[];
  /** Further keys of each of its lines, which TRL passes over. */
  beside: Record<string, unknown>;
}

/** Whether a plain string says the whole prompt. */
function isSingleTurn({ messages }: Pick<PreferenceRecord, 'messages'>): boolean {
  return messages.length === 1 && messages[0]!.role === 'user';
}

/** The text of a JSONL file, one line a pair, with a line end after every line. */
export function preferenceLines(records: readonly PreferenceRecord[]): string {
  const asText = records.every(isSingleTurn);
  const reply = (content: string): string | Message[] =>
    asText ? content : [{ role: 'assistant', content }];
  return records
    .flatMap(({ messages, pairs, beside }) =>
      pairs.map(({ chosen, rejected }) =>
        JSON.stringify({
          prompt: asText ? messages[0]!.content : messages,
          chosen: reply(chosen),
          rejected: reply(rejected),
          ...beside,
        }),
      ),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** The text of a JSONL file; '' for no rankings. */
export function exportPreferences(rankings: readonly Ranking[]): string {
  return preferenceLines(
    rankings.map((ranking) => ({
      messages: ranking.messages,
      pairs: preferencePairs(ranking),
      beside: { ranking },
    })),
  );
}
