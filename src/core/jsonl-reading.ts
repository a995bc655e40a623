// Reads files of JSON lines: each line an object, taken whole or refused with its number and a reason, as data. Knows
// no format; core/preferences-import and core/demonstrations-import say what a row must hold.

/** What can be wrong with any file of JSON lines. */
export type LineProblemKind = 'file-too-large' | 'line-too-long' | 'not-json' | 'not-an-object';

export interface LineProblem<Kind extends string> {
  /** From 1; 0 for the file as a whole. */
  line: number;
  kind: Kind | LineProblemKind;
  /** Technical, e.g. which field. */
  detail: string;
}

export interface LineLimits {
  /** Characters; a larger file is refused unread. */
  maxFileLength?: number;
  maxLineLength?: number;
}

const defaultMaxFileLength = 64 * 1024 * 1024;
const defaultMaxLineLength = 1024 * 1024;

/** Thrown by whoever reads a row, to refuse it. */
export class RowProblem<Kind extends string> extends Error {
  constructor(
    readonly kind: Kind,
    readonly detail: string,
  ) {
    super(`${kind}: ${detail}`);
  }
}

/**
 * Hands every line's object to `readRow`, which throws a RowProblem to refuse it. Never throws one itself.
 * @returns what was refused, in the order of the lines
 */
export function readJsonLines<Kind extends string>(
  text: string,
  limits: LineLimits,
  readRow: (row: Record<string, unknown>) => void,
): LineProblem<Kind>[] {
  const { maxFileLength = defaultMaxFileLength, maxLineLength = defaultMaxLineLength } = limits;
  if (text.length > maxFileLength) {
    const detail = `${text.length} characters, at most ${maxFileLength}`;
    return [{ line: 0, kind: 'file-too-large', detail }];
  }
  const problems: LineProblem<Kind>[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    try {
      readRow(parseObject(line, maxLineLength));
    } catch (problem) {
      if (!(problem instanceof RowProblem)) throw problem;
      const { kind, detail } = problem as RowProblem<Kind>;
      problems.push({ line: index + 1, kind, detail });
    }
  }
  return problems;
}

function parseObject(line: string, maxLineLength: number): Record<string, unknown> {
  if (line.length > maxLineLength) {
    throw new RowProblem('line-too-long', `${line.length} characters, at most ${maxLineLength}`);
  }
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RowProblem('not-an-object', Array.isArray(value) ? 'array' : typeof value);
  }
  return value as Record<string, unknown>;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (reason) {
    throw new RowProblem('not-json', reason instanceof Error ? reason.message : String(reason));
  }
}

/** Two FNV-1a of 32 bits from different starts, in hexadecimal: enough that files of a million rows do not collide. */
export function contentHash(text: string): string {
  let [left, right] = [0x811c9dc5, 0x2c1b3c6d];
  for (let i = 0; i < text.length; i++) {
    left = Math.imul(left ^ text.charCodeAt(i), 0x01000193);
    right = Math.imul(right ^ text.charCodeAt(i), 0x5bd1e995);
    right ^= right >>> 15;
  }
  return [left, right].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
