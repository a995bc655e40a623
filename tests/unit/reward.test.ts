// What runs are rewarded with: ensembles reduced, parts weighted and summed, rules asked in words, and the words for rules
// that fail.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import type { RuleCase, RuleProblem } from '../../src/contract/messages';
import { rewardDescriptionSchema, runSchema } from '../../src/contract/records';
import { Random } from '../../src/core/rng';
import { memberDeviations, reduceMembers, weightedSum } from '../../src/core/reward-sum';
import { givingLine } from '../../src/core/rule-source';
import { RuleDesk } from '../../src/engine/rule-desk';
import {
  disposeLanguageModel,
  encodeForReply,
  type LanguageModel,
} from '../../src/nn/language-model';
import { attachScalarHead, cloneParameters } from '../../src/nn/parameters';
import { createReward, rewardOf, RuleError } from '../../src/train/reward';
import {
  disposeRewardEnsemble,
  memberScores,
  type RewardEnsemble,
} from '../../src/train/reward-ensemble';
import { tinyModel, useWasm } from './support/tiny-model';

let base: LanguageModel;
let ensemble: RewardEnsemble;
beforeAll(async () => {
  await useWasm();
  base = tinyModel(8);
  const members = [1, 2, 3].map((seed) => {
    const parameters = cloneParameters(base.parameters);
    attachScalarHead(parameters, new Random(seed), 0.5);
    return { parameters, tokenizer: base.tokenizer, normalisation: { mean: 0, deviation: seed } };
  });
  ensemble = { members };
});
afterAll(() => {
  disposeRewardEnsemble(ensemble);
  disposeLanguageModel(base);
});

function dialogue(prompt: string, reply: string) {
  const { tokenizer } = base;
  const messages = [
    { role: 'user' as const, content: 'Hello there!' },
    { role: 'assistant' as const, content: 'Hello' },
    { role: 'user' as const, content: prompt },
  ];
  return {
    prompt: encodeForReply(tokenizer, messages, 64, 16),
    reply: [...tokenizer.encode(reply), tokenizer.endTokenId],
  };
}

describe('scores of several', () => {
  it('become the mean or the worst, and the distance between them is known', () => {
    const members = [
      [1, 5],
      [3, -1],
      [8, 2],
    ];
    expect(reduceMembers(members, 'mean')).toEqual([4, 2]);
    expect(reduceMembers(members, 'worst-case')).toEqual([1, -1]);
    // Of 1, 3 and 8: the mean is 4, the squares 9 + 1 + 16.
    expect(memberDeviations(members)[0]).toBeCloseTo(Math.sqrt(26 / 3), 12);
    expect(memberDeviations([[7, 2]])).toEqual([0, 0]);
    const parts = [
      { scores: [1, 2], weight: 2 },
      { scores: [10, -10], weight: -0.5 },
    ];
    expect(weightedSum(parts)).toEqual([-3, 9]);
  });
});

describe('a reward', () => {
  const dialogues = () => [dialogue('How are you?', 'fine, thank you'), dialogue('Hello', 'are')];

  it('is a reward model as it is, or an ensemble reduced', async () => {
    const members = await memberScores(ensemble, dialogues());
    const alone = await rewardOf({ members: ensemble.members.slice(0, 1) }).score(dialogues());
    expect(alone).toEqual({ total: members[0], parts: {} });
    const worst = createReward({
      tokenizer: base.tokenizer,
      model: { ensemble, reduce: 'worst-case', weight: 1 },
      rule: null,
    });
    expect(worst.backbone).toBe(ensemble.members[0]!.parameters);
    expect(await worst.score(dialogues())).toEqual({
      total: reduceMembers(members, 'worst-case'),
      parts: { 'scores/ensemble_deviation': memberDeviations(members) },
    });
  });

  it('asks a rule in words: the last prompt and the reply, without special tokens', async () => {
    const asked: RuleCase[] = [];
    const reward = createReward({
      tokenizer: base.tokenizer,
      model: null,
      rule: {
        weight: 2,
        judge: async (cases) => {
          asked.push(...cases);
          return cases.map(({ reply }) => reply.length);
        },
      },
    });
    expect(await reward.score(dialogues())).toEqual({ total: [30, 6], parts: {} });
    expect(asked).toEqual([
      { prompt: 'How are you?', reply: 'fine, thank you' },
      { prompt: 'Hello', reply: 'are' },
    ]);
    expect(reward.backbone).toBeNull();
  });

  it('is never nothing', () => {
    const nothing = { tokenizer: base.tokenizer, model: null, rule: null };
    expect(() => createReward(nothing)).toThrow('a reward model or a rule');
    expect(v.safeParse(rewardDescriptionSchema, { model: null, rule: null }).success).toBe(false);
  });

  it('of a run stored before there was a choice is its reward model', () => {
    const run = {
      ...{ id: 'one', method: 'ppo', createdAtMs: 1, updatedAtMs: 1, status: 'paused' },
      ...{ baseModelId: 'shipped:nano-chat', settings: {}, failure: null, iteration: 2 },
      ...{ resumableIteration: 2, samplePrompts: [], trainingPrompts: [] },
    };
    const reward = { model: { id: 'r', reduce: 'mean', weight: 1 }, rule: null };
    expect(v.parse(runSchema, { ...run, rewardModelId: 'r' })).toEqual({ ...run, reward });
    expect(v.parse(runSchema, { ...run, reward })).toEqual({ ...run, reward });
    expect(v.safeParse(runSchema, run).success).toBe(false);
  });
});

describe('a rule', () => {
  const source = '(prompt, reply) =>\n  oops(reply)';
  const cases = [{ prompt: 'Hi', reply: 'Hello' }];

  it('is asked over the wire, and its answers find their questions', async () => {
    const sent: unknown[] = [];
    const desk = new RuleDesk((question) => sent.push(question));
    const [first, second] = [desk.judge(source, cases), desk.judge('other', cases)];
    expect(sent).toEqual([
      { type: 'askRule', askId: 1, source, cases },
      { type: 'askRule', askId: 2, source: 'other', cases },
    ]);
    desk.answer(2, { scores: [7] });
    const problem: RuleProblem = {
      kind: 'threw',
      message: 'oops is not defined',
      line: 2,
      index: 0,
    };
    desk.answer(1, { problem });
    desk.answer(1, { scores: [1] });
    expect(await second).toEqual([7]);
    await expect(first).rejects.toBeInstanceOf(RuleError);
    await expect(first).rejects.toThrow(
      'failed in line 2, “oops(reply)”: oops is not defined (prompt “Hi”, reply “Hello”)',
    );
  });

  it('that fails is told in words, whatever the reason', () => {
    const words = (problem: RuleProblem) => new RuleError(problem, source, cases).message;
    expect(words({ kind: 'syntax', message: 'Unexpected token', line: 1 })).toContain('line 1');
    expect(words({ kind: 'syntax', message: 'Unexpected token', line: null })).not.toContain(
      'line',
    );
    expect(words({ kind: 'not-a-function' })).toContain('no function');
    expect(words({ kind: 'not-a-number', value: 'NaN', line: null, index: 0 })).toContain('NaN');
    expect(words({ kind: 'too-slow', limitMs: 1500 })).toContain('1.5 seconds');
    expect(words({ kind: 'no-sandbox', message: 'no worker' })).toContain('no worker');
  });

  it('gives its value in a line that is named only where it is the only one', () => {
    expect(givingLine('(p, r) => r.length')).toBe(1);
    expect(givingLine('(p, r) =>\n  // its length\n  r.length')).toBe(3);
    expect(givingLine('(p, r) => {\n  const n = 1;\n  return n;\n}')).toBe(3);
    expect(givingLine('function rule(p, r) {\n  // no return here\n  return "return";\n}')).toBe(3);
    expect(
      givingLine('(p, r) => {\n  return r.split(" ").filter((w) => w !== "").length;\n}'),
    ).toBe(2);
    // Two places, or a body that is not the rule's own.
    expect(givingLine('(p, r) => {\n  if (p) return 1;\n  return 2;\n}')).toBeNull();
    expect(givingLine('(p, r) =>\n  [r].map((w) => {\n    return w;\n  })')).toBeNull();
    expect(givingLine('Math.max')).toBeNull();
  });
});
