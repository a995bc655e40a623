// The sandbox that a person's rule runs in, in a real browser: it scores, it can reach nothing, it is stopped when it
// loops, and what is wrong is told with its line.
import { deleteDB, openDB } from 'idb';
import { afterAll, describe, expect, it } from 'vitest';
import { createRuleSandbox } from '../../src/client/rule-sandbox';
import type { RuleOutcome } from '../../src/contract/messages';

const address = new URL('/rule-sandbox.html', location.href).href;
const sandbox = createRuleSandbox({ address, limitMs: 1_000 });
afterAll(() => sandbox.dispose());

const cases = [
  { prompt: 'Hi', reply: 'Hello!' },
  { prompt: 'How are you?', reply: 'Fine' },
];
const judge = (source: string) => sandbox.judge(source, cases);
const problemOf = (outcome: RuleOutcome) => ('problem' in outcome ? outcome.problem : null);

/** The rule's answer to a question about its surroundings, smuggled out in the words of an error. */
async function ask(question: string): Promise<string> {
  const problem = problemOf(await judge(`() => { throw new Error(String(${question})) }`));
  expect(problem).toMatchObject({ kind: 'threw' });
  return problem?.kind === 'threw' ? problem.message : '';
}

describe('a rule', () => {
  it('scores every reply, in order', async () => {
    expect(await judge('(prompt, reply) => prompt.length + reply.length / 100;')).toEqual({
      scores: [2.06, 12.04],
    });
    const named = `function rule(prompt, reply) {
      // Its last line is a comment.
      return reply.endsWith('!') ? 1 : -1;
    } // here`;
    expect(await judge(named)).toEqual({ scores: [1, -1] });
  });

  it('is asked anew each time, several questions at once', async () => {
    const counting = '((count) => () => (count += 1))(0)';
    const outcomes = await Promise.all([judge(counting), judge(counting), judge('() => 5')]);
    expect(outcomes).toEqual([{ scores: [1, 2] }, { scores: [1, 2] }, { scores: [5, 5] }]);
  });
});

describe('what a rule cannot reach', () => {
  it('is the page', async () => {
    for (const name of ['window', 'document', 'parent', 'top', 'opener', 'frameElement']) {
      expect(await ask(`typeof ${name}`), name).toBe('undefined');
    }
    expect(await ask('self.origin')).toBe('null');
  });

  it('is storage', async () => {
    const name = `secret-${crypto.randomUUID()}`;
    (await openDB(name, 1)).close();
    expect(await ask('typeof localStorage + typeof sessionStorage')).toBe('undefinedundefined');
    const problem = problemOf(
      await judge(`() => { indexedDB.open(${JSON.stringify(name)}); return 1 }`),
    );
    expect(problem).toMatchObject({ kind: 'threw', line: 1 });
    // What only answers later is waited for; it must not be the database that is there.
    expect(
      await later("indexedDB.databases().then((found) => 'found ' + found.length)"),
    ).not.toMatch(/found [1-9]/);
    expect(await later("caches.keys().then((found) => 'found ' + found.length)")).not.toMatch(
      /found/,
    );
    expect(await later("cookieStore.getAll().then((found) => 'found')")).not.toMatch(/found/);
    await deleteDB(name);
  });

  it('is the network', async () => {
    const here = JSON.stringify(location.origin + '/');
    // What is refused in the sandbox is there for the page, and what comes to be in there can be told.
    expect((await fetch(location.href)).ok).toBe(true);
    expect(await later(`Promise.resolve('fetched')`)).toBe('fetched');
    const secure = JSON.stringify(location.origin.replace(/^http/, 'ws'));
    expect(await later(`fetch(${here}).then(() => 'fetched')`)).not.toContain('fetched');
    expect(await later(`fetch(${here}, { mode: 'no-cors' }).then(() => 'fetched')`)).not.toContain(
      'fetched',
    );
    expect(await later(`import(${here}).then(() => 'fetched')`)).not.toContain('fetched');
    const request = `new Promise((done) => {
      const request = new XMLHttpRequest();
      request.onload = () => done('fetched');
      request.onerror = () => done('refused');
      request.open('GET', ${here});
      request.send();
    })`;
    expect(await later(request)).not.toContain('fetched');
    const socket = `new Promise((done) => {
      const socket = new WebSocket(${secure});
      socket.onopen = () => done('opened');
      socket.onerror = () => done('refused');
    })`;
    expect(await later(socket)).not.toContain('opened');
    const synchronous = `() => {
      const request = new XMLHttpRequest();
      request.open('GET', ${here}, false);
      request.send();
      return request.status;
    }`;
    expect(problemOf(await judge(synchronous))).toMatchObject({ kind: 'threw', line: 4 });
    for (const script of [here, '"data:text/javascript,self.x=1"']) {
      const problem = problemOf(await judge(`() => { importScripts(${script}); return 1 }`));
      expect(problem, script).toMatchObject({ kind: 'threw' });
    }
    const code = `() => eval('1')`;
    expect(problemOf(await judge(code))).toMatchObject({ kind: 'threw' });
  });

  it('is whoever listens on a channel of the same name', async () => {
    const channel = new BroadcastChannel('page');
    const heard: unknown[] = [];
    channel.onmessage = ({ data }) => heard.push(data);
    const shouting = `() => { new BroadcastChannel('page').postMessage('secret'); return 1 }`;
    expect(await judge(shouting)).toEqual({ scores: [1, 1] });
    const other = new BroadcastChannel('page');
    const proof = new Promise(
      (resolve) => (channel.onmessage = ({ data }) => resolve(heard.push(data))),
    );
    other.postMessage('from the page');
    await proof;
    expect(heard).toEqual(['from the page']);
    [channel, other].forEach((open) => open.close());
  });

  it('is the network by a detour: a worker of its own, a stream of events, a font', async () => {
    const here = JSON.stringify(location.origin + '/');
    const nested = `new Promise((done) => {
      const code = "fetch(" + JSON.stringify(${here}) + ").then(() => postMessage('fetched'), () => postMessage('refused'))";
      const worker = new Worker(URL.createObjectURL(new Blob([code])));
      worker.onmessage = ({ data }) => done(data);
      worker.onerror = () => done('refused');
    })`;
    expect(await later(nested)).toBe('refused');
    const stream = `new Promise((done) => {
      const source = new EventSource(${here});
      source.onopen = () => done('opened');
      source.onerror = () => done('refused');
    })`;
    expect(await later(stream)).toBe('refused');
    const font = `new FontFace('x', 'url(${location.origin}/favicon.svg)').load()`;
    expect(await later(font)).toContain('failed');
    const transport = `new WebTransport('https://${location.host}/').ready.then(() => 'opened')`;
    expect(await later(transport)).toContain('failed');
  });

  it("is anybody's ear: what it says in its worker's name is read as its answer alone", async () => {
    const heard: unknown[] = [];
    const hear = ({ data }: MessageEvent) => heard.push(data);
    addEventListener('message', hear);
    const command = "{ type: 'answerRule', requestId: 1, askId: 1, outcome: { scores: [9, 9] } }";
    const speaking = `() => { postMessage(${command}); return 1 }`;
    expect(problemOf(await judge(speaking))).toMatchObject({ kind: 'no-sandbox' });
    // Nor does it hear what the frame is told after it: each question has a worker of its own.
    const listening = `(() => { addEventListener('message', ({ data }) => postMessage(data)); return () => 1 })()`;
    const [first, second] = await Promise.all([judge(listening), judge('() => 2')]);
    expect(second).toEqual({ scores: [2, 2] });
    expect(first).not.toEqual({ scores: [2, 2] });
    expect(heard).toEqual([]);
    removeEventListener('message', hear);
  });

  it('is a way round the reading of its answer', async () => {
    for (const lie of [
      '{ scores: [1] }',
      '{ scores: [1, "2"] }',
      '"done"',
      '{ scores: [1, NaN] }',
    ]) {
      const problem = problemOf(await judge(`() => { postMessage(${lie}); for (;;); }`));
      expect(problem, lie).toMatchObject({ kind: 'no-sandbox' });
    }
  });

  /** What a promise inside the sandbox comes to, in words; the rule sends it in the place of its scores. */
  async function later(promise: string): Promise<string> {
    const source = `((send) => {
      const say = (message) =>
        send({ problem: { kind: 'threw', message, line: null, index: 0 } });
      const fail = (error) => say('failed: ' + error);
      self.postMessage = () => {};
      try {
        ${promise}.then((value) => say(String(value)), fail);
      } catch (error) {
        fail(error);
      }
      return () => 0;
    })(self.postMessage.bind(self))`;
    const problem = problemOf(await judge(source));
    if (problem?.kind !== 'threw') throw new Error(JSON.stringify(problem));
    return problem.message;
  }
});

describe('a rule that is wrong', () => {
  it('is stopped when it loops, and the next one runs', async () => {
    const looping = await judge('(prompt, reply) => { while (true) {} }');
    expect(looping).toEqual({ problem: { kind: 'too-slow', limitMs: 1_000 } });
    // Before it is even a function, and while it says again and again that it has begun.
    expect(problemOf(await judge('(() => { for (;;); })()'))).toMatchObject({ kind: 'too-slow' });
    expect(problemOf(await judge(`() => { for (;;) postMessage('started') }`))).toMatchObject({
      kind: 'too-slow',
    });
    expect(await judge('() => 1')).toEqual({ scores: [1, 1] });
  });

  it('is told with the line that the person wrote', async () => {
    const throwing = `(prompt, reply) => {
  const words = reply.split(' ');
  return words.size() + undefinedName;
}`;
    expect(problemOf(await judge(throwing))).toMatchObject({ kind: 'threw', line: 3, index: 0 });
    const later = `(prompt, reply) => {
  if (reply === 'Fine')
    throw new Error('I do not like it');
  return 1;
}`;
    expect(problemOf(await judge(later))).toEqual({
      ...{ kind: 'threw', message: 'I do not like it', line: 3, index: 1 },
    });
    expect(problemOf(await judge(`() => { throw 'plain words' }`))).toMatchObject({
      message: 'plain words',
    });
    expect(
      problemOf(await judge('(prompt, reply) => {\n  return reply.length +;\n}')),
    ).toMatchObject({
      ...{ kind: 'syntax', line: 2 },
      message: expect.stringContaining('Unexpected token') as string,
    });
    expect(problemOf(await judge('const a = 1;\n(prompt) => a'))).toMatchObject({
      ...{ kind: 'syntax', line: 1 },
    });
  });

  it('is told what it gave instead of a number', async () => {
    const given: [string, string][] = [
      ['(prompt, reply) =>\n  reply.length / 0 - Infinity', 'NaN'],
      ['(prompt, reply) =>\n  1 / 0', 'Infinity'],
      ['(prompt, reply) => {\n  return "7";\n}', '"7"'],
      ['async (prompt, reply) =>\n  1', '[object Promise]'],
    ];
    for (const [source, value] of given) {
      const problem = problemOf(await judge(source));
      expect(problem, source).toEqual({ kind: 'not-a-number', value, line: 2, index: 0 });
    }
    expect(problemOf(await judge('() => {}'))).toMatchObject({ value: 'undefined', line: null });
    expect(problemOf(await judge('7'))).toEqual({ kind: 'not-a-function' });
    expect(problemOf(await judge(''))).toMatchObject({ kind: 'syntax' });
  });

  it('is told when there is no sandbox', async () => {
    const missing = new URL('/no-such-sandbox.html', location.href).href;
    const nowhere = createRuleSandbox({ address: missing, startLimitMs: 1_500 });
    expect(problemOf(await nowhere.judge('() => 1', cases))).toMatchObject({ kind: 'no-sandbox' });
    nowhere.dispose();
  });

  it('runs nothing in a frame that is no sandbox', async () => {
    const frame = document.createElement('iframe');
    frame.src = address;
    const loaded = new Promise((resolve) => (frame.onload = resolve));
    document.body.append(frame);
    await loaded;
    const { port1, port2 } = new MessageChannel();
    const heard: unknown[] = [];
    port1.onmessage = ({ data }) => heard.push(data);
    frame.contentWindow!.postMessage(null, '*', [port2]);
    port1.postMessage({ id: 1, source: '() => 1', cases });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(heard).toEqual([]);
    frame.remove();
  });
});
