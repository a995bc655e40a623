// When a person is asked one of their rankings again, to see how often they agree with themselves: now and then, in
// another order, and not at once after they passed over one. Stores nothing; core/repeats says which one.
import { isImportedPair } from '../core/preferences-import';
import {
  inOtherOrder,
  rankingsPerRepeat,
  rankingsSinceRepeat,
  rankingToRepeat,
  separateRepeats,
} from '../core/repeats';
import type { Random } from '../core/rng';
import type { PromptPool } from './prompt-pool';
import { filterRankings, type RankingsState } from './rankings.svelte';
import type { RankTask } from './sample-writing.svelte';

interface PersonRepeatsContext {
  rankings: RankingsState;
  pool: PromptPool;
  random: Random;
}

export class PersonRepeats {
  #context: PersonRepeatsContext;
  /** How many first rankings there were when a repeat was passed over. */
  #passedOverAt = -Infinity;

  constructor(context: PersonRepeatsContext) {
    this.#context = context;
  }

  /** The samples to be ranked once more now; null when it is not time, or nothing is worth asking. */
  next(): RankTask | null {
    const { pool, random } = this.#context;
    const own = this.#own();
    const isDue =
      rankingsSinceRepeat(own) >= rankingsPerRepeat &&
      separateRepeats(own).first.length - this.#passedOverAt >= rankingsPerRepeat;
    const ranking = isDue ? rankingToRepeat(own, random) : null;
    if (!ranking) return null;
    const { id, messages, samples, modelId, sampling } = ranking;
    return {
      prompt: { messages, origin: pool.originOf(messages) },
      ...{ samples: inOtherOrder(samples, random), modelId, sampling, repeatOf: id },
    };
  }

  /** The person would not rank it again: the next one is asked as much later as after a repeat. */
  passOver(): void {
    this.#passedOverAt = separateRepeats(this.#own()).first.length;
  }

  /** Whoever ranked the pairs of a plain file, it was not this person. */
  #own() {
    return filterRankings(this.#context.rankings.stored, 'person').filter(
      (ranking) => !isImportedPair(ranking),
    );
  }
}
