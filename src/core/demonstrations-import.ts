// Reads files of demonstrations: our own (core/demonstrations-jsonl.ts) and TRL's `{prompt, completion}` and
// `{messages}`. A row is taken whole or refused with its line number and a reason, as data. Stores nothing.
import * as v from 'valibot';
import {
  demonstrationSchema,
  messageSchema,
  type Demonstration,
  type Message,
} from '../contract/records';
import {
  contentHash,
  readJsonLines,
  RowProblem,
  type LineLimits,
  type LineProblem,
} from './jsonl-reading';

export type DemonstrationProblemKind = LineProblem<
  /** Neither `prompt` and `completion` nor `messages`, or of a type that TRL does not have. */
  | 'missing-field'
  /** Empty, or does not end with a turn of the person. */
  | 'bad-prompt'
  /** Empty, or not one reply of the assistant. */
  | 'bad-reply'
  /** The `demonstration` key holds something else than what an export writes there. */
  | 'bad-demonstration'
>['kind'];
export type DemonstrationProblem = LineProblem<DemonstrationProblemKind>;

export interface DemonstrationImportOptions extends LineLimits {
  createdAtMs: number;
}

interface Dialogue {
  messages: Message[];
  reply: string;
}

const turnsSchema = v.pipe(v.array(messageSchema), v.minLength(1));
const ownSchema = v.omit(demonstrationSchema, ['messages', 'reply']);

/**
 * The demonstrations of a file, in its order; the last of several with one id stands. A row of our own keeps its id; a
 * foreign one gets an id from its content, so that reading the same file again replaces instead of doubling. Never throws.
 */
export function importDemonstrations(
  text: string,
  options: DemonstrationImportOptions,
): { demonstrations: Demonstration[]; problems: DemonstrationProblem[] } {
  const found = new Map<string, Demonstration>();
  const problems = readJsonLines<DemonstrationProblemKind>(text, options, (row) => {
    const dialogue = readDialogue(row);
    const own = row.demonstration ?? null;
    const demonstration = own === null ? foreign(dialogue, options) : restored(dialogue, own);
    found.set(demonstration.id, demonstration);
  });
  return { demonstrations: [...found.values()], problems };
}

function readDialogue(row: Record<string, unknown>): Dialogue {
  const { prompt, completion, messages: whole } = row;
  if (prompt !== undefined || completion !== undefined) {
    const messages = turnsOf(prompt, 'prompt', 'user');
    const [reply, ...more] = turnsOf(completion, 'completion', 'assistant');
    if (more.length > 0) throw new RowProblem('bad-reply', 'completion has several turns');
    return checked(messages, reply!, 'completion');
  }
  if (whole === undefined) throw new RowProblem('missing-field', 'prompt');
  const turns = Array.isArray(whole) ? turnsOf(whole, 'messages', 'user') : [];
  if (turns.length === 0) throw new RowProblem('missing-field', 'messages');
  return checked(turns.slice(0, -1), turns.at(-1)!, 'messages');
}

function turnsOf(value: unknown, field: string, role: Message['role']): Message[] {
  if (typeof value === 'string') return [{ role, content: value }];
  const result = v.safeParse(turnsSchema, value);
  if (!result.success) throw new RowProblem('missing-field', field);
  return result.output;
}

function checked(messages: Message[], reply: Message, field: string): Dialogue {
  if (reply.role !== 'assistant') {
    throw new RowProblem('bad-reply', `${field}: last turn is not the assistant’s`);
  }
  if (reply.content.trim() === '') throw new RowProblem('bad-reply', `${field}: empty`);
  const last = messages.at(-1);
  if (last?.role !== 'user') throw new RowProblem('bad-prompt', 'last turn is not the user’s');
  if (last.content.trim() === '') throw new RowProblem('bad-prompt', 'empty');
  return { messages, reply: reply.content };
}

function restored(dialogue: Dialogue, own: unknown): Demonstration {
  const result = v.safeParse(ownSchema, own);
  if (!result.success) {
    const issue = result.issues[0];
    const detail = `${v.getDotPath(issue) ?? 'demonstration'}: ${issue.message}`;
    throw new RowProblem('bad-demonstration', detail);
  }
  return { ...result.output, ...dialogue };
}

function foreign(dialogue: Dialogue, { createdAtMs }: DemonstrationImportOptions): Demonstration {
  return {
    id: `imported-${contentHash(JSON.stringify([dialogue.messages, dialogue.reply]))}`,
    createdAtMs,
    updatedAtMs: createdAtMs,
    kind: dialogue.messages.filter(({ role }) => role === 'user').length > 1 ? 'few-shot' : 'plain',
    ...dialogue,
    origin: null,
  };
}
