// Prompts drawn and answered by a policy: the part of an iteration that all methods share, and the fixed prompts that
// are answered again and again so that a person sees what changes. Learns nothing.
import type { Settings } from '../contract/config';
import { Random } from '../core/rng';
import { generate, type GeneratedRow } from '../nn/generate';
import { encodeForReply, type LanguageModel } from '../nn/language-model';
import type { Parameters } from '../nn/parameters';
import { rolloutShare, type MethodInput, type Steps } from './method-events';

export interface SampleOptions {
  temperature: number;
  maxNewTokens: number;
  random: Random;
  /** Notes the log-probability of every token as it is drawn. */
  keepLogProbs?: boolean;
  phase: 'rollout' | 'sample';
  /** Which of so many calls that share the phase this is; by default the only one. */
  part?: { index: number; of: number };
  /** Looked at after every token; null where the replies are wanted in any case. */
  control: MethodInput['control'] | null;
}

/**
 * One reply a prompt; the phase's progress is that of the longest reply so far.
 * @returns null when a stop was requested meanwhile
 */
export async function* sample(
  policy: Parameters,
  { tokenizer }: LanguageModel,
  prompts: number[][],
  options: SampleOptions,
): Steps<GeneratedRow[] | null> {
  const { temperature, maxNewTokens, random, keepLogProbs, phase, control } = options;
  const { index, of } = options.part ?? { index: 0, of: 1 };
  const generation = generate(policy, prompts, {
    sampling: { temperature, topK: 0, topP: 1, maxNewTokens },
    endTokenId: tokenizer.endTokenId,
    padTokenId: tokenizer.padTokenId,
    random,
    keepLogProbs,
  });
  const share = phase === 'rollout' ? rolloutShare : 1;
  try {
    let tokens = 0;
    let step = await generation.next();
    while (!step.done) {
      tokens += 1;
      const progress = (share * (index + tokens / maxNewTokens)) / of;
      yield { type: 'phase', phase, progress };
      if (control?.stopRequested) return null;
      step = await generation.next();
    }
    return step.value;
  } finally {
    await generation.return([]);
  }
}

/** Answers the fixed prompts with the likeliest replies, so that any change is the policy's. */
export async function* answerSamplePrompts(
  { policy, iteration }: { policy: Parameters; iteration: number },
  input: MethodInput,
): Steps<void> {
  const { base, reward, settings, samplePrompts } = input;
  if (samplePrompts.length === 0) return;
  const prompts = encodePrompts(base, samplePrompts, settings);
  const greedy: SampleOptions = {
    temperature: 0,
    maxNewTokens: settings.maxNewTokens,
    random: new Random(settings.seed),
    phase: 'sample',
    control: null,
  };
  const rows = (yield* sample(policy, base, prompts, greedy))!;
  const { total: scores } = await reward.score(
    rows.map(({ tokens }, index) => ({ prompt: prompts[index]!, reply: tokens })),
  );
  const replies = rows.map(({ tokens }, index) => ({
    prompt: samplePrompts[index]!,
    reply: base.tokenizer.decode(tokens),
    score: scores[index]!,
  }));
  yield { type: 'samples', iteration, replies };
}

/** Prompts without repetition while there are enough of them. */
export function drawPrompts(prompts: number[][], count: number, random: Random): number[][] {
  const drawn: number[][] = [];
  while (drawn.length < count)
    drawn.push(...random.shuffled(prompts).slice(0, count - drawn.length));
  return drawn;
}

/** @throws Error in plain words when there is no prompt, or one leaves no room for a reply */
export function encodePrompts(
  base: LanguageModel,
  prompts: string[],
  settings: Settings,
): number[][] {
  if (prompts.length === 0) throw new Error('A run needs at least one prompt to practise on.');
  const { contextLength } = base.parameters.config;
  return prompts.map((content) =>
    encodeForReply(
      base.tokenizer,
      [{ role: 'user', content }],
      contextLength,
      settings.maxNewTokens,
    ),
  );
}
