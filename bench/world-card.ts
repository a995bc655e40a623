// What `bench -- world` measured as a section of the model's card, beside what was hoped for.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One line of figures: a share true, right or unsure, a loss, or bytes. */
export type WorldFigures = Record<string, unknown> & { figure: string };

interface CardRow {
  what: string;
  figure: string;
  /** Of the figure's numbers, which are NaN where nothing was measured. */
  value: (of: (name: string) => number) => string;
  /** For micro; the others have none of their own. */
  target: string;
}

const share = (value: number) => value.toFixed(2);
const trueShare = (of: (name: string) => number) => share(of('true'));
const nats = (of: (name: string) => number) => of('nats_per_character').toFixed(4);

const rows: CardRow[] = [
  {
    ...{ what: 'small talk, questions kept out: one of the right five', figure: 'small talk' },
    ...{ value: (of) => share(of('right')), target: '0.80' },
  },
  ...[
    ['world facts, true', 'facts, unseen frames', '0.90'],
    ['sums to 20, true', 'sums, unseen frames', '0.80'],
    ['opposites, true', 'opposites, unseen frames', '0.80'],
    ['follow-ups, true', 'follow-ups, unseen frames', '0.80'],
    ['comparisons, true', 'comparisons, unseen frames', ''],
    ['definitions, true', 'definitions, unseen frames', ''],
    ['calendar, true', 'calendar, unseen frames', ''],
    ['rhymes, true', 'rhymes, unseen frames', ''],
    ['spelling, true', 'spelling, unseen frames', ''],
    ['riddles, true', 'riddles, unseen frames', ''],
  ].map(([what, figure, target]) => ({
    ...{ what: what!, figure: figure!, value: trueShare, target: target! },
  })),
  {
    what: 'facts of which nothing was said in training: true, or "I don\'t know"',
    figure: 'facts, unseen pairs',
    value: (of) => share(of('true') + of('unsure')),
    target: '0.70',
  },
  ...[
    ['at temperature 1: ends by itself within 64 tokens', 'ended', '0.99'],
    ['at temperature 1: only known words', 'only_known_words', '0.98'],
    ['distinct replies of four', 'distinct_of_four', '3.0'],
  ].map(([what, name, target]) => ({
    ...{ what: what!, figure: 'replies at temperature 1', target: target! },
    value: (of: (name: string) => number) => share(of(name!)),
  })),
  {
    ...{ what: 'nats per character, replies to small talk kept out', target: '' },
    ...{ figure: 'loss on heldout-chat.jsonl', value: nats },
  },
  {
    ...{ what: 'nats per character, replies about the world, unseen frames', target: '' },
    ...{ figure: 'loss on replies about the world, unseen frames', value: nats },
  },
  {
    ...{ what: 'nats per character, both', figure: 'loss on both', value: nats },
    target: '15% below 1.385, the first small-talk model',
  },
  {
    ...{ what: 'download, gzip', figure: 'download' },
    value: (of) => `${(of('gzip_bytes') / 1e6).toFixed(2)} MB`,
    target: '3 MB',
  },
];

/**
 * The card with its section "What it knows", new or in place of the old one.
 * @param command that repeats the measurement
 */
export function withFigures(
  card: string,
  figures: readonly WorldFigures[],
  command: string,
  hasTargets: boolean,
): string {
  const lines = rows.flatMap(({ what, figure, value, target }) => {
    const found = figures.find((candidate) => candidate.figure === figure);
    if (!found) return [];
    const text = value((name) => {
      const number = found[name];
      return typeof number === 'number' ? number : NaN;
    });
    if (text.includes('NaN')) return [];
    return [`| ${what} | ${text} |${hasTargets ? ` ${target} |` : ''}`];
  });
  const section = `## What it knows

Measured by \`${command}\` on what training never held: questions, ways of asking and facts. Truth is judged by the world's
tables, not by a model.

| | ${hasTargets ? 'measured | hoped for |' : 'measured |'}
|---|---|${hasTargets ? '---|' : ''}
${lines.join('\n')}

`;
  const without = card.replace(/## What it knows\n[\s\S]*?(?=## Samples)/, '');
  if (!without.includes('## Samples')) throw new Error('The card has no section "Samples".');
  return without.replace('## Samples', () => `${section}## Samples`);
}

export function writeFiguresToCard(
  folder: string,
  figures: readonly WorldFigures[],
  command: string,
  hasTargets: boolean,
): void {
  const path = join(folder, 'README.md');
  writeFileSync(path, withFigures(readFileSync(path, 'utf8'), figures, command, hasTargets));
}
