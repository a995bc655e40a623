// Reads the lab's JSON lines: prompts, demonstrations, chats, plain texts. Keeps the keys it does not know.
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { messageSchema, type Message } from '../../src/contract/records';
import { UsageError } from './options';

const textOrMessages = v.union([
  v.string(),
  v.pipe(v.array(messageSchema), v.minLength(1, 'a list of messages is empty')),
]);
const rowSchema = v.looseObject({
  prompt: v.optional(textOrMessages),
  completion: v.optional(textOrMessages),
  messages: v.optional(v.pipe(v.array(messageSchema), v.minLength(1, '"messages" is empty'))),
  text: v.optional(v.string()),
});

/** A row of a file as it was, and where it stood for error messages. */
export interface Row {
  value: v.InferOutput<typeof rowSchema>;
  where: string;
}

/** @throws UsageError that names file and line */
export function readRows(path: string): Row[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
  }
  const rows = text.split('\n').flatMap((line, index): Row[] => {
    if (line.trim() === '') return [];
    const where = `${path}, line ${index + 1}`;
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch {
      throw new UsageError(`${where}: this is not JSON.`);
    }
    const parsed = v.safeParse(rowSchema, json);
    if (!parsed.success) {
      const [issue] = parsed.issues;
      throw new UsageError(`${where}: ${v.getDotPath(issue) ?? 'the row'}: ${issue.message}.`);
    }
    return [{ value: parsed.output, where }];
  });
  if (rows.length === 0) throw new UsageError(`${path} has no rows.`);
  return rows;
}

const asMessages = (value: string | Message[], role: 'user' | 'assistant'): Message[] =>
  typeof value === 'string' ? [{ role, content: value }] : value;

/** The conversation to answer: the prompt, or the messages without a closing reply. */
export function promptOf({ value, where }: Row): Message[] {
  const messages =
    value.prompt !== undefined ? asMessages(value.prompt, 'user') : (value.messages ?? []);
  const open = messages.at(-1)?.role === 'assistant' ? messages.slice(0, -1) : messages;
  if (open.length === 0) throw new UsageError(`${where}: there is no "prompt" and no "messages".`);
  return open;
}

/** The prompt of a row that must be a single message. */
export function singlePromptOf(row: Row): string {
  const messages = promptOf(row);
  if (messages.length !== 1 || messages[0]!.role !== 'user') {
    throw new UsageError(`${row.where}: this command takes prompts of one message only.`);
  }
  return messages[0]!.content;
}

/** A whole text, or a dialogue whose replies count. */
export function demonstrationOf({ value, where }: Row): { text: string } | { messages: Message[] } {
  if (value.prompt !== undefined) {
    if (value.completion === undefined) throw new UsageError(`${where}: there is no "completion".`);
    return {
      messages: [...asMessages(value.prompt, 'user'), ...asMessages(value.completion, 'assistant')],
    };
  }
  if (value.messages) {
    if (!value.messages.some(({ role }) => role === 'assistant')) {
      throw new UsageError(`${where}: no message is the assistant's.`);
    }
    return { messages: value.messages };
  }
  if (value.text !== undefined) return { text: value.text };
  throw new UsageError(`${where}: there is no "prompt", "messages" or "text".`);
}
