// One whole minibatch update of PPO against PyTorch (tests/reference), cut into chunks as memory asks for it: what it
// reports, and the clipped gradient of every weight as the optimizers received it.
import { beforeAll, describe, expect, it } from 'vitest';
import { classicRlhf, defaultSettings, type Settings } from '../../src/contract/config';
import type { AdamW } from '../../src/nn/adamw';
import { fromHuggingFaceConfig } from '../../src/nn/model-config';
import {
  disposeParameters,
  importParameters,
  parameterList,
  type Parameters,
} from '../../src/nn/parameters';
import { newEpisode } from '../../src/train/ppo-episodes';
import type { PpoInput } from '../../src/train/ppo';
import { createPpoState, disposePpoState, findSharedLayers } from '../../src/train/ppo-state';
import { update, type UpdateStatistics } from '../../src/train/ppo-update';
import reference from '../fixtures/reference/model.json';
import { expectAgreement, namedArrays } from '../reference/agreement';
import { underStoredNames } from '../reference/model-tests';
import { tinyTokenizer, useWasm } from './support/tiny-model';

beforeAll(useWasm);

const { ppo: given, dialogues, replies } = reference;
const settings: Settings = {
  ...defaultSettings(),
  ...classicRlhf,
  ...{ temperature: replies.temperature, entropyCoefficient: given.entropy_coefficient },
  ...{ clipRange: given.clip_range, valueClipRange: given.clip_range, maxGradientNorm: 0.5 },
};
const episodes = dialogues.map(({ prompt, reply }, row) => ({
  ...newEpisode(prompt, { tokens: reply, ending: 'end' }),
  ...{ logProbs: given.old_log_probs[row]!, advantages: given.advantages[row]! },
  ...{ values: given.old_values[row]!, returns: given.returns[row]! },
}));

/** What the first step left in the first moments is a tenth of the gradient as it was clipped. */
async function expectMoments(
  { parameters, firstMoments }: AdamW,
  owner: Parameters,
  expected: (typeof given)['value'],
  shrink: number,
  isLearned = (_name: string) => true,
): Promise<void> {
  const momentOf = new Map(parameters.map(({ name }, index) => [name, firstMoments[index]!]));
  const found = await underStoredNames(
    owner,
    parameterList(owner).map(({ name }) => momentOf.get(name)),
  );
  for (const [name, { data }] of Object.entries(found)) {
    const gradient = expected.gradients[name as keyof typeof expected.gradients].data;
    const share = isLearned(name) ? 0.1 * shrink : 0;
    expectAgreement(
      data,
      gradient.map((slope) => share * slope),
    );
  }
}

/** One update of the reference's models, which are to be disposed; its episodes in so many chunks. */
async function updateOnce(settings: Settings, chunks: number) {
  const config = fromHuggingFaceConfig(reference.config);
  const backbone = importParameters(config, namedArrays(reference.weights));
  // A language model has no scalar head; the value model gets one of zeros, which is then the reference's.
  const base: Parameters = { ...backbone, scalarHead: null };
  const input = { base: { parameters: base, tokenizer: tinyTokenizer() }, settings } as PpoInput;
  const state = createPpoState(base, backbone, settings);
  await findSharedLayers(state, base, settings);
  const head = state.value.scalarHead!;
  head.weight.assign(backbone.scalarHead!.weight);
  head.bias.assign(backbone.scalarHead!.bias);
  const size = episodes.length / chunks;
  const minibatch = Array.from({ length: chunks }, (_, chunk) =>
    episodes.slice(chunk * size, (chunk + 1) * size),
  );
  const steps = update(minibatch, [], state, input, { policy: 1e-3, value: 1e-3 }, 0);
  let found: UpdateStatistics | undefined;
  while (!found) {
    const step = await steps.next();
    if (step.done) found = step.value;
  }
  return { found, state, backbone };
}

describe('an update of PPO', () => {
  const { policy, value } = given;

  it.each([1, 2, 6])('chunks: %i', async (chunks) => {
    const { found, state, backbone } = await updateOnce(settings, chunks);
    expectAgreement(
      [found.policy.loss, found.policy.entropy, found.gradientNorm, found.value.loss],
      [policy.clipped_loss, policy.entropy, policy.gradient_norm, value.loss],
    );
    const clipped = (norm: number) => settings.maxGradientNorm / (norm + 1e-6);
    for (const norm of [policy.gradient_norm, value.gradient_norm]) {
      expect(clipped(norm)).toBeLessThan(1);
    }
    const { policyOptimizer, valueOptimizer } = state;
    await expectMoments(policyOptimizer, state.policy, policy, clipped(policy.gradient_norm));
    await expectMoments(valueOptimizer, state.value, value, clipped(value.gradient_norm));
    disposePpoState(state);
    disposeParameters(backbone);
  });

  it('of the last layer alone, the first read once for all models', async () => {
    const last = { trainedLayers: 'last', trainedLayerCount: 1, maxGradientNorm: 100 } as const;
    const { found, state, backbone } = await updateOnce({ ...settings, ...last }, 2);
    expect(state.shared).toEqual({ policy: 1, value: 1 });
    expectAgreement(
      [found.policy.loss, found.policy.entropy, found.value.loss],
      [policy.clipped_loss, policy.entropy, value.loss],
    );
    const isLast = (name: string) => /^(model\.(layers\.1|norm)\.|score)/.test(name);
    await expectMoments(state.policyOptimizer, state.policy, policy, 1, isLast);
    await expectMoments(state.valueOptimizer, state.value, value, 1, isLast);
    disposePpoState(state);
    disposeParameters(backbone);
  });
});
