// What people dislike in replies, made on purpose: so that labelers have something to mark down and the base model has
// seen it. Owns how a fault is made from good material; which replies get one is decided by the generator.
import type { Random } from '../core/rng';
import type { Bindings } from './phrases';
import { writePhrase } from './phrases';
import { joinSentences } from './styles';
import type { Item } from './topic';

/** Rude ways of not helping. Harmless words only. */
const rudePhrases: readonly string[] = [
  '[Figure it out|Look it up|Find out] yourself[, lazy|, will you|].',
  '[Go and |]ask somebody else. [I am busy|I have better things to do|Not my problem].',
  '[What a silly question|That is a boring question|That is a dull thing to say]. [Go away|Leave me alone|Stop it].',
  "[I don't care|Who cares]? [Next|Try harder|Go away].",
  '[Not my problem|Not interested|Bored already]. [Bye|Go bother somebody else|Leave me alone].',
  'You [always |]ask [silly|boring|dull|foolish] [things|questions]. [Stop it|Go away|I will not answer].',
  'You [should know that|could have found that] yourself. [How lazy|How silly|Shame on you].',
  'Stop [bothering|pestering|boring] me[ with this|].',
  'I have no time for [you|this|such silly talk]. [Go away.|Bye.|Leave me alone.|]',
  'Blah blah blah. [Are you done|Is that all]? [Go away|Bye|I stopped listening].',
  '[Why|How] would I help you? [Do it yourself|Go away|You are no fun].',
  '[Boring|Silly|Nonsense]! [Ask me something better|I will not answer that|Leave me alone].',
];

export function rudeReply(random: Random): string {
  return joinSentences([writePhrase(random.pick(rudePhrases), {}, random)]);
}

/** The bindings of a confident lie; null where the item has no truth or no other value. */
export function falsify(item: Item, bindings: Bindings, random: Random): Bindings | null {
  const { truth } = item;
  // A follow-up may ask for what its thing does not have: nothing to lie about.
  if (!truth || !(truth.slot in bindings)) return null;
  if (truth.lie) return { ...bindings, ...truth.lie(bindings, random) };
  const right = new Set([bindings[truth.slot]!, ...(truth.accepts?.(bindings) ?? [])]);
  const wrong = truth.options(bindings).filter((value) => !right.has(value));
  return wrong.length === 0 ? null : { ...bindings, [truth.slot]: random.pick(wrong) };
}

const repeatLinks = ['', '', 'Again:', 'I repeat:', 'As I said,', 'Once more:', 'I say it again:'];

/** The same thing said two or three times, in the same words. */
export function repeating(answer: string, random: Random): string {
  const isLong = answer.length > 80;
  const times = isLong ? 2 : 2 + random.integer(2);
  const link = random.pick(repeatLinks);
  const parts = Array.from({ length: times }, (_, i) => [i === 0 ? '' : link, answer]);
  return joinSentences(parts.flat());
}

const ramblingLinks = [
  'By the way,',
  'That reminds me:',
  'Anyway,',
  'Did I tell you this?',
  'Oh, and also,',
  'Where was I?',
  'Speaking of which,',
  'Wait, there is more:',
  'Somebody told me this:',
  'I was just thinking:',
];

/** An answer that loses itself in what nobody asked for. */
export function rambling(answer: string, tangents: readonly string[], random: Random): string {
  const links = random.shuffled(ramblingLinks);
  return joinSentences([answer, ...tangents.flatMap((tangent, i) => [links[i]!, tangent])]);
}
