// What to ask next: the shipped prompts and the person's own turns in chats, least judged first. Owns
// no rankings and no samples.
import type { Message, Ranking } from '../contract/records';
import type { Random } from '../core/rng';
import type { Store } from '../storage/types';
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
   * first, a person's own turns ahead of shipped ones as often as not, otherwise by chance.
   * @param avoid keys that are only taken when nothing else is left
   */
  async draw(
    count: number,
    judged: readonly Pick<Ranking, 'messages'>[],
    avoid: ReadonlySet<string> = new Set(),
  ): Promise<RankPrompt[]> {
    const timesJudged = new Map<string, number>();
    for (const { messages } of judged) {
      const key = promptKey(messages);
      timesJudged.set(key, (timesJudged.get(key) ?? 0) + 1);
    }
    const urgency = (prompt: RankPrompt, key: string) =>
      (timesJudged.get(key) ?? 0) +
      this.#random.uniform() -
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

  /** Where a stored conversation most likely came from. */
  originOf(messages: readonly Message[]): PromptOrigin {
    const key = promptKey(messages);
    return this.#shipped.some((prompt) => promptKey(prompt.messages) === key) ? 'shipped' : 'chat';
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
