// Which room is open, as the address says it (#/rank), and what one room hands to another. Owns the
// hash; must not know what the rooms do with what they are handed.
import type { Message, ModelId } from '../contract/records';

/** A reply of a chat that is to be corrected, and what it answered. */
export interface Correction {
  /** Ends with a user turn. */
  messages: Message[];
  modelId: ModelId;
  reply: string;
}

export const rooms = ['chat', 'demonstrate', 'rank', 'reward', 'train', 'compare', 'data'] as const;
export type Room = (typeof rooms)[number];

/** The part of the address after `#`; replaceable so that tests need no browser history. */
export interface HashPort {
  read(): string;
  write(hash: string): void;
  onChange(listener: () => void): void;
}

/** The room that a hash names; Chat for any other. */
export function roomOf(hash: string): Room {
  const name = hash.replace(/^#?\/?/, '').split('/')[0];
  return rooms.find((room) => room === name) ?? 'chat';
}

export class NavigationState {
  #room = $state<Room>('chat');
  #rankRequest = $state.raw<Message[] | null>(null);
  #chatRequest = $state.raw<ModelId | null>(null);
  #rankingRequest: string | null = null;
  #correction: Correction | null = null;
  #hash: HashPort;

  constructor(hash: HashPort) {
    this.#hash = hash;
    this.#room = roomOf(hash.read());
    hash.onChange(() => (this.#room = roomOf(hash.read())));
  }

  get room(): Room {
    return this.#room;
  }

  href(room: Room): string {
    return `#/${room}`;
  }

  open(room: Room): void {
    this.#hash.write(this.href(room));
    this.#room = room;
  }

  /** Opens Rank to sample alternatives for a conversation that ends with a user turn. */
  openRank(messages: Message[]): void {
    this.#rankRequest = messages;
    this.open('rank');
  }

  /** Reactive: a conversation that waits for Rank, or null. */
  get rankRequest(): Message[] | null {
    return this.#rankRequest;
  }

  /** For Rank: hands the waiting conversation over, once. */
  takeRankRequest(): Message[] | null {
    const messages = this.#rankRequest;
    this.#rankRequest = null;
    return messages;
  }

  /** Opens Rank at a made ranking. */
  openRanking(rankingId: string): void {
    this.#rankingRequest = rankingId;
    this.open('rank');
  }

  /** For Rank: hands over which ranking to show, once. */
  takeRankingRequest(): string | null {
    const rankingId = this.#rankingRequest;
    this.#rankingRequest = null;
    return rankingId;
  }

  /** Opens Demonstrate with a reply to correct. */
  openCorrection(correction: Correction): void {
    this.#correction = correction;
    this.open('demonstrate');
  }

  /** For Demonstrate: hands the reply over, once. */
  takeCorrection(): Correction | null {
    const correction = this.#correction;
    this.#correction = null;
    return correction;
  }

  /** Opens Chat with this model, for instance a checkpoint that was clicked in a chart. */
  openChat(modelId: ModelId): void {
    this.#chatRequest = modelId;
    this.open('chat');
  }

  /** For Chat: hands the wanted model over, once. */
  takeChatRequest(): ModelId | null {
    const modelId = this.#chatRequest;
    this.#chatRequest = null;
    return modelId;
  }
}
