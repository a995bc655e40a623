// The pure parts of ranking: which prompt comes next, samples that say the same, keys, a stored draft.
import { describe, expect, it } from 'vitest';
import type { Chat, ChatTurn } from '../../src/contract/records';
import { Random } from '../../src/core/rng';
import { duplicatesOf, shareIdenticalRanks } from '../../src/state/identical-samples';
import { promptKey, PromptPool, type RankPrompt } from '../../src/state/prompt-pool';
import { decodeDraft } from '../../src/state/ranking-draft';
import { rankAction } from '../../src/ui/rank/rank-keys';
import { skillOfShipped, trainingPrompts } from '../../src/world/prompts';

const user = (content: string) => ({ role: 'user' as const, content });

function turn(role: ChatTurn['role'], content: string): ChatTurn {
  return { id: content, role, content, modelId: null, sampling: null, ending: null };
}

function pool(shipped: string[], turns: ChatTurn[] = [], seed = 1): PromptPool {
  const chat: Chat = {
    id: 'chat',
    createdAtMs: 0,
    updatedAtMs: 0,
    lanes: [{ modelId: 'shipped:tiny', turns }],
  };
  const chats = {
    all: () => Promise.resolve([chat]),
    put: () => Promise.resolve(),
    delete: () => Promise.resolve(),
  };
  return new PromptPool(chats, shipped, new Random(seed));
}

describe('PromptPool', () => {
  it('draws each prompt once, least judged first', async () => {
    const judged = ['a', 'a', 'b'].map((content) => ({ messages: [user(content)] }));
    const drawn = await pool(['a', 'b', 'c', 'd']).draw(4, judged);
    const texts = drawn.map(({ messages }) => messages[0]!.content);
    expect(texts.slice(0, 2).sort()).toEqual(['c', 'd']);
    expect(texts.slice(2)).toEqual(['b', 'a']);
  });

  it('offers every turn of the person with what came before it, but no lost reply', async () => {
    const turns = [
      turn('user', 'one'),
      turn('assistant', 'yes'),
      turn('user', 'two'),
      turn('assistant', ''),
      turn('user', 'three'),
    ];
    const drawn = await pool([], turns).draw(9, []);
    const conversations = drawn.map(({ messages }) => messages.map(({ content }) => content));
    expect(conversations).toContainEqual(['one']);
    expect(conversations).toContainEqual(['one', 'yes', 'two']);
    expect(conversations).toContainEqual(['one', 'yes', 'three']);
    expect(drawn.every(({ origin }) => origin === 'chat')).toBe(true);
  });

  it('leaves out what the model could not answer', async () => {
    const turns: ChatTurn[] = [
      turn('user', 'one'),
      turn('assistant', 'yes'),
      turn('user', 'far too long'),
      { ...turn('assistant', ''), ending: 'failed' },
    ];
    const drawn = await pool(['shipped'], turns).draw(9, []);
    const asked = drawn.map(({ messages }) => messages.at(-1)!.content);
    expect(asked.sort()).toEqual(['one', 'shipped']);
  });

  it('avoids what it is told to while anything else is left', async () => {
    const avoid = new Set(['a', 'b'].map((content) => promptKey([user(content)])));
    for (let seed = 0; seed < 20; seed++) {
      const [first, second] = await pool(['a', 'b', 'c'], [], seed).draw(2, [], { avoid });
      expect(first!.messages[0]!.content).toBe('c');
      expect(['a', 'b']).toContain(second!.messages[0]!.content);
    }
  });

  it('takes a prompt of a chat ahead of unjudged shipped ones more often than not', async () => {
    const shipped = Array.from({ length: 50 }, (_, index) => `shipped ${index}`);
    let fromChat = 0;
    for (let seed = 0; seed < 200; seed++) {
      const [first] = await pool(shipped, [turn('user', 'mine')], seed).draw(1, []);
      if (first!.origin === 'chat') fromChat++;
    }
    // One prompt of 51 by pure chance would be 4 of 200.
    expect(fromChat).toBeGreaterThan(80);
    expect(fromChat).toBeLessThan(140);
  });
});

describe('PromptPool, over the skills of the shipped prompts', () => {
  const shares = (drawn: readonly RankPrompt[], of: PromptPool) => {
    const skills = drawn.map((prompt) => of.skillOf(prompt));
    return {
      talk: skills.filter((skill) => skill === 'small talk').length / skills.length,
      skills,
    };
  };

  it('keeps small talk at its share and asks for every skill in the first sixty', async () => {
    const shipped = pool([...trainingPrompts]);
    const all = new Set(trainingPrompts.map((prompt) => skillOfShipped(prompt)));
    const { talk, skills } = shares(await shipped.draw(60, []), shipped);
    expect(talk).toBeGreaterThan(0.4);
    expect(talk).toBeLessThan(0.52);
    expect(new Set(skills).size).toBe(all.size);
  });

  it('asks first for what the judged prompts lacked', async () => {
    const shipped = pool([...trainingPrompts]);
    const talk = trainingPrompts.filter((prompt) => skillOfShipped(prompt) === 'small talk');
    const judged = talk.slice(0, 40).map((content) => ({ messages: [user(content)] }));
    expect(shares(await shipped.draw(20, judged), shipped).talk).toBe(0);
    const byChance = await shipped.draw(20, judged, { choice: 'random' });
    expect(shares(byChance, shipped).talk).toBeGreaterThan(0);
  });

  it("counts a person's own prompts as one skill", () => {
    const prompt: RankPrompt = { messages: [user('What do cows eat?')], origin: 'chat' };
    expect(pool([]).skillOf(prompt)).toBe('own prompts');
  });
});

describe('identical samples', () => {
  it('are found whatever their spaces', () => {
    expect(duplicatesOf(['Hi there', 'No', 'Hi  there ', 'No', 'no'])).toEqual([
      null,
      null,
      0,
      1,
      null,
    ]);
  });

  it('share the best rank that one of them has, without gaps', () => {
    expect(shareIdenticalRanks([null, 2, 1, 3], ['a', 'b', 'c', 'a'])).toEqual([3, 2, 1, 3]);
    expect(shareIdenticalRanks([1, 2, 3], ['a', 'a', 'b'])).toEqual([1, 1, 2]);
    expect(shareIdenticalRanks([null, null], ['a', 'a'])).toEqual([null, null]);
  });
});

describe('rankAction', () => {
  const key = (given: Partial<KeyboardEvent>) =>
    rankAction({
      key: '',
      code: '',
      shiftKey: false,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      repeat: false,
      ...given,
    });

  it('ranks by digits, also where they need Shift, and ties with Shift', () => {
    expect(key({ key: '3', code: 'Digit3' })).toEqual({ kind: 'place', sample: 2 });
    expect(key({ key: 'é', code: 'Digit2' })).toEqual({ kind: 'place', sample: 1 });
    expect(key({ key: '9', code: 'Numpad9' })).toEqual({ kind: 'place', sample: 8 });
    expect(key({ key: '!', code: 'Digit1', shiftKey: true })).toEqual({
      kind: 'tie-place',
      sample: 0,
    });
    expect(key({ key: '0', code: 'Digit0' })).toBeNull();
  });

  it('knows its letters, and leaves the browser its own', () => {
    expect(key({ key: 'B' })?.kind).toBe('all-bad');
    expect(key({ key: 's' })?.kind).toBe('skip');
    expect(key({ key: 't' })?.kind).toBe('tie');
    expect(key({ key: 'Enter' })?.kind).toBe('submit');
    expect(key({ key: 'z', ctrlKey: true })?.kind).toBe('undo');
    expect(key({ key: 'z', metaKey: true })?.kind).toBe('undo');
    expect(key({ key: 's', ctrlKey: true })).toBeNull();
    expect(key({ key: '1', code: 'Digit1', altKey: true })).toBeNull();
    expect(key({ key: 'b', repeat: true })).toBeNull();
  });
});

describe('decodeDraft', () => {
  const task = {
    prompt: { messages: [user('Hi')], origin: 'shipped' },
    samples: ['a', 'b'].map((text) => ({ text, tokens: 1, ended: true })),
    modelId: 'shipped:tiny',
    sampling: { temperature: 1, topK: 0, topP: 1, maxNewTokens: 8, seed: 1 },
  };
  const draft = { prompt: task.prompt, task, order: [[1], [0]], ready: [], history: [] };

  it('reads what was written', () => {
    expect(decodeDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  });

  it('drops an order that its samples cannot have, and a draft that is none', () => {
    expect(decodeDraft({ ...draft, order: [[1], [1]] })?.order).toEqual([]);
    expect(decodeDraft({ ...draft, order: [[2]] })?.order).toEqual([]);
    expect(decodeDraft({ ...draft, task: 'x' })).toBeNull();
    expect(decodeDraft(undefined)).toBeNull();
  });
});
