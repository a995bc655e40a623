// The half-made ranking as it survives a reload: the prompt, its samples, the order so far, and what can
// be taken back. Decodes what the store gives; decides nothing.
import * as v from 'valibot';
import {
  messageSchema,
  modelIdSchema,
  rankedSampleSchema,
  samplingSchema,
} from '../contract/records';

/** A prompt with where it comes from. */
export const rankPromptSchema = v.object({
  messages: v.pipe(v.array(messageSchema), v.minLength(1)),
  origin: v.picklist(['shipped', 'chat', 'handed-over']),
});

const taskSchema = v.object({
  prompt: rankPromptSchema,
  samples: v.pipe(v.array(rankedSampleSchema), v.minLength(2), v.maxLength(9)),
  modelId: modelIdSchema,
  sampling: samplingSchema,
  /** Where these samples were ranked before. */
  repeatOf: v.optional(v.string()),
});

const draftSchema = v.object({
  /** What is asked while no samples are there yet. */
  prompt: v.nullable(rankPromptSchema),
  task: v.nullable(taskSchema),
  order: v.array(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8)))),
  /** Judged next, in this order. */
  ready: v.array(taskSchema),
  /** What Undo takes back, newest last. */
  history: v.array(
    v.variant('kind', [
      v.object({
        kind: v.literal('submitted'),
        id: v.string(),
        origin: rankPromptSchema.entries.origin,
      }),
      v.object({ kind: v.literal('skipped'), task: taskSchema }),
    ]),
  ),
});
export type RankingDraft = v.InferOutput<typeof draftSchema>;
export type PastStep = RankingDraft['history'][number];

/** The stored draft, or null where there is none or it cannot be read. */
export function decodeDraft(stored: unknown): RankingDraft | null {
  const result = v.safeParse(draftSchema, stored);
  if (!result.success) return null;
  const draft = result.output;
  const samples = draft.task?.samples.length ?? 0;
  const named = draft.order.flat();
  const isSound =
    new Set(named).size === named.length &&
    named.every((sample) => sample < samples) &&
    draft.order.every((group) => group.length > 0);
  return isSound ? draft : { ...draft, order: [] };
}
