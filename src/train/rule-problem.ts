// Why a rule gave no scores, as the words of an error. What the page says of it while the rule is being written is in
// the message files; this is what a run that stopped is told by.
import type { RuleCase, RuleProblem } from '../contract/messages';

/** @param cases what the rule was asked */
export function ruleProblemWords(
  problem: RuleProblem,
  source: string,
  cases: readonly RuleCase[],
): string {
  switch (problem.kind) {
    case 'syntax':
      return `The rule cannot be read${place(problem.line, source)}: ${problem.message}.`;
    case 'not-a-function':
      return 'The rule is no function of a prompt and a reply.';
    case 'threw':
      return `The rule failed${place(problem.line, source)}: ${problem.message}${about(cases[problem.index])}.`;
    case 'not-a-number':
      return `The rule gave ${problem.value}, which is no number${place(problem.line, source)}${about(cases[problem.index])}.`;
    case 'too-slow':
      return `The rule was stopped: it took longer than ${problem.limitMs / 1000} seconds. Does it loop?`;
    case 'no-sandbox':
      return `This browser did not let the rule run in its sandbox (${problem.message}).`;
    default:
      return problem satisfies never;
  }
}

function place(line: number | null, source: string): string {
  if (line === null) return '';
  const text = source.split('\n')[line - 1]?.trim();
  return ` in line ${line}${text ? `, “${text}”` : ''}`;
}

function about(asked: RuleCase | undefined): string {
  return asked ? ` (prompt “${asked.prompt}”, reply “${asked.reply}”)` : '';
}
