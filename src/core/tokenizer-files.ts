// Writes a trained vocabulary in Hugging Face's two files, tokenizer.json and
// tokenizer_config.json, as plain objects. Reading them back is nn/tokenizer.ts.
import { wordPattern, type BytePairVocabulary } from './bpe-trainer';
import { chatTemplate, specialTokenList, specialTokens } from './chat-template';

/** `tokenizer.json` as the Rust crate `tokenizers` reads it. */
export function toTokenizerJson(vocabulary: BytePairVocabulary): Record<string, unknown> {
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: specialTokenList.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: wordPattern }, behavior: 'Isolated', invert: false },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: false },
      ],
    },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: false },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(vocabulary.tokens.map((token, id) => [token, id])),
      // Pairs as "left right": older readers know no other form, and no byte symbol is a space.
      merges: vocabulary.merges.map(([left, right]) => `${left} ${right}`),
    },
  };
}

/**
 * `tokenizer_config.json` as `transformers` reads it.
 * @param contextLength longest sequence of the model in tokens
 */
export function toTokenizerConfigJson(contextLength: number): Record<string, unknown> {
  const described = (content: string) => ({
    content,
    lstrip: false,
    normalized: false,
    rstrip: false,
    single_word: false,
    special: true,
  });
  return {
    tokenizer_class: 'PreTrainedTokenizerFast',
    model_max_length: contextLength,
    clean_up_tokenization_spaces: false,
    bos_token: null,
    eos_token: specialTokens.end,
    pad_token: specialTokens.pad,
    unk_token: null,
    additional_special_tokens: [specialTokens.user, specialTokens.assistant, specialTokens.text],
    added_tokens_decoder: Object.fromEntries(
      specialTokenList.map((content, id) => [id, described(content)]),
    ),
    chat_template: chatTemplate,
  };
}
