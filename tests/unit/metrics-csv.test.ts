// A run's metrics as CSV: what spreadsheets and scripts read must be what the table shows.
import { expect, it } from 'vitest';
import { metricsCsv } from '../../src/core/metrics-csv';

it('writes a header, a row per iteration in full precision, and nothing where nothing was measured', () => {
  const csv = metricsCsv(
    ['objective/kl', 'objective/gold'],
    [
      { iteration: 1, values: { 'objective/kl': 0.1 + 0.2, 'objective/gold': NaN } },
      { iteration: 2, values: { 'objective/kl': -1e-7, 'objective/gold': 0.5, lr: 3 } },
      { iteration: 3, values: {} },
    ],
  );
  expect(csv.split('\r\n')).toEqual([
    'iteration,objective/kl,objective/gold',
    '1,0.30000000000000004,',
    '2,-1e-7,0.5',
    '3,,',
    '',
  ]);
});
