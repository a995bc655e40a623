// Two models' replies to one prompt, written at once, each side's model drawn by chance. Replies that say the same are
// written again, a few times. Shows nothing on the way: whoever sees which reply is written faster may guess the model.
import type { EngineClient } from '../client/types';
import type { GeneratedReply } from '../contract/messages';
import type { Message, ModelId, Sampling, Vote, VoteSide } from '../contract/records';
import type { Random } from '../core/rng';
import { duplicatesOf } from './identical-samples';
import type { RankPrompt } from './prompt-pool';
import { drawSeed } from './sample-writing.svelte';

/** After these, equal replies are shown as equal. */
const rewritingRounds = 3;

/** Which two models are compared, and how their replies are drawn. */
export interface PairOrder {
  first: ModelId;
  second: ModelId;
  sampling: Omit<Sampling, 'seed'>;
}

/** Two finished replies, ready to be judged. */
export interface ArenaPair extends Pick<Vote, 'left' | 'right' | 'sampling'> {
  prompt: RankPrompt;
}

/** A pair on its way. */
export interface PairWriting {
  prompt: RankPrompt;
  order: PairOrder;
  abort: AbortController;
}

/** The order for two models: as hot as the field compares policies, and as long as in training. */
export function pairOrder(first: ModelId, second: ModelId, maxNewTokens: number): PairOrder {
  return { first, second, sampling: { temperature: 1, topK: 0, topP: 1, maxNewTokens } };
}

/** Resolves when both replies are whole and, as far as possible, different; rejects when the engine fails. */
export async function writePair(
  client: EngineClient,
  { prompt, order, abort }: PairWriting,
  random: Random,
): Promise<ArenaPair> {
  const { first, second, sampling } = order;
  const models = random.shuffled([first, second]);
  for (let round = 0; ; round++) {
    const [left, right] = await Promise.all(
      models.map(async (modelId) => {
        const [side] = await writeSides(client, modelId, [prompt.messages], sampling, {
          seed: drawSeed(random),
          signal: abort.signal,
        });
        return side!;
      }),
    );
    const pair = { prompt, left: left!, right: right!, sampling };
    if (round === rewritingRounds || abort.signal.aborted || !isSame(pair)) return pair;
  }
}

/** One model's replies to several prompts in one request. Throws when the engine answers with fewer. */
export async function writeSides(
  client: EngineClient,
  modelId: ModelId,
  conversations: Message[][],
  sampling: Omit<Sampling, 'seed'>,
  { seed, signal }: { seed: number; signal: AbortSignal },
): Promise<VoteSide[]> {
  const replies = await client.generate(modelId, conversations, { ...sampling, seed }, { signal });
  return conversations.map((_, index): VoteSide => {
    const reply: GeneratedReply | undefined = replies[index];
    if (!reply) throw new Error('The engine answered with fewer replies than it was asked for.');
    return { modelId, reply: reply.text, ended: reply.ending === 'end', seed };
  });
}

/** Whether nobody can tell the two replies apart. */
export function isSame({ left, right }: Pick<Vote, 'left' | 'right'>): boolean {
  return duplicatesOf([left.reply, right.reply])[1] !== null;
}

/** Whether a finished pair is what the order asks for, on whichever sides. */
export function fitsPairOrder({ left, right, sampling }: ArenaPair, order: PairOrder): boolean {
  const models = [left.modelId, right.modelId];
  return (
    models.includes(order.first) &&
    models.includes(order.second) &&
    sampling.maxNewTokens === order.sampling.maxNewTokens
  );
}

export function isSameOrder(a: PairOrder | null, b: PairOrder | null): boolean {
  return (
    a?.first === b?.first &&
    a?.second === b?.second &&
    a?.sampling.maxNewTokens === b?.sampling.maxNewTokens
  );
}

/** The pair that a vote has judged. */
export function pairOf(vote: Vote, origin: RankPrompt['origin']): ArenaPair {
  const { messages, left, right, sampling } = vote;
  return { prompt: { messages, origin }, left, right, sampling };
}
