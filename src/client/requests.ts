// Requests that take long: how one is cancelled, what is left of one that was, and how far one is. Keeps no state.
import type { GeneratedReply } from '../contract/messages';
import type { Message } from '../contract/records';
import type { Connection, ProgressEvent } from './connection';
import type { RewardProgress } from './types';

/** Waits for the answer; when the signal aborts, asks the engine to end the request, which then answers. */
export async function cancellable<Reply>(
  connection: Connection,
  { requestId, answer }: { requestId: number; answer: Promise<Reply> },
  signal: AbortSignal | undefined,
): Promise<Reply> {
  const cancel = () => {
    const command = { type: 'cancel', targetRequestId: requestId } as const;
    connection.request<'cancel'>(command).answer.catch(() => {}); // the worker is gone, and so is the request
  };
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await answer;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

/** The replies of a request that was stopped before it was sent. */
export function stoppedReplies(conversations: Message[][]): GeneratedReply[] {
  return conversations.map(() => ({ text: '', tokens: 0, ending: 'stopped' }));
}

/** @throws when the event is of another kind of request */
export function toRewardProgress(event: ProgressEvent): RewardProgress {
  if (event.type !== 'rewardProgress') throw new Error(`Unexpected event ${event.type}.`);
  const { step, totalSteps, metrics, heldOutAccuracy, remainingMs } = event;
  return { step, totalSteps, metrics, heldOutAccuracy, remainingMs };
}
