// Lets a rule that a person wrote judge replies, where it can reach neither page nor storage nor network: in
// public/rule-sandbox.html, a frame of opaque origin whose policy allows no address, in a worker that is ended when it
// takes too long. Opens frames when they are needed, keeps the time, and trusts nothing that comes back.
import * as v from 'valibot';
import type { RuleCase, RuleOutcome } from '../contract/messages';
import { givingLine } from '../core/rule-source';
import type { RuleSandbox } from './types';

export interface RuleSandboxOptions {
  /** Of rule-sandbox.html, under the page's own address. */
  address: string;
  /** The longest that a rule may take for one batch. */
  limitMs?: number;
  /** The longest that frame and worker may take to start. */
  startLimitMs?: number;
}

const line = v.nullable(v.number());
const outcomeSchema = v.union([
  v.object({ scores: v.array(v.pipe(v.number(), v.finite())) }),
  v.object({
    problem: v.variant('kind', [
      v.object({ kind: v.literal('syntax'), message: v.string(), line }),
      v.object({ kind: v.literal('not-a-function') }),
      v.object({ kind: v.literal('threw'), message: v.string(), line, index: v.number() }),
      v.object({ kind: v.literal('not-a-number'), value: v.string(), line, index: v.number() }),
      v.object({ kind: v.literal('no-sandbox'), message: v.string() }),
    ]),
  }),
]);
const messageSchema = v.union([
  v.object({ ready: v.literal(true) }),
  v.object({ id: v.number(), started: v.literal(true) }),
  v.object({ id: v.number(), outcome: v.unknown() }),
]);
type Message = v.InferOutput<typeof messageSchema>;

/** A loaded frame; it judges one question at a time. */
interface Frame {
  port: MessagePort;
  /** Hears what the frame says, while a question is open. */
  listener: ((message: Message) => void) | null;
  remove(): void;
}

export function createRuleSandbox(options: RuleSandboxOptions): RuleSandbox {
  return new Sandbox(options);
}

class Sandbox implements RuleSandbox {
  private readonly address: string;
  private readonly limitMs: number;
  private readonly startLimitMs: number;
  /** Frames that wait for their next question. */
  private readonly idle: Frame[] = [];
  private nextId = 1;

  constructor({ address, limitMs = 2_000, startLimitMs = 20_000 }: RuleSandboxOptions) {
    this.address = address;
    this.limitMs = limitMs;
    this.startLimitMs = startLimitMs;
  }

  async judge(source: string, cases: readonly RuleCase[]): Promise<RuleOutcome> {
    let frame: Frame;
    try {
      frame = this.idle.pop() ?? (await openFrame(this.address, this.startLimitMs));
    } catch (error) {
      return refusal(error instanceof Error ? error.message : String(error));
    }
    const outcome = await this.ask(frame, source, cases);
    // A rule that had to be stopped may have left anything behind, so its frame goes with it.
    const isSound = !('problem' in outcome && /^(too-slow|no-sandbox)$/.test(outcome.problem.kind));
    if (isSound) this.idle.push(frame);
    else frame.remove();
    return withLine(outcome, source);
  }

  dispose(): void {
    for (const frame of this.idle.splice(0)) frame.remove();
  }

  private ask(frame: Frame, source: string, cases: readonly RuleCase[]): Promise<RuleOutcome> {
    const id = this.nextId++;
    // A semicolon after the function is natural to write, and would end the expression too early.
    const expression = source.replace(/[;\s]+$/, '');
    return new Promise((resolve) => {
      let hasStarted = false;
      let cancel = later(this.startLimitMs, () => finish(refusal('no answer')));
      const finish = (outcome: RuleOutcome) => {
        cancel();
        frame.listener = null;
        resolve(outcome);
      };
      frame.listener = (message) => {
        if ('ready' in message || message.id !== id) return;
        if ('outcome' in message) {
          finish(decodeOutcome(message.outcome, cases.length));
        } else if (!hasStarted) {
          // Only once: the rule's own code could say it again and again.
          hasStarted = true;
          cancel();
          const { limitMs } = this;
          cancel = later(limitMs, () => finish({ problem: { kind: 'too-slow', limitMs } }));
        }
      };
      frame.port.postMessage({ id, source: expression, cases });
    });
  }
}

/** @throws Error when the frame does not load, or is not the sandbox */
function openFrame(address: string, limitMs: number): Promise<Frame> {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.hidden = true;
  element.title = 'Sandbox';
  element.referrerPolicy = 'no-referrer';
  element.src = address;
  const { port1: port, port2 } = new MessageChannel();
  const remove = () => {
    port.close();
    element.remove();
  };
  const frame: Frame = { port, listener: null, remove };
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      remove();
      reject(new Error('no answer'));
    }, limitMs);
    port.onmessage = ({ data }) => {
      const message = v.safeParse(messageSchema, data);
      if (!message.success) return;
      if ('ready' in message.output) {
        clearTimeout(timer);
        resolve(frame);
      } else {
        frame.listener?.(message.output);
      }
    };
    // An opaque origin has no name to send to.
    element.onload = () => element.contentWindow?.postMessage(null, '*', [port2]);
    document.body.append(element);
  });
}

/**
 * A timer in two halves, so that an answer which came while the page itself was held up is read first.
 * @returns what cancels it
 */
function later(ms: number, action: () => void): () => void {
  let timer = setTimeout(() => (timer = setTimeout(action, 0)), ms);
  return () => clearTimeout(timer);
}

function refusal(message: string): RuleOutcome {
  return { problem: { kind: 'no-sandbox', message } };
}

/** The rule's own code could send anything in its worker's name. */
function decodeOutcome(value: unknown, count: number): RuleOutcome {
  const outcome = v.safeParse(outcomeSchema, value);
  if (!outcome.success) return refusal('unreadable answer');
  const { output } = outcome;
  if ('scores' in output) return output.scores.length === count ? output : refusal('wrong count');
  const { problem } = output;
  const index = 'index' in problem ? problem.index : 0;
  return Number.isInteger(index) && index >= 0 && index < count ? output : refusal('wrong case');
}

/** A wrong value has no line of its own; often there is only one that it can have come from. */
function withLine(outcome: RuleOutcome, source: string): RuleOutcome {
  if (!('problem' in outcome) || outcome.problem.kind !== 'not-a-number') return outcome;
  // Nothing was given where the rule ended without giving anything.
  if (outcome.problem.value === 'undefined') return outcome;
  return { problem: { ...outcome.problem, line: givingLine(source) } };
}
