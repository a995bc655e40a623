// The guard between the database and the program: every record that comes out is decoded, every record that goes in
// is checked. A damaged record is passed over and reported; it stays where it is and is never deleted here.
import * as v from 'valibot';
import { StorageError } from './errors';
import type { DamagedRecord } from './types';

type Schema<T> = v.GenericSchema<unknown, T>;

/**
 * A plain copy of a record, without keys that the schema does not know; also what makes a reactive proxy storable.
 * @throws StorageError 'damaged' naming the field, so that nothing unreadable is written
 */
export function encode<T>(schema: Schema<T>, record: unknown): T {
  const result = v.safeParse(schema, record);
  if (result.success) return result.output;
  throw new StorageError('damaged', `Not stored: ${describe(result.issues[0])}`);
}

/** The record, or null with the damage told to `report`. */
export function decode<T>(
  schema: Schema<T>,
  kind: DamagedRecord['kind'],
  key: IDBValidKey,
  value: unknown,
  report: (damage: DamagedRecord) => void = () => {},
): T | null {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  report({ kind, key: keyText(key), problem: describe(result.issues[0]) });
  return null;
}

/** The readable ones of a list of records; the damage of the others is told to `report`. */
export function decodeAll<T>(
  schema: Schema<T>,
  kind: DamagedRecord['kind'],
  rows: { key: IDBValidKey; value: unknown }[],
  report?: (damage: DamagedRecord) => void,
): T[] {
  return rows
    .map(({ key, value }) => decode(schema, kind, key, value, report))
    .filter((record) => record !== null);
}

/** Without the numbers that were not measured (NaN) or cannot be drawn (infinite). */
export function finiteOnly(values: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value)));
}

function describe(issue: v.BaseIssue<unknown>): string {
  return `${v.getDotPath(issue) ?? 'record'}: ${issue.message}`;
}

function keyText(key: IDBValidKey): string {
  return Array.isArray(key) ? key.map(String).join(' ') : String(key);
}
