// The plain facts of a reply against replies that were counted by hand.
import { describe, expect, it } from 'vitest';
import { replyFactNames, type ReplyFactName } from '../../src/contract/reply-facts';
import { replyFacts } from '../../src/core/reply-facts';

function factsOf(prompt: string, reply: string): Record<ReplyFactName, number> {
  const numbers = replyFacts(prompt, reply);
  expect(numbers).toHaveLength(replyFactNames.length);
  expect(numbers.every(Number.isFinite)).toBe(true);
  return Object.fromEntries(replyFactNames.map((name, index) => [name, numbers[index]!])) as Record<
    ReplyFactName,
    number
  >;
}

describe('plain facts', () => {
  it('of a reply of two sentences', () => {
    expect(factsOf('Do you like cats?', "I'm fond of cats, really! Do you like dogs?")).toEqual({
      words: 9,
      log_words: Math.log(10),
      sentences: Math.log(3),
      exclamation_marks: Math.log(2),
      question_marks: Math.log(2),
      full_stops: 0,
      commas: Math.log(2),
      apostrophes: Math.log(2),
      ends_with_question: 1,
      ends_with_mark: 1,
      begins_with_capital: 1,
      // "I'm" counts three letters.
      letters_per_word: (3 + 4 + 2 + 4 + 6 + 2 + 3 + 4 + 4) / 9,
      different_words: 1,
      // Of like and cats; "do" and "you" may stand in any reply.
      prompt_words: Math.log(3),
      // Beside them: I'm, fond, really, dogs.
      prompt_words_share: 2 / 6,
    });
  });

  it('of one that breaks off and repeats itself', () => {
    const facts = factsOf('What is blue?', 'the sky the sky the sky the');
    expect(facts.ends_with_mark).toBe(0);
    expect(facts.begins_with_capital).toBe(0);
    expect(facts.different_words).toBeCloseTo(2 / 7, 12);
    expect(facts.sentences).toBeCloseTo(Math.log(2), 12);
    expect(facts.prompt_words).toBe(0);
  });

  it('does not count a closing quotation mark as a sentence', () => {
    expect(factsOf('Hello', 'She said "Why not?"').sentences).toBeCloseTo(Math.log(2), 12);
  });

  it.each([
    ['She said "Why not?"', 1, 1],
    ['Really?!', 1, 1],
    ['Why? I know.', 0, 1],
    ['Well…', 0, 1],
    ['Why? I know', 0, 0],
  ])('%s: question at the end %i, closed %i', (reply, question, mark) => {
    const facts = factsOf('Hello', reply);
    expect([facts.ends_with_question, facts.ends_with_mark]).toEqual([question, mark]);
  });

  it('of an empty reply are all 0', () => {
    expect(replyFacts('Hello', '')).toEqual(replyFactNames.map(() => 0));
  });
});
