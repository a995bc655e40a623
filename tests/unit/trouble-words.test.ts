// Every way of going wrong that the watch can see is told in words, with its numbers and with what to do.
import { expect, it } from 'vitest';
import { runTroubleSchema } from '../../src/contract/records';
import { troubleWords } from '../../src/ui/train/trouble-words';

it.each(runTroubleSchema.entries.kind.options)('%s', (kind) => {
  const { title, seen, advice } = troubleWords({ kind, iteration: 7, value: 0.25, reference: 3.5 });
  for (const words of [title, seen, advice]) expect(words.length).toBeGreaterThan(10);
  expect(seen).toContain('7');
  expect(seen).toContain('0.25');
  // What a negative KL is held against is nothing that needs saying.
  if (kind !== 'kl-negative') expect(seen).toContain('3.5');
});

it('calls alike what lost its variety, and the same what is one text', () => {
  const trouble = { kind: 'replies-alike' as const, iteration: 3 };
  expect(troubleWords({ ...trouble, value: 0.3, reference: 0.8 }).seen).toContain('distinct-2');
  expect(troubleWords({ ...trouble, value: 0.6, reference: 0.1 }).seen).toContain('same text');
});
