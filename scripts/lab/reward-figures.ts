// What the Reward room says of a reward model, in one line: held-out accuracy beside its baselines, and calibration.
import type { Settings } from '../../src/contract/config';
import type { RewardModelResult } from '../../src/contract/messages';
import type { Ranking } from '../../src/contract/records';
import { inOtherOrder, rankingsPerRepeat, selfAgreements } from '../../src/core/repeats';
import {
  calibration,
  isEnough,
  longerWinsAccuracy,
  modelAccuracy,
  scoredPairs,
} from '../../src/core/reward-evaluation';
import { Random } from '../../src/core/rng';
import type { GroupedShare } from '../../src/core/statistics';
import { rankWith, type Labeler } from '../../src/world/labelers';

/** For people, on stderr; draws from a generator of its own, so that results do not depend on it. */
export function rewardFigures(
  { heldOutScores }: Pick<RewardModelResult, 'heldOutScores'>,
  rankings: readonly Ranking[],
  labeler: Labeler,
  settings: Settings,
): string {
  const byId = new Map(rankings.map((ranking) => [ranking.id, ranking]));
  const { pairs } = scoredPairs(heldOutScores, (id) => byId.get(id) ?? null);
  if (pairs.length === 0) return 'Reward model: held-out accuracy not measured.';
  const repeats = askAgain(rankings, labeler, settings);
  const [again] = selfAgreements([...rankings, ...repeats]);
  return [
    `Reward model: held-out accuracy ${shareText(modelAccuracy(pairs))}`,
    `"the longer one wins" ${shareText(longerWinsAccuracy(pairs))}`,
    ...(again ? [`the labeler asked again ${shareText(again.agreement)}`] : []),
    isEnough(pairs)
      ? `calibration error ${calibration(pairs).expectedError.toFixed(3)}.`
      : 'too few pairs for a calibration error.',
  ].join('; ');
}

/** One in ten, as in the page. */
function askAgain(rankings: readonly Ranking[], labeler: Labeler, settings: Settings): Ranking[] {
  const random = new Random(settings.seed);
  return rankings
    .filter((_, index) => index % rankingsPerRepeat === 0)
    .map((ranking) => {
      const samples = inOtherOrder(ranking.samples, random);
      const texts = samples.map(({ text }) => text);
      const asked = ranking.messages.at(-1)!.content;
      const { ranks } = rankWith(labeler, asked, texts, settings.labelNoise, random);
      return { ...ranking, id: `${ranking.id}-again`, repeatOf: ranking.id, samples, ranks };
    });
}

function shareText({ share, interval: { low, high }, trials, groups }: GroupedShare): string {
  const range = `${low.toFixed(2)} to ${high.toFixed(2)}`;
  return `${share.toFixed(3)} (${range}; ${trials} pairs of ${groups} rankings)`;
}
