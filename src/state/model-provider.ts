// Gives the engine's client what only the store has: weights of checkpoints, fine-tuned and reward models, with
// the shipped model that they descend from. Keeps nothing.
import type { ModelProvider } from '../client/types';
import type { Checkpoint, ModelId, Run, SftModelRecord } from '../contract/records';
import type { Store } from '../storage/types';

/** Rejects with a StorageError, or with an Error that names what was deleted. */
export function createModelProvider(store: Store): ModelProvider {
  return {
    async checkpoint(id) {
      const shippedBase = await shippedBaseOf(`checkpoint:${id}`, store);
      return { weights: await store.runs.policy(id), shippedBase };
    },
    async sftModel(id) {
      const shippedBase = await shippedBaseOf(`sft:${id}`, store);
      return { weights: await store.sftModels.weights(id), shippedBase };
    },
    async rewardModel(id) {
      const record = (await store.rewardModels.all()).find((model) => model.id === id);
      if (!record) throw new Error('This reward model is no longer stored.');
      return {
        weights: await store.rewardModels.weights(id),
        normalisation: record.normalisation,
        members: record.members,
        baseModelId: record.baseModelId,
      };
    },
  };
}

/** `shippedAncestor` of what the store holds. */
export async function shippedBaseOf(modelId: ModelId, store: Store): Promise<string> {
  if (modelId.startsWith('shipped:')) return modelId.slice('shipped:'.length);
  const [checkpoints, runs, sftModels] = await Promise.all([
    store.runs.checkpoints(),
    store.runs.all(),
    store.sftModels.all(),
  ]);
  return shippedAncestor(modelId, { checkpoints, runs, sftModels });
}

interface Family {
  checkpoints: readonly Checkpoint[];
  runs: readonly Run[];
  sftModels: readonly SftModelRecord[];
}

/**
 * Name of the shipped model whose tokenizer and shape a model has: its run's base, or that base's.
 * @throws Error when a checkpoint, a run or a fine-tuned model on the way was deleted
 */
export function shippedAncestor(modelId: ModelId, family: Family): string {
  const id = modelId.slice(modelId.indexOf(':') + 1);
  if (modelId.startsWith('shipped:')) return id;
  if (modelId.startsWith('sft:')) {
    const model = family.sftModels.find((candidate) => candidate.id === id);
    if (!model) throw new Error('This fine-tuned model is no longer stored.');
    return model.shippedBase;
  }
  const checkpoint = family.checkpoints.find((candidate) => candidate.id === id);
  const run = family.runs.find((candidate) => candidate.id === checkpoint?.runId);
  if (!run) throw new Error('This checkpoint, or the run it belongs to, is no longer stored.');
  return shippedAncestor(run.baseModelId, family);
}
