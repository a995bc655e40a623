import { expect, test } from 'vitest';
import { withFigures } from '../../bench/world-card';

const card = '# micro-chat\n\n## Training\n\nMuch.\n\n## Samples\n\n| a | b |\n';
const figures = [
  { figure: 'small talk', right: 0.825 },
  { figure: 'opposites, unseen frames', true: null },
  { figure: 'facts, unseen pairs', true: 0.33, unsure: 0.27 },
  { figure: 'download', gzip_bytes: 2_728_598 },
];

test('figures become a section before the samples, and the old one goes', () => {
  const once = withFigures(card, figures, 'npm run bench', true);
  expect(once).toContain('kept out: one of the right five | 0.82 | 0.80 |');
  expect(once).toContain('"I don\'t know" | 0.60 | 0.70 |');
  expect(once).toContain('| download, gzip | 2.73 MB | 3 MB |');
  // What was not measured has no line.
  expect(once).not.toContain('sums');
  expect(once).not.toContain('opposites');
  expect(once.indexOf('## What it knows')).toBeLessThan(once.indexOf('## Samples'));
  expect(withFigures(once, figures, 'npm run bench', true)).toBe(once);
});

test('a size without targets has no column for them', () => {
  expect(withFigures(card, figures, 'npm run bench', false)).toContain('gzip | 2.73 MB |\n');
});

test('a card without samples is refused', () => {
  expect(() => withFigures('# other', figures, '', true)).toThrow('Samples');
});
