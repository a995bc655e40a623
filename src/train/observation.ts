// What is measured of an iteration beside the learning, and never learned from: how much the replies differ, the hidden
// gold score of a simulated labeler, and the loss on language that nothing is trained on (the alignment tax).
import type { LanguageMetrics, ReplyMetrics } from '../contract/metrics';
import { commonestShare, distinct2, mean } from '../core/statistics';
import type { Parameters } from '../nn/parameters';
import type { TokenDialogue } from '../nn/dialogue-batch';
import { languageLoss } from './language-loss';
import type { MethodInput, Steps } from './method-events';

/** The metrics that say something of the replies' words. */
export function observeReplies(
  replies: readonly TokenDialogue[],
  { base, gold }: Pick<MethodInput, 'base' | 'gold'>,
): ReplyMetrics {
  const texts = replies.map(({ reply }) => base.tokenizer.decode(reply));
  const varieties = onePerPrompt(replies, texts).map(distinct2);
  const variety = mean(varieties.filter((value) => !Number.isNaN(value)));
  return {
    'reply/commonest_share': commonestShare(texts),
    // Replies of single words have no pairs of words.
    ...(Number.isNaN(variety) ? {} : { 'reply/distinct_2': variety }),
    ...(gold && {
      'objective/gold': mean(
        replies.map(({ prompt }, index) => gold(base.tokenizer.decode(prompt), texts[index]!)),
      ),
    }),
  };
}

/**
 * The texts in groups with one reply to each prompt: several replies to one prompt are alike because their prompt is, and
 * that says nothing of answers that fit every prompt.
 */
function onePerPrompt(replies: readonly TokenDialogue[], texts: readonly string[]): string[][] {
  const counts = new Map<string, number>();
  const groups: string[][] = [];
  replies.forEach(({ prompt }, index) => {
    const key = prompt.join();
    const group = counts.get(key) ?? 0;
    counts.set(key, group + 1);
    (groups[group] ??= []).push(texts[index]!);
  });
  // A rest of fewer prompts would look the more varied for it.
  return groups.filter(({ length }) => length === groups[0]!.length);
}

/** Measures the language loss when it is time to; remembers that of the base model, which never changes. */
export class LanguageObserver {
  readonly #input: MethodInput;
  #baseLoss: number | null = null;

  constructor(input: MethodInput) {
    this.#input = input;
  }

  /** Empty in iterations that are left out, which the last is not. */
  async *observe(
    { policy, iteration }: { policy: Parameters; iteration: number },
    isLast: boolean,
  ): Steps<LanguageMetrics> {
    const { base, heldOutLanguage = [], settings } = this.#input;
    const { languageLossEvery } = settings;
    const isTime = languageLossEvery > 0 && (iteration % languageLossEvery === 0 || isLast);
    if (!isTime || heldOutLanguage.length === 0) return {};
    this.#baseLoss ??= yield* this.#measure(base.parameters);
    const loss = yield* this.#measure(policy);
    return { 'eval/language_loss': loss, 'eval/alignment_tax': loss / this.#baseLoss - 1 };
  }

  async *#measure(parameters: Parameters): Steps<number> {
    const { base, heldOutLanguage = [] } = this.#input;
    const steps = languageLoss(parameters, heldOutLanguage, base.tokenizer.padTokenId);
    let step = await steps.next();
    while (!step.done) {
      yield { type: 'phase', phase: 'measure', progress: 1 };
      step = await steps.next();
    }
    return step.value;
  }
}
