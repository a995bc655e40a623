// Demonstrations as TRL's data for supervised fine-tuning, one JSON object a line. Writing is here, reading is
// demonstrations-import.ts. Touches no file and no database.
//
// - `prompt-completion`: `{prompt, completion}`. Plain strings when every prompt is a single turn (TRL's standard
//   format); else message lists in the whole file (its conversational format): a column must have one type.
// - `messages`: `{messages}`, the whole conversation with the reply as its last turn.
// Beside them `demonstration` holds what is ours (id, kind, times, what was corrected), which an import restores.
import type { Demonstration } from '../contract/records';

export type DemonstrationFormat = 'prompt-completion' | 'messages';

/** The text of a JSONL file, with a line end after every line; '' for none. */
export function exportDemonstrations(
  demonstrations: readonly Demonstration[],
  format: DemonstrationFormat,
): string {
  const asText = demonstrations.every(({ messages }) => messages.length === 1);
  return demonstrations
    .map(({ messages, reply, ...own }) => {
      const completion = { role: 'assistant', content: reply };
      const columns =
        format === 'messages'
          ? { messages: [...messages, completion] }
          : asText
            ? { prompt: messages[0]!.content, completion: reply }
            : { prompt: messages, completion: [completion] };
      return `${JSON.stringify({ ...columns, demonstration: own })}\n`;
    })
    .join('');
}
