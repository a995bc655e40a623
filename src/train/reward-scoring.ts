// A reward model in use: what it is, its scores of replies, and the scale on which they are shown (mean 0 and deviation 1
// on the base model's own replies). Trains nothing; that is reward-model.ts.
import type { RewardModelState } from '../contract/messages';
import type { Message } from '../contract/records';
import type { Settings } from '../contract/config';
import type { Random } from '../core/rng';
import { mean, standardDeviation } from '../core/statistics';
import {
  chunkDialogues,
  lastTokenScores,
  packDialogues,
  type TokenDialogue,
} from '../nn/dialogue-batch';
import { generate } from '../nn/generate';
import { encodeForReply, type LanguageModel } from '../nn/language-model';
import { disposeParameters, importParameters, type Parameters } from '../nn/parameters';
import { readSafetensors } from '../nn/safetensors';
import type { Tokenizer } from '../nn/tokenizer';

/** A backbone with a scalar head; owns its weights, dispose with `disposeRewardModel`. The tokenizer is shared. */
export interface RewardModel {
  parameters: Parameters;
  tokenizer: Tokenizer;
  /** Of the raw scores of the base model's own replies; a shown score is (raw - mean) / deviation. */
  normalisation: { mean: number; deviation: number };
}

/** Padded tokens that one forward pass holds at most. */
const chunkTokens = 2048;
/** Below this the scores of the samples are all alike, and dividing by it would only blow up noise. */
const smallestDeviation = 1e-4;

/** Raw scores of token dialogues, in their order. */
export async function rawScores(model: RewardModel, dialogues: TokenDialogue[]): Promise<number[]> {
  const { parameters, tokenizer } = model;
  const scores = new Array<number>(dialogues.length);
  for (const indices of chunkDialogues(dialogues, chunkTokens)) {
    const packed = packDialogues(
      indices.map((index) => dialogues[index]!),
      tokenizer.padTokenId,
      parameters.config.contextLength,
    );
    const output = lastTokenScores(parameters, packed);
    const data = await output.data();
    output.dispose();
    indices.forEach((index, row) => (scores[index] = data[row]!));
  }
  return scores;
}

/** Normalised scores of token dialogues: mean 0 and deviation 1 on the base model's own replies. */
export async function scoreTokens(
  model: RewardModel,
  dialogues: TokenDialogue[],
): Promise<number[]> {
  return (await rawScores(model, dialogues)).map((raw) => normaliseScore(model, raw));
}

export function normaliseScore({ normalisation }: RewardModel, raw: number): number {
  return (raw - normalisation.mean) / normalisation.deviation;
}

/**
 * Normalised scores of replies in words, read as finished replies; the oldest turns of a conversation that is too
 * long are left out.
 * @throws Error when a reply alone does not fit the context
 */
export async function scoreDialogues(
  model: RewardModel,
  dialogues: { messages: Message[]; reply: string }[],
): Promise<number[]> {
  const { tokenizer, parameters } = model;
  return scoreTokens(
    model,
    dialogues.map(({ messages, reply }) => {
      const replyIds = [...tokenizer.encode(reply), tokenizer.endTokenId];
      const prompt = encodeForReply(
        tokenizer,
        messages,
        parameters.config.contextLength,
        replyIds.length,
      );
      return { prompt, reply: replyIds };
    }),
  );
}

/** Mean and deviation of the raw scores of the base model's own replies (Ziegler et al. 2019). */
export async function* measureScale(
  model: RewardModel,
  { base, prompts, settings }: { base: LanguageModel; prompts: string[]; settings: Settings },
  random: Random,
): AsyncGenerator<{ type: 'normalise'; progress: number }, { mean: number; deviation: number }> {
  const { tokenizer, parameters } = base;
  const wanted = Math.min(256, Math.max(64, prompts.length));
  const order = random.shuffled(prompts);
  const drawn = Array.from({ length: wanted }, (_, index) => order[index % order.length]!);
  const scores: number[] = [];
  const rowsAtOnce = 32;
  for (let at = 0; at < wanted; at += rowsAtOnce) {
    const ids = drawn
      .slice(at, at + rowsAtOnce)
      .map((prompt) =>
        encodeForReply(
          tokenizer,
          [{ role: 'user', content: prompt }],
          parameters.config.contextLength,
          settings.maxNewTokens,
        ),
      );
    const generation = generate(parameters, ids, {
      sampling: {
        temperature: settings.temperature,
        topK: 0,
        topP: 1,
        maxNewTokens: settings.maxNewTokens,
      },
      endTokenId: tokenizer.endTokenId,
      padTokenId: tokenizer.padTokenId,
      random: random.fork(),
    });
    try {
      let step = await generation.next();
      while (!step.done) {
        yield { type: 'normalise', progress: at / wanted };
        step = await generation.next();
      }
      const dialogues = step.value.map(({ tokens }, row) => ({ prompt: ids[row]!, reply: tokens }));
      scores.push(...(await rawScores(model, dialogues)));
    } finally {
      await generation.return([]);
    }
  }
  const deviation = standardDeviation(scores);
  return { mean: mean(scores), deviation: deviation < smallestDeviation ? 1 : deviation };
}

/**
 * A stored reward model; caller disposes.
 * @param base the model it was trained from, for its shape and tokenizer
 * @throws Error in plain words when the weights are damaged or have no scalar head
 */
export function restoreRewardModel(base: LanguageModel, state: RewardModelState): RewardModel {
  const { arrays } = readSafetensors(state.weights);
  if (!arrays['score.weight'])
    throw new Error('These weights have no scalar head: not a reward model.');
  const parameters = importParameters(base.parameters.config, arrays);
  return { parameters, tokenizer: base.tokenizer, normalisation: state.normalisation };
}

export function disposeRewardModel(model: RewardModel): void {
  disposeParameters(model.parameters);
}
