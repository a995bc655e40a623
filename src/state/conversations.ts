// Plain functions over chats: what a model is shown of a chat, and a chat's title. No state.
import type { Chat, ChatTurn, Message } from '../contract/records';

/** A reply without any text: it failed or was stopped before its first word. */
function isLost(turn: ChatTurn): boolean {
  return turn.role === 'assistant' && turn.content === '';
}

/**
 * What a model reads before it writes the turn at `end`: everything before, without exchanges whose
 * reply never came, because models have only seen user and assistant in turns.
 */
export function messagesBefore(turns: readonly ChatTurn[], end = turns.length): Message[] {
  const messages: Message[] = [];
  for (const turn of turns.slice(0, end)) {
    if (isLost(turn)) messages.pop();
    else messages.push({ role: turn.role, content: turn.content });
  }
  return messages;
}

/** What the reader said first. */
export function chatTitle(chat: Chat): string {
  return chat.lanes[0]?.turns.find((turn) => turn.role === 'user')?.content ?? '';
}
