// One whole minibatch update of PPO against PyTorch (tests/reference), cut into chunks as memory asks for it: what it
// reports, and the clipped gradient of every weight as the optimizers received it.
import { beforeAll, describe, expect, it } from 'vitest';
import { classicRlhf, defaultSettings, type Settings } from '../../src/contract/config';
import type { AdamW } from '../../src/nn/adamw';
import { fromHuggingFaceConfig } from '../../src/nn/model-config';
import { disposeParameters, importParameters, type Parameters } from '../../src/nn/parameters';
import { newEpisode } from '../../src/train/ppo-episodes';
import type { PpoInput } from '../../src/train/ppo';
import { createPpoState, disposePpoState } from '../../src/train/ppo-state';
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
  { firstMoments }: AdamW,
  owner: Parameters,
  expected: (typeof given)['value'],
): Promise<void> {
  const shrink = Math.min(1, settings.maxGradientNorm / (expected.gradient_norm + 1e-6));
  expect(shrink).toBeLessThan(1);
  const found = await underStoredNames(owner, firstMoments);
  for (const [name, { data }] of Object.entries(found)) {
    const gradient = expected.gradients[name as keyof typeof expected.gradients].data;
    expectAgreement(
      data,
      gradient.map((slope) => 0.1 * shrink * slope),
    );
  }
}

describe('an update of PPO', () => {
  it.each([1, 2, 6])('chunks: %i', async (chunks) => {
    const config = fromHuggingFaceConfig(reference.config);
    const backbone = importParameters(config, namedArrays(reference.weights));
    // A language model has no scalar head; the value model gets one of zeros, which is then the reference's.
    const base: Parameters = { ...backbone, scalarHead: null };
    const input = { base: { parameters: base, tokenizer: tinyTokenizer() }, settings } as PpoInput;
    const state = createPpoState(base, backbone, settings);
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
    const { policy, value } = given;
    expectAgreement(
      [found.policy.loss, found.policy.entropy, found.gradientNorm, found.value.loss],
      [policy.clipped_loss, policy.entropy, policy.gradient_norm, value.loss],
    );
    await expectMoments(state.policyOptimizer, state.policy, policy);
    await expectMoments(state.valueOptimizer, state.value, value);
    disposePpoState(state);
    disposeParameters(backbone);
  });
});
