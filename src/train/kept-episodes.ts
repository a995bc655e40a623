// A few of an iteration's own replies, kept token by token with the numbers that the method used: the page's token
// microscope shows them. Measures and learns nothing: whatever stands here was computed for the learning itself.
import type { KeptEpisode } from '../contract/episodes';
import { klPenalties, type KlEstimators } from '../core/kl';
import { clippedToken } from '../core/ppo-statistics';
import type { TokenDialogue } from '../nn/dialogue-batch';
import type { Tokenizer } from '../nn/tokenizer';
import type { MethodInput, Steps } from './method-events';

/** A reply with what its method knows of it; arrays hold a number per reply token. */
export interface MeasuredReply extends TokenDialogue {
  ended: boolean;
  /** As it was used. */
  score: number;
  /** Under the policy that sampled, nats, at the sampling temperature. */
  logProbs: readonly number[];
  referenceLogProbs: readonly number[];
  rewards?: readonly number[];
  values?: readonly number[];
  advantages?: readonly number[];
  returns?: readonly number[];
  /** Of the last update that saw them; empty where none did. */
  ratios?: readonly number[];
  clipped?: readonly boolean[];
}

/** What a nat of KL cost in an iteration, and how it was estimated. */
export interface KlCharge {
  klCoefficient: number;
  estimator: keyof KlEstimators;
}

/**
 * Gives the first `keptEpisodes` of an iteration's replies, in the order in which they were drawn, so that nobody chose
 * them; nothing where the setting is 0 or it is not yet time for samples.
 * @param charge null for a method that charges nothing
 * @param isLast of the iterations: its replies are kept in any case
 */
export async function* keepEpisodes(
  iteration: number,
  replies: readonly MeasuredReply[],
  charge: KlCharge | null,
  isLast: boolean,
  { base, settings, control }: MethodInput,
): Steps<void> {
  const { sampleEvery, keptEpisodes } = settings;
  // A run that is being stopped ends here, as one that has done its last iteration does.
  const isTime = iteration % sampleEvery === 0 || isLast || control.stopRequested;
  if (!isTime || keptEpisodes === 0) return;
  const episodes = replies
    .slice(0, keptEpisodes)
    .map((reply) => keptEpisode(reply, charge, base.tokenizer));
  yield { type: 'episodes', iteration, klCoefficient: charge?.klCoefficient ?? null, episodes };
}

/** What an update sees of each token of a reply. @param logProbs of the policy now, nats */
export function clippedTokens(
  logProbs: readonly number[],
  oldLogProbs: readonly number[],
  advantages: readonly number[],
  clipRange: number,
): { ratios: number[]; clipped: boolean[] } {
  const tokens = logProbs.map((logProb, t) =>
    clippedToken(logProb - oldLogProbs[t]!, advantages[t]!, clipRange),
  );
  return {
    ratios: tokens.map(({ ratio }) => ratio),
    clipped: tokens.map(({ isClipped }) => isClipped),
  };
}

function keptEpisode(
  reply: MeasuredReply,
  charge: KlCharge | null,
  tokenizer: Tokenizer,
): KeptEpisode {
  const { prompt, ended, score, logProbs, referenceLogProbs } = reply;
  const { rewards, values, advantages, returns, ratios, clipped } = reply;
  const count = reply.reply.length;
  const wasUpdated = ratios?.length === count;
  return {
    prompt: tokenizer.decode(prompt).trim(),
    tokens: tokenTexts(reply.reply, tokenizer),
    ...{ ended, score },
    logProbs: Float32Array.from(logProbs),
    referenceLogProbs: Float32Array.from(referenceLogProbs),
    klPenalties:
      charge &&
      Float32Array.from(
        klPenalties(logProbs, referenceLogProbs, charge.klCoefficient, charge.estimator),
      ),
    rewards: rewards ? Float32Array.from(rewards) : null,
    values: values ? Float32Array.from(values) : null,
    advantages: advantages ? Float32Array.from(advantages) : null,
    returns: returns ? Float32Array.from(returns) : null,
    ratios: ratios
      ? wasUpdated
        ? Float32Array.from(ratios)
        : new Float32Array(count).fill(NaN)
      : null,
    clipped: clipped
      ? wasUpdated
        ? Uint8Array.from(clipped, Number)
        : new Uint8Array(count)
      : null,
  };
}

/** The text that each token adds; a letter of several bytes comes with the token that completes it. */
function tokenTexts(tokens: readonly number[], tokenizer: Tokenizer): string[] {
  const decoder = tokenizer.streamingDecoder();
  const texts = tokens.map((token) => decoder.push(token));
  texts[texts.length - 1] += decoder.flush();
  return texts;
}
