// Every reason for which a run ends by itself is told in words, with its numbers and the limit that the run had.
import { expect, it } from 'vitest';
import { defaultSettings } from '../../src/contract/config';
import { runStopSchema, type Run } from '../../src/contract/records';
import { statusText } from '../../src/ui/train/run-words';
import { stopSeen } from '../../src/ui/train/stop-words';

const settings = { ...defaultSettings(), iterations: 40, stopVariety: 0.77, stopPatience: 12 };

it.each(runStopSchema.entries.kind.options)('%s', (kind) => {
  const seen = stopSeen({ kind, iteration: 7, value: 0.25, reference: 3.5 }, settings);
  expect(seen).toContain('0.25');
  expect(seen).toContain('3.5');
  if (kind === 'variety-floor') expect(seen).toContain('77%');
  if (kind === 'no-gain') expect(seen).toContain('12 iterations');
});

it('the status says that it stopped by itself, and of how many iterations', () => {
  const stop = { kind: 'kl-limit', iteration: 7, value: 8, reference: 6 } as const;
  const run = { iteration: 7, settings } as unknown as Run;
  expect(statusText({ ...run, stop }, 'finished')).toContain('by itself after iteration 7 of 40');
  expect(statusText(run, 'finished')).not.toContain('by itself');
});
