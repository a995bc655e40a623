// Writes a trained model as a Hugging Face folder: weights, configuration, tokenizer and an honest model card.
import * as tf from '@tensorflow/tfjs';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ModelSize } from '../../src/contract/records';
import { parameterCount, toHuggingFaceConfig, type ModelConfig } from '../../src/nn/model-config';
import { exportParameters, type Parameters } from '../../src/nn/parameters';
import { writeSafetensors } from '../../src/nn/safetensors';
import { createDecoder, decode, disposeDecoder } from '../../src/nn/transformer';
import type { Position } from './checkpoint';
import type { Corpus } from './corpus';

/** Nats per token on what was kept out of training. */
export interface HeldOutLosses {
  heldOutChat: number;
  heldOutBase: number;
}

export interface TrainedModel {
  size: ModelSize;
  config: ModelConfig;
  parameters: Parameters;
  corpus: Corpus;
  position: Position;
  heldOut: HeldOutLosses;
}

export async function writeModelFolder(folder: string, model: TrainedModel): Promise<void> {
  const { config, corpus, parameters } = model;
  mkdirSync(folder, { recursive: true });
  const weights = writeSafetensors(await exportParameters(parameters), {
    metadata: { format: 'pt' },
  });
  const json = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;
  const { endTokenId, padTokenId } = corpus.tokenizer;
  writeFileSync(join(folder, 'model.safetensors'), new Uint8Array(weights));
  writeFileSync(
    join(folder, 'config.json'),
    json(toHuggingFaceConfig(config, { end: endTokenId, pad: padTokenId })),
  );
  writeFileSync(join(folder, 'tokenizer.json'), json(corpus.tokenizerJson));
  writeFileSync(join(folder, 'tokenizer_config.json'), json(corpus.tokenizerConfigJson));
  writeFileSync(join(folder, 'README.md'), await modelCard(model));
  updateIndex(dirname(folder), {
    name: `${model.size}-chat`,
    parameters: parameterCount(config),
    bytes: weights.byteLength,
  });
}

/** `index.json` beside the folders lists the shipped models for the page, smallest first. */
function updateIndex(
  folder: string,
  entry: { name: string; parameters: number; bytes: number },
): void {
  const path = join(folder, 'index.json');
  const existing = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as (typeof entry)[])
    : [];
  const others = existing.filter(({ name }) => name !== entry.name);
  const sorted = [...others, entry].sort((a, b) => a.parameters - b.parameters);
  writeFileSync(path, `${JSON.stringify(sorted, null, 1)}\n`);
}

const cardPrompts = [
  'Hello, how are you?',
  'I am so sad today.',
  'Tell me a joke.',
  'What is your name?',
  'Do you like music?',
  'I had a long day at work.',
  'What should I eat tonight?',
  'How many legs has a spider?',
  'Good night!',
  'Tell me a story about a dog.',
];

async function modelCard(model: TrainedModel): Promise<string> {
  const { size, config, corpus, position, heldOut } = model;
  const samples: string[] = [];
  for (const prompt of cardPrompts) {
    samples.push(`| ${prompt} | ${cell(await greedyReply(model, prompt))} |`);
  }
  const licences = corpus.licences.map(
    (licence) => `- ${licence.attribution.replaceAll('\n', ' ')}`,
  );
  return `---
language: en
library_name: transformers
pipeline_tag: text-generation
---

# ${size}-chat

A ${(parameterCount(config) / 1e6).toFixed(2)}-million-parameter chat model for RLHF Playground: small enough to train in a
browser tab, good for small talk and nothing more. It is a Llama-family decoder (${config.layers} layers, width
${config.width}, ${config.heads} heads, feed-forward ${config.feedForwardWidth}, byte-level BPE of ${config.vocabularySize}, tied embeddings,
context ${config.contextLength}), so the usual tools read it.

## Training

Two stages with one optimizer (AdamW), by \`npm run pretrain\`: first all of the text below, then chats alone, with the loss
on the replies only. ${(position.tokensSeen / 1e6).toFixed(2)} million tokens in ${position.step} steps, ${(position.trainedSeconds / 60).toFixed(0)} minutes on one processor core.

| held out | nats per token |
|---|---|
| replies to small-talk questions kept out of training | ${heldOut.heldOutChat.toFixed(3)} |
| stories, sentences and dialogues kept out of training | ${heldOut.heldOutBase.toFixed(3)} |

The second figure is after the second stage, which forgets some of the first.

## Samples

The likeliest reply (temperature 0) to ten prompts, chosen before the model was trained and not picked over:

| prompt | reply |
|---|---|
${samples.join('\n')}

## Limits

It knows small talk and makes the rest up: facts, sums and advice are not to be trusted. It has no memory beyond
${config.contextLength} tokens. Its text was filtered by word lists, not read in full; it may still say something unkind.

## Data and licences

The text itself is not part of this project. The weights were trained on:

${licences.join('\n')}
`;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The likeliest reply, token by token. */
async function greedyReply({ parameters, corpus }: TrainedModel, prompt: string): Promise<string> {
  const { tokenizer } = corpus;
  const ids = tokenizer.encodeChat([{ role: 'user', content: prompt }], {
    addGenerationPrompt: true,
  });
  const decoder = createDecoder(parameters, [0], ids.length + 64);
  const reply: number[] = [];
  let input = ids;
  for (let i = 0; i < 64; i++) {
    const logits = decode(decoder, Int32Array.from(input), input.length);
    const best = tf.tidy(() => tf.argMax(logits, 1));
    const token = (await best.data())[0]!;
    tf.dispose([logits, best]);
    if (token === tokenizer.endTokenId) break;
    reply.push(token);
    input = [token];
  }
  disposeDecoder(decoder);
  return tokenizer.decode(reply);
}
