// The exports of the kernel module as JavaScript sees them; kernels/*.ts say what each does.
// Addresses are bytes, sizes count values (float32 or int32), flags are 0 or 1.

export interface KernelFunctions {
  attentionScratch(time: number, headWidth: number): number;
  causalAttention(
    qkv: number,
    starts: number,
    cosine: number,
    sine: number,
    context: number,
    logSums: number,
    batch: number,
    time: number,
    heads: number,
    headWidth: number,
    scratch: number,
  ): void;
  causalAttentionGradient(
    qkv: number,
    starts: number,
    cosine: number,
    sine: number,
    context: number,
    logSums: number,
    dOut: number,
    dQkv: number,
    batch: number,
    time: number,
    heads: number,
    headWidth: number,
    scratch: number,
  ): void;
  cacheStride(capacity: number, headWidth: number): number;
  cachedAttention(
    qkv: number,
    starts: number,
    cosine: number,
    sine: number,
    keys: number,
    values: number,
    context: number,
    batch: number,
    time: number,
    first: number,
    heads: number,
    headWidth: number,
    capacity: number,
    scratch: number,
  ): void;
  tokenLogProbs(
    logits: number,
    targets: number,
    logProbs: number,
    entropies: number,
    logTotals: number,
    n: number,
    v: number,
  ): void;
  tokenLogProbsGradient(
    logits: number,
    targets: number,
    entropies: number,
    logTotals: number,
    dLogProbs: number,
    dEntropies: number,
    dLogits: number,
    n: number,
    v: number,
  ): void;
  matmul(
    a: number,
    transposeA: 0 | 1,
    b: number,
    transposeB: 0 | 1,
    c: number,
    init: number,
    m: number,
    n: number,
    k: number,
    scratch: number,
  ): void;
  matmulPacked(
    a: number,
    transposeA: 0 | 1,
    aRow: number,
    packed: number,
    c: number,
    init: number,
    m: number,
    n: number,
    k: number,
    scratch: number,
  ): void;
  matmulScratch(n: number, k: number): number;
  pack(
    b: number,
    transposed: 0 | 1,
    first: number,
    depth: number,
    n: number,
    k: number,
    to: number,
  ): void;
  packedBytes(n: number, k: number): number;
  packedScratch(k: number): number;
  gatherRows(table: number, rows: number, y: number, n: number, d: number): void;
  scatterRows(
    dy: number,
    rows: number,
    dTable: number,
    n: number,
    d: number,
    tableRows: number,
  ): void;
  rmsNorm(
    x: number,
    gain: number,
    y: number,
    inverse: number,
    n: number,
    d: number,
    epsilon: number,
  ): void;
  rmsNormGradient(
    x: number,
    gain: number,
    inverse: number,
    dy: number,
    dx: number,
    dGain: number,
    n: number,
    d: number,
  ): void;
  swiglu(gateUp: number, y: number, n: number, f: number): void;
  swigluGradient(gateUp: number, dy: number, dGateUp: number, n: number, f: number): void;
  sumSquares(x: number, n: number): number;
  adamW(
    weights: number,
    gradient: number,
    first: number,
    second: number,
    updated: number,
    n: number,
    scale: number,
    learningRate: number,
    beta1: number,
    beta2: number,
    rest1: number,
    rest2: number,
    epsilon: number,
    keep: number,
    correction1: number,
    correction2: number,
  ): void;
}
