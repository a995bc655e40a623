// The words of experiments and arms for pages and figures: the interface's own, in English, from the message files.
import { readFileSync } from 'node:fs';
import type { ExperimentId } from '../../src/contract/experiments';

const messages = JSON.parse(
  readFileSync(new URL('../../messages/en/experiments.json', import.meta.url), 'utf8'),
) as Record<string, string>;

const key = (...parts: string[]) => parts.map((part) => part.replaceAll('-', '_')).join('_');

export const titleOf = (id: ExperimentId): string => messages[key('experiments', id, 'title')]!;

export const armLabel = (id: ExperimentId, arm: string): string =>
  messages[key('experiments', id, 'arm', arm)]!;
