// Votes of the arena as TRL's preference data, one JSON object a line: `{prompt, chosen, rejected, vote}`. A vote that
// prefers neither reply is a line in which chosen and rejected are the same, which teaches TRL nothing, so that no vote
// is missing from the file (as core/preferences-jsonl does for rankings). Touches no file and no database.
import type { Vote } from '../contract/records';
import { preferenceLines, type PreferencePair } from './preferences-jsonl';

/** The text of a JSONL file; '' for no votes. */
export function exportVotes(votes: readonly Vote[]): string {
  return preferenceLines(
    votes.map((vote) => ({ messages: vote.messages, pairs: [pairOf(vote)], beside: { vote } })),
  );
}

function pairOf({ choice, left, right }: Vote): PreferencePair {
  if (choice === 'right') return { chosen: right.reply, rejected: left.reply };
  return { chosen: left.reply, rejected: choice === 'left' ? right.reply : left.reply };
}
