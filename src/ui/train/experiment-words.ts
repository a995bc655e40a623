// Experiments and their arms in words, from the message files.
import type { ExperimentId } from '../../contract/experiments';
import { m } from '../../paraglide/messages.js';

/** The message of an experiment; '' where there is none, which a test rules out. */
function words(id: ExperimentId, ...rest: string[]): string {
  const key = ['experiments', id, ...rest].map((part) => part.replaceAll('-', '_')).join('_');
  return (m as unknown as Record<string, (() => string) | undefined>)[key]?.() ?? '';
}

export const experimentTitle = (id: ExperimentId): string => words(id, 'title');
/** One sentence: what to look at while it runs. */
export const experimentWatch = (id: ExperimentId): string => words(id, 'watch');
export const armLabel = (id: ExperimentId, arm: string): string => words(id, 'arm', arm);
