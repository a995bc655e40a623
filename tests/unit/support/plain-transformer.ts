// The transformer once more, for one sequence, in plain loops over plain arrays: slow, obvious, float64.
import type { ModelConfig } from '../../../src/nn/model-config';
import type { NamedArrays } from '../../../src/nn/safetensors';

type Vector = number[];

/**
 * @param weights under Hugging Face's names, matrices as [out, in]
 * @returns logits of every position
 */
export function plainLogits(config: ModelConfig, weights: NamedArrays, tokens: number[]): Vector[] {
  const { width, heads, layers } = config;
  const headWidth = width / heads;
  const vector = (name: string): Vector => [...weights[name]!.data];
  const matrix = (name: string): Vector[] => {
    const { shape, data } = weights[name]!;
    return Array.from({ length: shape[0]! }, (_, row) => [
      ...data.slice(row * shape[1]!, (row + 1) * shape[1]!),
    ]);
  };
  const embedding = matrix('model.embed_tokens.weight');
  let states = tokens.map((token) => [...embedding[token]!]);
  for (let layer = 0; layer < layers; layer++) {
    const own = (name: string) => `model.layers.${layer}.${name}.weight`;
    const normed = states.map((x) =>
      rmsNorm(x, vector(own('input_layernorm')), config.normEpsilon),
    );
    const [queries, keys, values] = ['q_proj', 'k_proj', 'v_proj'].map((name) =>
      normed.map((x) => multiply(matrix(own(`self_attn.${name}`)), x)),
    ) as [Vector[], Vector[], Vector[]];
    const attended = states.map((_, t) =>
      Array.from({ length: heads }, (_, head) => {
        const part = (x: Vector) => x.slice(head * headWidth, (head + 1) * headWidth);
        const query = rotate(part(queries[t]!), t, config.ropeTheta);
        const scores = keys
          .slice(0, t + 1)
          .map(
            (key, s) => dot(query, rotate(part(key), s, config.ropeTheta)) / Math.sqrt(headWidth),
          );
        const shares = softmax(scores);
        return Array.from({ length: headWidth }, (_, i) =>
          shares.reduce((sum, share, s) => sum + share * part(values[s]!)[i]!, 0),
        );
      }).flat(),
    );
    states = states.map((x, t) => add(x, multiply(matrix(own('self_attn.o_proj')), attended[t]!)));
    states = states.map((x) => {
      const input = rmsNorm(x, vector(own('post_attention_layernorm')), config.normEpsilon);
      const gate = multiply(matrix(own('mlp.gate_proj')), input);
      const up = multiply(matrix(own('mlp.up_proj')), input);
      const inner = gate.map((g, i) => (g / (1 + Math.exp(-g))) * up[i]!);
      return add(x, multiply(matrix(own('mlp.down_proj')), inner));
    });
  }
  const norm = vector('model.norm.weight');
  return states.map((x) => multiply(embedding, rmsNorm(x, norm, config.normEpsilon)));
}

export function softmax(scores: Vector): Vector {
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const total = powers.reduce((sum, x) => sum + x, 0);
  return powers.map((x) => x / total);
}

const dot = (a: Vector, b: Vector) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
const add = (a: Vector, b: Vector) => a.map((x, i) => x + b[i]!);
const multiply = (rows: Vector[], x: Vector) => rows.map((row) => dot(row, x));

function rmsNorm(x: Vector, gain: Vector, epsilon: number): Vector {
  const scale = 1 / Math.sqrt(dot(x, x) / x.length + epsilon);
  return x.map((value, i) => value * scale * gain[i]!);
}

/** Hugging Face's Llama: element i is paired with element i + half. */
function rotate(x: Vector, position: number, theta: number): Vector {
  const half = x.length / 2;
  return x.map((value, i) => {
    const angle = position * theta ** (-(i % half) / half);
    const partner = i < half ? -x[i + half]! : x[i - half]!;
    return value * Math.cos(angle) + partner * Math.sin(angle);
  });
}
