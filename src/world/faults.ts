// What people dislike in replies, made on purpose: so that labelers have something to mark down and the base model has
// seen it. Owns how a fault is made from good material; which replies get one is decided by the generator.
import type { Random } from '../core/rng';
import type { Bindings } from './phrases';
import { writePhrase } from './phrases';
import { joinSentences } from './styles';
import type { Item } from './topic';

/** Rude ways of not helping. Harmless words only. */
export const rudePhrases: readonly string[] = [
  '[Figure it out yourself|Look it up yourself|Ask somebody else].',
  '[What a silly question|That is a boring question]. [Go away|Leave me alone].',
  "[I don't care|Who cares]? [Next question|Try harder].",
];

export function rudeReply(random: Random): string {
  return joinSentences([writePhrase(random.pick(rudePhrases), {}, random)]);
}

/** The bindings of a confident lie; null where the item has no truth or no other value. */
export function falsify(item: Item, bindings: Bindings, random: Random): Bindings | null {
  const { truth } = item;
  if (!truth) return null;
  if (truth.lie) return truth.lie(bindings, random);
  const right = new Set([bindings[truth.slot]!, ...(truth.accepts?.(bindings) ?? [])]);
  const wrong = truth.options(bindings).filter((value) => !right.has(value));
  return wrong.length === 0 ? null : { ...bindings, [truth.slot]: random.pick(wrong) };
}

/** The same thing said two or three times. */
export function repeating(answers: readonly string[], random: Random): string {
  const times = 2 + random.integer(2);
  return joinSentences(Array.from({ length: times }, () => random.pick(answers)));
}

/** An answer that loses itself in what nobody asked for. */
export function rambling(answer: string, tangents: readonly string[], random: Random): string {
  const links = ['Oh, and', 'By the way,', 'That reminds me:', 'Anyway,'];
  const parts = tangents.flatMap((tangent) => [random.pick(links), tangent]);
  return joinSentences([answer, ...parts.map((part) => part.replace(/^Oh, and$/, 'Oh, and,'))]);
}
