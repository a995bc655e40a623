// The shape of a model: Llama-family hyperparameters under plain names, the shipped sizes, and the
// translation from and to Hugging Face's config.json. Holds no tensors.
import type { ModelSize } from '../contract/records';

/** Hyperparameters of a decoder-only transformer (RMSNorm, rotary positions, SwiGLU, tied embeddings). */
export interface ModelConfig {
  vocabularySize: number;
  /** Width of the residual stream (`hidden_size`). */
  width: number;
  layers: number;
  heads: number;
  /** Width inside the SwiGLU feed-forward (`intermediate_size`). */
  feedForwardWidth: number;
  /** Longest sequence in tokens. */
  contextLength: number;
  ropeTheta: number;
  normEpsilon: number;
}

const common = {
  contextLength: 256,
  ropeTheta: 10_000,
  normEpsilon: 1e-5,
} as const;

/** The shipped sizes; parameter counts are with tied embeddings. */
export const modelSizes: Record<ModelSize, ModelConfig> = {
  // 0.22M parameters
  nano: { ...common, vocabularySize: 1024, width: 64, layers: 3, heads: 4, feedForwardWidth: 176 },
  // 1.47M parameters
  micro: {
    ...common,
    vocabularySize: 2048,
    width: 128,
    layers: 6,
    heads: 4,
    feedForwardWidth: 352,
  },
  // 5.27M parameters
  mini: { ...common, vocabularySize: 2048, width: 256, layers: 6, heads: 8, feedForwardWidth: 688 },
};

/** Number of weights of a model with tied embeddings. */
export function parameterCount(config: ModelConfig): number {
  const { width, layers, feedForwardWidth, vocabularySize } = config;
  const perLayer = 4 * width * width + 3 * width * feedForwardWidth + 2 * width;
  return vocabularySize * width + layers * perLayer + width;
}

/** `config.json` as `transformers` reads it for `LlamaForCausalLM`. */
export function toHuggingFaceConfig(
  config: ModelConfig,
  tokens: { end: number; pad: number },
): Record<string, unknown> {
  return {
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
    hidden_size: config.width,
    intermediate_size: config.feedForwardWidth,
    num_hidden_layers: config.layers,
    num_attention_heads: config.heads,
    num_key_value_heads: config.heads,
    head_dim: config.width / config.heads,
    vocab_size: config.vocabularySize,
    max_position_embeddings: config.contextLength,
    rope_theta: config.ropeTheta,
    rms_norm_eps: config.normEpsilon,
    hidden_act: 'silu',
    attention_bias: false,
    mlp_bias: false,
    tie_word_embeddings: true,
    eos_token_id: tokens.end,
    pad_token_id: tokens.pad,
    bos_token_id: null,
    torch_dtype: 'float32',
  };
}

/**
 * Reads a Llama `config.json`.
 * @throws Error that names the field when a value is missing, or asks for a feature this engine lacks.
 */
export function fromHuggingFaceConfig(value: unknown): ModelConfig {
  if (typeof value !== 'object' || value === null) throw new Error('config.json is not an object.');
  const json = value as Record<string, unknown>;
  const positive = (field: string, fallback?: number): number => {
    const found = json[field] ?? fallback;
    if (typeof found !== 'number' || !(found > 0)) {
      throw new Error(`config.json: "${field}" must be a positive number, found ${String(found)}.`);
    }
    return found;
  };
  if (json.model_type !== 'llama') {
    throw new Error(
      `config.json: only model_type "llama" is supported, found ${String(json.model_type)}.`,
    );
  }
  if (json.tie_word_embeddings !== true) {
    throw new Error('config.json: "tie_word_embeddings" must be true.');
  }
  const heads = positive('num_attention_heads');
  const config: ModelConfig = {
    vocabularySize: positive('vocab_size'),
    width: positive('hidden_size'),
    layers: positive('num_hidden_layers'),
    heads,
    feedForwardWidth: positive('intermediate_size'),
    contextLength: positive('max_position_embeddings'),
    ropeTheta: positive('rope_theta', 10_000),
    normEpsilon: positive('rms_norm_eps', 1e-6),
  };
  if (positive('num_key_value_heads', heads) !== heads) {
    throw new Error('config.json: grouped key/value heads are not supported.');
  }
  if (config.width % (2 * heads) !== 0) {
    throw new Error(
      'config.json: "hidden_size" must be an even multiple of "num_attention_heads".',
    );
  }
  return config;
}
