// Byte-level byte-pair encoding: the byte alphabet, the splitting of text into words, and the
// training of a vocabulary. Encoding and decoding with a finished vocabulary is nn/tokenizer.ts.
// Knows nothing of files, corpora or chats.

/**
 * How text is cut into words before any merging, as in GPT-2 (Radford et al. 2019), except that digits go in twos at
 * most, so that each number up to twenty can become one token: merges never cross these borders. Source of a Unicode regular
 * expression that Oniguruma (Hugging Face's Rust code) and JavaScript read alike.
 */
export const wordPattern = String.raw`'(?:s|t|re|ve|m|ll|d)| ?\p{L}+| ?\p{N}{1,2}| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`;

/**
 * One printable character for each byte value 0 to 255, as in GPT-2: printable Latin-1 bytes stand
 * for themselves, the others are moved to U+0100 and above in order.
 */
export const byteSymbols: readonly string[] = makeByteSymbols();

function makeByteSymbols(): string[] {
  const printable = (byte: number) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  let moved = 0;
  return Array.from({ length: 256 }, (_, byte) =>
    String.fromCharCode(printable(byte) ? byte : 256 + moved++),
  );
}

/**
 * Cuts text into words in byte symbols. Special tokens are cut out first and left out of the
 * result: otherwise punctuation would swallow their first characters (`!<|end|>` would count as
 * one word), and no model trained on the result could learn to stop.
 */
export function splitWords(text: string, specialTokens: readonly string[] = []): string[] {
  const encoder = new TextEncoder();
  const pattern = new RegExp(wordPattern, 'gu');
  return splitOut(text, specialTokens).flatMap((section) =>
    (section.match(pattern) ?? []).map((word) =>
      Array.from(encoder.encode(word), (byte) => byteSymbols[byte]).join(''),
    ),
  );
}

function splitOut(text: string, specialTokens: readonly string[]): string[] {
  let sections = [text];
  for (const token of specialTokens) {
    sections = sections.flatMap((section) => section.split(token));
  }
  return sections;
}

/** Adds `weight` to the count of every word of `text`; `counts` is changed in place. */
export function countWords(
  text: string,
  counts: Map<string, number>,
  weight = 1,
  specialTokens: readonly string[] = [],
): void {
  for (const word of splitWords(text, specialTokens)) {
    counts.set(word, (counts.get(word) ?? 0) + weight);
  }
}

/** A trained vocabulary: ids 0 .. n-1 in order of `tokens`; merges in order of their making. */
export interface BytePairVocabulary {
  tokens: string[];
  merges: [left: string, right: string][];
}

/** A word as a run of token ids, and how often the corpus holds it. */
interface Word {
  ids: number[];
  count: number;
}

/** Two 16-bit token ids in one number; smaller ids give a smaller key, which breaks ties. */
const pairKey = (left: number, right: number) => left * 65536 + right;

/** Pair counts over all words, kept up to date while words are merged. */
class PairCounts {
  private readonly counts = new Map<number, number>();
  private readonly wordsWith = new Map<number, Set<Word>>();

  add(word: Word, sign: 1 | -1): void {
    for (let i = 0; i + 1 < word.ids.length; i++) {
      const key = pairKey(word.ids[i]!, word.ids[i + 1]!);
      const count = (this.counts.get(key) ?? 0) + sign * word.count;
      if (count > 0) this.counts.set(key, count);
      else this.counts.delete(key);
      if (sign > 0) {
        const words = this.wordsWith.get(key);
        if (words) words.add(word);
        else this.wordsWith.set(key, new Set([word]));
      } else {
        this.wordsWith.get(key)?.delete(word);
      }
    }
  }

  /** The commonest pair; among equals the one with the smallest ids. Undefined when none is left. */
  best(): { key: number; words: Word[] } | undefined {
    let bestKey = -1;
    let bestCount = 0;
    for (const [key, count] of this.counts) {
      if (count > bestCount || (count === bestCount && key < bestKey)) {
        bestKey = key;
        bestCount = count;
      }
    }
    if (bestKey < 0) return undefined;
    return { key: bestKey, words: [...(this.wordsWith.get(bestKey) ?? [])] };
  }
}

/** Replaces every occurrence of the pair, from left to right. */
function mergePair(ids: readonly number[], left: number, right: number, merged: number): number[] {
  const result: number[] = [];
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] === left && ids[i + 1] === right) {
      result.push(merged);
      i++;
    } else {
      result.push(ids[i]!);
    }
  }
  return result;
}

/**
 * Trains byte-pair encoding (Sennrich et al. 2016): again and again the commonest neighbouring pair
 * becomes a token. Ids: special tokens first, then the 256 byte symbols, then merges. The same
 * counts give the same vocabulary whatever their order.
 * @param counts words in byte symbols, as `countWords` makes them
 * @param options.vocabularySize tokens in all, special and byte tokens included, below 65,536; the
 *   result is smaller only when no pair is left to merge
 * @throws Error when the vocabulary is too small for the special and byte tokens, or too large
 */
export function trainBytePairs(
  counts: ReadonlyMap<string, number>,
  options: { vocabularySize: number; specialTokens: readonly string[] },
): BytePairVocabulary {
  const { vocabularySize, specialTokens } = options;
  const tokens = [...specialTokens, ...byteSymbols];
  if (!(vocabularySize >= tokens.length && vocabularySize < 65536)) {
    throw new Error(
      `The vocabulary size must lie between ${tokens.length} and 65535, not ${vocabularySize}.`,
    );
  }
  const idOfSymbol = new Map(byteSymbols.map((symbol, i) => [symbol, specialTokens.length + i]));
  const known = new Set(tokens);
  const merges: [string, string][] = [];
  const pairs = new PairCounts();
  for (const [text, count] of counts) {
    pairs.add({ ids: Array.from(text, (symbol) => idOfSymbol.get(symbol)!), count }, 1);
  }
  while (tokens.length < vocabularySize) {
    const best = pairs.best();
    if (!best) break;
    const left = Math.floor(best.key / 65536);
    const right = best.key % 65536;
    const merged = tokens[left]! + tokens[right]!;
    // Two different pairs can spell the same token ("ab"+"c" and "a"+"bc"); it gets one id.
    const mergedId = known.has(merged) ? tokens.indexOf(merged) : tokens.push(merged) - 1;
    known.add(merged);
    merges.push([tokens[left]!, tokens[right]!]);
    for (const word of best.words) {
      pairs.add(word, -1);
      word.ids = mergePair(word.ids, left, right, mergedId);
      pairs.add(word, 1);
    }
  }
  return { tokens, merges };
}
