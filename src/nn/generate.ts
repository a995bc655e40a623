// Replies, token by token, for a batch of prompts: left padding, one pass over the prompts, then cached decoding. Where a
// row less is a row's time less, a prompt that comes several times is read once, and finished rows are left out. Each
// row draws from its own random stream. Knows no text: turning ids into words is the caller's.
import type { Sampling } from '../contract/records';
import type { Random } from '../core/rng';
import type { Parameters } from './parameters';
import { sampleToken, tokenLogProb } from './sampler';
import { canSelectRows, createDecoder, decode, disposeDecoder, selectRows } from './transformer';

export interface GenerateOptions {
  sampling: Omit<Sampling, 'seed'>;
  endTokenId: number;
  padTokenId: number;
  /** Row r draws from the r-th fork of this generator. */
  random: Random;
  /** Notes each token's log-probability as it is drawn. */
  keepLogProbs?: boolean;
}

export interface GenerationStep {
  /** [B] new token of each row, its end token too; -1 where the row had finished before. */
  tokens: number[];
}

export interface GeneratedRow {
  /** The reply, its end token included where it has one. */
  tokens: number[];
  ending: 'end' | 'length';
  /** Of each token, nats, at the sampling temperature, before top-k and top-p; only with `keepLogProbs`. */
  logProbs?: number[];
}

/** Finished rows are left out once so few of them go on: moving the others' caches takes time, too. */
const worthSelecting = 0.75;

/**
 * Samples one reply a prompt; yields after every token, returns the replies. Ending the generator early frees
 * everything. A row's numbers depend on its own prompt, its place in the batch and the seed, except that rounding may
 * differ with the padding that longer neighbours cause.
 * @param prompts token ids, none of them empty
 * @throws Error when a prompt and its reply might not fit the model's context
 */
export async function* generate(
  parameters: Parameters,
  prompts: number[][],
  options: GenerateOptions,
): AsyncGenerator<GenerationStep, GeneratedRow[]> {
  const { sampling, endTokenId, padTokenId, random, keepLogProbs } = options;
  if (prompts.length === 0) return [];
  const columns = Math.max(...prompts.map(({ length }) => length));
  checkPrompts(prompts, columns, sampling.maxNewTokens, parameters.config.contextLength);
  const streams = prompts.map(() => random.fork());
  const rows: GeneratedRow[] = prompts.map(() => ({
    tokens: [],
    ending: 'length',
    ...(keepLogProbs && { logProbs: [] }),
  }));
  const selects = canSelectRows();
  const { different, placeOf } = selects
    ? withoutRepeats(prompts)
    : { different: prompts, placeOf: prompts.map((_, row) => row) };
  const decoder = createDecoder(
    parameters,
    different.map(({ length }) => columns - length),
    columns + sampling.maxNewTokens,
  );
  try {
    // The rows that go on, and where the decoder has each of them.
    let going = prompts.map((_, row) => row);
    let places = placeOf;
    let input = padLeft(different, columns, padTokenId);
    let time = columns;
    for (let step = 0; step < sampling.maxNewTokens; step++) {
      const logits = decode(decoder, input, time);
      const vocabularySize = logits.shape[1];
      const scores = (await logits.data()) as Float32Array;
      logits.dispose();
      const tokens = rows.map(() => -1);
      going.forEach((index, at) => {
        const [row, place] = [rows[index]!, places[at]!];
        const own = scores.subarray(place * vocabularySize, (place + 1) * vocabularySize);
        const token = sampleToken(own, sampling, streams[index]!);
        row.tokens.push(token);
        row.logProbs?.push(tokenLogProb(own, token, sampling.temperature));
        if (token === endTokenId) row.ending = 'end';
        tokens[index] = token;
      });
      yield { tokens };
      const still = Array.from(going.keys()).filter((at) => rows[going[at]!]!.ending !== 'end');
      if (still.length === 0 || step === sampling.maxNewTokens - 1) break;
      going = still.map((at) => going[at]!);
      places = still.map((at) => places[at]!);
      const isShared = new Set(places).size < places.length;
      if (isShared || (selects && places.length <= worthSelecting * decoder.batch)) {
        selectRows(decoder, places);
        places = places.map((_, at) => at);
      }
      input = new Int32Array(decoder.batch).fill(padTokenId);
      places.forEach((place, at) => (input[place] = tokens[going[at]!]!));
      time = 1;
    }
  } finally {
    disposeDecoder(decoder);
  }
  return rows;
}

/** Each prompt once, and which of them each row has. */
function withoutRepeats(prompts: number[][]): { different: number[][]; placeOf: number[] } {
  const places = new Map<string, number>();
  const different: number[][] = [];
  const placeOf = prompts.map((prompt) => {
    const key = prompt.join();
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, different.length);
    return different.push(prompt) - 1;
  });
  return { different, placeOf };
}

/** All replies at once, for callers that show no progress. */
export async function generateAll(
  parameters: Parameters,
  prompts: number[][],
  options: GenerateOptions,
): Promise<GeneratedRow[]> {
  const generation = generate(parameters, prompts, options);
  for (;;) {
    const step = await generation.next();
    if (step.done) return step.value;
  }
}

function checkPrompts(
  prompts: number[][],
  columns: number,
  maxNewTokens: number,
  contextLength: number,
): void {
  if (prompts.some(({ length }) => length === 0)) throw new Error('A prompt has no tokens.');
  if (columns + maxNewTokens > contextLength) {
    throw new Error(
      `A prompt of ${columns} tokens and a reply of up to ${maxNewTokens} do not fit the model's context of ` +
        `${contextLength} tokens. Shorten the prompt or the reply.`,
    );
  }
}

function padLeft(prompts: number[][], columns: number, padTokenId: number): Int32Array {
  const tokens = new Int32Array(prompts.length * columns).fill(padTokenId);
  prompts.forEach((prompt, row) => tokens.set(prompt, (row + 1) * columns - prompt.length));
  return tokens;
}
