// Decides which questions are kept out of all training, so that prompts and losses can be measured
// on questions the model never saw. One rule, used by pretraining, by the prompt pool and by tests.

/** Lower-case words of a question: spellings that differ in case or punctuation only are one. */
export function normalizeQuestion(question: string): string {
  return question
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * A number in [0, 1) that depends on the text and the seed alone (FNV-1a, Fowler, Noll and Vo, with
 * the final mix of MurmurHash3): a row's fate does not change when other rows come or go.
 */
export function hashToUnit(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296;
}

/** Share of the small-talk questions that no model is trained on. */
const heldOutQuestionShare = 0.05;

/** The seed of the shipped models; the prompt pool is split by it. */
const shippedCorpusSeed = 1;

/** True for the 5% of questions that are kept out of training, all spellings of one together. */
export function isHeldOutQuestion(question: string, seed = shippedCorpusSeed): boolean {
  return hashToUnit(normalizeQuestion(question), seed) < heldOutQuestionShare;
}

/** Share of the world's frames and of its entity-attribute pairs that no model is trained on. */
const heldOutWorldShare = 0.1;

/** Share of the pairs that the world's chats do not know: they are answered with "I don't know". */
const unknownPairShare = 0.11;

/** True for the tenth of the ways of asking that no model is trained on. */
export function isHeldOutFrame(frame: string): boolean {
  return hashToUnit(frame, shippedCorpusSeed) < heldOutWorldShare;
}

/** What becomes of an entity-attribute pair. */
export type PairFate = 'known' | 'unknown' | 'held-out';

/** What training does with an entity-attribute pair such as `dog.food`: tells it, says it does not know, or never asks. */
export function fateOfPair(pair: string): PairFate {
  const position = hashToUnit(pair, shippedCorpusSeed);
  if (position < heldOutWorldShare) return 'held-out';
  return position < heldOutWorldShare + unknownPairShare ? 'unknown' : 'known';
}
