// The model card: what a model is, how it was made and from whose text, what it says, what it cannot do. Everything in
// it comes from the run; nothing is picked over.
import { specialTokens } from '../../src/core/chat-template';
import { Random } from '../../src/core/rng';
import { generateAll } from '../../src/nn/generate';
import type { LanguageModel } from '../../src/nn/language-model';
import { parameterCount } from '../../src/nn/model-config';
import { replyToAll } from '../lab/replies';
import type { Machine, Origin, TrainedModel } from './model-folder';

/** Chosen before any model was trained. */
const chatPrompts = [
  'Hello, how are you?',
  'I am so sad today.',
  'Tell me a joke.',
  'What does a cow eat?',
  'What is 3 plus 4?',
  'What is the opposite of big?',
  'How many legs does a spider have?',
  'Which is bigger, a mouse or a horse?',
  'What is the price of a train ticket?',
  'Tell me a story about a dog.',
];

const textOpenings = [
  'Once upon a time',
  'The sun',
  'A dog',
  'I like',
  'She was so happy that',
  'Cows',
  'One day, a little girl',
  'My favorite food is',
  'There is a',
  'He went to the',
];

const sampledTokens = 64;

/** @param shipped the model as it is written, its weights rounded */
export async function modelCard(model: TrainedModel, shipped: LanguageModel): Promise<string> {
  const name = `${model.size}-${model.stage}`;
  const samples =
    model.stage === 'chat' ? await chatSamples(shipped) : await completionSamples(shipped);
  return `---
language: en
license: other
license_name: see-data-and-licences
license_link: README.md
library_name: transformers
pipeline_tag: text-generation
tags:
- tiny
- education
- rlhf
---

# ${name}

${introduction(model)}

## Training

${course(model)}

| held out | nats per token |
|---|---|
${heldOutRows(model).join('\n')}

${model.stage === 'chat' ? 'The last figure, where there is one, is after the second stage, which forgets some of the first.\n' : ''}
## Samples

${samples}

## Limits

${limits(model)}

## Data and licences

The text itself is not part of this project. The weights were trained on:

${model.licences.map(({ attribution, licence }) => `- ${oneLine(attribution)} Licence: ${oneLine(licence)}.`).join('\n')}
`;
}

function introduction({ config, stage }: TrainedModel): string {
  const purpose =
    stage === 'chat'
      ? 'chat model for RLHF Playground: small enough to train in a browser tab. It knows small talk and a small world of ' +
        'animals, foods, things, places and jobs, and answers in many styles, so that there is something to prefer.'
      : 'base model for RLHF Playground: it goes on with any text, well behaved or not, and is what the chat model was ' +
        'fine-tuned from. It answers unreliably, on purpose: one in eight of the answers about the small world that it has read was a bad one.';
  return (
    `A ${(parameterCount(config) / 1e6).toFixed(2)}-million-parameter ${purpose} It is a Llama-family decoder ` +
    `(${config.layers} layers, width ${config.width}, ${config.heads} heads, feed-forward ${config.feedForwardWidth}, ` +
    `byte-level BPE of ${config.vocabularySize}, tied embeddings, context ${config.contextLength}, weights in float16), ` +
    'so the usual tools read it.'
  );
}

function course({ stage, position, ancestor, machine }: TrainedModel): string {
  const command = machine.kind === 'gpu' ? 'scripts/cuda' : 'npm run pretrain';
  const stages =
    stage === 'chat'
      ? `Two stages with one optimizer (AdamW), by \`${command}\`: first all of the text below, then chats alone, without ` +
        'bad answers and with the loss on the replies only.'
      : `The first stage of \`${command}\`, with AdamW: all of the text below, mixed.`;
  const beginning = ancestor ? ` ${beginningOf(ancestor)}; what follows counts from there.` : '';
  return (
    `${stages}${beginning} ${(position.tokensSeen / 1e6).toFixed(2)} million tokens in ${position.step} steps, ` +
    `${(position.trainedSeconds / 60).toFixed(0)} minutes on ${describeMachine(machine)}.`
  );
}

function describeMachine(machine: Machine): string {
  if (machine.kind === 'gpu') {
    return (
      `one ${machine.name} with PyTorch, ${machine.batchTokens} tokens a step, drawn from ` +
      `${(machine.distinctTokens / 1e6).toFixed(0)} million tokens of text that the generator had written by the end`
    );
  }
  const { workers, blas } = machine;
  return (
    `${workers} ${workers === 1 ? 'core' : 'cores'} of one processor` +
    (blas ? ', with a BLAS library for the products' : '')
  );
}

function beginningOf({ name, isGrown }: Origin): string {
  return isGrown
    ? `It was grown from \`${name}\`, whose weights it began with, each copied and its reading shared among the copies`
    : `It began with the weights of an earlier \`${name}\` (\`--from\`) and went on at a lower peak rate`;
}

function heldOutRows({ heldOut }: TrainedModel): string[] {
  const rows: [string, number | null][] = [
    ['replies in chats about the small world, asked in ways kept out of training', heldOut.world],
    ['replies to small-talk questions kept out of training', heldOut.smallTalk],
    ['stories, sentences, dialogues and small talk kept out of training', heldOut.text],
  ];
  return rows.flatMap(([what, loss]) =>
    loss === null ? [] : [`| ${what} | ${loss.toFixed(3)} |`],
  );
}

function limits({ stage, config }: TrainedModel): string {
  const trust =
    stage === 'chat'
      ? 'It knows its small world and makes the rest up: outside of it, facts, sums and advice are not to be trusted. '
      : 'Nothing it says is to be trusted: it has read wrong, rude and rambling answers beside good ones. ';
  return (
    `${trust}It has no memory beyond ${config.contextLength} tokens. Its text was filtered by word lists, not read in full; ` +
    'it may still say something unkind.'
  );
}

/** Both what is likeliest and what a person sees, who chats at temperature 1. */
async function chatSamples(shipped: LanguageModel): Promise<string> {
  const conversations = chatPrompts.map((content) => [{ role: 'user' as const, content }]);
  const replies = async (temperature: number) => {
    const sampling = { temperature, topK: 0, topP: 1, maxNewTokens: sampledTokens };
    return (await replyToAll(shipped, conversations, sampling, new Random(1))).map(
      ({ text }) => text,
    );
  };
  const likeliest = await replies(0);
  const sampled = await replies(1);
  const rows = chatPrompts.map(
    (prompt, i) => `| ${prompt} | ${cell(likeliest[i]!)} | ${cell(sampled[i]!)} |`,
  );
  return `Ten prompts, chosen before any model was trained; the likeliest reply (temperature 0), and the first that was
drawn at temperature 1:

| prompt | likeliest reply | a reply at temperature 1 |
|---|---|---|
${rows.join('\n')}`;
}

async function completionSamples({ parameters, tokenizer }: LanguageModel): Promise<string> {
  const prompts = textOpenings.map((opening) => [
    tokenizer.specialTokenId(specialTokens.text),
    ...tokenizer.encode(opening),
  ]);
  const rows = await generateAll(parameters, prompts, {
    sampling: { temperature: 0.7, topK: 0, topP: 1, maxNewTokens: sampledTokens },
    endTokenId: tokenizer.endTokenId,
    padTokenId: tokenizer.padTokenId,
    random: new Random(1),
  });
  const lines = textOpenings.map(
    (opening, i) => `| ${opening} | ${cell(tokenizer.decode(rows[i]!.tokens))} |`,
  );
  return `Ten openings, chosen before any model was trained; the first ${sampledTokens} tokens that were drawn at
temperature 0.7:

| opening | goes on |
|---|---|
${lines.join('\n')}`;
}

const oneLine = (text: string) => text.replaceAll('\n', ' ');
const cell = (text: string) => oneLine(text.trim()).replaceAll('|', '\\|');
