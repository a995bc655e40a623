// The replies that one iteration of PPO learns from. With one candidate a prompt that is every reply that was drawn. With
// several it is the best and the worst of those to each prompt, scored against the mean of all: the differences that teach
// most cost no more updates (down-sampling to the extremes: Xu et al. 2025, "Not All Rollouts are Useful"; the mean of
// the others as baseline: Ahmadian et al. 2024, RLOO). Measures and updates nothing.
import { mean } from '../core/statistics';
import { Random } from '../core/rng';
import type { GeneratedRow } from '../nn/generate';
import { rolloutShare, type MethodInput, type Steps } from './method-events';
import { newEpisode, payNovelty, type Episode } from './ppo-episodes';
import type { PpoState } from './ppo-state';
import { drawPrompts, sample } from './rollout';
import { scoreReplies } from './scored-replies';

export interface Rollout {
  /** What is learned from, not yet measured; scored, bonus and all, where that is how they were chosen. */
  episodes: Episode[];
  /**
   * What each episode's score and bonus are taken against: the mean over all replies to its prompt; 0 where only one was
   * drawn.
   */
  baselines: number[];
  /** All that were drawn, scored, where more were drawn than are learned from; the episodes are among them. */
  candidates: Episode[] | null;
}

/** Rows that are sampled or scored side by side: more only take memory. */
const rowsAtOnce = 96;

/**
 * About `rolloutBatchSize` episodes.
 * @returns null when a stop was requested meanwhile: the state is then as if the iteration had never begun
 */
export async function* rollOut(
  state: PpoState,
  prompts: number[][],
  input: MethodInput,
): Steps<Rollout | null> {
  const { rolloutBatchSize, rolloutCandidates: candidates } = input.settings;
  const randomBefore = state.random.state();
  const kept = Math.min(2, candidates);
  const groups = Math.max(1, Math.floor(rolloutBatchSize / kept));
  const batch = drawPrompts(prompts, groups, state.random).flatMap((prompt) =>
    Array.from({ length: candidates }, () => prompt),
  );
  const rows = yield* sampleAll(state, batch, input);
  if (!rows) {
    // A resumed run draws the same prompts and replies again.
    state.random = new Random(randomBefore);
    return null;
  }
  const episodes = rows.map((row, index) => newEpisode(batch[index]!, row));
  if (candidates === 1) {
    return { episodes, baselines: episodes.map(() => 0), candidates: null };
  }
  const scored = yield* scoreAll(episodes, input);
  payNovelty(scored, input);
  const scores = scored.map(({ score, bonus }) => score + bonus);
  const chosen = Array.from({ length: groups }, (_, group) =>
    extremes(scores, group * candidates, candidates),
  ).flat();
  return {
    episodes: chosen.map((index) => scored[index]!),
    baselines: chosen.map((index) => {
      const first = index - (index % candidates);
      return mean(scores.slice(first, first + candidates));
    }),
    candidates: scored,
  };
}

/** The best and the worst of `count` scores from `first` on, as indices in that order; two different ones always. */
export function extremes(scores: readonly number[], first: number, count: number): number[] {
  let [best, worst] = [first, first + count - 1];
  for (let index = first; index < first + count; index++) {
    if (scores[index]! > scores[best]!) best = index;
    if (scores[index]! < scores[worst]!) worst = index;
  }
  return [best, worst];
}

/** Lets others have their turn between so many. */
async function* scoreAll(episodes: readonly Episode[], input: MethodInput): Steps<Episode[]> {
  const scored: Episode[] = [];
  for (let at = 0; at < episodes.length; at += rowsAtOnce) {
    scored.push(...(await scoreReplies(episodes.slice(at, at + rowsAtOnce), input)));
    yield { type: 'phase', phase: 'score', progress: rolloutShare };
  }
  return scored;
}

async function* sampleAll(
  { policy, random }: PpoState,
  batch: number[][],
  { base, settings, control }: MethodInput,
): Steps<GeneratedRow[] | null> {
  const rows: GeneratedRow[] = [];
  const parts = Math.ceil(batch.length / rowsAtOnce);
  for (let index = 0; index < parts; index++) {
    const some = yield* sample(
      policy,
      base,
      batch.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
      {
        temperature: settings.temperature,
        maxNewTokens: settings.maxNewTokens,
        random: random.fork(),
        keepLogProbs: settings.oldLogProbs === 'sampling',
        phase: 'rollout',
        part: { index, of: parts },
        control,
      },
    );
    if (!some) return null;
    rows.push(...some);
  }
  return rows;
}
