// Draws prompts about the small world from its topics, with fixed seeds: some of every skill, so that rankings, PPO and
// measurements ask for all that the shipped models know. Drawing takes a good part of a second, so the page ships what
// was drawn (world-prompts.generated.ts, written by `npm run prompts`). Small talk comes from a list of its own.
import { Random } from '../core/rng';
import { framesFor, type Purpose } from './frames';
import { WorldGenerator } from './generate';
import { hashToUnit, isHeldOutQuestion, normalizeQuestion } from './held-out';
import { plainWords, readPhrase } from './phrases';
import type { Item, Topic } from './topic';
import { smallTalk } from './topics/small-talk';
import { topics } from './topics/index';

/** One prompt, the skill it asks for, and the way of asking that it is a form of. */
export interface WorldPrompt {
  content: string;
  skill: string;
  frame: string;
}

type ShippedPurpose = Exclude<Purpose, 'unseen-pairs'>;

/** Short enough to be read at a glance, and to leave room for the reply. */
const longestPrompt = 59;
const drawsPerPrompt = 30;

/** Some questions whose answer the chats do not know are asked, fewer than in pretraining. */
const unknownShare = 0.15;

/**
 * About `count` different prompts of all topics but small talk. A topic's share grows with the root of its weight, so
 * that facts do not crowd out stories; those for `unseen-frames` are asked in ways that no model was trained on.
 */
export function drawWorldPrompts(purpose: ShippedPurpose, count: number): WorldPrompt[] {
  const asked = topics.filter((topic) => topic !== smallTalk);
  const total = asked.reduce((sum, { weight }) => sum + Math.sqrt(weight), 0);
  return asked.flatMap((topic) =>
    promptsOf(topic, purpose, Math.round((count * Math.sqrt(topic.weight)) / total)),
  );
}

/** Fewer than `count` where the topic has no more to ask. */
function promptsOf(topic: Topic, purpose: ShippedPurpose, count: number): WorldPrompt[] {
  const { skill } = topic;
  // Of its own, so that a topic's prompts stay when another topic changes.
  const random = new Random(Math.floor(hashToUnit(`${purpose} ${skill}`, 1) * 2 ** 31));
  const options = { purpose, topics: [topic], fewShotShare: 0, followUpShare: 0, unknownShare };
  const generator = new WorldGenerator(options);
  const found = new Map<string, WorldPrompt>();
  for (let draw = 0; draw < drawsPerPrompt * count && found.size < count; draw++) {
    const { prompt: content, frame, item } = generator.chat(random).exchanges[0]!;
    const key = normalizeQuestion(content);
    const isKept =
      content.length <= longestPrompt &&
      !found.has(key) &&
      (purpose === 'train' ? !isHeldOutQuestion(content) : !isAskedInTraining(content, item));
    if (isKept) found.set(key, { content, skill, frame });
  }
  return [...found.values()];
}

/** Whether an unseen way of asking came out as a seen one would, as "name a fish" does of "[now |]name a fish". */
function isAskedInTraining(content: string, item: Item): boolean {
  const words = plainWords(content);
  return framesFor(item, 'train').some(({ text }) => readPhrase(text, words) !== null);
}
