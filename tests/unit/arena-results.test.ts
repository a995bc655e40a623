import { describe, expect, test } from 'vitest';
import type { ModelId, Vote, VoteChoice } from '../../src/contract/records';
import { arenaResults, votesByVoter } from '../../src/core/arena-results';
import { importPreferences } from '../../src/core/preferences-import';
import { wilsonInterval } from '../../src/core/statistics';
import { exportVotes } from '../../src/core/votes-jsonl';

const base: ModelId = 'shipped:nano-chat';
const tuned: ModelId = 'checkpoint:run-10';
const other: ModelId = 'sft:one';
const person: Vote['source'] = { kind: 'person' };

function vote(
  left: ModelId,
  right: ModelId,
  choice: VoteChoice,
  source: Vote['source'] = person,
): Vote {
  return {
    id: `${left} ${right} ${choice}`,
    createdAtMs: 1,
    messages: [{ role: 'user', content: 'Hi' }],
    left: { modelId: left, reply: 'Hello!', ended: true, seed: 1 },
    right: { modelId: right, reply: 'No', ended: false, seed: 2 },
    sampling: { temperature: 1, topK: 0, topP: 1, maxNewTokens: 32 },
    choice,
    source,
  };
}

describe('results', () => {
  test('count by model, not by side; ties and both bad are half a win each', () => {
    const { models, pairs } = arenaResults([
      vote(base, tuned, 'right'),
      vote(tuned, base, 'left'),
      vote(tuned, base, 'left'),
      vote(base, tuned, 'left'),
      vote(base, tuned, 'tie'),
      vote(tuned, base, 'both-bad'),
    ]);
    expect(models.map(({ modelId }) => modelId)).toEqual([tuned, base]);
    expect(models[0]).toMatchObject({ votes: 6, wins: 3, losses: 1, ties: 1, bothBad: 1 });
    expect(models[1]).toMatchObject({ votes: 6, wins: 1, losses: 3, ties: 1, bothBad: 1 });
    expect(models[0]!.winRate).toBeCloseTo(4 / 6, 12);
    expect(models[0]!.interval).toEqual(wilsonInterval(4, 6));
    // 4 wins to 2, and half a win more to both.
    expect(models[0]!.strength - models[1]!.strength).toBeCloseTo(Math.log(4.5 / 2.5), 9);
    expect(pairs).toHaveLength(1);
    const [pair] = pairs;
    expect(pair).toMatchObject({ first: tuned, second: base, votes: 6, wins: 3, losses: 1 });
  });

  test('of several pairs explain all votes at once', () => {
    const { models, pairs } = arenaResults([
      vote(base, tuned, 'right'),
      vote(base, tuned, 'right'),
      vote(base, other, 'left'),
      vote(base, other, 'left'),
    ]);
    // Tuned and other never met; tuned beat whom other lost to.
    expect(models.map(({ modelId }) => modelId)).toEqual([tuned, base, other]);
    expect(models[1]).toMatchObject({ votes: 4, wins: 2, losses: 2, winRate: 0.5 });
    expect(models[1]!.strength).toBeCloseTo(0, 6);
    expect(pairs.map(({ votes }) => votes)).toEqual([2, 2]);
  });

  test('of no votes are empty', () => {
    expect(arenaResults([])).toEqual({ models: [], pairs: [] });
  });
});

test('votes are apart by voter: a person first, then each labeler and noise', () => {
  const simulated = (labeler: string, noise: number): Vote['source'] => ({
    ...{ kind: 'simulated', labeler, noise },
    seed: 3,
  });
  const voters = votesByVoter([
    vote(base, tuned, 'left', simulated('brief', 0)),
    vote(base, tuned, 'left', simulated('brief', 0.1)),
    vote(base, tuned, 'left'),
    vote(base, tuned, 'right', { ...simulated('brief', 0), seed: 4 } as Vote['source']),
  ]);
  expect(voters.map(({ source, votes }) => [source.kind, votes.length])).toEqual([
    ['person', 1],
    ['simulated', 2],
    ['simulated', 1],
  ]);
});

describe('export', () => {
  const rows = (votes: Vote[]) =>
    exportVotes(votes)
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  test('the better reply is the chosen one, and the whole vote stands beside the pair', () => {
    const right = vote(base, tuned, 'right');
    expect(rows([vote(base, tuned, 'left'), right])).toMatchObject([
      { prompt: 'Hi', chosen: 'Hello!', rejected: 'No' },
      { prompt: 'Hi', chosen: 'No', rejected: 'Hello!', vote: right },
    ]);
    expect(exportVotes([])).toBe('');
  });

  test('a vote that prefers neither teaches TRL nothing but is not lost', () => {
    for (const choice of ['tie', 'both-bad'] as const) {
      const undecided = vote(base, tuned, choice);
      expect(rows([undecided])).toEqual([
        { prompt: 'Hi', chosen: 'Hello!', rejected: 'Hello!', vote: undecided },
      ]);
    }
  });

  test('what is decided can be imported as rankings of two', () => {
    const text = exportVotes([vote(base, tuned, 'right'), vote(base, tuned, 'tie')]);
    const { rankings, problems } = importPreferences(text, { modelId: base, createdAtMs: 5 });
    expect(rankings).toHaveLength(1);
    expect(rankings[0]!.samples.map(({ text: reply }) => reply)).toEqual(['No', 'Hello!']);
    expect(problems.map(({ kind }) => kind)).toEqual(['equal-replies']);
  });
});
