import { describe, expect, it } from 'vitest';
import { countedBit, firstBit, packRows, rowTokens, streamRows } from '../../scripts/cuda/rows';

const chat = (ids: number[], mask: number[]) => ({
  ids: Uint16Array.from(ids),
  replyMask: Uint8Array.from(mask),
});

describe('rows of tokens for another trainer', () => {
  it('cuts a stream into whole rows in which every token counts', () => {
    const rows = streamRows(Uint16Array.from({ length: 2 * rowTokens + 5 }, (_, i) => i));
    expect(rows.length).toBe(2 * rowTokens);
    expect(rows[0]).toBe(countedBit);
    expect(rows[rowTokens]! & ~countedBit).toBe(rowTokens);
    expect(rows.every((token) => (token & firstBit) === 0)).toBe(true);
  });

  it('marks where a chat begins and which tokens are its reply', () => {
    const rows = packRows([chat([3, 4, 5], [0, 0, 1]), chat([6, 7], [0, 1])], 9);
    expect(rows.length).toBe(rowTokens);
    expect([...rows.slice(0, 7)]).toEqual([
      3 | firstBit,
      4,
      5 | countedBit,
      6 | firstBit,
      7 | countedBit,
      9 | firstBit,
      9,
    ]);
    expect(rows.at(-1)).toBe(9);
  });

  it('cuts no chat in two', () => {
    const long = chat(
      Array.from({ length: 200 }, () => 1),
      Array.from({ length: 200 }, () => 1),
    );
    const rows = packRows([long, long], 9);
    expect(rows.length).toBe(2 * rowTokens);
    expect(rows[200]).toBe(9 | firstBit);
    expect(rows[rowTokens]).toBe(1 | firstBit | countedBit);
  });

  it('refuses a chat that fits no row', () => {
    const ids = Array.from({ length: rowTokens + 1 }, () => 1);
    expect(() => packRows([chat(ids, ids)], 9)).toThrow('fits no row');
  });
});
