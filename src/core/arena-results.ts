// What votes between two replies add up to: per model and per pair of models, wins, ties, win rate and strength. Pure.
//
// A tie and "both bad" count as half a win for either side: they prefer neither. "Both bad" is counted by itself, too,
// because two models that are both bad are no equals to be proud of.
import type { ModelId, Vote } from '../contract/records';
import { bradleyTerry, type Strength } from './bradley-terry';
import { wilsonInterval, type Interval } from './statistics';

type Judged = Pick<Vote, 'choice'> & Record<'left' | 'right', Pick<Vote['left'], 'modelId'>>;

interface Tally {
  votes: number;
  wins: number;
  losses: number;
  /** Without those that called both replies bad. */
  ties: number;
  bothBad: number;
  /** Wins and half of ties and both bad, over all votes. */
  winRate: number;
  /** Wilson's, 95%. */
  interval: Interval;
}

/** A model against all that it met. */
export interface ModelResult extends Tally, Strength {
  modelId: ModelId;
}

/** Two models against each other; wins are the first one's. */
export interface PairResult extends Tally {
  first: ModelId;
  second: ModelId;
}

export interface ArenaResults {
  /** Strongest first. */
  models: ModelResult[];
  /** In the order in which they first met. */
  pairs: PairResult[];
}

type Counts = Pick<Tally, 'wins' | 'losses' | 'ties' | 'bothBad'>;

/** Votes of one judge, or of several who are to be taken as one. */
export function arenaResults(votes: readonly Judged[]): ArenaResults {
  const pairs = new Map<string, Counts & { first: ModelId; second: ModelId }>();
  for (const { left, right, choice } of votes) {
    const [first, second] = [left.modelId, right.modelId].sort() as [ModelId, ModelId];
    const key = JSON.stringify([first, second]);
    const counts = pairs.get(key) ?? { first, second, wins: 0, losses: 0, ties: 0, bothBad: 0 };
    pairs.set(key, counts);
    if (choice === 'tie') counts.ties += 1;
    else if (choice === 'both-bad') counts.bothBad += 1;
    else if ((choice === 'left' ? left : right).modelId === first) counts.wins += 1;
    else counts.losses += 1;
  }
  const met = [...pairs.values()];
  return {
    models: modelResults(met),
    pairs: met.map(({ first, second, ...counts }) => ({ first, second, ...tally(counts) })),
  };
}

function modelResults(pairs: readonly (Counts & { first: ModelId; second: ModelId })[]) {
  const modelIds = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))];
  const wins = modelIds.map(() => modelIds.map(() => 0));
  const totals = modelIds.map((): Counts => ({ wins: 0, losses: 0, ties: 0, bothBad: 0 }));
  for (const { first, second, ...counts } of pairs) {
    const [i, j] = [modelIds.indexOf(first), modelIds.indexOf(second)];
    const halves = (counts.ties + counts.bothBad) / 2;
    wins[i]![j]! += counts.wins + halves;
    wins[j]![i]! += counts.losses + halves;
    add(totals[i]!, counts);
    add(totals[j]!, { ...counts, wins: counts.losses, losses: counts.wins });
  }
  const strengths = bradleyTerry(wins);
  return modelIds
    .map((modelId, i): ModelResult => ({ modelId, ...tally(totals[i]!), ...strengths[i]! }))
    .sort((a, b) => b.strength - a.strength);
}

function add(total: Counts, counts: Counts): void {
  total.wins += counts.wins;
  total.losses += counts.losses;
  total.ties += counts.ties;
  total.bothBad += counts.bothBad;
}

function tally(counts: Counts): Tally {
  const votes = counts.wins + counts.losses + counts.ties + counts.bothBad;
  const score = counts.wins + (counts.ties + counts.bothBad) / 2;
  return { ...counts, votes, winRate: score / votes, interval: wilsonInterval(score, votes) };
}

/** The votes of a person, or of one simulated labeler with one share of mistakes. */
export interface VoterVotes {
  source: Vote['source'];
  votes: Vote[];
}

/** Votes apart by who cast them, in the order of their first votes, a person's ahead of all. */
export function votesByVoter(votes: readonly Vote[]): VoterVotes[] {
  const voters = new Map<string, VoterVotes>();
  for (const vote of votes) {
    const { source } = vote;
    const key = source.kind === 'person' ? '' : JSON.stringify([source.labeler, source.noise]);
    const voter = voters.get(key) ?? { source, votes: [] };
    voters.set(key, voter);
    voter.votes.push(vote);
  }
  const isSimulated = ({ source }: VoterVotes) => Number(source.kind !== 'person');
  return [...voters.values()].sort((a, b) => isSimulated(a) - isSimulated(b));
}
