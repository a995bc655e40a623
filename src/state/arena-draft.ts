// The arena as it survives a reload: the chosen models, the pair that is being judged, what is written ahead, and what
// can be taken back. Decodes what the store gives; decides nothing.
import * as v from 'valibot';
import { modelIdSchema, votedPairSchema } from '../contract/records';
import { rankPromptSchema } from './ranking-draft';

const { messages: _, ...sides } = votedPairSchema.entries;
const pairSchema = v.object({ prompt: rankPromptSchema, ...sides });

const draftSchema = v.object({
  /** Null while nobody has chosen: then the newest model beside the one it began with. */
  models: v.nullable(
    v.object({ first: v.nullable(modelIdSchema), second: v.nullable(modelIdSchema) }),
  ),
  pair: v.nullable(pairSchema),
  /** Judged next, in this order. */
  ready: v.array(pairSchema),
  /** What Undo takes back, newest last. */
  history: v.array(
    v.variant('kind', [
      v.object({
        kind: v.literal('voted'),
        id: v.string(),
        origin: rankPromptSchema.entries.origin,
        /** The person has asked which model wrote which reply. */
        isRevealed: v.boolean(),
      }),
      v.object({ kind: v.literal('skipped'), pair: pairSchema }),
    ]),
  ),
});
export type ArenaDraft = v.InferOutput<typeof draftSchema>;
export type ArenaStep = ArenaDraft['history'][number];
export type ChosenModels = NonNullable<ArenaDraft['models']>;

/** The stored draft, or null where there is none or it cannot be read. */
export function decodeArenaDraft(stored: unknown): ArenaDraft | null {
  const result = v.safeParse(draftSchema, stored);
  return result.success ? result.output : null;
}
