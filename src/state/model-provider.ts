// Gives the engine's client what only the store has: weights of checkpoints and reward models, with
// the shipped model that they descend from. Keeps nothing.
import type { ModelProvider } from '../client/types';
import type { Checkpoint, ModelId, Run } from '../contract/records';
import type { Store } from '../storage/types';

/** Rejects with a StorageError, or with an Error that names what was deleted. */
export function createModelProvider(store: Store): ModelProvider {
  return {
    async checkpoint(id) {
      const [checkpoints, runs] = await Promise.all([store.runs.checkpoints(), store.runs.all()]);
      const shippedBase = shippedAncestor(`checkpoint:${id}`, checkpoints, runs);
      return { weights: await store.runs.policy(id), shippedBase };
    },
    async rewardModel(id) {
      const record = (await store.rewardModels.all()).find((model) => model.id === id);
      if (!record) throw new Error('This reward model is no longer stored.');
      return {
        weights: await store.rewardModels.weights(id),
        normalisation: record.normalisation,
        baseModelId: record.baseModelId,
      };
    },
  };
}

/**
 * Name of the shipped model whose tokenizer and shape a model has: its run's base, or that base's.
 * @throws Error when a checkpoint or a run on the way was deleted
 */
export function shippedAncestor(
  modelId: ModelId,
  checkpoints: readonly Checkpoint[],
  runs: readonly Run[],
): string {
  if (modelId.startsWith('shipped:')) return modelId.slice('shipped:'.length);
  const checkpointId = modelId.slice('checkpoint:'.length);
  const checkpoint = checkpoints.find(({ id }) => id === checkpointId);
  const run = runs.find(({ id }) => id === checkpoint?.runId);
  if (!run) throw new Error('This checkpoint, or the run it belongs to, is no longer stored.');
  return shippedAncestor(run.baseModelId, checkpoints, runs);
}
