// What a topic is: the shape in which all content of the world is written, so that a teacher can add one in a file of
// its own and list it in topics/index.ts. Types and the one helper that checks them; no content.
import type { Random } from '../core/rng';
import type { Bindings } from './phrases';

/** How an answer wants to be dressed: what opens and closes a reply depends on it. */
export type Tone =
  /** A statement about the world. */
  | 'fact'
  /** Small talk. */
  | 'chat'
  /** Somebody is sad, afraid, ill or angry. */
  | 'comfort'
  /** Good news, jokes, play. */
  | 'fun'
  /** What should not be done. */
  | 'refusal'
  /** What the world does not hold. */
  | 'unknown'
  /** A story or a poem: the text itself is the answer and is left as it is. */
  | 'text';

/** What makes an item's answers true or false. */
export interface Truth {
  /** The slot of the answer that holds the truth, e.g. `food`. */
  slot: string;
  /** Everything this slot could be for a question of this kind, the right values included. */
  options(bindings: Bindings): readonly string[];
  /** All values that are right; by default the bound one alone. */
  accepts?(bindings: Bindings): readonly string[];
  /** The bindings of a false answer, where more than the one slot has to change with it (`yes`, `can`). */
  lie?(bindings: Bindings, random: Random): Bindings;
}

/** One kind of question and its answers. Phrases are in the language of phrases.ts. */
export interface Item {
  /** Relative frequency within its topic; 1 by default. */
  weight?: number;
  /**
   * Draws what the slots stand for; `given` holds what an earlier turn bound, and what of it is still needed has to
   * be handed on. None for phrases without slots, or where a follow-up has those of the turn before it.
   */
  draw?(random: Random, given: Bindings): Bindings;
  /**
   * Finds the bindings again from the slots of a question that was recognised; null when they name nothing that the
   * item knows. By default the slots as they stand. Needed where the answer has slots that the question has not.
   */
  read?(slots: Bindings): Bindings | null;
  /** Ways of asking. Each is one frame: a tenth of them, chosen by their text, is never trained on. */
  ask: readonly string[];
  /** Neutral answers in whole sentences. */
  answer: readonly string[];
  /** The shortest answers; by default those of `answer`. */
  brief?: readonly string[];
  /** Sentences that a wordy or playful reply adds, true and to the point. */
  more?: readonly string[];
  /** Absent where there is no right or wrong. */
  truth?: Truth;
  /** The entity-attribute pair that is asked for, as `dog.food`: a tenth of them is never trained on. */
  pair?(bindings: Bindings): string;
  /** What the person may ask next, about the same things. */
  then?: readonly Item[];
  /** The topic's tone by default. */
  tone?: Tone;
}

export interface Topic {
  /** The skill, in one or two words: `sums`, `small talk`. */
  skill: string;
  /** Relative frequency among the topics. */
  weight: number;
  tone: Tone;
  items: readonly Item[];
}

/** Styles in which the same answer may be given. */
export const styles = [
  'plain',
  'warm',
  'brief',
  'wordy',
  'formal',
  'playful',
  'hedging',
  'grumpy',
] as const;
export type Style = (typeof styles)[number];

/** What people dislike in a reply. */
export const faults = ['wrong', 'rambling', 'repeating', 'beside-the-point', 'rude'] as const;
export type Fault = (typeof faults)[number];

/** What is known of a generated reply. */
export interface ReplyLabels {
  skill: string;
  style: Style;
  /** Null for a good reply. */
  fault: Fault | null;
  /** `unsure` admits not knowing; `none` where nothing is claimed. */
  truth: 'true' | 'false' | 'unsure' | 'none';
}
