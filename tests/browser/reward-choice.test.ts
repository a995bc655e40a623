// What a new run will be rewarded with, and a rule tried before it is.
import { expect, test } from 'vitest';
import type { RuleSandbox } from '../../src/client/types';
import { defaultSettings, type Settings } from '../../src/contract/config';
import type { RuleCase, RuleOutcome } from '../../src/contract/messages';
import { exampleRule, RewardChoice } from '../../src/state/reward-choice.svelte';
import { RuleTrial } from '../../src/state/rule-trial.svelte';
import { sampledPrompts } from '../../src/world/prompts';

function preferences(stored: Record<string, unknown> = {}) {
  return {
    stored,
    get: async (key: string) => stored[key],
    set: async (key: string, value: unknown) => void (stored[key] = value),
  };
}
const choose = (changes: Partial<Settings>) => ({ ...defaultSettings(), ...changes });

test('the usual reward is the reward model alone, whatever the weights are', () => {
  const choice = new RewardChoice(preferences());
  const reward = { model: { id: 'r', reduce: 'mean', weight: 1 }, rule: null };
  expect(choice.describe(choose({ rewardModelWeight: 3 }), 'r')).toEqual(reward);
  expect(choice.describe(choose({}), null)).toBeNull();
  const worst = choice.describe(choose({ rewardEnsembleReduce: 'worst-case' }), 'r');
  expect(worst!.model!.reduce).toBe('worst-case');
});

test('a rule needs no reward model, a sum needs both', async () => {
  const choice = new RewardChoice(preferences());
  const alone = choice.describe(choose({ rewardSource: 'rule', ruleWeight: 5 }), null);
  expect(alone).toEqual({ model: null, rule: { source: exampleRule, weight: 1 } });
  const sum = choose({ rewardSource: 'sum', rewardModelWeight: 0.5, ruleWeight: -2 });
  expect(choice.describe(sum, null)).toBeNull();
  expect(choice.describe(sum, 'r')).toEqual({
    model: { id: 'r', reduce: 'mean', weight: 0.5 },
    rule: { source: exampleRule, weight: -2 },
  });
  choice.setRule('  ');
  expect(choice.describe(sum, 'r')).toBeNull();
});

test('the rule that was typed is kept', async () => {
  const kept = preferences();
  new RewardChoice(kept).setRule('() => 7');
  const choice = new RewardChoice(kept);
  await choice.load();
  expect(choice.rule).toBe('() => 7');
});

test('a rule is tried on what was typed and on answers that are asked for once', async () => {
  let asked = 0;
  const judged: (readonly RuleCase[])[] = [];
  let outcome: (cases: readonly RuleCase[]) => RuleOutcome = (cases) => ({
    scores: cases.map(({ reply }) => reply.length),
  });
  const client = {
    generate: async (_model: string, conversations: unknown[]) => {
      asked += 1;
      return conversations.map(() => ({ text: 'yes', tokens: 1, ending: 'end' as const }));
    },
  };
  const sandbox: RuleSandbox = {
    judge: async (_source, cases) => {
      judged.push(cases);
      return outcome(cases);
    },
    dispose: () => {},
  };
  const trial = new RuleTrial(client, sandbox);
  await trial.tryOut('rule', { prompt: 'Hi', reply: 'Hello' }, 'shipped:tiny');
  expect(trial.cases.map(({ score }) => score)).toEqual([5, 3, 3, 3]);
  expect(trial.cases[1]!.prompt).toBe(sampledPrompts[0]);
  outcome = () => ({ problem: { kind: 'not-a-number', value: 'NaN', line: null, index: 2 } });
  await trial.tryOut('rule', { prompt: 'Hi', reply: ' ' }, 'shipped:tiny');
  expect(judged[1]).toHaveLength(3);
  expect(trial.problem).toMatchObject({ value: 'NaN' });
  expect(trial.cases.map(({ score }) => score)).toEqual([null, null, null]);
  trial.clear();
  expect([trial.problem, trial.cases]).toEqual([null, []]);
  expect(asked).toBe(1);

  // Without an engine the typed reply is tried all the same.
  client.generate = () => Promise.reject(Object.assign(new Error('gone'), { kind: 'engine-died' }));
  outcome = () => ({ scores: [1] });
  await trial.tryOut('rule', { prompt: 'Hi', reply: 'Hello' }, 'shipped:other');
  expect(trial.failure).not.toBeNull();
  expect(trial.cases).toEqual([{ prompt: 'Hi', reply: 'Hello', score: 1 }]);
});
