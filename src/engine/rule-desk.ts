// The engine's questions to a rule that a person wrote: the rule runs in a sandbox on the page, so question and answer
// travel as messages. Judges nothing.
import type { EngineEvent, RuleCase, RuleOutcome } from '../contract/messages';
import { RuleError } from '../train/reward';

export class RuleDesk {
  private readonly send: (question: Extract<EngineEvent, { type: 'askRule' }>) => void;
  private readonly waiting = new Map<number, (outcome: RuleOutcome) => void>();
  private nextId = 1;

  constructor(send: RuleDesk['send']) {
    this.send = send;
  }

  /** @throws RuleError when the rule gave no scores; rejects never for want of an answer, which the page always gives */
  async judge(source: string, cases: RuleCase[]): Promise<number[]> {
    const askId = this.nextId++;
    const outcome = await new Promise<RuleOutcome>((resolve) => {
      this.waiting.set(askId, resolve);
      this.send({ type: 'askRule', askId, source, cases });
    });
    if ('scores' in outcome) return outcome.scores;
    throw new RuleError(outcome.problem, source, cases);
  }

  answer(askId: number, outcome: RuleOutcome): void {
    this.waiting.get(askId)?.(outcome);
    this.waiting.delete(askId);
  }
}
