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
import {
  contentHash,
  readJsonLines,
  RowProblem,
  type LineLimits,
  type LineProblem,
} from './jsonl-reading';
import { preferencePairs, type PreferencePair } from './preferences-jsonl';

export type ImportProblemKind = LineProblem<
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
  | 'ranking-conflict'
>['kind'];
export type ImportProblem = LineProblem<ImportProblemKind>;

export interface ImportOptions extends LineLimits {
  /** What a pair of a plain file is stored under, as it does not say who wrote the replies. */
  modelId: ModelId;
  createdAtMs: number;
}

export interface ImportResult {
  /** Complete rankings, in the order of their first row. */
  rankings: Ranking[];
  problems: ImportProblem[];
}

/** Whether a ranking comes from a pair of a plain file, and so from nobody knows whom. */
export function isImportedPair({ id }: Pick<Ranking, 'id'>): boolean {
  return id.startsWith(importedPrefix);
}

const importedPrefix = 'imported-';

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
  const rankings = new Map<string, Ranking>();
  const liars = new Set<string>();
  const timesSeen = new Map<string, number>();
  const problems = readJsonLines<ImportProblemKind>(text, options, (value) => {
    const row = readRow(value);
    const ranking = row.ranking ?? pairToRanking(row, options, timesSeen);
    const known = rankings.get(ranking.id);
    if (row.ranking) checkRow(row, row.ranking, known, liars);
    if (!known) rankings.set(ranking.id, ranking);
  });
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

function readRow({ prompt, chosen, rejected, ranking }: Record<string, unknown>): Row {
  const row = readPair(prompt, chosen, rejected);
  if (ranking !== undefined && ranking !== null) {
    return { ...row, ranking: readRanking(ranking) };
  }
  if (row.chosen === row.rejected) throw new RowProblem('equal-replies', 'chosen = rejected');
  return { ...row, ranking: null };
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
    id: `${importedPrefix}${contentHash(`${time} ${content}`)}`,
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
