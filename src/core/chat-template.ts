// The text format of a chat: special tokens, and the Jinja template that is shipped in
// tokenizer_config.json. Rendering and encoding are nn/tokenizer.ts.

/** The tokens that no text spells; their order gives their ids. */
export const specialTokens = {
  /** Fills a batch's empty places; never predicted. */
  pad: '<|pad|>',
  /** Ends every turn and every text; sampling stops here (eos). */
  end: '<|end|>',
  /** Opens what the person says. */
  user: '<|user|>',
  /** Opens the model's reply. */
  assistant: '<|assistant|>',
  /** Opens a text that is no chat: a story, a sentence. */
  text: '<|text|>',
} as const;

/** Special tokens in the order of their ids, 0 and up. */
export const specialTokenList: readonly string[] = Object.values(specialTokens);

/**
 * Chat template: `<|user|>TEXT<|end|><|assistant|>REPLY<|end|>...`. Few-shot examples are earlier
 * turns. A system message has no token of its own: it becomes the first line of the user message
 * that follows it. The `generation` marks let `transformers` return the mask of the reply tokens.
 */
export const chatTemplate = [
  "{%- set ns = namespace(system='') -%}",
  '{%- for message in messages -%}',
  "{%- if message['role'] == 'system' -%}",
  "{%- set ns.system = message['content'] | trim ~ '\\n' -%}",
  "{%- elif message['role'] == 'user' -%}",
  `{{- '${specialTokens.user}' ~ ns.system ~ message['content'] | trim ~ '${specialTokens.end}' -}}`,
  "{%- set ns.system = '' -%}",
  "{%- elif message['role'] == 'assistant' -%}",
  `{{- '${specialTokens.assistant}' -}}`,
  '{%- generation -%}',
  `{{- message['content'] | trim ~ '${specialTokens.end}' -}}`,
  '{%- endgeneration -%}',
  '{%- else -%}',
  "{{- raise_exception('Unknown role: ' ~ message['role']) -}}",
  '{%- endif -%}',
  '{%- endfor -%}',
  '{%- if add_generation_prompt -%}',
  `{{- '${specialTokens.assistant}' -}}`,
  '{%- endif -%}',
].join('\n');
