// `trainRewardModel`, `loadRewardModel` and `score`: stage 2, and what it is asked afterwards.
import type { CommandOf, Replies } from '../../contract/messages';
import {
  exportRewardEnsemble,
  restoreRewardEnsemble,
  scoreWithEnsemble,
} from '../../train/reward-ensemble';
import { trainRewardEnsemble } from '../../train/reward-ensemble-training';
import type { Engine } from '../engine';

export async function train(
  engine: Engine,
  command: CommandOf<'trainRewardModel'>,
): Promise<Replies['trainRewardModel']> {
  const { requestId, rewardModelId, rankings, prompts, demonstrations, settings } = command;
  const lease = engine.models.lease(command.baseModelId);
  try {
    const startedAtMs = engine.now();
    const task = engine.scheduler.start(
      'training',
      () => trainRewardEnsemble({ base: lease.item, rankings, prompts, demonstrations, settings }),
      (event) => {
        if (event.type !== 'step') return;
        const { step, totalSteps, metrics, heldOutAccuracy } = event;
        const remainingMs = ((engine.now() - startedAtMs) / step) * (totalSteps - step);
        engine.port.send({
          ...{ type: 'rewardProgress', requestId, rewardModelId, step, totalSteps, metrics },
          ...{ heldOutAccuracy, remainingMs },
        });
      },
    );
    engine.cancellations.set(requestId, () => task.cancel());
    const trained = await task.result;
    if (!trained) return { result: null };
    const { ensemble } = trained;
    engine.rewardModels.put(rewardModelId, ensemble);
    const weights = await engine.scheduler.once('interactive', () =>
      exportRewardEnsemble(ensemble),
    );
    return { result: { ...trained.result, weights } };
  } finally {
    engine.cancellations.delete(requestId);
    lease.release();
  }
}

export async function loadRewardModel(
  engine: Engine,
  command: CommandOf<'loadRewardModel'>,
): Promise<Replies['loadRewardModel']> {
  const { rewardModelId, state } = command;
  const lease = engine.models.lease(command.baseModelId);
  try {
    const ensemble = await engine.scheduler.once('interactive', () =>
      restoreRewardEnsemble(lease.item, state),
    );
    engine.rewardModels.put(rewardModelId, ensemble);
    return {};
  } finally {
    lease.release();
  }
}

export async function score(
  engine: Engine,
  command: CommandOf<'score'>,
): Promise<Replies['score']> {
  const lease = engine.rewardModels.lease(command.rewardModelId);
  try {
    const scores = await engine.scheduler.once('interactive', () =>
      scoreWithEnsemble(lease.item, command.dialogues),
    );
    return { scores };
  } finally {
    lease.release();
  }
}
