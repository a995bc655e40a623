// AssemblyScript. Arithmetic shared by all kernels: multiply-add, exp, log, sums over a vector.
// Inlined helpers only; no memory of its own.

/** a * b + c; one rounding in the relaxed build, two in the plain one. */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}

@inline
export function sumLanes(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) +
    f32x4.extract_lane(x, 2) +
    (f32x4.extract_lane(x, 1) + f32x4.extract_lane(x, 3))
  );
}

@inline
export function maxLanes(x: v128): f32 {
  return max(
    max(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 2)),
    max(f32x4.extract_lane(x, 1), f32x4.extract_lane(x, 3)),
  );
}

/**
 * exp of four numbers to about 1e-7 relative (Cephes' expf: powers of two times a polynomial); exactly 0 below
 * -87.3, where the result would be subnormal; NaN stays NaN.
 */
@inline
export function exponential(x: v128): v128 {
  const clamped = f32x4.pmax(f32x4.pmin(x, f32x4.splat(88.3)), f32x4.splat(-87.5));
  const power = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.44269504088896341)));
  let rest = multiplyAdd(power, f32x4.splat(-0.693359375), clamped);
  rest = multiplyAdd(power, f32x4.splat(2.12194440e-4), rest);
  let y = f32x4.splat(1.9875691500e-4);
  y = multiplyAdd(y, rest, f32x4.splat(1.3981999507e-3));
  y = multiplyAdd(y, rest, f32x4.splat(8.3334519073e-3));
  y = multiplyAdd(y, rest, f32x4.splat(4.1665795894e-2));
  y = multiplyAdd(y, rest, f32x4.splat(1.6666665459e-1));
  y = multiplyAdd(y, rest, f32x4.splat(5.0000001201e-1));
  y = f32x4.add(multiplyAdd(y, f32x4.mul(rest, rest), rest), f32x4.splat(1));
  const exponent = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(power), i32x4.splat(127)), 23);
  return v128.andnot(f32x4.mul(y, exponent), f32x4.lt(x, f32x4.splat(-87.3)));
}

@inline
export function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(x))));
}

/** Natural logarithm of a positive normal number, to about 1e-12 (series of the inverse hyperbolic tangent). */
export function logarithm(x: f64): f64 {
  const bits = reinterpret<u64>(x);
  let exponent = <i32>((bits >> 52) & 0x7ff) - 1023;
  let mantissa = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (mantissa > 1.4142135623730951) {
    mantissa *= 0.5;
    exponent++;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const s2 = s * s;
  let series: f64 = 0;
  for (let power = 15; power > 0; power -= 2) series = series * s2 + 1.0 / <f64>power;
  return <f64>exponent * 0.6931471805599453 + 2 * s * series;
}
