// What the app keeps: chats, demonstrations, fine-tuned models, rankings, votes, reward models, runs, checkpoints. Types,
// and decoders (valibot) for whatever comes back from a database or a file. Knows no database, no tensor, no interface.
import * as v from 'valibot';
import { settings } from './config';

export type ModelSize = 'nano' | 'micro' | 'mini';

/** `shipped:<folder under models/>`, `checkpoint:<checkpoint id>` of a run, or `sft:<id>` of a fine-tuned model. */
export type ModelId = `shipped:${string}` | `checkpoint:${string}` | `sft:${string}`;
export const modelIdSchema = v.custom<ModelId>(
  (value) => typeof value === 'string' && /^(shipped|checkpoint|sft):.+/.test(value),
  'a model id starts with "shipped:", "checkpoint:" or "sft:"',
);

export const messageSchema = v.object({
  role: v.picklist(['system', 'user', 'assistant']),
  content: v.string(),
});
/** One turn of a conversation, as every chat format has it. */
export type Message = v.InferOutput<typeof messageSchema>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const samplingSchema = v.object({
  temperature: v.pipe(v.number(), v.minValue(0)),
  /** 0 means all tokens. */
  topK: count,
  topP: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  maxNewTokens: v.pipe(v.number(), v.integer(), v.minValue(1)),
  seed: count,
});
/** How a reply is drawn. Temperature 0 takes the likeliest token. */
export type Sampling = v.InferOutput<typeof samplingSchema>;

export const chatTurnSchema = v.object({
  id: v.string(),
  role: v.picklist(['user', 'assistant']),
  content: v.string(),
  /** Of a reply: who wrote it and how. */
  modelId: v.nullable(modelIdSchema),
  sampling: v.nullable(samplingSchema),
  /** A reply may be cut by the person, or by its length limit, or lost with its worker. */
  ending: v.nullable(v.picklist(['end', 'length', 'stopped', 'failed'])),
});
export type ChatTurn = v.InferOutput<typeof chatTurnSchema>;

export const chatSchema = v.object({
  id: v.string(),
  createdAtMs: v.number(),
  updatedAtMs: v.number(),
  /** One lane, or two side by side; every lane holds the same prompts. */
  lanes: v.pipe(
    v.array(v.object({ modelId: modelIdSchema, turns: v.array(chatTurnSchema) })),
    v.minLength(1),
    v.maxLength(2),
  ),
});
export type Chat = v.InferOutput<typeof chatSchema>;

/** `plain`: a prompt and its reply. `few-shot`: with examples before it. `from-use`: a corrected turn of a chat. */
export const demonstrationKindSchema = v.picklist(['plain', 'few-shot', 'from-use']);
export type DemonstrationKind = v.InferOutput<typeof demonstrationKindSchema>;

const written = v.pipe(
  v.string(),
  v.check((text) => text.trim() !== '', 'has no words'),
);

export const demonstrationSchema = v.object({
  id: v.string(),
  createdAtMs: v.number(),
  updatedAtMs: v.number(),
  kind: demonstrationKindSchema,
  /** What the reply answers: examples or earlier turns, then the prompt, which is a user turn. */
  messages: v.pipe(
    v.array(messageSchema),
    v.minLength(1),
    v.check((messages) => messages.at(-1)?.role === 'user', 'does not end with a user turn'),
  ),
  /** What the model should say. Only this is learned. */
  reply: written,
  /** Of one from use: who wrote the reply that was corrected, and what it said. */
  origin: v.nullable(v.object({ modelId: modelIdSchema, reply: v.string() })),
});
/** One example of how to answer, written or corrected by a person. */
export type Demonstration = v.InferOutput<typeof demonstrationSchema>;

export const rankedSampleSchema = v.object({
  text: v.string(),
  /** Tokens of the reply, the end token included when there is one. */
  tokens: count,
  /** False when the length limit cut the reply. */
  ended: v.boolean(),
});
export type RankedSample = v.InferOutput<typeof rankedSampleSchema>;

export const rankingSourceSchema = v.variant('kind', [
  v.object({ kind: v.literal('person') }),
  v.object({
    kind: v.literal('simulated'),
    labeler: v.string(),
    /** Chance that one pairwise judgement is flipped. */
    noise: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    seed: count,
  }),
]);

export const rankingSchema = v.object({
  id: v.string(),
  createdAtMs: v.number(),
  /** The conversation that the samples answer; ends with a user turn. */
  messages: v.pipe(v.array(messageSchema), v.minLength(1)),
  samples: v.pipe(v.array(rankedSampleSchema), v.minLength(2), v.maxLength(9)),
  /** Per sample: 1 is best, equal numbers are a tie, null was left unranked. */
  ranks: v.array(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)))),
  /** True when the labeler called every sample bad; `ranks` are then all null. */
  allBad: v.boolean(),
  source: rankingSourceSchema,
  modelId: modelIdSchema,
  sampling: samplingSchema,
  /**
   * Id of the ranking that was asked again here, its samples in another order: a repeat measures how often the labeler
   * agrees with itself, and nothing learns from it. Absent in a first ranking, as in all older ones.
   */
  repeatOf: v.optional(v.string()),
});
/** One judgement of K samples of one prompt. */
export type Ranking = v.InferOutput<typeof rankingSchema>;

const voteSideSchema = v.object({
  modelId: modelIdSchema,
  reply: v.string(),
  /** False when the length limit cut the reply. */
  ended: v.boolean(),
  /** Either side is drawn with a seed of its own. */
  seed: count,
});
export type VoteSide = v.InferOutput<typeof voteSideSchema>;

export const voteChoiceSchema = v.picklist(['left', 'right', 'tie', 'both-bad']);
export type VoteChoice = v.InferOutput<typeof voteChoiceSchema>;

/** Two replies to one prompt by two models, as the arena shows them. */
export const votedPairSchema = v.object({
  /** The conversation that both replies answer; ends with a user turn. */
  messages: v.pipe(v.array(messageSchema), v.minLength(1)),
  left: voteSideSchema,
  right: voteSideSchema,
  sampling: v.omit(samplingSchema, ['seed']),
});

export const voteSchema = v.object({
  id: v.string(),
  createdAtMs: v.number(),
  ...votedPairSchema.entries,
  choice: voteChoiceSchema,
  source: rankingSourceSchema,
});
/** One judgement of the arena: which of two models' replies is better. */
export type Vote = v.InferOutput<typeof voteSchema>;

const numbers = v.record(v.string(), v.number());

const normalisationSchema = v.object({ mean: v.number(), deviation: v.number() });

const scoredRankingSchema = v.object({
  rankingId: v.string(),
  /** One raw score a sample, in the ranking's order. */
  scores: v.array(v.number()),
});
/** What a reward model gives the samples of one ranking. */
export type ScoredRanking = v.InferOutput<typeof scoredRankingSchema>;

/** By how many deviations the score rises where a fact is one deviation more, all else equal. */
const factEffectSchema = v.object({
  /**
   * A name of `replyFactNames`, or `likelihood`: the mean log-probability of the reply's tokens under the chat model. Older
   * records may hold others.
   */
  fact: v.string(),
  effect: v.number(),
});
/** What a linear reward model makes of one plain fact of a reply. */
export type FactEffect = v.InferOutput<typeof factEffectSchema>;

export const rewardModelSchema = v.object({
  id: v.string(),
  createdAtMs: v.number(),
  baseModelId: modelIdSchema,
  rankings: v.object({ person: count, simulated: count, heldOut: count }),
  /** Share of held-out pairs ordered as the labeler did; null when nothing was held out. Ties are left out. */
  heldOutAccuracy: v.nullable(v.number()),
  heldOutPairs: count,
  /** Of the held-out rankings, which it never saw; absent in older records. */
  heldOutScores: v.optional(v.array(scoredRankingSchema)),
  trainAccuracy: v.number(),
  /** The simulated labeler that made its simulated rankings; null for none or several, absent in older records. */
  labeler: v.optional(v.nullable(v.string())),
  /** Where 0 lies and how long 1 is: a shown score is (raw - mean) / deviation; of an ensemble, the members' average. */
  normalisation: normalisationSchema,
  /** Of an ensemble, each member's own; empty for a single reward model, as every older one is. */
  members: v.optional(v.array(normalisationSchema), []),
  /** Standard deviation between the members' scores of a held-out sample, on average; null where not measured. */
  disagreement: v.optional(v.nullable(v.number()), null),
  /** Demonstrations that score 0 on average; with 0 of them the base model's own samples do. */
  zeroDemonstrations: v.optional(count, 0),
  /** Of a linear reward model; absent for a fine-tuned transformer. */
  factEffects: v.optional(v.array(factEffectSchema)),
  settings: v.record(v.string(), v.union([v.number(), v.boolean(), v.string()])),
  /** One row per optimizer step. */
  history: v.array(numbers),
});
export type RewardModelRecord = v.InferOutput<typeof rewardModelSchema>;

const storedSettings = v.record(v.string(), v.union([v.number(), v.boolean(), v.string()]));

export const sftStatusSchema = v.picklist([
  'running',
  'paused',
  'finished',
  'stopped',
  /** The page or the engine went away in the middle of it. */
  'interrupted',
  'failed',
]);

export const sftModelSchema = v.object({
  id: v.string(),
  createdAtMs: v.number(),
  updatedAtMs: v.number(),
  baseModelId: modelIdSchema,
  /** The shipped model whose tokenizer and shape it has. */
  shippedBase: v.string(),
  /** What it learns from; a fine-tuning that was interrupted goes on only while all of them are as they were. */
  demonstrationIds: v.array(v.string()),
  heldOut: count,
  /** Demonstrations that do not fit the model's context and were left out. */
  tooLong: count,
  settings: storedSettings,
  status: sftStatusSchema,
  /** Why it failed, in words for the reader. */
  failure: v.nullable(v.string()),
  /** Optimizer steps done, and in all. */
  step: count,
  totalSteps: count,
  /** Step of the stored weights; 0 while there are none. */
  savedStep: count,
  bytes: count,
  /** One row per optimizer step; `held_out_loss` where it was measured, at step 0 too. */
  history: v.array(numbers),
});
/** A model fine-tuned on demonstrations, finished or not. */
export type SftModelRecord = v.InferOutput<typeof sftModelSchema>;

/** How the scores of an ensemble's members become one. */
export const ensembleReduceSchema = v.picklist(['mean', 'worst-case']);
export type EnsembleReduce = v.InferOutput<typeof ensembleReduceSchema>;

export const rewardDescriptionSchema = v.pipe(
  v.object({
    model: v.nullable(
      v.object({ id: v.string(), reduce: ensembleReduceSchema, weight: v.number() }),
    ),
    /** JavaScript of a function `(prompt, reply) => number`; runs only in the page's sandbox. */
    rule: v.nullable(v.object({ source: v.string(), weight: v.number() })),
  }),
  v.check(({ model, rule }) => model !== null || rule !== null, 'rewards nothing'),
);
/** What a run is rewarded with: a reward model or an ensemble, a rule, or the weighted sum of both. */
export type RewardDescription = v.InferOutput<typeof rewardDescriptionSchema>;

/** The reward that every run had before there was a choice. */
export function rewardModelAlone(id: string): RewardDescription {
  return { model: { id, reduce: 'mean', weight: 1 }, rule: null };
}

export const runStatusSchema = v.picklist(['running', 'paused', 'finished', 'stopped', 'failed']);

export const runTroubleSchema = v.object({
  kind: v.picklist([
    'kl-exploding',
    'kl-negative',
    'entropy-collapse',
    'replies-alike',
    'gold-falling',
  ]),
  /** The iteration whose numbers showed it. */
  iteration: count,
  /** The number that showed it, and what it is held against. */
  value: v.number(),
  reference: v.number(),
});
/** A way in which a run goes wrong, seen in its metrics. */
export type RunTrouble = v.InferOutput<typeof runTroubleSchema>;

export const runStopSchema = v.object({
  kind: v.picklist(['kl-limit', 'variety-floor', 'no-gain']),
  /** The last one that was done. */
  iteration: count,
  /** The number that showed it, and what it is held against. */
  value: v.number(),
  reference: v.number(),
});
/** Why a run ended by itself before its last iteration. */
export type RunStop = v.InferOutput<typeof runStopSchema>;

export const runParentSchema = v.object({
  runId: v.string(),
  iteration: count,
  checkpointId: v.string(),
});
/** Where a run branches off from another. */
export type RunParent = v.InferOutput<typeof runParentSchema>;

const runEntries = v.object({
  id: v.string(),
  method: v.picklist(settings.method.options),
  createdAtMs: v.number(),
  updatedAtMs: v.number(),
  baseModelId: modelIdSchema,
  reward: rewardDescriptionSchema,
  settings: v.record(v.string(), v.union([v.number(), v.boolean(), v.string()])),
  status: runStatusSchema,
  /** Why it failed, in words for the reader. */
  failure: v.nullable(v.string()),
  /** Why its rule gave no score, in words for the reader, while it waits for that rule to be mended. */
  ruleFailure: v.optional(v.nullable(v.string())),
  /** Rules that scored its earlier iterations, oldest first; the reward names the one that scores now. */
  formerRules: v.optional(v.array(v.object({ source: v.string(), untilIteration: count }))),
  /** Iterations whose metrics are stored. */
  iteration: count,
  /** Iteration of the newest state from which the run can go on. */
  resumableIteration: count,
  samplePrompts: v.array(v.string()),
  trainingPrompts: v.array(v.string()),
  /** The simulated labeler whose hidden score is shown beside the reward; a run from before it was has none. */
  goldLabeler: v.optional(v.nullable(v.string())),
  /** How it went wrong, in the order in which that was seen. */
  troubles: v.optional(v.array(runTroubleSchema)),
  /** Of a run that ended by itself before its last iteration. */
  stop: v.optional(runStopSchema),
  /** The rankings that DPO learns from; it goes on only while all of them are there. */
  rankingIds: v.optional(v.array(v.string())),
  /** Of a branch: the run, its iteration and the checkpoint whose weights it started from; its base is that run's. */
  parent: v.optional(v.nullable(runParentSchema)),
});
export const runSchema = v.pipe(v.unknown(), v.transform(withReward), runEntries);
export type Run = v.InferOutput<typeof runSchema>;

/** A run of the time before there was a choice of rewards names its reward model alone. */
function withReward(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null || 'reward' in stored) return stored;
  const { rewardModelId, ...run } = stored as { rewardModelId?: unknown };
  return typeof rewardModelId === 'string'
    ? { ...run, reward: rewardModelAlone(rewardModelId) }
    : stored;
}

export const metricRowSchema = v.object({ runId: v.string(), iteration: count, values: numbers });
/** Metrics of one iteration, by TRL's names. */
export type MetricRow = v.InferOutput<typeof metricRowSchema>;

export const sampleRowSchema = v.object({
  runId: v.string(),
  iteration: count,
  replies: v.array(v.object({ prompt: v.string(), reply: v.string(), score: v.number() })),
});
/** The fixed prompts answered again at one iteration. */
export type SampleRow = v.InferOutput<typeof sampleRowSchema>;

export const checkpointSchema = v.object({
  id: v.string(),
  runId: v.string(),
  iteration: count,
  createdAtMs: v.number(),
  bytes: count,
  /** Of the batch sampled just before: mean normalised score and KL in nats. */
  score: v.nullable(v.number()),
  kl: v.nullable(v.number()),
});
export type Checkpoint = v.InferOutput<typeof checkpointSchema>;
