// Language loss of rows: on the replies of a dialogue, or on a whole text; in nats per token and per character.
import { fileURLToPath } from 'node:url';
import type { Message } from '../../src/contract/records';
import type { TokenDialogue } from '../../src/nn/dialogue-batch';
import type { LanguageModel } from '../../src/nn/language-model';
import type { Parameters } from '../../src/nn/parameters';
import type { MaskedDialogue, Tokenizer } from '../../src/nn/tokenizer';
import { heldOutTexts, spreadLanguage } from '../../src/train/held-out-language';
import { replyLogProbSums } from '../../src/train/language-loss';
import { textPieces } from '../../src/train/text-pieces';
import { UsageError } from './options';
import { demonstrationOf, readRows, type Row } from './rows';

const heldOutChat = fileURLToPath(
  new URL('../../public/models/heldout-chat.jsonl', import.meta.url),
);

export interface LanguageLoss {
  nats_per_token: number;
  nats_per_character: number;
  tokens: number;
  rows: number;
}

export async function languageLossOf(model: LanguageModel, rows: Row[]): Promise<LanguageLoss> {
  const all = rows.map((row) => piecesOf(model, row));
  const pieces = all.flatMap((own) => own.pieces);
  const characters = all.reduce((sum, own) => sum + own.characters, 0);
  const sums = await sumLogProbs(model.parameters, pieces, model.tokenizer.padTokenId);
  const nats = -sums.reduce((sum, x) => sum + x, 0);
  const tokens = pieces.reduce((sum, { reply }) => sum + reply.length, 0);
  return {
    nats_per_token: nats / tokens,
    nats_per_character: nats / characters,
    tokens,
    rows: rows.length,
  };
}

/** Sum of the log-probabilities of each reply's tokens, in nats, at temperature 1. */
export async function sumLogProbs(
  parameters: Parameters,
  dialogues: TokenDialogue[],
  padTokenId: number,
): Promise<number[]> {
  const steps = replyLogProbSums(parameters, dialogues, padTokenId);
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
  }
}

/** General language as the page measures it: real dialogues that no shipped model was trained on, and texts. */
export function heldOutLanguageRows(): Row[] {
  const texts = heldOutTexts();
  return [
    ...readRows(heldOutChat),
    ...texts.map((text, index) => ({ value: { text }, where: `held-out text ${index + 1}` })),
  ];
}

/** What a run measures its language loss on. */
export function languagePieces(model: LanguageModel, rows: Row[]): TokenDialogue[] {
  const pieces = (some: Row[]) => some.flatMap((row) => piecesOf(model, row).pieces);
  const { dialogues, texts } = splitRows(rows);
  return spreadLanguage({ dialogues: pieces(dialogues), texts: pieces(texts) });
}

/** Of all rows together, and of the dialogues among them alone; NaN where there are none. */
export async function languageLosses(
  model: LanguageModel,
  rows: Row[],
): Promise<{ all: number; dialogues: number }> {
  const { dialogues, texts } = splitRows(rows);
  const own = await languageLossOf(model, dialogues);
  const other = await languageLossOf(model, texts);
  const parts = [own, other].filter(({ tokens }) => tokens > 0);
  const nats = parts.reduce((sum, part) => sum + part.nats_per_token * part.tokens, 0);
  return { all: nats / (own.tokens + other.tokens), dialogues: own.nats_per_token };
}

function splitRows(rows: Row[]): { dialogues: Row[]; texts: Row[] } {
  const isText = (row: Row) => 'text' in demonstrationOf(row);
  return { dialogues: rows.filter((row) => !isText(row)), texts: rows.filter(isText) };
}

/** What is given and what counts. */
function piecesOf(model: LanguageModel, row: Row): { pieces: TokenDialogue[]; characters: number } {
  const { tokenizer, parameters } = model;
  const { contextLength } = parameters.config;
  const found = demonstrationOf(row);
  if ('text' in found) {
    const pieces = textPieces(found.text, tokenizer, contextLength);
    return { pieces, characters: [...found.text].length };
  }
  const { ids, replyMask } = encodeDialogue(tokenizer, found.messages, row.where);
  if (ids.length > contextLength) {
    throw new UsageError(
      `${row.where}: the dialogue has ${ids.length} tokens, the model reads ${contextLength}.`,
    );
  }
  const pieces: TokenDialogue[] = [];
  for (let from = replyMask.indexOf(1); from >= 0;) {
    const end = replyMask.indexOf(0, from);
    const to = end < 0 ? ids.length : end;
    pieces.push({ prompt: ids.slice(0, from), reply: ids.slice(from, to) });
    from = end < 0 ? -1 : replyMask.indexOf(1, to);
  }
  const replies = found.messages.filter(({ role }) => role === 'assistant');
  const characters = replies.reduce((sum, { content }) => sum + [...content.trim()].length, 0);
  return { pieces, characters };
}

function encodeDialogue(tokenizer: Tokenizer, messages: Message[], where: string): MaskedDialogue {
  try {
    return tokenizer.encodeDialogueWithMask(messages);
  } catch (error) {
    // The chat template refuses some orders of turns.
    throw new UsageError(`${where}: ${(error as Error).message}`);
  }
}
