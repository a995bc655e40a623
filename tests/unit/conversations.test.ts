// What a model is shown of a chat, and which shipped model a checkpoint descends from.
import { describe, expect, it } from 'vitest';
import type { ChatTurn, Checkpoint, Run, SftModelRecord } from '../../src/contract/records';
import { chatTitle, messagesBefore } from '../../src/state/conversations';
import { shippedAncestor } from '../../src/state/model-provider';

const turn = (role: 'user' | 'assistant', content: string): ChatTurn => ({
  id: `${role} ${content}`,
  role,
  content,
  modelId: null,
  sampling: null,
  ending: null,
});

describe('messagesBefore', () => {
  const turns = [
    turn('user', 'Hi'),
    turn('assistant', 'Hello!'),
    turn('user', 'Are you there?'),
    turn('assistant', ''),
    turn('user', 'Hello?'),
    turn('assistant', 'Yes'),
  ];

  it('keeps user and assistant in turns, without exchanges whose reply never came', () => {
    expect(messagesBefore(turns)).toEqual([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello!' },
      { role: 'user', content: 'Hello?' },
      { role: 'assistant', content: 'Yes' },
    ]);
  });

  it('ends with what the person said when it is cut before a reply, even a lost one', () => {
    expect(messagesBefore(turns, 3).at(-1)).toEqual({ role: 'user', content: 'Are you there?' });
    expect(messagesBefore(turns, 5).map(({ content }) => content)).toEqual([
      'Hi',
      'Hello!',
      'Hello?',
    ]);
  });

  it('names a chat by what was said first', () => {
    const lanes = [{ modelId: 'shipped:nano-chat' as const, turns }];
    expect(chatTitle({ id: 'a', createdAtMs: 0, updatedAtMs: 0, lanes })).toBe('Hi');
  });
});

describe('shippedAncestor', () => {
  const checkpoint = (id: string, runId: string) => ({ id, runId }) as Checkpoint;
  const run = (id: string, baseModelId: Run['baseModelId']) => ({ id, baseModelId }) as Run;
  const sftModel = { id: 's1', shippedBase: 'mini-chat' } as SftModelRecord;
  const family = {
    checkpoints: [checkpoint('c1', 'r1'), checkpoint('c2', 'r2'), checkpoint('c3', 'r3')],
    runs: [run('r1', 'shipped:nano-chat'), run('r2', 'checkpoint:c1'), run('r3', 'sft:s1')],
    sftModels: [sftModel],
  };

  it('follows runs back to the shipped model', () => {
    expect(shippedAncestor('shipped:micro-chat', family)).toBe('micro-chat');
    expect(shippedAncestor('checkpoint:c1', family)).toBe('nano-chat');
    expect(shippedAncestor('checkpoint:c2', family)).toBe('nano-chat');
  });

  it('stops at a fine-tuned model, which knows its own', () => {
    expect(shippedAncestor('checkpoint:c3', family)).toBe('mini-chat');
  });

  it('says so when the way back was deleted', () => {
    const withoutFirst = { ...family, runs: family.runs.slice(1) };
    expect(() => shippedAncestor('checkpoint:c2', withoutFirst)).toThrow(/no longer stored/);
    expect(() => shippedAncestor('sft:gone', family)).toThrow(/no longer stored/);
  });
});
