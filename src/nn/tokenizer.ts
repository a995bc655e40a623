// Text to token ids and back, and chats to token ids, on Hugging Face's own two files: a thin layer
// over @huggingface/tokenizers and @huggingface/jinja for worker, page and Node. Its one addition:
// text that a person wrote can never turn into a special token. Trains no vocabulary.
import { Template } from '@huggingface/jinja';
import { Tokenizer as ByteLevelTokenizer } from '@huggingface/tokenizers';
import type { Message } from '../contract/records';
import { byteSymbols } from '../core/bpe-trainer';
import { checkTokenizerFiles, type TokenizerFacts } from './tokenizer-checks';

/** A dialogue in tokens: the mask is 1 on each token of a reply, its closing end token included. */
export interface MaskedDialogue {
  ids: number[];
  replyMask: (0 | 1)[];
}

/** Turns token ids into text as they arrive; holds back bytes of an unfinished character. */
export interface StreamingDecoder {
  /** The text that this id completes; often one word piece, sometimes empty. Special tokens give none. */
  push(id: number): string;
  /** What was held back; an unfinished character becomes U+FFFD. */
  flush(): string;
}

export interface Tokenizer {
  readonly vocabularySize: number;
  readonly endTokenId: number;
  readonly padTokenId: number;
  /** Every token in byte symbols (a space shows as `Ġ`), in the order of the ids. */
  readonly tokenStrings: readonly string[];
  /** Ids of a plain text. Special tokens spelled in it stay plain text. */
  encode(text: string): number[];
  /** Text of ids; special tokens are dropped. Throws RangeError on an id that does not exist. */
  decode(ids: ArrayLike<number>): string;
  streamingDecoder(): StreamingDecoder;
  /** Ids of a chat by its template; contents cannot add special tokens. Throws on an unknown role. */
  encodeChat(messages: readonly Message[], options?: { addGenerationPrompt?: boolean }): number[];
  /** Ids of a finished dialogue with the mask of its replies. */
  encodeDialogueWithMask(messages: readonly Message[]): MaskedDialogue;
  /** Id of a special token by its text. Throws when there is none. */
  specialTokenId(content: string): number;
}

/**
 * Reads parsed `tokenizer.json` and `tokenizer_config.json`.
 * @throws Error that names the file and the field when one is damaged or of another kind
 */
export function createTokenizer(tokenizerJson: unknown, tokenizerConfigJson: unknown): Tokenizer {
  return new ChatTokenizer(checkTokenizerFiles(tokenizerJson, tokenizerConfigJson));
}

class ChatTokenizer implements Tokenizer {
  readonly tokenStrings: readonly string[];
  readonly vocabularySize: number;
  readonly endTokenId: number;
  readonly padTokenId: number;
  private readonly plain: ByteLevelTokenizer;
  private readonly template: Template;
  private readonly specialIds: ReadonlyMap<string, number>;
  private readonly specialPattern: RegExp;
  private readonly bytesOfToken: readonly (Uint8Array | undefined)[];
  /** The ids that open a reply, as the template writes them. */
  private readonly replyOpening: readonly number[];

  constructor(facts: TokenizerFacts) {
    this.tokenStrings = facts.tokens;
    this.vocabularySize = facts.tokens.length;
    this.specialIds = new Map(
      facts.specialTokens.map((content) => [content, facts.tokens.indexOf(content)]),
    );
    this.endTokenId = this.specialTokenId(facts.endToken);
    this.padTokenId = this.specialTokenId(facts.padToken);
    // Without its special tokens the library has no way to produce one from text.
    const withoutSpecial = { ...facts.tokenizerJson, added_tokens: [] };
    this.plain = new ByteLevelTokenizer(withoutSpecial, {
      ...facts.tokenizerConfigJson,
      additional_special_tokens: [],
    });
    // Longest first, so that no special token hides one that it begins.
    const contents = [...facts.specialTokens].sort((a, b) => b.length - a.length);
    this.specialPattern = new RegExp(`(${contents.map(escapeForRegExp).join('|')})`, 'u');
    this.bytesOfToken = facts.tokens.map((token) =>
      this.specialIds.has(token) ? undefined : bytesOf(token),
    );
    this.template = parseTemplate(facts.chatTemplate);
    this.replyOpening = this.findReplyOpening();
  }

  specialTokenId(content: string): number {
    const id = this.specialIds.get(content);
    if (id === undefined) throw new Error(`There is no special token ${JSON.stringify(content)}.`);
    return id;
  }

  encode(text: string): number[] {
    return text === '' ? [] : this.plain.encode(text, { add_special_tokens: false }).ids;
  }

  decode(ids: ArrayLike<number>): string {
    const decoder = this.streamingDecoder();
    let text = '';
    for (let i = 0; i < ids.length; i++) text += decoder.push(ids[i]!);
    return text + decoder.flush();
  }

  streamingDecoder(): StreamingDecoder {
    // Without ignoreBOM the decoder would swallow a leading U+FEFF that the text really holds.
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    return {
      push: (id) => {
        if (!Number.isInteger(id) || id < 0 || id >= this.vocabularySize) {
          throw new RangeError(`Token id ${id} is not in 0 .. ${this.vocabularySize - 1}.`);
        }
        const bytes = this.bytesOfToken[id];
        return bytes ? decoder.decode(bytes, { stream: true }) : '';
      },
      flush: () => decoder.decode(),
    };
  }

  encodeChat(
    messages: readonly Message[],
    options: { addGenerationPrompt?: boolean } = {},
  ): number[] {
    const guard = unusedCharacter(messages);
    const rendered = this.template.render({
      messages: messages.map(({ role, content }) => ({
        role,
        content: this.breakSpecialTokens(content, guard),
      })),
      add_generation_prompt: options.addGenerationPrompt ?? false,
    });
    // split() with a group keeps the special tokens, at the odd places.
    return rendered
      .split(new RegExp(this.specialPattern, 'gu'))
      .flatMap((section, i) =>
        i % 2 === 1 ? [this.specialTokenId(section)] : this.encode(section.replaceAll(guard, '')),
      );
  }

  encodeDialogueWithMask(messages: readonly Message[]): MaskedDialogue {
    const ids = this.encodeChat(messages);
    const replyMask = ids.map((): 0 | 1 => 0);
    const opening = this.replyOpening;
    for (let start = 0; start + opening.length <= ids.length; start++) {
      if (!opening.every((id, offset) => ids[start + offset] === id)) continue;
      for (let i = start + opening.length; i < ids.length; i++) {
        replyMask[i] = 1;
        if (ids[i] === this.endTokenId) break;
      }
    }
    return { ids, replyMask };
  }

  /** Puts the guard after the first character of every special token that a content spells. */
  private breakSpecialTokens(content: string, guard: string): string {
    // Again until none is left: breaking one special token must not leave another that overlaps it.
    let broken = content;
    for (let match = this.specialPattern.exec(broken); match;) {
      const cut = match.index + 1;
      broken = broken.slice(0, cut) + guard + broken.slice(cut);
      match = this.specialPattern.exec(broken);
    }
    return broken;
  }

  private findReplyOpening(): number[] {
    const question: Message[] = [{ role: 'user', content: 'a' }];
    const without = this.encodeChat(question);
    const opening = this.encodeChat(question, { addGenerationPrompt: true }).slice(without.length);
    if (opening.length === 0) {
      throw new Error('tokenizer_config.json: "chat_template" ignores add_generation_prompt.');
    }
    return opening;
  }
}

/** A private-use character that no message holds. */
function unusedCharacter(messages: readonly Message[]): string {
  for (let code = 0xe000; code < 0xf8ff; code++) {
    const character = String.fromCharCode(code);
    if (!messages.some(({ content }) => content.includes(character))) return character;
  }
  throw new Error('The chat uses every private-use character.');
}

function parseTemplate(text: string): Template {
  try {
    return new Template(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`tokenizer_config.json: "chat_template" cannot be read: ${reason}`, {
      cause: error,
    });
  }
}

const escapeForRegExp = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const byteOfSymbol = new Map(byteSymbols.map((symbol, byte) => [symbol, byte]));

function bytesOf(token: string): Uint8Array {
  return Uint8Array.from(Array.from(token), (symbol) => {
    const byte = byteOfSymbol.get(symbol);
    if (byte === undefined) {
      throw new Error(`tokenizer.json: token ${JSON.stringify(token)} is not in byte symbols.`);
    }
    return byte;
  });
}
