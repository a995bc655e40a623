// AssemblyScript. Matrix products in 4x8 tiles: the right operand is packed into strips of eight columns, so that
// the innermost loop reads it in order. All pointers are byte addresses, all sizes count float32 values.
import { multiplyAdd } from './math';

/** Longest stretch of the inner dimension packed at a time: a strip of it stays in the first-level cache. */
const DEPTH: usize = 384;
/** Rows of the left operand worked on at a time. */
const ROWS: usize = 64;

/** Bytes of scratch that `matmul` needs. */
export function matmulScratch(n: usize, k: usize): usize {
  return (((n + 7) & ~7) + ROWS) * (min(k, DEPTH) + 8) * 4 + 128;
}

/** Bytes of a packed right operand [k, n]. */
export function packedBytes(n: usize, k: usize): usize {
  return ((n + 7) & ~7) * k * 4;
}

/**
 * Packs rows [first, first + depth) of a [k, n] matrix into strips [ceil(n/8)][depth][8], zeros past n.
 * `transposed`: the matrix is stored as [n, k].
 */
export function pack(b: usize, transposed: bool, first: usize, depth: usize, n: usize, k: usize, to: usize): void {
  for (let column: usize = 0; column < n; column += 8) {
    const width = min<usize>(8, n - column);
    if (width < 8) packNarrow(b, transposed, first, depth, n, k, to, column, width);
    else if (transposed) packStripTransposed(b + (column * k + first) * 4, k * 4, depth, to);
    else packStrip(b + (first * n + column) * 4, n * 4, depth, to);
    to += depth * 32;
  }
}

function packStrip(from: usize, stride: usize, depth: usize, to: usize): void {
  for (let row: usize = 0; row < depth; row++) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    from += stride;
    to += 32;
  }
}

function packStripTransposed(from: usize, stride: usize, depth: usize, to: usize): void {
  for (let half: usize = 0; half < 2; half++) {
    const a = from + half * 4 * stride;
    let target = to + half * 16;
    let row: usize = 0;
    for (; row + 4 <= depth; row += 4) {
      transposeFour(a + row * 4, stride, target, 32);
      target += 128;
    }
    for (; row < depth; row++) {
      for (let lane: usize = 0; lane < 4; lane++) {
        store<f32>(target + lane * 4, load<f32>(a + lane * stride + row * 4));
      }
      target += 32;
    }
  }
}

/** Transposes a 4x4 block. Strides in bytes. */
@inline
export function transposeFour(from: usize, fromStride: usize, to: usize, toStride: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + fromStride);
  const c = v128.load(from + 2 * fromStride);
  const d = v128.load(from + 3 * fromStride);
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const ab2 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd2 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
  v128.store(to + toStride, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
  v128.store(to + 2 * toStride, v128.shuffle<f32>(ab2, cd2, 0, 1, 4, 5));
  v128.store(to + 3 * toStride, v128.shuffle<f32>(ab2, cd2, 2, 3, 6, 7));
}

function packNarrow(
  b: usize, transposed: bool, first: usize, depth: usize, n: usize, k: usize, to: usize, column: usize, width: usize,
): void {
  for (let row = first; row < first + depth; row++) {
    for (let lane: usize = 0; lane < 8; lane++) {
      const index = transposed ? (column + lane) * k + row : row * n + column + lane;
      store<f32>(to, lane < width ? load<f32>(b + index * 4) : 0);
      to += 4;
    }
  }
}

// The loops below take one step of k at a time on purpose: V8 moves all loads of a straight run of code before its
// arithmetic, so that an unrolled loop needs far more than the 16 vector registers there are.

/** c = init + a b for 4 rows of a (row stride in bytes) and a strip of 8 columns of b; init 0 means zeros. */
export function tileRows(
  a: usize, aRow: usize, b: usize, bRow: usize, k: usize, c: usize, cRow: usize, init: usize,
): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  if (init) {
    c00 = v128.load(init); c01 = v128.load(init, 16); init += cRow;
    c10 = v128.load(init); c11 = v128.load(init, 16); init += cRow;
    c20 = v128.load(init); c21 = v128.load(init, 16); init += cRow;
    c30 = v128.load(init); c31 = v128.load(init, 16);
  }
  let b0: v128, b1: v128, x: v128;
  let a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow;
  const end = a + k * 4;
  while (a !== end) {
    b0 = v128.load(b);
    b1 = v128.load(b, 16);
    x = v128.load_splat<f32>(a);
    c00 = multiplyAdd(x, b0, c00);
    c01 = multiplyAdd(x, b1, c01);
    x = v128.load_splat<f32>(a1);
    c10 = multiplyAdd(x, b0, c10);
    c11 = multiplyAdd(x, b1, c11);
    x = v128.load_splat<f32>(a2);
    c20 = multiplyAdd(x, b0, c20);
    c21 = multiplyAdd(x, b1, c21);
    x = v128.load_splat<f32>(a3);
    c30 = multiplyAdd(x, b0, c30);
    c31 = multiplyAdd(x, b1, c31);
    b += bRow;
    a += 4;
    a1 += 4;
    a2 += 4;
    a3 += 4;
  }
  v128.store(c, c00); v128.store(c, c01, 16); c += cRow;
  v128.store(c, c10); v128.store(c, c11, 16); c += cRow;
  v128.store(c, c20); v128.store(c, c21, 16); c += cRow;
  v128.store(c, c30); v128.store(c, c31, 16);
}

/** As `tileRows`, with a stored transposed: 4 consecutive values per step of k, `aStep` bytes apart. */
export function tileColumns(
  a: usize, aStep: usize, b: usize, bRow: usize, k: usize, c: usize, cRow: usize, init: usize,
): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  if (init) {
    c00 = v128.load(init); c01 = v128.load(init, 16); init += cRow;
    c10 = v128.load(init); c11 = v128.load(init, 16); init += cRow;
    c20 = v128.load(init); c21 = v128.load(init, 16); init += cRow;
    c30 = v128.load(init); c31 = v128.load(init, 16);
  }
  let b0: v128, b1: v128, x: v128;
  const end = a + k * aStep;
  while (a !== end) {
    b0 = v128.load(b);
    b1 = v128.load(b, 16);
    x = v128.load_splat<f32>(a);
    c00 = multiplyAdd(x, b0, c00);
    c01 = multiplyAdd(x, b1, c01);
    x = v128.load_splat<f32>(a, 4);
    c10 = multiplyAdd(x, b0, c10);
    c11 = multiplyAdd(x, b1, c11);
    x = v128.load_splat<f32>(a, 8);
    c20 = multiplyAdd(x, b0, c20);
    c21 = multiplyAdd(x, b1, c21);
    x = v128.load_splat<f32>(a, 12);
    c30 = multiplyAdd(x, b0, c30);
    c31 = multiplyAdd(x, b1, c31);
    a += aStep;
    b += bRow;
  }
  v128.store(c, c00); v128.store(c, c01, 16); c += cRow;
  v128.store(c, c10); v128.store(c, c11, 16); c += cRow;
  v128.store(c, c20); v128.store(c, c21, 16); c += cRow;
  v128.store(c, c30); v128.store(c, c31, 16);
}

/** As `tileColumns`, with a in a panel [k][4] and b in a strip [k][8]. */
function tilePacked(a: usize, b: usize, k: usize, c: usize, cRow: usize, init: usize): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  if (init) {
    c00 = v128.load(init); c01 = v128.load(init, 16); init += cRow;
    c10 = v128.load(init); c11 = v128.load(init, 16); init += cRow;
    c20 = v128.load(init); c21 = v128.load(init, 16); init += cRow;
    c30 = v128.load(init); c31 = v128.load(init, 16);
  }
  let b0: v128, b1: v128, x: v128;
  const end = a + k * 16;
  while (a !== end) {
    b0 = v128.load(b);
    b1 = v128.load(b, 16);
    x = v128.load_splat<f32>(a);
    c00 = multiplyAdd(x, b0, c00);
    c01 = multiplyAdd(x, b1, c01);
    x = v128.load_splat<f32>(a, 4);
    c10 = multiplyAdd(x, b0, c10);
    c11 = multiplyAdd(x, b1, c11);
    x = v128.load_splat<f32>(a, 8);
    c20 = multiplyAdd(x, b0, c20);
    c21 = multiplyAdd(x, b1, c21);
    x = v128.load_splat<f32>(a, 12);
    c30 = multiplyAdd(x, b0, c30);
    c31 = multiplyAdd(x, b1, c31);
    a += 16;
    b += 32;
  }
  v128.store(c, c00); v128.store(c, c01, 16); c += cRow;
  v128.store(c, c10); v128.store(c, c11, 16); c += cRow;
  v128.store(c, c20); v128.store(c, c21, 16); c += cRow;
  v128.store(c, c30); v128.store(c, c31, 16);
}

/** c [n] = init + a [k] b: one row, three strips at a time to hide the latency of the additions. tile: 32 bytes. */
function multiplyRow(a: usize, packed: usize, c: usize, init: usize, n: usize, k: usize, tile: usize): void {
  const strip = k * 32;
  const end = a + k * 4;
  let column: usize = 0;
  for (; column + 24 <= n; column += 24) {
    let s0 = f32x4.splat(0), t0 = s0, s1 = s0, t1 = s0, s2 = s0, t2 = s0;
    if (init) {
      const at = init + column * 4;
      s0 = v128.load(at); t0 = v128.load(at, 16);
      s1 = v128.load(at, 32); t1 = v128.load(at, 48);
      s2 = v128.load(at, 64); t2 = v128.load(at, 80);
    }
    let b0 = packed + column * k * 4, b1 = b0 + strip, b2 = b1 + strip;
    for (let at = a; at !== end; at += 4) {
      const x = v128.load_splat<f32>(at);
      s0 = multiplyAdd(x, v128.load(b0), s0); t0 = multiplyAdd(x, v128.load(b0, 16), t0);
      s1 = multiplyAdd(x, v128.load(b1), s1); t1 = multiplyAdd(x, v128.load(b1, 16), t1);
      s2 = multiplyAdd(x, v128.load(b2), s2); t2 = multiplyAdd(x, v128.load(b2, 16), t2);
      b0 += 32; b1 += 32; b2 += 32;
    }
    const to = c + column * 4;
    v128.store(to, s0); v128.store(to, t0, 16);
    v128.store(to, s1, 32); v128.store(to, t1, 48);
    v128.store(to, s2, 64); v128.store(to, t2, 80);
  }
  for (; column < n; column += 8) {
    let s = f32x4.splat(0), t = s;
    let b = packed + column * k * 4;
    for (let at = a; at !== end; at += 4) {
      const x = v128.load_splat<f32>(at);
      s = multiplyAdd(x, v128.load(b), s); t = multiplyAdd(x, v128.load(b, 16), t);
      b += 32;
    }
    v128.store(tile, s);
    v128.store(tile, t, 16);
    storeEdge(tile, c + column * 4, 0, init ? init + column * 4 : 0, 1, min<usize>(8, n - column));
  }
}

/** Writes `rows` x `width` values of a 4x8 tile, adding init where there is one. */
function storeEdge(tile: usize, c: usize, cRow: usize, init: usize, rows: usize, width: usize): void {
  for (let row: usize = 0; row < rows; row++) {
    for (let column: usize = 0; column < width; column++) {
      const at = row * cRow + column * 4;
      const base = init ? load<f32>(init + at) : 0;
      store<f32>(c + at, load<f32>(tile + row * 32 + column * 4) + base);
    }
  }
}

/** Bytes of scratch that `matmulPacked` needs. */
export function packedScratch(k: usize): usize {
  return ROWS * k * 4 + 128;
}

/**
 * c [m, n] = init + op(a) b, with b packed whole by `pack`; init may be 0 (none) or c itself.
 * aRow: bytes between stored rows of a, which are its columns when `transposeA`. scratch: `packedScratch(k)` bytes.
 */
export function matmulPacked(
  a: usize, transposeA: bool, aRow: usize, packed: usize, c: usize, init: usize, m: usize, n: usize, k: usize, scratch: usize,
): void {
  const tile = scratch;
  const panels = scratch + 128;
  const cRow = n * 4;
  if (m === 1 && !transposeA) {
    multiplyRow(a, packed, c, init, n, k, tile);
    return;
  }
  for (let block: usize = 0; block < m; block += ROWS) {
    const rows = min(ROWS, m - block);
    if (transposeA) packColumns(a + block * 4, aRow, rows, k, panels);
    else packRows(a + block * aRow, aRow, rows, k, panels);
    for (let column: usize = 0; column < n; column += 8) {
      const strip = packed + column * k * 4;
      const width = min<usize>(8, n - column);
      for (let row: usize = 0; row < rows; row += 4) {
        const at = (block + row) * cRow + column * 4;
        const panel = panels + row * k * 4;
        const height = min<usize>(4, rows - row);
        if (width === 8 && height === 4) tilePacked(panel, strip, k, c + at, cRow, init ? init + at : 0);
        else {
          tilePacked(panel, strip, k, tile, 32, 0);
          storeEdge(tile, c + at, cRow, init ? init + at : 0, height, width);
        }
      }
    }
  }
}

/** Packs `rows` rows of k values into panels [ceil(rows/4)][k][4], zeros past the last row. */
function packRows(from: usize, stride: usize, rows: usize, k: usize, to: usize): void {
  let row: usize = 0;
  for (; row + 4 <= rows; row += 4) {
    const source = from + row * stride;
    let step: usize = 0;
    for (; step + 4 <= k; step += 4) {
      transposeFour(source + step * 4, stride, to, 16);
      to += 64;
    }
    for (; step < k; step++) {
      for (let lane: usize = 0; lane < 4; lane++) {
        store<f32>(to + lane * 4, load<f32>(source + lane * stride + step * 4));
      }
      to += 16;
    }
  }
  if (row < rows) {
    for (let step: usize = 0; step < k; step++) {
      for (let lane: usize = 0; lane < 4; lane++) {
        store<f32>(to, row + lane < rows ? load<f32>(from + (row + lane) * stride + step * 4) : 0);
        to += 4;
      }
    }
  }
}

/** Packs `rows` columns of a [k, ...] matrix into panels [ceil(rows/4)][k][4], zeros past the last column. */
function packColumns(from: usize, stride: usize, rows: usize, k: usize, to: usize): void {
  let row: usize = 0;
  for (; row + 4 <= rows; row += 4) {
    let source = from + row * 4;
    for (let step: usize = 0; step < k; step++) {
      v128.store(to, v128.load(source));
      source += stride;
      to += 16;
    }
  }
  if (row < rows) {
    for (let step: usize = 0; step < k; step++) {
      for (let lane: usize = 0; lane < 4; lane++) {
        store<f32>(to, row + lane < rows ? load<f32>(from + step * stride + (row + lane) * 4) : 0);
        to += 4;
      }
    }
  }
}

/**
 * c [m, n] = init + op(a) op(b); op(a) is [m, k], op(b) is [k, n].
 * `transposeA`: a is stored as [k, m]. `transposeB`: b is stored as [n, k]. init: address of an [m, n] matrix to
 * add, or 0. scratch: `matmulScratch(n, k)` bytes.
 */
export function matmul(
  a: usize, transposeA: bool, b: usize, transposeB: bool, c: usize, init: usize, m: usize, n: usize, k: usize, scratch: usize,
): void {
  const blocks = (k + DEPTH - 1) / DEPTH;
  const depth = ((k + blocks - 1) / blocks + 3) & ~3;
  const packed = scratch;
  const panels = packed + packedBytes(n, min(depth, k));
  for (let first: usize = 0; first < k; first += depth) {
    const span = min(depth, k - first);
    pack(b, transposeB, first, span, n, k, packed);
    const from = a + first * (transposeA ? m : 1) * 4;
    matmulPacked(from, transposeA, (transposeA ? m : k) * 4, packed, c, init, m, n, span, panels);
    init = c;
  }
}
