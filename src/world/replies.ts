// Writes one reply: to given bindings, in a given style, good or with a given fault, and labels it. Owns what a reply
// is made of; which question, style and fault are drawn is the generator's business.
import type { Random } from '../core/rng';
import { falsify, rambling, repeating, rudeReply } from './faults';
import { fateOfPair } from './held-out';
import { writePhrase, type Bindings } from './phrases';
import { dress } from './styles';
import type { Fault, Item, ReplyLabels, Style, Tone, Topic } from './topic';
import { unknownAnswers } from './topics/unknown';

/** What a reply is made of. */
export interface ReplyPlan {
  topic: Topic;
  item: Item;
  bindings: Bindings;
  style: Style;
  fault: Fault | null;
  /** A true sentence about something else. */
  tangent(): string;
}

export interface LabelledReply {
  reply: string;
  labels: ReplyLabels;
}

/** A reply as planned; where the fault cannot be made (a lie where nothing is claimed) a good one, labelled so. */
export function writeReply(plan: ReplyPlan, random: Random): LabelledReply {
  const { topic, item, style } = plan;
  const label = (fault: Fault | null, truth: ReplyLabels['truth'], reply: string) => ({
    reply,
    labels: { skill: topic.skill, style, fault, truth },
  });
  switch (plan.fault) {
    case 'wrong': {
      const lie = falsify(item, plan.bindings, random);
      if (lie) return label('wrong', 'false', confidentLie(plan, lie, random));
      break;
    }
    case 'rude':
      return label('rude', 'none', rudeReply(random));
    case 'beside-the-point':
      return label('beside-the-point', 'none', plan.tangent());
    case 'repeating': {
      // Stories and poems are too long to be told twice.
      if (toneOf(plan) === 'text') break;
      const reply = repeating(answerOf(plan, plan.bindings, random), random);
      return label('repeating', truthOfGood(plan), reply);
    }
    case 'rambling': {
      const tangents = Array.from({ length: 1 + random.integer(2) }, () => plan.tangent());
      const reply = rambling(goodReply(plan, random), tangents, random);
      return label('rambling', truthOfGood(plan), reply);
    }
    case null:
      break;
    default:
      plan.fault satisfies never;
  }
  return label(null, truthOfGood(plan), goodReply(plan, random));
}

/** False for the pairs that the world's chats do not know, or that are kept out of them. */
function isKnown({ item, bindings }: ReplyPlan): boolean {
  return !item.pair || fateOfPair(item.pair(bindings)) === 'known';
}

function toneOf(plan: ReplyPlan): Tone {
  return isKnown(plan) ? (plan.item.tone ?? plan.topic.tone) : 'unknown';
}

function truthOfGood(plan: ReplyPlan): ReplyLabels['truth'] {
  if (toneOf(plan) === 'unknown') return 'unsure';
  return plan.item.truth ? 'true' : 'none';
}

/** The bare answer, or the admission that it is not known. */
function answerOf(plan: ReplyPlan, bindings: Bindings, random: Random): string {
  const { item, style } = plan;
  if (!isKnown(plan)) return writePhrase(random.pick(unknownAnswers), {}, random);
  const phrases = style === 'brief' ? (item.brief ?? item.answer) : item.answer;
  return writePhrase(random.pick(phrases), bindings, random);
}

function goodReply(plan: ReplyPlan, random: Random): string {
  const { item, bindings, style } = plan;
  const answer = answerOf(plan, bindings, random);
  const more =
    item.more && isKnown(plan) ? writePhrase(random.pick(item.more), bindings, random) : '';
  return dress(answer, more, style, toneOf(plan), random);
}

/** A lie is told without hedging; whoever hedges tells it plainly. Also told of what the world does not know. */
function confidentLie({ topic, item, style }: ReplyPlan, lie: Bindings, random: Random): string {
  const phrases = style === 'brief' ? (item.brief ?? item.answer) : item.answer;
  const answer = writePhrase(random.pick(phrases), lie, random);
  return dress(answer, '', style === 'hedging' ? 'plain' : style, item.tone ?? topic.tone, random);
}
