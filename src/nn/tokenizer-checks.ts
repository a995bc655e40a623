// Decides whether tokenizer.json and tokenizer_config.json are fit for use and says in one sentence
// what is wrong with those that are not. Encodes nothing.
import { byteSymbols } from '../core/bpe-trainer';

/** What the tokenizer needs to know of its files, after they were checked. */
export interface TokenizerFacts {
  /** The files as they were given, now known to be objects. */
  tokenizerJson: Record<string, unknown>;
  tokenizerConfigJson: Record<string, unknown>;
  /** Every token in the order of its id. */
  tokens: string[];
  /** Contents of the special tokens. */
  specialTokens: string[];
  endToken: string;
  padToken: string;
  chatTemplate: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function requireObject(value: unknown, name: string): Record<string, unknown> {
  if (!isObject(value)) throw new Error(`${name} is missing or not an object.`);
  return value;
}

function requireString(value: unknown, name: string): string {
  // transformers writes a special token either as its text or as an object that holds the text.
  const found = isObject(value) ? value.content : value;
  if (typeof found !== 'string' || found === '') throw new Error(`${name} must be a text.`);
  return found;
}

/**
 * Checks both files.
 * @throws Error that names the file and the field when something is missing, damaged or not
 *   byte-level byte-pair encoding
 */
export function checkTokenizerFiles(
  tokenizerJson: unknown,
  tokenizerConfigJson: unknown,
): TokenizerFacts {
  const json = requireObject(tokenizerJson, 'tokenizer.json');
  const config = requireObject(tokenizerConfigJson, 'tokenizer_config.json');
  for (const field of ['normalizer', 'pre_tokenizer', 'post_processor', 'decoder']) {
    if (!(field in json)) throw new Error(`tokenizer.json: "${field}" is missing.`);
  }
  const model = requireObject(json.model, 'tokenizer.json: "model"');
  if (model.type !== 'BPE') {
    throw new Error(
      `tokenizer.json: only model type "BPE" is supported, found ${String(model.type)}.`,
    );
  }
  const added = readAddedTokens(json.added_tokens);
  const tokens = readVocabulary(model.vocab, added);
  checkMerges(model.merges, new Set(tokens));
  const specialTokens = added.filter((token) => token.special).map((token) => token.content);
  const special = (field: string) => {
    const content = requireString(config[field], `tokenizer_config.json: "${field}"`);
    if (!specialTokens.includes(content)) {
      throw new Error(`tokenizer_config.json: "${field}" is no special token of tokenizer.json.`);
    }
    return content;
  };
  return {
    tokenizerJson: json,
    tokenizerConfigJson: config,
    tokens,
    specialTokens,
    endToken: special('eos_token'),
    padToken: special('pad_token'),
    chatTemplate: requireString(config.chat_template, 'tokenizer_config.json: "chat_template"'),
  };
}

interface AddedToken {
  id: number;
  content: string;
  special: boolean;
}

function readAddedTokens(value: unknown): AddedToken[] {
  if (!Array.isArray(value)) throw new Error('tokenizer.json: "added_tokens" must be a list.');
  return value.map((entry: unknown, i) => {
    const token = requireObject(entry, `tokenizer.json: "added_tokens[${i}]"`);
    if (typeof token.id !== 'number') {
      throw new Error(`tokenizer.json: "added_tokens[${i}].id" must be a number.`);
    }
    const content = requireString(token.content, `tokenizer.json: "added_tokens[${i}].content"`);
    return { id: token.id, content, special: token.special === true };
  });
}

function readVocabulary(value: unknown, added: readonly AddedToken[]): string[] {
  const vocabulary = requireObject(value, 'tokenizer.json: "model.vocab"');
  const idOf = new Map<string, unknown>(Object.entries(vocabulary));
  for (const token of added) idOf.set(token.content, token.id);
  const tokens = new Array<string | undefined>(idOf.size).fill(undefined);
  for (const [token, id] of idOf) {
    const fits = typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < tokens.length;
    if (!fits || tokens[id] !== undefined) {
      throw new Error(
        `tokenizer.json: ids must run from 0 to ${tokens.length - 1}, each once; ` +
          `${JSON.stringify(token)} has ${String(id)}.`,
      );
    }
    tokens[id] = token;
  }
  const absent = byteSymbols.findIndex((symbol) => !idOf.has(symbol));
  if (absent >= 0) {
    throw new Error(`tokenizer.json: no token for byte ${absent}, so it is not byte-level.`);
  }
  return tokens as string[];
}

function checkMerges(value: unknown, tokens: ReadonlySet<string>): void {
  if (!Array.isArray(value)) throw new Error('tokenizer.json: "model.merges" must be a list.');
  value.forEach((merge: unknown, i) => {
    const parts: unknown[] = typeof merge === 'string' ? merge.split(' ') : (merge as unknown[]);
    const fits =
      Array.isArray(parts) &&
      parts.length === 2 &&
      parts.every((part) => typeof part === 'string' && tokens.has(part)) &&
      tokens.has(parts.join(''));
    if (!fits) {
      throw new Error(
        `tokenizer.json: "model.merges[${i}]" is no pair of known tokens that form a known token.`,
      );
    }
  });
}
