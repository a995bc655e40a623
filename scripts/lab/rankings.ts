// Rankings without a page: draws prompts and samples as the Rank room does, and lets a labeler rank them. The settings
// `promptChoice` and `sampleChoice` say whether what is ranked is chosen or left to chance.
import type { Settings } from '../../src/contract/config';
import type { Message, Ranking } from '../../src/contract/records';
import { keepDiffering, samplesToDraw } from '../../src/core/differing-samples';
import {
  candidatesPerRanking,
  coveringOrder,
  guessTaste,
  mostInstructive,
} from '../../src/core/next-prompt';
import type { Random } from '../../src/core/rng';
import type { LanguageModel } from '../../src/nn/language-model';
import { rankWith, type Labeler } from '../../src/world/labelers';
import { skillOfShipped } from '../../src/world/prompts';
import { recognize } from '../../src/world/recognize';
import { replyToAll, type Reply } from './replies';

/** Rankings after which the taste is guessed anew, as the page's automatic labeler does. */
const rankingsPerRound = 8;

/** Samples K replies to each of `count` prompts and lets the labeler rank them. */
export async function makeRankings(
  base: LanguageModel,
  labeler: Labeler,
  prompts: string[],
  count: number,
  settings: Settings,
  random: Random,
): Promise<Ranking[]> {
  const rankings: Ranking[] = [];
  const drawing = settings.promptChoice === 'random' ? null : new PromptDrawing(prompts, random);
  while (rankings.length < count) {
    const wanted = drawing ? Math.min(rankingsPerRound, count - rankings.length) : count;
    const drawn = drawing
      ? drawing.next(wanted * candidatesPerRanking)
      : drawByChance(prompts, wanted, random);
    const samples = await sampleAll(base, drawn, settings, random);
    const order = drawing
      ? mostInstructive(
          drawn.map((prompt, index) => ({
            skill: drawing.skillOf(prompt),
            texts: samples[index]!.map(({ text }) => text),
          })),
          wanted,
          guessTaste(rankings, random),
        )
      : [...drawn.keys()];
    for (const index of order) {
      const prompt = drawn[index]!;
      drawing?.judged(prompt);
      const id = `lab-${rankings.length}`;
      rankings.push({ id, ...rank(labeler, prompt, samples[index]!, settings, random) });
    }
  }
  return rankings;
}

function drawByChance(prompts: readonly string[], count: number, random: Random): string[] {
  const drawn: string[] = [];
  while (drawn.length < count)
    drawn.push(...random.shuffled(prompts).slice(0, count - drawn.length));
  return drawn;
}

/** Draws those that were judged least often, and of these so that the skills keep their shares. */
class PromptDrawing {
  readonly #prompts: readonly string[];
  readonly #random: Random;
  readonly #skills: ReadonlyMap<string, string>;
  readonly #timesJudged = new Map<string, number>();
  readonly #skillsJudged = new Map<string, number>();

  constructor(prompts: readonly string[], random: Random) {
    this.#prompts = [...new Set(prompts)];
    this.#random = random;
    this.#skills = new Map(
      this.#prompts.map((prompt) => [
        prompt,
        skillOfShipped(prompt) ?? recognize(prompt)?.topic.skill ?? 'other',
      ]),
    );
  }

  skillOf(prompt: string): string {
    return this.#skills.get(prompt)!;
  }

  /** Fewer than `count` where there are no more. */
  next(count: number): string[] {
    const skills = this.#prompts.map((prompt) => this.skillOf(prompt));
    const order = coveringOrder(skills, this.#skillsJudged, this.#random);
    return order
      .map((index) => this.#prompts[index]!)
      .sort((a, b) => (this.#timesJudged.get(a) ?? 0) - (this.#timesJudged.get(b) ?? 0))
      .slice(0, count);
  }

  judged(prompt: string): void {
    const skill = this.skillOf(prompt);
    this.#timesJudged.set(prompt, (this.#timesJudged.get(prompt) ?? 0) + 1);
    this.#skillsJudged.set(skill, (this.#skillsJudged.get(skill) ?? 0) + 1);
  }
}

/** K replies to each prompt, those that differ of more where the settings say so. */
async function sampleAll(
  base: LanguageModel,
  prompts: readonly string[],
  settings: Settings,
  random: Random,
): Promise<Reply[][]> {
  const { samplesPerPrompt, sampleChoice } = settings;
  const drawn = sampleChoice === 'random' ? samplesPerPrompt : samplesToDraw(samplesPerPrompt);
  const conversations = prompts.flatMap((content) =>
    Array.from({ length: drawn }, (): Message[] => [{ role: 'user', content }]),
  );
  const replies = await replyToAll(base, conversations, samplingOf(settings), random.fork());
  return prompts.map((_, index) => {
    const own = replies.slice(index * drawn, (index + 1) * drawn);
    const texts = own.map(({ text }) => text);
    return keepDiffering(texts, samplesPerPrompt).map((sample) => own[sample]!);
  });
}

const samplingOf = ({ rankTemperature, maxNewTokens }: Settings) => ({
  temperature: rankTemperature,
  topK: 0,
  topP: 1,
  maxNewTokens,
});

function rank(
  labeler: Labeler,
  prompt: string,
  replies: readonly Reply[],
  settings: Settings,
  random: Random,
): Omit<Ranking, 'id'> {
  const { labelNoise: noise, seed } = settings;
  const texts = replies.map(({ text }) => text);
  const { ranks } = rankWith(labeler, prompt, texts, noise, random);
  return {
    createdAtMs: 0,
    messages: [{ role: 'user', content: prompt }],
    samples: replies.map(({ text, reply, ended }) => ({ text, tokens: reply.length, ended })),
    ranks,
    allBad: false,
    source: { kind: 'simulated', labeler: labeler.name, noise, seed },
    modelId: 'shipped:lab',
    sampling: { ...samplingOf(settings), seed },
  };
}
