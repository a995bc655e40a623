// Reads preference files: our own (core/preferences-jsonl.ts) and plain TRL ones. A row is taken whole or refused with
// its line number and a reason, as data; a ranking of which any row lies is not taken at all. Stores nothing.
import * as v from 'valibot';
import {
  messageSchema,
  rankingSchema,
  type Message,
  type ModelId,
  type Ranking,
} from '../contract/records';
import { preferencePairs, type PreferencePair } from './preferences-jsonl';

export type ImportProblemKind =
  | 'file-too-large'
  | 'line-too-long'
  | 'not-json'
  | 'not-an-object'
  /** `prompt`, `chosen` or `rejected` is missing or of a type that TRL does not have. */
  | 'missing-field'
  /** Empty, or does not end with a turn of the person. */
  | 'bad-prompt'
  /** Not one reply of the assistant. */
  | 'bad-reply'
  | 'equal-replies'
  /** The `ranking` key holds something else than a ranking. */
  | 'bad-ranking'
  /** The row's prompt or pair is not one that its ranking makes. */
  | 'pair-not-in-ranking'
  /** Two rows give one ranking two contents. */
  | 'ranking-conflict';

export interface ImportProblem {
  /** From 1; 0 for the file as a whole. */
  line: number;
  kind: ImportProblemKind;
  /** Technical, e.g. which field. */
  detail: string;
}

export interface ImportOptions {
  /** What a pair of a plain file is stored under, as it does not say who wrote the replies. */
  modelId: ModelId;
  createdAtMs: number;
  /** Characters; a larger file is refused unread. */
  maxFileLength?: number;
  maxLineLength?: number;
}

export interface ImportResult {
  /** Complete rankings, in the order of their first row. */
  rankings: Ranking[];
  problems: ImportProblem[];
}

const defaultMaxFileLength = 64 * 1024 * 1024;
const defaultMaxLineLength = 1024 * 1024;

class RowProblem extends Error {
  constructor(
    readonly kind: ImportProblemKind,
    readonly detail: string,
  ) {
    super(`${kind}: ${detail}`);
  }
}

interface Row extends PreferencePair {
  messages: Message[];
  ranking: Ranking | null;
}

/**
 * The rankings of a file. A row of our own restores its ranking once, with its id; a plain pair becomes a ranking of
 * two samples whose id comes from its content, so that reading the same file again replaces instead of doubling.
 * Such samples have `tokens: 0`, as nobody counted. Never throws.
 */
export function importPreferences(text: string, options: ImportOptions): ImportResult {
  const maxFileLength = options.maxFileLength ?? defaultMaxFileLength;
  if (text.length > maxFileLength) {
    const detail = `${text.length} characters, at most ${maxFileLength}`;
    return { rankings: [], problems: [{ line: 0, kind: 'file-too-large', detail }] };
  }
  const problems: ImportProblem[] = [];
  const rankings = new Map<string, Ranking>();
  const liars = new Set<string>();
  const timesSeen = new Map<string, number>();
  for (const [i, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    try {
      const row = readRow(line, options.maxLineLength ?? defaultMaxLineLength);
      const ranking = row.ranking ?? pairToRanking(row, options, timesSeen);
      const known = rankings.get(ranking.id);
      if (row.ranking) checkRow(row, row.ranking, known, liars);
      if (!known) rankings.set(ranking.id, ranking);
    } catch (problem) {
      if (!(problem instanceof RowProblem)) throw problem;
      problems.push({ line: i + 1, kind: problem.kind, detail: problem.detail });
    }
  }
  for (const id of liars) rankings.delete(id);
  return { rankings: [...rankings.values()], problems };
}

function checkRow(
  row: Row,
  ranking: Ranking,
  known: Ranking | undefined,
  liars: Set<string>,
): void {
  const isOwnPair =
    JSON.stringify(row.messages) === JSON.stringify(ranking.messages) &&
    preferencePairs(ranking).some(
      ({ chosen, rejected }) => chosen === row.chosen && rejected === row.rejected,
    );
  if (!isOwnPair) {
    liars.add(ranking.id);
    throw new RowProblem('pair-not-in-ranking', ranking.id);
  }
  if (known && JSON.stringify(known) !== JSON.stringify(ranking)) {
    liars.add(ranking.id);
    throw new RowProblem('ranking-conflict', ranking.id);
  }
}

function readRow(line: string, maxLineLength: number): Row {
  if (line.length > maxLineLength) {
    throw new RowProblem('line-too-long', `${line.length} characters, at most ${maxLineLength}`);
  }
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RowProblem('not-an-object', Array.isArray(value) ? 'array' : typeof value);
  }
  const { prompt, chosen, rejected, ranking } = value as Record<string, unknown>;
  const row = readPair(prompt, chosen, rejected);
  if (ranking !== undefined && ranking !== null) {
    return { ...row, ranking: readRanking(ranking) };
  }
  if (row.chosen === row.rejected) throw new RowProblem('equal-replies', 'chosen = rejected');
  return { ...row, ranking: null };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (reason) {
    throw new RowProblem('not-json', reason instanceof Error ? reason.message : String(reason));
  }
}

const turnsSchema = v.array(messageSchema);

function readPair(prompt: unknown, chosen: unknown, rejected: unknown): Omit<Row, 'ranking'> {
  const [chosenTurns, rejectedTurns] = [turnsOf(chosen, 'chosen'), turnsOf(rejected, 'rejected')];
  // Without a prompt, both conversations hold it: TRL's implicit prompt.
  const isImplicit = prompt === undefined || prompt === null;
  if (isImplicit && (typeof chosen === 'string' || typeof rejected === 'string')) {
    throw new RowProblem('missing-field', 'prompt');
  }
  const messages = isImplicit ? chosenTurns.slice(0, -1) : turnsOf(prompt, 'prompt', 'user');
  if (isImplicit && JSON.stringify(messages) !== JSON.stringify(rejectedTurns.slice(0, -1))) {
    throw new RowProblem('bad-prompt', 'chosen and rejected begin differently');
  }
  const last = messages.at(-1);
  if (last?.role !== 'user') throw new RowProblem('bad-prompt', 'last turn is not the user’s');
  if (last.content.trim() === '') throw new RowProblem('bad-prompt', 'empty');
  const ownTurns = (turns: Message[]) => (isImplicit ? turns.slice(-1) : turns);
  return {
    messages,
    chosen: replyOf(ownTurns(chosenTurns), 'chosen'),
    rejected: replyOf(ownTurns(rejectedTurns), 'rejected'),
  };
}

function turnsOf(value: unknown, field: string, role: Message['role'] = 'assistant'): Message[] {
  if (typeof value === 'string') return [{ role, content: value }];
  const result = v.safeParse(turnsSchema, value);
  if (!result.success) throw new RowProblem('missing-field', field);
  return result.output;
}

function replyOf(turns: Message[], field: string): string {
  const [reply, ...more] = turns;
  if (reply?.role !== 'assistant' || more.length > 0) throw new RowProblem('bad-reply', field);
  return reply.content;
}

function readRanking(value: unknown): Ranking {
  const result = v.safeParse(rankingSchema, value);
  if (!result.success) {
    const issue = result.issues[0];
    throw new RowProblem('bad-ranking', `${v.getDotPath(issue) ?? 'ranking'}: ${issue.message}`);
  }
  const { ranks, samples, allBad, messages } = result.output;
  if (ranks.length !== samples.length) {
    throw new RowProblem('bad-ranking', `${samples.length} samples, ${ranks.length} ranks`);
  }
  if (allBad && ranks.some((rank) => rank !== null)) {
    throw new RowProblem('bad-ranking', 'all bad, but ranked');
  }
  if (messages.at(-1)!.role !== 'user') {
    throw new RowProblem('bad-ranking', 'last turn is not the user’s');
  }
  return result.output;
}

function pairToRanking(
  { messages, chosen, rejected }: Row,
  { modelId, createdAtMs }: ImportOptions,
  timesSeen: Map<string, number>,
): Ranking {
  const content = JSON.stringify([messages, chosen, rejected]);
  const time = timesSeen.get(content) ?? 0;
  timesSeen.set(content, time + 1);
  return {
    id: `imported-${contentHash(`${time} ${content}`)}`,
    createdAtMs,
    messages,
    samples: [chosen, rejected].map((text) => ({ text, tokens: 0, ended: true })),
    ranks: [1, 2],
    allBad: false,
    source: { kind: 'person' },
    modelId,
    sampling: { temperature: 1, topK: 0, topP: 1, maxNewTokens: 1, seed: 0 },
  };
}

/** Two FNV-1a of 32 bits from different starts, in hexadecimal: enough that files of a million rows do not collide. */
function contentHash(text: string): string {
  let [left, right] = [0x811c9dc5, 0x2c1b3c6d];
  for (let i = 0; i < text.length; i++) {
    left = Math.imul(left ^ text.charCodeAt(i), 0x01000193);
    right = Math.imul(right ^ text.charCodeAt(i), 0x5bd1e995);
    right ^= right >>> 15;
  }
  return [left, right].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
