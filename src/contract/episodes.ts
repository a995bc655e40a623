// Replies that a run learned from, kept token by token: what PPO, or another method, knew of each token when it used it.
// Types and decoders, as records.ts has them for everything else.
import * as v from 'valibot';

/** One number per reply token; NaN where this token has none. */
const perToken = v.instance(Float32Array);
const numberOfTokens = (episode: { tokens: string[] }) => episode.tokens.length;

export const keptEpisodeSchema = v.pipe(
  v.object({
    prompt: v.string(),
    /** The text of each token of the reply; joined they are the reply. Empty where a token has no text (the end). */
    tokens: v.pipe(v.array(v.string()), v.minLength(1)),
    /** False when the length limit cut the reply; else its last token is the end token. */
    ended: v.boolean(),
    /**
     * Normalised, less the penalty for a missing end, as it was used: PPO adds the bonus for variety and takes off the mean
     * of the candidates to the same prompt; scaled within the batch where settings say so.
     */
    score: v.number(),
    /** log pi of the policy that sampled, nats, at the sampling temperature. */
    logProbs: perToken,
    /** log pi_ref, nats, at the same temperature. */
    referenceLogProbs: perToken,
    /** What drifting costs: -beta times the KL estimate. PPO's part of the reward; in GRPO's loss; else null. */
    klPenalties: v.nullable(perToken),
    /** PPO: what generalised advantages are made of: penalty, score at the last token, whitened where settings say so. */
    rewards: v.nullable(perToken),
    /** PPO: the value model's forecast of the rewards from this token on. */
    values: v.nullable(perToken),
    /** PPO and GRPO: as the loss used them, so whitened where settings say so. */
    advantages: v.nullable(perToken),
    /** PPO: advantage before whitening + value, which the value model learns. */
    returns: v.nullable(perToken),
    /** PPO and GRPO: pi now / pi that sampled, at the last update that saw the token; NaN where none did. */
    ratios: v.nullable(perToken),
    /** PPO and GRPO: whether that update's clip took the token's gradient away; 1 or 0. */
    clipped: v.nullable(v.instance(Uint8Array)),
  }),
  v.check(
    (episode) =>
      Object.values(episode).every(
        (value) => !ArrayBuffer.isView(value) || lengthOf(value) === numberOfTokens(episode),
      ),
    'has not a number for each token',
  ),
);
/** One reply of an iteration's own, with the numbers that were used to learn from it. */
export type KeptEpisode = v.InferOutput<typeof keptEpisodeSchema>;

export const episodeRowSchema = v.object({
  runId: v.string(),
  iteration: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** What PPO charged per nat of KL in this iteration; null for methods that charge nothing. */
  klCoefficient: v.nullable(v.number()),
  episodes: v.array(keptEpisodeSchema),
});
/** The kept replies of one iteration. */
export type EpisodeRow = v.InferOutput<typeof episodeRowSchema>;

function lengthOf(value: ArrayBufferView): number {
  return (value as Float32Array | Uint8Array).length;
}
