// What each stage is made of: shares of its tokens, and how large the pieces are in which it is written. A change here
// changes the models; nothing else has to know.

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

export const baseMix: BaseMix = {
  worldChats: 0.32,
  worldTexts: 0.13,
  stories: 0.15,
  sentences: 0.08,
  dialogues: 0.1,
  smallTalk: 0.22,
};

export const chatMix: ChatMix = { world: 0.64, smallTalk: 0.31, dialogues: 0.05 };

/** Share of the world's replies that have a fault, in the first stage; the second has none. */
export const baseFaultShare = 0.25;

/** Share of the small-talk chats of the second stage that hold two or three exchanges. */
export const severalExchangesShare = 0.2;

/** Padded tokens of one optimizer step. */
export const tokensPerStep = 2048;

/** Tokens of a row in the first stage. */
export const baseRowTokens = 128;

/** The text is written this many steps at a time, each piece from its own seed. */
export const stepsPerShard = 128;
