// How people type what they ask: small or capital letters, with or without the last mark, sometimes with a little word
// before it. Owns these habits and how they are taken off again; what is asked comes from the topics.
import type { Random } from '../core/rng';
import { plainWords } from './phrases';
import { sentenceCase } from './styles';

/** Words before anything that is said. */
const leadIns = ['Hey,', 'Um,', 'Okay,', 'So,', 'Well,', 'Oh,', 'Hmm,', 'Hey you,', 'By the way,'];

/** Words before a question. */
const questionLeadIns = [
  'Excuse me,',
  'Say,',
  'A question:',
  'Another question:',
  'Quick question:',
  'Just wondering,',
  'Tell me,',
  'Please tell me,',
  'I have a question.',
  'Sorry,',
];

/** Share of prompts with such words before them. */
const leadInShare = 0.1;

/** A prompt as people type it: mostly whole, sometimes small, sometimes without its last mark. */
export function asTyped(prompt: string, random: Random): string {
  const isQuestion = prompt.endsWith('?');
  const hasLeadIn = random.uniform() < leadInShare;
  const before = random.pick(isQuestion ? [...leadIns, ...questionLeadIns] : leadIns);
  const isName = /^(I\b|[A-Z]{2}|[A-Z][a-z]+day\b)/.test(prompt);
  const after = isName || before.endsWith('.') ? prompt : lowerFirst(prompt);
  const whole = sentenceCase(hasLeadIn ? `${before} ${after}` : prompt);
  const chance = random.uniform();
  if (chance < 0.6) return whole;
  if (chance < 0.75) return whole.replace(/[.?!]$/, '');
  return chance < 0.9 ? whole.toLowerCase() : whole.toLowerCase().replace(/[.?!]$/, '');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Longer ones first, so that "hey you" is not taken for "hey". */
const known = [...leadIns, ...questionLeadIns].map(plainWords).sort((a, b) => b.length - a.length);

/** Words as `plainWords` leaves them without what was said before them; null when nothing was. */
export function withoutLeadIn(words: string): string | null {
  const leadIn = known.find((start) => words.startsWith(`${start} `));
  return leadIn === undefined ? null : words.slice(leadIn.length + 1);
}
