// The watch over a run: each way of going wrong is seen where it begins and once, a healthy run shows none.
import { describe, expect, it } from 'vitest';
import { newTroubles, watchedRow, type WatchedRow } from '../../src/core/run-watch';

/** A run as it should be: slowly rising reward and KL, slowly falling entropy; a little noise, the same every time. */
function healthy(iterations: number): WatchedRow[] {
  return Array.from({ length: iterations }, (_, index) => {
    const noise = ((index * 7) % 5) / 5 - 0.4;
    return {
      'objective/kl': 0.5 * index,
      'objective/scores': 0.05 * index + 0.1 * noise,
      'objective/gold': 0.4 + 0.005 * index + 0.02 * noise,
      'policy/entropy_avg': 1.2 - 0.02 * index,
      'reply/distinct_2': 0.85 - 0.01 * index,
      'reply/commonest_share': 0.04,
    };
  });
}

/** Kind and iteration of everything that is told over a whole run. */
function told(rows: WatchedRow[]): string[] {
  return rows.flatMap((_, index) =>
    newTroubles(rows.slice(0, index + 1)).map(({ kind, iteration }) => `${kind} ${iteration}`),
  );
}

/** The healthy run with some metrics of its later iterations replaced. */
const changed = (from: number, change: (index: number) => WatchedRow, iterations = 20) =>
  healthy(iterations).map((row, index) => (index < from ? row : { ...row, ...change(index) }));

describe('the watch over a run', () => {
  it('says nothing of a healthy run, of an empty one, or of rows without numbers', () => {
    expect(told(healthy(25))).toEqual([]);
    expect(newTroubles([])).toEqual([]);
    expect(told([{}, {}, {}])).toEqual([]);
  });

  it('sees a KL that is high, once', () => {
    const rows = changed(10, (index) => ({ 'objective/kl': 5 + 2 * (index - 10) }));
    // 15 in iteration 16 is not above 15 yet.
    expect(told(rows)).toEqual(['kl-exploding 17']);
    expect(newTroubles(rows.slice(0, 17))).toEqual([
      { kind: 'kl-exploding', iteration: 17, value: 17, reference: 15 },
    ]);
  });

  it('sees a KL that doubles within two iterations before it is high', () => {
    const rows = changed(4, (index) => ({ 'objective/kl': [2, 3, 6, 9][index - 4] ?? 9 }), 8);
    expect(told(rows)).toEqual(['kl-exploding 7']);
    expect(newTroubles(rows.slice(0, 7))[0]).toMatchObject({ value: 6, reference: 2 });
  });

  it('tells again of a KL that came back and exploded anew', () => {
    const kls = [1, 2, 3, 20, 20, 3, 3, 3, 20];
    expect(told(kls.map((kl) => ({ 'objective/kl': kl })))).toEqual([
      'kl-exploding 4',
      'kl-exploding 9',
    ]);
  });

  it('sees a clearly negative KL, not one within the noise', () => {
    expect(told([{ 'objective/kl': 0 }, { 'objective/kl': -0.3 }])).toEqual([]);
    expect(told([{ 'objective/kl': 0 }, { 'objective/kl': -0.9 }])).toEqual(['kl-negative 2']);
  });

  it('sees entropy collapse against its start', () => {
    const rows = changed(8, () => ({ 'policy/entropy_avg': 0.35 }));
    expect(told(rows)).toEqual(['entropy-collapse 9']);
    expect(newTroubles(rows.slice(0, 9))[0]).toMatchObject({ value: 0.35, reference: 1.2 });
  });

  it('sees replies that became alike, in their words or as whole texts', () => {
    expect(told(changed(6, () => ({ 'reply/distinct_2': 0.3 })))).toEqual(['replies-alike 7']);
    expect(told(changed(6, () => ({ 'reply/commonest_share': 0.6 })))).toEqual(['replies-alike 7']);
    // A model that always said the same did not become so.
    expect(told([{ 'reply/commonest_share': 1 }, { 'reply/commonest_share': 1 }])).toEqual([]);
  });

  it('sees the gold score fall while the reward rises', () => {
    const rows = changed(10, (index) => ({ 'objective/gold': 0.45 - 0.03 * (index - 9) }));
    const seen = told(rows);
    expect(seen).toHaveLength(1);
    const [kind, iteration] = seen[0]!.split(' ');
    expect(kind).toBe('gold-falling');
    expect(Number(iteration)).toBeGreaterThan(11);
    expect(Number(iteration)).toBeLessThan(16);
    const [trouble] = newTroubles(rows.slice(0, Number(iteration)));
    expect(trouble!.value).toBeLessThan(trouble!.reference);
  });

  it('does not blame the reward when both fall, nor speak without a gold score', () => {
    const both = (index: number) => ({
      'objective/gold': 0.45 - 0.03 * (index - 9),
      'objective/scores': 0.5 - 0.1 * (index - 9),
    });
    expect(told(changed(10, both))).toEqual([]);
    const without = healthy(20).map((row) => watchedRow({ ...row, 'objective/gold': undefined }));
    expect(without[0]).not.toHaveProperty('objective/gold');
    expect(told(without)).toEqual([]);
  });
});
