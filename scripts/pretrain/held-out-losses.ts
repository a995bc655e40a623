// Language loss of a model in training on what was kept out of it, in nats per token.
import type { Parameters } from '../../src/nn/parameters';
import { languageLoss, type LanguageBatch } from '../../src/train/sft';
import { baseBatch, chatBatch } from './batches';
import { baseRowTokens } from './mix';
import type { Demonstration, HeldOutText } from './training-text';

/** Nats per token; null where there is nothing to measure on, as without a corpus. */
export interface HeldOutLosses {
  /** Replies to kept-out small-talk questions. */
  smallTalk: number | null;
  /** Replies in chats of the world asked in ways that training never uses. */
  world: number | null;
  /** Kept-out stories, sentences, dialogues and small talk. */
  text: number | null;
}

const rowsPerBatch = 64;
const measuredChats = 320;
const measuredTextRows = 32;

export async function heldOutLosses(
  parameters: Parameters,
  heldOut: HeldOutText,
  padTokenId: number,
): Promise<HeldOutLosses> {
  const chats = (all: Demonstration[]) =>
    meanLoss(parameters, chatBatches(spread(all, measuredChats), padTokenId));
  return {
    smallTalk: await chats(heldOut.smallTalk),
    world: await chats(heldOut.world),
    text: await meanLoss(parameters, textBatches(heldOut.text)),
  };
}

function spread<Row>(rows: Row[], count: number): Row[] {
  const every = Math.max(1, Math.floor(rows.length / count));
  return rows.filter((_, i) => i % every === 0);
}

function chatBatches(chats: Demonstration[], padTokenId: number): LanguageBatch[] {
  const sorted = chats.toSorted((a, b) => a.ids.length - b.ids.length);
  const batches: LanguageBatch[] = [];
  for (let i = 0; i < sorted.length; i += rowsPerBatch) {
    batches.push(chatBatch(sorted.slice(i, i + rowsPerBatch), padTokenId));
  }
  return batches;
}

function textBatches(text: Uint16Array): LanguageBatch[] {
  const available = Math.floor((text.length - baseRowTokens - 1) / baseRowTokens);
  const rows = Math.min(16, available);
  if (rows < 1) return [];
  const count = Math.min(measuredTextRows / 16, Math.floor(available / rows));
  return Array.from({ length: count }, (_, step) => baseBatch(text, step, rows, baseRowTokens, 7));
}

async function meanLoss(parameters: Parameters, batches: LanguageBatch[]): Promise<number | null> {
  let sum = 0;
  let count = 0;
  for (const batch of batches) {
    const loss = languageLoss(parameters, batch);
    sum += (await loss.data())[0]! * batch.targets.length;
    count += batch.targets.length;
    loss.dispose();
  }
  return count > 0 ? sum / count : null;
}
