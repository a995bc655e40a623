// Typed prompts are read back as what wrote them.
import { describe, expect, test } from 'vitest';
import { Random } from '../../src/core/rng';
import { allItems } from '../../src/world/frames';
import { WorldGenerator, type Exchange, type WorldChat } from '../../src/world/generate';
import { isTrue, recognize, type Recognized } from '../../src/world/recognize';

const chats: WorldChat[] = (() => {
  const generator = new WorldGenerator({ followUpShare: 0.4, fewShotShare: 0 });
  const random = new Random(21);
  return Array.from({ length: 6000 }, () => generator.chat(random));
})();

/** Whether it was understood as what wrote it, or as something with the same truth. */
function isUnderstood({ item, bindings, reply, labels }: Exchange, as: Recognized | null): boolean {
  if (!as) return false;
  if (as.item === item) {
    const { truth } = item;
    if (!truth) return true;
    const right = [as.bindings[truth.slot]!, ...(truth.accepts?.(as.bindings) ?? [])];
    return right.some((value) => value.toLowerCase() === bindings[truth.slot]?.toLowerCase());
  }
  if (labels.truth === 'true') return isTrue(reply, as.item, as.bindings) === true;
  // Two ways to the same kind of talk: one skill, nothing claimed.
  return as.topic.skill === labels.skill && !as.item.truth === !item.truth;
}

describe('recognize', () => {
  test('reads at least 97 of 100 training prompts, and each skill nearly as well', () => {
    const bySkill = new Map<string, { asked: number; missed: string[] }>();
    for (const { exchanges } of chats) {
      const first = exchanges[0]!;
      const tally = bySkill.get(first.labels.skill) ?? { asked: 0, missed: [] };
      tally.asked += 1;
      const as = recognize(first.prompt);
      if (!isUnderstood(first, as)) {
        tally.missed.push(`${first.prompt} [${first.frame}] as ${as ? as.item.ask[0] : 'nothing'}`);
      }
      bySkill.set(first.labels.skill, tally);
    }
    const tallies = [...bySkill];
    const missed = tallies.flatMap(([, tally]) => tally.missed);
    const poor = tallies
      .filter(([, tally]) => tally.missed.length > 0.1 * tally.asked)
      .map(([skill, tally]) => [
        skill,
        tally.missed.length / tally.asked,
        tally.missed.slice(0, 6),
      ]);
    expect(poor).toEqual([]);
    expect(missed.length / chats.length, missed.slice(0, 10).join('\n')).toBeLessThan(0.03);
  });

  test('reads follow-ups by what came before', () => {
    const topicOf = allItems();
    const missed: string[] = [];
    let asked = 0;
    for (const { exchanges } of chats) {
      for (const [i, exchange] of exchanges.slice(1).entries()) {
        const { item, bindings } = exchanges[i]!;
        const as = recognize(exchange.prompt, { item, bindings, topic: topicOf.get(item)! });
        asked += 1;
        if (!isUnderstood(exchange, as)) {
          missed.push(`${exchange.prompt} [${exchange.frame}] as ${as?.item.ask[0]}`);
        }
      }
    }
    expect(asked).toBeGreaterThan(100);
    expect(missed.length / asked, missed.slice(0, 10).join('\n')).toBeLessThan(0.05);
  });

  test('reads nothing into what the world does not ask', () => {
    for (const prompt of [
      '',
      'xyzzy',
      'Please translate the following contract into legal Latin.',
    ]) {
      expect(recognize(prompt)).toBeNull();
    }
  });
});
