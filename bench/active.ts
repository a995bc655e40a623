// `npm run bench -- active`: whether rankings teach more when prompts and samples are chosen than when they are left to
// chance. Reward models from equally many rankings, the same seeds, judged without noise on fresh samples of held-out
// prompts that nobody chose.
import { makeRankings } from '../scripts/lab/rankings';
import { replyToAll, type Reply } from '../scripts/lab/replies';
import { trainReward } from '../scripts/lab/loop';
import type { Settings } from '../src/contract/config';
import type { Message } from '../src/contract/records';
import { Random } from '../src/core/rng';
import { mean, standardDeviation } from '../src/core/statistics';
import type { LanguageModel } from '../src/nn/language-model';
import { rewardOf } from '../src/train/reward';
import { disposeRewardEnsemble } from '../src/train/reward-ensemble';
import { labelers, type LabelerName } from '../src/world/labelers';
import { heldOutPrompts, trainingPrompts } from '../src/world/prompts';

export interface ActiveBenchOptions {
  /** Seeds 1 to this. */
  repeats: number;
  rankings: number;
  labelers: readonly LabelerName[];
  settings: Settings;
}

/** What is chosen; everything else is the same. */
const modes = {
  chance: { promptChoice: 'random', sampleChoice: 'random' },
  samples: { promptChoice: 'random', sampleChoice: 'different' },
  prompts: { promptChoice: 'teaches-most', sampleChoice: 'random' },
  both: { promptChoice: 'teaches-most', sampleChoice: 'different' },
} as const satisfies Record<string, Partial<Settings>>;
type Mode = keyof typeof modes;
const modeNames = Object.keys(modes) as Mode[];

interface Figures {
  /** Share of pairs that the reward model orders as the gold score does; equal golds are left out. */
  accuracy: number;
  /** Of what choosing the best of 4 by gold would gain over any of them, the share that choosing by reward gains. */
  gain: number;
}

const samplesPerPrompt = 4;
const testPrompts = 150;

/** A line for every labeler, then one for the means over labelers, each with the differences to chance. */
export async function* measureActive(
  base: LanguageModel,
  { repeats, rankings, labelers: names, settings }: ActiveBenchOptions,
): AsyncGenerator<Record<string, unknown>> {
  const all = new Map<Mode, Figures[]>(modeNames.map((mode) => [mode, []]));
  for (const name of names) {
    const own = new Map<Mode, Figures[]>(modeNames.map((mode) => [mode, []]));
    for (let seed = 1; seed <= repeats; seed++) {
      for (const mode of modeNames) {
        const choice = { ...settings, ...modes[mode], seed };
        const figures = await oneModel(base, name, rankings, choice);
        console.error(`${name}, seed ${seed}, ${mode}: ${JSON.stringify(figures)}`);
        own.get(mode)!.push(figures);
        all.get(mode)!.push(figures);
      }
    }
    yield { labeler: name, rankings, seeds: repeats, ...summary(own) };
  }
  yield { labeler: 'all', rankings, seeds: repeats, ...summary(all) };
}

async function oneModel(
  base: LanguageModel,
  name: LabelerName,
  count: number,
  settings: Settings,
): Promise<Figures> {
  const labeler = labelers[name];
  const prompts = [...trainingPrompts];
  const random = new Random(settings.seed);
  const rankings = await makeRankings(base, labeler, prompts, count, settings, random);
  const { ensemble } = await trainReward(base, rankings, prompts, settings);
  const asked = new Random(settings.seed).shuffled(heldOutPrompts).slice(0, testPrompts);
  const replies = await freshSamples(base, asked, settings);
  const { total: rewards } = await rewardOf(ensemble).score(replies);
  disposeRewardEnsemble(ensemble);
  const groups = asked.map((prompt, index) => {
    const at = index * samplesPerPrompt;
    const own = replies.slice(at, at + samplesPerPrompt);
    const golds = own.map(({ text }) => labeler.score(prompt, text));
    return { golds, rewards: rewards.slice(at, at + samplesPerPrompt) };
  });
  const judgements = groups.flatMap(({ golds, rewards }) => agreements(golds, rewards));
  const gains = groups.map(({ golds, rewards }) => ({
    possible: Math.max(...golds) - mean(golds),
    reached: golds[rewards.indexOf(Math.max(...rewards))]! - mean(golds),
  }));
  return {
    accuracy: mean(judgements),
    gain: mean(gains.map(({ reached }) => reached)) / mean(gains.map(({ possible }) => possible)),
  };
}

/** The same for every mode of a seed. */
function freshSamples(
  base: LanguageModel,
  prompts: readonly string[],
  { maxNewTokens, seed }: Settings,
): Promise<Reply[]> {
  const conversations = prompts.flatMap((content) =>
    Array.from({ length: samplesPerPrompt }, (): Message[] => [{ role: 'user', content }]),
  );
  const sampling = { temperature: 1, topK: 0, topP: 1, maxNewTokens };
  return replyToAll(base, conversations, sampling, new Random(seed + 1000));
}

/** Per pair with unequal golds: 1 where the rewards order it alike, 1/2 where they are equal. */
function agreements(golds: readonly number[], rewards: readonly number[]): number[] {
  return golds.flatMap((gold, i) =>
    golds.slice(0, i).flatMap((other, j) => {
      if (gold === other) return [];
      const product = Math.sign(gold - other) * Math.sign(rewards[i]! - rewards[j]!);
      return [(1 + product) / 2];
    }),
  );
}

/** Means, and the mean differences to chance with their standard errors: the same seed makes a pair. */
function summary(figures: ReadonlyMap<Mode, readonly Figures[]>) {
  const chance = figures.get('chance')!;
  return Object.fromEntries(
    modeNames.map((mode) => {
      const own = figures.get(mode)!;
      const difference = (name: keyof Figures) => {
        const differences = own.map((row, i) => row[name] - chance[i]![name]);
        const error = standardDeviation(differences) / Math.sqrt(differences.length);
        return { mean: mean(differences), standard_error: error };
      };
      const means = {
        accuracy: mean(own.map(({ accuracy }) => accuracy)),
        gain: mean(own.map(({ gain }) => gain)),
      };
      return mode === 'chance'
        ? [mode, means]
        : [
            mode,
            { ...means, accuracy_more: difference('accuracy'), gain_more: difference('gain') },
          ];
    }),
  );
}
