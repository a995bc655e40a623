// What each stage is made of: shares of its tokens, and how large the pieces are in which it is written. A change here
// changes the models; nothing else has to know.

import type { ModelSize } from '../../src/contract/records';
import type { WorldOptions } from '../../src/world/generate';

/** Where the first stage's documents come from. Without a corpus the world's two share everything. */
export interface BaseMix {
  worldChats: number;
  worldTexts: number;
  stories: number;
  sentences: number;
  dialogues: number;
  smallTalk: number;
}

/** Where the second stage's demonstrations come from. */
export interface ChatMix {
  world: number;
  smallTalk: number;
  dialogues: number;
}

/** Shares of both stages; each sums to 1. */
export interface Mix {
  base: BaseMix;
  chat: ChatMix;
}

const wideMix: Mix = {
  base: {
    ...{ worldChats: 0.44, worldTexts: 0.28, stories: 0.06, sentences: 0.04 },
    ...{ dialogues: 0.04, smallTalk: 0.14 },
  },
  chat: { world: 0.72, smallTalk: 0.26, dialogues: 0.02 },
};

/** The smallest cannot hold the world: given as much of it as the others, it loses small talk and learns few facts. */
const narrowMix: Mix = {
  base: {
    ...{ worldChats: 0.16, worldTexts: 0.06, stories: 0.08, sentences: 0.08 },
    ...{ dialogues: 0.12, smallTalk: 0.5 },
  },
  chat: { world: 0.14, smallTalk: 0.8, dialogues: 0.06 },
};

export const mixes: Record<ModelSize, Mix> = { nano: narrowMix, micro: wideMix, mini: wideMix };

/**
 * For ten times the tokens, as on a GPU: the corpora are read over and over by then, and the world, of which there is
 * always more, takes part of their share.
 */
export function longMix(size: ModelSize): Mix {
  if (size === 'nano') return mixes.nano;
  return {
    base: {
      ...{ worldChats: 0.49, worldTexts: 0.32, stories: 0.06, sentences: 0.04 },
      ...{ dialogues: 0.04, smallTalk: 0.05 },
    },
    chat: { world: 0.91, smallTalk: 0.07, dialogues: 0.02 },
  };
}

/**
 * Chats of the first stage: of every style and fault, but mostly plain and right, so that facts sit before manners, and
 * before not knowing, which would hide them.
 */
export const baseWorld: WorldOptions = {
  faultShare: 0.12,
  unknownShare: 0.1,
  styleWeights: {
    ...{ plain: 5, brief: 4, warm: 1, wordy: 0.6 },
    ...{ formal: 0.6, playful: 0.8, hedging: 0.6, grumpy: 0.5 },
  },
};

/** Chats of the second stage: demonstrations without a fault, in a wide mix of styles. */
export const chatWorld: WorldOptions = { unknownShare: 0.12 };

/** Share of the small-talk chats of the second stage that hold two or three exchanges. */
export const severalExchangesShare = 0.2;

/** Padded tokens of one optimizer step. */
export const tokensPerStep = 2048;

/** Tokens of a row in the first stage. */
export const baseRowTokens = 128;

/** The text is written this many steps at a time, each piece from its own seed. */
export const stepsPerShard = 128;
