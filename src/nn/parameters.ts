// The weights of one transformer as tfjs variables: creation, copies, disposal, and the translation from and to
// Hugging Face's tensor names. Matrices are kept as [in, out]; Hugging Face stores [out, in].
import * as tf from '@tensorflow/tfjs';
import { replyFactNames } from '../contract/reply-facts';
import type { Random } from '../core/rng';
import type { ModelConfig } from './model-config';
import type { NamedArrays } from './safetensors';

export interface LayerParameters {
  /** [D] */
  attentionNorm: tf.Variable<tf.Rank.R1>;
  /** [D, 3D]: queries, keys, values side by side */
  qkv: tf.Variable<tf.Rank.R2>;
  /** [D, D] */
  attentionOutput: tf.Variable<tf.Rank.R2>;
  /** [D] */
  feedForwardNorm: tf.Variable<tf.Rank.R1>;
  /** [D, 2F]: gate and up side by side */
  gateUp: tf.Variable<tf.Rank.R2>;
  /** [F, D] */
  down: tf.Variable<tf.Rank.R2>;
}

export interface Parameters {
  config: ModelConfig;
  /** [V, D], also the output head (tied) */
  embedding: tf.Variable<tf.Rank.R2>;
  layers: LayerParameters[];
  /** [D] */
  finalNorm: tf.Variable<tf.Rank.R1>;
  /**
   * A scalar head for reward and value models: weight [D, 1] on the last state, or [linearHeadInputs, 1] on all that a
   * linear reward model reads; bias [1].
   */
  scalarHead: { weight: tf.Variable<tf.Rank.R2>; bias: tf.Variable<tf.Rank.R1> } | null;
}

/** One weight with its Hugging Face-like name; `decay` says whether weight decay applies (matrices only). */
export interface NamedParameter {
  name: string;
  variable: tf.Variable;
  decay: boolean;
}

/** Every weight in a fixed order. */
export function parameterList(parameters: Parameters): NamedParameter[] {
  const list: NamedParameter[] = [
    { name: 'embedding', variable: parameters.embedding, decay: true },
  ];
  parameters.layers.forEach((layer, index) => {
    for (const [key, variable] of Object.entries(layer) as [string, tf.Variable][]) {
      list.push({ name: `layers.${index}.${key}`, variable, decay: variable.rank === 2 });
    }
  });
  list.push({ name: 'finalNorm', variable: parameters.finalNorm, decay: false });
  if (parameters.scalarHead) {
    list.push({ name: 'scalarHead.weight', variable: parameters.scalarHead.weight, decay: true });
    list.push({ name: 'scalarHead.bias', variable: parameters.scalarHead.bias, decay: false });
  }
  return list;
}

/**
 * The weights that learn where not all do. `last`: the last `count` layers, the final norm and a scalar head. `head`:
 * the final norm and the head alone, which for a language model is its embedding, since the two are tied.
 */
export function trainedParameters(
  parameters: Parameters,
  which: 'all' | 'last' | 'head',
  count: number,
): NamedParameter[] {
  const list = parameterList(parameters);
  if (which === 'all') return list;
  const firstLayer = which === 'last' ? frozenLayers(parameters, which, count) : Infinity;
  return list.filter(({ name }) => {
    const layer = /^layers\.(\d+)\./.exec(name);
    if (layer) return Number(layer[1]) >= firstLayer;
    return name !== 'embedding' || (which === 'head' && !parameters.scalarHead);
  });
}

/** Leading layers that do not learn, with all that is before them. */
export function frozenLayers(
  parameters: Parameters,
  which: 'all' | 'last' | 'head',
  count: number,
): number {
  return which === 'last' ? Math.max(0, parameters.layers.length - count) : 0;
}

/** Leading layers, `most` at most, in which two models of one shape are the same to the bit, with all that is before them. */
export async function equalLayers(
  a: Parameters,
  b: Parameters,
  most = a.layers.length,
): Promise<number> {
  const isSame = async (one: tf.Variable, other: tf.Variable) => {
    const [x, y] = await Promise.all([one.data(), other.data()]);
    return x.every((value, index) => value === y[index]);
  };
  if (!(await isSame(a.embedding, b.embedding))) return 0;
  for (const [index, layer] of a.layers.slice(0, most).entries()) {
    for (const key of Object.keys(layer) as (keyof LayerParameters)[]) {
      if (!(await isSame(layer[key], b.layers[index]![key]))) return index;
    }
  }
  return most;
}

/**
 * Fresh weights: N(0, 0.02), with the matrices that write into the residual stream scaled by 1/sqrt(2 layers)
 * (Radford et al. 2019); gains are 1. Caller disposes with `disposeParameters`.
 */
export function createParameters(config: ModelConfig, random: Random): Parameters {
  const { width, feedForwardWidth, layers, vocabularySize } = config;
  const residual = 0.02 / Math.sqrt(2 * layers);
  const matrix = (rows: number, columns: number, deviation: number) => {
    const data = Float32Array.from({ length: rows * columns }, () => random.normal() * deviation);
    return toVariable<tf.Rank.R2>(data, [rows, columns]);
  };
  const ones = () => toVariable<tf.Rank.R1>(new Float32Array(width).fill(1), [width]);
  return {
    config,
    embedding: matrix(vocabularySize, width, 0.02),
    layers: Array.from({ length: layers }, () => ({
      attentionNorm: ones(),
      qkv: matrix(width, 3 * width, 0.02),
      attentionOutput: matrix(width, width, residual),
      feedForwardNorm: ones(),
      gateUp: matrix(width, 2 * feedForwardWidth, 0.02),
      down: matrix(feedForwardWidth, width, residual),
    })),
    finalNorm: ones(),
    scalarHead: null,
  };
}

/** A deep copy; caller disposes with `disposeParameters`. */
export function cloneParameters(source: Parameters): Parameters {
  const copy = <R extends tf.Rank>(variable: tf.Variable<R>): tf.Variable<R> =>
    tf.tidy(() => tf.variable(tf.clone(variable) as tf.Tensor<R>));
  return {
    config: source.config,
    embedding: copy(source.embedding),
    layers: source.layers.map((layer) => ({
      attentionNorm: copy(layer.attentionNorm),
      qkv: copy(layer.qkv),
      attentionOutput: copy(layer.attentionOutput),
      feedForwardNorm: copy(layer.feedForwardNorm),
      gateUp: copy(layer.gateUp),
      down: copy(layer.down),
    })),
    finalNorm: copy(source.finalNorm),
    scalarHead: source.scalarHead && {
      weight: copy(source.scalarHead.weight),
      bias: copy(source.scalarHead.bias),
    },
  };
}

/** What a linear reward model reads of a reply: the 2D+1 numbers of `replySummaries`, then its plain facts. */
export function linearHeadInputs({ width }: Pick<ModelConfig, 'width'>): number {
  return 2 * width + 1 + replyFactNames.length;
}

/**
 * Adds (or replaces) the head of a linear reward model.
 * @param weight `linearHeadInputs` long
 */
export function attachLinearHead(parameters: Parameters, weight: Float32Array, bias: number): void {
  disposeScalarHead(parameters);
  parameters.scalarHead = {
    weight: toVariable<tf.Rank.R2>(weight, [linearHeadInputs(parameters.config), 1]),
    bias: toVariable<tf.Rank.R1>(Float32Array.of(bias), [1]),
  };
}

/** Whether the head reads what a linear reward model does, not the last state alone. */
export function hasLinearHead({ scalarHead, config }: Parameters): boolean {
  return scalarHead?.weight.shape[0] === linearHeadInputs(config);
}

/**
 * Adds (or replaces) a scalar head: weight N(0, deviation), bias 0.
 * Reward models use deviation 1/sqrt(D+1) (Stiennon et al. 2020), value models 0.
 */
export function attachScalarHead(parameters: Parameters, random: Random, deviation: number): void {
  disposeScalarHead(parameters);
  const { width } = parameters.config;
  const weight = Float32Array.from({ length: width }, () => random.normal() * deviation);
  parameters.scalarHead = {
    weight: toVariable<tf.Rank.R2>(weight, [width, 1]),
    bias: toVariable<tf.Rank.R1>(new Float32Array(1), [1]),
  };
}

function disposeScalarHead(parameters: Parameters): void {
  parameters.scalarHead?.weight.dispose();
  parameters.scalarHead?.bias.dispose();
  parameters.scalarHead = null;
}

export function disposeParameters(parameters: Parameters): void {
  for (const { variable } of parameterList(parameters)) variable.dispose();
}

/** Reads every weight back under Hugging Face's names, matrices as [out, in]. */
export async function exportParameters(parameters: Parameters): Promise<NamedArrays> {
  const { width, feedForwardWidth } = parameters.config;
  const arrays: NamedArrays = {};
  const put = (name: string, shape: number[], data: Float32Array) => {
    arrays[name] = { shape, data };
  };
  put('model.embed_tokens.weight', parameters.embedding.shape, await read(parameters.embedding));
  for (const [index, layer] of parameters.layers.entries()) {
    const prefix = `model.layers.${index}`;
    const qkv = await read(layer.qkv);
    ['q_proj', 'k_proj', 'v_proj'].forEach((name, part) => {
      const data = takeColumns(qkv, width, 3 * width, part * width, width);
      put(`${prefix}.self_attn.${name}.weight`, [width, width], data);
    });
    const attentionOutput = takeColumns(await read(layer.attentionOutput), width, width, 0, width);
    put(`${prefix}.self_attn.o_proj.weight`, [width, width], attentionOutput);
    const gateUp = await read(layer.gateUp);
    ['gate_proj', 'up_proj'].forEach((name, part) => {
      const first = part * feedForwardWidth;
      const data = takeColumns(gateUp, width, 2 * feedForwardWidth, first, feedForwardWidth);
      put(`${prefix}.mlp.${name}.weight`, [feedForwardWidth, width], data);
    });
    const down = takeColumns(await read(layer.down), feedForwardWidth, width, 0, width);
    put(`${prefix}.mlp.down_proj.weight`, [width, feedForwardWidth], down);
    put(`${prefix}.input_layernorm.weight`, [width], await read(layer.attentionNorm));
    put(`${prefix}.post_attention_layernorm.weight`, [width], await read(layer.feedForwardNorm));
  }
  put('model.norm.weight', [width], await read(parameters.finalNorm));
  if (parameters.scalarHead) {
    const { weight } = parameters.scalarHead;
    put('score.weight', [1, weight.shape[0]], await read(weight));
    put('score.bias', [1], await read(parameters.scalarHead.bias));
  }
  return arrays;
}

/**
 * Builds weights from arrays under Hugging Face's names.
 * @throws Error that names the tensor when one is missing or has another shape than the configuration says.
 */
export function importParameters(config: ModelConfig, arrays: NamedArrays): Parameters {
  const { width, feedForwardWidth, layers, vocabularySize } = config;
  const need = (name: string, shape: number[]): Float32Array => {
    const found = arrays[name];
    if (!found) throw new Error(`The weights lack the tensor "${name}".`);
    if (found.shape.join() !== shape.join()) {
      throw new Error(
        `Tensor "${name}" has shape [${found.shape}], the configuration needs [${shape}].`,
      );
    }
    return found.data;
  };
  const joined = (parts: Float32Array[], rows: number, columns: number) =>
    toVariable<tf.Rank.R2>(joinTransposed(parts, rows, columns), [rows, parts.length * columns]);
  // Read everything first, so that a missing tensor throws before any memory is taken.
  const embedding = need('model.embed_tokens.weight', [vocabularySize, width]);
  const finalNorm = need('model.norm.weight', [width]);
  const layerArrays = Array.from({ length: layers }, (_, index) => {
    const prefix = `model.layers.${index}`;
    const square = [width, width];
    return {
      attentionNorm: need(`${prefix}.input_layernorm.weight`, [width]),
      qkv: ['q_proj', 'k_proj', 'v_proj'].map((name) =>
        need(`${prefix}.self_attn.${name}.weight`, square),
      ),
      attentionOutput: need(`${prefix}.self_attn.o_proj.weight`, square),
      feedForwardNorm: need(`${prefix}.post_attention_layernorm.weight`, [width]),
      gateUp: ['gate_proj', 'up_proj'].map((name) =>
        need(`${prefix}.mlp.${name}.weight`, [feedForwardWidth, width]),
      ),
      down: need(`${prefix}.mlp.down_proj.weight`, [width, feedForwardWidth]),
    };
  });
  const headInputs =
    arrays['score.weight']?.shape[1] === linearHeadInputs(config)
      ? linearHeadInputs(config)
      : width;
  const head = arrays['score.weight']
    ? {
        weight: need('score.weight', [1, headInputs]),
        bias: arrays['score.bias'] ? need('score.bias', [1]) : new Float32Array(1),
      }
    : null;
  return {
    config,
    embedding: toVariable<tf.Rank.R2>(embedding, [vocabularySize, width]),
    layers: layerArrays.map((layer) => ({
      attentionNorm: toVariable<tf.Rank.R1>(layer.attentionNorm, [width]),
      qkv: joined(layer.qkv, width, width),
      attentionOutput: joined([layer.attentionOutput], width, width),
      feedForwardNorm: toVariable<tf.Rank.R1>(layer.feedForwardNorm, [width]),
      gateUp: joined(layer.gateUp, width, feedForwardWidth),
      down: joined([layer.down], feedForwardWidth, width),
    })),
    finalNorm: toVariable<tf.Rank.R1>(finalNorm, [width]),
    scalarHead: head && {
      weight: toVariable<tf.Rank.R2>(head.weight, [headInputs, 1]),
      bias: toVariable<tf.Rank.R1>(head.bias, [1]),
    },
  };
}

function toVariable<R extends tf.Rank>(data: Float32Array, shape: number[]): tf.Variable<R> {
  const initial = tf.tensor(data, shape, 'float32');
  const variable = tf.variable(initial) as tf.Variable<R>;
  initial.dispose();
  return variable;
}

async function read(variable: tf.Variable): Promise<Float32Array> {
  return (await variable.data()) as Float32Array;
}

/** Columns [first, first + count) of a [rows, stride] matrix, transposed to [count, rows]. */
function takeColumns(
  data: Float32Array,
  rows: number,
  stride: number,
  first: number,
  count: number,
): Float32Array {
  const result = new Float32Array(count * rows);
  for (let column = 0; column < count; column++) {
    for (let row = 0; row < rows; row++) {
      result[column * rows + row] = data[row * stride + first + column]!;
    }
  }
  return result;
}

/** Several [columns, rows] matrices, each transposed, side by side in one [rows, parts*columns]. */
function joinTransposed(parts: Float32Array[], rows: number, columns: number): Float32Array {
  const stride = parts.length * columns;
  const result = new Float32Array(rows * stride);
  parts.forEach((part, index) => {
    for (let column = 0; column < columns; column++) {
      for (let row = 0; row < rows; row++) {
        result[row * stride + index * columns + column] = part[column * rows + row]!;
      }
    }
  });
  return result;
}
