// Which ways of asking may be used for what: most are trained on, a tenth is only measured. Knows the topics, so that
// a frame that two items share has one fate.
import { isHeldOutFrame } from './held-out';
import { slotsOf } from './phrases';
import type { Item, Topic } from './topic';
import { topics } from './topics/index';

/** What a draw is for: training, or measuring on frames or entity-attribute pairs that training never saw. */
export type Purpose = 'train' | 'unseen-frames' | 'unseen-pairs';

/** A way of asking and the slots that it needs. */
export interface Frame {
  text: string;
  slots: readonly string[];
}

/** All items of the topics, with those that only follow up. */
export function allItems(from: readonly Topic[] = topics): Map<Item, Topic> {
  const found = new Map<Item, Topic>();
  const add = (item: Item, topic: Topic): void => {
    if (found.has(item)) return;
    found.set(item, topic);
    for (const next of item.then ?? []) add(next, topic);
  };
  // Those that open a chat first, so that they keep their own topic.
  for (const topic of from) for (const item of topic.items) found.set(item, topic);
  for (const topic of from) {
    for (const item of topic.items) for (const next of item.then ?? []) add(next, topic);
  }
  return found;
}

/** An item's first frame is always trained on, so that nothing is wholly unseen. */
let firstFrames: Set<string> | undefined;

/** True for the frames that no model is trained on, wherever they stand. */
export function isUnseen(frame: string): boolean {
  firstFrames ??= new Set([...allItems().keys()].map(({ ask }) => ask[0]!));
  return isHeldOutFrame(frame) && !firstFrames.has(frame);
}

const memory = { seen: new Map<Item, Frame[]>(), unseen: new Map<Item, Frame[]>() };

/** The frames of an item that a purpose may use. */
export function framesFor(item: Item, purpose: Purpose): readonly Frame[] {
  const wantsUnseen = purpose === 'unseen-frames';
  const remembered = wantsUnseen ? memory.unseen : memory.seen;
  let frames = remembered.get(item);
  if (!frames) {
    frames = item.ask
      .filter((text) => isUnseen(text) === wantsUnseen)
      .map((text) => ({ text, slots: slotsOf(text) }));
    remembered.set(item, frames);
  }
  return frames;
}
