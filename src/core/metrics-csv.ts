// Metrics as a CSV file (RFC 4180), a row per iteration, for spreadsheets and scripts.

/**
 * First the header: `iteration`, then the names. A value that was not measured leaves its field empty.
 * @param names without commas or quotes
 */
export function metricsCsv(
  names: readonly string[],
  rows: readonly { iteration: number; values: Readonly<Record<string, number>> }[],
): string {
  const field = (value: number | undefined) =>
    value !== undefined && Number.isFinite(value) ? String(value) : '';
  const lines = [
    ['iteration', ...names],
    ...rows.map(({ iteration, values }) => [
      String(iteration),
      ...names.map((name) => field(values[name])),
    ]),
  ];
  return lines.map((fields) => `${fields.join(',')}\r\n`).join('');
}
