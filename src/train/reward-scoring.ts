// A reward model in use: what it is, its scores of replies, and the scale on which they are shown (mean 0 and deviation 1
// on the base model's own replies). Trains nothing; that is reward-model.ts and reward-linear.ts.
import type * as tf from '@tensorflow/tfjs';
import type { Settings } from '../contract/config';
import type { Normalisation } from '../contract/messages';
import type { Demonstration, Message } from '../contract/records';
import { replyFacts } from '../core/reply-facts';
import type { Random } from '../core/rng';
import { mean, standardDeviation, standardScore } from '../core/statistics';
import {
  chunkDialogues,
  lastTokenScores,
  packDialogues,
  replySummaries,
  type DialogueBatch,
  type TokenDialogue,
} from '../nn/dialogue-batch';
import { generate } from '../nn/generate';
import { encodeForReply, TooLongError, type LanguageModel } from '../nn/language-model';
import {
  disposeParameters,
  hasLinearHead,
  importParameters,
  type Parameters,
} from '../nn/parameters';
import type { NamedArrays } from '../nn/safetensors';
import type { Tokenizer } from '../nn/tokenizer';
import { inWords } from './dialogue-words';

/**
 * A backbone with a scalar head, on its last state or, in a linear reward model, on all that `replyFeatures` gives; owns
 * its weights, dispose with `disposeRewardModel`. The tokenizer is shared.
 */
export interface RewardModel {
  parameters: Parameters;
  tokenizer: Tokenizer;
  /** Of the raw scores of the base model's own replies; a shown score is (raw - mean) / deviation. */
  normalisation: Normalisation;
}

/** Padded tokens that one forward pass holds at most. */
const chunkTokens = 2048;
/** Below this the scores of the samples are all alike, and dividing by it would only blow up noise. */
const smallestDeviation = 1e-4;

/** Raw scores of token dialogues, in their order. */
export async function rawScores(
  model: RewardModel,
  dialogues: readonly TokenDialogue[],
): Promise<number[]> {
  const { parameters } = model;
  if (hasLinearHead(parameters)) return linearScores(model, dialogues);
  const rows = await rowsOf(model, dialogues, (packed) => lastTokenScores(parameters, packed));
  return rows.map((row) => row[0]!);
}

async function linearScores(
  model: RewardModel,
  dialogues: readonly TokenDialogue[],
): Promise<number[]> {
  const head = model.parameters.scalarHead!;
  const [weight, [bias]] = await Promise.all([head.weight.data(), head.bias.data()]);
  const features = await replyFeatures(model, dialogues);
  return features.map((row) => row.reduce((sum, x, index) => sum + x * weight[index]!, bias!));
}

/** What a linear reward model reads of each reply, `linearHeadInputs` numbers: the model's summary, then plain facts. */
export async function replyFeatures(
  { parameters, tokenizer }: Omit<RewardModel, 'normalisation'>,
  dialogues: readonly TokenDialogue[],
): Promise<Float64Array[]> {
  const model = { parameters, tokenizer };
  const summaries = await rowsOf(model, dialogues, (packed) => replySummaries(parameters, packed));
  return dialogues.map((dialogue, index) => {
    const { prompt, reply } = inWords(dialogue, tokenizer);
    return Float64Array.of(...summaries[index]!, ...replyFacts(prompt, reply));
  });
}

/**
 * Rows of what a forward pass gives of packed dialogues, in the dialogues' order; chunk by chunk. A dialogue that comes
 * several times, as short replies to one prompt do, is read once.
 */
async function rowsOf(
  { parameters, tokenizer }: Omit<RewardModel, 'normalisation'>,
  dialogues: readonly TokenDialogue[],
  pass: (packed: DialogueBatch) => tf.Tensor,
): Promise<Float32Array[]> {
  const keys = dialogues.map(({ prompt, reply }) => `${prompt.join()};${reply.join()}`);
  const different = [...new Map(keys.map((key, index) => [key, index]))];
  const dialogueAt = ([, index]: (typeof different)[number]) => dialogues[index]!;
  const rows = new Map<string, Float32Array>();
  for (const indices of chunkDialogues(different.map(dialogueAt), chunkTokens)) {
    const own = indices.map((index) => dialogueAt(different[index]!));
    const packed = packDialogues(own, tokenizer.padTokenId, parameters.config.contextLength);
    const output = pass(packed);
    const data = await output.data<'float32'>();
    output.dispose();
    const width = data.length / packed.rows;
    indices.forEach((index, row) => {
      rows.set(different[index]![0], data.slice(row * width, (row + 1) * width));
    });
  }
  return keys.map((key) => rows.get(key)!);
}

/** Normalised scores of token dialogues: mean 0 and deviation 1 on the base model's own replies. */
export async function scoreTokens(
  model: RewardModel,
  dialogues: readonly TokenDialogue[],
): Promise<number[]> {
  return (await rawScores(model, dialogues)).map((raw) => normaliseScore(model, raw));
}

export function normaliseScore({ normalisation }: RewardModel, raw: number): number {
  return standardScore(raw, normalisation);
}

/**
 * A reply in words as a finished reply in tokens; the oldest turns of a conversation that is too long are left out.
 * @throws TooLongError when a reply alone does not fit the context
 */
export function toTokens(
  { tokenizer, parameters }: RewardModel,
  { messages, reply }: { messages: Message[]; reply: string },
): TokenDialogue {
  const replyIds = [...tokenizer.encode(reply), tokenizer.endTokenId];
  const { contextLength } = parameters.config;
  return {
    prompt: encodeForReply(tokenizer, messages, contextLength, replyIds.length),
    reply: replyIds,
  };
}

/** What the scale of the scores is set on. */
interface ScaleInput {
  base: LanguageModel;
  prompts: string[];
  demonstrations?: readonly Demonstration[];
  settings: Settings;
}

/**
 * Sets where 0 lies: the mean raw score of the demonstrations (Ouyang et al. 2022) where there are any that fit and the
 * settings want them, else of the base model's own replies. The deviation is always theirs (Ziegler et al. 2019).
 * @returns how many demonstrations score 0 on average
 */
export async function* measureScale(
  model: RewardModel,
  input: ScaleInput,
  random: Random,
): AsyncGenerator<{ type: 'normalise'; progress: number }, { zeroDemonstrations: number }> {
  model.normalisation = yield* measureSamples(model, input, random);
  if (input.settings.rewardZero !== 'demonstrations') return { zeroDemonstrations: 0 };
  const shown = (input.demonstrations ?? []).flatMap(({ messages, reply }) => {
    try {
      return [toTokens(model, { messages, reply: reply.trim() })];
    } catch (error) {
      if (error instanceof TooLongError) return [];
      throw error;
    }
  });
  if (shown.length > 0) model.normalisation.mean = mean(await rawScores(model, shown));
  return { zeroDemonstrations: shown.length };
}

/** Mean and deviation of the raw scores of the base model's own replies. */
async function* measureSamples(
  model: RewardModel,
  { base, prompts, settings }: ScaleInput,
  random: Random,
): AsyncGenerator<{ type: 'normalise'; progress: number }, Normalisation> {
  const { tokenizer, parameters } = base;
  const wanted = settings.rewardScaleReplies;
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
 * A reward model from its tensors; caller disposes.
 * @param base the model it was trained from, for its shape and tokenizer
 * @throws Error in plain words when there is no scalar head
 */
export function rewardModelOf(
  base: LanguageModel,
  arrays: NamedArrays,
  normalisation: Normalisation,
): RewardModel {
  if (!arrays['score.weight'])
    throw new Error('These weights have no scalar head: not a reward model.');
  const parameters = importParameters(base.parameters.config, arrays);
  return { parameters, tokenizer: base.tokenizer, normalisation };
}

export function disposeRewardModel(model: RewardModel): void {
  disposeParameters(model.parameters);
}
