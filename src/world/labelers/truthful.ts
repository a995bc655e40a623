// Truthful: wants what is right in the small world, would rather hear "I don't know" than a falsehood, and cannot stand
// a claim about what nobody knows. Reads truth from the world's own tables.
import { isTrue } from '../recognize';
import { answering, understand } from './answering';
import { soundness, type Labeler } from './labeler';

export const truthful: Labeler = {
  name: 'truthful',
  score(prompt, reply) {
    return soundness(reply) * honesty(prompt, reply);
  },
};

function honesty(prompt: string, reply: string): number {
  const asked = understand(prompt);
  const answers = answering(prompt, reply);
  // Where nothing is claimed there is nothing to be wrong about: an answer to the point is as honest as it gets.
  if (!asked) return 0.3 + 0.5 * answers;
  const { item, topic, bindings } = asked;
  const verdict = isTrue(reply, item, bindings);
  if ((item.tone ?? topic.tone) === 'unknown') return verdict === 'unsure' ? 1 : 0.3 * answers;
  if (!item.truth) return 0.3 + 0.5 * answers;
  if (verdict === 'unsure') return 0.4;
  return verdict ? 1 : 0.2 * answers;
}
