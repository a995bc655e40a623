// AssemblyScript. Kernels that go row by row or value by value: RMS norm, SwiGLU, gather and its gradient.
import { multiplyAdd, sigmoid, sumLanes } from './math';

/** y = x / rms(x) * gain; inverse[row] = 1 / rms(x), kept for the gradient. x [n, d]. */
export function rmsNorm(
  x: usize, gain: usize, y: usize, inverse: usize, n: usize, d: usize, epsilon: f32,
): void {
  const whole = (d & ~3) * 4;
  const bytes = d * 4;
  for (let row: usize = 0; row < n; row++) {
    let sum4 = f32x4.splat(0);
    let at: usize = 0;
    for (; at < whole; at += 4 * 4) {
      const value = v128.load(x + at);
      sum4 = multiplyAdd(value, value, sum4);
    }
    let sum = sumLanes(sum4);
    for (; at < bytes; at += 4) sum += load<f32>(x + at) * load<f32>(x + at);
    const scale = <f32>1 / sqrt<f32>(sum / <f32>d + epsilon);
    store<f32>(inverse + row * 4, scale);
    const scale4 = f32x4.splat(scale);
    for (at = 0; at < whole; at += 16) {
      v128.store(y + at, f32x4.mul(f32x4.mul(v128.load(x + at), scale4), v128.load(gain + at)));
    }
    for (; at < bytes; at += 4) store<f32>(y + at, load<f32>(x + at) * scale * load<f32>(gain + at));
    x += bytes;
    y += bytes;
  }
}

/** dx and (added up over the rows) dGain. */
export function rmsNormGradient(
  x: usize, gain: usize, inverse: usize, dy: usize, dx: usize, dGain: usize, n: usize, d: usize,
): void {
  const whole = (d & ~3) * 4;
  const bytes = d * 4;
  memory.fill(dGain, 0, bytes);
  for (let row: usize = 0; row < n; row++) {
    const scale = load<f32>(inverse + row * 4);
    const scale4 = f32x4.splat(scale);
    let dot4 = f32x4.splat(0);
    let at: usize = 0;
    for (; at < whole; at += 16) {
      const product = f32x4.mul(v128.load(dy + at), v128.load(x + at));
      v128.store(dGain + at, multiplyAdd(product, scale4, v128.load(dGain + at)));
      dot4 = multiplyAdd(product, v128.load(gain + at), dot4);
    }
    let dot = sumLanes(dot4);
    for (; at < bytes; at += 4) {
      const product = load<f32>(dy + at) * load<f32>(x + at);
      store<f32>(dGain + at, load<f32>(dGain + at) + product * scale);
      dot += product * load<f32>(gain + at);
    }
    const pull = -(dot * scale * scale * scale) / <f32>d;
    const pull4 = f32x4.splat(pull);
    for (at = 0; at < whole; at += 16) {
      const direct = f32x4.mul(f32x4.mul(v128.load(dy + at), v128.load(gain + at)), scale4);
      v128.store(dx + at, multiplyAdd(v128.load(x + at), pull4, direct));
    }
    for (; at < bytes; at += 4) {
      store<f32>(dx + at, load<f32>(dy + at) * load<f32>(gain + at) * scale + load<f32>(x + at) * pull);
    }
    x += bytes;
    dy += bytes;
    dx += bytes;
  }
}

/** Four values from an address where only `count` may be read or written. */
@inline
function loadPart(from: usize, count: usize): v128 {
  let value = f32x4.splat(0);
  value = f32x4.replace_lane(value, 0, load<f32>(from));
  if (count > 1) value = f32x4.replace_lane(value, 1, load<f32>(from, 4));
  if (count > 2) value = f32x4.replace_lane(value, 2, load<f32>(from, 8));
  return value;
}

@inline
function storePart(to: usize, value: v128, count: usize): void {
  store<f32>(to, f32x4.extract_lane(value, 0));
  if (count > 1) store<f32>(to, f32x4.extract_lane(value, 1), 4);
  if (count > 2) store<f32>(to, f32x4.extract_lane(value, 2), 8);
}

/** y [n, f] = silu(gate) * up of gateUp [n, 2f]. */
export function swiglu(gateUp: usize, y: usize, n: usize, f: usize): void {
  const whole = (f & ~3) * 4;
  const bytes = f * 4;
  for (let row: usize = 0; row < n; row++) {
    const up = gateUp + bytes;
    let at: usize = 0;
    for (; at < whole; at += 16) {
      const gate = v128.load(gateUp + at);
      v128.store(y + at, f32x4.mul(f32x4.mul(gate, sigmoid(gate)), v128.load(up + at)));
    }
    if (at < bytes) {
      const gate = loadPart(gateUp + at, f & 3);
      storePart(y + at, f32x4.mul(f32x4.mul(gate, sigmoid(gate)), loadPart(up + at, f & 3)), f & 3);
    }
    gateUp += 2 * bytes;
    y += bytes;
  }
}

@inline
function gateGradient(gate: v128, probability: v128): v128 {
  // d/dg (g s(g)) = s + g s (1 - s)
  const one = f32x4.splat(1);
  return f32x4.mul(probability, multiplyAdd(gate, f32x4.sub(one, probability), one));
}

/** dGateUp [n, 2f] from dy [n, f]. */
export function swigluGradient(gateUp: usize, dy: usize, dGateUp: usize, n: usize, f: usize): void {
  const whole = (f & ~3) * 4;
  const bytes = f * 4;
  for (let row: usize = 0; row < n; row++) {
    let at: usize = 0;
    for (; at < whole; at += 16) {
      const gate = v128.load(gateUp + at);
      const probability = sigmoid(gate);
      const d = v128.load(dy + at);
      const up = v128.load(gateUp + bytes + at);
      v128.store(dGateUp + at, f32x4.mul(f32x4.mul(d, up), gateGradient(gate, probability)));
      v128.store(dGateUp + bytes + at, f32x4.mul(d, f32x4.mul(gate, probability)));
    }
    if (at < bytes) {
      const count = f & 3;
      const gate = loadPart(gateUp + at, count);
      const probability = sigmoid(gate);
      const d = loadPart(dy + at, count);
      const up = loadPart(gateUp + bytes + at, count);
      storePart(dGateUp + at, f32x4.mul(f32x4.mul(d, up), gateGradient(gate, probability)), count);
      storePart(dGateUp + bytes + at, f32x4.mul(d, f32x4.mul(gate, probability)), count);
    }
    gateUp += 2 * bytes;
    dGateUp += 2 * bytes;
    dy += bytes;
  }
}

/** y[i] = table[rows[i]]; rows are int32 and must lie in the table. */
export function gatherRows(table: usize, rows: usize, y: usize, n: usize, d: usize): void {
  for (let row: usize = 0; row < n; row++) {
    memory.copy(y, table + <usize>load<u32>(rows + row * 4) * d * 4, d * 4);
    y += d * 4;
  }
}

/** dTable [tableRows, d] = sum over i of dy[i] at row rows[i], in order. */
export function scatterRows(dy: usize, rows: usize, dTable: usize, n: usize, d: usize, tableRows: usize): void {
  const whole = (d & ~3) * 4;
  const bytes = d * 4;
  memory.fill(dTable, 0, tableRows * bytes);
  for (let row: usize = 0; row < n; row++) {
    const to = dTable + <usize>load<u32>(rows + row * 4) * bytes;
    let at: usize = 0;
    for (; at < whole; at += 16) {
      v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(dy + at)));
    }
    for (; at < bytes; at += 4) store<f32>(to + at, load<f32>(to + at) + load<f32>(dy + at));
    dy += bytes;
  }
}
