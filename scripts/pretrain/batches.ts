// Batches for both stages, deterministic: the same step of the same shard gives the same batch, so that a resumed run
// goes on as if it had never stopped. Knows nothing of tensors.
import { Random } from '../../src/core/rng';
import type { LanguageBatch } from '../../src/train/sft';
import type { Demonstration } from './training-text';

/** Rows of a token stream: every pass over it cuts it anew from a random phase and shuffles the pieces. */
export function baseBatch(
  stream: Uint16Array,
  step: number,
  batch: number,
  time: number,
  seed: number,
): LanguageBatch {
  const windows = Math.floor((stream.length - time - 1) / time);
  const perEpoch = Math.floor(windows / batch);
  const epoch = Math.floor(step / perEpoch);
  const random = new Random(seed + epoch);
  const phase = random.integer(time);
  const order = random.shuffled(Array.from({ length: windows }, (_, i) => i));
  const first = (step % perEpoch) * batch;
  const tokens = new Int32Array(batch * time);
  const targets = new Int32Array(batch * time);
  for (let row = 0; row < batch; row++) {
    const at = phase + order[first + row]! * time;
    tokens.set(stream.subarray(at, at + time), row * time);
    targets.set(stream.subarray(at + 1, at + time + 1), row * time);
  }
  return { batch, time, tokens, positions: null, targets };
}

/** Demonstrations in batches of about `tokensPerBatch`, each of similar lengths; batches in shuffled order. */
export function planChatBatches(
  demonstrations: readonly Demonstration[],
  tokensPerBatch: number,
  seed: number,
): number[][] {
  const random = new Random(seed);
  const order = random
    .shuffled(demonstrations.map((_, i) => i))
    .sort((a, b) => demonstrations[a]!.ids.length - demonstrations[b]!.ids.length);
  const batches: number[][] = [];
  let current: number[] = [];
  for (const index of order) {
    const time = demonstrations[index]!.ids.length;
    if (current.length > 0 && (current.length + 1) * time > tokensPerBatch) {
      batches.push(current);
      current = [];
    }
    current.push(index);
  }
  if (current.length > 0) batches.push(current);
  return random.shuffled(batches);
}

/** Right-padded rows; only reply tokens are predicted. */
export function chatBatch(
  demonstrations: readonly Demonstration[],
  padTokenId: number,
): LanguageBatch {
  const batch = demonstrations.length;
  const time = Math.max(...demonstrations.map(({ ids }) => ids.length));
  const tokens = new Int32Array(batch * time).fill(padTokenId);
  const positions: number[] = [];
  const targets: number[] = [];
  demonstrations.forEach(({ ids, replyMask }, row) => {
    tokens.set(ids, row * time);
    for (let t = 1; t < ids.length; t++) {
      if (replyMask[t] === 0) continue;
      positions.push(row * time + t - 1);
      targets.push(ids[t]!);
    }
  });
  return {
    batch,
    time,
    tokens,
    positions: Int32Array.from(positions),
    targets: Int32Array.from(targets),
  };
}

/**
 * A batch cut by rows into at most `parts` of about equal size, in the order of the rows; rows that predict nothing on
 * their own make no part.
 */
export function splitBatch(whole: LanguageBatch, parts: number): LanguageBatch[] {
  const { batch, time } = whole;
  return Array.from({ length: parts }, (_, part) =>
    takeRows(
      whole,
      Math.floor((part * batch) / parts) * time,
      Math.floor(((part + 1) * batch) / parts) * time,
    ),
  ).filter(({ targets }) => targets.length > 0);
}

/** Places [from, to) of a batch, whole rows of it. */
function takeRows(
  { time, tokens, positions, targets }: LanguageBatch,
  from: number,
  to: number,
): LanguageBatch {
  const rows = { batch: (to - from) / time, time, tokens: tokens.slice(from, to) };
  if (!positions) return { ...rows, positions, targets: targets.slice(from, to) };
  const isInside = (place: number) => place >= from && place < to;
  return {
    ...rows,
    positions: positions.filter(isInside).map((place) => place - from),
    targets: targets.filter((_, i) => isInside(positions[i]!)),
  };
}
