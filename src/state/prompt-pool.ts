// What to ask next: the shipped prompts and the person's own turns in chats, least judged first, and of
// the shipped ones those whose skill lags behind. Owns no rankings and no samples.
import type { Settings } from '../contract/config';
import type { Message, Ranking } from '../contract/records';
import { coveringOrder } from '../core/next-prompt';
import type { Random } from '../core/rng';
import type { Store } from '../storage/types';
import { skillOfShipped } from '../world/prompts';
import { messagesBefore } from './conversations';

export type PromptOrigin = 'shipped' | 'chat' | 'handed-over';

/** A conversation that ends with a turn of the person, and where it comes from. */
export interface RankPrompt {
  messages: Message[];
  origin: PromptOrigin;
}

/** The same conversation has the same key. */
export function promptKey(messages: readonly Message[]): string {
  return JSON.stringify(messages.map(({ role, content }) => [role, content]));
}

export interface DrawOptions {
  /** Keys that are only taken when nothing else is left. */
  avoid?: ReadonlySet<string>;
  /** `random` leaves the skills to chance. */
  choice?: Settings['promptChoice'];
}

export class PromptPool {
  #chats: Store['chats'];
  #shipped: readonly RankPrompt[];
  #random: Random;

  constructor(chats: Store['chats'], shippedPrompts: readonly string[], random: Random) {
    this.#chats = chats;
    this.#random = random;
    this.#shipped = shippedPrompts.map((content) => ({
      messages: [{ role: 'user', content }],
      origin: 'shipped',
    }));
  }

  /**
   * `count` different prompts (fewer when the pool is smaller), those that `judged` holds least often
   * first, a person's own turns ahead of shipped ones as often as not, shipped ones so that the skills
   * keep their shares.
   */
  async draw(
    count: number,
    judged: readonly Pick<Ranking, 'messages'>[],
    { avoid = new Set(), choice = 'teaches-most' }: DrawOptions = {},
  ): Promise<RankPrompt[]> {
    const timesJudged = countBy(judged, ({ messages }) => promptKey(messages));
    const places = choice === 'random' ? null : this.#places(judged);
    const urgency = (prompt: RankPrompt, key: string) =>
      (timesJudged.get(key) ?? 0) +
      (places?.get(prompt) ?? this.#random.uniform()) -
      (prompt.origin === 'chat' ? 0.5 : 0) +
      (avoid.has(key) ? 1e6 : 0);
    const pool = new Map<string, RankPrompt>();
    for (const prompt of [...(await this.#chatPrompts()), ...this.#shipped]) {
      const key = promptKey(prompt.messages);
      if (!pool.has(key)) pool.set(key, prompt);
    }
    return [...pool]
      .map(([key, prompt]) => ({ prompt, value: urgency(prompt, key) }))
      .sort((a, b) => a.value - b.value)
      .slice(0, count)
      .map(({ prompt }) => prompt);
  }

  /** What a prompt asks for, as far as the shares of skills go; a person's own prompts are one. */
  skillOf({ messages, origin }: RankPrompt): string {
    const asked = messages.at(-1)!.content;
    return origin === 'shipped' ? (skillOfShipped(asked) ?? 'other') : 'own prompts';
  }

  /** Where a stored conversation most likely came from. */
  originOf(messages: readonly Message[]): PromptOrigin {
    const key = promptKey(messages);
    return this.#shipped.some((prompt) => promptKey(prompt.messages) === key) ? 'shipped' : 'chat';
  }

  /** Per shipped prompt its place in the order that covers the skills, from 0 to 1. */
  #places(judged: readonly Pick<Ranking, 'messages'>[]): Map<RankPrompt, number> {
    const skills = this.#shipped.map((prompt) => this.skillOf(prompt));
    const asked = countBy(judged, ({ messages }) =>
      messages.length === 1 ? (skillOfShipped(messages[0]!.content) ?? 'other') : 'own prompts',
    );
    const order = coveringOrder(skills, asked, this.#random);
    return new Map(order.map((index, place) => [this.#shipped[index]!, place / order.length]));
  }

  async #chatPrompts(): Promise<RankPrompt[]> {
    const chats = await this.#chats.all();
    return chats.flatMap(({ lanes }) =>
      // Both lanes hold the same turns of the person.
      (lanes[0]?.turns ?? []).flatMap((turn, index, turns): RankPrompt[] =>
        // What the model could not answer, for instance because it is too long, cannot be sampled either.
        turn.role === 'user' && turn.content.trim() !== '' && turns[index + 1]?.ending !== 'failed'
          ? [{ messages: messagesBefore(turns, index + 1), origin: 'chat' }]
          : [],
      ),
    );
  }
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
