// The words that there are: those a model has read (all of the corpus's training part and of a large sample of the world's
// chats and texts), and those of an English word list. What else a model says, it has made up.
import { readFileSync } from 'node:fs';
import wordListPath from 'word-list';
import type { Sources } from '../scripts/pretrain/sources';
import { Random } from '../src/core/rng';
import { WorldGenerator } from '../src/world/generate';
import { TextWriter } from '../src/world/texts';

const worldChats = 60_000;

/** Lower-case words and numbers of a text, an apostrophe within a word belonging to it. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:'[\p{L}]+)*/gu) ?? [];
}

export function trainingVocabulary(sources: Sources): Set<string> {
  const vocabulary = new Set<string>();
  const add = (text: string) => {
    for (const word of wordsOf(text)) vocabulary.add(word);
  };
  for (const { question, replies } of sources.smallTalk.train) [question, ...replies].forEach(add);
  sources.dialogues.train.forEach((turns) => turns.forEach(add));
  sources.stories.train.forEach(add);
  sources.sentences.train.forEach(add);
  const random = new Random(1);
  const world = new WorldGenerator();
  const writer = new TextWriter();
  for (let i = 0; i < worldChats; i++) {
    for (const { content } of world.chat(random).messages) add(content);
    if (i % 4 === 0) add(writer.text(random));
  }
  return vocabulary;
}

/** The word list's 270,000, lower case, inflected forms among them; rare ones, too, that a child would take for made up. */
export function englishWords(): Set<string> {
  return new Set(readFileSync(wordListPath, 'utf8').split('\n'));
}
