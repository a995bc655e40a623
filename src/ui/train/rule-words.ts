// What is wrong with a rule, and what a run is rewarded by, in words. Decides nothing.
import type { RuleProblem } from '../../contract/messages';
import type { RewardDescription } from '../../contract/records';
import { m } from '../../paraglide/messages.js';
import { formatNumber } from '../common/words';

export function ruleProblemText(problem: RuleProblem): string {
  switch (problem.kind) {
    case 'syntax': {
      const { line, message } = problem;
      return line === null
        ? m.train_rule_problem_syntax({ message })
        : m.train_rule_problem_syntax_line({ line, message });
    }
    case 'not-a-function':
      return m.train_rule_problem_no_function();
    case 'threw': {
      const { line, message } = problem;
      return line === null
        ? m.train_rule_problem_threw({ message })
        : m.train_rule_problem_threw_line({ line, message });
    }
    case 'not-a-number': {
      const { line, value } = problem;
      return line === null
        ? m.train_rule_problem_value({ value })
        : m.train_rule_problem_value_line({ line, value });
    }
    case 'too-slow':
      return m.train_rule_problem_slow({ seconds: problem.limitMs / 1000 });
    case 'no-sandbox':
      return m.train_rule_problem_sandbox({ message: problem.message });
    default:
      return problem satisfies never;
  }
}

/** The line of the rule that a problem names, as it was written; null where it names none. */
export function problemLine(problem: RuleProblem, rule: string): string | null {
  const line = 'line' in problem ? problem.line : null;
  return line === null ? null : (rule.split('\n')[line - 1] ?? null);
}

/** @param nameOf the name of a reward model by its id */
export function rewardText(
  { model, rule }: RewardDescription,
  nameOf: (id: string) => string,
): string {
  const name =
    model &&
    (model.reduce === 'worst-case'
      ? m.train_reward_worst_case({ name: nameOf(model.id) })
      : nameOf(model.id));
  if (!model || !rule) return name ?? m.train_reward_rule();
  const weighted = (text: string, weight: number) =>
    m.train_reward_weighted({ weight: formatNumber(weight), name: text });
  return m.train_reward_sum({
    first: weighted(name!, model.weight),
    second: weighted(m.train_reward_rule(), rule.weight),
  });
}
